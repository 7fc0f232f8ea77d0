"""Coding in Chromium, with the real Python behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from closereader import Coding
from tests.browser.front.harness import Front
from tests.widgets.test_coding import CASES, CODES

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


@pytest.fixture
def coding() -> Coding:
    return Coding("04/q3", "Code them.", CASES, codes=CODES)


@pytest.fixture
def view(front: Front, coding: Coding) -> Locator:
    return front.view(front.live(coding))


def code(view: Locator, title: str, name: str) -> Locator:
    return view.get_by_role("radiogroup", name=title).get_by_role("radio", name=name, exact=True)


def test_a_code_is_saved_and_counted(view: Locator, coding: Coding) -> None:
    code(view, "Note 3", "man").check()
    expect(view.locator(".crk-far")).to_have_text("1 of 2 coded.")
    expect(view.locator(".cr-status")).to_contain_text("Saved")
    code(view, "Note 8", "unknown").check()
    expect(view.locator(".crk-far")).to_have_text("2 of 2 coded.")
    expect(view.locator(".cr-status")).to_contain_text("Saved")
    assert coding.codes == {"n3": "man", "n8": "unknown"}


def test_the_line_describes_the_case_and_leads_to_its_page(view: Locator) -> None:
    expect(view.get_by_role("radiogroup", name="Note 3")).to_have_accessible_description(
        "“He calls it” alieva-2024 ¶7"
    )
    expect(view.get_by_role("link", name="the page")).to_have_attribute(
        "href", "https://example.org/two"
    )
    expect(view.get_by_role("link")).to_have_count(1)


def test_what_was_coded_can_be_taken_back_and_done_again(
    view: Locator, coding: Coding, page: Page
) -> None:
    code(view, "Note 3", "man").check()
    code(view, "Note 3", "unknown").check()
    page.keyboard.press("Control+z")
    expect(code(view, "Note 3", "man")).to_be_checked()
    expect(code(view, "Note 3", "man")).to_be_focused()
    view.get_by_role("button", name="Undo").click()
    expect(view.get_by_role("radio", checked=True)).to_have_count(0)
    expect(view.locator(".cr-status")).to_contain_text("Saved")
    assert coding.codes == {}
    page.keyboard.press("Control+y")
    page.keyboard.press("Control+Shift+z")
    expect(code(view, "Note 3", "unknown")).to_be_checked()


def test_digits_choose_the_code_of_the_case_that_has_the_focus(
    view: Locator, coding: Coding, page: Page
) -> None:
    names = list(CODES)
    code(view, "Note 3", names[0]).focus()
    page.keyboard.press("2")
    expect(code(view, "Note 3", names[1])).to_be_checked()
    expect(code(view, "Note 3", names[1])).to_be_focused()
    page.keyboard.press("9")
    view.get_by_role("link", name="the page").focus()
    page.keyboard.press("1")
    expect(code(view, "Note 8", names[0])).to_be_focused()
    expect(view.locator(".crk-far")).to_have_text("2 of 2 coded.")
    expect(view.locator(".cr-status")).to_contain_text("Saved")
    assert coding.codes == {"n3": names[1], "n8": names[0]}
    page.keyboard.press("Control+z")
    expect(view.locator(".crk-far")).to_have_text("1 of 2 coded.")


def test_the_codes_are_there_again(view: Locator, front: Front) -> None:
    code(view, "Note 3", "man").check()
    expect(view.locator(".cr-status")).to_contain_text("Saved")
    again = front.view(front.live(Coding("04/q3", "Code them.", CASES, codes=CODES)))
    expect(code(again, "Note 3", "man")).to_be_checked()
    expect(again.locator(".crk-far")).to_have_text("1 of 2 coded.")


def test_a_code_that_the_lesson_offers_no_more_stops_nothing(front: Front, coding: Coding) -> None:
    Coding("04/q3", "", CASES, codes={**CODES, "both": ""}).keep({"codes": {"n3": "both"}})
    view = front.view(front.live(coding))
    expect(view.locator(".crk-far")).to_have_text("0 of 2 coded.")
    code(view, "Note 8", "woman").check()
    expect(view.locator(".crk-far")).to_have_text("1 of 2 coded.")
    expect(view.locator(".cr-status")).to_contain_text("Saved")
    assert coding.codes == {"n8": "woman"}


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_to_complain_about(coding: Coding, front: Front, dark: bool) -> None:
    view = front.open(dark=dark).view(front.live(coding))
    code(view, "Note 3", "man").check()
    assert front.axe() == []
