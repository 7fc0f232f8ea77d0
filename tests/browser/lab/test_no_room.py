"""A browser whose store is full: the lesson is there, and nothing is remembered of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.lab.conftest import Desktop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.lab

LESSON = "notebooks/02_exclusion.ipynb"
LIVE = ".jp-OutputArea-output .cr:not(.cr-stage)"
FULL = """
const put = Storage.prototype.setItem;
Storage.prototype.setItem = function (name, words) {
  if (name.startsWith("closereader")) throw new Error("quota");
  put.call(this, name, words);
};
"""


@pytest.fixture(scope="module")
def desktop() -> Iterator[Desktop]:
    """Give a tab whose store is full."""
    own = Desktop(FULL)
    yield own
    own.close()


@pytest.mark.parametrize("width", [1400, 800])
def test_a_lesson_runs_where_the_browser_has_no_room_to_remember_anything(
    notebook: NotebookPage, lab: Lab, width: int
) -> None:
    lab.take(LESSON)
    notebook.page.set_viewport_size({"width": width, "height": 800})
    notebook.open(LESSON)
    expect(notebook.panel.locator(LIVE).first).to_be_visible()
