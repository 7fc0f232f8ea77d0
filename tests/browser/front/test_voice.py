"""One voice for all widgets of a page: what is said, how often, and by whom."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from closereader import Choose, HandIn, Reader
from closereader.work import Work
from tests.browser.front.harness import Front, state_of
from tests.browser.front.test_handin import work
from tests.widgets.fronts import MODULES

__all__ = ["work"]  # the fixture

pytestmark = pytest.mark.browser

LISTEN = """() => {
  window.heard = [];
  const live = '[role="status"], [role="alert"], [role="log"], [aria-live]';
  new MutationObserver((records) => {
    const regions = records.map(({ target }) =>
      (target instanceof Element ? target : target.parentElement)?.closest(live));
    for (const region of new Set(regions)) {
      const words = region?.checkVisibility() && region.textContent.trim();
      if (words) window.heard.push(words);
    }
  }).observe(document.body,
    { subtree: true, childList: true, characterData: true, attributes: true });
}"""

CELLS = """() => {
  const notebook = document.querySelector('#widgets');
  for (const name of ['first', 'second', 'third']) {
    const cell = document.createElement('div');
    cell.className = 'jp-Cell jp-CodeCell';
    cell.id = name;
    notebook.append(cell);
  }
  window.show_in = async (source, state, name) => {
    await mock.show(source, state, { host: `#${name}` });
  };
}"""


def heard(front: Front, *, nothing: bool = False) -> list[str]:
    """What a screen reader was given to say since the last look."""
    if not nothing:
        front.page.wait_for_function("() => window.heard.length > 0")
    front.page.wait_for_timeout(400)
    said: list[str] = front.page.evaluate("() => window.heard.splice(0)")
    return said


def test_no_widget_has_a_region_of_its_own() -> None:
    own = re.compile(r"""["']?aria-live["']?\s*:|role:\s*["'](?:status|alert|log)["']""")
    # A page of the marking pack is a document of its own, without widgets.
    files = [file for file in MODULES if file.parent.name != "marking"]
    found = [file.name for file in files if own.search(file.read_text("utf-8"))]
    assert found == ["voice.js"]


def test_one_mark_is_one_message_whatever_else_is_on_the_page(front: Front, work: Work) -> None:
    front.live(HandIn("02", work=work))
    reader = front.view(front.live(Reader("artiukh-2022", work=work)))
    other = front.view(front.live(Reader("alieva-2024", work=work)))
    expect(front.page.locator("[role=status], [role=alert], [aria-live]")).to_have_count(1)
    front.page.evaluate(LISTEN)
    for text in (reader, other):
        text.locator(".crr-scroll").focus()
        front.page.keyboard.press("Control+Shift+ArrowRight")
        assert heard(front, nothing=True) == []
        front.page.keyboard.press("1")
        expect(text.locator(".cr-status-text")).to_contain_text("Saved")
        expect(front.view()).to_contain_text("passage")
        front.page.wait_for_timeout(700)  # the hand-in follows a moment later
        (said,) = heard(front)
        assert re.fullmatch(r"Marked as Exclusion, .\d\.", said)


def test_whoever_was_used_last_speaks_and_the_same_words_are_heard_again(
    front: Front, work: Work
) -> None:
    reader = front.view(front.live(Reader("artiukh-2022", work=work)))
    front.view(front.live(Reader("alieva-2024", work=work))).locator(".crr-scroll").focus()
    front.page.evaluate(LISTEN)
    reader.get_by_role("button", name="Undo").evaluate("(button) => button.click()")
    assert heard(front, nothing=True) == []  # pressed by a program: nobody is there
    for _ in range(2):
        reader.get_by_role("button", name="Undo").press("Enter")
        assert heard(front) == ["There is nothing to undo."]


def test_a_cell_that_a_person_has_run_says_what_it_opened(front: Front, work: Work) -> None:
    front.page.evaluate(CELLS)
    reader, choose = Reader("artiukh-2022", work=work), Choose("02/q2", work=work)
    front.page.evaluate(LISTEN)
    show = "([source, state, name]) => show_in(source, state, name)"
    # A page that runs by itself: nobody has done anything on it, and another cell is chosen.
    front.page.evaluate(show, [reader._front.script(), state_of(reader), "first"])
    assert heard(front, nothing=True) == []
    # Shift+Enter in the second cell has chosen the third.
    front.page.evaluate("() => document.querySelector('#third').classList.add('jp-mod-active')")
    front.page.keyboard.press("Shift")
    front.page.keyboard.press("a")
    front.page.evaluate(show, [choose._front.script(), state_of(choose), "second"])
    (said,) = heard(front)
    assert said == f"Ready: {choose.question['label']}."
    front.page.evaluate(show, [reader._front.script(), state_of(reader), "third"])
    (said,) = heard(front)
    assert re.fullmatch(r"Ready: reader, .+, \d+ paragraphs\.", said)
