#!/usr/bin/env bash
# edtf 5.0.2 (Python): "March 1-6, 2022" is read as the first of March 2006.
#
# Guessed: `text_to_edtf` gives an interval for a span of days, or None where it does not understand, as it does for
# "1 March 2022 to 6 March 2022"; its README says that ranges are read only roughly. Seen: one exact day of another
# year. The last day of the span becomes a year: 2006 for "March 1-6, 2022", 2028 for "February 24-28, 2022", 2001 for
# "about 1 to 6 March 2022", which comes back as about 6 March 2001. The two digits are taken for a year although one of
# four stands beside them. A catalogue that turns its notes into dates with it moves events by decades, without a word.
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
from importlib.metadata import version

from edtf import text_to_edtf

stated = {
    "March 6, 2022": "2022-03-06",
    "1 March 2022 to 6 March 2022": None,
    "March 1-6, 2022": "2006-03-01",
    "February 24-28, 2022": "2028-02-24",
    "about 1 to 6 March 2022": "2001-03-06~",
}
seen = {words: text_to_edtf(words) for words in stated}
print("edtf", version("edtf"), {words: date and str(date) for words, date in seen.items()})
same = {words: date and str(date) for words, date in seen.items()} == stated
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
