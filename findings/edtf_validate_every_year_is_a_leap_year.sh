#!/usr/bin/env bash
# edtf-validate 2.0.0: the 29th of February is a day of every year.
#
# Guessed: a validator of the Extended Date/Time Format that refuses 2022-02-30 and 2022-04-31 knows which years have a
# 29th of February; the days of the format are those of ISO 8601's calendar.
# Seen: 2023-02-29 and 1900-02-29 are valid, also as approximate days and in a set; only in an interval is the day
# refused. An archive whose dates all passed holds days that never were, and the next program, here Python's own
# calendar, stops at them.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check edtf-validate==2.0.0 pyparsing==3.2.5
cd "$folder"
"$python" - <<'PYTHON'
from datetime import date
from importlib.metadata import version

from edtf_validate.valid_edtf import is_valid

stated = {
    "2024-02-29": True,
    "2023-02-29": True,
    "1900-02-29": True,
    "2023-02-29~": True,
    "[2023-02-29..2023-03-01]": True,
    "2023-02-28/2023-02-29": False,
    "2022-02-30": False,
    "2022-04-31": False,
}
seen = {words: is_valid(words) for words in stated}
try:
    known = date.fromisoformat("2023-02-29").isoformat()
except ValueError:
    known = "refused"
print("edtf-validate", version("edtf-validate"), seen, known)
same = seen == stated and known == "refused"
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
