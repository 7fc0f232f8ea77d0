"""The reader under Orca: text, marks, menu and notes, from what is spoken alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.front.reader_kit import Desk, mark, small_text, span

if TYPE_CHECKING:
    from tests.browser.front.harness import Front
    from tests.orca.listener import Listener

POEM = small_text(
    "One heading",
    "First words here. Then the second sentence follows the first.",
    "Second paragraph, with more words.",
)
POEM["sentences"] = [[0, 11], [13, 30], [31, 74], *POEM["sentences"][2:]]
POEM["notes"] = [{"n": 1, "at": 46, "text": "What the author adds."}]
MARKS = [mark(1, "second sentence", "exclusion", POEM)]


@pytest.fixture
def desk(front: Front, listener: Listener) -> Desk:
    desk = Desk(front).show(POEM, marks=MARKS)
    listener.expect("Finished loading Front.", 0)
    return desk


def count(words: str, said: list[str]) -> int:
    return " / ".join(said).count(words)


def to_the_text(listener: Listener) -> None:
    """Tab from the top of the page to the text: past the views and the themes."""
    listener.press_until("Tab", "read only entry")


def to_the_marked_text(listener: Listener) -> None:
    """Choose the view Marked text, and read on without passing keys to the page."""
    listener.press("Tab", until="Page toggle button pressed.")
    listener.press("Right", "Right", until="Marked text toggle button not pressed.")
    listener.press("Return", until="pressed")  # the button stays: only its state is told
    listener.press("Insert+a", until="Browse mode")


def test_in_the_text_lines_are_read_and_a_mark_is_told_once(desk: Desk, listener: Listener) -> None:
    to_the_text(listener)
    assert count("First words here.", listener.press("Down", until="First words")) == 1
    said = listener.press("Down", until="the first.")
    assert count("First words", said) == 0  # the next line, not the same again
    listener.press("Home", "ctrl+Up", until="¶1 First words here.")
    begun = listener.actions
    listener.press("w", until="1 word selected.")
    said = listener.press("w", until="3 words selected.")
    assert count("words here.", said) == 1
    said = listener.press("2", until="Marked as")
    assert listener.actions - begun <= 4
    assert count("Marked as Rentier state, ¶1.", said) == 1
    assert [(one["theme"], one["s"], one["e"]) for one in desk.marks()] == [("rentier", 13, 30)]


def test_without_passing_keys_on_a_sentence_is_marked_from_its_menu(
    desk: Desk, listener: Listener
) -> None:
    to_the_marked_text(listener)
    listener.press_until("h", "One heading heading level 2.")
    said = listener.press("Down", "Down", "Down", until="sentence 2 of ¶1")
    assert count("(Exclusion begins)", said) == 1
    assert count("(Exclusion ends)", said) == 1
    listener.press_until("b", "Mark sentence 1 of ¶2 push button.")
    begun = listener.actions
    listener.press("Return", until="Mark sentence 1 of ¶2 menu.")
    said = listener.press("3", until="Marked as")
    assert listener.actions - begun <= 4
    assert count("Marked as Gender in expertise and politics, ¶2.", said) == 1
    assert count("Mark sentence 1 of ¶2 push button.", said) == 1
    (made,) = desk.marks()
    assert (made["s"], made["e"]) == span("Second paragraph, with more words.", POEM)
    # Orca now passes keys on. The arrows go from sentence to sentence, and their words are heard.
    assert count("First words here.", listener.press("Up", "Up", until="sentence 1 of ¶1")) == 1


def test_of_a_sentence_some_words_are_marked_and_each_is_heard(
    desk: Desk, listener: Listener
) -> None:
    to_the_marked_text(listener)
    listener.press_until("b", "Mark sentence 2 of ¶1 push button.")
    begun = listener.actions
    listener.press("Return", "w", until="First word List with 7 items")
    said = listener.press("s", until="second.")
    said += listener.press("Down", until="sentence.")
    said += listener.press("Tab", until="Last word List with 7 items")
    said += listener.press("Up", until="the, 2 of 2.")
    said += listener.press("Up", until="follows.")
    said += listener.press("5", until="Marked as")
    assert listener.actions - begun <= 10
    assert count("Marked as Agency and shared ownership, ¶1.", said) == 1
    (made,) = desk.marks()
    assert (made["s"], made["e"]) == span("sentence follows", POEM)


def test_from_a_note_one_comes_back_to_its_word(desk: Desk, listener: Listener) -> None:
    assert desk.marks() == []
    to_the_marked_text(listener)
    said = listener.press("k", until="Note 1 link.")
    said = listener.press("Return", until="What the author adds.")
    assert count("Note 1", said) == 1
    said = listener.press("Escape", until="Note 1 link.")
    assert count("Note 1", said) == 1


@pytest.mark.usefixtures("desk")
def test_from_the_text_one_goes_on_to_the_table_and_to_the_marked_text(
    listener: Listener,
) -> None:
    to_the_text(listener)
    said = listener.press("v", until="Table of marks. Enter goes on to the marked text.")
    assert count("Table of marks", said) == 1
    # The table is read, not typed into: letters stay with the screen reader, and a button does not.
    said = listener.press("Return", until="Marked text")
    assert count("Mark sentence 1 of §1 push button.", said) == 1
