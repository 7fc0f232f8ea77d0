"""An argument map in real JupyterLab: built, exported as a file, imported, and there again."""

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

MAP = """\
from closereader import ArgumentMap
ArgumentMap("06/q4", texts=("artiukh-2022",), claim="There is a lesson left.")"""
SAVED = re.compile(r"^Saved \d")


def test_a_map_is_built_taken_out_and_brought_in(notebook: NotebookPage, lab: Lab) -> None:
    notebook.open(lab.notebook("map.ipynb", MAP, "1 + 1")).run(0).idle()
    panel, keys = notebook.panel, notebook.page.keyboard
    parts = panel.get_by_role("treeitem")
    parts.first.focus()
    keys.press("Alt+g")
    keys.type("d d x says so")  # guarded: none of these letters may reach JupyterLab
    panel.get_by_label("Words as the text has them").fill("You have correctly pointed out")
    panel.get_by_role("button", name="Look them up").click()
    expect(panel.locator(".cra-held")).to_contain_text("(artiukh-2022 ¶4)")
    keys.press("Escape")
    expect(parts.nth(1)).to_be_focused()
    keys.press("ArrowLeft")
    keys.press("Alt+w")
    keys.type("Who answers shares.")
    keys.press("Enter")
    expect(parts).to_have_count(3)
    expect(notebook.cells).to_have_count(2)
    panel.get_by_role("button", name="Tree", exact=True).click()
    expect(panel.locator(".cra-lines path")).to_have_count(2)

    panel.get_by_text("Export this map").click()
    panel.get_by_role("button", name="Argdown", exact=True).click()
    with notebook.page.expect_download() as download:
        panel.get_by_role("link", name="Save as argument-06-q4.argdown").click()
    source = download.value.path().read_text(encoding="utf-8")
    assert "“You have correctly pointed out” (artiukh-2022 ¶4) #grounds" in source

    expect(panel.locator(".cr-status-text")).to_have_text(SAVED)
    file = lab.work / "answers/06/q4.json"
    built = json.loads(file.read_text(encoding="utf-8"))["value"]["map"]
    parts.nth(1).focus()
    keys.press("Delete")
    expect(parts).to_have_count(2)
    panel.get_by_text("Import a map").click()
    panel.get_by_label("or choose a file").set_input_files(
        {"name": "map.argdown", "mimeType": "text/plain", "buffer": source.encode()}
    )
    expect(parts).to_have_count(3)
    expect(panel.locator(".cr-status-text")).to_have_text(SAVED)
    notebook.save().reload()
    expect(parts).to_have_count(3)
    kept = json.loads(file.read_text(encoding="utf-8"))["value"]
    assert kept["map"] == built
    assert len(kept["before"]["children"]) == 1
    assert notebook.in_the_way() == []
