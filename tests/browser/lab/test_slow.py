"""A slow laptop: Restart Kernel and Run All on each exercise leaves nothing blank.

The page runs at a sixth of its speed, a kernel at half of its own. Once for the
exercise with most readers; for each exercise and so many times with CLOSEREADER_SLOW_TIMES, as the
maintainer guide says.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.lab.notebook_page import NotebookPage
from tests.browser.lab.server import Lab
from tests.house.tree import name
from tests.notebooks.course import EXERCISES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, ConsoleMessage, Error

pytestmark = pytest.mark.lab

ASKED = os.environ.get("CLOSEREADER_SLOW_TIMES", "")
TIMES = int(ASKED or "1")
MOST_READERS = max(
    reversed(EXERCISES), key=lambda path: path.read_text(encoding="utf-8").count('Reader(\\"')
)
CHOSEN = EXERCISES if ASKED else [MOST_READERS]
SLOWER = 6
HARMLESS = (
    "Could not restore the debugger state",  # JupyterLab 4.6, at some restarts
    # The same, where a kernel is restarted that has not answered yet; it asks the next one anew.
    "Canceled future for create_subshell_request",
    "[anywidget] Failed to initialize model",  # anywidget 0.11, when a module takes 2 s to load
)
LONG = 120_000
# The outputs of one cell: are they there, drawn, and something other than trouble?
BLANK = """
(cell) => [...cell.querySelectorAll(".jp-OutputArea-output")].filter((output) => {
    const kinds = ".cr:not(.cr-stage), .cre, .js-plotly-plot, img, svg, table";
    const shown = output.querySelector(kinds) ?? output;
    return shown.getBoundingClientRect().height < 20 || output.textContent.trim() === "";
}).map((output) => output.outerHTML.slice(0, 200))
"""


@pytest.fixture(scope="module")
def slow_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Start a JupyterLab whose kernels answer late."""
    with Lab(tmp_path_factory.mktemp("slow"), slow=True) as lab:
        yield lab


@pytest.fixture
def slow(slow_lab: Lab, lab_browser: BrowserContext) -> Iterator[NotebookPage]:
    """Give a tab whose processor is slowed down."""
    page = lab_browser.new_page()
    page.set_default_timeout(LONG)
    lab_browser.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield NotebookPage(page, slow_lab)
    page.close()
    slow_lab.forget()


@pytest.mark.parametrize("path", CHOSEN, ids=name)
def test_restart_and_run_all_leaves_nothing_blank(slow: NotebookPage, path: Path) -> None:
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        words = message.text.removeprefix("Error: ")  # as where an error is caught and logged
        if message.type == "error" and not words.startswith(HARMLESS):
            said.append(message.text)

    def fall(error: Error) -> None:
        if not error.message.startswith(HARMLESS):
            said.append(str(error))

    notebook = f"exercises/{path.name}"
    slow.lab.take(notebook)
    slow.open(notebook)
    code = [
        at
        for at, cell in enumerate(slow.lab.read(notebook)["cells"])
        if cell["cell_type"] == "code"
    ]
    slow.page.on("console", hear)
    slow.page.on("pageerror", fall)
    for _ in range(TIMES):
        slow.restart_and_run_all()
        for at in code:
            cell = slow.cell(at)
            expect(cell.locator(".jp-OutputArea-output").first).to_be_visible(timeout=LONG)
            until = time.monotonic() + LONG / 1000
            while (blank := cell.evaluate(BLANK)) and time.monotonic() < until:
                slow.page.wait_for_timeout(200)
            assert blank == [], f"cell {at} stays blank"
        assert slow.in_the_way() == []
    assert said == []
