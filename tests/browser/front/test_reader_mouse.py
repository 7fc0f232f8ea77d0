"""Marking with the mouse: select, choose, save; what is selected is what is marked."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.front.harness import Front
from tests.browser.front.reader_kit import Desk, mark, small_text, span

pytestmark = pytest.mark.browser

WAR = "the war has also exposed weaknesses"


def test_a_selection_opens_the_card_and_enter_saves(front: Front) -> None:
    desk = Desk(front).show()
    desk.drag(WAR)
    expect(desk.card).to_be_visible()
    desk.press("1", "c", "n")
    front.page.keyboard.type("Who says so?")
    desk.press("Enter")
    expect(desk.card).to_be_hidden()
    (made,) = desk.marks()
    assert (made["s"], made["e"]) == span(WAR)
    assert (made["theme"], made["move"], made["note"]) == ("exclusion", "claim", "Who says so?")
    assert made["id"].startswith("urn:uuid:")
    assert made["by"] == "r1"
    assert desk.painted() == [(0, WAR)]
    expect(desk.spoken).to_contain_text("Marked as Exclusion, ¶1.")
    expect(desk.el.locator(".cr-status-text")).to_contain_text("Saved")
    expect(desk.el.locator(".crr-tag")).to_contain_text("Who says so?")


def test_the_mouse_alone_is_enough(front: Front) -> None:
    desk = Desk(front).show()
    desk.drag(WAR)
    desk.card.get_by_text("Determinism").click()
    front.settle()  # the card has a line more then, and is put where all of it can be seen
    desk.card.get_by_role("radio", name="rebuttal").click()
    desk.card.get_by_role("button", name="Save").click()
    (made,) = desk.marks()
    assert (made["theme"], made["move"]) == ("determinism", "rebuttal")


def test_a_theme_must_be_chosen(front: Front) -> None:
    desk = Desk(front).show()
    desk.drag(WAR)
    desk.press("Enter")
    expect(desk.card.locator(".crr-fault")).to_contain_text("Choose a theme first")
    assert desk.marks() == []


def test_white_space_at_the_ends_is_left_out(front: Front) -> None:
    desk = Desk(front).show()
    desk.drag(f" {WAR} ")
    desk.press("1", "Enter")
    assert (desk.marks()[0]["s"], desk.marks()[0]["e"]) == span(WAR)


def test_a_triple_click_ends_in_an_element_and_marks_the_paragraph(front: Front) -> None:
    desk = Desk(front).show()
    box = desk.box("In the early 1990s")
    front.page.mouse.click(box["x1"] + 20, box["y1"], click_count=3)
    expect(desk.card).to_contain_text("“In the early 1990s I was shocked")
    desk.press("5", "Enter")
    (made,) = desk.marks()
    second = front.page.evaluate("() => mock.views[0].model.state.text.blocks[3]")
    assert second["label"] == "¶2"
    assert (made["s"], made["e"]) == (second["s"], second["e"])


def test_a_mark_may_run_over_paragraphs_and_note_markers(front: Front) -> None:
    desk = Desk(front).show()
    start = desk.box("The lessons which the international")
    front.page.mouse.move(start["x1"] + 0.5, start["y1"])
    front.page.mouse.down()
    end = front.page.evaluate(
        """() => {
          const block = [...document.querySelectorAll('.crr-p')][1];
          const range = document.createRange();
          range.setStart(block.firstChild, 0); range.setEnd(block.firstChild, 17);
          const r = range.getBoundingClientRect();
          return [r.right, (r.top + r.bottom) / 2];
        }"""
    )
    front.page.mouse.move(end[0], end[1], steps=4)
    front.page.mouse.up()
    desk.press("1", "Enter")
    (made,) = desk.marks()
    body = front.page.evaluate("() => mock.views[0].model.state.text.body")
    words = body[made["s"] : made["e"]]
    assert words.startswith("The lessons which")
    assert words.endswith("\n\nIn the early 1990s")  # the word that the drag ended in, whole
    assert [theme for theme, _ in desk.painted()] == [0, 0]  # one range in each paragraph


@pytest.mark.parametrize(
    "words",
    [
        "sees 👩‍👩‍👧 and",  # one family, seven code points… of which several take two units
        "cafe\u0301 in Ba\u0301ku",  # combining marks that NFC would compose, kept as they are
        "שלום עולם",  # right to left
        "𝒜𝒷 after",
    ],
)
def test_offsets_are_code_points(front: Front, words: str) -> None:
    text = small_text(
        "Heading 🙂", "Before 🙂🙂 she sees 👩‍👩‍👧 and a cafe\u0301 in Ba\u0301ku.",
        "Then שלום עולם and 𝒜𝒷 after it.",
    )  # fmt: skip
    desk = Desk(front).show(text)
    start = text["body"].index(words)
    front.page.evaluate(
        """(quote) => {
          const blocks = [...document.querySelectorAll('.crr-p')];
          const block = blocks.find((p) => p.textContent.includes(quote));
          const node = block.firstChild;
          const at = block.textContent.indexOf(quote);
          document.querySelector('.crr-scroll').focus();
          getSelection().setBaseAndExtent(node, at, node, at + quote.length);
        }""",
        words,
    )
    expect(desk.foot).to_contain_text("selected")
    desk.press("1")
    (made,) = desk.marks()
    assert (made["s"], made["e"]) == (start, start + len(words))
    assert desk.painted() == [(0, words)]


def test_a_click_opens_the_mark_under_it(front: Front) -> None:
    desk = Desk(front).show(marks=[mark(1, WAR, "agency", note="First.")])
    box = desk.box("exposed weaknesses")
    front.page.mouse.click(box["x1"] + 10, box["y1"])
    expect(desk.card).to_be_visible()
    expect(desk.card.get_by_label("Note")).to_have_value("First.")
    desk.press("1", "Enter")
    (changed,) = desk.marks()
    assert changed["id"] == mark(1, WAR, "agency")["id"]
    assert (changed["theme"], changed["note"]) == ("exclusion", "First.")
    (edit,) = front.edits()
    assert edit["base"] == "2026-03-01T12:00:00.000Z"
    assert edit["before"]["theme"] == "agency"
    assert changed["at"] == edit["at"] > edit["base"]


def test_of_several_marks_under_a_click_one_is_chosen(front: Front) -> None:
    marks = [mark(1, WAR, "agency"), mark(2, "exposed weaknesses", "gender", note="Two.")]
    desk = Desk(front).show(marks=marks)
    box = desk.box("exposed weaknesses")
    front.page.mouse.click(box["x1"] + 10, box["y1"])
    chooser = desk.el.locator(".crr-chooser")
    expect(chooser.get_by_role("listitem")).to_have_count(2)
    desk.press("1")  # the smaller one comes first
    expect(desk.card.get_by_label("Note")).to_have_value("Two.")
    desk.press("Escape")
    expect(desk.text).to_be_focused()


def test_turning_to_other_words_saves_what_can_be_saved(front: Front) -> None:
    desk = Desk(front).show()
    desk.drag(WAR)
    desk.press("2")
    desk.drag("In the early 1990s")
    assert [made["theme"] for made in desk.marks()] == ["rentier"]
    expect(desk.card).to_contain_text("In the early 1990s")
    desk.press("n")
    front.page.keyboard.type("a thought without a theme")
    desk.drag("the domination of neopatriarchy", card=False)
    expect(desk.card).to_be_visible()
    expect(desk.card.get_by_label("Note")).to_have_value("a thought without a theme")


def test_a_paragraph_number_copies_its_place(front: Front) -> None:
    front.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk = Desk(front).show()
    desk.el.get_by_role("button", name="Copy the citation alieva-2024 ¶2", exact=True).click()
    expect(desk.foot).to_contain_text("Copied alieva-2024 ¶2.")
    assert front.page.evaluate("() => navigator.clipboard.readText()") == "alieva-2024 ¶2"


def test_fingers_select_and_the_card_waits_beside(front: Front) -> None:
    desk = Desk(front).show()
    desk.text.evaluate(
        """(el) => {
          el.focus();
          const block = el.querySelector('.crr-p');
          const down = { bubbles: true, button: 0, pointerType: 'touch' };
          block.dispatchEvent(new PointerEvent('pointerdown', down));
          getSelection().setBaseAndExtent(block.firstChild, 0, block.firstChild, 11);
          setTimeout(() => getSelection().extend(block.firstChild, 17), 100);
        }"""
    )
    expect(desk.card).to_be_visible()
    expect(desk.card).to_contain_text("“The lessons which”")
    expect(desk.text).to_be_focused()  # the handles of the selection would go with the focus
    desk.card.get_by_text("Exclusion").click()
    front.settle()
    desk.card.get_by_role("button", name="Save").click()
    (made,) = desk.marks()
    assert made["e"] - made["s"] == 17


def test_a_key_right_after_a_click_is_meant_for_the_place_that_was_clicked(front: Front) -> None:
    desk = Desk(front).show()
    box = desk.box("the war has also")
    front.page.mouse.move(box["x1"] + 3, box["y1"])
    front.page.evaluate(
        """() => window.addEventListener('pointerup', () => {
          // No task in between: the key comes before anything that the reader put off.
          const text = document.querySelector('.crr-scroll');
          const key = new KeyboardEvent('keydown', { key: 'w', bubbles: true, cancelable: true });
          queueMicrotask(() => text.dispatchEvent(key));
        })"""
    )
    front.page.mouse.down()
    front.page.mouse.up()
    expect(desk.foot).to_contain_text("1 word selected, ¶1.")
    assert desk.selection() == "the"
    expect(desk.card).to_be_hidden()


def drag_between(desk: Desk, quote: str, *, key: str = "") -> None:
    """Draw the mouse from the first letter's right side to the last letter's left side."""
    box = desk.box(quote)
    if key:
        desk.page.keyboard.down(key)
    desk.page.mouse.move(box["x1"] + 0.5, box["y1"])
    desk.page.mouse.down()
    desk.page.mouse.move(box["x2"] - 0.5, box["y2"], steps=4)
    desk.page.mouse.up()
    if key:
        desk.page.keyboard.up(key)


def taken(desk: Desk) -> str:
    """Save the card under the first theme; return the words that the mark holds."""
    desk.press("1", "Enter")
    body: str = desk.page.evaluate("(n) => mock.views[n].model.state.text.body", desk.number)
    made = desk.marks()[-1]
    return body[made["s"] : made["e"]]


def test_a_drag_within_words_takes_the_whole_words(front: Front) -> None:
    desk = Desk(front).show("artiukh-2022")
    drag_between(desk, "urity envi")
    expect(desk.card.locator(".crr-card-words")).to_have_text("“security environment” ¶4 ")
    assert desk.selection() == "security environment"
    assert [words for _, words in desk.highlights("-chosen")] == ["security environment"]
    assert taken(desk) == "security environment"
    assert desk.painted() == [(0, "security environment")]


def test_a_backward_drag_takes_whole_words_too(front: Front) -> None:
    desk = Desk(front).show("artiukh-2022")
    box = desk.box("urity envi")
    front.page.mouse.move(box["x2"] - 0.5, box["y2"])
    front.page.mouse.down()
    front.page.mouse.move(box["x1"] + 0.5, box["y1"], steps=4)
    front.page.mouse.up()
    expect(desk.card).to_contain_text("“security environment”")


def test_a_button_of_the_card_takes_only_the_letters_and_the_words_again(front: Front) -> None:
    desk = Desk(front).show("artiukh-2022")
    drag_between(desk, "urity envi")
    desk.card.get_by_role("button", name="Take only “urity envi”").click()
    expect(desk.card.locator(".crr-card-words")).to_have_text("“urity envi” ¶4 ")
    expect(desk.foot).to_contain_text("Selected to the letter, ¶4: “urity envi”. Enter saves")
    desk.card.get_by_role("button", name="Take the whole words “security environment”").click()
    expect(desk.card.locator(".crr-card-words")).to_have_text("“security environment” ¶4 ")
    desk.card.get_by_role("button", name="Take only “urity envi”").press("Enter")
    expect(desk.card).to_be_visible()  # Enter pressed the button and saved nothing
    expect(desk.card.get_by_role("radio").first).to_be_focused()
    desk.card.get_by_text("Exclusion").click()
    front.settle()
    desk.card.get_by_role("button", name="Save").click()
    assert desk.painted() == [(0, "urity envi")]


def test_with_alt_a_drag_takes_the_letters(front: Front) -> None:
    desk = Desk(front).show("artiukh-2022")
    drag_between(desk, "urity envi", key="Alt")
    expect(desk.card.locator(".crr-card-words")).to_have_text("“urity envi” ¶4 ")
    assert taken(desk) == "urity envi"
    drag_between(desk, "options of post-Sov")  # the next drag takes words again
    expect(desk.card.locator(".crr-card-words")).to_contain_text("post-Soviet")


def test_fingers_keep_their_handles_and_take_whole_words(front: Front) -> None:
    desk = Desk(front).show("artiukh-2022")
    desk.text.evaluate(
        """(el) => {
          el.focus();
          const block = [...el.querySelectorAll('.crr-p')]
            .find((p) => p.textContent.includes('security environment'));
          const at = block.textContent.indexOf('urity envi');
          const down = { bubbles: true, button: 0, pointerType: 'touch' };
          block.dispatchEvent(new PointerEvent('pointerdown', down));
          getSelection().setBaseAndExtent(block.firstChild, at, block.firstChild, at + 10);
        }"""
    )
    expect(desk.card).to_contain_text("“security environment”")
    assert desk.selection() == "urity envi"
    assert [words for _, words in desk.highlights("-chosen")] == ["security environment"]
    desk.card.get_by_text("Exclusion").click()
    front.settle()
    desk.card.get_by_role("button", name="Save").click()
    assert desk.painted() == [(0, "security environment")]
