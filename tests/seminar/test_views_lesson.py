"""Lesson 08 runs to its end: as students get it, and with a folder of hand-ins."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from closereader.authoring import Notebook, read, run
from closereader.authoring.figure_rules import is_figure
from closereader.seminar.readings import NOTHING_HERE
from tests.house.tree import ROOT
from tests.seminar.classes import hand_in_class
from tests.seminar.test_views_readings import hand_in

LESSON = Path("notebooks", "08_the_seminar_reads.ipynb")
FIGURES = {"heat-letter", "difference-post", "agreement"}


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a course with texts, exercises and this lesson, and nothing else."""
    for variable in ("CLOSEREADER_COURSE", "CLOSEREADER_SEEDS", "CLOSEREADER_WORK"):
        monkeypatch.delenv(variable, raising=False)
    folder = tmp_path / "course"
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(ROOT / "exercises", folder / "exercises", ignore=shutil.ignore_patterns(".*"))
    (folder / "notebooks").mkdir()
    shutil.copy(ROOT / LESSON, folder / LESSON)
    return folder


def drawn(notebook: Notebook) -> set[str]:
    return {cell.id for cell in notebook.cells if is_figure(cell)}


def said(notebook: Notebook, cell_id: str) -> str:
    (cell,) = [each for each in notebook.cells if each.id == cell_id]
    return "\n".join(str(each.get("data", {}).get("text/plain")) for each in cell.outputs)


def test_the_lesson_is_stored_with_its_figures() -> None:
    assert drawn(read(ROOT / LESSON)) == FIGURES


def test_a_student_without_any_reading_gets_to_its_end(course: Path) -> None:
    ran = run(read(course / LESSON))
    assert drawn(ran) == set()
    for cell in ("who", "heat-letter", "difference-post", "twice-post", "agreement",
                 "overlay", "unmarked", "contested-letter", "only-letter"):  # fmt: skip
        assert said(ran, cell) == NOTHING_HERE


def test_it_draws_the_handins_in_the_folder_of_the_course(course: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "solutions" / "readings", course / "solutions" / "readings")
    for name in ("Anna", "Ben"):
        hand_in(tmp_path / name, name, "02", course / "handins")
    ran = run(read(course / LESSON))
    assert drawn(ran) == set(), "figures of people's readings are not saved"
    assert said(ran, "who").startswith("A seminar of 2 readers\n")
    assert said(ran, "heat-letter").startswith("Where do 2 readers mark the same words?")


def test_nothing_of_anybody_is_saved_into_the_notebook(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even by a program that keeps the state of every widget, as nbclient does by itself."""
    shutil.copytree(ROOT / "solutions" / "readings", course / "solutions" / "readings")
    secrets = hand_in_class(course / "handins", 30)
    monkeypatch.setenv("CLOSEREADER_WORK", str(course / "work"))
    notebook: Any = nbformat.read(course / LESSON, as_version=4)  # type: ignore[no-untyped-call]
    folder = {"metadata": {"path": str(course / "notebooks")}}
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources=folder).execute()
    nbformat.write(notebook, course / LESSON)  # type: ignore[no-untyped-call]
    whole = (course / LESSON).read_text(encoding="utf-8")
    assert "widgets" in json.loads(whole)["metadata"], "the state of widgets is kept"
    assert len(secrets) > 30 * 7
    assert [one for one in secrets if one in whole] == []
    for title in ("A seminar of 30 readers", "Where do 30 readers mark", "What did 30 readers",
                  "What does one side mark", "How far do 30 readers agree?", "seminar divided?",
                  "What did nobody mark?", "What did only one reader mark?"):  # fmt: skip
        assert title in whole
