"""A change that lost or was refused is shown by no view, and each says why."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.front.harness import Front
from tests.browser.front.reader_kit import Desk, mark, small_text

pytestmark = pytest.mark.browser

POEM = small_text("One heading", "First words here.", "Second paragraph, with more words.")

LOSES = """(message) => message.type !== "edits" ? null : [{
  type: "ack", edits: message.edits.map((edit) => edit.id), at: "2026-03-01T12:00:09.000Z",
  modified: Object.fromEntries(message.edits.map((edit) => [edit.id, edit.at])),
  lost: message.edits.map((edit) => edit.id), notes: ["A later change stands."],
}]"""


@pytest.mark.parametrize("keys", [("]", "Delete"), ("w", "1")])
def test_a_change_that_lost_against_a_later_one_is_not_shown_as_saved(
    front: Front, keys: tuple[str, ...]
) -> None:
    desk = Desk(front).show(POEM, marks=[mark(1, "Second", "exclusion", POEM)])
    before = desk.painted()
    front.answer(LOSES)
    desk.text.focus()
    desk.press(*keys)
    assert len(front.edits()) == 1
    expect(desk.el.locator(".crr-message")).to_contain_text("A later change stands.")
    assert desk.painted() == before
    desk.press("Control+z")  # nothing of it is there to be undone
    expect(desk.el.locator(".crr-message")).to_contain_text("There is nothing to undo.")


def says_that_it_lost(desk: Desk, before: list[tuple[int, str]]) -> None:
    """Let a view of a text whose last change lost say so, show it no more, and not undo it."""
    expect(desk.el.locator(".crr-message")).to_contain_text("A later change stands.")
    assert desk.painted() == before
    desk.text.focus()
    desk.press("Control+z")
    expect(desk.el.locator(".crr-message")).to_contain_text("There is nothing to undo.")


@pytest.mark.parametrize("keys", [("]", "Delete"), ("w", "1")])
def test_another_reader_of_the_text_hears_that_a_change_lost(
    front: Front, keys: tuple[str, ...]
) -> None:
    there = [mark(1, "Second", "exclusion", POEM)]
    first = Desk(front).show(POEM, marks=there)
    second = Desk(front).show(POEM, marks=there)
    before = second.painted()
    front.answer(LOSES)
    first.text.focus()
    first.press(*keys)
    says_that_it_lost(second, before)
    assert len(front.sent("refresh", 1)) == 1  # what stands there instead, its Python has to read
    says_that_it_lost(first, before)


def test_another_tab_hears_that_a_change_lost(front: Front) -> None:
    first = Desk(front).show(POEM)
    other = Front(front.page.context.new_page()).open()
    second = Desk(other).show(POEM)
    front.answer(LOSES)
    first.text.focus()
    first.press("w", "1")
    says_that_it_lost(second, [])
    assert front.stored() == []
    assert other.errors == []


def test_another_reader_of_the_text_does_not_undo_what_was_refused(front: Front) -> None:
    first = Desk(front).show(POEM)
    second = Desk(front).show(POEM)
    front.python("strict", "No theme is called “exclusion”.")
    first.text.focus()
    first.press("w", "1")
    expect(second.el.locator(".cr-status")).to_contain_text("No theme is called “exclusion”.")
    assert second.painted() == []
    second.text.focus()
    second.press("Control+z")
    expect(second.el.locator(".crr-message")).to_contain_text("There is nothing to undo.")
