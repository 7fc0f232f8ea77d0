"""One comparison by keyboard alone: search, mark, link, run the cell again, all is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, expect

if TYPE_CHECKING:
    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.lab

OPEN = """\
from closereader import Compare
Compare("artiukh-2022", "post-2022", show=("¶4", "¶1"), search="soil")"""
TABS = 20
"""More Tab presses than there are places before the search box."""


def walk_to(notebook: NotebookPage, goal: Locator) -> None:
    """Go somewhere with Tab alone."""
    for _ in range(TABS):
        notebook.page.keyboard.press("Tab")
        if goal.evaluate("el => el === document.activeElement"):
            return
    raise AssertionError(f"{TABS} times Tab do not lead there")


def is_saved(el: Locator, side: int) -> None:
    expect(el.locator(".cr-status-text").nth(side)).to_have_text(re.compile(r"^Saved \d"))


def test_a_passage_is_linked_with_its_answer_by_keys_alone(
    notebook: NotebookPage, lab: Lab
) -> None:
    notebook.open(lab.notebook("compare.ipynb", OPEN, "1 + 1"))
    notebook.run(0)
    el = notebook.panel.locator("section.crc")
    left, right = el.locator(".crr-scroll").nth(0), el.locator(".crr-scroll").nth(1)
    expect(right).to_be_visible()
    notebook.idle()
    keys = notebook.page.keyboard

    walk_to(notebook, el.get_by_role("searchbox"))
    keys.press("Control+a")
    keys.type("roots|soil")
    expect(el.locator(".crc-search .crr-search-count")).to_have_text("0 and 2 hits")
    keys.press("Enter")
    keys.press("Escape")
    expect(right).to_be_focused()
    keys.press("4")
    is_saved(el, 1)
    keys.press("F6")
    expect(left).to_be_focused()
    for key in ("w", "w", "l"):
        keys.press(key)
    keys.type("d d x: who learns?")
    keys.press("Enter")
    expect(left).to_be_focused()
    is_saved(el, 0)
    assert len(lab.marks("post-2022")) == 1
    [link] = lab.marks("artiukh-2022")
    assert link["motivation"] == "linking"

    notebook.run(0).idle()
    expect(el.locator("[data-key=list]").nth(1)).to_contain_text("1")
    unfold = el.get_by_role("button", name="Linked passages")
    expect(unfold).to_contain_text("1")
    unfold.press("Enter")
    row = el.locator(".crc-links > li")
    expect(row).to_contain_text("“We appreciate the way you have tried to theorise our corner")
    expect(row).to_contain_text("d d x: who learns?")
    expect(notebook.cells).to_have_count(2)
    assert notebook.in_the_way() == []
