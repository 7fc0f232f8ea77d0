"""The questions of an exercise are read from its notebook, in order, with what they ask."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from closereader.handin import HandInError, MarksAsked, exercise_notebook, open_sheet
from closereader.questions import open_question
from tests.authoring.build import code, markdown
from tests.house.tree import ROOT
from tests.notebooks.course import NOTEBOOKS

# A page to look things up in asks nothing; a solution shows some widgets a second time, revealed.
ASKING = [path for path in NOTEBOOKS if path.name[:2] != "09" and path.parent.name != "solutions"]


def written(path: Path, *cells: dict[str, object]) -> Path:
    data = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_an_exercise_of_the_course_is_read() -> None:
    sheet = open_sheet(exercise_notebook("02"))
    assert (sheet.exercise, sheet.title) == ("02", "Exclusion")
    assert sheet.texts == ("alieva-2024", "artiukh-2022", "post-2022")
    last = sheet.questions[-1]
    assert (last.heading, last.widget, last.name) == ("Question 6", "Ask", "exercise-question-6")
    assert last.prompt.startswith("Can an outsider exclude by explaining? Say what you mean")
    first = sheet.questions[0]
    assert first.widget == "Matrix"
    assert "For each text, give one claim about exclusion" in first.prompt
    assert first.links is not None
    assert first.given["rows"][0] == ("essay", "Essay (alieva-2024)")


@pytest.mark.parametrize("path", ASKING, ids=[f"{one.parent.name}-{one.stem}" for one in ASKING])
def test_every_question_of_the_course_has_words_and_a_heading(path: Path) -> None:
    sheet = open_sheet(path)
    assert sheet.title
    for one in sheet.questions:
        assert one.key.startswith(f"{path.name[:2]}/")
        assert one.prompt
        assert one.heading.startswith(("Question ", "One more question: "))


def test_a_choice_is_read_from_the_file_that_holds_its_words() -> None:
    (lesson,) = [one for one in ASKING if one.match("notebooks/02_*")]
    (choice,) = [one for one in open_sheet(lesson).questions if one.key == "02/q5"]
    assert choice.prompt == "Why does the post speak to Western readers about Russians?"
    assert choice.given == {
        "options": {one.key: one.label for one in open_question("02/q5").options}
    }


def test_what_is_computed_is_left_out_and_a_heading_stays(tmp_path: Path) -> None:
    path = written(
        tmp_path / "03_a.ipynb",
        markdown("# Exercise: Oil"),
        markdown("### Question 1\n\nPick one."),
        code("Matrix('03/e1', rows=make(), columns=[('a', 'A', '')])"),
        code("Explore('panel', id='03/e2'); Explore('panel'); print('x')"),
    )
    first, second = open_sheet(path).questions
    assert (first.prompt, first.given["rows"]) == ("Pick one.", None)
    assert (second.key, second.widget, second.heading) == ("03/e2", "Explore", "Question 1")


def test_a_question_answered_by_marks_stands_where_its_heading_stands() -> None:
    sheet = open_sheet(exercise_notebook("02"))
    assert [one.heading for one in sheet.questions] == [f"Question {n}" for n in range(1, 7)]
    second = sheet.questions[1]
    assert (second.widget, second.key) == ("", "02/question-2")
    assert second.plain.startswith("Open the texts and complete your marks under Exclusion: at")
    assert second.marks == MarksAsked(
        themes=("exclusion",), each=2, notes=True, counter="once", texts=sheet.texts
    )


def test_marks_under_a_heading_that_is_not_there_are_refused(tmp_path: Path) -> None:
    path = written(
        tmp_path / "03_a.ipynb",
        markdown("### Question 1"),
        code("Ask('03/e1', 'Why?', texts=('alieva-2024',))"),
        code("M = {'each': 3}\nHandIn('03', marks={'Question 1': M})"),
    )
    asked, marks = open_sheet(path).questions
    assert (asked.marks, marks.marks) == (None, MarksAsked(each=3, texts=("alieva-2024",)))
    written(path, code("Ask('03/e1', 'Why?')"), code("HandIn('03', marks={'Question 2': {}})"))
    with pytest.raises(HandInError, match="'Question 2': the notebook has no such heading"):
        open_sheet(path)


def test_an_unknown_number_names_those_there_are() -> None:
    with pytest.raises(HandInError, match=r"'77': no exercise has this number. There are: .*02"):
        exercise_notebook("77")
    with pytest.raises(HandInError, match="no exercise"):
        exercise_notebook("../02")


def test_what_is_no_exercise_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(HandInError, match=r"a\.ipynb: is no notebook"):
        open_sheet(tmp_path / "a.ipynb")
    with pytest.raises(HandInError, match="cannot be read"):
        open_sheet(tmp_path / "b.ipynb")
    with pytest.raises(HandInError, match="asks no question"):
        open_sheet(written(tmp_path / "c.ipynb", markdown("# A")))


def test_the_course_has_exercises() -> None:
    assert (ROOT / "exercises" / "02_exclusion.ipynb") in ASKING
