"""A whole exercise in real JupyterLab with the keyboard alone: no click after the page is open."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from closereader.handin import read_handin
from tests.browser.lab.reader_page import ReaderPage

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.lab

EXERCISE = "exercises/02_exclusion.ipynb"
STEPS = 60
"""More presses of Tab than there are stops in one output."""
NUMBER = "data-windowed-list-index"
CLAIM = "the limits to what we can learn from you are clear"
SAVED = re.compile(r"^Saved \d")
# What is answered to the four questions in prose; each quotes words of its text.
PROSE = {
    3: "Losing a rank is not exclusion: it “was destroyed” (alieva-2024 ¶4).",
    4: "Both. “The country groaned” (post-2022 ¶5).",
    5: "Not by explaining alone: “you are right” (artiukh-2022 ¶4).",
    6: "We still differ on “hints” (alieva-2024 ¶5).",
}


class Keys:
    """Nothing but keys."""

    def __init__(self, notebook: NotebookPage, cells: list[Any]) -> None:
        self.notebook = notebook
        self.cells = cells
        self.press = notebook.page.keyboard.press
        self.type = notebook.page.keyboard.type

    def run_all(self) -> None:
        """Press Shift+Enter from the first cell to the last, as the lessons say."""
        self.press("Escape")
        self.press("Control+Home")
        for _ in range(len(self.cells) - 1):
            self.press("Shift+Enter")
        self.press("Control+Enter")  # at the last cell, Shift+Enter would add another
        self.notebook.idle()

    def leave(self) -> None:
        """Go back with Shift+Tab from within a widget to the cell that it stands in."""
        for _ in range(STEPS):
            if self.notebook.page.evaluate("document.activeElement.matches('.jp-mod-active')"):
                return
            self.press("Shift+Tab")
        raise AssertionError(f"{STEPS} times Shift+Tab do not lead out of the widget.")

    def go_to_cell(self, wanted: int) -> None:
        """Choose a cell with the arrow keys, in command mode."""
        active = self.notebook.panel.locator(".jp-Cell.jp-mod-active")
        self.leave()
        for _ in self.cells:
            # JupyterLab leaves out cells that are far away, and numbers those it shows.
            now = active.get_attribute(NUMBER) or ""
            if now == str(wanted):
                return
            self.press("ArrowDown" if int(now) < wanted else "ArrowUp")
            expect(active).not_to_have_attribute(NUMBER, now)
        raise AssertionError(f"The arrow keys do not lead to cell {wanted}.")

    def cell(self, words: str) -> Locator:
        """Go to the code cell that holds these words, and give it.

        The arrow keys pass over a cell whose code is hidden: Tab then leads into it from the one
        before.
        """
        wanted = next(
            at
            for at, cell in enumerate(self.cells)
            if cell["cell_type"] == "code" and words in "".join(cell["source"])
        )
        hidden = self.cells[wanted]["metadata"].get("jupyter", {}).get("source_hidden", False)
        self.go_to_cell(wanted - 1 if hidden else wanted)
        return self.notebook.panel.locator(f".jp-Cell[{NUMBER}='{wanted}']")

    def tab_to(self, goal: Locator) -> None:
        """Press Tab until the goal has the focus."""
        for _ in range(STEPS):
            self.press("Tab")
            if goal.evaluate("(el) => el === document.activeElement"):
                return
        raise AssertionError(f"{STEPS} times Tab do not lead to {goal}.")


def fill_a_cell_of_the_table(keys: Keys, output: Locator) -> None:
    keys.tab_to(output.get_by_role("button", name="Choose a passage: Claim: Letter (artiukh-2022)"))
    keys.press("Enter")
    keys.tab_to(output.get_by_label("Paste words from a text"))
    keys.type(CLAIM)
    keys.tab_to(output.get_by_role("button", name="Look them up"))
    keys.press("Enter")
    expect(output.get_by_text("Chosen:")).to_be_visible()
    keys.tab_to(output.get_by_role("button", name="Save"))
    keys.press("Enter")
    expect(output.locator(".cr-status-text")).to_have_text(SAVED)


def mark_two_passages(notebook: NotebookPage, output: Locator) -> None:
    reader = ReaderPage(notebook)
    reader.el = output.locator("section.crr")  # above it, two texts stand side by side
    reader.enter_with_keys()
    reader.mark_with_keys(lines=2, skip=1, words=3, theme=1)
    reader.mark_with_keys(lines=5, skip=2, words=2, theme=5)
    reader.has_marks(2)
    reader.is_saved()


def test_an_exercise_is_worked_through_and_handed_in_with_keys_alone(
    notebook: NotebookPage, lab: Lab
) -> None:
    lab.take(EXERCISE)
    notebook.open(EXERCISE)
    keys = Keys(notebook, lab.read(EXERCISE)["cells"])
    keys.run_all()
    assert notebook.in_the_way() == []

    fill_a_cell_of_the_table(keys, keys.cell("exercise-question-1"))
    mark_two_passages(notebook, keys.cell('Reader("artiukh-2022"'))
    for number, words in PROSE.items():
        answer = keys.cell(f"exercise-question-{number}")
        keys.tab_to(answer.get_by_role("textbox"))
        keys.type(words)
        expect(answer.locator(".cr-status-text")).to_have_text(SAVED)
        expect(answer.locator(".cr-checks")).to_contain_text("Verbatim")
    handin = keys.cell("HandIn")
    expect(handin).to_contain_text("6 of 6 questions answered")
    keys.tab_to(handin.get_by_role("button", name="Make my file"))
    keys.press("Enter")
    expect(handin.get_by_role("link", name="Download the file")).to_be_visible()
    assert notebook.in_the_way() == []

    (file,) = (lab.work / "handins").glob("*.html")
    found = read_handin(file.read_bytes())
    assert len(found.marks) == 2
    assert CLAIM in json.dumps(found.answers["02/exercise-question-1"].value)
    for number, words in PROSE.items():
        assert found.answers[f"02/exercise-question-{number}"].value["text"] == words
