#!/usr/bin/env bash
# nbval 0.11.0: strict comparison does not see that a sentence and the table it explains changed places.
#
# Guessed: `--nbval` compares the list of outputs of a cell, so a notebook that is committed with the
# table first fails when the cell prints the sentence first. Seen: it passes; outputs are compared by
# stream and by MIME type, each in its own order. (The same cell with another word in the sentence fails.)
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check nbval==0.11.0 ipykernel==7.1.0 pytest==8.4.2 nbformat==5.10.4
cd "$folder"
"$python" - <<'PYTHON'
import subprocess
import sys
from importlib.metadata import version

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_output

SOURCE = "print('As the table above shows:')\ndisplay({'text/plain': 'a table', 'text/html': '<b>a table</b>'}, raw=True)"
table = new_output("display_data", data={"text/plain": "a table", "text/html": "<b>a table</b>"})


def sentence(words):
    return new_output("stream", name="stdout", text=words + "\n")


committed = {
    "as it runs": [sentence("As the table above shows:"), table],
    "table first": [table, sentence("As the table above shows:")],
    "another word": [sentence("As the table below shows:"), table],
}
seen = {}
for name, outputs in committed.items():
    notebook = new_notebook(cells=[new_code_cell(SOURCE, outputs=outputs, execution_count=1)])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, "one.ipynb")
    run = subprocess.run([sys.executable, "-m", "pytest", "-q", "--nbval", "one.ipynb"], capture_output=True)
    seen[name] = run.returncode == 0
print("nbval", version("nbval"), seen)
same = seen == {"as it runs": True, "table first": True, "another word": False}
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
