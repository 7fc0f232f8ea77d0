"""No cell escapes comparison: what nbval would pass without looking is found here.

nbval 0.11 compares nothing when a cell has no execution count, when a tag or a comment tells it
to look away, and it never compares PNG and JPEG pictures. A stored widget view is skipped too.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from closereader.authoring.findings import Finding
from closereader.authoring.notebook import WIDGET_STATE, WIDGET_VIEW, Cell, Notebook, canonical

# All the words by which nbval is told to look away begin with its name or its older name, except
# one, which nbclient knows too.
_TELLS_NBVAL = re.compile(r"(?i)\b(?:nbval|pytest[_-]validate)[_-][\w-]+|\braises-exception\b")
_PICTURES = ("image/png", "image/jpeg")
_COMPARED = ("text/", "application/", "image/svg+xml")
_A_MACHINE = re.compile(
    r"(?<![\w.])(?:/(?:home|Users|root|tmp|work|private)/|[A-Z]:\\\w)[^\s\"'<]*"
)


def run_again(notebook: Notebook) -> str:
    """Give the remedy that makes a notebook's outputs anew."""
    derived = notebook.folder == "exercises"
    return f"Run: closereader {'exercises' if derived else 'notebooks'}"


def escapes(notebook: Notebook) -> Iterator[Finding]:
    """Give every reason why running this notebook would not prove that it is right."""
    if WIDGET_STATE in notebook.data["metadata"].get("widgets", {}):
        yield Finding(notebook.path, "", "Holds the saved state of widgets.", run_again(notebook))
    expected = 0
    for cell in notebook.cells:
        if cell.kind == "code":
            expected += 1
            yield from _count(notebook, cell, expected)
            yield from _told_to_look_away(notebook, cell)
            for output in cell.outputs:
                yield from _output(notebook, cell, output)


def form(notebook: Notebook) -> Iterator[Finding]:
    """Say when the file is not written in the form the course commits."""
    if notebook.path.read_bytes() != canonical(notebook).encode():
        what = "Was saved by another program: ids, metadata or outputs are not in the common form."
        yield Finding(notebook.path, "", what, run_again(notebook))


def _count(notebook: Notebook, cell: Cell, expected: int) -> Iterator[Finding]:
    if not cell.source.strip():
        yield Finding(notebook.path, cell.place, "Is an empty code cell.", "Delete it.")
    elif cell.count is None:
        what = "Was never run, so nothing is compared."
        yield Finding(notebook.path, cell.place, what, run_again(notebook))
    elif cell.count != expected:
        what = f"Has the execution count {cell.count} where {expected} is due."
        yield Finding(notebook.path, cell.place, what, run_again(notebook))


def _told_to_look_away(notebook: Notebook, cell: Cell) -> Iterator[Finding]:
    comments = [line for line in cell.source.splitlines() if line.lstrip().startswith("#")]
    for words in (*cell.tags, *comments):
        if found := _TELLS_NBVAL.search(words):
            what = f"Tells nbval to look away ({found[0]})."
            yield Finding(notebook.path, cell.place, what, "Make the output the same every time.")


def _output(notebook: Notebook, cell: Cell, output: Mapping[str, Any]) -> Iterator[Finding]:
    path, place = notebook.path, cell.place
    data: Mapping[str, Any] = output.get("data", {})
    if output["output_type"] == "error":
        what = f"Stopped with {output['ename']}: {output['evalue']}."
        yield Finding(path, place, what, f"Mend the cell. {run_again(notebook)}")
    if output.get("name") == "stderr":
        yield Finding(path, place, "Writes to stderr.", "Find out why, and let it be silent.")
    if WIDGET_VIEW in data:
        yield Finding(path, place, "Stores the view of a widget that is gone.", run_again(notebook))
    for mime in data:
        if mime in _PICTURES:
            what = f"Shows a picture ({mime}), which is never compared."
            yield Finding(path, place, what, "Draw it with closereader.figures.")
        elif not mime.startswith(_COMPARED):
            yield Finding(path, place, f"Shows {mime}.", "Show text, HTML or a Plotly figure.")
    shown = [output.get("text", ""), *(one for one in data.values() if isinstance(one, str))]
    if found := next(filter(None, map(_A_MACHINE.search, shown)), None):
        what = f"Shows a folder of one computer ({found[0]})."
        yield Finding(path, place, what, "Print a path from the course folder instead.")
