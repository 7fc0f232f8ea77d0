"""The report on accessibility says what the tests of today show, and leaves no criterion out."""

from __future__ import annotations

import re

import pytest

from tests.accessibility.criteria import CRITERIA, HAND, HELD, NOT, PARTLY, PARTS, Known
from tests.accessibility.report import PLACE, leaned_on, report
from tests.browser.lab.course_cells import WIDGETS, course_cells
from tests.house.tree import ROOT, read

# WCAG 2.2 has 32 criteria of level A and 24 of AA, one of which (4.1.1) it calls obsolete.
LEVELS = {"A": 31, "AA": 24}


def test_the_report_is_what_the_tests_say_today() -> None:
    assert read(PLACE) == report(), "Run: uv run python -m tests.accessibility"


def test_it_has_every_criterion_once_and_every_widget() -> None:
    assert {level: sum(one.level == level for one in CRITERIA) for level in LEVELS} == LEVELS
    numbers = [one.number for one in CRITERIA]
    assert len(set(numbers)) == len(numbers)
    assert set(WIDGETS) <= set(PARTS)


def test_students_meet_every_widget() -> None:
    """In the dark theme and in a narrow window, the report leans on the cells that they meet."""
    assert set(course_cells()) == set(WIDGETS)


@pytest.mark.parametrize("name", sorted(leaned_on()))
def test_what_it_leans_on_is_a_test(name: str) -> None:
    file, _, function = name.partition("::")
    assert re.search(rf"^def {function}\(", read(ROOT / file), re.MULTILINE)


@pytest.mark.parametrize("known", CRITERIA, ids=lambda known: known.number)
def test_it_claims_nothing_without_a_ground(known: Known) -> None:
    assert bool(known.tests) is (known.state in {HELD, PARTLY})
    if known.state == HAND:
        assert re.search(r"[A-Z]\w+ 20\d\d", known.words)
    if known.state in {HAND, NOT, PARTLY}:
        assert known.words


def test_it_says_who_has_not_tried_it() -> None:
    assert "No person who uses a screen reader has tried this course yet." in read(PLACE)
