"""The keyboard alone: a caret, a selection that grows, marks, and keys that stay in the reader."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.front.harness import Front
from tests.browser.front.reader_kit import POEM, Desk, Json, mark, small_text

pytestmark = pytest.mark.browser


def words_of(desk: Desk, made: Json) -> str:
    body: str = desk.page.evaluate("(n) => mock.views[n].model.state.text.body", desk.number)
    return body[made["s"] : made["e"]]


def test_the_caret_is_seen_where_the_focus_is(desk: Desk) -> None:
    caret = desk.el.locator(".crr-caret")
    expect(caret).to_be_visible()
    before = caret.bounding_box()
    desk.press("ArrowRight", "ArrowRight", "ArrowRight")
    after = caret.bounding_box()
    assert before is not None
    assert after is not None
    assert before["height"] > 15
    assert after["x"] > before["x"] + 10
    desk.press("Shift+Tab")
    expect(caret).to_be_hidden()


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["Shift+ArrowRight"] * 3, "One"),
        (["Control+Shift+ArrowRight"], "One"),
        (["Control+Shift+ArrowRight", "Control+Shift+ArrowRight"], "One heading"),
        (["ArrowRight", "ArrowRight", "Shift+ArrowLeft"], "n"),
        (["End", "Control+Shift+ArrowLeft"], "heading"),
        (["ArrowDown", "Control+Shift+ArrowRight"], "First"),
        (["Shift+End"], "One heading"),
        (["Control+End", "Shift+Home"], "Last paragraph."),
        (["Control+End", "Control+Home", "Control+Shift+ArrowRight"], "One"),
        (["Shift+ArrowRight", "Shift+ArrowRight", "ArrowLeft", "Shift+ArrowRight"], "O"),
        (["PageDown", "PageUp", "Control+Shift+ArrowRight"], "One"),
    ],
)
def test_shift_and_a_move_select(desk: Desk, keys: list[str], words: str) -> None:
    desk.press(*keys)
    assert desk.selection() == words
    desk.press("1")
    assert [words_of(desk, made) for made in desk.marks()] == [words]


def test_home_and_end_stay_in_their_line(desk: Desk) -> None:
    caret = desk.el.locator(".crr-caret")
    desk.press("ArrowDown", *["ArrowRight"] * 8, "End")
    end = caret.bounding_box()
    desk.press("Shift+Home")
    start = caret.bounding_box()
    assert start is not None
    assert end is not None
    assert start["y"] == end["y"]
    assert end["x"] > start["x"] + 300
    line = desk.selection()
    assert line.startswith("First words")
    assert len(line) < len(POEM["body"]) / 3
    desk.press("End", "ArrowRight", "ArrowRight")
    below = caret.bounding_box()
    assert below is not None
    assert below["y"] > end["y"]


def test_a_character_is_what_a_reader_takes_for_one(desk: Desk) -> None:
    desk.press("Control+End", "ArrowUp", "Home")  # the line with the family
    desk.press("Control+ArrowRight", "Control+ArrowRight", "ArrowRight")
    desk.press("Shift+ArrowRight", "1")
    desk.press("Control+ArrowRight", "Control+ArrowRight", "Control+ArrowRight")
    desk.press("Shift+ArrowLeft", "2")
    assert [words_of(desk, made) for made in desk.marks()] == ["👩‍👩‍👧", "e\u0301"]


def test_lines_keep_their_column(desk: Desk) -> None:
    desk.press("ArrowDown", *["ArrowRight"] * 20)
    caret = desk.el.locator(".crr-caret")
    start = caret.bounding_box()
    desk.press("ArrowDown")
    below = caret.bounding_box()
    desk.press("ArrowUp")
    again = caret.bounding_box()
    assert start is not None
    assert below is not None
    assert below["y"] > start["y"] + 15
    assert abs(below["x"] - start["x"]) < 8
    assert again == start


def test_a_line_begins_after_the_space_on_which_the_one_before_ended(desk: Desk) -> None:
    desk.press("ArrowDown", "ArrowDown")
    offset = desk.page.evaluate("() => getSelection().focusOffset")
    words = POEM["body"].split("\n\n")[1]
    assert offset > 20
    assert words[offset - 1] == " "  # else a screen reader reads the line above, again
    assert words[offset] != " "
    desk.press("End", "Home")
    assert desk.page.evaluate("() => getSelection().focusOffset") == offset


def test_going_by_paragraph_says_where_one_has_come_to(desk: Desk) -> None:
    desk.press("Control+ArrowDown")
    expect(desk.spoken).to_contain_text("¶1 First words here.")
    desk.press("Control+ArrowDown")
    expect(desk.spoken).to_contain_text("¶2 A family")


def test_w_grows_the_selection_and_shift_w_shrinks_it(desk: Desk) -> None:
    desk.press("ArrowDown", "ArrowRight", "w")
    assert desk.selection() == "First"
    desk.press("w")
    assert desk.selection() == "First words here."
    # Two keys at one moment are told in one go; which words, a screen reader says itself.
    expect(desk.spoken).to_have_text(re.compile(r"(^|\. )3 words selected\.$"))
    desk.press("+")
    assert desk.selection().endswith("breaks again.")
    desk.press("W", "-")
    assert desk.selection() == "First"


def test_a_number_marks_at_once_and_n_adds_the_note(desk: Desk) -> None:
    desk.press("ArrowDown", "w", "w", "4")
    (made,) = desk.marks()
    assert (words_of(desk, made), made["theme"]) == ("First words here.", "determinism")
    expect(desk.card).to_be_hidden()
    desk.press("n")
    expect(desk.card.get_by_label("Note")).to_be_focused()
    desk.page.keyboard.type("Because 1 and x and dd.")
    desk.press("Enter")
    expect(desk.text).to_be_focused()
    assert desk.marks()[-1]["note"] == "Because 1 and x and dd."
    assert desk.marks()[-1]["id"] == made["id"]


def test_the_same_words_may_be_marked_under_two_themes(desk: Desk) -> None:
    desk.press("ArrowDown", "w", "1", "ArrowLeft", "w", "2")
    assert [words_of(desk, made) for made in desk.marks()] == ["First", "First"]
    assert sorted(desk.painted()) == [(0, "First"), (1, "First")]


def test_enter_opens_the_card_and_escape_returns_to_the_caret(desk: Desk) -> None:
    desk.press("ArrowDown", "w", "Enter")
    expect(desk.card).to_be_visible()
    desk.press("3", "m", "Enter")
    (made,) = desk.marks()
    assert (made["theme"], made["move"]) == ("gender", "metaphor")
    desk.press("Enter")  # the mark at the caret
    expect(desk.card).to_be_visible()
    expect(desk.card.get_by_role("radio", name="Gender in expertise")).to_be_checked()
    desk.press("Escape")
    expect(desk.text).to_be_focused()
    assert len(desk.marks()) == 1


def test_shift_enter_breaks_a_line_in_the_note(desk: Desk) -> None:
    desk.press("w", "n")
    desk.page.keyboard.type("one")
    desk.press("Shift+Enter")
    desk.page.keyboard.type("two")
    desk.press("Enter")  # no theme yet: the words stay
    expect(desk.card.get_by_label("Note")).to_have_value("one\ntwo")
    desk.press("1", "Enter")
    assert desk.marks()[0]["note"] == "one\ntwo"


def test_brackets_walk_over_the_marks_and_delete_removes(front: Front) -> None:
    marks = [
        mark(1, "First words", "exclusion", POEM),
        mark(2, "words here", "agency", POEM),
        mark(3, "Last", "gender", POEM, note="The end."),
    ]
    desk = Desk(front).show(POEM, marks=marks)
    desk.text.focus()
    desk.press("]")
    expect(desk.spoken).to_contain_text("Exclusion, ¶1: “First words”")
    desk.press("]", "]")
    expect(desk.spoken).to_contain_text(
        "Gender in expertise and politics, ¶3: “Last”. Note: The end."
    )
    desk.press("[")
    expect(desk.spoken).to_contain_text("Agency")
    desk.press("Delete")  # the one that was visited, although another shares its words
    (edit,) = front.edits()
    assert (edit["op"], edit["mark"]["id"]) == ("delete", marks[1]["id"])
    assert edit["base"] == marks[1]["at"]
    expect(desk.foot).to_contain_text("Removed the mark Agency and shared ownership, ¶1.")
    desk.foot.get_by_role("button", name="Undo").click()
    assert front.edits()[-1]["op"] == "put"
    assert front.edits()[-1]["undoes"] == edit["id"]
    assert (4, "words here") in desk.painted()


def test_undo_and_redo_walk_the_whole_history(desk: Desk) -> None:
    desk.press("w", "1")
    desk.press("n")
    desk.page.keyboard.type("note")
    desk.press("Enter", "Delete")
    assert desk.painted() == []
    desk.press("Control+z")
    assert desk.painted() == [(0, "One")]
    expect(desk.spoken).to_contain_text("Undone: mark is back")
    desk.press("Control+z")
    assert desk.front.edits()[-1]["mark"]["note"] == ""
    desk.press("Control+z")
    assert desk.painted() == []
    desk.press("Control+z")
    expect(desk.foot).to_have_text("There is nothing to undo. ")
    desk.press("Control+Shift+z", "Control+y")
    assert desk.front.edits()[-1]["mark"]["note"] == "note"
    desk.press("Control+y")
    assert desk.painted() == []
    edits = desk.front.edits()
    originals = [edit["id"] for edit in edits[:3]]
    assert [edit.get("undoes") for edit in edits[3:6]] == originals[::-1]
    assert [edit.get("redoes") for edit in edits[6:]] == originals


def test_f_opens_a_note_of_the_text_and_escape_leads_back(front: Front) -> None:
    desk = Desk(front).show()
    desk.caret_before("Leila Alieva")
    desk.press("f")
    note = desk.el.get_by_role("note", name="Note 1")
    expect(note).to_be_focused()
    expect(note).to_contain_text("Dr Leila Alieva, an Associate of REES")
    desk.press("Escape")
    expect(note).to_be_hidden()
    expect(desk.text).to_be_focused()
    desk.press("ArrowRight", "f")  # the next one, wherever it stands
    expect(desk.el.get_by_role("note", name="Note 2")).to_be_in_viewport()


def test_c_copies_words_and_place(front: Front) -> None:
    front.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk = Desk(front).show()
    desk.caret_before("The lessons which")
    desk.press("w", "c")
    expect(desk.foot).to_contain_text("Copied the words and alieva-2024 ¶1.")
    assert front.page.evaluate("() => navigator.clipboard.readText()") == "“The” (alieva-2024 ¶1)"


def test_question_mark_lists_the_keys(desk: Desk) -> None:
    desk.press("?")
    panel = desk.el.get_by_role("region", name="Keys")
    expect(panel).to_contain_text("grow the selection: word, sentence, paragraph")
    expect(panel).to_contain_text("c claim, g grounds")
    desk.press("Escape")
    expect(panel).to_have_count(0)
    expect(desk.text).to_be_focused()


def test_the_caret_goes_by_paragraphs(desk: Desk) -> None:
    desk.press("Control+Home", "Control+ArrowDown", "Control+ArrowDown", "w", "1")
    desk.press("Control+ArrowUp", "Control+ArrowUp", "w", "2")  # to the start of this one first
    desk.press("Control+ArrowDown", "Control+Shift+ArrowDown", "3")
    starts = [block["s"] for block in POEM["blocks"]]
    assert [(one["theme"], one["s"]) for one in desk.marks()] == [
        ("exclusion", starts[2]),
        ("rentier", starts[1]),
        ("gender", starts[2]),
    ]
    assert desk.marks()[2]["e"] == POEM["blocks"][2]["e"]  # without what stands between


def click_into(desk: Desk, word: str, before: str) -> None:
    """Put the caret into a word with a click."""
    box = desk.box(word)
    inside = desk.box(word[: word.index(before)])
    desk.page.mouse.click(inside["x2"] + 0.5, box["y1"])


def test_single_steps_are_meant_to_the_letter_and_others_to_the_word(desk: Desk) -> None:
    click_into(desk, "words here", "rds here")
    desk.press("Shift+ArrowRight", "Shift+ArrowRight")
    expect(desk.foot).to_have_text(
        "Selected to the letter, ¶1: “rd”. 1–5 marks, Enter opens the card."
    )
    desk.press("1")
    click_into(desk, "second sentence", "cond sentence")  # not on the mark: that opens its card
    desk.press("Control+Shift+ArrowRight")
    expect(desk.foot).to_have_text("1 whole word, ¶1: “second”. 1–5 marks, Enter opens the card.")
    desk.press("2")
    assert [words_of(desk, made) for made in desk.marks()] == ["rd", "second"]


def test_enter_shows_the_whole_words_and_offers_the_letters(desk: Desk) -> None:
    click_into(desk, "words here", "rds here")
    desk.press("Shift+End", "Enter")
    expect(desk.card.locator(".crr-card-words")).to_contain_text("“words here. Then a")
    other = desk.card.get_by_role("button", name="Take only “rds here.")
    desk.press("Shift+Tab", "Shift+Tab", "Shift+Tab")
    expect(other).to_be_focused()
    desk.press("Enter")
    expect(desk.card.locator(".crr-card-words")).to_contain_text("“rds here. Then a")
    expect(desk.spoken).to_contain_text("Taken: rds here.")
    desk.press("3", "Enter")
    assert words_of(desk, desk.marks()[0]).startswith("rds here.")


def test_w_takes_a_compound_whole(front: Front) -> None:
    desk = Desk(front).show(small_text("Head", "The post-Soviet world’s end, non‑violent."))
    desk.text.focus()
    desk.press("ArrowDown", "Home", "Control+ArrowRight", "ArrowRight", "ArrowRight", "w")
    assert desk.selection() == "post-Soviet"
