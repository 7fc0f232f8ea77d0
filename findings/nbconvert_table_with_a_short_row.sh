#!/usr/bin/env bash
# nbconvert 7.17.1: a table of Markdown with one row that is too short is no table in the page it writes.
#
# Guessed: GitHub's Markdown fills a row that has fewer cells than the head with empty ones (its specification,
# section 4.10), JupyterLab shows such a table, and so does the page that nbconvert makes of the same notebook.
# Seen: with mistune 3.4.0, which nbconvert renders Markdown with, the whole table becomes one paragraph with
# vertical bars in it, head included; where every row is whole it is a table. So a lesson looks right in
# JupyterLab (whose renderer, marked 17, fills the row) and falls apart in its HTML, and nothing is said.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check nbconvert==7.17.1 mistune==3.4.0 nbformat==5.10.4
cd "$folder"
"$python" - <<'PYTHON'
from importlib.metadata import version

import nbformat
from nbconvert import HTMLExporter


def page(rows):
    cell = nbformat.v4.new_markdown_cell(f"| voice | asks |\n|---|---|\n{rows}")
    return HTMLExporter(template_name="basic").from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))[0]


whole, short = page("| essay | whom? |\n| post | us |"), page("| essay | whom? |\n| post |")
seen = ["<table" in whole, "<table" in short, "| voice | asks |" in short]
print("nbconvert", version("nbconvert"), "mistune", version("mistune"), seen)
same = seen == [True, False, True]
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
