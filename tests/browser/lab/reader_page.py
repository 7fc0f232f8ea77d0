"""The reader in a notebook, used as a person uses it: with a mouse, or with keys alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.lab.notebook_page import NotebookPage

FIND = """
async (page, words) => {
    const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (node && !node.data.includes(words)) node = walker.nextNode();
    if (!node) return null;
    const at = node.data.indexOf(words);
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    // What comes into sight is laid out only then, and moves what stands below it.
    let place = "";
    for (;;) {
        node.parentElement.scrollIntoView({ block: "center" });
        for (let n = 0; n < 3; n += 1) await new Promise((done) => requestAnimationFrame(done));
        const rects = [...range.getClientRects()];
        const [first, last] = [rects[0], rects.at(-1)];
        const now = [
            first.left + 0.5, (first.top + first.bottom) / 2,
            last.right - 0.5, (last.top + last.bottom) / 2,
        ];
        if (String(now) === place) return now;
        place = String(now);
    }
}
"""
TABS = 40
"""More Tab presses than there are buttons before the text."""


class ReaderPage:
    """One reader in the notebook that is open."""

    def __init__(self, notebook: NotebookPage, number: int = 0) -> None:
        self.notebook = notebook
        self.page = notebook.page
        self.el = notebook.panel.locator("section.crr").nth(number)

    @property
    def text(self) -> Locator:
        return self.el.locator(".crr-scroll")

    @property
    def card(self) -> Locator:
        return self.el.get_by_role("dialog")

    @property
    def status(self) -> Locator:
        return self.el.locator(".cr-status-text")

    def has_marks(self, count: int) -> None:
        """Expect the number that the button of the table shows."""
        button = self.el.locator("[data-key=list]")
        expect(button).to_have_text(re.compile(rf"^Table of marks\s+{count} marks?\b"))

    def is_saved(self) -> None:
        expect(self.status).to_have_text(re.compile(r"^Saved \d"))

    def waits(self, count: int) -> None:
        expect(self.status).to_contain_text(f"{count} change")

    def select(self, words: str) -> None:
        """Draw the mouse over some words."""
        place = self.el.locator(".crr-page").evaluate(FIND, words)
        assert place, words
        mouse = self.page.mouse
        mouse.move(place[0], place[1])
        mouse.down()
        mouse.move(place[2], place[3], steps=5)
        mouse.up()

    def mark_with_mouse(self, words: str, theme: int) -> None:
        """Select words, choose a theme in the card by clicking, save."""
        self.select(words)
        expect(self.card).to_be_visible()
        self.card.get_by_role("radio").nth(theme - 1).check()
        self.card.get_by_role("button", name="Save").click()
        expect(self.card).to_be_hidden()

    def enter_with_keys(self) -> None:
        """Walk from the notebook into the text with Tab alone."""
        for _ in range(TABS):
            self.page.keyboard.press("Tab")
            if self.text.evaluate("el => el === document.activeElement"):
                return
        raise AssertionError(f"{TABS} times Tab do not lead into the text")

    def mark_with_keys(self, lines: int, skip: int, words: int, theme: int) -> None:
        """Go some lines down and words on, select words, press the theme's number."""
        press = self.page.keyboard.press
        press("Control+Home")
        for _ in range(lines):
            press("ArrowDown")
        for _ in range(skip):
            press("Control+ArrowRight")
        for _ in range(words):
            press("Control+Shift+ArrowRight")
        press(str(theme))
