"""Links inside one text in Chromium: the other end is picked in the text itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader import Reader, open_work
from tests.browser.front.reader_kit import Desk, mark, small_text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

POEM = small_text("One sparrow sits.", "Two sparrows fly over the long wall.", "Three are gone.")

ONE, TWO = mark(1, "One sparrow", "gender", POEM), mark(2, "Two sparrows", "agency", POEM)


@pytest.fixture
def desk(front: Front) -> Desk:
    return Desk(front).show(POEM, marks=[ONE, TWO])


def click(desk: Desk, words: str) -> None:
    place = desk.box(words)
    desk.page.mouse.click(place["x1"] + 10, place["y1"])


def begin(desk: Desk) -> None:
    """Open the card of the first mark with a click, and ask to pick in the text."""
    click(desk, "One sparrow")
    desk.card.get_by_role("button", name="Link to words in the text").click()
    expect(desk.el.locator(".crr-card")).to_contain_text("Now click one of your marks")
    expect(desk.card.get_by_label("Note")).to_be_hidden()


def test_a_mark_is_linked_with_another_by_a_click_on_it(desk: Desk) -> None:
    begin(desk)
    click(desk, "Two sparrows")
    expect(desk.foot).to_contain_text("Linked §1 with ¶1.")
    (edit,) = desk.front.edits()
    assert edit["op"] == "link"
    assert (edit["value"]["from"], edit["value"]["to"]) == (ONE["id"], TWO["id"])
    # The card is whole again, and shows the link; what was done can be undone where it is told.
    expect(desk.card.get_by_label("Note")).to_be_visible()
    expect(desk.card.get_by_role("button", name="Remove the link to ¶1")).to_be_visible()
    desk.foot.get_by_role("button", name="Undo").click()
    assert desk.front.edits()[-1]["op"] == "unlink"
    assert desk.front.axe() == []


def test_the_line_of_a_link_says_that_it_is_saved(front: Front, tmp_path: Path) -> None:
    reader = Reader("artiukh-2022", work=open_work(tmp_path / "work"))
    view = front.view(front.live(reader))
    view.locator(".crr-scroll").focus()
    for key in ("w", "1", "Enter"):
        front.page.keyboard.press(key)
    view.get_by_role("button", name="Link to words in the text").click()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "w", "Enter"):
        front.page.keyboard.press(key)
    line = view.locator(".crr-links li")
    expect(line).to_contain_text(re.compile(r"Saved \d\d:\d\d"))
    front.kernel("restart")
    line.get_by_text("Unlink").click()
    expect(line).to_have_count(0)
    view.locator(".crr-foot").get_by_role("button", name="Undo").click()
    expect(line).to_contain_text("Waits to be saved.")


def test_words_that_nobody_marked_are_linked_and_no_card_opens_on_them(desk: Desk) -> None:
    begin(desk)
    desk.drag("the long wall", card=False)
    expect(desk.foot).to_contain_text("Linked §1 with ¶1.")
    (edit,) = desk.front.edits()
    assert edit["value"]["to"] is None
    expect(desk.card.get_by_role("button", name="Remove the link to ¶1")).to_be_visible()
    expect(desk.card).to_have_count(1)


def test_esc_and_the_button_lead_back_and_a_click_beside_all_marks_does_nothing(desk: Desk) -> None:
    begin(desk)
    click(desk, "Three are gone")
    expect(desk.card.get_by_label("Note")).to_be_hidden()
    desk.press("Escape")
    expect(desk.card.get_by_label("Note")).to_be_visible()
    desk.card.get_by_role("button", name="Link to words in the text").click()
    desk.el.get_by_role("button", name="Back to this card").click()
    expect(desk.card.get_by_label("Note")).to_be_visible()
    # Nothing is picked any more: words that are selected now open a card of their own.
    desk.press("Escape")
    desk.drag("the long wall")
    expect(desk.el.get_by_role("dialog", name="New mark")).to_be_visible()
    assert desk.front.edits() == []


def test_the_words_of_the_mark_itself_are_no_other_end(desk: Desk) -> None:
    begin(desk)
    desk.drag("One sparrow", card=False)
    expect(desk.el.locator(".crr-card")).to_contain_text("Now click one of your marks")
    expect(desk.foot).not_to_contain_text("linked already")
    click(desk, "Two sparrows")
    expect(desk.foot).to_contain_text("Linked §1 with ¶1.")


OVER = """(reader) => {
  const [text, card] = [".crr-scroll", ".crr-card"].map((one) =>
    reader.querySelector(one).getBoundingClientRect());
  return Math.min(text.bottom, card.bottom) - Math.max(text.top, card.top);
}"""
"""How many pixels of the height of the text are beside the card or under it."""
WINDOWS = [(800, 700), (700, 450), (400, 350)]
"""A narrow one; one of 1400 and one of 800 pixels at 200 %."""


@pytest.mark.parametrize("keys", [False, True])
@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_the_small_card_lies_over_no_word(
    front: Front, width: int, height: int, keys: bool
) -> None:
    front.page.set_viewport_size({"width": width, "height": height})
    desk = Desk(front).show(POEM, marks=[ONE, TWO])
    begin(desk)
    reader = desk.el
    expect(reader.locator(".crr-card")).to_be_in_viewport(ratio=1)
    assert reader.evaluate(OVER) <= 0
    if keys:
        desk.press("]", "Enter")
    else:
        click(desk, "Two sparrows")
    expect(desk.foot).to_contain_text("Linked §1 with ¶1.")
    expect(desk.card.get_by_label("Note")).to_be_visible()
    expect(desk.card.get_by_role("button", name="Save")).to_be_in_viewport()
    assert reader.evaluate(OVER) > 0  # whole again, and beside its words


def test_it_is_picked_by_keys_too(desk: Desk) -> None:
    begin(desk)
    expect(desk.text).to_be_focused()
    desk.press("]", "Enter")
    expect(desk.foot).to_contain_text("Linked §1 with ¶1.")
    (edit,) = desk.front.edits()
    assert edit["value"]["to"] == TWO["id"]
    expect(desk.card.get_by_label("Note")).to_be_visible()


def test_a_click_that_comes_before_a_slow_page_has_read_what_was_dragged(desk: Desk) -> None:
    begin(desk)
    desk.page.evaluate(
        "() => { const real = setTimeout; window.setTimeout = (run, ms) => real(run, ms || 500); }"
    )
    desk.drag("One sparrow", card=False)
    click(desk, "Two sparrows")
    # The click links, once: it does not open the card of what it was linked with.
    expect(desk.card.get_by_role("button", name="Remove the link to ¶1")).to_be_visible()
    desk.page.wait_for_timeout(700)
    expect(desk.foot).to_contain_text("Linked §1 with ¶1.")
    expect(desk.card.get_by_role("button", name="Remove the link to ¶1")).to_be_visible()
