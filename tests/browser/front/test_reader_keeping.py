"""Nothing is lost: edits show at once, wait when they must, and are called saved when they are."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.front.harness import Front
from tests.browser.front.reader_kit import MADE, Desk, mark, module, small_text, span, state

pytestmark = pytest.mark.browser

LATER = "2100-01-01T00:00:00.000Z"
POEM = small_text("One heading", "First words here.", "Second paragraph, with more words.")


def status_of(desk: Desk) -> str:
    return desk.el.locator(".cr-status-text").inner_text()


def test_saved_is_said_only_after_python_says_so(desk: Desk) -> None:
    desk.front.python("busy")
    desk.press("w", "1")
    assert desk.painted() == [(0, "One")]  # at once
    assert "Saved" not in status_of(desk)
    expect(desk.el.locator(".crr-tag")).to_contain_text("waiting")
    desk.front.kernel("free")
    expect(desk.el.locator(".cr-status-text")).to_contain_text("Saved")
    expect(desk.el.locator(".crr-tag")).not_to_contain_text("waiting")
    assert desk.painted() == [(0, "One")]


def test_what_waits_is_there_again_after_a_reload(desk: Desk) -> None:
    desk.front.python("deaf")
    desk.press("w", "1", "ArrowDown", "w", "2")
    desk.front.open()
    desk.front.python("deaf")
    again = Desk(desk.front).show(POEM)
    assert sorted(again.painted()) == [(0, "One"), (1, "words")]
    expect(again.el.locator(".crr-tag").first).to_contain_text("waiting")
    again.text.focus()
    again.press("Control+z")  # also what was done before the reload can be undone
    assert again.painted() == [(0, "One")]


def test_what_waits_while_the_text_changes_names_its_text_and_stands_on_no_other_words(
    desk: Desk,
) -> None:
    desk.front.python("deaf")
    desk.press("w", "1")
    desk.front.open()
    desk.front.python("deaf")
    other = {**small_text("Another heading", "First words here."), "fingerprint": "sha256:1"}
    again = Desk(desk.front).show(other)
    assert again.painted() == []
    expect(again.el.locator(".cr-status-text")).to_contain_text("1 change waits")
    again.text.focus()
    again.press("Control+z", "Control+Shift+z")  # its place is known to nobody here
    again.press("w", "1")
    assert again.painted() == [(0, "Another")]
    kept: list[str] = desk.page.evaluate("() => Object.values(localStorage)")
    assert sorted(json.loads(edit)["edition"] for edit in kept) == ["sha256:0", "sha256:1"]
    desk.front.set(text={**other, "fingerprint": "sha256:2"})
    assert again.painted() == []


def test_a_dead_python_is_said_and_work_goes_on(desk: Desk) -> None:
    desk.press("w", "1")
    desk.front.kernel("restart")
    expect(desk.el.locator(".cr-status-text")).to_contain_text(
        "Press “Run this cell again” (Shift+Enter)"
    )
    desk.press("ArrowDown", "w", "2", "Control+z", "Control+Shift+z", "n")
    desk.page.keyboard.type("while nobody listens")
    desk.press("Enter")
    assert sorted(desk.painted()) == [(0, "One"), (1, "words")]
    assert len(desk.front.stored()) == 4  # marked, undone, done again, noted


def test_a_refused_edit_goes_from_the_page_and_keeps_its_words(desk: Desk) -> None:
    desk.front.python("strict", "No theme is called “exclusion”.")
    desk.press("w", "n")
    desk.page.keyboard.type("A long thought.")
    desk.card.get_by_role("radio", name="Exclusion").click()
    desk.press("Enter")
    status = desk.el.locator(".cr-status")
    expect(status).to_contain_text("No theme is called “exclusion”.")
    expect(status).to_contain_text("A long thought.")
    assert desk.painted() == []


def test_a_full_disk_is_said_and_the_mark_stays(desk: Desk) -> None:
    desk.front.python("full", "The disk is full: work/. Make room on it.")
    desk.press("w", "1")
    expect(desk.el.locator(".cr-status-text")).to_contain_text("The disk is full")
    assert desk.painted() == [(0, "One")]


def test_changes_from_python_leave_caret_scroll_and_card_alone(front: Front) -> None:
    desk = Desk(front).show()
    desk.drag("illuminated the role of exclusion")
    desk.press("n")
    front.page.keyboard.type("half a thou")
    scroll = desk.text.evaluate("(el) => (el.scrollTop += 40)")
    front.set(
        marks=[mark(1, "the domination of neopatriarchy", "gender")], problem="The disk is slow."
    )
    assert desk.painted() == [(2, "the domination of neopatriarchy")]
    expect(desk.el.locator(".crr-problem")).to_have_text("The disk is slow.")
    front.page.keyboard.type("ght")
    expect(desk.card.get_by_label("Note")).to_have_value("half a thought")
    assert desk.text.evaluate("(el) => el.scrollTop") == scroll
    desk.press("Escape", "1")
    made = desk.marks()[0]
    assert (made["s"], made["e"]) == span("illuminated the role of exclusion")


@pytest.mark.parametrize("going", ["the cell is run again", "the page is closed"])
def test_a_view_that_goes_saves_what_stands_in_its_card(front: Front, going: str) -> None:
    desk = Desk(front).show(marks=[mark(1, "the domination of neopatriarchy", "gender")])
    desk.drag("illuminated the role of exclusion")
    desk.card.get_by_role("radio", name="Exclusion").click()
    desk.card.get_by_label("Note").fill("a new thought")
    desk.page.evaluate(
        "() => mock.hide(0)"
        if going == "the cell is run again"
        else "() => window.dispatchEvent(new Event('pagehide'))"
    )
    (edit,) = front.edits()
    assert (edit["op"], edit["mark"]["theme"]) == ("put", "exclusion")
    assert edit["mark"]["note"] == "a new thought"
    assert (edit["mark"]["s"], edit["mark"]["e"]) == span("illuminated the role of exclusion")


def test_python_has_the_last_word_once_it_has_spoken(desk: Desk) -> None:
    desk.press("w", "1")
    (made,) = desk.marks()
    desk.front.set(marks=[{**made, "theme": "agency", "at": LATER}])
    assert desk.painted() == [(4, "One")]
    desk.front.set(marks=[])
    assert desk.painted() == []


def test_the_history_follows_python(desk: Desk) -> None:
    made = mark(1, "First words", "gender", POEM)
    desk.front.set(marks=[made])
    edit = {"id": "p1", "op": "put", "at": MADE, "base": None, "before": None, "mark": made}
    desk.front.receive({"type": "history", "done": [edit], "undone": []})
    desk.press("Control+z")
    (undo,) = desk.front.edits()
    assert (undo["op"], undo["undoes"], undo["base"]) == ("delete", "p1", MADE)
    assert desk.painted() == []


def test_two_views_of_one_reader_show_the_same(front: Front) -> None:
    first = Desk(front).show(POEM)
    front.page.evaluate(
        "() => document.querySelector('#widgets').append(document.createElement('hr'))"
    )
    second = Desk(front, front.show(module(), state(POEM), of=0))
    front.python("deaf")
    first.text.focus()
    first.press("w", "1")
    assert first.painted() == [(0, "One"), (0, "One")]  # one in each view
    second.text.focus()
    second.press("Control+z")
    assert first.painted() == []
    names = front.page.evaluate(
        "() => [...CSS.highlights.keys()].filter((n) => n.endsWith('own-0'))"
    )
    assert len(set(names)) == 2
    front.page.evaluate("() => mock.hide(0)")
    second.press("Control+Shift+z")
    assert second.painted() == [(0, "One")]


def test_the_undo_of_a_mark_goes_when_another_view_has_gone_on(front: Front) -> None:
    desk = Desk(front).show(POEM)
    front.python("deaf")
    desk.text.focus()
    desk.press("w", "1")
    offered = desk.foot.get_by_role("button", name="Undo")
    expect(offered).to_have_count(1)
    second = Desk(front, front.show(module(), state(POEM), of=0))
    second.text.focus()
    second.press("w", "2")
    expect(offered).to_have_count(0)
    expect(desk.foot).to_contain_text("Marked as")


def test_two_readers_of_one_text_in_one_page(front: Front) -> None:
    first = Desk(front).show(POEM)
    second = Desk(front).show(POEM)
    front.python("deaf")
    first.text.focus()
    first.press("w", "1")
    assert first.painted() == [(0, "One"), (0, "One")]
    expect(second.el.get_by_role("button", name="Table of marks")).to_contain_text("1")


def test_a_mark_that_another_view_delivers_stays_on_the_page(front: Front) -> None:
    first = Desk(front).show(POEM)
    front.kernel("restart")
    Desk(front).show(POEM)  # a second reader cell, run after the restart
    first.text.focus()
    first.press("w", "1")
    front.page.wait_for_function("() => mock.python.disk.length === 1")
    front.page.wait_for_timeout(300)
    expect(first.el.get_by_role("button", name="Table of marks")).to_contain_text("1")
    assert (0, "One") in first.painted()


def test_a_view_that_goes_takes_its_paint_and_nothing_else(front: Front) -> None:
    front.page.evaluate(
        """() => {
          const range = document.createRange();
          range.selectNode(document.querySelector('h1'));
          window.foreign = new Highlight(range);
          CSS.highlights.set('foreign', window.foreign);
        }"""
    )
    desk = Desk(front).show(POEM, marks=[mark(1, "First words", "gender", POEM)])
    desk.text.focus()
    desk.press("w", "Enter")
    listeners = front.page.evaluate("() => mock.listeners()")
    assert listeners > 0
    front.page.evaluate("() => mock.hide(0)")
    assert front.page.evaluate("() => [[...CSS.highlights.keys()], foreign.size]") == [
        ["foreign"],
        1,
    ]


def test_the_page_asks_for_news_when_it_is_looked_at_again(desk: Desk) -> None:
    desk.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    desk.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    assert len(desk.front.sent("refresh")) == 1


def test_another_edition_takes_the_place_of_the_text(desk: Desk) -> None:
    other = small_text("Another heading", "Other words.")
    desk.front.set(text={**other, "fingerprint": "sha256:1"})
    expect(desk.text).to_contain_text("Other words.")
    desk.text.focus()
    desk.press("w", "1")
    assert desk.painted() == [(0, "Another")]


def test_python_can_lead_to_a_passage(front: Front) -> None:
    s, e = span("There is a popular cartoon")
    desk = Desk(front).show(focus=[s, e])
    expect(desk.text.get_by_text("There is a popular cartoon")).to_be_in_viewport()
    s, e = span("In the early 1990s I was shocked")
    front.receive({"type": "show", "s": s, "e": e})
    expect(desk.text.get_by_text("In the early 1990s")).to_be_in_viewport()
    expect(desk.foot).to_contain_text("¶2")


def test_a_change_says_which_state_it_began_with(front: Front) -> None:
    made = mark(1, "First words", "gender", POEM)
    desk = Desk(front).show(POEM, marks=[made])
    desk.text.focus()
    desk.press("]", "Enter", "n")
    front.page.keyboard.type("mine")
    front.set(
        marks=[{**made, "note": "theirs", "at": "2026-03-01T12:30:00.000Z"}]
    )  # another notebook
    desk.press("Enter")
    (edit,) = front.edits()
    assert edit["base"] == MADE
    assert edit["before"]["note"] == "theirs"
    assert edit["mark"]["note"] == "mine"
    assert edit["at"] > "2026-03-01T12:30:00.000Z"


def test_a_text_that_cannot_be_opened_says_so_and_stands(front: Front) -> None:
    text = {**POEM, "body": "", "blocks": [], "sentences": [], "fingerprint": ""}
    desk = Desk(front).show(text, problem="The edition small.md is damaged. Restore it.")
    expect(desk.el.locator(".crr-problem")).to_contain_text("small.md is damaged")
    desk.text.focus()
    desk.press("w", "1", "Enter", "ArrowDown", "Control+End", "]", "Delete", "v", "v", "v")
    assert front.edits() == []
    desk.front.set(text=POEM, problem="")
    expect(desk.text).to_contain_text("First words here.")


def test_paint_outlasts_a_stay_out_of_the_document(front: Front) -> None:
    desk = Desk(front).show(POEM, marks=[mark(1, "First words", "gender", POEM)])
    before = desk.text.screenshot()
    front.page.evaluate(
        """async () => {
          const host = document.querySelector('.widget-host'), { parentNode } = host;
          host.remove();
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          parentNode.append(host);
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        }"""
    )
    assert desk.text.screenshot() == before
    front.set(marks=[])
    front.settle()
    assert desk.text.screenshot() != before


def test_a_cell_that_was_out_of_the_document_comes_back_as_it_was(front: Front) -> None:
    desk = Desk(front).show(marks=[mark(1, "There is a popular cartoon", "gender")])
    desk.text.focus()
    desk.press("]")
    expect(desk.text.get_by_text("There is a popular cartoon")).to_be_in_viewport()
    words = desk.text.get_by_text("There is a popular cartoon")
    # Where the words stand in the reader; how far it is scrolled says less, because paragraphs out
    # of sight have a guessed height until they are drawn again.
    stand = (
        "(el) => el.getBoundingClientRect().top"
        " - el.closest('.crr-scroll').getBoundingClientRect().top"
    )
    place = words.evaluate(stand)
    front.page.evaluate(
        "() => { window.host = document.querySelector('.widget-host'); host.remove(); }"
    )
    front.settle()
    front.page.evaluate("() => document.querySelector('#widgets').append(host)")
    front.settle()
    front.settle()  # until what is in sight has been drawn again
    assert abs(words.evaluate(stand) - place) < 5
    expect(desk.text.get_by_text("There is a popular cartoon")).to_be_in_viewport()
    assert desk.painted() == [(2, "There is a popular cartoon")]
    expect(desk.el.locator(".crr-tag")).to_be_visible()
