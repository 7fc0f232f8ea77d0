"""Where a page is read: it stays there, it leads to a place of another page, and it has an end."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.lab

START = "notebooks/00_start_here.ipynb"
LESSON = "notebooks/04_gender_in_expertise.ipynb"
EXERCISE = "exercises/04_gender_in_expertise.ipynb"
AGAIN = re.compile("Run this cell")
TOP = "(el) => el.getBoundingClientRect().top"
OUTER = ".jp-WindowedPanel-outer"
LITTLE = 200
"""Pixels that may be empty below the last line."""
EMPTY = """(outer) => {
  outer.scrollTop = outer.scrollHeight;
  const shown = [...outer.querySelectorAll(".jp-Cell")].filter((cell) => cell.offsetHeight > 0);
  return outer.getBoundingClientRect().bottom - shown.at(-1).getBoundingClientRect().bottom;
}"""


def rests(one: Locator) -> float:
    """Wait until it stays where it is for half a second, and return its top."""
    before, now = math.inf, float(one.evaluate(TOP))
    while now != before:
        one.page.wait_for_timeout(500)
        before, now = now, float(one.evaluate(TOP))
    return now


def test_a_restart_leaves_the_page_where_it_is_read(notebook: NotebookPage, lab: Lab) -> None:
    lab.take(START)
    notebook.open(START)
    page = notebook.page
    reader = notebook.panel.locator(".crr-scroll").first
    reader.click()  # in the cell that is then the one that was used last
    told = notebook.cell(9)
    expect(told).to_contain_text("Find it again after a restart")
    expect(notebook.panel.locator(".crr-scroll")).to_have_count(2)
    page.mouse.move(600, 500)
    page.mouse.wheel(0, -120)
    before = rests(told)
    page.locator(".lm-MenuBar-item", has_text="Kernel").click()
    page.locator(".lm-Menu-itemLabel", has_text="Restart Kernel…").first.click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    restarted = notebook.panel.locator(".cr-status-text", has_text="Python was restarted")
    expect(restarted.first).to_be_attached()
    notebook.idle()
    bar = notebook.panel.locator(".closereader-bar", has_text="Python was restarted")
    expect(bar).to_contain_text("What you saved is on disk")
    assert abs(rests(told) - before) < 4
    # One press, and nobody has to find each cell and run it.
    bar.get_by_role("button", name="Make the page ready again").click()
    expect(restarted).to_have_count(0)
    expect(bar).to_have_count(0)
    notebook.idle()


def test_whoever_restarts_and_runs_all_is_offered_nothing(notebook: NotebookPage, lab: Lab) -> None:
    lab.take(START)
    notebook.open(START)
    page = notebook.page
    page.locator(".lm-MenuBar-item", has_text="Kernel").click()
    page.locator(".lm-Menu-itemLabel", has_text="Restart Kernel and Run All Cells…").click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    bar = notebook.panel.locator(".closereader-bar", has_text="Python was restarted")
    page.wait_for_timeout(2500)  # longer than the page waits before it offers to run
    notebook.idle()
    expect(bar).to_have_count(0)


def test_a_question_of_another_page_is_one_press_away(notebook: NotebookPage, lab: Lab) -> None:
    lab.take(LESSON)
    lab.take(EXERCISE)
    notebook.open(EXERCISE)
    question = notebook.cell(16)
    first = question.locator(".cr-first")
    expect(first).to_contain_text("You have not answered question 8 of “Gender in expertise” yet.")
    expect(first).not_to_contain_text("ipynb")
    first.get_by_role("link", name="question 8 of “Gender in expertise”").press("Enter")
    tab = notebook.page.locator(".lm-DockPanel-tabBar .lm-mod-current")
    expect(tab).to_have_text("04 Gender in expertise")
    expect(notebook.panel.get_by_role("heading", name="Question 8")).to_be_in_viewport()
    box = notebook.panel.get_by_role("textbox", name=re.compile("What would count as evidence"))
    expect(box).to_be_visible()


def test_only_what_follows_its_reader_is_offered_again(notebook: NotebookPage, lab: Lab) -> None:
    lab.take(START)
    notebook.open(START)
    expect(notebook.cell(14)).to_contain_text("Exclusion")  # themes of the codebook
    expect(notebook.cell(14).get_by_role("button", name=AGAIN)).to_have_count(0)
    expect(notebook.cell(8).get_by_role("button", name="Run this cell again")).to_be_visible()


def test_a_folded_result_that_never_changes_is_offered_once(
    notebook: NotebookPage, lab: Lab
) -> None:
    lesson = "notebooks/01_three_voices.ipynb"
    lab.take(lesson)
    notebook.open(lesson)
    cells = [cell["id"] for cell in lab.read(lesson)["cells"]]
    notebook.panel.get_by_role("button", name=re.compile(r"^More \(")).click()
    cell = notebook.cell(cells.index("we"))
    cell.get_by_role("button", name="Run this cell: a table waits here").press("Enter")
    expect(cell.get_by_role("table").first).to_be_visible()
    expect(cell.get_by_role("button", name=AGAIN)).to_have_count(0)
    expect(notebook.panel.locator(".jp-Cell:focus")).to_have_count(1)


def test_a_page_ends_below_its_last_line(notebook: NotebookPage, lab: Lab) -> None:
    lab.take(START)
    notebook.open(START)
    notebook.page.keyboard.press("End")
    expect(notebook.cells).to_have_count(len(lab.read(START)["cells"]))
    empty = notebook.panel.locator(OUTER).evaluate(EMPTY)
    assert 0 <= empty < LITTLE
