"""The card in one of two readers, which are low: all of it is seen, or can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.front.comparison_kit import pair
from tests.browser.front.test_reader_card import PANEL, SEEN

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator

    from tests.browser.front.comparison_kit import Pair
    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

WHOLE = """(card) => {
  const rest = card.querySelector(".crr-card-rest");
  return [card, rest].every((one) => one.scrollHeight <= one.clientHeight + 1);
}"""


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


def opened(front: Front, width: int, height: int, side: int) -> tuple[Pair, Locator]:
    """Open a card in one of two readers, with keys alone."""
    front.page.set_viewport_size({"width": width, "height": height})
    front.page.evaluate(PANEL)
    both = pair(front)
    both.text(0).focus()
    both.press(*["F6"] * side, "w", "w", "Enter")
    card = both.el.locator(".crc-column").nth(side).locator(".crr-card:has(> form)")
    expect(card).to_be_visible()
    return both, card


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("size", [(1400, 900), (800, 800), (800, 600)], ids=str)
def test_all_of_the_card_is_seen(front: Front, size: tuple[int, int], side: int) -> None:
    both, card = opened(front, *size, side)
    high = both.text(side).locator("xpath=ancestor::*[contains(@class, 'crr-body')]")
    assert card.evaluate(WHOLE)
    assert card.evaluate(SEEN)
    assert card.get_by_label("Note").evaluate(SEEN)
    both.press("Escape")
    expect(both.text(side)).to_be_focused()
    front.settle()
    low = max(256, min(size[1] // 2, 640))  # as it is without a card
    assert high.evaluate("(el) => el.offsetHeight") == low


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("size", [(400, 400), (400, 450), (700, 450)], ids=str)
def test_at_200_percent_all_of_the_card_is_reached(
    front: Front, size: tuple[int, int], side: int
) -> None:
    both, card = opened(front, *size, side)
    assert card.evaluate("(el) => el.scrollHeight <= el.clientHeight"), "it scrolls in two places"
    assert card.evaluate(SEEN)
    both.press("n")
    expect(card.get_by_label("Note")).to_be_focused()
    assert card.get_by_label("Note").evaluate(SEEN)
    assert card.get_by_role("button", name="Save").evaluate(SEEN)


def test_a_card_that_gets_higher_is_seen_whole_still(front: Front) -> None:
    both, card = opened(front, 800, 800, 0)
    both.press("1", "Tab", "ArrowRight")  # a move says what it is, with an example
    expect(card.locator(".crr-move-told")).to_be_visible()
    front.settle()
    assert card.evaluate(WHOLE)
    assert card.evaluate(SEEN)
