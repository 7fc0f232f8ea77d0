"""Measure the reader with a long text: processor time of the page's main thread, in Chromium.

The text is the longest of the course, over and over, so that its words and paragraphs are of the
usual length. What is counted is the time of the thread until the page is quiet, without the time
that the arguments take to get into the page.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

COURSE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(COURSE))

from closereader import open_text, text_ids  # noqa: E402
from tests.browser.conftest import ARGUMENTS, find_chromium  # noqa: E402
from tests.browser.front.harness import Front  # noqa: E402
from tests.browser.front.reader_kit import module, small_text, state, style  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

RUNS = 3
FRAMES = 60
SIZES = ((48_000, 0), (48_000, 200), (400_000, 5_000), (6_700_000, 200))
"""Characters and marks."""
QUIET = """
() => new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done)))
"""
SHOW = "() => mock.show(window.module, window.traits)"
SCROLL = f"""
() => new Promise((done) => {{
    const el = document.querySelector(".crr-scroll");
    const step = (n) => {{
        if (n === 0) return done();
        el.scrollTop += 120;
        requestAnimationFrame(() => step(n - 1));
    }};
    step({FRAMES});
}})
"""
MORE = """
() => {
    const { model } = mock.views[0];
    model.state.marks = [...model.state.marks, window.more];
    model.fire("change:marks", model, model.state.marks);
}
"""


def long_text(size: int) -> dict[str, Any]:
    """Make a text of at least so many characters."""
    longest = open_text(max(text_ids(), key=lambda text_id: len(open_text(text_id))))
    words = [longest.body[block.start : block.end] for block in longest.blocks]
    paragraphs = [part.replace("\n", " ") for part in words]
    many = paragraphs * (1 + size // len(longest))
    total, cut = 0, 0
    while total < size:
        total, cut = total + len(many[cut]) + 2, cut + 1
    return small_text(*many[:cut])


def a_mark(number: int, start: int, theme: str) -> dict[str, Any]:
    """Make a mark of 60 characters with a note, as the front end gets it."""
    return {
        "id": f"urn:uuid:{number:08d}-0000-4000-8000-000000000000", "s": start, "e": start + 60,
        "theme": theme, "move": None, "note": "A note.", "status": "exact",
        "at": "2026-03-01T12:00:00.000Z", "by": "r1",
    }  # fmt: skip


class Clock:
    """Processor time of the page's main thread, in milliseconds."""

    def __init__(self, page: Page) -> None:
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.page = page

    def now(self) -> float:
        """Return the time that the thread has used so far."""
        found = self._session.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(one["value"] for one in found if one["name"] == "TaskDuration"))

    def of(self, deed: str) -> float:
        """Return what a deed and all that follows from it costs."""
        begun = self.now()
        self.page.evaluate(deed)
        self.page.evaluate(QUIET)
        return self.now() - begun


def one_run(browser: Browser, size: int, count: int) -> dict[str, float]:
    """Show, scroll, mark."""
    text = long_text(size)
    given = state(text)
    themes = [theme["id"] for theme in given["codebook"]["themes"]]
    step = (len(text["body"]) - 200) // max(count, 1)
    given["marks"] = [a_mark(n, step * n, themes[n % len(themes)]) for n in range(count)]
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    Front(page).open()
    page.add_style_tag(content=style())
    page.evaluate(
        "([module, traits, more]) => Object.assign(window, { module, traits, more })",
        [module(), given, a_mark(count, 700, themes[0])],
    )
    clock = Clock(page)
    page.evaluate(QUIET)
    found = {"first display": clock.of(SHOW)}
    found["a frame of scrolling"] = clock.of(SCROLL) / FRAMES
    found["one more mark"] = clock.of(MORE)
    page.close()
    return found


def main() -> None:
    """Print one line per measure."""
    sizes = [one for one in SIZES if not sys.argv[1:] or str(one[0]) in sys.argv[1:]]
    with sync_playwright() as playwright:
        path = find_chromium(playwright)
        if path is None:
            sys.exit("There is no Chromium to measure in; see tests/browser/conftest.py.")
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        for size, count in sizes:
            runs = [one_run(browser, size, count) for _ in range(RUNS)]
            for name in runs[0]:
                number = statistics.median(run[name] for run in runs)
                print(
                    f"{size:,} characters, {count} marks: {name}\t{number:.1f}\tms CPU\t",
                    flush=True,
                )
        browser.close()


if __name__ == "__main__":
    main()
