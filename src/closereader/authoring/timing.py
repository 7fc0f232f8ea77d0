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
from closereader.quotations import blocks, citations
from closereader.texts import TextError, open_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from closereader.authoring.notebook import Cell, Notebook

# A slow reader of a second language.
WORDS_A_MINUTE = 150
# The longest that one reader asks for: a text as long as the essay is read by a route.
LONGEST_TEXT = 12
LEAST, MOST = 0.7, 1.5
# Ten minutes more or less are no broken promise in a short notebook.
SLACK = 10
_SECTION = 2  # the level of the headings that part a notebook
_TIME = re.compile(r"(?i)time\b[^\n\d]*(\d+)\s*min")


def promised(notebook: Notebook) -> int | None:
    """Give the minutes that the head promises."""
    prose = "\n".join(cell.source for cell in notebook.cells if cell.kind == "markdown")
    found = _TIME.search(prose)
    return int(found[1]) if found else None


def estimated(notebook: Notebook) -> int:
    """Estimate the minutes a student needs: prose, texts, and questions with their answers.

    Sections whose title begins with ``More:`` are no part of what is promised.
    """
    cells = list(_core(cell for cell in notebook.cells if SOLUTION not in cell.tags))
    words = sum(count_words(cell.source) for cell in cells if cell.kind == "markdown")
    work = sum(minutes(one) for cell in cells if cell.kind == "code" for one in asked(cell.source))
    return round(words / WORDS_A_MINUTE + work + sum(_reading(cells)))


def check_time(notebook: Notebook) -> Iterator[Finding]:
    """Give a promise that the words and questions of the notebook do not bear out."""
    said, needed = promised(notebook), estimated(notebook)
    least, most = min(LEAST * needed, needed - SLACK), max(MOST * needed, needed + SLACK)
    if said is not None and not least <= said <= most:
        what = f"Promises {said} minutes; its words, texts and questions take about {needed}."
        yield Finding(notebook.path, "", what, "Correct the time, or say less.")


def _core(cells: Iterable[Cell]) -> Iterator[Cell]:
    """Leave out every section ``## More: …``."""
    more = False
    for cell in cells:
        for heading in headings(cell.source) if cell.kind == "markdown" else ():
            if heading.level <= _SECTION:
                more = heading.title.startswith("More:")
        if not more:
            yield cell


def _reading(cells: list[Cell]) -> Iterator[float]:
    seen: set[str] = set()
    for above, cell in pairwise(cells):
        for name, key in calls(cell.source) if cell.kind == "code" else ():
            if name == "Reader" and key not in seen:
                seen.add(key)
                yield min(LONGEST_TEXT, (_route(above, key) or _length(key)) / WORDS_A_MINUTE)


def _route(above: Cell, text_id: str) -> int:
    """Count the words of the paragraphs that the cell above a reader names; 0 for none."""
    routes = [one for one in citations(above.source) if one.text == text_id and one.places]
    with suppress(TextError):
        text = open_text(text_id)
        named = {label for one in routes for label in blocks(one, text)}
        return sum(len(text.block(label).text.split()) for label in named)
    return 0


def _length(text_id: str) -> int:
    try:
        return open_text(text_id).words
    except TextError:
        return 0


def note(notebook: Notebook) -> str:
    """Say in a line what is promised and what is estimated."""
    said = promised(notebook)
    promise = f"promises {said} min" if said else "promises no time"
    return f"{notebook.folder}/{notebook.path.name}: {promise}, estimated {estimated(notebook)}"
