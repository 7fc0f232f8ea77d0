"""Where the reader begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.front.reader_kit import Desk, mark, small_text, span

if TYPE_CHECKING:
    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

# Words that are wide, and words that are narrow: no guess of their room is right.
WORDS = ("ill ", "MMMMMMMM ")
LONG = small_text(
    "Heading", *(f"No. {n}, {WORDS[n // 9 % 2] * (12 + n % 7 * 9)}" for n in range(150))
)
MARKED = [mark(n, f"No. {n},", "exclusion", LONG) for n in range(150)]
FIRST_IN_SIGHT = """() => {
  const text = document.querySelector(".crr-scroll");
  const top_of = (el) => el.getBoundingClientRect().top - text.getBoundingClientRect().top;
  const row = [...text.querySelectorAll(".crr-row")].find((one) => top_of(one) > 0);
  return top_of(row) < 40 ? row.querySelector(".crr-block").textContent : "";
}"""
BEGINS = f"(words) => ({FIRST_IN_SIGHT})().startsWith(words)"
CARET = """() => {
  const [text, caret] = [".crr-scroll", ".crr-caret"].map((one) => document.querySelector(one)
    .getBoundingClientRect());
  const words = [...document.querySelectorAll(".crr-block")].filter((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return top < caret.bottom && bottom > caret.top;
  });
  const within = caret.top >= text.top - 1 && caret.bottom <= text.bottom + 1;
  return within && words.length > 0 ? [] : [caret.top - text.top, words.length];
}"""
TORN = """() => [...document.querySelectorAll(".crr-tag")].flatMap((tag) => {
  const words = tag.closest(".crr-row").querySelector(".crr-block").firstChild;
  const range = document.createRange();
  range.setStart(words, 0);
  range.setEnd(words, 1);
  const by = tag.getBoundingClientRect().top - range.getBoundingClientRect().top;
  return Math.abs(by) > 8 ? [`${by} px: ${words.data.slice(0, 8)}`] : [];
})"""


def put_away(front: Front, by: int) -> None:
    """Let the reader be drawn so many pixels below the window's upper edge."""
    style = "(px) => { document.querySelector('#widgets').style.marginTop = `${px}px`; }"
    front.page.evaluate(style, by)


def scroll(front: Front, to: int) -> None:
    front.page.evaluate("(px) => scrollTo(0, px)", to)
    front.settle()


@pytest.mark.parametrize("number", [31, 78, 143])
@pytest.mark.parametrize("away", [0, 6000])
def test_the_reader_begins_with_the_paragraph_that_it_is_to_show(
    front: Front, number: int, away: int
) -> None:
    """Also near the end of the text, and when it was drawn while nobody saw it; and only once."""
    put_away(front, away)
    desk = Desk(front).show(LONG, marks=MARKED, focus=span(f"No. {number},", LONG))
    scroll(front, away)
    front.page.wait_for_function(BEGINS, arg=f"No. {number},")
    for _ in range(5):
        front.settle()
    assert front.page.evaluate(FIRST_IN_SIGHT).startswith(f"No. {number},")
    assert desk.el.locator(".crr-tag").count() > 3
    assert front.page.evaluate(TORN) == []
    desk.text.hover()
    front.page.mouse.wheel(0, -500)
    front.page.wait_for_function(f"() => !({BEGINS})('No. {number},')")
    scroll(front, 0)
    scroll(front, away)
    assert not front.page.evaluate(BEGINS, f"No. {number},")
    assert front.page.evaluate(TORN) == []


def test_whoever_reads_before_it_has_begun_is_not_brought_there(front: Front) -> None:
    put_away(front, 6000)
    desk = Desk(front).show(LONG, focus=span("No. 78,", LONG))
    desk.text.evaluate("(text) => text.focus({ preventScroll: true })")
    desk.text.press("Control+Home")
    scroll(front, 6000)
    front.settle()
    assert front.page.evaluate(FIRST_IN_SIGHT).startswith("Heading")


@pytest.mark.parametrize("quote", ["In fact, Putin in such", "There is a popular cartoon"])
def test_the_essay_begins_with_a_passage_of_it(front: Front, quote: str) -> None:
    Desk(front).show(focus=span(quote))
    script = f"(quote) => ({FIRST_IN_SIGHT})().includes(quote)"
    front.page.wait_for_function(script, arg=quote)


@pytest.mark.parametrize("number", [78, 143])
@pytest.mark.parametrize("away", [0, 6000])
def test_a_paragraph_stays_where_it_is_when_its_lines_break_anew(
    front: Front, number: int, away: int
) -> None:
    """Also when the reader is out of sight meanwhile; and back in the width that it had."""
    Desk(front).show(LONG, focus=span(f"No. {number},", LONG))
    front.page.wait_for_function(BEGINS, arg=f"No. {number},")
    put_away(front, away)
    for width in (480, 1000):
        front.page.set_viewport_size({"width": width, "height": 800})
        front.settle()
        scroll(front, away)
        front.page.wait_for_function(BEGINS, arg=f"No. {number},")
        scroll(front, 0)


def test_whoever_was_led_elsewhere_stays_there_when_the_lines_break_anew(front: Front) -> None:
    desk = Desk(front).show(LONG, focus=span("No. 78,", LONG))
    front.page.wait_for_function(BEGINS, arg="No. 78,")
    desk.text.press("Control+Home")
    front.page.set_viewport_size({"width": 480, "height": 800})
    for _ in range(5):
        front.settle()
    assert front.page.evaluate(FIRST_IN_SIGHT).startswith("Heading")


# The first word in sight, by its place in the whole text: as the browser finds what is at a point.
FIRST_WORD = """() => {
  const text = document.querySelector(".crr-scroll");
  const block = text.querySelector(".crr-block").getBoundingClientRect();
  const at = document.caretPositionFromPoint(block.left + 5, text.getBoundingClientRect().top + 12);
  return at.offset;
}"""


def test_the_middle_of_a_long_paragraph_stays_in_sight_when_its_lines_break_anew(
    front: Front,
) -> None:
    text = small_text("Heading", "a word of many " * 600, "The end")
    desk = Desk(front).show(text)
    desk.text.evaluate("(text) => { text.scrollTop = text.scrollHeight / 2; }")
    front.settle()
    before = front.page.evaluate(FIRST_WORD)
    assert before > 3000
    for width in (480, 1000):
        front.page.set_viewport_size({"width": width, "height": 800})
        for _ in range(5):
            front.settle()
        assert abs(front.page.evaluate(FIRST_WORD) - before) < 250, width  # two lines


def test_a_key_that_goes_far_ends_where_it_goes(front: Front) -> None:
    """What was never in sight takes a guessed room until it is drawn."""
    desk = Desk(front).show(LONG, marks=MARKED)
    desk.text.focus()
    for keys in (["Control+End"], ["Control+Home", "ArrowDown"]):
        desk.press(*keys)
        for _ in range(5):
            front.settle()
        assert front.page.evaluate(CARET) == []
