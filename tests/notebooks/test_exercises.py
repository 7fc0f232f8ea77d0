"""Exercises are fresh, and run to their end as a student gets them: alone and untouched."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from closereader.authoring import canonical, parse, read, run
from closereader.authoring.exercises import first_difference, stale
from tests.house.tree import ROOT
from tests.notebooks.course import EXERCISE_IDS, EXERCISES

if TYPE_CHECKING:
    from pathlib import Path


def test_every_exercise_is_what_its_solution_makes_now() -> None:
    assert stale(ROOT / "exercises", ROOT / "solutions", lambda _: None) == []


@pytest.fixture(scope="module")
def students_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the course as students get it: texts and exercises, no solutions."""
    course = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "seeds", course / "seeds")
    shutil.copytree(
        ROOT / "exercises", course / "exercises", ignore=shutil.ignore_patterns("work", ".*")
    )
    return course


@pytest.mark.parametrize("path", EXERCISES, ids=EXERCISE_IDS)
def test_an_untouched_exercise_runs_to_its_end_and_shows_what_is_stored(
    path: Path, students_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("CLOSEREADER_COURSE", "CLOSEREADER_SEEDS", "CLOSEREADER_WORK"):
        monkeypatch.delenv(variable, raising=False)
    given = read(students_folder / "exercises" / path.name)
    shown = canonical(run(given))
    difference = first_difference(given, parse(shown, given.path))
    assert shown == path.read_text(encoding="utf-8"), difference
    assert not (students_folder / "solutions").exists()
    assert not (students_folder / "work").exists()
