"""A teacher shows a class of thirty in lesson 08, and saves the notebook."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.lab.notebook_page import STEPS
from tests.browser.lab.server import COURSE
from tests.seminar.classes import hand_in_class, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.browser

LESSON = "notebooks/08_the_seminar_reads.ipynb"


@pytest.fixture
def secrets(lab: Lab) -> Iterator[list[str]]:
    """Give the teacher's course the hand-ins of a class, and what must not be saved of them."""
    for name in ("solutions/readings", "exercises"):
        hidden = shutil.ignore_patterns(".*")
        # A journey before this one may have taken an exercise.
        shutil.copytree(COURSE / name, lab.course / name, ignore=hidden, dirs_exist_ok=True)
    lab.take(LESSON)
    yield hand_in_class(lab.course / "handins", 30)
    for name in ("handins", "solutions"):
        shutil.rmtree(lab.course / name)
    # The folder stays: where JupyterLab's list of files misses the one that it shows, it says so in
    # a dialog, whenever it looks next, and the journey after this one cannot press a key.
    for exercise in (lab.course / "exercises").glob("*.ipynb"):
        exercise.unlink()


def test_a_class_is_shown_and_a_card_is_saved(
    notebook: NotebookPage, lab: Lab, secrets: list[str]
) -> None:
    notebook.page.set_viewport_size({"width": 1280, "height": 720})
    notebook.open(LESSON).restart_and_run_all()
    page = notebook.page
    numbers = {cell["id"]: at for at, cell in enumerate(lab.read(LESSON)["cells"])}

    text = notebook.cell(numbers["overlay"])
    passage = text.locator(".crw-run[role=button]").first
    many = (passage.get_attribute("title") or "").split(" of ")[0]
    passage.click()
    expect(text.locator(".crw-readers")).to_contain_text(f"{many} of 30 readers")
    text.get_by_label("Names").check()
    shown = re.compile("|".join({name_of(each) for each in range(30)}))
    expect(text.locator(".crw-readers")).to_contain_text(shown)

    page.keyboard.press("p")  # for the room, with one key
    expect(text.locator(".crw-room")).to_be_visible()
    assert page.evaluate("() => document.fullscreenElement?.classList.contains('crw-room')")
    page.keyboard.press("p")
    expect(text.locator(".crw-room")).to_have_count(0)
    assert notebook.in_the_way() == []

    notebook.save()
    whole = ""
    for _ in range(STEPS):  # the tab says that it is saved while the file is being written
        whole = (lab.course / LESSON).read_text(encoding="utf-8")
        if "What did 30 readers mark?" in whole and whole.endswith("}\n"):
            break
        page.wait_for_timeout(500)
    assert "What did 30 readers mark?" in json.dumps(json.loads(whole), ensure_ascii=False)
    assert [one for one in secrets if one in whole] == []
