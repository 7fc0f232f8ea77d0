"""A card makes room while words are selected elsewhere, and comes back whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader import Matrix, ReadingDesk, open_work
from tests.browser.front.comparison_kit import Pair, pair
from tests.browser.front.test_reader_card import PANEL

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator

    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

WIDTHS = [1400, 800]
SMALL = 130
"""Pixels: the words of a card in two lines, a sentence and its button."""
COVERED = """(column) => {
  const page = column.querySelector('.crr-scroll').getBoundingClientRect();
  const boxes = [...column.querySelectorAll('.crr-card:has(> form)')];
  return Math.max(0, ...boxes.map((box) => {
    const { top, bottom } = box.getBoundingClientRect();
    return Math.min(bottom, page.bottom) - Math.max(top, page.top);
  }));
}"""
"""How many pixels of the height of a text are under its card."""


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


def compared(front: Front, width: int) -> Pair:
    front.page.set_viewport_size({"width": width, "height": 900})
    front.page.evaluate(PANEL)
    return pair(front)


def column(both: Pair, side: int) -> Locator:
    return both.el.locator(".crc-column").nth(side)


def card(both: Pair, side: int) -> Locator:
    return column(both, side).get_by_role("dialog")


def other_text(both: Pair, side: int) -> None:
    """Where one text is shown at a time, turn to this one."""
    switch = both.el.locator(".crc-switch button").nth(side)
    if switch.is_visible():
        switch.click()


def select(both: Pair, side: int, words: str, *, x: int = 90) -> None:
    """Select one word by mouse."""
    other_text(both, side)
    both.text(side).get_by_text(words).dblclick(position={"x": x, "y": 12})
    expect(card(both, side)).to_have_count(1)


@pytest.mark.parametrize("width", WIDTHS)
def test_words_are_linked_by_mouse_and_no_card_covers_the_texts(front: Front, width: int) -> None:
    both = compared(front, width)
    select(both, 0, "We appreciate the way", x=40)
    whole = column(both, 0).evaluate(COVERED)
    assert whole > SMALL
    select(both, 1, "I am a Russian-speaking")
    for side in (1, 0):
        other_text(both, side)
        assert column(both, side).evaluate(COVERED) < SMALL
    other_text(both, 1)
    expect(card(both, 1)).to_contain_text("below, joins them with those of the first")
    both.el.get_by_role("button", name="Link these").click()
    both.is_saved(0)
    expect(both.el.get_by_role("dialog")).to_have_count(0)
    [link] = both.compare.linked
    assert (link.first.exact, link.second.exact) == ("appreciate", "Russian")
    assert both.compare.annotations == ()


@pytest.mark.parametrize("width", WIDTHS)
def test_esc_in_the_other_text_leads_back_to_what_was_written(front: Front, width: int) -> None:
    both = compared(front, width)
    both.text(0).focus()
    both.press("w", "w", "Enter", "n")
    both.page.keyboard.type("Who?")
    both.press("F6")
    expect(both.text(1)).to_be_focused()
    other_text(both, 0)
    if width < 1000:  # turning to it is no return: the words are still to be selected
        other_text(both, 1)
        both.text(1).focus()
    assert column(both, 0).evaluate(COVERED) < SMALL
    both.press("w", "Escape")
    note = card(both, 0).get_by_label("Note")
    expect(note).to_be_focused()
    expect(note).to_have_value("Who?")
    expect(card(both, 0).get_by_role("button", name="Save")).to_be_in_viewport()
    both.press("F6", "F6")
    expect(both.text(0)).to_be_focused()  # its card is whole again beside it
    expect(note).to_be_visible()


def test_a_small_card_opens_with_a_click_and_by_keys(front: Front) -> None:
    both = compared(front, 1400)
    select(both, 0, "We appreciate the way", x=40)
    card(both, 0).get_by_text("Agency").click()
    select(both, 1, "I am a Russian-speaking")
    expect(both.text(1)).to_be_focused()
    expect(card(both, 0)).to_contain_text("Now select words in the second text")
    assert front.axe() == []
    card(both, 0).locator(".crr-card-words").click()
    expect(card(both, 0).get_by_role("radio", name="Agency")).to_be_focused()
    expect(card(both, 1)).to_contain_text("Mark them")  # which is still small
    card(both, 1).get_by_role("button", name="Mark them").press("Enter")
    expect(card(both, 1).get_by_label("Note")).to_be_visible()
    expect(card(both, 0).get_by_label("Note")).to_be_hidden()
    both.press("1", "Enter")
    both.is_saved(1)
    assert len(both.compare.annotations) == 1


def test_a_card_that_cannot_be_saved_is_whole_after_the_link(front: Front) -> None:
    both = compared(front, 1400)
    select(both, 0, "We appreciate the way", x=40)
    card(both, 0).get_by_label("Note").fill("no theme yet")
    select(both, 1, "I am a Russian-speaking")
    both.el.get_by_role("button", name="Link these").click()
    expect(card(both, 0).get_by_label("Note")).to_have_value("no theme yet")
    expect(card(both, 0).get_by_label("Note")).to_be_visible()
    assert len(both.compare.linked) == 1


@pytest.mark.parametrize("ends", ["F6", "Shift+F6"])
def test_at_the_desk_a_card_makes_room_while_words_are_fetched(
    front: Front, tmp_path: Path, ends: str
) -> None:
    columns, rows = [("who", "Who?", "")], [("a", "First")]
    work = open_work(tmp_path / "work")
    matrix = Matrix("02/m", columns=columns, rows=rows, work=work)
    field = front.view(front.live(matrix))
    view = front.view(front.live(ReadingDesk(work=work)))
    view.locator(".crr-scroll:visible").focus()
    for key in ("Control+Home", "ArrowDown", "ArrowDown", "w", "Enter", "n"):
        front.page.keyboard.press(key)
    note = view.get_by_role("dialog").get_by_label("Note")
    note.fill("no theme yet")
    field.get_by_role("button", name="Choose a passage").click()
    front.page.keyboard.press("F6")
    expect(view.get_by_role("dialog")).to_contain_text("Now select words for")
    expect(note).to_be_hidden()
    for key in ("ArrowDown", "w", ends):
        front.page.keyboard.press(key)
    expect(note).to_be_visible()
    expect(note).to_have_value("no theme yet")
    expect(note).not_to_be_focused()
