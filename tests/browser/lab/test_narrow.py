"""Every widget of the course in a narrow window and in dark, with scrollbars that take room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.lab.course_cells import WIDGETS, course_cells
from tests.browser.lab.notebook_page import NotebookPage
from tests.browser.lab.server import DARK, Lab
from tests.notebooks.course import EXERCISES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Locator, ViewportSize

pytestmark = pytest.mark.lab

NARROW: ViewportSize = {"width": 800, "height": 700}
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0, true)))"
# What sticks out of the cell's output, and text that is cut by a box too small for it.
OUT_OF_PLACE = """
(el) => {
    const frame = el.closest(".jp-OutputArea-output").getBoundingClientRect();
    const start = (one) => one.textContent.trim().slice(0, 60);
    const words = (one) => `${one.tagName}.${one.className}: ${start(one)}`;
    const found = [];
    // An ellipsis that tells the whole name to whoever points at it or hears it is meant.
    const is_told = (one) =>
        getComputedStyle(one).textOverflow === "ellipsis" && one.closest("[title], [aria-label]");
    const scrolls = (one) => {
        for (let up = one.parentElement; up !== el.parentElement; up = up.parentElement) {
            if (["auto", "scroll"].includes(getComputedStyle(up).overflowX)) return true;
            if (is_told(up)) return true;
        }
        return false;
    };
    for (const one of el.querySelectorAll("*")) {
        const style = getComputedStyle(one);
        const box = one.getBoundingClientRect();
        if (!box.width || !box.height || style.visibility === "hidden") continue;
        if (style.clipPath !== "none" || box.width <= 1) continue; // for screen readers only
        if (!scrolls(one) && (box.right > frame.right + 1 || box.left < frame.left - 1)) {
            found.push(`sticks out by ${Math.round(box.right - frame.right)} px: ${words(one)}`);
        }
        const cut = one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0;
        const hides = ["hidden", "clip"].includes(style.overflowX);
        if (cut && hides && !is_told(one)) found.push(`is cut: ${words(one)}`);
    }
    return found;
}
"""


@pytest.fixture(scope="module")
def dark_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Start JupyterLab in its dark theme."""
    with Lab(tmp_path_factory.mktemp("dark"), settings_of_lab=DARK) as lab:
        yield lab


@pytest.fixture(scope="module")
def narrow(dark_lab: Lab, lab_browser: BrowserContext) -> Iterator[NotebookPage]:
    """Give one notebook with a cell for every widget, run from top to bottom at 800 pixels."""
    page = lab_browser.new_page()
    page.set_viewport_size(NARROW)
    notebook = NotebookPage(page, dark_lab)
    cells = course_cells()
    for path in EXERCISES:  # a hand-in reads what its exercise asks
        dark_lab.take(f"exercises/{path.name}")
    notebook.open(dark_lab.notebook("all.ipynb", *(cells[name] for name in WIDGETS), "1 + 1"))
    notebook.run_through(len(WIDGETS))
    yield notebook
    page.close()


def shown(notebook: NotebookPage, name: str) -> Locator:
    """Bring a widget into sight, drawn; what is out of sight is not laid out."""
    cell = notebook.cell(WIDGETS.index(name))
    widget = cell.locator(".jp-OutputArea-output").locator(".cr:not(.cr-stage), .cre").first
    expect(widget).to_be_visible()
    notebook.page.wait_for_function(DRAWN)
    return widget


@pytest.mark.parametrize("name", WIDGETS)
def test_nothing_sticks_out_or_is_cut(narrow: NotebookPage, name: str) -> None:
    widget = shown(narrow, name)
    assert narrow.page.evaluate("document.body.dataset.jpThemeLight") == "false"
    found: list[str] = widget.evaluate(OUT_OF_PLACE)
    assert found == []


@pytest.mark.parametrize("name", WIDGETS)
def test_axe_finds_nothing_in_dark(narrow: NotebookPage, name: str) -> None:
    shown(narrow, name).evaluate("(el, name) => { el.dataset.seen = name }", name)
    report = Axe().run(narrow.page, context=f"[data-seen='{name}']").response
    assert len(report["passes"]) > 5
    assert [
        (rule["id"], node["html"], node["failureSummary"])
        for rule in report["violations"]
        for node in rule["nodes"]
    ] == []
