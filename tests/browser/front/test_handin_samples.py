"""Placing the samples of the rubric after a file was made, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, expect

from closereader import HandIn
from closereader.handin.samples import open_samples
from tests.browser.front.harness import Front
from tests.handin.making import full_work

if TYPE_CHECKING:
    from pathlib import Path

    from closereader.work import Work

pytestmark = pytest.mark.browser

RUBRIC = next(one for one in open_samples("02") if one.question == "exercise-question-4")
PLACES = len(RUBRIC.samples) + 1
"""The samples, and one's own answer."""


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return full_work(tmp_path)


def opened(front: Front) -> Locator:
    """Make a file, and open the samples of question 4."""
    front.view().get_by_role("button", name="Make my file").click()
    part = front.view().locator(".cr-samples details").nth(1)
    part.locator("summary").click()
    return part


def test_the_samples_come_with_the_file_and_the_rubric_after_the_placing(
    front: Front, work: Work
) -> None:
    front.live(HandIn("02", work=work))
    expect(front.view().get_by_role("region", name="Sample sentences")).to_have_count(0)
    part = opened(front)
    expect(front.view().get_by_role("region", name="Sample sentences")).to_be_visible()
    expect(part).to_contain_text(f"0 of {PLACES} places given")
    expect(part).not_to_contain_text("The rubric:")
    first = part.get_by_role("group", name="Sentence 1")
    expect(first).to_have_accessible_description(RUBRIC.samples[0].words)
    first.get_by_role("button", name="thin").click()
    told = f"The rubric: {RUBRIC.samples[0].level}. {RUBRIC.samples[0].reason}"
    expect(part).to_contain_text(told)
    expect(part).to_contain_text(f"1 of {PLACES} places given")
    assert part.inner_text().count("The rubric:") == 1
    for number in range(2, len(RUBRIC.samples) + 1):
        expect(part).not_to_contain_text("Where two model readings")
        sentence = part.get_by_role("group", name=f"Sentence {number}")
        sentence.get_by_role("button", name="strong").click()
    expect(part).to_contain_text(f"(a language model made both): {RUBRIC.differ}")
    expect(front.view()).not_to_contain_text("Something changed since.")


def test_ones_own_answer_is_placed_by_keyboard_and_the_focus_stays(
    front: Front, work: Work
) -> None:
    front.live(HandIn("02", work=work))
    part = opened(front)
    own = part.get_by_role("group", name="Your own answer")
    own.get_by_role("button", name="strong").focus()
    front.page.keyboard.press("Tab")
    front.page.keyboard.press("Enter")
    expect(part).to_contain_text("What would have to stand in it to move it one step up?")
    chosen = own.get_by_role("button", name="adequate")
    expect(chosen).to_be_focused()
    expect(chosen).to_have_attribute("aria-pressed", "true")
    kept = work.answer("02", "exercise-question-4-samples")
    assert kept is not None
    assert kept.value == {"kind": "placing", "placed": {"own": "adequate"}}


def test_what_was_placed_comes_back_and_fits_a_narrow_page(front: Front, work: Work) -> None:
    placed = {"own": "thin", RUBRIC.samples[2].id: "thin"}
    work.save_answer("02", "exercise-question-4-samples", {"kind": "placing", "placed": placed})
    HandIn("02", work=work).make()
    front.page.set_viewport_size({"width": 800, "height": 900})
    front.live(HandIn("02", work=work))
    part = front.view().locator(".cr-samples details").nth(1)
    expect(part).to_contain_text(f"2 of {PLACES} places given")
    part.locator("summary").click()
    third = part.get_by_role("group", name="Sentence 3").get_by_role("button", name="thin")
    expect(third).to_have_attribute("aria-pressed", "true")
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert front.page.evaluate(wide) <= 0
    assert front.axe() == []
