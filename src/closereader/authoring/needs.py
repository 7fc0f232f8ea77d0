"""What the widgets of notebooks open, and the course does not have, or has damaged.

A widget that finds its file missing shows a card which says so, and the notebook runs all the same.
Who writes a course need not open every page to learn of it.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from closereader.authoring.findings import Finding
from closereader.authoring.notebook import Notebook
from closereader.claims import open_claims
from closereader.handin import MarksAsked
from closereader.handin.sheet import Call, asked, marks_asked
from closereader.questions import open_question
from closereader.scale import open_scale
from closereader.tables import open_table

_OPEN: dict[str, Callable[[Call], object]] = {
    "Choose": lambda call: open_question(call.key),
    "ClaimCards": lambda _: open_claims(),
    "Number": lambda call: open_table(str(call.given.get("table", ""))),
    "Scale": lambda _: open_scale(),
}


def needs(notebooks: Iterable[Notebook]) -> Iterator[Finding]:
    """Give what is wrong with a file once, at the first cell that asks for it."""
    said: set[str] = set()
    for notebook in notebooks:
        for cell in notebook.cells:
            for what in _wrong(cell.code):
                if what not in said:
                    said.add(what)
                    remedy = "Then store what the notebook shows anew: closereader notebooks."
                    yield Finding(notebook.path, cell.place, what, remedy)


def _wrong(code: str) -> Iterator[str]:
    opened: list[tuple[str, Callable[[], object]]] = [
        (call.widget, partial(_OPEN.get(call.widget, str), call)) for call in asked(code)
    ]
    opened += [("HandIn", partial(MarksAsked.read, *one)) for one in marks_asked(code).items()]
    for widget, open_ in opened:
        try:
            open_()
        except ValueError as error:
            yield f"{widget}: {error}"
