"""Handing in, in real JupyterLab: the preview follows the work, and the file is made in the end."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader.handin import read_handin
from tests.browser.lab.notebook_page import PATIENCE

if TYPE_CHECKING:
    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.lab

ASK = """\
from closereader import Ask
Ask("02/exercise-question-4", "Report, or exclusion?", texts=("post-2022",))"""
HAND_IN = """\
from closereader import HandIn
HandIn("02")"""


def test_an_answer_is_seen_at_once_handed_in_and_made_again_after_a_crash(
    notebook: NotebookPage, lab: Lab
) -> None:
    lab.take("exercises/02_exclusion.ipynb")
    notebook.open(lab.notebook("handing.ipynb", ASK, HAND_IN, "1 + 1"))
    notebook.run(0).idle().run(1).idle()
    widget = notebook.panel.locator(".cr-handin")
    expect(widget).to_contain_text("0 of 6 questions answered")
    box = notebook.panel.get_by_role("textbox", name="Report, or exclusion?")
    box.press_sequentially("Both: “the masses hated the freedom”.")
    expect(widget).to_contain_text("1 of 6 questions answered")

    widget.get_by_role("button", name="Make my file").press("Enter")
    link = widget.get_by_role("link", name="Download the file")
    with notebook.page.expect_download() as download:
        link.press("Enter")
    (file,) = (lab.work / "handins").glob("*.html")
    assert Path(download.value.path()).read_bytes() == file.read_bytes()
    answers = read_handin(file.read_bytes()).answers
    assert answers["02/exercise-question-4"].value["text"].startswith("Both: “the masses")

    box.press("End")
    box.press_sequentially(" And more.")
    expect(widget).to_contain_text("Something changed since.")
    lab.kill_kernel("handing.ipynb")
    notebook.page.locator(".jp-Dialog button.jp-mod-accept").click(timeout=PATIENCE)
    status = widget.locator(".cr-status-text")
    expect(status).to_contain_text("Python was restarted. Press “Run this cell again”")
    widget.get_by_role("button", name="Make my file").click()
    expect(status).to_contain_text("to save 1 change.")
    widget.get_by_role("button", name="Run this cell again").click()
    expect(widget).to_contain_text("It holds what is here now.", timeout=PATIENCE)
    expect(widget.locator(".cr-status-text")).to_have_text(re.compile(r"^Saved \d"))
    assert "And more." in file.read_text(encoding="utf-8")
    assert len(list((file.parent / "earlier").iterdir())) == 1
    assert notebook.in_the_way() == []
