"""A slow computer in real JupyterLab: a module that takes longer to load than anywidget waits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.lab

# anywidget 0.11 gives a module two seconds; after that its model hears nothing any more.
SLOW = """\
from closereader import Ask
from closereader.widgets.base import bundle
usual = bundle.script
bundle.script = lambda name: "await new Promise((r) => setTimeout(r, 2500));\\n" + usual(name)
widget = Ask("02/q1", "Why?")
widget"""
LESSON = "notebooks/06_what_should_be_done.ipynb"
KEEP = 'widget.keep({"text": "Written by Python."})'
SAVED = re.compile(r"^Saved \d")


def test_a_widget_that_loaded_slowly_hears_python(notebook: NotebookPage, lab: Lab) -> None:
    notebook.open(lab.notebook("slow.ipynb", SLOW, KEEP))
    notebook.run(0).idle()
    box = notebook.panel.locator("textarea.cr-prose")
    box.fill("Seven words that are put in here.")  # at once: of typed ones, the first may be saved
    expect(notebook.panel.locator(".cr-status-text")).to_have_text(SAVED)
    notebook.run(1).idle()
    expect(notebook.panel.locator(".jp-InputPrompt").nth(1)).to_have_text("[2]:")
    assert notebook.in_the_way() == []
    expect(box).to_have_value("Written by Python.")


def test_the_button_that_runs_the_cell_again_does_so_from_a_text_box(
    notebook: NotebookPage, lab: Lab
) -> None:
    notebook.open(lab.notebook("again.ipynb", SLOW, "1 + 1"))
    notebook.run(0).idle()
    box = notebook.panel.locator("textarea.cr-prose")
    box.press_sequentially("Before.")
    expect(notebook.panel.locator(".cr-status-text")).to_have_text(SAVED)
    notebook.restart()
    box.press_sequentially(" After")  # the press on the button takes the focus from the box
    prompt = notebook.cells.nth(0).locator(".jp-InputPrompt")
    notebook.panel.get_by_role("button", name="Run this cell again").click()
    expect(prompt).to_have_text("[1]:")
    expect(notebook.panel.locator(".cr-status-text")).to_have_text(SAVED)
    expect(box).to_have_value("Before. After")


def test_who_goes_on_by_keys_waits_at_a_widget_and_is_led_into_it(
    notebook: NotebookPage, lab: Lab
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST":
            held.append(route)
        else:
            route.continue_()

    page = notebook.page
    page.route("**/api/sessions**", hold)  # so that no kernel is there
    lab.take(LESSON)
    notebook.begin(LESSON)
    coming = notebook.panel.locator(".closereader-coming")
    expect(coming.first).to_be_visible()
    # The card would say: run this cell.
    expect(notebook.panel.locator(".closereader-card em").first).to_be_hidden()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.closereader-coming')"):
            break
    expect(coming.first).to_be_focused()
    expect(coming.first).to_have_accessible_name("Question 1: on its way, opens here by itself")
    expect(coming.first).to_have_attribute("aria-busy", "true")
    page.keyboard.press("a")  # is no command of JupyterLab
    for route in held:
        route.continue_()
    page.unroute("**/api/sessions**")
    expect(page.locator("#closereader-voice")).to_contain_text("Ready: Question 1.")
    expect(notebook.panel.locator(".jp-OutputArea:focus")).to_have_count(1)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.cr input[type=checkbox]')")
    expect(notebook.panel.locator(".jp-Cell:has(:focus) .closereader-coming")).to_have_count(0)
