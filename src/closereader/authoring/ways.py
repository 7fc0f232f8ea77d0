"""The ways on from a notebook: plain links at its beginning and its end.

They are written by ``closereader notebooks`` into two cells of each notebook, and checked by
``closereader check``. They lead on wherever a notebook is read, with or without the JupyterLab
plugin. A solution gets those of its exercise, which is derived from it.
"""

from __future__ import annotations

from dataclasses import asdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from closereader.authoring.exercises import DERIVED, notebooks_in
from closereader.authoring.findings import Finding
from closereader.authoring.listing import HOME
from closereader.authoring.notebook import Notebook, read, write
from closereader.authoring.timing import is_led
from closereader.course import open_course

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

TOP, END = "ways", "ways-end"
LESSONS = "notebooks"


def write_ways(course: Path) -> tuple[Path, ...]:
    """Write the links into the lessons and solutions of a course; give the files that changed."""
    return tuple(
        notebook.path for notebook in _sources(course) if write(_with_ways(notebook, course))
    )


def check_ways(notebooks: Iterable[Notebook], course: Path) -> Iterator[Finding]:
    """Give every notebook whose links are missing or lead elsewhere."""
    for notebook in notebooks:
        there = {cell.id: cell.source for cell in notebook.cells}
        wanted = _links(notebook.path, course)
        if wanted and (there.get(TOP), there.get(END)) != (wanted, wanted):
            what = "Does not begin and end with the ways on."
            yield Finding(notebook.path, "", what, "Run: closereader notebooks")


def _sources(course: Path) -> Iterator[Notebook]:
    for folder in (LESSONS, "solutions"):
        yield from (read(path) for path in notebooks_in(course / folder))


def _with_ways(notebook: Notebook, course: Path) -> Notebook:
    words = _links(notebook.path, course)
    cells = [cell for cell in notebook.data["cells"] if cell["id"] not in {TOP, END}]
    if words:
        cells = [*cells[:1], _cell(TOP, words), *cells[1:], _cell(END, words)]
    data = {**notebook.data, "cells": cells}
    return Notebook(notebook.path, data)


def _cell(name: str, words: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": words}


def _links(path: Path, course: Path) -> str:
    """Give the line of links of one notebook; each works from every folder of notebooks."""
    lessons = [one for one in notebooks_in(course / LESSONS) if not is_led(read(one))]
    names = [one.name for one in lessons]
    before = {later: earlier for earlier, later in pairwise(names)}
    after = dict(pairwise(names))
    say = {name: words[0] for name, words in asdict(open_course(course).headings).items()}
    found = [(say["home"], f"../{HOME}")] if (course / HOME).is_file() else []
    is_lesson = path.resolve().parent.name == LESSONS
    name = path.name
    if is_lesson and name in before:
        where = _lesson(course, before[name], say["lesson"])
        found.append((f"{say['back']}: {where}", f"../{LESSONS}/{before[name]}"))
    # an exercise that is not derived yet has its solution
    if is_lesson and any((course / one / name).is_file() for one in (DERIVED, "solutions")):
        found.append((say["exercise"], f"../{DERIVED}/{name}"))
    if not is_lesson and (course / LESSONS / name).is_file():
        found.append((f"{say['lesson']}: {_title(course, name)}", f"../{LESSONS}/{name}"))
    if name in after:
        where = _lesson(course, after[name], say["lesson"])
        found.append((f"{say['next']}: {where}", f"../{LESSONS}/{after[name]}"))
    return " · ".join(f"[{words}]({address})" for words, address in found)


def _lesson(course: Path, name: str, word: str) -> str:
    """Name a lesson so that the link says where it leads, whatever stands around it."""
    return f"{word.lower()} {name[:2]}, {_title(course, name)}"


def _title(course: Path, name: str) -> str:
    first = read(course / LESSONS / name).cells[0].source
    return first.partition("\n")[0].removeprefix("# ").strip().rstrip("?")
