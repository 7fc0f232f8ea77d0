"""The card is seen whole, with its Save, however low the reader and however small the window."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader.codebook import open_codebook
from tests.browser.front.reader_kit import Desk, mark

if TYPE_CHECKING:
    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

LETTER = "artiukh-2022"
FIRST = "The Western Left doesn"
MIDDLE = "You have correctly pointed out"
WORDS = (FIRST, MIDDLE, "")
"""The first words, some in the middle, and (with no words) the end of the text."""

SIZES = [
    (1000, 800, 420, "beside"),
    (800, 800, 420, "below"),
    (384, 800, 420, "below"),  # what JupyterLab leaves of 800 px beside its file list
    (700, 450, 420, "below"),  # 1400x900 at 200 %
    (384, 450, 420, "below"),
    (1000, 450, 420, "beside"),
    (1000, 800, 150, "beside"),
]

PANEL = """() => {
  // As in JupyterLab: a panel that scrolls, an output that cuts off what leaves it.
  document.body.style.padding = '60px 8px 24px';
  const panel = document.querySelector('main');
  Object.assign(panel.style, { height: 'calc(100vh - 84px)', overflow: 'auto' });
  panel.append(Object.assign(document.createElement('p'), { style: 'height: 600px' }));
  document.querySelector('#widgets').style.overflow = 'auto';
}"""

SEEN = """(el) => {
  const box = el.getBoundingClientRect();
  const at = (x, y) => {
    const top = document.elementFromPoint(x, y);
    return Boolean(top) && (el === top || el.contains(top));
  };
  return [[box.left + 5, box.top + 5], [box.right - 5, box.bottom - 5]].every((p) => at(...p));
}"""


def in_panel(front: Front, width: int, height: int, asked: int) -> Desk:
    front.page.set_viewport_size({"width": width, "height": height})
    front.page.evaluate(PANEL)
    return Desk(front).show(LETTER, height=f"{asked}px")


def open_card(desk: Desk, words: str) -> None:
    desk.text.focus()
    if words == FIRST:
        desk.press("Control+Home", *["Control+Shift+ArrowRight"] * 4, "Enter")
    elif words == "":
        desk.press("Control+End", *["Control+Shift+ArrowLeft"] * 4, "Enter")
    else:
        place = desk.page.evaluate(
            "(words) => mock.views[0].model.state.text.body.indexOf(words)", words
        )
        desk.front.receive({"type": "show", "s": place, "e": place + len(words)})
        expect(desk.foot).to_contain_text("5 words selected")
        desk.press("Enter")
    expect(desk.card).to_be_visible()


@pytest.mark.parametrize("words", WORDS, ids=["first", "middle", "last"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_card_is_whole_and_beside_its_words(
    front: Front, size: tuple[int, int, int, str], words: str
) -> None:
    width, height, asked, where = size
    desk = in_panel(front, width, height, asked)
    open_card(desk, words)
    assert desk.card.evaluate(SEEN), "the card is cut off"
    for name in ("Save", "Cancel"):
        assert desk.card.get_by_role("button", name=name).evaluate(SEEN), name
    expect(desk.card.get_by_role("radio").first).to_be_focused()
    card = desk.card.bounding_box()
    lines = desk.page.evaluate(
        """() => { const rects = [...getSelection().getRangeAt(0).getClientRects()];
          return [Math.min(...rects.map((r) => r.top)), Math.max(...rects.map((r) => r.bottom)),
                  Math.max(...rects.map((r) => r.right))]; }"""
    )
    assert card is not None
    if where == "beside":
        assert card["x"] >= lines[2] - 1
    else:  # right below the words, or right above them
        apart = min(abs(card["y"] - lines[1]), abs(lines[0] - card["y"] - card["height"]))
        assert apart < 30


@pytest.mark.parametrize(("width", "height"), [(1000, 800), (384, 450)])
def test_every_part_of_the_card_is_reached_with_save_in_sight(
    front: Front, width: int, height: int
) -> None:
    desk = in_panel(front, width, height, 420)
    open_card(desk, MIDDLE)
    save = desk.card.get_by_role("button", name="Save")
    desk.press("Tab", "Tab")
    note = desk.card.get_by_label("Note")
    expect(note).to_be_focused()
    assert note.evaluate(SEEN)
    assert save.evaluate(SEEN)
    desk.page.keyboard.type("A note.")
    desk.press("Shift+Tab", "Shift+Tab", "Shift+Tab")
    expect(desk.card.get_by_role("button", name="Cancel")).to_be_focused()
    desk.press("Shift+Tab")
    expect(save).to_be_focused()
    desk.press("Enter")
    expect(desk.card.locator(".crr-fault")).to_contain_text("Choose a theme first")
    assert desk.card.locator(".crr-fault").evaluate(SEEN)
    desk.card.get_by_text("Exclusion").click()
    front.settle()
    save.click()
    expect(desk.spoken).to_contain_text("Marked as Exclusion, ¶4.")
    (made,) = desk.marks()
    assert (made["theme"], made["note"]) == ("exclusion", "A note.")
    expect(desk.text).to_be_focused()


def test_the_card_shows_words_of_a_text_for_the_move_that_has_the_focus(front: Front) -> None:
    desk = in_panel(front, 1000, 800, 420)
    open_card(desk, MIDDLE)
    told = desk.card.locator(".crr-move-told")
    expect(told).to_be_hidden()
    desk.press("Tab", "ArrowRight")  # from the themes to the moves, and to the first of them
    for move in open_codebook().moves:
        chip = desk.card.get_by_role("radio", name=move.name.lower(), exact=True)
        expect(chip).to_be_focused()
        example = f"“{move.example}” ({move.example_text} {move.example_place})"
        expect(told).to_have_text(f"{move.name}: {move.definition}. {example}")
        expect(chip).to_have_accessible_description(re.compile(re.escape(move.example)))
        assert told.evaluate(SEEN), f"{move.name}: its example is cut off"
        desk.press("ArrowRight")
    expect(told).to_be_hidden()  # no move
    desk.press("c")
    expect(told).to_contain_text("Claim: ")
    desk.card.get_by_role("radio", name="metaphor").hover()
    expect(told).to_contain_text("the soil was simply not suitable")


def test_a_click_between_the_parts_of_the_card_leaves_the_keys_to_it(front: Front) -> None:
    desk = in_panel(front, 1000, 800, 420)
    open_card(desk, MIDDLE)
    desk.card.locator(".crr-card-words").click()
    desk.press("2", "n")
    expect(desk.card.get_by_role("radio", name="Rentier state")).to_be_checked()
    expect(desk.card.get_by_label("Note")).to_be_focused()
    assert desk.marks() == []
    desk.page.keyboard.type("Why?")
    desk.card.get_by_text("Exclusion").click()  # the first click on a theme counts
    expect(desk.card.get_by_role("radio", name="Exclusion")).to_be_checked()


def test_the_card_goes_with_its_words_when_the_text_is_scrolled(front: Front) -> None:
    desk = in_panel(front, 800, 800, 420)
    open_card(desk, MIDDLE)
    before = desk.card.bounding_box()
    desk.text.evaluate("(el) => { el.scrollTop += 30; }")
    after = desk.card.bounding_box()
    assert before is not None
    assert after is not None
    assert before["y"] - after["y"] == pytest.approx(30, abs=1)


def test_the_card_is_in_sight_after_the_window_has_changed(front: Front) -> None:
    desk = in_panel(front, 1000, 800, 420)
    open_card(desk, MIDDLE)
    save = desk.card.get_by_role("button", name="Save")
    for width, height in ((700, 450), (384, 800), (1000, 450)):
        front.page.set_viewport_size({"width": width, "height": height})
        front.page.wait_for_function(f"() => innerWidth === {width}")
        front.page.wait_for_timeout(200)
        front.page.wait_for_function(SEEN, arg=save.element_handle())
    expect(desk.card.get_by_role("radio").first).to_be_focused()


@pytest.mark.parametrize(
    ("words", "asked", "sizes"),
    [
        (MIDDLE, "420px", [(1400, 900), (1400, 400), (800, 450), (800, 380)]),
        ("", "420px", [(1400, 900), (1400, 400), (1400, 900), (800, 450)]),
        (FIRST, None, [(800, 900), (800, 500), (1400, 420), (800, 320)]),
    ],
    ids=["middle", "last", "first"],
)
def test_the_card_is_whole_after_the_window_has_become_low(
    front: Front, words: str, asked: str | None, sizes: list[tuple[int, int]]
) -> None:
    """What was read before the lines broke anew is not brought back over it."""
    (width, height), *others = sizes
    front.page.set_viewport_size({"width": width, "height": height})
    front.page.evaluate(PANEL)
    desk = Desk(front).show(LETTER, height=asked)
    desk.el.evaluate("(el) => el.scrollIntoView({ block: 'start' })")
    open_card(desk, words)
    cut = []
    for width, height in others:
        front.page.set_viewport_size({"width": width, "height": height})
        front.page.wait_for_function(f"() => innerWidth === {width} && innerHeight === {height}")
        front.page.wait_for_timeout(400)
        if not desk.card.evaluate(SEEN):
            cut.append((width, height))
    assert cut == []
    expect(desk.card.get_by_role("radio").first).to_be_focused()


def test_a_long_list_to_choose_from_is_not_cut_off(front: Front) -> None:
    front.page.set_viewport_size({"width": 700, "height": 450})
    front.page.evaluate(PANEL)
    marks = [mark(n, MIDDLE, "agency", LETTER, note="Why? " * 9) for n in range(1, 8)]
    desk = Desk(front).show(LETTER, height="420px", marks=marks)
    desk.text.focus()
    desk.press("]", "ArrowRight", "ArrowLeft", "ArrowRight", "Enter")
    chooser = desk.el.locator(".crr-chooser")
    if not chooser.is_visible():  # the one that was visited is meant: close its card, click instead
        desk.press("Escape")
        box = desk.box("have correctly")
        front.page.mouse.click(box["x1"] + 5, box["y1"])
    expect(chooser).to_be_visible()
    assert chooser.evaluate(SEEN)


def test_the_status_line_says_what_enter_does_now(front: Front) -> None:
    desk = Desk(front).show(LETTER)
    open_card(desk, MIDDLE)
    expect(desk.foot).to_have_text("5 words selected, ¶4. Enter saves, Esc closes the card.")
    desk.press("Escape")
    expect(desk.foot).to_have_text("5 words selected, ¶4. 1–5 marks, Enter opens the card.")
    desk.press("1", "Enter")
    expect(desk.foot).to_contain_text("Enter saves, Esc closes the card.")
    desk.press("Escape")
    expect(desk.foot).not_to_contain_text("Enter saves")


def test_a_passage_over_two_paragraphs_names_both(front: Front) -> None:
    front.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk = Desk(front).show(LETTER)
    body: str = front.page.evaluate("() => mock.views[0].model.state.text.body")
    start = body.index("Soviet countries.")
    end = body.index("Amid Russia") + len("Amid Russia’s")
    front.receive({"type": "show", "s": start, "e": end})
    expect(desk.foot).to_contain_text("selected, ¶4–5. 1–5 marks")
    desk.text.focus()
    desk.press("c")
    expect(desk.foot).to_contain_text("Copied the words and artiukh-2022 ¶4–5.")
    copied = front.page.evaluate("() => navigator.clipboard.readText()")
    assert copied == "“Soviet countries. Amid Russia’s” (artiukh-2022 ¶4–5)"
    desk.press("Enter")
    expect(desk.card).to_contain_text("¶4–5")
    desk.press("1", "Enter")
    expect(desk.spoken).to_contain_text("Marked as Exclusion, ¶4–5.")
    desk.press("v")
    expect(desk.el.get_by_role("region", name="Table of marks")).to_contain_text("¶4–5")


def test_a_low_window_shows_the_text_before_the_tools(front: Front) -> None:
    front.page.set_viewport_size({"width": 384, "height": 450})
    desk = Desk(front).show(LETTER, height="420px")
    top = desk.el.locator("section.crr").bounding_box()
    text = desk.text.bounding_box()
    assert top is not None
    assert text is not None
    assert text["y"] - top["y"] < 80
    assert text["height"] > 200
    chip = desk.el.get_by_role("button", name=re.compile("Gender in expertise and politics"))
    expect(chip).to_be_hidden()
    more = desk.el.get_by_role("button", name="More tools and themes")
    expect(more).to_have_attribute("aria-expanded", "false")
    more.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    expect(chip).to_be_visible()
    expect(desk.el.get_by_role("button", name="Search")).to_be_visible()
    assert front.axe() == []
    front.page.set_viewport_size({"width": 1400, "height": 900})
    expect(more).to_be_hidden()
    expect(chip).to_be_visible()


CUT = """(chips) => chips.filter((chip) => [chip, ...chip.querySelectorAll('*')].some((el) => {
  if (el.closest('.cr-sr')) return false;
  const style = getComputedStyle(el);
  return style.overflowX !== 'visible' && el.scrollWidth > el.clientWidth;
})).map((chip) => chip.textContent)"""


@pytest.mark.parametrize("width", [384, 700, 800, 1000, 1400])
def test_the_names_of_themes_are_whole(front: Front, width: int) -> None:
    front.page.set_viewport_size({"width": width, "height": 900})
    desk = Desk(front).show(LETTER)
    chips = desk.el.locator(".crr-chip")
    expect(chips).to_have_count(5)
    assert chips.evaluate_all(CUT) == []
    for chip, theme in zip(chips.all(), desk.el.page.evaluate(
        "() => mock.views[0].model.state.codebook.themes.map((theme) => theme.name)"
    ), strict=True):  # fmt: skip
        expect(chip).to_have_accessible_name(re.compile(re.escape(theme)))
        expect(chip).to_have_attribute("title", re.compile(f"^{re.escape(theme)}: hide"))
        box = chip.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= width
