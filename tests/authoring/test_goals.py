"""A goal is tried by a question that asks for it; any other pairing is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closereader._paths import course_folder
from closereader.authoring import AuthoringError, Notebook, canonical, read
from closereader.authoring.checks import notebooks_of
from closereader.authoring.exercises import notebooks_in
from closereader.authoring.goals import FILE, check_goals, open_goals, questions, table, untried
from closereader.authoring.rubrics import rubrics_by_title
from tests.authoring.build import code, markdown, notebook

if TYPE_CHECKING:
    from pathlib import Path

HEAD = (
    "# Exercise: A\n\n- **What you will be able to do:** count hits; find a qualifier, and its use."
)
COUNT = "  - {lesson: '02', goal: count hits, tried: [{question: 1, words: [hits]}]}"
QUALIFIER = (
    "  - {lesson: '02', goal: 'find a qualifier, and its use', tried: [{question: 2, words: "
    "[qualifier, {its use: what it is for}]}]}"
)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    path = tmp_path / "exercises/02_a.ipynb"
    made = notebook(
        path,
        markdown(HEAD),
        markdown("### Question 1\n\nHow many hits are there?"),
        code("Number('02/exercise-question-1')"),
        markdown("### Question 2\n\nLook at the words that limit."),
        code("Ask('02/exercise-question-2', 'Quote a **qualifier**.')"),
        markdown("## Part C\n\nSay which qualifier your partner found, and count the hits."),
    )
    rubric = "| | strong |\n|---|---|\n| **Hits** | says what it is for |"
    solution = notebook(
        tmp_path / "solutions/02_a.ipynb",
        markdown("### Question 2\n"),
        markdown(f"#### How this answer is looked at\n\n{rubric}", metadata={"tags": ["solution"]}),
    )
    for one in (made, solution):
        one.path.parent.mkdir(parents=True, exist_ok=True)
        one.path.write_text(canonical(one), encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    return tmp_path


def found(course: Path, *goals: str) -> list[str]:
    (course / FILE).write_text("goals:\n" + "\n".join(goals) + "\n", encoding="utf-8")
    return [one.what for one in check_goals(notebooks(course), course)]


def notebooks(course: Path) -> list[Notebook]:
    return [read(one) for one in notebooks_of(course)]


def test_words_of_the_question_and_of_its_rubric_try_a_goal(course: Path) -> None:
    assert found(course, COUNT, QUALIFIER) == []
    assert table(open_goals(course)).splitlines()[2:] == [
        "| 02 | count hits | 1 | *hits* |",
        "| 02 | find a qualifier, and its use | 2 | *qualifier*, *what it is for* |",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("question: 2", "question: 1", "“qualifier” does not stand in the goal"),
        ("question: 2", "question: 3", "There is no such question"),
        ("[qualifier, {its use: what it is for}]", "[limit]", "“limit” does not stand in the goal"),
        ("[qualifier, {its use: what it is for}]", "[its use]", "“its use” does not stand"),
        ("[{question: 2, words: [qualifier, {its use: what it is for}]}]", "[]", "Nothing tries"),
        ("its use'", "its uses'", "not those of its head"),
        ("lesson: '02'", "lesson: '03'", "There is no exercise 03"),
    ],
)
def test_a_wrong_pairing_is_reported(course: Path, old: str, new: str, said: str) -> None:
    assert old in QUALIFIER
    assert any(said in one for one in found(course, COUNT, QUALIFIER.replace(old, new)))


def test_words_that_stand_in_most_questions_try_nothing(course: Path) -> None:
    loose = "  - {lesson: '02', goal: count hits, tried: [{question: 1, words: [{count: a*}]}]}"
    assert "stand in most questions: [1, 2]" in found(course, loose, QUALIFIER)[0]


def test_most_goals_of_the_course_cannot_change_places_unnoticed() -> None:
    course = course_folder()
    rubrics = rubrics_by_title([read(one) for one in notebooks_in(course / "solutions")])
    asked = {
        one.name[:2]: questions(read(one), rubrics) for one in notebooks_in(course / "exercises")
    }
    noticed = []
    for goal in open_goals(course):
        paired = {tried.question for tried in goal.tried}
        for number in asked[goal.lesson].keys() - paired:
            for tried in goal.tried:
                moved = goal._replace(tried=(tried._replace(question=number),))
                noticed.append(any(untried(course / FILE, moved, asked[goal.lesson])))
    assert len(noticed) > 150
    assert sum(noticed) >= 0.95 * len(noticed)


def test_a_course_without_the_file_promises_by_itself(course: Path) -> None:
    assert list(check_goals(notebooks(course), course)) == []
    assert open_goals(course) == ()


@pytest.mark.parametrize(
    "words",
    ["nothing", "goals: 3", "goals:\n  - one", "goals:\n  - {lesson: '02', goal: a, tried: [1]}",
     "goals:\n  - {lesson: 2, goal: a, tried: []}",
     "goals:\n  - {lesson: '02', goal: a, tried: [{question: '1', words: [a]}]}"],
)  # fmt: skip
def test_a_damaged_file_is_named(course: Path, words: str) -> None:
    (course / FILE).write_text(words, encoding="utf-8")
    with pytest.raises(AuthoringError, match=r"goals.yml"):
        open_goals(course)
