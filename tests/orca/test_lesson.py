"""Lesson 00 in real JupyterLab under Orca: from its heading to a mark, by what is spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE
from tests.browser.lab.notebook_page import NotebookPage
from tests.browser.lab.server import Lab

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.orca.listener import Listener

LESSON = "notebooks/00_start_here.ipynb"


@pytest.fixture
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    expect.set_options(timeout=PATIENCE)
    with Lab(tmp_path_factory.mktemp("lab")) as lab:
        lab.take(LESSON)
        yield lab


def test_from_the_heading_of_a_lesson_to_a_mark(page: Page, lab: Lab, listener: Listener) -> None:
    page.set_default_timeout(PATIENCE)
    begun = listener.desktop.orca.size()
    NotebookPage(page, lab).open(LESSON)
    listener.expect("Finished loading JupyterLab.", begun)
    listener.press_until("h", "Mark a first passage heading level 2.")
    listener.press_until("Tab", "read only entry", 6)
    listener.press("ctrl+Down", until="¶2 By")
    listener.press("w", until="1 word selected.")
    place = listener.desktop.orca.size()
    listener.press("1", until="Marked as Exclusion, ¶2.")
    page.wait_for_timeout(3000)  # by then it is saved, and other widgets have heard of it
    said = " ".join(listener.desktop.orca.spoken(place))
    assert said.count("Marked as Exclusion") == 1
    assert said.replace("Text unselected.", "").strip() == "Marked as Exclusion, ¶2."
    assert len(lab.marks("artiukh-2022")) == 1
    assert listener.actions <= 20
