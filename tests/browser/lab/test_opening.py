"""Opening a notebook: a card where no Python runs, and nothing in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from closereader.widgets.base.card import card

if TYPE_CHECKING:
    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.lab

CARD = card("A title", ["An author", "12 paragraphs"], todo="Run this cell (Shift+Enter).")
VIEW = "application/vnd.jupyter.widget-view+json"


def saved_earlier(lab: Lab, path: str) -> str:
    """Write a notebook that was run, saved and closed on some other day."""
    view = {"model_id": "0123456789abcdef0123456789abcdef", "version_major": 2, "version_minor": 1}
    output: dict[str, Any] = {
        "output_type": "display_data",
        "metadata": {},
        "data": {VIEW: view, "text/html": CARD, "text/plain": "Reader('x'): 0 passages marked"},
    }
    lab.notebook(path, "1 + 1")
    notebook = lab.read(path)
    notebook["cells"][0] |= {"outputs": [output], "execution_count": 1}
    lab.write(path, notebook)
    return path


@pytest.mark.parametrize("trusted", [False, True])
def test_a_notebook_of_another_day_shows_its_cards(
    notebook: NotebookPage, lab: Lab, trusted: bool
) -> None:
    path = saved_earlier(lab, "other-day.ipynb")
    if trusted:
        lab.api(f"contents/{path}/trust", "POST")
    notebook.open(path)
    shown = notebook.outputs.locator(".closereader-card")
    expect(shown).to_contain_text("Run this cell")
    assert notebook.in_the_way() == []
    # JupyterLab sanitises what it does not trust; the card keeps its frame all the same.
    # It may be drawn anew a moment after it is there, when the kernel is known.
    expect(shown).to_have_css("border-left-width", "6px")
    expect(shown).to_have_css("background-color", "rgba(127, 127, 127, 0.08)")
    expect(shown.locator("strong")).to_have_css("font-weight", "700")
    assert len(lab.read(path)["cells"][0]["outputs"][0]["data"]) == 3


@pytest.mark.new_page
def test_nothing_asks_for_news_or_updates(notebook: NotebookPage, lab: Lab) -> None:
    notebook.open(lab.notebook("quiet.ipynb", "1 + 1"))
    settings = lab.settings("@jupyterlab/apputils-extension:notification")
    assert settings["fetchNews"]["default"] == "false"
    assert settings["checkForUpdates"]["default"] is False
    notebook.run(0).idle()
    assert notebook.in_the_way() == []
