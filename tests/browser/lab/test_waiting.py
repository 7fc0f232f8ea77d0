"""What is out of sight waits until what is in sight is there."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Route

    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.lab

LESSON = "notebooks/02_exclusion.ipynb"
EXERCISE = "exercises/02_exclusion.ipynb"
LIVE = ".jp-OutputArea-output .cr:not(.cr-stage)"
FULL = """() => [...document.querySelectorAll(".jp-Cell")].at(-1)?.getBoundingClientRect().bottom
  >= window.innerHeight"""
NEVER_IDLE = "window.requestIdleCallback = () => 0;"
BUSY = "() => { jupyterapp.shell.currentWidget.content.onUpdateRequest = () => {}; }"
"""What JupyterLab sets up between two keys of somebody who holds Tab down: nothing."""
FOCUSED = ":is(.jp-Cell:focus, .jp-Cell :focus)"
TABS = 60
"""More than there are stops above what is missing."""
PROSE = "What stands before the first question. " * 20
MEANWHILE = 3000
"""Milliseconds in which JupyterLab would set up the others, on a machine at rest."""
SOON = 30_000
"""Milliseconds: less than the longest time that cells are kept waiting."""
PLOTLY_IS_RUN = "() => document.getElementById('plotly.js-style-global') !== null"


FRONT = Path(__file__).parents[3] / "src/closereader/lab/front"
PRIVATE = re.compile(r"\b(?:content|panel)\??\.(_\w+)|\{ (_\w+): \w+, scrollToItem")
HAS = """(names) => {
  const panel = jupyterapp.shell.currentWidget;
  return names.filter((name) => name in panel || name in panel.content);
}"""
# JupyterLab itself goes on calling it: only the plugin finds nothing.
GONE = """() => {
  let kind = jupyterapp.shell.currentWidget.content;
  while (!Object.hasOwn(kind, "_runOnIdleTime")) kind = Object.getPrototypeOf(kind);
  const usual = kind._runOnIdleTime;
  const get = () => (Error().stack.includes("extensions/closereader/") ? undefined : usual);
  Object.defineProperty(kind, "_runOnIdleTime", { configurable: true, get });
}"""


def never_begin(route: Route) -> None:
    """Leave the wish for a kernel unanswered."""
    if route.request.method != "POST":
        route.continue_()


@pytest.fixture
def pythonless(notebook: NotebookPage) -> Iterator[NotebookPage]:
    """Give a tab in which no kernel comes."""
    place = f"{notebook.lab.url}/api/sessions*"
    notebook.page.route(place, never_begin)
    yield notebook
    notebook.page.unroute(place)


def open_without_python(notebook: NotebookPage, path: str) -> int:
    """Open a lesson whose kernel does not come, and return how many cells it has."""
    notebook.begin(path)
    expect(notebook.panel.get_by_role("heading", name="Exclusion").first).to_be_visible()
    notebook.page.wait_for_function(FULL)
    return len(notebook.lab.read(path)["cells"])


@contextmanager
def slowed(page: Page) -> Iterator[None]:
    """Let the page take four times as long for what it does meanwhile."""
    slow = page.context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    yield
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    slow.detach()


@pytest.mark.new_page
def test_cells_out_of_sight_wait_for_the_first_widget_and_whoever_reads_on_for_nothing(
    pythonless: NotebookPage, lab: Lab
) -> None:
    notebook = pythonless
    asked: list[str] = []
    notebook.page.on("request", lambda request: asked.append(request.url))
    lab.take(LESSON)
    every = open_without_python(notebook, LESSON)
    notebook.page.wait_for_timeout(MEANWHILE)
    coloured = notebook.panel.locator(".cm-line > span")
    assert [url for url in asked if "/api/nbconvert" in url] == []  # what can be exported
    assert coloured.count() == 0  # in code that is hidden
    assert notebook.cells.count() < every / 2  # some come before the first ones have their height
    # A larger window is filled as well.
    notebook.page.set_viewport_size({"width": 1400, "height": 1800})
    notebook.page.wait_for_function(FULL)
    assert notebook.cells.count() < every
    notebook.cells.first.hover()
    notebook.page.mouse.wheel(0, 300)
    expect(notebook.cells).to_have_count(every, timeout=SOON)
    expect(coloured.first).to_be_attached()
    assert [url for url in asked if "/api/nbconvert" in url] != []
    expect(notebook.page.locator("#MJX-CHTML-styles")).to_have_count(0)  # it has no formula


def test_what_runs_first_waits_for_nobody(pythonless: NotebookPage, lab: Lab) -> None:
    """It lies below the window, after a long preface, and all the rest waits for what it shows."""
    notebook = pythonless.load()  # what is slow is what the lesson does
    lab.take(LESSON)
    lesson = lab.read(LESSON)
    preface = [
        {"id": f"preface-{n}", "cell_type": "markdown", "metadata": {}, "source": PROSE}
        for n in range(15)
    ]
    lab.write(LESSON, lesson | {"cells": [lesson["cells"][0], *preface, *lesson["cells"][1:]]})
    with slowed(notebook.page):
        every = open_without_python(notebook, LESSON)
        expect(notebook.panel.locator(".jp-CodeCell").first).to_be_attached(timeout=SOON)
        assert notebook.cells.count() < every


def test_whoever_is_led_to_the_end_has_all_cells(pythonless: NotebookPage, lab: Lab) -> None:
    """Also without a key or a pointer, as a screen reader presses a button."""
    notebook = pythonless
    lab.take(EXERCISE)
    every = open_without_python(notebook, EXERCISE)
    with slowed(notebook.page):
        assert notebook.cells.count() < every
        button = notebook.panel.get_by_role("button", name="Hand in", exact=True)
        button.dispatch_event("click")
        assert notebook.cells.count() == every
        heading = notebook.panel.get_by_role("heading", name="Hand in", exact=True)
        expect(heading).to_be_in_viewport()


@pytest.mark.new_page
def test_tab_leads_on_to_the_cells_that_are_not_there_yet(
    pythonless: NotebookPage, lab: Lab
) -> None:
    notebook = pythonless
    lab.take(LESSON)
    notebook.page.add_init_script(NEVER_IDLE)
    every = open_without_python(notebook, LESSON)
    expect(notebook.panel.locator(".closereader-strip")).to_be_focused()
    notebook.page.evaluate(BUSY)
    for _ in range(TABS):
        notebook.page.keyboard.press("Tab")
        if notebook.cells.count() == every:
            break
    expect(notebook.cells).to_have_count(every, timeout=SOON)
    expect(notebook.panel.locator(FOCUSED)).to_be_in_viewport()
    notebook.page.keyboard.press("Tab")
    expect(notebook.panel.locator(FOCUSED)).to_be_in_viewport()
    expect(notebook.panel.locator(".closereader-rest")).to_have_count(0)


def test_the_end_of_a_page_is_that_of_all_its_cells(pythonless: NotebookPage, lab: Lab) -> None:
    notebook = pythonless
    lab.take(LESSON)
    every = open_without_python(notebook, LESSON)
    assert notebook.cells.count() < every
    expect(notebook.panel.locator(".closereader-strip")).to_be_focused()
    notebook.page.keyboard.press("End")
    expect(notebook.cells).to_have_count(every, timeout=SOON)
    expect(notebook.cells.last).to_be_in_viewport()


def test_a_page_is_scrolled_by_keys_from_its_opening_on_and_its_end_stays_in_sight(
    notebook: NotebookPage, lab: Lab
) -> None:
    """The focus is on the strip, outside of what is scrolled; and the page still grows."""
    lab.take(EXERCISE)
    notebook.open(EXERCISE)
    press = notebook.page.keyboard.press
    page = notebook.panel.locator(".jp-WindowedPanel-outer")
    press("End")
    expect(notebook.cells).to_have_count(len(lab.read(EXERCISE)["cells"]), timeout=SOON)
    expect(notebook.panel.locator(".closereader-coming")).to_have_count(0, timeout=SOON)
    assert page.evaluate("(el) => el.scrollHeight - el.clientHeight - el.scrollTop") < 2
    press("Home")
    expect(notebook.panel.locator(".closereader-strip")).to_be_focused()
    places = [page.evaluate("(el) => el.scrollTop")]
    for key in ("ArrowDown", "PageDown", "Space", "Shift+Space", "PageUp", "ArrowUp"):
        press(key)
        places.append(page.evaluate("(el) => el.scrollTop"))
    assert places[0] < places[1] < places[2] < places[3]
    assert places[:3] == places[:3:-1]


@pytest.mark.new_page
def test_once_a_widget_is_there_all_the_rest_comes_but_no_figure_that_nobody_sees(
    notebook: NotebookPage, lab: Lab
) -> None:
    """A figure's program alone, which is run for the first one, takes longer than many cells."""
    lab.take(LESSON)
    notebook.open(LESSON)
    expect(notebook.panel.locator(LIVE).first).to_be_visible()
    expect(notebook.cells).to_have_count(len(lab.read(LESSON)["cells"]), timeout=SOON)
    assert not notebook.page.evaluate(PLOTLY_IS_RUN)
    notebook.panel.get_by_role("button", name="More (4)").click()
    cell = notebook.cell(27)
    cell.get_by_role("button", name="Run this cell: a figure waits here", exact=True).click()
    expect(cell.get_by_role("button", name="Run this cell again")).to_be_visible()
    expect(cell.locator(".jp-RenderedPlotly .main-svg").first).to_be_visible()
    assert notebook.page.evaluate(PLOTLY_IS_RUN)


def test_what_is_private_to_jupyterlab_is_still_there(notebook: NotebookPage, lab: Lab) -> None:
    """When this fails after an upgrade: look for a public way, or take the names out."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in FRONT.glob("*.js"))
    names = sorted({one or other for one, other in PRIVATE.findall(sources)})
    assert names == ["_onTitleChanged", "_runOnIdleTime"]
    notebook.open(lab.notebook("plain.ipynb", "1 + 1"))
    assert notebook.page.evaluate(HAS, names) == names


@pytest.mark.new_page
def test_without_the_private_way_a_lesson_opens_and_leads_to_its_end(
    notebook: NotebookPage, lab: Lab
) -> None:
    notebook.open(lab.notebook("plain.ipynb", "1 + 1"))
    notebook.page.evaluate(GONE)
    lab.take(EXERCISE)
    notebook.open(EXERCISE)
    expect(notebook.panel.locator(LIVE).first).to_be_visible()
    notebook.panel.get_by_role("button", name="Hand in", exact=True).press("Enter")
    heading = notebook.panel.get_by_role("heading", name="Hand in", exact=True)
    expect(heading).to_be_in_viewport()
    expect(notebook.cells).to_have_count(len(lab.read(EXERCISE)["cells"]))
