"""The desk in the dock of JupyterLab's plugin, also where there is little room."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader import Ask, ReadingDesk
from tests.browser.front.test_desk import ESSAY, INTO_A_PARAGRAPH, LETTER, POST, text_of, work

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from closereader.work import Work
    from tests.browser.front.harness import Front

__all__ = ["work"]  # a fixture

pytestmark = pytest.mark.browser


def dock(front: Front, desk: Locator, width: int, height: int) -> None:
    """Put a desk into the dock of JupyterLab's plugin, with its button."""
    sheet = resources.files("closereader.lab").joinpath("front/desk.css")
    front.page.add_style_tag(content=sheet.read_text(encoding="utf-8"))
    desk.evaluate(
        """(host, [width, height]) => { const dock = document.createElement("aside");
          dock.className = "closereader-dock";
          dock.style = `width: ${width}px; height: ${height}px; inset: 0 auto auto 0`;
          const close = document.createElement("button");
          close.className = "closereader-dock-close";
          close.textContent = "Close";
          const texts = document.createElement("div");
          texts.className = "closereader-dock-texts";
          host.before(dock);
          texts.append(host);
          dock.append(close, texts); }""",
        [width, height],
    )


@pytest.mark.parametrize("width", [370, 560])
def test_no_tab_of_the_dock_lies_under_its_button(front: Front, work: Work, width: int) -> None:
    desk = front.view(front.live(ReadingDesk(work=work)))
    expect(desk.get_by_role("tab")).to_have_count(3)
    dock(front, desk, width, 500)
    covered = desk.get_by_role("tab").evaluate_all(
        """(tabs) => tabs.filter((tab) => { const { right, bottom } = tab.getBoundingClientRect();
          return document.elementFromPoint(right - 4, bottom - 8) !== tab; })
          .map((tab) => tab.textContent)"""
    )
    assert covered == []


@pytest.mark.parametrize("width", [400, 560])
def test_in_a_low_window_half_of_it_is_text(front: Front, work: Work, width: int) -> None:
    """A window of 900 px at 200 % has 450, and JupyterLab leaves its notebook 361 of them."""
    front.page.set_viewport_size({"width": 700, "height": 450})
    question = "Which words are the grounds of the claim about the end of the Cold War, and why?"
    ask = front.view(front.live(Ask("01/exercise-question-1", prompt=question, work=work)))
    desk = front.view(front.live(ReadingDesk(POST, ESSAY, LETTER, work=work)))
    dock(front, desk, width, 361)
    text = text_of(desk)

    def shown() -> int:
        front.settle()
        return int(text.evaluate("(text) => text.clientHeight"))

    least = {"opened": shown()}
    text.focus()
    for key in (*INTO_A_PARAGRAPH, "1"):
        front.page.keyboard.press(key)
    expect(desk.locator(".cr-status-text")).to_contain_text("Saved")
    least["marked"] = shown()
    ask.get_by_role("textbox").press("F6")
    expect(desk.locator(".crd-asked")).to_be_visible()
    least["asked for words"] = shown()
    front.page.keyboard.press("w")
    least["words selected"] = shown()
    assert {what: height for what, height in least.items() if height < 225} == {}
    told = desk.locator(".crr-message")
    note = "Another notebook changed this mark too; the later change stands, and yours is kept."
    ack = {"type": "ack", "about": POST, "edits": [], "at": "", "modified": {}, "notes": [note]}
    front.receive(ack, 1)
    expect(told).to_contain_text(note)
    assert told.evaluate("(el) => el.scrollWidth <= el.clientWidth"), "what is told is read whole"
    more = desk.get_by_role("button", name="More tools and themes")
    more.click()
    expect(desk.get_by_role("button", name="Search")).to_be_visible()
    expect(desk.get_by_role("button", name="Exclusion")).to_be_visible()
    assert front.axe() == []
