"""The explorer in real JupyterLab: a choice by keyboard, kept, and there after a restart."""

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

EXPLORE = """\
from whose_lessons import Explore
Explore("rents", id="03/q4", prompt="Choose the indicator that you would defend.")"""


def test_an_indicator_is_chosen_by_keyboard_kept_and_shown_after_a_restart(
    notebook: NotebookPage, lab: Lab
) -> None:
    notebook.open(lab.notebook("exploring.ipynb", EXPLORE, "1 + 1"))
    notebook.run(0).idle()
    view = notebook.panel.locator(".cre")
    title, trouble = view.locator(".cre-title"), view.locator(".cre-trouble")
    expect(title).to_have_text(re.compile("more resource rents.* 2021"))
    indicator = view.get_by_role("combobox", name="Across (x axis)")
    indicator.focus()
    notebook.page.keyboard.press("ArrowDown")
    expect(title).to_have_text(re.compile("more fuel exports.* 2021"))
    view.locator(".cre-plot").focus()
    for key in ("d", "d", "x", "ArrowRight", "End"):  # Lab would delete the cell
        notebook.page.keyboard.press(key)
    expect(view.locator(".cre-readout")).to_contain_text("of the table panel")
    expect(notebook.cells).to_have_count(2)
    view.get_by_role("button", name="Use this picture in my answer").click()
    expect(view.locator(".cr-status")).to_contain_text(re.compile(r"Saved \d"))
    kept = json.loads((lab.work / "answers/03/q4.json").read_text(encoding="utf-8"))["value"]
    assert kept["choice"]["x"] == "fuel_exports_pct_merch"
    assert kept["summary"].startswith("Across 147 countries in 2021")

    notebook.restart()
    indicator.focus()
    notebook.page.keyboard.press("ArrowDown")
    expect(trouble).to_contain_text("Python is not running, so this choice waits")
    expect(title).to_contain_text("more fuel exports")
    notebook.run(0).idle()
    expect(title).to_have_text(re.compile("more oil and gas.* 2014"))
    expect(view.locator(".cre-kept")).to_contain_text("In your answer: Do countries with more fuel")

    notebook.save().reload()
    expect(title).to_have_text(re.compile("more oil and gas"))
    assert notebook.in_the_way() == []
