#!/usr/bin/env bash
# nbval 0.11.0 and nbclient 0.10.4: a notebook that was just executed fails, when a display was updated or cleared.
#
# Guessed: what nbclient stores is what nbval finds, since both run the same kernel and nothing in the cells
# changes. Seen: nbclient keeps the last state of a display (as JupyterLab does); nbval also collects the
# states before it and reports a mismatch. A progress line that is written over, or a table that is
# updated in place, cannot be kept under comparison, right as it is.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check nbval==0.11.0 nbclient==0.10.4 ipykernel==7.1.0 pytest==8.4.2 nbformat==5.10.4
cd "$folder"
"$python" - <<'PYTHON'
import subprocess
import sys
from importlib.metadata import version

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

sources = {
    "plain": "print('done')",
    "updated": "h = display('1 of 2', display_id='d')\nh = h or display\nh.update('2 of 2')",
    "cleared": "from IPython.display import clear_output\nprint('1 of 2')\nclear_output(wait=True)\nprint('2 of 2')",
}
seen = {}
for name, source in sources.items():
    notebook = new_notebook(cells=[new_code_cell(source)])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    NotebookClient(notebook).execute()
    assert len(notebook.cells[0].outputs) == 1, notebook.cells[0].outputs
    nbformat.write(notebook, f"{name}.ipynb")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--nbval", f"{name}.ipynb"], capture_output=True, text=True
    )
    seen[name] = "passed" if run.returncode == 0 else "mismatch" * ("mismatch" in run.stdout)
print("nbval", version("nbval"), "nbclient", version("nbclient"), seen)
same = seen == {"plain": "passed", "updated": "mismatch", "cleared": "mismatch"}
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
