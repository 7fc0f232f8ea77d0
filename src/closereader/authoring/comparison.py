"""No cell escapes comparison: what nbval would pass without looking is found here.

nbval 0.11 compares nothing when a cell has no execution count, when a tag or a comment tells it
to look away, and it never compares PNG and JPEG pictures. A stored widget view is skipped too.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from closereader.authoring.findings import Finding, Remark
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
            again = run_again(notebook)
            remarks = [*_count(cell, expected, again), *_told_to_look_away(cell)]
            remarks += [one for output in cell.outputs for one in _output(output, again)]
            yield from (Finding(notebook.path, cell.place, *remark) for remark in remarks)


def form(notebook: Notebook) -> Iterator[Finding]:
    """Say when the file is not written in the form the course commits."""
    if notebook.path.read_bytes() != canonical(notebook).encode():
        what = "Was saved by another program: ids, metadata or outputs are not in the common form."
        yield Finding(notebook.path, "", what, run_again(notebook))


def _count(cell: Cell, expected: int, again: str) -> Iterator[Remark]:
    if not cell.source.strip():
        yield "Is an empty code cell.", "Delete it."
    elif cell.count is None:
        yield "Was never run, so nothing is compared.", again
    elif cell.count != expected:
        yield f"Has the execution count {cell.count} where {expected} is due.", again


def _told_to_look_away(cell: Cell) -> Iterator[Remark]:
    comments = [line for line in cell.source.splitlines() if line.lstrip().startswith("#")]
    for words in (*cell.tags, *comments):
        if found := _TELLS_NBVAL.search(words):
            yield f"Tells nbval to look away ({found[0]}).", "Make the output the same every time."


def _output(output: Mapping[str, Any], again: str) -> Iterator[Remark]:
    data: Mapping[str, Any] = output.get("data", {})
    if output["output_type"] == "error":
        yield f"Stopped with {output['ename']}: {output['evalue']}.", f"Mend the cell. {again}"
    if output.get("name") == "stderr":
        yield "Writes to stderr.", "Find out why, and let it be silent."
    if WIDGET_VIEW in data:
        yield "Stores the view of a widget that is gone.", again
    for mime in data:
        if mime in _PICTURES:
            what = f"Shows a picture ({mime}), which is never compared."
            yield what, "Draw it with closereader.figures."
        elif not mime.startswith(_COMPARED):
            yield f"Shows {mime}.", "Show text, HTML or a Plotly figure."
    shown = [output.get("text", ""), *(one for one in data.values() if isinstance(one, str))]
    if found := next(filter(None, map(_A_MACHINE.search, shown)), None):
        what = f"Shows a folder of one computer ({found[0]})."
        yield what, "Print a path from the course folder instead."
