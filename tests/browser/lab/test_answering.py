"""Answers in real JupyterLab: written while Python is dead, and on disk in the end."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, expect

if TYPE_CHECKING:
    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.lab

ASK = """\
from closereader import Ask
Ask("02/q1", "Why?", texts=("artiukh-2022",))"""
CHOOSE = """\
from closereader import Choose
Choose("02/q5")"""
REACH = "Because few people in Russia can be reached"
SAVED = re.compile(r"^Saved \d")
RESTARTED = "Python was restarted. Press “Run this cell again” (Shift+Enter) to save 1 change."


def answer(lab: Lab, question: str = "q1") -> dict[str, object]:
    text = (lab.work / f"answers/02/{question}.json").read_text(encoding="utf-8")
    value: dict[str, object] = json.loads(text)["value"]
    return value


def status(notebook: NotebookPage, number: int = 0) -> Locator:
    return notebook.panel.locator(".cr-status-text").nth(number)


def test_written_after_the_crash_and_delivered_by_the_key_it_names(
    notebook: NotebookPage, lab: Lab
) -> None:
    notebook.open(lab.notebook("answers.ipynb", ASK, CHOOSE, "1 + 1"))
    notebook.run(0).idle().run(1).idle()
    box = notebook.panel.get_by_role("textbox", name="Why?")
    box.press_sequentially("d d x “You have correctly pointed out”")
    expect(status(notebook)).to_have_text(SAVED)
    expect(notebook.panel.locator(".cr-checks")).to_contain_text("artiukh-2022 ¶4")

    lab.kill_kernel("answers.ipynb")
    notebook.page.locator(".jp-Dialog button.jp-mod-accept").click()
    box.press("End")
    box.press_sequentially(" and more")
    notebook.panel.get_by_label(REACH).check()
    for number in (0, 1):
        expect(status(notebook, number)).to_have_text(RESTARTED)

    box.press("Shift+Enter")
    expect(status(notebook)).to_have_text(SAVED)
    assert answer(lab) == {
        "kind": "prose",
        "text": "d d x “You have correctly pointed out” and more",
    }
    notebook.panel.get_by_role("button", name="Run this cell again").click()
    expect(status(notebook, 1)).to_have_text(SAVED)
    assert answer(lab, "q5") == {"kind": "choice", "chosen": ["practical"]}
    expect(notebook.cells).to_have_count(3)

    notebook.save().reload()
    expect(box).to_have_value("d d x “You have correctly pointed out” and more")
    expect(notebook.panel.get_by_label(REACH)).to_be_checked()
    assert notebook.in_the_way() == []


def test_undo_in_a_box_takes_back_words_and_no_cell(notebook: NotebookPage, lab: Lab) -> None:
    notebook.open(lab.notebook("undone.ipynb", ASK, "1 + 1"))
    notebook.type_into_cell(1, " + 2")
    notebook.run(0).idle()
    box = notebook.panel.get_by_role("textbox", name="Why?")
    box.press_sequentially("Two words")
    expect(status(notebook)).to_have_text(SAVED)
    box.press("ControlOrMeta+a")
    box.press("Delete")
    expect(box).to_have_value("")

    box.press("ControlOrMeta+z")
    expect(box).to_have_value("Two words")
    box.press("ControlOrMeta+Shift+z")
    expect(box).to_have_value("")
    box.press("ControlOrMeta+z")
    expect(box).to_have_value("Two words")
    box.press("End")
    box.press_sequentially("!")
    expect(status(notebook)).to_have_text(SAVED)
    assert answer(lab, "q1") == {"kind": "prose", "text": "Two words!"}
    expect(notebook.cells.nth(1).locator(".cm-content")).to_contain_text("+ 2")
