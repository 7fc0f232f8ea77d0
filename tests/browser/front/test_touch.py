"""One journey by touch alone, on a screen as large as a phone's: mark, note, answer, hand in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader import Ask, HandIn, Reader
from closereader.handin import read_handin
from closereader.work import open_work
from tests.browser.conftest import PATIENCE
from tests.browser.front.harness import Front

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, ViewportSize

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 412, "height": 839}
WORDS = "tried to theorise our corner of the world"
ANSWER = "The letter says that others “tried to theorise” (artiukh-2022 ¶4) the region."
# What the handles of a phone do; Chromium without a window makes no selection by a long press.
SELECT = """
([root, words]) => {
  const down = { bubbles: true, button: 0, pointerType: "touch" };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const block = node.parentElement;
    block.scrollIntoView({ block: "center" });
    block.dispatchEvent(new PointerEvent("pointerdown", down));
    block.dispatchEvent(new PointerEvent("pointerup", down));
    getSelection().setBaseAndExtent(node, at, node, at + words.length);
    return true;
  }
  return false;
}
"""


@pytest.fixture
def phone(chromium_browser: Browser) -> Iterator[Front]:
    """Give an empty page on a device that is touched and has no pointer and no keys."""
    context = chromium_browser.new_context(viewport=PHONE, has_touch=True)
    context.set_default_timeout(PATIENCE)
    front = Front(context.new_page()).open()
    yield front
    assert front.errors == []
    context.close()


def in_sight(button: Locator) -> bool:
    """Say whether the middle of a button is on the screen, and nothing lies over it."""
    seen: bool = button.evaluate(
        """(el) => { const box = el.getBoundingClientRect();
          const root = el.getRootNode();
          const top = root.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
          return top !== null && (el === top || el.contains(top)); }"""
    )
    return seen


def test_mark_note_answer_and_hand_in_by_touch(phone: Front, tmp_path: Path) -> None:
    work = open_work(tmp_path / "work")
    reader = phone.view(phone.live(Reader("artiukh-2022", work=work)))
    foot = reader.locator(".crr-foot")
    expect(foot).to_contain_text("Press and hold a word, then drag the handles.")
    assert not re.search(r"Shift|Enter|Esc|mouse|\bkeys\b", foot.inner_text())

    assert phone.page.evaluate(SELECT, [reader.element_handle(), WORDS])
    card = reader.get_by_role("dialog", name="New mark")
    expect(card).to_be_visible()
    expect(card.locator("kbd:visible")).to_have_count(0)
    card.locator("label").filter(has_text="Exclusion").tap()
    card.get_by_label("Note").tap()
    phone.page.keyboard.insert_text("Who is “our”?")  # as a keyboard on the screen does
    save = card.get_by_role("button", name="Save")
    assert in_sight(save)
    save.tap()
    expect(card).to_be_hidden()
    expect(foot).to_contain_text("Marked as Exclusion, ¶4.")

    ask = phone.view(phone.live(Ask("02/exercise-question-4", "What is claimed?", work=work)))
    ask.get_by_role("textbox").tap()
    phone.page.keyboard.insert_text(ANSWER)
    expect(ask.locator(".cr-status-text")).to_contain_text("Saved")

    desk = phone.view(phone.live(HandIn("02", work=work)))
    desk.get_by_role("button", name="Make my file").tap()
    expect(desk).to_contain_text("Your file was made")
    (file,) = (work.folder / "handins").glob("*.html")
    made = read_handin(file.read_bytes())
    assert [(one.exact, one.theme, one.note) for one in made.marks] == [
        (WORDS, "exclusion", "Who is “our”?")
    ]
    assert made.answers["02/exercise-question-4"].value["text"] == ANSWER
