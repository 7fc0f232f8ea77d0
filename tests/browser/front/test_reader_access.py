"""For every eye and ear: axe-core, contrast, forced colours, no paint, a small screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.front.harness import Front
from tests.browser.front.reader_kit import Desk, mark, small_text

pytestmark = pytest.mark.browser

POEM = small_text(
    "One heading", "First words here, and more.", "Second paragraph, with more words."
)
THEMES = ["exclusion", "rentier", "gender", "determinism", "agency"]
MARKS = [
    *[mark(n, "First words here", theme, POEM, note="Why?") for n, theme in enumerate(THEMES, 1)],
    mark(8, "Second", "gender", POEM, move="claim"),
    {
        **mark(9, "more words", "agency", POEM),
        "status": "offered",
        "quote": "mere words",
        "score": 0.9,
    },
]
OTHERS = [{"name": "Reading A", "marks": [mark(20, "paragraph", "gender", POEM, note="Theirs.")]}]

STATES: dict[str, list[str]] = {
    "page": [],
    "card of a mark": ["]", "Enter"],
    "new card": ["w", "Enter"],
    "chooser": ["ArrowDown", "ArrowRight", "Enter"],
    "search": ["/", "w", "o", "r", "d", "Enter"],
    "quote": ["q"],
    "keys": ["?"],
    "table": ["v"],
    "marked text": ["v", "v"],
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_any_state(front: Front, dark: bool) -> None:
    front.open(dark=dark)
    desk = Desk(front).show(POEM, marks=MARKS, others=OTHERS, problem="A problem is named here.")
    found = {}
    for name, keys in STATES.items():
        desk.text.focus()
        desk.press("Control+Home", *keys)
        if objections := front.axe():
            found[name] = objections
        desk.press("Escape", "Escape")
    assert found == {}


def test_axe_finds_nothing_in_the_essay(front: Front) -> None:
    Desk(front).show()
    assert front.axe() == []


def test_every_theme_has_its_own_line(front: Front) -> None:
    Desk(front).show(POEM, marks=MARKS)
    lines = front.page.evaluate(
        """() => [...CSS.highlights.keys()].filter((n) => /-own-/.test(n)).map((n) => {
          const style = getComputedStyle(document.querySelector('.crr-p'), `::highlight(${n})`);
          return style.textDecorationStyle;
        })"""
    )
    assert len(set(lines)) == 5
    assert {line.split()[0] for line in lines} == {"solid", "dashed", "dotted", "double", "wavy"}


def test_without_highlights_the_marked_text_stands_in(front: Front) -> None:
    front.page.evaluate(
        "() => { delete CSS.__proto__.highlights; delete CSS.highlights; delete window.Highlight; }"
    )
    desk = Desk(front).show(POEM, marks=MARKS)
    region = desk.el.get_by_role("region", name="Marked text")
    expect(region).to_be_visible()
    expect(desk.el.locator(".crr-banners")).to_contain_text(
        "This browser cannot paint marks on the page"
    )
    expect(region.locator("mark").first).to_be_visible()
    desk.el.get_by_role("group", name="View").get_by_role("button", name="Page").click()
    desk.text.focus()
    desk.press("w", "1")
    assert len(desk.marks()) == 1


def test_forced_colours_keep_lines_and_codes(front: Front) -> None:
    front.page.emulate_media(forced_colors="active")
    desk = Desk(front).show(POEM, marks=MARKS)
    expect(desk.el.locator(".crr-tag").first).to_be_attached()
    style = front.page.evaluate(
        """() => {
          const name = [...CSS.highlights.keys()].find((n) => n.endsWith('own-3'));
          const block = document.querySelector('.crr-p');
          return getComputedStyle(block, `::highlight(${name})`).textDecorationStyle;
        }"""
    )
    assert style == "double"
    assert front.axe() == []


def test_the_caret_does_not_blink_when_motion_is_reduced(front: Front) -> None:
    front.page.emulate_media(reduced_motion="reduce")
    desk = Desk(front).show(POEM)
    desk.text.focus()
    assert desk.el.locator(".crr-caret").evaluate("(el) => el.getAnimations().length") == 0
    front.page.emulate_media(reduced_motion="no-preference")
    assert desk.el.locator(".crr-caret").evaluate("(el) => el.getAnimations().length") == 1


def test_nothing_sticks_out_of_a_small_screen(front: Front) -> None:
    front.page.set_viewport_size({"width": 360, "height": 700})
    desk = Desk(front).show(POEM, marks=MARKS)
    desk.text.focus()
    for keys in (["w", "Enter"], ["Escape", "/"], ["Escape", "q"], ["Escape", "?"]):
        desk.press(*keys)
        assert front.page.evaluate("() => document.documentElement.scrollWidth") <= 360


def test_a_screen_reader_takes_the_text_for_a_box_and_passes_the_keys_on(front: Front) -> None:
    desk = Desk(front).show(POEM)
    expect(desk.text).to_have_role("textbox")
    for name in ("aria-multiline", "aria-readonly"):
        expect(desk.text).to_have_attribute(name, "true")
    expect(desk.text).to_have_accessible_name(f"Text: {POEM['title']}")  # said at each return
    expect(desk.text).to_have_accessible_description("Press question mark for the keys.")
    desk.text.focus()
    desk.press("w", "1")
    expect(desk.text).to_be_focused()
    assert len(desk.marks()) == 1


def test_quoting_asks_for_the_theme_before_the_button_and_confirms_once(front: Front) -> None:
    desk = Desk(front).show(POEM)
    desk.text.focus()
    desk.press("q")
    desk.page.keyboard.type("Second paragraph")
    order = []
    for _ in range(5):
        order.append(
            desk.page.evaluate(
                "() => document.activeElement.labels?.[0]?.closest('fieldset')?.querySelector("
                "'legend').textContent ?? document.activeElement.labels?.[0]?.textContent"
                " ?? document.activeElement.textContent"
            )
        )
        desk.press("Tab")
    assert order == [
        "Words from the text", "Theme: what it is about", "Move: what the words do", "Note", "Save"
    ]  # fmt: skip
    desk.press(*["Shift+Tab"] * 4)
    desk.press("1", "Enter")
    expect(desk.spoken).to_have_text("Marked as Exclusion, ¶2. Paste the next words, or press Esc.")
    expect(desk.el.get_by_label("Words from the text")).to_be_focused()
    assert len(desk.marks()) == 1
