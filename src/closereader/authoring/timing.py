"""The minutes that the head of a notebook promises, beside what it holds.

A lesson has a core, which is whole in itself, and sections headed ``## More: …``, which nothing in
the core needs. The head says both: ``**Time:** 45 minutes alone; *More* takes another 15 minutes``.
What is done in the seminar or in part C takes the time that the teacher gives it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from closereader.authoring.asked import asked, minutes
from closereader.authoring.exercises import DERIVED, SOLUTION
from closereader.authoring.findings import Finding
from closereader.authoring.notebook import Notebook
from closereader.authoring.prose import count_words, headings
from closereader.authoring.routes import routes
from closereader.authoring.speech import calls
from closereader.handin.sheet import marks_asked
from closereader.texts import open_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from closereader.authoring.notebook import Cell
    from closereader.authoring.routes import Route

# A slow reader of a second language.
WORDS_A_MINUTE = 150
# A text without a route: read to its end in a lesson when it is short, looked into when it is long
# or when it was read before.
LONGEST_TEXT, AGAIN = 12, 3
# To mark and link passages of two texts side by side; to make one mark that is asked for.
COMPARE, MARK = 5, 1.5
# Prose of a lesson that asks for marks says how many, in bold; of an exercise the hand-in does.
_ASKS = re.compile(r"\b[Mm]a(?:rk|ke) \*\*(one|two|three|four|five)\*\*")
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
# How far from the estimate a promise may be. Promises are round numbers, hence the minutes.
SHARE, SLACK = 0.15, 3
# What the core of a lesson that has an exercise may take and hold.
CORE, PROSE = 45, 2500
_TIME = re.compile(r"(?i)time\b[^\n\d]*(\d+)\s*min")
_MORE_TIME = re.compile(r"(?i)\*More\*[^\n\d]*(\d+)\s*min")
_MORE = re.compile(r"More\b")
# What is done with others; the head promises its minutes apart.
_TOGETHER = re.compile(r"In the seminar\b|Part C\b")


class Minutes(NamedTuple):
    """What the core of a notebook takes, and what its further sections take on top of it."""

    core: int
    more: int


def promised(notebook: Notebook) -> int | None:
    """Give the minutes that the head promises for the core."""
    return _said(notebook, _TIME)


def is_led(notebook: Notebook) -> bool:
    """Say whether a notebook is done together: talk takes the time that the teacher gives it."""
    return re.search(r"(?im)time\b.*\btogether\b", notebook.cells[0].source) is not None


def estimated(notebook: Notebook) -> Minutes:
    """Estimate the minutes a student needs: prose, texts, and questions with their answers."""
    cells = [cell for cell in notebook.cells if SOLUTION not in cell.tags]
    further, together = _under(_MORE, cells), _under(_TOGETHER, cells)
    core = [cell for cell in cells if cell.id not in further | together]
    more = [cell for cell in cells if cell.id in further]
    first = set(routes(_part(notebook, core)))
    reading = [
        sum(_reading(route, notebook.folder) for route in part)
        for part in (first, set(routes(_part(notebook, more))) - first)
    ]
    marking = [0.0, 0.0]
    if notebook.folder == "notebooks":
        marking = [sum(map(_asks, part)) * MARK for part in (core, more)]
    return Minutes(
        round(_work(core) + marking[0] + reading[0]), round(_work(more) + marking[1] + reading[1])
    )


def check_time(notebook: Notebook) -> Iterator[Finding]:
    """Give a promise that the words and questions of the notebook do not keep."""
    needed = estimated(notebook)
    if is_led(notebook):
        return
    pairs = ((promised(notebook), needed.core, "Promises"),
             (_said(notebook, _MORE_TIME) or 0, needed.more, "Promises for *More*"))  # fmt: skip
    for said, takes, what in pairs:
        if said is not None and abs(said - takes) > max(SHARE * takes, SLACK):
            sentence = f"{what} {said} minutes; its words, texts and questions take about {takes}."
            yield Finding(notebook.path, "", sentence, "Correct the time, or say less.")


def check_length(notebook: Notebook) -> Iterator[Finding]:
    """Give a lesson with an exercise whose core takes too long, or that says too much."""
    exercise = notebook.path.parent.parent / DERIVED / notebook.path.name
    if notebook.folder != "notebooks" or not exercise.exists():
        return
    core = estimated(notebook).core
    if core > CORE:
        what = f"The core takes about {core} minutes; {CORE} is the most."
        yield Finding(notebook.path, "", what, "Move sections to “## More: …”, or take them out.")
    words = sum(count_words(cell.source) for cell in notebook.cells if cell.kind == "markdown")
    if words > PROSE:
        what = f"Holds {words:,} words of prose; {PROSE:,} is the most."
        yield Finding(notebook.path, "", what, "Say less.")


def note(notebook: Notebook) -> str:
    """Say in a line what is promised and what is estimated."""
    said, needed = promised(notebook), estimated(notebook)
    promise = f"promises {said} min" if said else "promises no time"
    more = f" and {needed.more} for More" if needed.more else ""
    return f"{notebook.folder}/{notebook.path.name}: {promise}, estimated {needed.core}{more}"


def _said(notebook: Notebook, time: re.Pattern[str]) -> int | None:
    prose = "\n".join(cell.source for cell in notebook.cells if cell.kind == "markdown")
    found = time.search(prose)
    return int(found[1]) if found else None


def _under(title: re.Pattern[str], cells: Sequence[Cell]) -> set[str]:
    """Give the ids of the cells under a section of this title, up to the next section."""
    found: set[str] = set()
    inside = False
    for cell in cells:
        for one in headings(cell.source) if cell.kind == "markdown" else ():
            if one.level <= 2:  # noqa: PLR2004 - a section of the lesson
                inside = title.match(one.title) is not None
        if inside:
            found.add(cell.id)
    return found


def _part(notebook: Notebook, cells: Sequence[Cell]) -> Notebook:
    """Give a notebook of some of its cells, so that their routes are read by themselves."""
    every = notebook.data["cells"]
    return Notebook(notebook.path, {**notebook.data, "cells": [every[one.index] for one in cells]})


def _work(cells: Sequence[Cell]) -> float:
    words = sum(count_words(cell.source) for cell in cells if cell.kind == "markdown")
    code = [cell.source for cell in cells if cell.kind == "code"]
    questions = [one for source in code for one in asked(source)]
    compared = sum(name == "Compare" for source in code for name, _ in calls(source))
    return (
        words / WORDS_A_MINUTE
        + sum(map(minutes, questions))
        + compared * COMPARE
        + sum(map(_marks, code)) * MARK
    )


def _marks(source: str) -> int:
    """Count the marks that a hand-in asks for."""
    return sum(
        int(one.get("each") or 0) * max(1, len(one.get("texts") or one.get("themes") or ()))
        for one in marks_asked(source).values()
    )


def _asks(cell: Cell) -> int:
    """Count the marks that a cell of prose asks for."""
    if cell.kind != "markdown":
        return 0
    return sum(_NUMBERS[found[1]] for found in _ASKS.finditer(cell.source))


def _reading(route: Route, folder: str) -> float:
    text = open_text(route.text)
    words = sum(len(text.block(label).text.split()) for label in route.paragraphs)
    longest = LONGEST_TEXT if folder == "notebooks" else AGAIN
    return min(words / WORDS_A_MINUTE, longest) if route.whole else words / WORDS_A_MINUTE
