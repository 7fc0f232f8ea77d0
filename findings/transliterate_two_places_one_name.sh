#!/usr/bin/env bash
# transliterate 1.10.2: two Ukrainian names become one Latin name, and the way back gives a third.
#
# Guessed: `translit(word, "uk", reversed=True)` follows one of the systems in use: the Ukrainian one of
# 2010 (Cabinet of Ministers, resolution 55), where зг is written zgh just because zh is already ж, or a
# scholarly one with ž. Seen: both Згорани and Жорани become Zhorany, and Zhorany becomes Жорани; the letters
# are mixed from systems (Київ becomes Kyyiv, Юрій becomes Jurij); щ goes there as shch and comes back as
# шч. An index of names that is made with it puts different places under one heading.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check transliterate==1.10.2 six==1.17.0
cd "$folder"
"$python" - <<'PYTHON'
from importlib.metadata import version

from transliterate import translit

names = ["Згорани", "Жорани", "Київ", "Юрій", "Щербухи"]
latin = [translit(name, "uk", reversed=True) for name in names]
back = [translit(name, "uk") for name in latin]
print("transliterate", version("transliterate"), latin, back)
same = latin == ["Zhorany", "Zhorany", "Kyyiv", "Jurij", "Shcherbukhy"]
same = same and (back[0], back[1], back[4]) == ("Жорани", "Жорани", "Шчербухи")
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
