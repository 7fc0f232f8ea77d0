"""The minutes that the head of a notebook promises, beside what it holds."""

from __future__ import annotations

import re
from contextlib import suppress
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
APART = ("More: ", "In the seminar", "Part C.")
"""How the title of a section begins whose minutes the head promises apart."""
_ROUTE = re.compile(r"\b[Rr]ead (\([^()]*¶[^()]*\)(?: and \([^()]*¶[^()]*\))?)")
_TIME = re.compile(r"(?i)time\b[^\n\d]*(\d+)\s*min")


def promised(notebook: Notebook) -> int | None:
    """Give the minutes that the head promises."""
    prose = "\n".join(cell.source for cell in notebook.cells if cell.kind == "markdown")
    found = _TIME.search(prose)
    return int(found[1]) if found else None


def estimated(notebook: Notebook) -> int:
    """Estimate the minutes of the core: prose, texts, and questions with their answers.

    Sections called *More*, and those for several people, are left out.
    """
    cells = list(core(notebook))
    words = sum(count_words(cell.source) for cell in cells if cell.kind == "markdown")
    work = sum(minutes(one) for cell in cells if cell.kind == "code" for one in asked(cell.source))
    return round(words / WORDS_A_MINUTE + work + sum(_reading(cells)))


def core(notebook: Notebook) -> Iterator[Cell]:
    """Give the cells that one student needs: no solution, and no section of `APART`."""
    apart = False
    for cell in notebook.cells:
        for one in headings(cell.source) if cell.kind == "markdown" else ():
            apart = one.title.startswith(APART) or (apart and one.level > _SECTION)
        if not apart and SOLUTION not in cell.tags:
            yield cell


def check_time(notebook: Notebook) -> Iterator[Finding]:
    """Give a promise that the words and questions of the notebook do not bear out."""
    said, needed = promised(notebook), estimated(notebook)
    least, most = min(LEAST * needed, needed - SLACK), max(MOST * needed, needed + SLACK)
    if said is not None and not least <= said <= most:
        what = f"Promises {said} minutes; its words, texts and questions take about {needed}."
        yield Finding(notebook.path, "", what, "Correct the time, or say less.")


def _reading(cells: list[Cell]) -> Iterator[float]:
    """Give the minutes of each text that is opened, or of the route that the cell above names.

    Two texts side by side are compared in places: without a route they take no time of their own.
    """
    seen: set[str] = set()
    for above, cell in pairwise(cells):
        route = _route(above.source) if above.kind == "markdown" else {}
        for name, key in calls(cell.source) if cell.kind == "code" else ():
            if name == "Reader" and key not in seen:
                seen.add(key)
                yield route.get(key) or min(LONGEST_TEXT, _length(key))
            elif name == "Compare":
                yield sum(route.values())


def _route(source: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for cited in (one for named in _ROUTE.findall(source) for one in citations(named)):
        with suppress(TextError):
            text = open_text(cited.text)
            spans = [one.span for one in regions(cited, text) if not one.note]
            words = sum(len(text.body[start:end].split()) for start, end in spans)
            found[cited.text] = found.get(cited.text, 0) + words / WORDS_A_MINUTE
    return found


def _length(text_id: str) -> float:
    try:
        return open_text(text_id).words / WORDS_A_MINUTE
    except TextError:
        return 0


def note(notebook: Notebook) -> str:
    """Say in a line what is promised and what is estimated."""
    said = promised(notebook)
    promise = f"promises {said} min" if said else "promises no time"
    return f"{notebook.folder}/{notebook.path.name}: {promise}, estimated {estimated(notebook)}"
