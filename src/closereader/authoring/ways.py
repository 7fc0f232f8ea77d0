"""The ways on from a notebook: plain links at its beginning and its end.

They are written by ``closereader notebooks`` into two cells of each notebook, and checked by
``closereader check``. They lead on wherever a notebook is read, with or without the JupyterLab
plugin. A solution gets those of its exercise, which is derived from it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

from closereader.authoring.blank import markdown
from closereader.authoring.exercises import DERIVED, notebooks_in
from closereader.authoring.findings import Finding
from closereader.authoring.listing import HOME
from closereader.authoring.notebook import Notebook, read, write
from closereader.authoring.timing import is_led
from closereader.course import open_course

TOP, END = "ways", "ways-end"
LESSONS = "notebooks"


def write_ways(course: Path) -> tuple[Path, ...]:
    """Write the links into the lessons and solutions of a course; give the files that changed."""
    lessons, solutions = (
        [read(path) for path in notebooks_in(course / folder)] for folder in (LESSONS, "solutions")
    )
    return tuple(
        notebook.path
        for notebook in (*lessons, *solutions)
        if write(_with_ways(notebook, _links(notebook.path, lessons, course)))
    )


def check_ways(
    notebooks: Iterable[Notebook], lessons: Sequence[Notebook], course: Path
) -> Iterator[Finding]:
    """Give every notebook whose links are missing or lead elsewhere.

    `lessons` are all those of the course, in reading order.
    """
    for notebook in notebooks:
        there = {cell.id: cell.source for cell in notebook.cells}
        wanted = _links(notebook.path, lessons, course)
        if wanted and (there.get(TOP), there.get(END)) != (wanted, wanted):
            what = "Does not begin and end with the ways on."
            yield Finding(notebook.path, "", what, "Run: closereader notebooks")


def _with_ways(notebook: Notebook, words: str) -> Notebook:
    cells = [cell for cell in notebook.data["cells"] if cell["id"] not in {TOP, END}]
    if words:
        cells = [*cells[:1], markdown(TOP, words), *cells[1:], markdown(END, words)]
    data = {**notebook.data, "cells": cells}
    return Notebook(notebook.path, data)


def _links(path: Path, lessons: Sequence[Notebook], course: Path) -> str:
    """Give the line of links of one notebook; each works from every folder of notebooks."""
    titles = {one.path.name: _title(one) for one in lessons}
    names = [one.path.name for one in lessons if not is_led(one)]
    before = {later: earlier for earlier, later in pairwise(names)}
    after = dict(pairwise(names))
    say = {name: words[0] for name, words in asdict(open_course(course).headings).items()}
    found = [(say["home"], f"../{HOME}")] if (course / HOME).is_file() else []
    is_lesson = path.resolve().parent.name == LESSONS
    name = path.name
    if is_lesson and name in before:
        where = _lesson(before[name], titles, say["lesson"])
        found.append((f"{say['back']}: {where}", f"../{LESSONS}/{before[name]}"))
    # an exercise that is not derived yet has its solution
    if is_lesson and any((course / one / name).is_file() for one in (DERIVED, "solutions")):
        found.append((say["exercise"], f"../{DERIVED}/{name}"))
    if not is_lesson and name in titles:
        found.append((f"{say['lesson']}: {titles[name]}", f"../{LESSONS}/{name}"))
    if name in after:
        where = _lesson(after[name], titles, say["lesson"])
        found.append((f"{say['next']}: {where}", f"../{LESSONS}/{after[name]}"))
    return " · ".join(f"[{words}]({address})" for words, address in found)


def _lesson(name: str, titles: Mapping[str, str], word: str) -> str:
    """Name a lesson so that the link says where it leads, whatever stands around it."""
    return f"{word.lower()} {name[:2]}, {titles[name]}"


def _title(lesson: Notebook) -> str:
    first = lesson.cells[0].source
    return first.partition("\n")[0].removeprefix("# ").strip().rstrip("?")
