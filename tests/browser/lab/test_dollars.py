"""A dollar sign in somebody's words stays a dollar sign: JupyterLab makes no formula of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.lab

WORDS = r"Gas cost $50 in Minsk and $250 in Berlin, $$12$$ more, as \(a+b\) and \[c\] say."
CELLS = f"""
words = {WORDS!r}

from IPython.display import display, publish_display_data
import closereader, closereader.argument, closereader.concordance
from closereader.figures.figure import Figure
from closereader.seminar.readings import lines
from closereader.tables import open_table

display(closereader.argument.Node("claim", words))
display(lines([words]))
display(closereader.concordance.concordance("artiukh-2022", "$50 | $250"))
Figure(
    title="How much?", data=[], layout={{}}, summary=words, headings=["Where"], rows=[[words]],
    leaves_out=[words], source=words,
)._ipython_display_()
card, _ = closereader.Ask("01/q1", words)._repr_mimebundle_()
publish_display_data({{"text/html": card["text/html"]}})
open_table("panel").frame.head(2).assign(said=words)
"""
SHOWN = 6
UNFOLD = "() => document.querySelectorAll('details').forEach((one) => (one.open = true))"


# Not ours: when its formula is there, what stands above had its turn.
LAST = "from IPython.display import HTML; HTML('<p>$x$</p>')"


def test_dollars_in_words_are_not_typeset(notebook: NotebookPage, lab: Lab) -> None:
    notebook.open(lab.notebook("dollars.ipynb", CELLS, LAST)).run_through(2)
    formulas = notebook.panel.locator("mjx-container")
    expect(formulas.last).to_be_visible()
    expect(notebook.cells.nth(1).locator("mjx-container")).to_have_count(1)
    expect(formulas).to_have_count(1)
    notebook.page.evaluate(UNFOLD)
    assert notebook.cells.first.inner_text().count(WORDS) >= SHOWN
