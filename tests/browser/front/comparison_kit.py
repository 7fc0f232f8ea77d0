"""A comparison on the mock page, with the real Python behind it, and a person before it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Locator, expect

from closereader import Compare

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.front.harness import Front

LETTER, POST = "artiukh-2022", "post-2022"


class Pair:
    """A comparison on the page, and a person before it."""

    def __init__(self, front: Front, compare: Compare) -> None:
        self.front, self.page, self.compare = front, front.page, compare
        self.number = front.live(compare)
        self.el = front.view(self.number)
        expect(self.el.locator(".crr-scroll")).to_have_count(2)
        self.settle()

    def settle(self) -> None:
        """Wait until the page is laid out and Python has answered."""
        self.front.settle()

    def text(self, side: int) -> Locator:
        return self.el.locator(".crr-scroll").nth(side)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    @property
    def box(self) -> Locator:
        return self.el.get_by_role("searchbox")

    @property
    def note(self) -> Locator:
        return self.el.get_by_role("textbox", name="Note on the link")

    @property
    def rows(self) -> Locator:
        return self.el.locator(".crc-links > li[data-link]")

    def status(self, side: int) -> Locator:
        return self.el.locator(".cr-status-text").nth(side)

    def is_saved(self, side: int) -> None:
        expect(self.el.locator(".cr-status").nth(side)).to_have_attribute("data-state", "saved")
        expect(self.status(side)).to_contain_text("Saved")

    def link(self, note: str = "") -> None:
        """Grow a selection in both texts, and link them, with keys alone."""
        self.text(0).focus()
        self.press("w", "w", "F6")
        expect(self.text(1)).to_be_focused()
        self.press("w", "w", "l")
        expect(self.note).to_be_focused()
        self.page.keyboard.type(note)
        self.press("Enter")
        expect(self.text(1)).to_be_focused()


def pair(front: Front, **options: Any) -> Pair:
    return Pair(front, Compare(LETTER, POST, show=("¶4", "¶1"), **options))


def links_on_disk(work: Path) -> list[dict[str, Any]]:
    texts = [file.read_text(encoding="utf-8") for file in work.glob("annotations/*/*.json")]
    return [found for found in map(json.loads, texts) if found["motivation"] == "linking"]
