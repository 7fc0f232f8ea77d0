"""The first page: what is done, what comes next, and how much is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closereader.handin.home import Home
from closereader.handin.sheet import open_sheet
from closereader.work import open_work
from tests.house.tree import ROOT

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
