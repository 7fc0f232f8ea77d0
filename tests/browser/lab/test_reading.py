"""A student's first hours: marking, losing Python, coming back, finding everything again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader.texts import load_edition
from tests.browser.conftest import PATIENCE
from tests.browser.lab.reader_page import ReaderPage
from tests.browser.lab.server import SEEDS

if TYPE_CHECKING:
    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.lab

OPEN = 'from closereader import Reader\nreader = Reader("alieva-2024")\nreader'
TEXT = load_edition(SEEDS / "alieva-2024.md")


def plain_paragraph() -> str:
    """Find a paragraph without notes and italics, long enough for overlapping passages."""
    signs = [note.offset for note in TEXT.notes] + [span.start for span in TEXT.emphasis]
    return next(
        block.text
        for block in TEXT.paragraphs
        if len(block.text) > 400 and not any(block.start <= at <= block.end for at in signs)
    )


WORDS = plain_paragraph().split(" ")


def passage(first: int, last: int) -> str:
    return " ".join(WORDS[first:last])


def opened(notebook: NotebookPage, lab: Lab, *cells: str) -> ReaderPage:
    notebook.open(lab.notebook("lesson.ipynb", *(cells or (OPEN, "1 + 1"))))
    notebook.run(0)
    reader = ReaderPage(notebook)
    expect(reader.text).to_be_visible()
    notebook.idle()
    return reader


def on_disk(lab: Lab, count: int, notebook: NotebookPage) -> None:
    """Wait until so many files lie in the work folder."""
    deadline = time.monotonic() + PATIENCE / 1000
    while len(lab.marks()) != count and time.monotonic() < deadline:
        notebook.page.wait_for_timeout(100)
    assert len(lab.marks()) == count


def test_a_first_passage_is_marked_with_the_mouse(notebook: NotebookPage, lab: Lab) -> None:
    reader = opened(notebook, lab)
    assert notebook.in_the_way() == []
    reader.mark_with_mouse(passage(2, 9), theme=2)
    reader.is_saved()
    [mark] = lab.marks()
    assert mark["target"]["selector"][0]["exact"] == passage(2, 9)
    assert notebook.in_the_way() == []


def test_a_passage_is_marked_with_keys_alone(notebook: NotebookPage, lab: Lab) -> None:
    notebook.open(lab.notebook("lesson.ipynb", OPEN, "1 + 1"))
    press = notebook.page.keyboard.press
    press("Shift+Enter")
    reader = ReaderPage(notebook)
    expect(reader.text).to_be_visible()
    notebook.idle()
    press("Escape")
    press("ArrowUp")
    reader.enter_with_keys()
    reader.mark_with_keys(lines=8, skip=1, words=5, theme=4)
    reader.is_saved()
    [mark] = lab.marks()
    assert "determinism" in str(mark["body"])
    assert len(mark["target"]["selector"][0]["exact"].split()) == 5


def test_seven_marks_outlive_the_kernel(notebook: NotebookPage, lab: Lab) -> None:
    reader = opened(notebook, lab)
    for theme, (first, last) in enumerate([(0, 12), (5, 20), (10, 14)], start=1):
        reader.mark_with_mouse(passage(first, last), theme)
    reader.text.press("Control+Home")
    for theme, skip in enumerate([1, 3, 5], start=3):
        reader.mark_with_keys(lines=9, skip=skip, words=6, theme=theme)
    reader.has_marks(6)
    on_disk(lab, 6, notebook)
    reader.is_saved()

    lab.kill_kernel("lesson.ipynb")
    dialog = notebook.page.locator(".jp-Dialog")
    dialog.get_by_role("button", name="Ok").click()
    reader.mark_with_mouse(passage(16, 24), 5)
    reader.has_marks(7)
    reader.waits(1)
    assert len(lab.marks()) == 6

    notebook.run(0)
    on_disk(lab, 7, notebook)
    reader.is_saved()
    reader.has_marks(7)
    reader.el.get_by_role("button", name="Table of marks").click()
    expect(reader.el.get_by_role("table").locator("tbody tr")).to_have_count(7)
    exact = {mark["target"]["selector"][0]["exact"] for mark in lab.marks()}
    assert passage(16, 24) in exact


def test_reloading_the_page_shows_the_marks(notebook: NotebookPage, lab: Lab) -> None:
    reader = opened(notebook, lab)
    reader.mark_with_mouse(passage(2, 9), theme=1)
    reader.is_saved()
    notebook.save().reload()
    expect(reader.text).to_be_visible()
    reader.has_marks(1)
    reader.mark_with_mouse(passage(12, 18), theme=3)
    reader.is_saved()
    on_disk(lab, 2, notebook)

    # With Python restarted there is nothing behind the reader that was saved: its card is shown.
    lab.api(f"kernels/{lab.kernel_of('lesson.ipynb')}/restart", "POST")
    notebook.reload()
    expect(notebook.panel.locator(".closereader-card")).to_contain_text("Run this cell")
    assert notebook.in_the_way() == []
    notebook.run(0)
    reader.has_marks(2)


def test_a_mark_made_while_python_works_is_saved(notebook: NotebookPage, lab: Lab) -> None:
    # At once where messages to widgets have a thread of their own (ipykernel 7 and JupyterLab
    # 4.4 on), and else as soon as Python is free: never lost.
    busy = "import pathlib, time\nwhile not pathlib.Path('go').exists():\n    time.sleep(0.05)"
    reader = opened(notebook, lab, OPEN, busy)
    notebook.run(1)
    reader.mark_with_mouse(passage(2, 9), theme=1)
    reader.has_marks(1)
    (lab.course / "go").touch()
    reader.is_saved()
    on_disk(lab, 1, notebook)


def test_the_notebook_is_saved_from_within_the_reader(notebook: NotebookPage, lab: Lab) -> None:
    reader = opened(notebook, lab)
    for place in (reader.text, reader.el.get_by_role("button").first):
        notebook.type_into_cell(1, "3")
        place.focus()
        notebook.save()


def test_no_key_in_the_reader_touches_the_notebook(notebook: NotebookPage, lab: Lab) -> None:
    reader = opened(notebook, lab, OPEN, "2 + 2", "3 + 3")
    before = notebook.cells.count()
    reader.text.click(position={"x": 60, "y": 60})
    for key in "ddxxaabbmmyyzzcvv00iiooll":
        notebook.page.keyboard.press(key)
    for key in ("Enter", "Escape", "Control+Enter", "Shift+D", "Backspace"):
        reader.text.focus()
        notebook.page.keyboard.press(key)
    # Not by role: at each step it would be asked anew of every word whether it is hidden.
    for button in reader.el.locator("button, summary, [role=button]").all():
        if button.is_visible() and button.is_enabled():
            button.focus()
            notebook.page.keyboard.press("d")
            notebook.page.keyboard.press("d")
            notebook.page.keyboard.press("x")
    assert notebook.cells.count() == before == 3
    notebook.save()
    saved = lab.read("lesson.ipynb")
    assert ["".join(cell["source"]) for cell in saved["cells"]] == [OPEN, "2 + 2", "3 + 3"]
    assert [cell["cell_type"] for cell in saved["cells"]] == ["code"] * 3


def test_two_readers_show_the_same_marks(notebook: NotebookPage, lab: Lab) -> None:
    one = opened(notebook, lab, f"{OPEN}", 'Reader("alieva-2024")')
    notebook.run(1)
    two = ReaderPage(notebook, 1)
    expect(two.text).to_be_visible()
    one.mark_with_mouse(passage(2, 9), theme=1)
    two.has_marks(1)
    two.mark_with_mouse(passage(5, 12), theme=2)
    one.has_marks(2)
    one.el.get_by_role("button", name="Undo").first.click()
    one.has_marks(1)
    two.has_marks(1)
    on_disk(lab, 1, notebook)


def test_two_notebooks_show_the_same_marks_and_lose_none(
    notebook: NotebookPage, second_notebook: NotebookPage, lab: Lab
) -> None:
    one = opened(notebook, lab)
    second_notebook.open(lab.notebook("other.ipynb", OPEN, "1 + 1")).run(0)
    two = ReaderPage(second_notebook)
    expect(two.text).to_be_visible()
    notebook.in_front()
    one.mark_with_mouse(passage(2, 9), theme=1)
    one.is_saved()
    second_notebook.in_front()
    two.mark_with_mouse(passage(5, 12), theme=2)
    two.is_saved()
    for reader in (one, two):
        reader.notebook.in_front()
        reader.page.evaluate("window.dispatchEvent(new Event('focus'))")
        reader.has_marks(2)
    assert len(lab.marks()) == 2
