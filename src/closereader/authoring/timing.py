"""The minutes that the head of a notebook promises, beside what it holds.

A lesson has a core, which is whole in itself, and sections headed ``## More: …``, which nothing in
the core needs. The head says both: ``**Time:** 45 minutes alone; *More* takes another 15 minutes``
(the words are those of `closereader.course.Headings`). A table is read as slowly as prose. What is
done in the seminar or in part C takes the time that the teacher gives it. The marks that the prose
of a lesson asks for count too: “Mark two passages …”. A section (``*9 minutes.*`` in its first
line) and a part of an exercise (``## Part A. Evidence (20 minutes)``) promise by themselves.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from closereader.authoring.asked import asked, minutes
from closereader.authoring.exercises import DERIVED, SOLUTION
from closereader.authoring.findings import Finding
from closereader.authoring.notebook import Cell, Notebook
from closereader.authoring.prose import count_words, count_words_of_tables, headings
from closereader.authoring.routes import Route, routes
from closereader.authoring.speech import calls
from closereader.course import open_course
from closereader.handin.sheet import marks_asked
from closereader.texts import open_text

# A slow reader of a second language.
WORDS_A_MINUTE = 150
# A text without a route: read to its end in a lesson when it is short, looked into when it is long
# or when it was read before.
LONGEST_TEXT, AGAIN = 12, 3
# To mark and link passages of two texts side by side; to make one mark that is asked for.
COMPARE, MARK = 5, 1.5
# How far from the estimate a promise may be. Promises are whole numbers, hence the minute.
SHARE, SLACK = 0.15, 1
# What the core of a lesson that has an exercise may take and hold.
CORE, PROSE = 45, 2500
_MINUTES = r"[^\n\d]*(\d+)\s*min"
# “Mark two passages …”, “Mark both …”: a sentence that asks for marks, and says how many.
_MARK = re.compile(r"(?:^|(?<=[.!?:] ))Mark\b(?!:)([^.!?:]*)", re.MULTILINE)
_MANY = {"one": 1, "two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_HOW_MANY = re.compile(rf"\b({'|'.join(_MANY)})\b")
# A heading of a section, with the minutes of a part of an exercise.
_TITLE = re.compile(r"^(##+) (.+?)(?: \((\d+) minutes?\))?$", re.MULTILINE)
_SECTION_TIME = re.compile(r"^\*(\d+) minutes?\b", re.MULTILINE)


class Section(NamedTuple):
    """What a section of a notebook promises, and the cells that have to keep it."""

    title: str
    said: int
    cells: Sequence[Cell]


class Minutes(NamedTuple):
    """What the core of a notebook takes, and what its further sections take on top of it."""

    core: int
    more: int


def promised(notebook: Notebook) -> int | None:
    """Give the minutes that the head promises for the core."""
    return _said(notebook, rf"{open_course().headings.of('time')}\b")


def is_led(notebook: Notebook) -> bool:
    """Say whether a notebook is done together: talk takes the time that the teacher gives it."""
    known = open_course().headings
    line = rf"(?im){known.of('time')}\b.*\b{known.of('together')}\b"
    return re.search(line, notebook.cells[0].source) is not None


def estimated(notebook: Notebook) -> Minutes:
    """Estimate the minutes a student needs: prose, texts, and questions with their answers."""
    cells = [cell for cell in notebook.cells if SOLUTION not in cell.tags]
    further, together = _under("more", cells), _under("apart", cells)
    core = [cell for cell in cells if cell.id not in further | together]
    more = [cell for cell in cells if cell.id in further]
    first = set(routes(_part(notebook, core)))
    reading = [
        sum(_reading(route, notebook.folder) for route in part)
        for part in (first, set(routes(_part(notebook, more))) - first)
    ]
    return Minutes(round(_work(core) + reading[0]), round(_work(more) + reading[1]))


def check_time(notebook: Notebook) -> Iterator[Finding]:
    """Give a promise that the words and questions of the notebook do not keep."""
    needed = estimated(notebook)
    if is_led(notebook):
        return
    word, more = open_course().headings.more[0], open_course().headings.of("more")
    pairs = [
        (promised(notebook), needed.core, "Promises"),
        (_said(notebook, rf"\*{more}\*") or 0, needed.more, f"Promises for *{word}*"),
    ]
    for section in sections(notebook):
        takes = _work(section.cells) + sum(
            _reading(route, notebook.folder)
            for route in set(routes(_part(notebook, section.cells)))
        )
        pairs.append((section.said, round(takes), f"“{section.title}” promises"))
    for said, takes, what in pairs:
        if said is not None and abs(said - takes) > max(SHARE * takes, SLACK):
            sentence = f"{what} {said} minutes; its words, texts and questions take about {takes}."
            yield Finding(notebook.path, "", sentence, "Correct the time, or say less.")


def sections(notebook: Notebook) -> Iterator[Section]:
    """Give every section that promises its minutes; what is done together promises none.

    A section goes on to the next heading of its level, or to the next promise under it; a part of
    an exercise, whose heading has the minutes, holds all that is under it.
    """
    cells = [cell for cell in notebook.cells if SOLUTION not in cell.tags]
    for at, cell in enumerate(cells):
        if not (title := _TITLE.search(cell.prose)):
            continue
        marks, name, of_part = title.groups()
        said = of_part or ((found := _SECTION_TIME.search(cell.source)) and found[1])
        if said and not re.match(rf"{open_course().headings.of('apart')}\b", name):
            within = partial(_within, level=len(marks), of_part=of_part)
            below = takewhile(within, cells[at + 1 :])
            yield Section(name, int(said), [cell, *below])


def _within(cell: Cell, level: int, of_part: str | None) -> bool:
    """Say whether a section of this level goes on with a cell."""
    if any(one.level <= level for one in headings(cell.prose)):
        return False
    timed = _TITLE.search(cell.prose) and _SECTION_TIME.search(cell.prose)
    return of_part is not None or not timed


def check_marks(notebook: Notebook) -> Iterator[Finding]:
    """Give a sentence of a lesson that asks for marks and does not say how many."""
    if notebook.folder != "notebooks" or is_led(notebook):
        return
    for cell in notebook.cells:
        for asks in _asking(cell):
            if not _HOW_MANY.search(asks):
                what = f"Asks to mark “{asks.strip()}”, and not how many passages."
                yield Finding(notebook.path, cell.place, what, "Write “Mark one …”, “Mark two …”.")


def check_length(notebook: Notebook) -> Iterator[Finding]:
    """Give a lesson with an exercise whose core takes too long, or that says too much."""
    exercise = notebook.path.parent.parent / DERIVED / notebook.path.name
    if notebook.folder != "notebooks" or not exercise.exists():
        return
    core = estimated(notebook).core
    if core > CORE:
        what = f"The core takes about {core} minutes; {CORE} is the most."
        more = open_course().headings.more[0]
        remedy = f"Move sections to “## {more}: …”, or take them out."
        yield Finding(notebook.path, "", what, remedy)
    words = sum(count_words(cell.prose) for cell in notebook.cells)
    if words > PROSE:
        what = f"Holds {words:,} words of prose; {PROSE:,} is the most."
        yield Finding(notebook.path, "", what, "Say less.")


def note(notebook: Notebook) -> str:
    """Say in a line what is promised and what is estimated."""
    said, needed = promised(notebook), estimated(notebook)
    promise = f"promises {said} min" if said else "promises no time"
    more = f" and {needed.more} for More" if needed.more else ""
    return f"{notebook.folder}/{notebook.path.name}: {promise}, estimated {needed.core}{more}"


def _said(notebook: Notebook, time: str) -> int | None:
    prose = "\n".join(cell.prose for cell in notebook.cells)
    found = re.search(rf"(?i){time}{_MINUTES}", prose)
    return int(found[1]) if found else None


def _under(name: str, cells: Sequence[Cell]) -> set[str]:
    """Give the ids of the cells under sections of a kind of heading, up to the next section."""
    title = re.compile(rf"{open_course().headings.of(name)}\b")
    found: set[str] = set()
    inside = False
    for cell in cells:
        for one in headings(cell.prose):
            if one.level <= 2:  # noqa: PLR2004 - a section of the lesson
                inside = title.match(one.title) is not None
        if inside:
            found.add(cell.id)
    return found


def without_more(notebook: Notebook) -> Notebook:
    """Give a notebook without its further sections."""
    further = _under("more", notebook.cells)
    return _part(notebook, [cell for cell in notebook.cells if cell.id not in further])


def _part(notebook: Notebook, cells: Sequence[Cell]) -> Notebook:
    """Give a notebook of some of its cells, so that their routes are read by themselves."""
    every = notebook.data["cells"]
    return Notebook(notebook.path, {**notebook.data, "cells": [every[one.index] for one in cells]})


def _work(cells: Sequence[Cell]) -> float:
    words = sum(count_words(cell.prose) + count_words_of_tables(cell.prose) for cell in cells)
    questions = [one for cell in cells for one in asked(cell.code)]
    compared = sum(name == "Compare" for cell in cells for name, _ in calls(cell.code))
    return (
        words / WORDS_A_MINUTE
        + sum(map(minutes, questions))
        + compared * COMPARE
        + (sum(_marks(cell.code) + _told(cell) for cell in cells)) * MARK
    )


def _asking(cell: Cell) -> Iterator[str]:
    """Give the rest of every sentence of prose that begins with “Mark”."""
    prose = _TITLE.sub("", cell.prose.replace("*", ""))
    yield from (found[1] for found in _MARK.finditer(prose))


def _told(cell: Cell) -> int:
    """Count the marks that prose asks for: the first number of each sentence."""
    many = (_HOW_MANY.search(asks) for asks in _asking(cell))
    return sum(_MANY[found[1]] for found in many if found)


def _marks(source: str) -> int:
    """Count the marks that a hand-in asks for."""
    return sum(
        int(one.get("each") or 0) * max(1, len(one.get("texts") or one.get("themes") or ()))
        for one in marks_asked(source).values()
    )


def _reading(route: Route, folder: str) -> float:
    text = open_text(route.text)
    words = sum(len(text.block(label).text.split()) for label in route.paragraphs)
    longest = LONGEST_TEXT if folder == "notebooks" else AGAIN
    return min(words / WORDS_A_MINUTE, longest) if route.whole else words / WORDS_A_MINUTE
