"""Words in fields are written down as they are typed, and the hand-in names them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from closereader import Compare, HandIn
from closereader.work import Work
from tests.browser.front.harness import Front
from tests.browser.front.reader_kit import POEM, Desk
from tests.browser.front.test_pending import PUT, matrix, offered, press, saved, work

__all__ = ["work"]  # the fixture
pytestmark = pytest.mark.browser
ASKED = "question 6 of the lesson, “One claim, one or two grounds, one rebuttal.”"


def end_browser(front: Front) -> None:
    """Load the page again as after a crash: nobody told the old one that it ends."""
    front.page.evaluate(
        """() => {
          const kept = { ...localStorage };
          addEventListener("unload", () => {
            localStorage.clear();
            Object.assign(localStorage, kept);
          });
        }"""
    )
    front.open()


def test_words_outlive_a_browser_that_ends(front: Front) -> None:
    _, view = matrix(front)
    press(view, "Choose a passage: Who? Letter (artiukh-2022)")
    view.get_by_label("A note in your own words").fill("mine")
    front.page.wait_for_function(
        "() => Object.keys(localStorage).some((k) => k.includes(':draft:'))"
    )
    expect(offered(view)).to_have_count(0)  # they stand in their field
    end_browser(front)
    _, view = matrix(front)
    press(view, "Go on with it")
    end_browser(front)  # before another key
    widget, view = matrix(front)
    expect(offered(view)).to_contain_text("“mine”")
    press(view, "Choose a passage: Who? Letter (artiukh-2022)")
    expect(view.get_by_label("A note in your own words")).to_have_value("mine")
    end_browser(front)
    widget, view = matrix(front)
    press(view, "Go on with it")
    press(view, PUT)
    saved(view)
    assert widget.rows[0].cells["who"].note == "mine"
    front.page.wait_for_function("() => localStorage.length === 0")


def test_words_that_outgrow_a_full_store_are_offered_once_and_as_they_are_now(front: Front) -> None:
    _, view = matrix(front)
    press(view, "Choose a passage: Who? Letter (artiukh-2022)")
    note = view.get_by_label("A note in your own words")
    note.fill("first")
    front.page.wait_for_function("() => localStorage.length === 1")
    front.page.evaluate("() => { Storage.prototype.setItem = () => { throw 1 } }")
    for words in ("first second", "first second third"):
        note.fill(words)
        front.page.wait_for_timeout(1500)  # written down after a pause, each time
    press(view, "Cancel")
    expect(offered(view)).to_have_count(1)
    expect(offered(view)).to_contain_text("“first second third”")


def test_words_are_written_down_when_the_tab_goes_out_of_sight(front: Front) -> None:
    _, view = matrix(front)
    press(view, "Choose a passage: Who? Letter (artiukh-2022)")
    front.page.wait_for_timeout(1100)  # nothing is on its way any more
    view.get_by_label("A note in your own words").fill("mine")
    assert front.stored() == []
    front.page.evaluate(
        """() => {
          Object.defineProperty(document, "visibilityState", { value: "hidden" });
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    assert len(front.stored()) == 1
    view.get_by_label("A note in your own words").fill("")
    front.page.wait_for_function("() => localStorage.length === 0")


def test_the_hand_in_names_what_is_not_put_in(front: Front, work: Work) -> None:
    front.live(HandIn("02", work=work))
    _, view = matrix(front)
    view = front.view(1)
    hand_in = front.view(0)
    warning = hand_in.locator(".cr-handin-waiting")
    expect(warning).to_be_hidden()
    press(view, "Choose a passage: Who? Letter (artiukh-2022)")
    view.get_by_label("A note in your own words").fill("mine")
    one = "1 piece of text is not put in yet and would not be in the file: "
    expect(warning).to_contain_text(f"{one}{ASKED} (Who? Letter (artiukh-2022)).")  # while typing
    press(view, "Choose a passage: How? Letter (artiukh-2022)")
    view.get_by_label("A note in your own words").fill("yours")
    press(hand_in, "Make my file")  # at once, before the words are written down
    expect(warning).to_contain_text("2 pieces of text are not put in yet")
    expect(hand_in).to_contain_text("It holds what was put in, not the text that is named above.")
    expect(hand_in).not_to_contain_text("It holds what is here now.")
    view.get_by_label("A note in your own words").fill("")
    press(view, "Throw it away")
    expect(warning).to_be_hidden()
    expect(hand_in).to_contain_text("It holds what is here now.")
    view.get_by_label("A note in your own words").fill("yours")
    press(view, PUT)
    saved(view)
    front.set(stirred=front.living[0].widget.stirred)  # as the comm brings it
    expect(hand_in).to_contain_text("Something changed since.")
    expect(warning).to_be_hidden()


def test_the_hand_in_passes_over_text_for_another_exercise(front: Front, work: Work) -> None:
    for what in (
        "matrix:03/q1",
        "reader:no-text-of-02",
        "explore:gdp",
        "handin:02",
        "matrix:02/q6",
    ):
        front.page.evaluate(
            "([name, draft]) => localStorage.setItem(name, JSON.stringify(draft))",
            [
                f"closereader:{work.id}:draft:{what}|1",
                {"slot": "s", "label": "a note", "words": {"words": "mine"}},
            ],
        )
    front.live(HandIn("02", work=work))
    warning = front.view().locator(".cr-handin-waiting")
    expect(warning).to_contain_text("1 piece of text is not put in yet")
    expect(warning).to_contain_text(f"{ASKED} (a note)")


def test_the_words_of_a_quotation_survive_the_panel(front: Front) -> None:
    desk = Desk(front).show(POEM)
    desk.text.focus()
    desk.press("q")
    front.page.keyboard.type("First words")
    desk.press("Escape")
    expect(offered(desk.el)).to_contain_text("“First words”")
    press(desk.el, "Go on with it")
    expect(desk.el.get_by_label("Words from the text")).to_have_value("First words")


def test_the_note_of_a_link_survives_the_cell(front: Front) -> None:
    front.live(Compare("artiukh-2022", "post-2022"))
    front.view().get_by_label("Note on the link").fill("both ask for help")
    front.page.evaluate("() => mock.hide(0)")
    front.live(Compare("artiukh-2022", "post-2022"))
    expect(front.page.get_by_label("Note on the link")).to_have_value("both ask for help")
