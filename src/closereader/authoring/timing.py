"""The minutes that the head of a notebook promises, beside what it holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from closereader.authoring.asked import asked, minutes
from closereader.authoring.exercises import SOLUTION
from closereader.authoring.findings import Finding
from closereader.authoring.prose import count_words
from closereader.authoring.speech import calls
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
_TIME = re.compile(r"(?i)time\b[^\n\d]*(\d+)\s*min")


def promised(notebook: Notebook) -> int | None:
    """Give the minutes that the head promises."""
    prose = "\n".join(cell.source for cell in notebook.cells if cell.kind == "markdown")
    found = _TIME.search(prose)
    return int(found[1]) if found else None


def estimated(notebook: Notebook) -> int:
    """Estimate the minutes a student needs: prose, texts, and questions with their answers."""
    cells = [cell for cell in notebook.cells if SOLUTION not in cell.tags]
    words = sum(count_words(cell.source) for cell in cells if cell.kind == "markdown")
    code = [cell for cell in cells if cell.kind == "code"]
    work = sum(minutes(one) for cell in code for one in asked(cell.source))
    return round(words / WORDS_A_MINUTE + work + sum(_reading(code)))


def check_time(notebook: Notebook) -> Iterator[Finding]:
    """Give a promise that the words and questions of the notebook do not bear out."""
    said, needed = promised(notebook), estimated(notebook)
    least, most = min(LEAST * needed, needed - SLACK), max(MOST * needed, needed + SLACK)
    if said is not None and not least <= said <= most:
        what = f"Promises {said} minutes; its words, texts and questions take about {needed}."
        yield Finding(notebook.path, "", what, "Correct the time, or say less.")


def _reading(cells: list[Cell]) -> Iterator[float]:
    seen: set[str] = set()
    for cell in cells:
        for name, key in calls(cell.source):
            if name == "Reader" and key not in seen:
                seen.add(key)
                yield min(LONGEST_TEXT, _length(key) / WORDS_A_MINUTE)


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
