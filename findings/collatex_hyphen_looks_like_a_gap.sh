#!/usr/bin/env bash
# collatex 2.3: in the table that it draws, a hyphen looks like words that are missing.
#
# Guessed: in an alignment table a witness without words has a sign that no word of another witness can be, so that two
# rows that look the same are the same. Seen: the sign is a hyphen, and a hyphen inside a word is a token of its own:
# "state-owned firms" beside "state owned firms" gives two rows of "state", "-", "owned firms". The difference between
# the two editions, the only one there is, cannot be seen; `output="json"` has it, as an empty list.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check collatex==2.3 levenshtein==0.27.1 networkx==3.5
cd "$folder"
"$python" - <<'PYTHON'
import json
from importlib.metadata import version

from collatex import Collation, collate

texts = Collation()
texts.add_plain_witness("A", "state-owned firms")
texts.add_plain_witness("B", "state owned firms")
lines = str(collate(texts)).splitlines()
rows = [[cell.strip() for cell in line.split("|")[2:-1]] for line in lines if line.startswith("|")]
first, second = json.loads(collate(texts, output="json"))["table"]
tokens = [[["".join(token["t"] for token in cell or []).strip() for cell in row] for row in (first, second)]]
print("collatex", version("collatex"), rows, tokens)
same = rows == [["state", "-", "owned firms"]] * 2 and tokens == [
    [["state", "-", "owned firms"], ["state", "", "owned firms"]]
]
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
