"""Measure the reader with a long text: processor time of the page's main thread, in Chromium.

The text is the longest of the course, over and over, so that its words and paragraphs are of the
usual length. What is counted is the time of the thread until the page is quiet, without the time
that the arguments take to get into the page and into a model. One more mark is made in sight, as a
reader makes it, and counts until it is drawn: the peer draws a moment after it was told. Beside it,
in turns, stands @recogito/text-annotator, which is handed the same paragraphs and stored offsets; a
picture of it is kept in `build/peers`. Rows of our reader that nobody is near are made later, when
the page is idle: that has a line of its own, beside the first display, and does not count to it.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

COURSE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(COURSE))

from benchmarks.peers import FOLDER, reader_script  # noqa: E402
from closereader import open_text, text_ids  # noqa: E402
from tests.browser.conftest import ARGUMENTS, find_chromium  # noqa: E402
from tests.browser.front.harness import Front  # noqa: E402
from tests.browser.front.reader_kit import module, small_text, state, style  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

RUNS = 3
LONG = 1_000_000  # characters, from which on one run is enough
FRAMES = 60
SIZES = ((48_000, 0), (48_000, 200), (400_000, 5_000), (6_700_000, 200), (6_700_000, 20_000))
"""Characters and marks."""
BESIDE = {(48_000, 200), (400_000, 5_000), (6_700_000, 200)}
PEER = ("CSS_HIGHLIGHTS", "SPANS")
AIMS = {
    (400_000, 5_000): {
        "first display": "0.5 of the peer", "a frame of scrolling": "0.9 of the peer",
        "one more mark": "1.0 of the peer", "the table of marks": "<= 150",
    },
    (6_700_000, 200): {
        "first display": "0.5 of the peer", "a frame of scrolling": "1.5 of the peer",
        "one more mark": "<= 5", "a theme hidden and shown": "<= 30", "a first search": "<= 300",
    },
    (6_700_000, 20_000): {"first display": "<= 100", "one more mark": "<= 4"},
}  # fmt: skip
QUIET = """
() => new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done)))
"""
DRAWN = """
() => new Promise((done) => {
    setTimeout(() => requestAnimationFrame(() => requestIdleCallback(done)), 300);
})
"""
ARRIVE = "() => { window.arrived = { model: mock.make_model(window.traits) }; }"
SHOW = "() => mock.show(window.module, window.traits, window.arrived)"
LATER = """
() => new Promise((done) => {
    const look = () => {
        const all = [...document.querySelectorAll(".crr-chapter")].every((one) => one.firstChild);
        if (all) done();
        else setTimeout(look, 50);
    };
    look();
})
"""
SCROLL = f"""
() => new Promise((done) => {{
    const el = document.querySelector(window.scrolled);
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
FILTER = "() => document.querySelector('.crr-chip').click()"
TABLE = """
() => [...document.querySelectorAll("[role=group][aria-label=View] button")]
    .find((one) => one.textContent.startsWith("Table of marks")).click()
"""
PEER_SHOW = """
() => {
    const el = document.createElement("div");
    el.className = "peer";
    Object.assign(el.style, { height: "600px", overflow: "auto", position: "relative" });
    for (const words of window.paragraphs) {
        const p = document.createElement("p");
        p.textContent = words;
        el.append(p, "\\n\\n");
    }
    document.body.append(el);
    window.process = { env: {} };  // which its script asks for
    window.annotator = RecogitoJS.createTextAnnotator(el, { renderer: window.renderer });
    window.annotator.setAnnotations(window.given);
}
"""
PEER_MORE = "() => window.annotator.addAnnotation(window.more)"
PEER_PAINTED = """
() => document.querySelectorAll(".r6o-annotation").length
    + [...(CSS.highlights?.values() ?? [])].reduce((sum, one) => sum + one.size, 0)
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

    def of(self, deed: str, until: str = QUIET) -> float:
        """Return what a deed and all that follows from it costs."""
        begun = self.now()
        self.page.evaluate(deed)
        self.page.evaluate(until)
        return self.now() - begun


def opened(browser: Browser, given: dict[str, Any]) -> Clock:
    """Open an empty page, and bring all that is needed there."""
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    Front(page).open()
    page.evaluate("(given) => Object.assign(window, given)", given)
    clock = Clock(page)
    page.evaluate(QUIET)
    return clock


def ours(text: dict[str, Any], count: int) -> dict[str, Any]:
    """Give what the page needs to show our reader."""
    given = state(text)
    themes = [theme["id"] for theme in given["codebook"]["themes"]]
    step = (len(text["body"]) - 200) // max(count, 1)
    given["marks"] = [a_mark(n, step * n, themes[n % len(themes)]) for n in range(count)]
    more = a_mark(count, 700, themes[0])
    return {"module": module(), "traits": given, "more": more, "scrolled": ".crr-scroll"}


def theirs(text: dict[str, Any], count: int, renderer: str) -> dict[str, Any]:
    """Give what the page needs to show the peer: stored offsets, as its users have them."""
    step = (len(text["body"]) - 200) // max(count, 1)
    places = [step * n for n in range(count)] + [700]
    given = [
        {"id": str(n), "bodies": [], "target": {"annotation": str(n), "selector": [
            {"start": at, "end": at + 60, "quote": text["body"][at : at + 60]}
        ]}}
        for n, at in enumerate(places)
    ]  # fmt: skip
    return {"paragraphs": text["body"].split("\n\n"), "given": given[:-1], "more": given[-1],
            "renderer": renderer, "scrolled": ".peer"}  # fmt: skip


def one_run(browser: Browser, size: int, count: int) -> dict[str, float]:
    """Show our reader, scroll, mark, hide and show a theme, search, see the table of marks."""
    clock = opened(browser, ours(long_text(size), count))
    page = clock.page
    page.add_style_tag(content=style())
    page.evaluate(ARRIVE)
    found = {"first display": clock.of(SHOW), "rows made when idle": clock.of(LATER)}
    found["one more mark"] = clock.of(MORE, DRAWN)
    found["a frame of scrolling"] = clock.of(SCROLL) / FRAMES
    found["a theme hidden and shown"] = clock.of(FILTER) + clock.of(FILTER)
    page.locator(".crr-scroll").focus()
    page.keyboard.press("/")
    begun = clock.now()
    page.keyboard.type("power")
    page.locator(".crr-search-count").filter(has_text="hit").wait_for()
    found["a first search"] = clock.now() - begun
    found["the table of marks"] = clock.of(TABLE)
    page.close()
    return found


def peer_run(browser: Browser, size: int, count: int, renderer: str) -> dict[str, float]:
    """Show the peer, scroll, mark; keep a picture of it beside the peer."""
    clock = opened(browser, theirs(long_text(size), count, renderer))
    page = clock.page
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.add_script_tag(content=reader_script())
    found = {"first display": clock.of(PEER_SHOW)}
    page.screenshot(path=FOLDER / f"{renderer}-{size}.png")
    found["one more mark"] = clock.of(PEER_MORE, DRAWN)
    found["a frame of scrolling"] = clock.of(SCROLL) / FRAMES
    found["painted in sight"] = page.evaluate(PEER_PAINTED)
    found["errors of its page"] = len(faults)
    page.close()
    return found


def tell(name: str, runs: list[dict[str, float]], aims: dict[str, str]) -> None:
    """Print the medians of some runs."""
    for each in runs[0]:
        unit = "" if each.startswith(("painted", "errors")) else "ms CPU"
        number = statistics.median(run[each] for run in runs)
        print(f"{name}: {each}\t{number:.1f}\t{unit}\t{aims.get(each, '')}", flush=True)


def main() -> None:
    """Print one line per measure."""
    sizes = [one for one in SIZES if not sys.argv[1:] or str(one[0]) in sys.argv[1:]]
    with sync_playwright() as playwright:
        path = find_chromium(playwright)
        if path is None:
            sys.exit("There is no Chromium to measure in; see tests/browser/conftest.py.")
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        for size, count in sizes:
            runs = RUNS if size < LONG else 1
            beside = PEER if reader_script() and (size, count) in BESIDE else ()
            own: list[dict[str, float]] = []
            other: dict[str, list[dict[str, float]]] = {each: [] for each in beside}
            for _ in range(runs):  # in turns
                own.append(one_run(browser, size, count))
                for each in beside:
                    other[each].append(peer_run(browser, size, count, each))
            name = f"{size:,} characters, {count:,} marks"
            tell(name, own, AIMS.get((size, count), {}))
            for each in beside:
                tell(f"{name}, Recogito {each}", other[each], {})
        browser.close()


if __name__ == "__main__":
    main()
