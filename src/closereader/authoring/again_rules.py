"""The promise that a first answer comes back beside the last, and that it can be kept.

Who reads “You will see your answer again”, or “Read your answer to question 1 again”, must find it
there: the question that is meant is named with ``again=``. What is named so must have been asked
before, and answered in prose.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from closereader.authoring.asked import asked
from closereader.authoring.findings import Finding
from closereader.authoring.notebook import Cell, Notebook
from closereader.authoring.prose import without_code
from closereader.handin.sheet import Call

_WILL_RETURN = re.compile(r"(?i)\byou (?:will|shall) (?:see|meet|find|read) your answer again\b")
_READ_AGAIN = re.compile(r"(?i)\byour answer to question (\d+[a-z]?)\b")
_COMPARED = re.compile(r"(?i)\b(?:since|your answer to) question (\d+[a-z]?)\b")


def promises(notebook: Notebook, cells: Sequence[Cell]) -> Iterator[Finding]:
    """Give every promise of an earlier answer that no ``again=`` of the notebook keeps."""
    for cell in cells:
        later = [(other, call) for other in cells[cells.index(cell) :] for call in _asks(other)]
        prose = " ".join(without_code(cell.prose).split())
        if _WILL_RETURN.search(prose):
            yield from _returns(notebook, cell, [call for _, call in later])
        for named in _READ_AGAIN.finditer(prose):
            yield from _kept(notebook, cell, named[1], next((c for _, c in later), None))
        for call in _asks(cell):
            for named in _COMPARED.finditer(_words(call)):
                yield from _kept(notebook, cell, named[1], call)


def earlier(notebooks: Iterable[Notebook], lessons: Iterable[Notebook]) -> Iterator[Finding]:
    """Give every ``again=`` that names no question in prose which was asked before.

    Asked before is what stands further up in the same notebook, and what a lesson of a lower
    number asks; an exercise, or its solution, follows the lesson of its own number.
    """
    before = {
        call.key: (lesson.path.name[:2], call.widget)
        for lesson in lessons
        for cell in lesson.cells
        for call in asked(cell.code)
    }
    for notebook in notebooks:
        here: dict[str, str] = {}
        number, follows = notebook.path.name[:2], notebook.folder != "notebooks"
        for cell in notebook.cells:
            for call in asked(cell.code):
                again = call.given.get("again")
                at, widget = before.get(str(again), ("", ""))
                if not (at < number or (at == number and follows)):
                    widget = ""
                if again is not None and here.get(str(again), widget) != "Ask":
                    what = f"again={again!r} names no question in prose that was asked before."
                    yield Finding(notebook.path, cell.place, what, "Name one that was.")
                here[call.key] = call.widget


def _returns(notebook: Notebook, cell: Cell, later: Sequence[Call]) -> Iterator[Finding]:
    mine = later[0].key if later else ""
    if not any(call.given.get("again") == mine for call in later):
        what = "Promises that the answer will be seen again, and no later question shows it."
        yield Finding(notebook.path, cell.place, what, f"Give the last question again={mine!r}.")


def _kept(notebook: Notebook, cell: Cell, number: str, call: Call | None) -> Iterator[Finding]:
    again = str(call.given.get("again")) if call else ""
    if not re.search(rf"[/-]q?-?{number}$", again):
        what = f"Speaks of the answer to question {number}, and the box does not show it."
        remedy = "Give the question that answers it again=, with the id of the earlier one."
        yield Finding(notebook.path, cell.place, what, remedy)


def _words(call: Call) -> str:
    hints = call.given.get("hints") or ()
    hints = (hints,) if isinstance(hints, str) else hints
    return " ".join(str(one) for one in (call.given.get("prompt") or "", *hints))


def _asks(cell: Cell) -> list[Call]:
    return [call for call in asked(cell.code) if call.widget == "Ask"]
