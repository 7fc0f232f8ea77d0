"""A new exercise runs, is without a fault, and hands in; and what its head promises is asked."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from closereader import cli
from closereader.authoring import AuthoringError, read
from closereader.authoring.blank import blank_exercise
from closereader.authoring.checks import check_notebook, shelf_of_the_course
from closereader.authoring.exercises import build
from closereader.authoring.head_texts import check_texts
from closereader.texts import UnknownText, text_ids
from tests.authoring.build import code, markdown, notebook
from tests.house.tree import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a course with texts and one solution."""
    folder = tmp_path / "course"
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    (folder / "solutions").mkdir()
    shutil.copy(ROOT / "solutions" / "02_exclusion.ipynb", folder / "solutions")
    monkeypatch.setenv("CLOSEREADER_COURSE", str(folder))
    monkeypatch.delenv("CLOSEREADER_SEEDS", raising=False)
    return folder


def test_a_new_exercise_runs_and_nothing_is_to_be_mended(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["new-exercise", "10", "--texts", "post-2022", "artiukh-2022", "--title", "Two voices"]
    assert cli.main(given) == 0
    made = course / "solutions" / "10_two_voices.ipynb"
    assert "closereader check solutions/10_two_voices.ipynb" in capsys.readouterr().out
    assert cli.main(["notebooks", str(made)]) == 0
    shelf = shelf_of_the_course()
    missing = [f"Links to {each}" for each in ("../home.ipynb", "../exercises")]
    found = [one.what for one in check_notebook(read(made), shelf)]
    assert [what for what in found if not what.startswith(tuple(missing))] == []
    exercise = build(read(made), course / "exercises" / made.name)
    assert "What an answer shows" not in exercise
    assert "10/exercise-question-2" in exercise


def test_a_number_that_is_taken_and_a_text_that_is_not_there_are_refused(course: Path) -> None:
    solutions = course / "solutions"
    with pytest.raises(AuthoringError, match=r"is 02_exclusion\.ipynb already"):
        blank_exercise(solutions, "02", ["post-2022"], "Again")
    for number in ("9", "x1", "100", "../9"):
        with pytest.raises(AuthoringError, match="two digits"):
            blank_exercise(solutions, number, ["post-2022"], "Title")
    with pytest.raises(UnknownText):
        blank_exercise(solutions, "10", ["nope"], "Title")
    with pytest.raises(AuthoringError, match="a title"):
        blank_exercise(solutions, "10", ["post-2022"], " ")
    assert blank_exercise(solutions, "10", ["post-2022"], "Über ../uns").path.parent == solutions


def test_a_head_names_the_texts_that_are_asked_about(tmp_path: Path) -> None:
    head = "# Exercise\n\n- **Texts:** `post-2022`, `alieva-2024`"
    asks = 'Ask("09/q1", "?", texts=("artiukh-2022", "post-2022"))'
    made = notebook(tmp_path / "solutions" / "09_x.ipynb", markdown(head), code(asks))
    said = [one.what for one in check_texts(made, text_ids())]
    assert said == [
        "The head promises the text alieva-2024, and no cell shows it or asks about it.",
        "A cell shows artiukh-2022 or asks about it, and the head does not name it.",
    ]
    lesson = notebook(tmp_path / "notebooks" / "09_x.ipynb", markdown(head), code(asks))
    assert list(check_texts(lesson, text_ids())) == []


@pytest.mark.parametrize("path", sorted((ROOT / "solutions").glob("*.ipynb")), ids=lambda p: p.stem)
def test_the_heads_of_the_course_are_true(path: Path) -> None:
    assert list(check_texts(read(path), text_ids())) == []
