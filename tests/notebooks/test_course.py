"""The course's own notebooks and guides: grammar, quotations, comparison, nothing unfinished."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from closereader.authoring import read
from closereader.authoring.checks import (
    check_all,
    check_guide,
    check_notebook,
    guides_of,
    shelf_of_the_course,
)
from closereader.authoring.comparison import escapes
from closereader.authoring.speech import said
from tests.house.tree import ROOT, name
from tests.notebooks.course import EXERCISES, IDS, NOTEBOOKS

GUIDES = guides_of(ROOT)
HOW_TO_RUN = "run-all"


def test_there_are_lessons_exercises_and_solutions() -> None:
    folders = [path.parent.name for path in NOTEBOOKS]
    assert set(folders) == {"notebooks", "exercises", "solutions"}
    exercises = {path.name for path in EXERCISES}
    assert exercises == {path.name for path in NOTEBOOKS if path.parent.name == "solutions"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_a_notebook_keeps_the_grammar_and_quotes_verbatim(path: Path) -> None:
    assert [str(one) for one in check_notebook(read(path), shelf_of_the_course())] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_no_cell_escapes_comparison(path: Path) -> None:
    assert [str(one) for one in escapes(read(path))] == []


def test_how_to_run_a_page_stands_in_a_cell_that_jupyterlab_hides() -> None:
    """The plugin knows it by its id; everywhere else it is read."""
    said_in = [
        (cell.id, cell.source.partition(".")[0])
        for path in NOTEBOOKS
        for cell in read(path).cells
        if cell.id == HOW_TO_RUN or "this page is ready when you open it" in cell.source
    ]
    assert set(said_in) == {(HOW_TO_RUN, "In JupyterLab this page is ready when you open it")}
    plugin = files("closereader.lab").joinpath("front/lesson.js").read_text(encoding="utf-8")
    assert f'"{HOW_TO_RUN}"' in plugin


@pytest.mark.parametrize("path", GUIDES, ids=name)
def test_a_guide_quotes_verbatim(path: Path) -> None:
    assert [str(one) for one in check_guide(path, shelf_of_the_course())] == []


def test_ids_numbers_and_works_hold_over_the_whole_course() -> None:
    assert [str(one) for one in check_all([read(path) for path in NOTEBOOKS], ROOT)] == []


@pytest.mark.parametrize("folder", ["notebooks", "exercises"])
def test_what_students_open_names_no_solution(folder: str) -> None:
    named = [
        f"{name(path)}, {cell.place}"
        for path in NOTEBOOKS
        if path.parent.name == folder
        for cell in read(path).cells
        for words in (cell.source, *(one.words for one in said(cell)))
        if "solutions/" in words
    ]
    assert named == []


@pytest.mark.parametrize("folder", ["notebooks", "exercises"])
def test_what_students_open_asks_for_no_model_reading(folder: str) -> None:
    asked = [
        f"{name(path)}, {cell.place}"
        for path in NOTEBOOKS
        if path.parent.name == folder
        for cell in read(path).cells
        if cell.kind == "code" and re.search(r"\bmodel_(?:readings|passages)\b", cell.source)
    ]
    assert asked == []
