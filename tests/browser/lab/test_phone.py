"""A lesson in JupyterLab in a window as narrow as a phone, or as a desk at 400 %."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.lab

LESSON = "notebooks/09_words_and_names.ipynb"


@pytest.mark.new_page
def test_a_lesson_has_the_width_of_a_narrow_window(notebook: NotebookPage, lab: Lab) -> None:
    lab.take(LESSON)
    page = notebook.page
    page.set_viewport_size({"width": 320, "height": 700})
    notebook.open(LESSON)
    files = page.locator("#jp-left-stack")
    expect(files).to_be_hidden()
    width = notebook.panel.evaluate("(el) => el.getBoundingClientRect().width")
    assert width > 320 - 20
    page.set_viewport_size({"width": 1400, "height": 700})
    expect(files).to_be_visible()
    expect(page.locator(".jp-SideBar.jp-mod-left")).to_be_visible()
    page.set_viewport_size({"width": 350, "height": 700})
    expect(files).to_be_hidden()
