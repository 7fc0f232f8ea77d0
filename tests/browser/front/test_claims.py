"""Claim cards in Chromium, with the real Python behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

from closereader.widgets.claims import ClaimCards
from tests.browser.front.harness import Front

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


@pytest.fixture(autouse=True)
def in_a_list(front: Front) -> None:
    """Show all of them; one at a time is tried in test_one_by_one."""
    front.page.evaluate("localStorage.setItem('closereader-one-by-one', 'list')")


def cards(*, revealed: bool = False) -> ClaimCards:
    return ClaimCards("01/q5", ["c07", "c03", "c22"], revealed=revealed)


def card(front: Front, claim: str) -> Locator:
    return front.view().locator(f'[data-card="{claim}"]')


def saved(front: Front) -> None:
    expect(front.view().locator(".cr-status-text")).to_contain_text("Saved")


def guess(front: Front, claim: str, expected: str, way: str) -> None:
    card(front, claim).get_by_label(expected, exact=True).check()
    card(front, claim).get_by_label(way, exact=True).check()


def test_what_was_found_comes_after_an_expectation(front: Front) -> None:
    front.live(cards())
    one = card(front, "c07")
    expect(one.locator(".crm-words")).to_have_text("Kholod, June 2022 (alieva-2024 n35)")
    expect(one.locator(".crm-says")).to_have_text(
        "Claim: The interview appeared in Kholod in June 2022."
    )
    show = one.get_by_role("button", name="Show what was found")
    expect(show).to_be_disabled()
    expect(front.page.get_by_text("2022/09/06")).to_have_count(0)
    one.get_by_label("holds", exact=True).check()
    expect(show).to_be_disabled()
    one.get_by_label("in another source").check()
    show.click()
    told = one.locator(".crm-told")
    expect(told).to_be_focused()
    expect(told).to_contain_text("2022/09/06")
    expect(told).to_contain_text("Checked from the page itself: does not hold.")
    expect(told).to_contain_text("What stays open:")
    expect(one.locator(".crm-differ")).to_contain_text("The difference is a question worth asking.")
    expect(one.locator(".crm-differ")).to_contain_text("The page alone was enough here.")
    expect(one.get_by_role("radio")).to_have_count(0)
    link = told.get_by_role("link")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    saved(front)
    assert cards().answers == {"c07": {"expect": "holds", "by": "source", "seen": True}}
    expect(front.view()).to_contain_text("1 of 3 opened.")


def test_no_word_says_that_somebody_was_right(front: Front) -> None:
    front.live(cards())
    guess(front, "c03", "holds", "by arithmetic")
    card(front, "c03").get_by_role("button").click()
    expect(card(front, "c03")).to_contain_text("Was it for the same reason?")
    guess(front, "c22", "does not hold", "in another source")
    card(front, "c22").get_by_role("button").click()
    expect(card(front, "c22")).to_contain_text("serious sources disagree")
    for word in ("correct", "wrong", "well done"):
        assert word not in front.view().inner_text().lower()


def test_undo_and_redo(front: Front, page: Page) -> None:
    front.live(cards())
    guess(front, "c07", "holds", "from the page itself")
    card(front, "c07").get_by_role("button").click()
    expect(card(front, "c07").locator(".crm-told")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(card(front, "c07").locator(".crm-told")).to_have_count(0)
    expect(card(front, "c07").get_by_label("holds", exact=True)).to_be_checked()
    expect(card(front, "c07").get_by_role("button")).to_be_focused()  # not the notebook
    page.keyboard.press("Control+Shift+z")
    expect(card(front, "c07").locator(".crm-told")).to_be_focused()
    undo = front.view().get_by_role("button", name="Undo")
    for _ in range(3):
        undo.click()
    expect(front.view().get_by_role("radio", checked=True)).to_have_count(0)
    expect(undo).to_be_focused()
    saved(front)
    assert cards().answers == {}


def test_the_keyboard_alone(front: Front, page: Page) -> None:
    front.live(cards())
    page.evaluate(
        "window.escaped = []; document.addEventListener('keydown', (e) => escaped.push(e.key))"
    )
    card(front, "c07").get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(card(front, "c07").get_by_label("holds in part", exact=True)).to_be_focused()
    expect(card(front, "c07").get_by_label("holds in part", exact=True)).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(card(front, "c07").get_by_label("from the page itself")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(card(front, "c07").locator(".crm-told")).to_be_focused()
    assert page.evaluate("window.escaped") == ["Tab", "Tab"]  # what JupyterLab would see


def test_many_cards_can_be_filtered_by_text_and_undo_shows_what_it_takes_back(
    front: Front, page: Page
) -> None:
    many = ClaimCards("01/q9")
    front.live(many)
    guess(front, "c07", "holds", "by arithmetic")
    front.view().get_by_label("Cards of").select_option("artiukh-2022")
    expect(front.view().locator(".crm-card")).to_have_count(
        sum(claim.text == "artiukh-2022" for claim in many.claims)
    )
    expect(card(front, "c07")).to_have_count(0)
    front.view().get_by_role("button", name="Undo").click()
    expect(front.view().get_by_label("Cards of")).to_have_value("")
    expect(card(front, "c07").get_by_label("by arithmetic")).not_to_be_checked()
    expect(card(front, "c07").get_by_label("holds", exact=True)).to_be_checked()
    page.set_viewport_size({"width": 400, "height": 800})
    assert front.axe() == []


def test_what_was_answered_is_there_again(front: Front) -> None:
    cards().keep({"cards": {"c03": {"expect": "cannot", "by": "page", "seen": True}}})
    front.live(cards())
    expect(card(front, "c03").locator(".crm-mine")).to_have_text(
        "Your expectation: cannot be checked here; to be checked from the page itself."
    )
    expect(card(front, "c03")).to_contain_text("What made it look closed?")
    expect(card(front, "c07").locator(".crm-told")).to_have_count(0)


def test_a_solution_shows_everything_and_asks_nothing(front: Front) -> None:
    front.live(cards(revealed=True))
    expect(front.view().locator(".crm-told")).to_have_count(3)
    expect(front.view().get_by_role("radio")).to_have_count(0)
    expect(front.view().get_by_role("button", name="Undo")).not_to_be_visible()


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(front: Front, *, dark: bool) -> None:
    front.open(dark=dark)
    front.live(cards())
    guess(front, "c07", "holds", "in another source")
    card(front, "c07").get_by_role("button").click()
    expect(card(front, "c07").locator(".crm-told")).to_be_visible()
    front.live(cards(revealed=True))
    assert front.axe() == []


@pytest.mark.parametrize("width", [360, 800, 1400])
def test_nothing_is_wider_than_the_page(front: Front, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    front.live(cards(revealed=True))
    front.live(cards())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
