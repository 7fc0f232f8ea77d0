"""A short run of the machine, always the same; the long one is a command (see `__main__`)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.machine.cells import widget_cells
from tests.browser.machine.machine import Machine, search

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Chromium

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[3]
KINDS = 13


@pytest.fixture(scope="module")
def chromium_browser(chromium: Chromium) -> Browser:
    """Give the small Chromium, where there is one: these are front ends alone."""
    return chromium.browser(bare=True)


def test_every_kind_of_widget_is_found() -> None:
    cells = widget_cells(ROOT)
    assert len({cell.widget for cell in cells}) == KINDS
    assert len({cell.notebook for cell in cells}) > KINDS


def test_no_word_is_lost_whatever_is_pressed(page: Page) -> None:
    page.set_default_timeout(0)
    heard: list[str] = []
    found = search(Machine(page), widget_cells(ROOT), range(1, 25), heard.append)
    assert found == []


def test_the_machine_sees_a_word_that_is_dropped(page: Page) -> None:
    """A machine that cannot find anything proves nothing: let a field drop its words."""
    machine = Machine(page)
    source = "el.querySelectorAll('textarea, input').forEach((one) => { one.value = ''; });"
    cell = next(cell for cell in widget_cells(ROOT) if cell.widget == "WhoAmI")
    page.evaluate("(source) => { machine.spoil = new Function('el', source); }", source)
    outcome = machine.run(cell, 1, range(60))
    assert outcome.lost
