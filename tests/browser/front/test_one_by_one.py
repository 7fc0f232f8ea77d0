"""Cards and sentences, one at a time or all in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

from closereader.widgets.claims import ClaimCards
from closereader.widgets.scale import Scale
from tests.browser.front.harness import Front

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

IDS = ["c07", "c03", "c22"]
SEEN = {"expect": "holds", "by": "page", "seen": True}


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


def cards() -> ClaimCards:
    return ClaimCards("01/q5", IDS)


def shown(view: Locator) -> list[str]:
    items: list[str] = view.locator("ol > li").evaluate_all(
        "all => all.filter(one => !one.hasAttribute('hidden')).map(one => one.dataset.card)"
    )
    return items


def press(view: Locator, name: str) -> None:
    view.get_by_role("button", name=name, exact=True).click()


def test_one_card_is_seen_and_the_next_has_the_focus(front: Front) -> None:
    view = front.view(front.live(cards()))
    assert shown(view) == ["c07"]
    expect(view.locator(".cr-where")).to_have_text("1 of 3")
    expect(view.get_by_role("button", name="Back", exact=True)).to_be_disabled()
    press(view, "Next")
    assert shown(view) == ["c03"]
    expect(view.locator('[data-card="c03"]')).to_be_focused()
    expect(view.locator(".cr-where")).to_have_text("2 of 3")
    press(view, "Next")
    expect(view.get_by_role("button", name="Next", exact=True)).to_be_disabled()
    press(view, "Back")
    assert shown(view) == ["c03"]
    # What is away can be neither reached nor clicked.
    expect(view.get_by_role("radio")).to_have_count(
        view.locator('[data-card="c03"]').get_by_role("radio").count()
    )


def test_the_keyboard_goes_through_the_cards_and_what_is_answered_stays(
    front: Front, page: Page
) -> None:
    view = front.view(front.live(cards()))
    card = view.locator('[data-card="c07"]')
    card.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("n")
    expect(view.locator('[data-card="c03"]')).to_be_focused()
    page.keyboard.press("Tab")
    expect(view.locator('[data-card="c03"]').get_by_role("radio").first).to_be_focused()
    page.keyboard.press("p")
    assert shown(view) == ["c07"]
    expect(card.get_by_role("radio").first).to_be_checked()
    # Taken back in sight, wherever one is.
    page.keyboard.press("n")
    page.keyboard.press("Control+z")
    assert shown(view) == ["c07"]
    expect(card.get_by_role("radio", checked=True)).to_have_count(0)


def test_who_comes_back_goes_on_at_the_first_that_is_open(front: Front) -> None:
    cards().keep({"cards": {"c07": SEEN}})
    view = front.view(front.live(cards()))
    assert shown(view) == ["c03"]


def test_the_list_is_for_those_who_want_it_and_the_choice_is_kept(front: Front) -> None:
    view = front.view(front.live(cards()))
    press(view, "All in a list")
    assert shown(view) == IDS
    expect(view.locator(".cr-where")).to_be_hidden()
    front.open()
    scale = front.view(front.live(Scale("05/q2")))
    assert len(shown(scale)) == len(Scale("05/q2").question["sentences"])
    press(scale, "One sentence at a time")
    assert len(shown(scale)) == 1
    front.open()
    assert len(shown(front.view(front.live(cards())))) == 1


def test_a_search_of_the_page_leads_to_the_card(front: Front) -> None:
    view = front.view(front.live(cards()))
    away = view.locator('[data-card="c22"]')
    expect(away).to_have_attribute("hidden", "until-found")
    away.locator(".crm-words").dispatch_event("beforematch", {"bubbles": True})
    assert shown(view) == ["c22"]


def test_a_sentence_is_placed_by_a_digit_and_the_next_by_another(front: Front, page: Page) -> None:
    scale = Scale("05/q2")
    view = front.view(front.live(scale))
    rows = view.locator(".crs-row")
    rows.nth(0).get_by_role("radio").first.focus()
    page.keyboard.press("2")
    page.keyboard.press("n")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("4")
    expect(view.locator(".cr-status")).to_contain_text("Saved")
    assert list(scale.placed.values()) == ["2", "4"]
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(rows.nth(0).get_by_role("radio").first).to_be_focused()


def test_what_was_passed_over_is_offered_at_the_end(front: Front, page: Page) -> None:
    view = front.view(front.live(Scale("05/q2", sentences=("s01", "s03", "s04"))))
    passed = view.get_by_role("button", name="Next sentence without a place")
    expect(passed).to_be_hidden()
    press(view, "Next")
    press(view, "Next")
    page.keyboard.press("3")
    passed.click()
    expect(view.locator(".crs-row").nth(0).get_by_role("radio").first).to_be_focused()


def test_all_of_it_is_printed(front: Front, page: Page) -> None:
    view = front.view(front.live(cards()))
    page.emulate_media(media="print")
    for claim in IDS:
        expect(view.locator(f'[data-card="{claim}"] .crm-words')).to_be_visible()
    expect(view.locator(".cr-steps")).to_be_hidden()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 800])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    front: Front, page: Page, *, dark: bool, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    front.open(dark=dark)
    press(front.view(front.live(cards())), "Next")
    front.live(Scale("05/q2"))
    assert front.axe() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
