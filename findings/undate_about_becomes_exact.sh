#!/usr/bin/env bash
# undate 0.8.0: a date that is "about" or "perhaps" becomes an exact one, and is written as an exact one.
#
# Guessed: the package supports "portions of EDTF", as its README says, and what is outside them cannot be read, as is
# so for `2022-03-~01` and for a set; a sign for an approximate (~) or an uncertain (?) date is kept, or refused.
# Seen: it is read and left out. `2022-03-01~/2022-03-06~` is written again as `2022-03-01/2022-03-06`, and `1918?` is
# written as `1918` and equal to it. What a historian was careful to say is gone after one reading and writing, in a
# package that is made for dates that are not certain.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check undate==0.8.0
cd "$folder"
"$python" - <<'PYTHON'
from importlib.metadata import version

from undate import Undate

stated = {
    "2022-03-01~/2022-03-06~": "2022-03-01/2022-03-06",
    "1918?": "1918",
    "1918-05~": "1918-05",
    "191X": "191X",
    "2022-03-~01": "refused",
    "[2017..2020]": "refused",
}
seen = {}
for words in stated:
    try:
        seen[words] = Undate.parse(words, "EDTF").format("EDTF")
    except ValueError:
        seen[words] = "refused"
equal = Undate.parse("1918?", "EDTF") == Undate.parse("1918", "EDTF")
print("undate", version("undate"), seen, equal)
same = seen == stated and equal
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
