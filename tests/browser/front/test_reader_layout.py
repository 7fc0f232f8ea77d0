"""The reader's keys on a keyboard of another alphabet: a Ukrainian, a Russian, a German one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.front.reader_kit import Desk

pytestmark = pytest.mark.browser

OTHER = """
([key, code, ctrlKey, shiftKey]) => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", { key, code, ctrlKey, shiftKey, bubbles: true, cancelable: true }))
"""


def other(desk: Desk, key: str, code: str, *, ctrl: bool = False, shift: bool = False) -> None:
    """Press a key of a keyboard with another alphabet: it says its own letter, at its place."""
    desk.page.evaluate(OTHER, [key, code, ctrl, shift])


def test_the_keys_work_on_a_keyboard_with_another_alphabet(desk: Desk) -> None:
    other(desk, "ц", "KeyW")  # w: the word
    assert desk.selection() == "One"
    other(desk, "Ц", "KeyW", shift=True)  # W: smaller again
    assert desk.selection() == ""
    other(desk, "ц", "KeyW")
    other(desk, "1", "Digit1")
    assert desk.painted() == [(0, "One")]
    other(desk, "я", "KeyZ", ctrl=True)
    assert desk.painted() == []
    other(desk, "н", "KeyY", ctrl=True)
    assert desk.painted() == [(0, "One")]
    other(desk, "т", "KeyN")  # n: the note
    expect(desk.card.get_by_label("Note")).to_be_focused()


def test_a_letter_of_the_own_alphabet_is_taken_as_it_is(desk: Desk) -> None:
    other(desk, "ń", "KeyN")  # AltGr and n on a Polish keyboard
    expect(desk.card).to_be_hidden()
    other(desk, "z", "KeyY")  # a German keyboard: y stands where z is in English
    other(desk, "ü", "BracketLeft")
    assert desk.selection() == ""
    other(desk, "w", "KeyZ")
    assert desk.selection() == "One"
