"""Marks are painted near sight only, and wherever one looks they are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.front.reader_kit import Desk, mark, small_text, span

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect

    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

LONG = small_text("Heading", *(f"No. {n}, {'words ' * 40}" for n in range(400)))
MARKED = [mark(n, f"No. {n},", "exclusion", LONG) for n in range(400)]
OTHERS = [{"name": "Quick Pencil", "marks": MARKED[390:]}]
IN_SIGHT = """() => {
  const text = document.querySelector(".crr-scroll").getBoundingClientRect();
  const seen = [...document.querySelectorAll(".crr-block")].filter((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return bottom > text.top && top < text.bottom;
  });
  return seen.map((one) => one.textContent.match(/^No[.] [0-9]+,/)?.[0]).filter(Boolean);
}"""
ALL_IN_SIGHT = f"""() => {{
  const painted = [...CSS.highlights].flatMap(([name, ranges]) =>
    name.includes("-own-") ? [...ranges].map((one) => one.startContainer.data.slice(
      one.startOffset, one.endOffset)) : []);
  return ({IN_SIGHT})().every((words) => painted.includes(words));
}}"""


LAST_IS_HIT = """() => [...CSS.highlights].some(([name, hits]) => name.endsWith("-hit") &&
  [...hits].some((one) => one.startContainer.data.startsWith("No. 399,")))"""


def test_where_one_looks_marks_are_painted_and_nowhere_far_from_there(front: Front) -> None:
    desk = Desk(front).show(LONG, marks=MARKED)
    front.page.wait_for_function(ALL_IN_SIGHT)
    assert 5 < len(desk.painted()) < 100
    desk.text.press("Control+End")
    front.page.wait_for_function(f"() => ({IN_SIGHT})().includes('No. 399,')")
    front.page.wait_for_function(ALL_IN_SIGHT)
    front.page.wait_for_function("() => document.querySelectorAll('.crr-tag').length < 150")
    words = {words for _, words in desk.painted()}
    assert "No. 399," in words
    assert "No. 0," not in words
    desk.text.press("Control+Home")
    front.page.wait_for_function(ALL_IN_SIGHT)
    before = desk.painted()
    front.set(marks=[*MARKED[:300], *MARKED[301:]])
    assert desk.painted() == before  # a change far away touches nothing here
    front.set(marks=MARKED[1:])
    assert {words for _, words in before} - {words for _, words in desk.painted()} == {"No. 0,"}


def test_a_reader_that_opens_far_down_shows_its_marks_in_the_first_picture(front: Front) -> None:
    Desk(front).show(LONG, marks=MARKED, focus=span("No. 300,", LONG))
    front.page.wait_for_function(f"() => ({IN_SIGHT})().includes('No. 300,')")
    front.page.wait_for_function(ALL_IN_SIGHT)


def test_paper_takes_all_marks(front: Front) -> None:
    desk = Desk(front).show(LONG, marks=MARKED, others=OTHERS)
    front.page.wait_for_function(ALL_IN_SIGHT)
    front.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert len(desk.painted()) == len(MARKED)
    front.page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert len(desk.painted()) < 100


def test_a_reading_laid_over_is_painted_where_one_looks(front: Front) -> None:
    desk = Desk(front).show(LONG, marks=[], others=OTHERS)
    desk.el.get_by_role("button", name="Quick Pencil").click()
    assert desk.painted("over") == []
    desk.text.press("Control+End")
    front.page.wait_for_function(f"() => ({IN_SIGHT})().includes('No. 399,')")
    front.page.wait_for_function(
        "() => [...CSS.highlights].some(([name, { size }]) => name.includes('-over-') && size > 3)"
    )


def test_of_many_hits_those_in_sight_are_painted(front: Front) -> None:
    desk = Desk(front).show(LONG, marks=[])
    desk.text.press("/")
    desk.press(*"words")
    expect(desk.el.locator(".crr-search-count")).to_contain_text("16000 hits")
    assert 100 < len(desk.highlights("-hit")) < 5_000
    desk.text.press("Control+End")
    front.page.wait_for_function(f"() => ({IN_SIGHT})().includes('No. 399,')")
    front.page.wait_for_function(LAST_IS_HIT)


def test_the_ring_around_the_text_in_focus_is_whole_wherever_tags_are(front: Front) -> None:
    desk = Desk(front).show(LONG, marks=MARKED)
    front.page.set_viewport_size({"width": 1300, "height": 850})
    desk.text.focus()
    desk.press("ArrowDown")
    box = desk.text.bounding_box()
    assert box is not None
    edge: FloatRect = {
        "x": box["x"] + 4, "y": box["y"] + box["height"] - 2,
        "width": box["width"] - 30, "height": 2,
    }  # fmt: skip

    def rings() -> list[bytes]:
        seen = []
        for down in range(600, 760, 20):
            desk.text.evaluate("(el, to) => { el.scrollTop = to; }", down)
            front.page.wait_for_function(ALL_IN_SIGHT)
            seen.append(front.page.screenshot(clip=edge, animations="disabled"))
        return seen

    with_tags = rings()
    assert len(set(with_tags)) == 1
    front.page.evaluate("() => document.activeElement.blur()")
    assert set(rings()) != set(with_tags)


HELD = "() => { window.held = []; window.requestIdleCallback = (act) => held.push(act); }"
ROWS = "() => document.querySelectorAll('.crr-row').length"
CHAPTER = 120


def test_rows_far_from_sight_are_made_when_there_is_nothing_else_to_do(front: Front) -> None:
    front.page.evaluate(HELD)
    Desk(front).show(LONG, marks=MARKED)
    assert front.page.evaluate(ROWS) == CHAPTER
    front.page.wait_for_function("() => held.length > 0")
    front.page.evaluate("() => { while (held.length > 0) held.pop()(); }")
    assert front.page.evaluate(ROWS) == len(LONG["blocks"])
    numbers = front.page.evaluate(
        "() => [...document.querySelectorAll('.crr-row')].map((one) => Number(one.dataset.part))"
    )
    assert numbers == list(range(len(LONG["blocks"])))


def test_rows_are_there_wherever_somebody_comes_before(front: Front) -> None:
    front.page.evaluate(HELD)
    desk = Desk(front).show(LONG, marks=MARKED)
    desk.text.press("Control+End")
    front.page.wait_for_function(f"() => ({IN_SIGHT})().includes('No. 399,')")
    front.page.wait_for_function(ALL_IN_SIGHT)
    assert front.page.evaluate(ROWS) < len(LONG["blocks"])
    desk.text.evaluate("(el) => { el.scrollTop = el.scrollHeight / 2; }")  # as a scrollbar does
    front.page.wait_for_function(f"() => ({IN_SIGHT})().length > 0")
    front.page.wait_for_function(ALL_IN_SIGHT)


def test_a_place_far_from_sight_is_selected_searched_and_printed(front: Front) -> None:
    front.page.evaluate(HELD)
    desk = Desk(front).show(LONG, marks=MARKED)
    desk.text.press("/")
    desk.press(*"No. 250,", "Enter")
    front.page.wait_for_function(f"() => ({IN_SIGHT})().includes('No. 250,')")
    front.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert front.page.evaluate(ROWS) == len(LONG["blocks"])


def test_one_more_mark_changes_only_the_numbers_on_its_own_buttons(front: Front) -> None:
    """A button that is put in another's place has the page lay out the whole bar."""
    Desk(front).show(LONG, marks=MARKED[1:])
    front.page.evaluate(
        """() => {
            window.changes = new MutationObserver(() => {});
            const all = { subtree: true, childList: true, attributes: true, characterData: true };
            window.changes.observe(document.querySelector(".crr-bar"), all);
        }"""
    )
    front.page.evaluate(
        "() => document.querySelectorAll('.crr-bar button').forEach((one) => { one.old = true; })"
    )
    front.page.evaluate(
        """(marks) => {
            const { model } = mock.views[0];
            model.state.marks = marks;
            model.fire("change:marks", model, marks);
            const button = (node) => node.parentElement.closest("button")?.dataset.key;
            window.seen = window.changes.takeRecords().map(({ type, target }) =>
                [type, button(target), String(target.nodeValue).trim()]);
        }""",
        MARKED,
    )
    seen = front.page.evaluate("window.seen")
    assert {(kind, key) for kind, key, _ in seen} == {
        ("characterData", "list"), ("characterData", "exclusion"),
    }  # fmt: skip
    assert str(len(MARKED)) in [words for _, key, words in seen if key == "list"]
    assert front.page.evaluate(
        "() => [...document.querySelectorAll('.crr-bar button')].every((one) => one.old)"
    )
