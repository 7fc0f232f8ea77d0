"""What is out of sight waits until what is in sight is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = [pytest.mark.lab, pytest.mark.new_page]

LESSON = "notebooks/02_exclusion.ipynb"
LIVE = ".jp-OutputArea-output .cr:not(.cr-stage)"
SOON = 30_000
"""Milliseconds in which all cells come by themselves."""
PLOTLY_IS_RUN = "() => document.getElementById('plotly.js-style-global') !== null"


def test_a_figure_that_nobody_sees_is_not_drawn(notebook: NotebookPage, lab: Lab) -> None:
    """Its program alone, which is run for the first of them, takes longer than many cells."""
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
