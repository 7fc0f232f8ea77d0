"""The first page: what is done, what comes next, and how much is left."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING

import pytest

from closereader.annotations import checks
from closereader.course import open_course
from closereader.handin.data import make, read_data
from closereader.handin.home import Home
from closereader.handin.progress import progress
from closereader.handin.sheet import open_sheet
from closereader.work import open_work
from tests.handin.making import mark
from tests.house.tree import ROOT
from tests.work.making import leave_still

if TYPE_CHECKING:
    from pathlib import Path


def test_nothing_is_done_and_the_first_lesson_comes_next(tmp_path: Path) -> None:
    home = Home(open_work(tmp_path))
    assert home.next is not None
    assert home.next.path == "notebooks/00_start_here.ipynb"
    assert home.minutes_left == sum(step.minutes or 0 for step in home.steps if step.asked)
    assert "0 of " in repr(home)
    assert 'class="closereader-next" href="notebooks/00_start_here.ipynb"' in home._repr_html_()
    assert "<table><caption>The course, step by step</caption>" in home._repr_html_()


def test_answers_and_a_made_file_move_the_reader_on(tmp_path: Path) -> None:
    work = open_work(tmp_path)
    before = Home(work).minutes_left
    for question in open_sheet(ROOT / "notebooks/00_start_here.ipynb").questions:
        work.save_answer("00", question.name, {"text": "One sentence, and a reason."})
    home = Home(work)
    assert home.steps[0].is_done
    assert home.minutes_left == before - (home.steps[0].minutes or 0)
    assert home.next is not None
    assert home.next.number == "01"
    (tmp_path / "handins").mkdir()
    (tmp_path / "handins/handin-01-reader-1a2b3c4d.html").write_text("", encoding="utf-8")
    exercise = next(step for step in Home(work).steps if step.is_exercise)
    assert (exercise.number, exercise.state) == ("01", "handed in")


def test_what_could_not_be_read_is_said_once(tmp_path: Path) -> None:
    work = open_work(tmp_path)
    work.save_answer("02", "exercise-question-4", {"text": "Some words."})
    place = tmp_path / "answers/02/exercise-question-4.json"
    place.write_bytes(b"{")
    leave_still(place)
    home = Home(work)
    (said,) = home.problems
    assert said.startswith("A file was damaged")
    assert repr(home).splitlines()[1] == said
    assert f"<p>{escape(said)}</p>" in home._repr_html_()


ASKING = [
    path
    for folder in ("notebooks", "exercises")
    for path in sorted((ROOT / folder).glob("*.ipynb"))
    if not path.stem.startswith("09")  # nothing is asked there
]


@pytest.mark.parametrize("path", ASKING, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_notebook_has_as_many_questions_as_its_headings_say(path: Path, tmp_path: Path) -> None:
    """Two widgets under “Question 5” are one question; one that is talked about is named apart."""
    cells = json.loads(path.read_bytes())["cells"]
    prose = "\n".join("".join(one["source"]) for one in cells if one["cell_type"] == "markdown")
    words = open_course().headings
    asks = re.compile(rf"^#+ (?:{words.numbered.pattern}|{words.of('uncounted')})", re.MULTILINE)
    count = len(asks.findall(prose))
    work = open_work(tmp_path)
    sheet = open_sheet(path)
    done = progress(read_data(make(work, sheet, made=checks.stamp())), sheet)
    assert done.asked + len(done.apart) == count
    assert all(heading in done.sentence for heading in done.apart[:8])
    name = f"{path.parent.name}/{path.name}"
    assert next(step.asked for step in Home(work).steps if step.path == name) == done.asked


def test_a_question_without_a_place_in_the_file_is_said(tmp_path: Path) -> None:
    work = open_work(tmp_path)
    sheet = open_sheet(ROOT / "exercises/03_rentier_states.ipynb")
    done = progress(read_data(make(work, sheet, made=checks.stamp())), sheet)
    assert done.sentence == (
        "0 of 7 questions answered, 0 passages marked. "
        "Question 7 asks for nothing that is handed in."
    )


def test_what_the_hand_in_counts_as_answered_is_so_on_the_first_page(tmp_path: Path) -> None:
    work = open_work(tmp_path)
    work.save_answer("05", "exercise-question-5", {"kind": "prose", "text": "We differ most here."})
    work.save_answer("05", "exercise-question-4", {"kind": "prose", "text": " "})  # taken out again
    mark(work, "alieva-2024", "Russia", "determinism", note="A note.")
    sheet = open_sheet(ROOT / "exercises/05_determinism.ipynb")
    done = progress(read_data(make(work, sheet, made=checks.stamp())), sheet)
    assert done.sentence.startswith("2 of 6 questions answered")
    assert "Question 5 has a part with no answer." in done.missing
    step = next(one for one in Home(work).steps if one.path == "exercises/05_determinism.ipynb")
    assert step.state == "2 of 6 answered"
