"""What was opened and is being used stays in sight when the window or its zoom changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader import Ask, Matrix, open_work
from tests.browser.front.reader_kit import Desk, mark
from tests.browser.front.test_reader_card import PANEL
from whose_lessons import Explore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator

    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

LETTER = "artiukh-2022"
WORDS = "You have correctly pointed out"
SIZES = [(800, 900), (1400, 900), (800, 450), (700, 450), (1400, 900)]
"""Pixels: a narrower window, back, a small one, 1400x900 at 200 %, and back."""

# As a notebook: prose above, which takes more lines in a narrow window and pushes what is below.
PROSE = """() => {
  const prose = document.createElement('div');
  prose.innerHTML = '<p></p>'.repeat(12);
  const words = 'Words that stand in a notebook above it. '.repeat(12);
  for (const p of prose.children) p.textContent = words;
  document.querySelector('#widgets').before(prose);
  document.querySelector('#widgets').after(Object.assign(document.createElement('p'),
    { style: 'height: 1500px' }));
}"""
SEEN = """(el) => {
  const box = el.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + Math.min(6, box.width / 2), box.top + 6);
  return Boolean(top) && (el === top || el.contains(top));
}"""


def overlapping() -> list[dict[str, object]]:
    return [mark(n, WORDS, "agency", LETTER, note="Why? " * 9) for n in (1, 2, 3)]


def card(desk: Desk) -> Locator:
    place = desk.page.evaluate("(w) => mock.views[0].model.state.text.body.indexOf(w)", WORDS)
    desk.text.focus()
    desk.front.receive({"type": "show", "s": place, "e": place + len(WORDS)})
    desk.press("Enter")
    return desk.card


def note_of_card(desk: Desk) -> Locator:
    box = card(desk)
    desk.press("n")
    expect(box.get_by_label("Note")).to_be_focused()
    return box


def chooser(desk: Desk) -> Locator:
    box = desk.box("have correctly")
    desk.page.mouse.click(box["x1"] + 5, box["y1"])
    return desk.el.locator(".crr-chooser")


def note_of_text(desk: Desk) -> Locator:
    desk.text.focus()
    desk.press("f")
    return desk.el.locator(".crr-note")


def search(desk: Desk) -> Locator:
    desk.text.focus()
    desk.press("/")
    return desk.el.get_by_role("searchbox")


def quote(desk: Desk) -> Locator:
    desk.text.focus()
    desk.press("q")
    return desk.el.locator(".crr-quote textarea, .crr-quote input").first


READER = {
    "card": (card, []), "note of a card": (note_of_card, []),
    "chooser": (chooser, overlapping()), "note of the text": (note_of_text, []),
    "search": (search, []), "paste words": (quote, []),
}  # fmt: skip


def stays(front: Front, box: Locator) -> None:
    expect(box).to_be_visible()
    expect(box).to_be_in_viewport()
    for width, height in SIZES:
        front.page.set_viewport_size({"width": width, "height": height})
        front.page.wait_for_function("(width) => innerWidth === width", arg=width)
        front.page.wait_for_timeout(400)
        front.page.wait_for_function(SEEN, arg=box.element_handle())


@pytest.mark.parametrize("name", READER)
def test_a_box_of_the_reader_stays_in_sight(front: Front, name: str) -> None:
    opens, marks = READER[name]
    front.page.set_viewport_size({"width": 1400, "height": 900})
    front.page.evaluate(PANEL)
    front.page.evaluate(PROSE)
    text = "alieva-2024" if name == "note of the text" else LETTER
    desk = Desk(front).show(text, marks=marks, height="420px")
    desk.el.evaluate("(el) => el.scrollIntoView({ block: 'center' })")
    stays(front, opens(desk))


def matrix(front: Front, folder: Path) -> Locator:
    columns, rows = [("who", "Who?", "")], [("a", "First"), ("b", "Second")]
    widget = Matrix("02/m", columns=columns, rows=rows, work=open_work(folder))
    view = front.view(front.live(widget))
    view.get_by_role("button", name="Choose a passage").last.click()
    return view.get_by_label("Paste words from a text")


def question(front: Front, folder: Path) -> Locator:
    view = front.view(front.live(Ask("02/q3", "Why?", work=open_work(folder))))
    return view.get_by_role("textbox")


def pressed(front: Front, folder: Path) -> Locator:
    view = front.view(front.live(Explore("rents", work=open_work(folder))))
    return view.get_by_role("button", name="Show all 166 rows")


@pytest.mark.parametrize("opens", [matrix, question, pressed])
def test_what_has_the_focus_stays_in_sight(
    front: Front, tmp_path: Path, opens: Callable[[Front, Path], Locator]
) -> None:
    front.page.set_viewport_size({"width": 1400, "height": 900})
    front.page.evaluate(PANEL)
    front.page.evaluate(PROSE)
    box = opens(front, tmp_path / "work")
    box.focus()
    box.evaluate("(el) => el.scrollIntoView({ block: 'center' })")
    front.settle()
    stays(front, box)


def test_what_was_scrolled_away_is_not_brought_back(front: Front, tmp_path: Path) -> None:
    front.page.set_viewport_size({"width": 1400, "height": 900})
    front.page.evaluate(PANEL)
    front.page.evaluate(PROSE)
    box = question(front, tmp_path / "work")
    box.focus()
    front.page.evaluate("() => { document.querySelector('main').scrollTop = 0; }")
    front.page.wait_for_timeout(100)
    front.page.set_viewport_size({"width": 800, "height": 450})
    front.page.wait_for_timeout(400)
    assert front.page.evaluate("() => document.querySelector('main').scrollTop") == 0
