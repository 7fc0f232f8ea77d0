"""Measure the reader: first paint in Chromium, mark to "saved on disk" in JupyterLab, memory."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import psutil  # type: ignore[import-untyped]
from nbclient import NotebookClient
from playwright.sync_api import sync_playwright

COURSE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(COURSE))

from closereader import open_text, text_ids  # noqa: E402
from closereader.annotations import Annotation  # noqa: E402
from closereader.widgets.reader.payload import found_mark  # noqa: E402
from closereader.work import earlier  # noqa: E402
from tests.browser.conftest import ARGUMENTS, find_chromium  # noqa: E402
from tests.browser.front.harness import Front  # noqa: E402
from tests.browser.front.reader_kit import module, state, style  # noqa: E402
from tests.browser.lab.notebook_page import NotebookPage  # noqa: E402
from tests.browser.lab.reader_page import ReaderPage  # noqa: E402
from tests.browser.lab.server import Lab  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RUNS = 9
MEGABYTE = 1_000_000
PAINT = """
async ([source, state]) => {
    const begun = performance.now();
    await mock.show(source, state);
    const shown = performance.now() - begun;
    await new Promise((done) => requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = done;
        after.port2.postMessage(null);
    }));
    return [shown, performance.now() - begun];
}
"""
SAVED = """
() => new Promise((done) => {
    const status = document.querySelector(".crr .cr-status-text");
    let begun = 0;
    addEventListener("keydown", () => (begun = performance.now()), { capture: true, once: true });
    const observer = new MutationObserver(() => {
        if (begun === 0 || !status.textContent.startsWith("Saved")) return;
        observer.disconnect();
        done(performance.now() - begun);
    });
    observer.observe(status, { childList: true, characterData: true, subtree: true });
})
"""


def tell(name: str, number: float, unit: str, aim: str = "") -> None:
    """Print one line of the table."""
    print(f"{name}\t{number:.0f}\t{unit}\t{aim}", flush=True)


def marks(text_id: str, count: int) -> list[dict[str, Any]]:
    """Spread overlapping marks over a text."""
    text = open_text(text_id)
    step = (len(text) - 200) // max(count, 1)
    places = [(step * n, step * n + 150) for n in range(count)]
    made = [Annotation.on(text, s, e, theme="exclusion", note="A note.") for s, e in places]
    return [found_mark(mark, text, earlier(text)) for mark in made]


def first_paint(browser: Browser) -> None:
    """Show the longest text on an empty page, again and again."""
    longest = max(text_ids(), key=lambda text_id: len(open_text(text_id)))
    for count in (0, 200):
        given = {**state(longest), "marks": marks(longest, count)}
        times: list[list[float]] = []
        for _ in range(RUNS):
            page = browser.new_page(viewport={"width": 1000, "height": 800})
            front = Front(page).open()
            page.add_style_tag(content=style())
            times.append(front.page.evaluate(PAINT, [module(), given]))
            page.close()
        name = f"{longest}, {count} marks"
        tell(f"{name}: built", statistics.median(t[0] for t in times), "ms")
        tell(f"{name}: first paint", statistics.median(t[1] for t in times), "ms", "<= 50")


def mark_to_saved(browser: Browser) -> None:
    """Press a theme's number in real JupyterLab, and wait for the word."""
    with tempfile.TemporaryDirectory() as folder, Lab(Path(folder)) as lab:
        notebook = NotebookPage(browser.new_page(viewport={"width": 1400, "height": 900}), lab)
        cell = "from closereader import Reader\nReader('alieva-2024')"
        notebook.open(lab.notebook("bench.ipynb", cell, "1"))
        notebook.run(0)
        reader = ReaderPage(notebook)
        reader.text.press("Control+Home")
        notebook.idle()
        times: list[float] = []
        for _ in range(RUNS):
            for _ in range(4):
                reader.text.press("Control+ArrowRight")
            for _ in range(3):
                reader.text.press("Control+Shift+ArrowRight")
            notebook.page.evaluate(f"() => void (window.measured = ({SAVED})())")
            reader.text.press("1")
            times.append(notebook.page.evaluate("window.measured"))
            notebook.page.keyboard.press("ArrowRight")
        tell('mark to "Saved" on the page, JupyterLab', statistics.median(times), "ms", "<= 150")


def kernel_memory(notebook: Path | None) -> float:
    """Run a notebook in a kernel of its own; resident memory afterwards, in megabytes."""
    formats: Any = nbformat  # which has types for a part of itself only
    nb = formats.read(notebook, as_version=4) if notebook else formats.v4.new_notebook()
    with tempfile.TemporaryDirectory() as work:
        client: Any = NotebookClient(nb, timeout=120)
        env = {**os.environ, "CLOSEREADER_WORK": work, "CLOSEREADER_COURSE": str(COURSE)}
        with client.setup_kernel(cwd=str(COURSE / "notebooks"), env=env):
            for number, cell in enumerate(nb.cells):
                client.execute_cell(cell, number)
            kernel = psutil.Process(client.km.provisioner.pid)
            return float(kernel.memory_info().rss) / MEGABYTE


def main() -> None:
    """Print one line per measure."""
    with sync_playwright() as playwright:
        path = find_chromium(playwright)
        if path is None:
            sys.exit("There is no Chromium to measure in; see tests/browser/conftest.py.")
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        first_paint(browser)
        mark_to_saved(browser)
        browser.close()
    tell("memory of a kernel that has run nothing", kernel_memory(None), "MB")
    for notebook in sorted((COURSE / "notebooks").glob("*.ipynb")):
        name = notebook.relative_to(COURSE).as_posix()
        tell(f"memory of a kernel after {name}", kernel_memory(notebook), "MB", "<= 150")


if __name__ == "__main__":
    main()
