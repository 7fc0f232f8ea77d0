"""The first lesson as it lies in the course, and all widgets together in one notebook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.lab.reader_page import ReaderPage

if TYPE_CHECKING:
    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.lab

DRAWN = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0, true)))"
FIRST = "notebooks/00_start_here.ipynb"
SECOND = "notebooks/01_three_voices.ipynb"
NAME = "from closereader import WhoAmI\nWhoAmI()"
READ = """\
from closereader import Reader
reader = Reader("alieva-2024")
reader.mark("soft power field", theme="exclusion", note="A note.")
reader"""
ASK = """\
from closereader import Ask
Ask("99/q1", "Who speaks?", texts=("alieva-2024",), words=(5, 50), hints=("Look at ¶1.",))"""
CHOOSE = """\
from closereader import Choose
Choose("02/q4")"""
MATRIX = """\
from closereader import Matrix
Matrix("99/q3", rows=[("essay", "Essay")], columns=[("who", "Who?", "a person")],
       texts=("alieva-2024",))"""
WIDGETS = (NAME, READ, ASK, CHOOSE, MATRIX)


@pytest.mark.new_page
def test_the_first_lesson_opens_with_nothing_in_the_way(notebook: NotebookPage, lab: Lab) -> None:
    lab.take(FIRST)
    notebook.open(FIRST)
    cards = notebook.panel.locator(".closereader-card")
    expect(cards.first).to_be_visible()
    assert notebook.in_the_way() == []
    notebook.run_through(len(lab.read(FIRST)["cells"]))
    expect(cards).to_have_count(0)
    assert notebook.in_the_way() == []
    reader = ReaderPage(notebook)
    # The passage that the lesson itself asks for.
    reader.mark_with_mouse("tried to theorise our corner of the world", theme=1)
    reader.is_saved()
    assert len(lab.marks("artiukh-2022")) == 1


def test_an_answer_outlives_the_kernel(notebook: NotebookPage, lab: Lab) -> None:
    words = "The essay speaks of “weaknesses in the soft power field” and of exclusion."
    notebook.open(lab.notebook("ask.ipynb", ASK, "1 + 1")).run(0)
    box = notebook.panel.get_by_role("textbox", name=re.compile("Who speaks"))
    box.click()
    notebook.page.keyboard.type(words)
    status = notebook.panel.locator(".cr-status-text")
    expect(status).to_have_text(re.compile(r"^Saved \d"))
    notebook.restart()
    expect(status).to_contain_text("restarted")
    notebook.run(0)
    expect(box).to_have_value(words)
    expect(notebook.panel.locator(".cr-question")).to_contain_text("alieva-2024 ¶1")


def test_axe_finds_nothing_inside_the_widgets(notebook: NotebookPage, lab: Lab) -> None:
    notebook.open(lab.notebook("all.ipynb", *WIDGETS, "1 + 1"))
    for number in range(len(WIDGETS)):
        notebook.run(number)
    widgets = notebook.panel.locator(".jp-OutputArea-output .cr:not(.cr-stage)")
    expect(widgets).to_have_count(len(WIDGETS))
    notebook.idle()
    assert notebook.in_the_way() == []
    for number in range(len(WIDGETS)):
        # What is out of sight is not laid out, and what is not laid out has no name for axe.
        widgets.nth(number).evaluate(
            "(el, n) => { el.scrollIntoView(); el.dataset.seen = n }", number
        )
        notebook.page.wait_for_function(DRAWN)
        found = Axe().run(notebook.page, context=f"[data-seen='{number}']").response
        assert len(found["passes"]) > 5
        assert [
            (rule["id"], node["html"], node["failureSummary"])
            for rule in found["violations"]
            for node in rule["nodes"]
        ] == []


def test_a_step_of_the_worked_example_unfolds_with_mouse_and_keys(
    notebook: NotebookPage, lab: Lab
) -> None:
    lab.take(SECOND)
    notebook.open(SECOND)
    steps = notebook.panel.locator(".jp-RenderedMarkdown details")  # widgets have some too
    first, second = steps.nth(0), steps.nth(1)
    first.scroll_into_view_if_needed()
    expect(first.get_by_text("somebody made an attempt")).to_be_hidden()
    first.locator("summary").click()
    expect(first.get_by_text("somebody made an attempt")).to_be_visible()
    expect(second.get_by_text("Two answers are possible")).to_be_hidden()
    second.locator("summary").focus()
    notebook.page.keyboard.press("Space")
    expect(second.get_by_text("Two answers are possible")).to_be_visible()
    assert notebook.in_the_way() == []
