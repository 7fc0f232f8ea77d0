"""A text that is flung by shows its words at once; its marks and tags come when it rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.front.reader_kit import Desk, Json, small_text

if TYPE_CHECKING:
    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

BUSY = small_text("Heading", *(f"No. {n}, {'words and words ' * 20}" for n in range(600)))
THEMES = ("exclusion", "stereotype", "history", "agency")
EACH = 8  # marks to a paragraph
STEPS = 20
FRAME = 35  # ms of the page's processor; it was 70 and more

FLING = f"""() => new Promise((done) => {{
  const el = document.querySelector(".crr-scroll");
  const tags = [];
  const step = (left) => {{
    tags.push(document.querySelectorAll(".crr-tag").length);
    if (left === 0) return done(tags);
    el.scrollTop += 3000;
    requestAnimationFrame(() => step(left - 1));
  }};
  step({STEPS});
}})"""
TAGS_IN_SIGHT = """() => {
  const { left, top, height } = document.querySelector(".crr-scroll").getBoundingClientRect();
  return [0.2, 0.5, 0.8].map((share) => document.elementFromPoint(left + 300, top + share * height)
    ?.closest(".crr-row")?.querySelectorAll(".crr-tag").length);
}"""
LINES_OF_A_TAG = """() => {
  const tag = document.querySelector(".crr-tag");
  return [...CSS.highlights.keys()].map((name) =>
    getComputedStyle(tag, `::highlight(${name})`).textDecorationLine);
}"""
AT_REST = f"() => ({TAGS_IN_SIGHT})().every((count) => count === {EACH})"


def busy_marks() -> list[Json]:
    """Give so many marks to each paragraph, each with a note."""
    return [
        {
            "id": f"urn:uuid:00000000-0000-4000-8000-{number:06d}{at:06d}",
            "s": block["s"] + 12 + 30 * at, "e": block["s"] + 32 + 30 * at,
            "theme": THEMES[at % len(THEMES)], "move": None, "note": "A note.", "by": "r1",
            "at": "2026-03-01T12:00:00.000Z", "status": "exact",
        }
        for number, block in enumerate(BUSY["blocks"][1:])
        for at in range(EACH)
    ]  # fmt: skip


def show(front: Front) -> None:
    front.page.set_viewport_size({"width": 1200, "height": 850})
    Desk(front).show(BUSY, marks=busy_marks())
    front.page.wait_for_function(AT_REST)


def test_what_is_painted_on_words_is_worked_out_for_words_alone(front: Front) -> None:
    show(front)
    assert set(front.page.evaluate(LINES_OF_A_TAG)) == {"none"}


def test_marks_do_not_keep_the_words_away_while_the_text_is_flung(front: Front) -> None:
    show(front)
    tags = front.page.evaluate(FLING)
    assert len(set(tags[4:])) == 1, tags
    front.page.wait_for_function(AT_REST)


def test_a_step_through_a_busy_text_is_done_within_a_frame_or_two(front: Front) -> None:
    show(front)
    session = front.page.context.new_cdp_session(front.page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))

    begun = spent()
    front.page.evaluate(FLING)
    taken = (spent() - begun) / STEPS
    assert taken <= FRAME
