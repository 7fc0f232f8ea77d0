"""Who types while Python is restarted loses no word, and JupyterLab takes none for a command."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.lab

SLOW = "import time; time.sleep(1)"
ASK = """\
from closereader import Ask
Ask("02/q1", "Why?", texts=("artiukh-2022",))"""
WORDS = 60


def test_typing_goes_on_through_restart_and_run_all(notebook: NotebookPage, lab: Lab) -> None:
    """`d d` deletes a cell where nobody writes, `x` cuts it, Enter opens its code."""
    notebook.open(lab.notebook("typing.ipynb", SLOW, ASK, "1 + 1"))
    notebook.run(0).run(1).idle()
    box = notebook.panel.get_by_role("textbox", name="Why?")
    box.press_sequentially("Before")
    old = box.element_handle()
    notebook.panel.get_by_role("button", name="Restart the kernel and run all cells").click()
    notebook.page.locator(".jp-Dialog").get_by_role("button", name="Confirm").click()
    box.focus()
    typed = "Before"
    for n in range(WORDS):
        typed += f" add{n:02}x"
        notebook.page.keyboard.type(f" add{n:02}x", delay=15)
    last = notebook.panel.locator(".jp-CodeCell .jp-InputPrompt").last
    expect(last).to_have_text(re.compile(r"\[3\]:"))
    expect(notebook.panel.locator(".cr-status-text")).to_have_text(re.compile(r"^Saved \d"))
    assert not notebook.page.evaluate("(one) => one.isConnected", old)
    expect(box).to_have_value(typed)
    expect(box).to_be_focused()
    expect(notebook.cells).to_have_count(3)
    kept = json.loads((lab.work / "answers/02/q1.json").read_text(encoding="utf-8"))
    assert kept["value"]["text"] == typed
