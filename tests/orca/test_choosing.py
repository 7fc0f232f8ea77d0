"""Keys that are promised beside radio buttons, under Orca: they reach the widget, not the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closereader import Coding, Scale
from tests.browser.front.reader_kit import Desk, small_text
from tests.widgets.test_coding import CASES, CODES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.front.harness import Front
    from tests.orca.listener import Listener

POEM = small_text("One heading", "First words here.")


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


def test_in_the_card_a_digit_is_a_theme_and_a_letter_a_move(
    front: Front, listener: Listener
) -> None:
    desk = Desk(front).show(POEM)
    listener.expect("Finished loading Front.", 0)
    listener.press_until("Tab", "read only entry")
    listener.press("ctrl+Down", "w", until="1 word selected.")
    listener.press("Return", until="EX Exclusion")
    listener.press("2", until="RE Rentier state")
    listener.press("r", until="rebuttal")
    said = listener.press("Return", until="Marked as")
    assert " ".join(said).count("Marked as Rentier state, ¶1.") == 1
    assert [(one["theme"], one["move"]) for one in desk.marks()] == [("rentier", "rebuttal")]


def test_a_digit_is_a_code(front: Front, listener: Listener) -> None:
    coding = Coding("04/q3", "Code them.", CASES, codes=CODES)
    view = front.view(front.live(coding))
    listener.expect("Finished loading Front.", 0)
    listener.press_until("Tab", "radio button")
    said = listener.press("2", until=f"{list(CODES)[1]}.")
    assert " ".join(said).count(f"{list(CODES)[1]}.") == 1
    view.locator(".cr-status", has_text="Saved").wait_for()
    assert list(coding.codes.values()) == [list(CODES)[1]]


def test_a_digit_places_a_sentence(front: Front, listener: Listener) -> None:
    view = front.view(front.live(Scale("05/q2", "Where does each sentence stand?")))
    listener.expect("Finished loading Front.", 0)
    listener.press_until("Tab", "radio button")
    said = listener.press("4", until="4:")
    assert " ".join(said).count("4:") == 1
    view.locator(".cr-status", has_text="Saved").wait_for()
