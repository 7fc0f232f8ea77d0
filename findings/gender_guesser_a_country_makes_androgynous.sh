#!/usr/bin/env bash
# gender-guesser 0.4.0: whoever names a country gets "androgynous" for names that its list does not have there.
#
# Guessed: its README says that `unknown` means "not found" and `andy` that a name is as likely a man's as a woman's, and
# that a country gives preference to what is usual there; so a name that the list has, but not for that country, is
# `unknown`, or what it is without a country. Seen: "andy". Leila, Hanna and Ivanna are women's names, Kuzma a man's,
# and with "ukraine" or "russia" all are androgynous; a name that is nowhere in the list stays `unknown`. A study of who
# is cited that names the country, to be careful, counts women as people whose gender their name leaves open.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check gender-guesser==0.4.0
cd "$folder"
"$python" - <<'PYTHON'
from importlib.metadata import version

from gender_guesser.detector import Detector

guess = Detector().get_gender
stated = {
    "Leila": ["female", "andy", "andy"],
    "Hanna": ["female", "andy", "andy"],
    "Kuzma": ["male", "andy", "andy"],
    "Oleksandra": ["female", "female", "andy"],
    "Volodymyr": ["male", "male", "andy"],
    "Qwertyna": ["unknown", "unknown", "unknown"],
}
seen = {name: [guess(name), guess(name, "ukraine"), guess(name, "russia")] for name in stated}
print("gender-guesser", version("gender-guesser"), seen)
same = seen == stated
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
