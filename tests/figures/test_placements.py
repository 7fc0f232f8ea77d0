from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closereader.figures import placements_sheet
from closereader.scale import open_scale
from closereader.work import open_work

if TYPE_CHECKING:
    from pathlib import Path

    from closereader.work import Work

IDS = [sentence.id for sentence in open_scale().sentences]
POINTS = "5 2 3 1 4 4 1 5 2 5 1 3"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return open_work(tmp_path / "work")


@pytest.fixture
def placed(work: Work) -> Work:
    points = dict(zip(IDS, POINTS.split(), strict=True))
    kept = {one: {"value": "1", "reason": ""} for one in IDS}
    work.save_answer("05", "q2", {"placed": kept, "opened": True, "first": points})
    return work


def test_without_placements_it_says_where_to_place(work: Work) -> None:
    assert "placed no sentence yet: question 05/q2" in repr(placements_sheet(work=work))


def test_ones_own_line_is_what_was_placed_before_the_others_were_seen(placed: Work) -> None:
    said = repr(placements_sheet(work=placed))
    assert POINTS in said
    assert "Your partner's points are not here yet" in said


def test_a_partner_is_compared_and_the_widest_gap_comes_first(placed: Work) -> None:
    theirs = "1" + POINTS[1:].replace(" ", "")
    sheet = placements_sheet(theirs, work=placed)
    assert "You and Your partner: the same point for 11 of 12 sentences" in repr(sheet)
    assert "1 | The country chose not to. | 5 | 1" in repr(sheet)
    assert "<table" in sheet._repr_html_()
    assert "No sentence divides" in repr(placements_sheet(POINTS, work=placed))


def test_cannot_say_is_not_compared(placed: Work) -> None:
    sheet = placements_sheet("?" + POINTS[1:], work=placed)
    assert "11 of 11 sentences" in repr(sheet)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("5 2 3", "These are 3 points, and there are 12"), ("5 x 9", "9, x is no point")],
)
def test_what_is_typed_wrongly_is_said(placed: Work, typed: str, said: str) -> None:
    assert said in repr(placements_sheet(typed, work=placed))


def test_what_has_no_place_yet_is_said(work: Work) -> None:
    work.save_answer("05", "q2", {"placed": {"s01": {"value": "5", "reason": ""}}, "opened": False})
    assert "11 of 12 have no place yet" in repr(placements_sheet(work=work))


def test_an_answer_of_another_kind_is_no_placement(work: Work) -> None:
    work.save_answer("05", "q2", {"placed": {"s01": {"value": 5}, "s03": 3}, "opened": False})
    assert "placed no sentence yet" in repr(placements_sheet(work=work))
