#!/usr/bin/env bash
# edtf 5.0.2 (Python): the bounds of a date that is "about" a month are two years apart, not three months.
#
# Guessed: what the package's README shows in its first example: `1979-08~`, about August 1979, has the padded
# bounds 1979-07-01 and 1979-09-30, one month more on either side; and a day that is approximate gets a day.
# Seen: 1978-07-01 and 1980-09-30. The padding of a year, of a month and of a day are added up for a date that is
# approximate as a whole: about 1 to 6 March 2022 (`2022-03-01~/2022-03-06~`) runs from January 2021 to April 2023.
# Only where the sign stands before one part (`1979-~08`, level 2 of EDTF) does the padding fit the part. An archive
# that is asked for 2021 by such bounds gives what nobody dated there.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check edtf==5.0.2
cd "$folder"
"$python" - <<'PYTHON'
from importlib.metadata import metadata, version

from edtf import parse_edtf


def bounds(words):
    date = parse_edtf(words)
    return ["-".join(f"{part:02}" for part in end[:3]) for end in (date.lower_fuzzy(), date.upper_fuzzy())]


readme = metadata("edtf").get_payload()
promised = "((1979, 7, 1), (1979, 9, 30))" in readme
stated = {
    "1979-08~": ["1978-07-01", "1980-09-30"],
    "1979-~08": ["1979-07-01", "1979-09-30"],
    "2022-03-01~/2022-03-06~": ["2021-01-31", "2023-04-07"],
    "2022-03-~01/2022-03-~06": ["2022-02-28", "2022-03-07"],
}
seen = {words: bounds(words) for words in stated}
print("edtf", version("edtf"), "README says 1979-07-01 to 1979-09-30:", promised, seen)
same = promised and seen == stated
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
