"""The same marks on the page, in the table and in the marked text; filters and other readings."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.front.harness import Front
from tests.browser.front.reader_kit import Desk, mark, small_text, state

pytestmark = pytest.mark.browser

POEM = small_text(
    "One heading", "First words here, and more.", "Second paragraph, with more words."
)
MARKS = [
    mark(1, "First words here", "exclusion", POEM, move="claim", note="Why so?"),
    mark(2, "words here, and", "agency", POEM),
    mark(3, "Second", "exclusion", POEM),
]
OTHERS = [
    {
        "name": "Reading A",
        "marks": [mark(9, "Second paragraph", "gender", POEM, note="Theirs.", by="x")],
    }
]


@pytest.fixture
def desk(front: Front) -> Desk:
    return Desk(front).show(POEM, marks=MARKS, others=OTHERS)


def view(desk: Desk, name: str) -> None:
    """Choose a view, and wait until it is drawn: its rows have no words to be seen before."""
    desk.el.get_by_role("group", name="View").get_by_role("button", name=name).click()
    desk.front.settle()


def test_every_block_is_its_text_and_nothing_else(front: Front) -> None:
    for number, text_id in enumerate(("alieva-2024", "artiukh-2022", "post-2022")):
        desk = Desk(front).show(text_id)
        text = state(text_id)["text"]
        expected = [text["body"][block["s"] : block["e"]] for block in text["blocks"]]
        shown = desk.el.evaluate(
            "(el) => [...el.querySelectorAll('.crr-block')].map((b) => b.textContent)"
        )
        assert shown == expected
        markers = desk.el.evaluate(
            "(el) => [...el.querySelectorAll('[data-note]')].map((b) => b.dataset.note)"
        )
        assert markers == [str(note["n"]) for note in text["notes"]]
        assert front.view(number).locator("em").all_text_contents() == [
            text["body"][start:end] for start, end in text["emphasis"]
        ]


@pytest.mark.parametrize("dark", [False, True])
def test_lines_below_the_last_words_of_a_block_are_whole(front: Front, dark: bool) -> None:
    wavy = ["One heading", "First words here, and more.", "Second paragraph, with more words."]
    marks = [mark(n, words, "agency", POEM) for n, words in enumerate(wavy)]
    front.open(dark=dark)
    desk = Desk(front).show(POEM, marks=marks)
    shown = desk.text.screenshot(animations="disabled")
    front.page.add_style_tag(content=".crr-block { content-visibility: visible !important; }")
    assert desk.text.screenshot(animations="disabled") == shown  # nothing was cut


def test_lines_have_a_readable_length(front: Front) -> None:
    for width in (800, 1400):
        front.page.set_viewport_size({"width": width, "height": 900})
        front.open()
        desk = Desk(front).show()
        lines = desk.el.evaluate(
            """(el) => {
              const block = el.querySelectorAll('.crr-p')[1];
              const range = document.createRange();
              range.selectNodeContents(block);
              const tops = new Set([...range.getClientRects()].map((r) => Math.round(r.top / 8)));
              return block.textContent.length / tops.size;
            }"""
        )
        assert 52 <= lines <= 78


def test_the_table_lists_every_mark_in_the_order_of_the_text(desk: Desk) -> None:
    view(desk, "Table of marks 3")
    table = desk.el.get_by_role("table")
    cells = table.locator("tbody tr").all()
    texts = [[cell.strip() for cell in row.locator("td").all_inner_texts()[:5]] for row in cells]
    assert texts == [
        ["¶1", "EX Exclusion", "claim", "“First words here”", "Why so?"],
        ["¶1", "AG Agency and shared ownership", "", "“words here, and”", ""],
        ["¶2", "EX Exclusion", "", "“Second”", ""],
    ]


def test_a_mark_is_edited_and_removed_in_the_table(desk: Desk) -> None:
    view(desk, "Table of marks")
    desk.el.get_by_role("button", name="Edit: Exclusion, claim, ¶1").click()
    note = desk.card.get_by_label("Note")
    note.fill("Changed.")
    note.press("Enter")
    edit = desk.el.get_by_role("button", name="Edit: Exclusion, claim, ¶1")
    expect(edit).to_be_focused()
    expect(desk.el.locator("tbody tr").first).to_contain_text("Changed.")
    desk.el.get_by_role("button", name="Remove: Agency").click()
    expect(desk.el.locator("tbody tr")).to_have_count(2)
    expect(desk.el.locator("tbody tr").nth(1).get_by_role("button", name="Remove")).to_be_focused()
    desk.el.get_by_role("button", name="Go to: Exclusion, ¶2").click()
    expect(desk.text).to_be_focused()
    expect(desk.spoken).to_contain_text("Exclusion, ¶2: “Second”")


def test_the_marked_text_has_real_marks_with_their_themes_in_words(desk: Desk) -> None:
    view(desk, "Marked text")
    region = desk.el.get_by_role("region", name="Marked text")
    assert [one.inner_text() for one in region.locator("mark.crr-mark:not(:has(mark))").all()] == [
        "First ", "words here", ", and", "Second",
    ]  # fmt: skip
    expect(region.locator("mark mark")).to_have_text("words here")
    spoken = region.locator("p").first.evaluate("(p) => p.textContent.replace(/\\s+/g, ' ')")
    assert (
        "EX (Exclusion, claim begins) First AG (Agency and shared ownership begins) words here"
        in spoken
    )
    for words in ("claim begins)", "(Exclusion ends)", "(Agency and shared ownership ends)"):
        assert spoken.count(words) == 1  # once, although the words between stand in three pieces
    # or each piece would be said as well
    expect(region.locator("mark:not([role=none])")).to_have_count(0)


def test_themes_are_hidden_and_shown_with_their_counts(desk: Desk) -> None:
    chip = desk.el.get_by_role("button", name="EX Exclusion 2 marks")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "false")
    assert desk.painted() == [(4, "words here, and")]
    view(desk, "Table of marks")
    expect(desk.el.locator("tbody tr")).to_have_count(1)
    chip.click()
    expect(desk.el.locator("tbody tr")).to_have_count(3)


def test_another_reading_is_laid_over_and_cannot_be_changed(desk: Desk) -> None:
    assert desk.painted("over") == []
    desk.el.get_by_role("button", name="Reading A 1 mark").click()
    assert desk.painted("over") == [(2, "Second paragraph")]
    expect(desk.el.locator(".crr-tag.crr-over")).to_contain_text("Reading A")
    box = desk.box("paragraph, with")
    desk.page.mouse.click(box["x1"] + 8, box["y1"])
    chooser = desk.el.locator(".crr-chooser")
    expect(chooser).to_contain_text("Theirs.")
    expect(chooser.get_by_role("listitem").get_by_role("button")).to_have_count(0)
    desk.press("Escape")
    desk.el.get_by_role("button", name="My marks").click()
    assert desk.painted() == []
    assert desk.painted("over") == [(2, "Second paragraph")]
    view(desk, "Table of marks")
    expect(desk.el.locator("tbody tr")).to_have_count(1)
    expect(desk.el.locator("tbody tr")).to_contain_text("Reading A")
    expect(desk.el.get_by_role("button", name="Edit")).to_have_count(0)


def test_tags_stand_beside_their_words_and_not_over_one_another(front: Front) -> None:
    front.page.set_viewport_size({"width": 1300, "height": 900})
    quotes = ["First", "words here,", "here, and", "and more"]
    marks = [
        mark(n, quote, "agency", POEM, note="A note. " * 12) for n, quote in enumerate(quotes, 1)
    ]
    desk = Desk(front).show(POEM, marks=[*marks, mark(7, "Second", "gender", POEM)])
    expect(desk.el.locator(".crr-tag")).to_have_count(5)
    boxes = [tag.bounding_box() for tag in desk.el.locator(".crr-tag").all()]
    text = desk.el.locator(".crr-p").first.bounding_box()
    assert text is not None
    for before, after in pairwise(boxes):
        assert before is not None
        assert after is not None
        assert after["y"] >= before["y"] + before["height"]
        assert before["x"] > text["x"] + text["width"]
    assert boxes[0] is not None
    assert abs(boxes[0]["y"] - text["y"]) < 12


def test_a_narrow_page_folds_the_notes_under_the_paragraph(front: Front) -> None:
    front.page.set_viewport_size({"width": 700, "height": 900})
    desk = Desk(front).show(POEM, marks=MARKS)
    fold = desk.el.get_by_role("button", name="2 marks in ¶1")
    expect(fold).to_have_text("EXAG1 note")
    expect(desk.el.locator(".crr-tag").first).to_be_hidden()
    fold.click()
    expect(desk.el.locator(".crr-tag").first).to_contain_text("Why so?")
    assert desk.page.evaluate("() => document.documentElement.scrollWidth") <= 700


def test_taller_gives_more_room(desk: Desk) -> None:
    frame = desk.el.locator(".crr-frame")
    before = frame.bounding_box()
    button = desk.el.get_by_role("button", name="Taller")
    button.click()
    after = frame.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"]
    expect(button).to_have_attribute("aria-pressed", "true")


def statuses() -> list[dict[str, Any]]:
    s, e = MARKS[2]["s"], MARKS[2]["e"]
    return [
        {**MARKS[0], "status": "moved"},
        {**MARKS[1], "status": "lost", "s": 0, "e": 0, "quote": "words that are gone"},
        {**MARKS[2], "status": "offered", "s": s, "e": e, "quote": "Secand", "score": 0.8},
    ]


def test_an_offer_is_accepted(front: Front) -> None:
    desk = Desk(front).show(POEM, marks=statuses())
    assert desk.painted() == [(0, "First words here")]
    banner = desk.el.locator(".crr-banner")
    expect(banner.nth(0)).to_contain_text("1 passage no longer matches the text word for word.")
    expect(banner.nth(0)).to_contain_text(
        "You marked “Secand”. The closest place now (¶2): “Second”"
    )
    expect(banner.nth(1)).to_contain_text("1 marked passage is not in this text any more")
    expect(banner.nth(2)).to_contain_text("1 mark was found again in its passage")
    desk.el.get_by_role("button", name="This is the place").click()
    (made,) = desk.marks()
    assert (made["status"], made["s"], made["e"]) == ("exact", MARKS[2]["s"], MARKS[2]["e"])
    assert "quote" not in made
    assert sorted(desk.painted()) == [(0, "First words here"), (0, "Second")]


def many_offers() -> list[dict[str, Any]]:
    offered = {"status": "offered", "quote": "Secand", "score": 0.8}
    return [{**MARKS[0], **offered}, {**MARKS[1], "was": "words now"}, {**MARKS[2], **offered}]


def test_many_offers_are_accepted_at_once(front: Front) -> None:
    marks = many_offers()
    marks[1]["status"] = "moved"
    desk = Desk(front).show(POEM, marks=marks)
    banner = desk.el.locator(".crr-banner")
    expect(banner.nth(0)).to_contain_text("2 passages no longer match the text word for word.")
    expect(banner.nth(0).locator("li")).to_have_count(0)
    banner.nth(1).locator("summary").click()
    expect(banner.nth(1)).to_contain_text("“words now” now reads “")
    desk.el.get_by_role("button", name="Accept all 2 places").click()
    made = {mark["id"]: mark for mark in desk.marks()}
    for before in (MARKS[0], MARKS[2]):
        after = made[before["id"]]
        assert (after["status"], after["s"], after["e"]) == ("exact", before["s"], before["e"])
    assert len(front.edits()) == 2
    expect(desk.spoken).to_contain_text("Placed: 2 marks.")
    expect(desk.text).to_be_focused()


def test_each_of_many_offers_can_be_looked_at(front: Front) -> None:
    desk = Desk(front).show(POEM, marks=many_offers())
    desk.el.get_by_role("button", name="Look at each").press("Enter")
    each = desk.el.get_by_role("button", name="Look at each")
    expect(each).to_be_focused()
    expect(each).to_have_attribute("aria-expanded", "true")
    desk.el.get_by_role("button", name="Not this place").first.click()
    desk.el.get_by_role("button", name="This is the place").click()
    assert len(front.edits()) == 1


def test_an_offer_is_declined_and_its_words_are_kept(front: Front) -> None:
    desk = Desk(front).show(POEM, marks=statuses())
    desk.el.get_by_role("button", name="Not this place").click()
    lost = desk.el.locator(".crr-banner").nth(0)
    lost.locator("summary").click()
    expect(lost).to_contain_text("words that are gone")
    expect(lost).to_contain_text("Secand")
    assert front.edits() == []
    view(desk, "Table of marks")
    expect(desk.el.locator("tbody")).to_contain_text(
        "words that are gone” not in this text any more"
    )


def test_passages_are_linked_and_the_link_is_followed(front: Front) -> None:
    desk = Desk(front).show(POEM, marks=MARKS)
    desk.text.focus()
    desk.press("]", "Enter")
    third = str(MARKS[2]["id"])
    desk.card.get_by_label("Link to another mark").select_option(third)
    (edit,) = front.edits()
    assert (edit["op"], edit["value"]["from"], edit["value"]["to"]) == (
        "link",
        MARKS[0]["id"],
        third,
    )
    assert edit["value"]["b"] == [MARKS[2]["s"], MARKS[2]["e"]]
    expect(desk.el.locator(f".crr-tag[data-mark='{third}']")).to_contain_text("↔")
    desk.card.get_by_role("button", name="Go to ¶2 “Second”").click()
    expect(desk.text).to_be_focused()
    expect(desk.spoken).to_contain_text("Exclusion, ¶2")
    desk.press("Enter")
    desk.card.get_by_role("button", name="Remove the link to ¶1").click()
    assert front.edits()[-1]["op"] == "unlink"
    expect(desk.el.locator(".crr-tag").filter(has_text="↔")).to_have_count(0)
    desk.press("Escape")
    desk.text.focus()
    desk.press("Control+z")
    expect(desk.el.locator(".crr-tag").filter(has_text="↔")).to_have_count(2)
