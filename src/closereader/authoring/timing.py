"""The minutes that the head of a notebook promises, beside what it holds."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from closereader.authoring.asked import asked, minutes
from closereader.authoring.exercises import SOLUTION
from closereader.authoring.findings import Finding
from closereader.authoring.prose import count_words, headings
from closereader.authoring.speech import calls
from closereader.quotations import citations, regions
from closereader.texts import TextError, open_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closereader.authoring.notebook import Cell, Notebook

# A slow reader of a second language.
WORDS_A_MINUTE = 150
# The longest that one reader asks for: a text as long as the essay is read by a route.
LONGEST_TEXT = 12
LEAST, MOST = 0.7, 1.5
# Ten minutes more or less are no broken promise in a short notebook.
SLACK = 10
_SECTION = 2  # the level of the heading of a section
MORE = "More: "
"""How the title of a section begins that the core of a lesson does not need."""
_ROUTE = re.compile(r"\b[Rr]ead \(([^()]*¶[^()]*)\)")
_TIME = re.compile(r"(?i)time\b[^\n\d]*(\d+)\s*min")


def promised(notebook: Notebook) -> int | None:
    """Give the minutes that the head promises."""
    prose = "\n".join(cell.source for cell in notebook.cells if cell.kind == "markdown")
    found = _TIME.search(prose)
    return int(found[1]) if found else None


def estimated(notebook: Notebook) -> int:
    """Estimate the minutes of the core: prose, texts, and questions with their answers.

    Sections called *More* are left out: the head promises their minutes apart.
    """
    cells = list(core(notebook))
    words = sum(count_words(cell.source) for cell in cells if cell.kind == "markdown")
    work = sum(minutes(one) for cell in cells if cell.kind == "code" for one in asked(cell.source))
    return round(words / WORDS_A_MINUTE + work + sum(_reading(cells)))


def core(notebook: Notebook) -> Iterator[Cell]:
    """Give the cells that a student needs: no solution, and no section called *More*."""
    more = False
    for cell in notebook.cells:
        for one in headings(cell.source) if cell.kind == "markdown" else ():
            more = one.title.startswith(MORE) or (more and one.level > _SECTION)
        if not more and SOLUTION not in cell.tags:
            yield cell


def check_time(notebook: Notebook) -> Iterator[Finding]:
    """Give a promise that the words and questions of the notebook do not bear out."""
    said, needed = promised(notebook), estimated(notebook)
    least, most = min(LEAST * needed, needed - SLACK), max(MOST * needed, needed + SLACK)
    if said is not None and not least <= said <= most:
        what = f"Promises {said} minutes; its words, texts and questions take about {needed}."
        yield Finding(notebook.path, "", what, "Correct the time, or say less.")


def _reading(cells: list[Cell]) -> Iterator[float]:
    seen: set[str] = set()
    for above, cell in pairwise(cells):
        for name, key in calls(cell.source) if cell.kind == "code" else ():
            if name == "Reader" and key not in seen:
                seen.add(key)
                yield _length(key, above.source if above.kind == "markdown" else "")


def _length(text_id: str, above: str) -> float:
    """Give the minutes of a text, or of the route that the cell above it names."""
    route = [cited for asked in _ROUTE.findall(above) for cited in citations(asked)]
    try:
        text = open_text(text_id)
        spans = [one.span for cited in route if cited.text == text_id
                 for one in regions(cited, text) if not one.note]  # fmt: skip
    except TextError:
        return 0
    if spans:
        return sum(len(text.body[a:b].split()) for a, b in spans) / WORDS_A_MINUTE
    return min(LONGEST_TEXT, text.words / WORDS_A_MINUTE)


def note(notebook: Notebook) -> str:
    """Say in a line what is promised and what is estimated."""
    said = promised(notebook)
    promise = f"promises {said} min" if said else "promises no time"
    return f"{notebook.folder}/{notebook.path.name}: {promise}, estimated {estimated(notebook)}"
