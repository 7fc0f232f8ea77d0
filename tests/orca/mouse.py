"""A person with a mouse, whose actions are counted as those of the one who listens are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.lab.reader_page import FIND

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.lab.notebook_page import NotebookPage

BEFORE = """(el) => {
  window.swept = [];
  for (let at = el.parentElement; at; at = at.parentElement)
    if (at.scrollHeight > at.clientHeight) window.swept.push([at, at.scrollTop]);
}"""
AFTER = """() => window.swept.reduce((sum, [at, top]) => {
  const beyond = Math.abs(at.scrollTop - top) - at.clientHeight / 2;
  return sum + Math.max(0, Math.ceil(beyond / at.clientHeight));
}, 0)"""
"""What was in sight is moved to the middle by half a height at most: no person would do that."""


class Mouse:
    """``actions`` counts clicks, drags, each piece of typing, and sweeps of the wheel.

    A sweep moves what is scrolled by its own height at most; most wheels need several notches.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def click(self, goal: Locator) -> None:
        """Scroll to something and click it."""
        goal.evaluate(BEFORE)
        goal.scroll_into_view_if_needed()
        self.actions += self._swept() + 1
        goal.click()

    def drag(self, text: Locator, words: str) -> None:
        """Scroll to some words and draw the mouse over them."""
        text.locator(".crr-block", has_text=words).first.evaluate(BEFORE)
        place = text.evaluate(FIND, words)
        assert place, words
        self.actions += self._swept() + 1
        mouse = self.page.mouse
        mouse.move(place[0], place[1])
        mouse.down()
        mouse.move(place[2], place[3], steps=5)
        mouse.up()

    def scroll(self, notebook: NotebookPage, cell: int) -> Locator:
        """Scroll to a cell."""
        notebook.cells.first.evaluate(BEFORE)
        found = notebook.cell(cell)
        self.actions += self._swept()
        return found

    def type(self, words: str) -> None:
        """Type where the focus is."""
        self.actions += 1
        self.page.keyboard.type(words)

    def _swept(self) -> int:
        return int(self.page.evaluate(AFTER))
