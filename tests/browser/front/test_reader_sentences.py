"""Marking without a caret: a button after each sentence of the marked text, with a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.front.reader_kit import Desk, mark, small_text, span, state

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Locator

    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

POEM = small_text(
    "One heading",
    "First words here. Then the second sentence follows the first.",
    "Second paragraph, with more words.",
)
POEM["sentences"] = [[0, 11], [13, 30], [31, 74], *POEM["sentences"][2:]]
POEM["notes"] = [{"n": 1, "at": 49, "text": "A note of the text."}]
MARKS = [
    mark(1, "First words", "exclusion", POEM, move="claim", note="Why so?"),
    mark(2, "words here. Then", "agency", POEM),
]


class Hands:
    """A keyboard that counts."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.count = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.desk.page.keyboard.press(key)
            self.count += 1


def button(desk: Desk, name: str) -> Locator:
    return desk.el.get_by_role("button", name=f"Mark {name}", exact=True)


def open_marked(front: Front, text: str | dict[str, object] = POEM, **traits: object) -> Desk:
    desk = Desk(front).show(text, **traits)
    desk.text.focus()
    desk.press("v", "v")
    return desk


def test_a_sentence_is_marked_in_four_keys_from_where_one_reads(front: Front) -> None:
    desk = open_marked(front)
    button(desk, "sentence 1 of ¶1").focus()
    hands = Hands(desk)
    hands.press("ArrowDown", "Enter", "2")
    assert hands.count <= 4
    expect(button(desk, "sentence 2 of ¶1")).to_be_focused()
    expect(desk.spoken).to_have_text("Marked as Rentier state, ¶1.")
    hands = Hands(desk)
    hands.press("ArrowDown", "Enter", "g", "Enter")  # by the name's first letter
    assert hands.count <= 4
    expect(button(desk, "sentence 1 of ¶2")).to_be_focused()
    assert [(one["theme"], one["s"], one["e"]) for one in desk.marks()] == [
        ("rentier", 31, 74),
        ("gender", *span("Second paragraph, with more words.", POEM)),
    ]


def test_any_words_of_a_sentence_are_marked_in_ten_keys(front: Front) -> None:
    desk = open_marked(front, "alieva-2024")
    needed = []
    sentences = state()["text"]["sentences"]
    long = sorted(range(len(sentences)), key=lambda n: sentences[n][0] - sentences[n][1])[:12]
    for number in [*range(20, 200, 18), *long]:
        where = desk.el.locator(".crr-sentence").nth(number)
        where.focus()
        desk.press("Enter", "w")
        words = desk.page.evaluate(
            "() => [...document.activeElement.options].map((option) => option.textContent)"
        )
        desk.press("Escape")
        expect(where).to_be_focused()
        first, last = len(words) // 3, len(words) * 2 // 3
        hands = Hands(desk)
        hands.press("Enter", "w", *_keys_to(words, 0, first), "Tab")
        hands.press(*_keys_to(words, len(words) - 1, last))
        hands.press("1")
        expect(where).to_be_focused()
        made = desk.marks()[-1]
        text = state()["text"]["body"][made["s"] : made["e"]]
        assert text.startswith(words[first].split(", ")[0])
        assert text.endswith(words[last].split(", ")[0])
        needed.append(hands.count + 1)  # one key is how a screen reader gets to the button
    assert max(needed) <= 10, needed


def _keys_to(words: list[str], start: int, goal: int) -> list[str]:
    """Give the fewest keys by which a list goes to a word: its letters, and on from there."""
    ways = [_steps(start, goal, len(words))]
    for word in words:
        for typed in (word[:1], word[:2], word[:3], word[0] * 2, word[0] * 3):
            if not typed.isalpha():
                continue
            at = start
            for letter in typed if len(set(typed)) == 1 else [typed]:
                # A new first letter goes on from the word after this one.
                turned = [(at + 1 + step) % len(words) for step in range(len(words))]
                at = next((n for n in turned if words[n].lower().startswith(letter.lower())), at)
            ways.append([*typed, *_steps(at, goal, len(words))])
    return min(ways, key=len)


def _steps(start: int, goal: int, count: int) -> list[str]:
    """Give the fewest steps of one and of five words; five may go too far, and back."""
    one, back = ("ArrowDown", "ArrowUp") if goal > start else ("ArrowUp", "ArrowDown")
    five = "PageDown" if goal > start else "PageUp"
    fives, rest = divmod(abs(goal - start), 5)
    beyond = start + (fives + 1) * (5 if goal > start else -5)
    few = [five] * fives + [one] * rest
    if rest < 3 or not 0 <= beyond < count:
        return few
    return [five] * (fives + 1) + [back] * (5 - rest)


def test_words_that_stand_twice_are_told_apart(front: Front) -> None:
    desk = open_marked(front)
    button(desk, "sentence 2 of ¶1").focus()
    desk.press("Enter", "w")
    options = desk.el.get_by_label("First word").locator("option")
    assert options.all_text_contents() == [
        "Then", "the, 1 of 2", "second", "sentence", "follows", "the, 2 of 2", "first",
    ]  # fmt: skip
    options = desk.el.get_by_label("Last word")
    desk.el.get_by_label("First word").select_option(label="second")
    options.select_option(label="the, 2 of 2")
    desk.el.get_by_role("button", name="Choose the theme").click()
    expect(desk.el.get_by_role("menu", name="Mark “second sentence follows the”")).to_be_visible()
    desk.press("3")
    assert [(one["s"], one["e"]) for one in desk.marks()] == [
        span("second sentence follows the", POEM)
    ]
    expect(button(desk, "sentence 2 of ¶1")).to_be_focused()


def test_the_menu_leads_to_the_marks_of_the_sentence_and_back(front: Front) -> None:
    desk = open_marked(front, marks=MARKS)
    here = button(desk, "sentence 1 of ¶1")
    here.focus()
    desk.press("Enter")
    menu = desk.el.get_by_role("menu", name="Mark sentence 1 of ¶1")
    expect(menu.get_by_role("menuitem", name="Exclusion", exact=True)).to_be_focused()
    expect(menu.get_by_role("menuitem", name="Open the mark")).to_have_count(2)
    menu.get_by_role("menuitem", name="Open the mark Exclusion, claim, ¶1").click()
    expect(desk.card).to_be_visible()
    desk.card.get_by_label("Note").fill("Changed.")
    desk.press("Enter")
    expect(here).to_be_focused()
    assert desk.marks()[-1]["note"] == "Changed."
    desk.press("Enter", "n", "3", "n")
    desk.page.keyboard.type("New.")
    desk.press("Enter")
    expect(here).to_be_focused()
    assert (desk.marks()[-1]["theme"], desk.marks()[-1]["note"]) == ("gender", "New.")
    desk.press("Enter", "End", "ArrowUp")
    expect(menu.get_by_role("menuitem", name="Remove the mark Agency")).to_be_focused()
    desk.press("Enter")
    expect(here).to_be_focused()
    expect(desk.spoken).to_have_text("Removed the mark Agency and shared ownership, ¶1.")
    desk.press("Enter", "Escape")
    expect(here).to_be_focused()
    expect(menu).to_be_hidden()


def test_who_goes_from_button_to_button_hears_the_words(front: Front) -> None:
    desk = open_marked(front)
    expect(button(desk, "sentence 1 of ¶1")).to_have_accessible_description("First words here.")


def test_from_a_note_of_the_text_back_to_the_same_word(front: Front) -> None:
    desk = open_marked(front)
    marker = desk.el.locator(".crr-marked").get_by_role("link", name="Note 1")
    marker.focus()
    desk.press("Enter")
    # Said to be expanded, its end would be heard, too, when one comes back.
    expect(marker).not_to_have_attribute("aria-expanded", "true")
    expect(desk.el.get_by_role("note", name="Note 1")).to_be_focused()
    desk.press("Escape")
    expect(marker).to_be_focused()
    button(desk, "sentence 2 of ¶1").focus()
    desk.press("Enter", "r", "r")
    expect(desk.el.get_by_role("menuitem", name="Read note 1")).to_be_focused()
    desk.press("Enter")
    expect(desk.el.get_by_role("note", name="Note 1")).to_be_focused()


def test_jumps_by_paragraph_mark_and_hit_and_keeps_the_place_in_all_views(front: Front) -> None:
    desk = open_marked(front, marks=MARKS)
    desk.press("Control+Home", "Control+ArrowDown")
    expect(button(desk, "sentence 1 of ¶1")).to_be_focused()
    desk.press("Control+ArrowDown")
    expect(button(desk, "sentence 1 of ¶2")).to_be_focused()
    desk.press("Control+ArrowUp", "Control+ArrowUp")
    expect(button(desk, "sentence 1 of §1")).to_be_focused()
    desk.press("]")
    expect(desk.spoken).to_contain_text("Exclusion, claim, ¶1: “First words”")
    desk.press("/")
    desk.page.keyboard.type("follows")
    desk.press("Enter", "Escape")
    expect(button(desk, "sentence 2 of ¶1")).to_be_focused()
    desk.press("v")
    expect(desk.text).to_be_focused()
    assert desk.selection() == "follows"
    desk.press("1")
    assert desk.marks()[-1]["s"] == span("follows", POEM)[0]


def test_a_heading_is_called_by_its_words_and_one_sentence_is_a_tab_stop(front: Front) -> None:
    desk = open_marked(front, marks=MARKS)
    region = desk.el.get_by_role("region", name="Marked text")
    expect(region.get_by_role("heading")).to_have_accessible_name("One heading")
    expect(region.locator('[tabindex="0"]')).to_have_count(1)
    assert front.axe() == []
    button(desk, "sentence 1 of ¶1").focus()
    desk.press("Enter")
    assert front.axe() == []
    desk.press("w")
    assert front.axe() == []


def test_a_reading_that_cannot_be_changed_is_not_offered_marks(front: Front) -> None:
    desk = open_marked(front, marks=MARKS, readonly=True)
    desk.el.get_by_role("button", name="sentence 1 of ¶1", exact=True).focus()
    desk.press("Enter")
    assert desk.el.get_by_role("menuitem").all_inner_texts() == ["c\nCopy with its place"]


def work_of(meter: CDPSession) -> float:
    """Return the seconds of the processor that a page has taken so far."""
    told = meter.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in told if one["name"] == "TaskDuration"))


def test_a_long_text_is_drawn_and_marked_without_a_wait(front: Front) -> None:
    sentence = "The same long sentence stands here again, to fill a very long text with words. "
    text = small_text("One heading", *[sentence * 90] * 56)
    text["sentences"] = [text["sentences"][0]] + [
        [block["s"] + n * len(sentence), block["s"] + (n + 1) * len(sentence) - 1]
        for block in text["blocks"][1:]
        for n in range(90)
    ]
    assert len(text["body"]) > 390_000
    desk = Desk(front).show(text)
    # Not before it is asked for.
    assert desk.el.locator(".crr-sentence").count() == 0
    do = """async (deed) => {
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      await frame();
      if (deed === 'open') [...document.querySelectorAll('.crr-views button')].at(-1).click();
      else document.querySelectorAll('.crr-sentence')[2500].focus();
      if (deed === 'mark') document.activeElement.dispatchEvent(
        new KeyboardEvent('keydown', { key: '1', bubbles: true }));
      await frame();
    }"""
    # What the page itself works: by the clock it waits for whatever else this machine does.
    meter = desk.page.context.new_cdp_session(desk.page)
    meter.send("Performance.enable", {"timeDomain": "threadTicks"})
    seconds = {}
    for deed in ("open", "go", "mark"):
        before = work_of(meter)
        desk.page.evaluate(do, deed)
        seconds[deed] = work_of(meter) - before
    assert len(desk.marks()) == 1
    assert 0 < seconds["open"] < 2
    assert 0 < seconds["mark"] < 0.5
