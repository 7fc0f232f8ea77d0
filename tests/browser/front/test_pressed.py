"""A press is not lost when what it lies on is drawn anew, or moves, before it is let go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader import Reader
from closereader.work import open_work
from tests.browser.machine.cells import Cell, widget_cells

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[3]
KINDS: dict[str, Cell] = {cell.widget: cell for cell in reversed(widget_cells(ROOT))}
"""The first cell of the course that makes each kind of widget."""
BUTTONS = "button:visible:not(:disabled)"
# What was pressed is written down, and nothing comes of it: the next button is tried as well.
WATCH = """() => {
  window.name_of = (one) => one.getAttribute("aria-label") ?? one.textContent;
  window.got = [];
  addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (button) got.push(name_of(button));
    event.stopImmediatePropagation();
    event.preventDefault();
  }, true);
}"""
BEGIN = """(button) => {
  got.length = 0;
  button.scrollIntoView({ block: "center" });
  const { x, y, width, height } = button.getBoundingClientRect();
  const [at, over] = [x + width / 2, y + height / 2];
  return button.contains(document.elementFromPoint(at, over)) ? [at, over] : null;
}"""
# Whatever draws itself anew when it is told of a change does so: all is away, and comes again.
REPORT = """(n) => {
  const { model } = mock.views[n];
  for (const [name, value] of Object.entries(structuredClone(model.state))) {
    const begins = /^(about|codebook|comparison|first|picture|question|shared|texts?)$/.test(name);
    if (begins || typeof value !== "object" || value === null) continue;
    model.set_state({ [name]: Array.isArray(value) ? [] : {} });
    model.set_state({ [name]: value });
  }
}"""
MOVE = """() => {
  const { style } = document.getElementById("widgets");
  style.paddingTop = style.paddingTop ? "" : "70px";
}"""


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


def shown(front: Front, kind: str) -> tuple[int, Locator]:
    number = front.live(KINDS[kind].run())
    front.page.evaluate(WATCH)
    front.page.wait_for_timeout(200)
    return number, front.view(number).locator(BUTTONS)


@pytest.mark.parametrize("way", ["mouse", "moved", "Space", "Enter"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_report_between_the_press_and_the_release(front: Front, kind: str, way: str) -> None:
    number, buttons = shown(front, kind)
    lost = []
    for at in range(min(buttons.count(), 40)):
        button = buttons.nth(at)
        name = button.evaluate("name_of")
        spot = button.evaluate(BEGIN)
        by_mouse = way in {"mouse", "moved"}
        if by_mouse and spot is None:
            continue  # something else lies over it
        if by_mouse:
            front.page.mouse.move(*spot)
            front.page.mouse.down()
        else:
            button.focus()
        if way == "Space":
            front.page.keyboard.down(way)
        if way == "moved":
            front.page.evaluate(MOVE)
        else:
            front.page.evaluate(REPORT, number)
        front.settle()
        if by_mouse:
            front.page.mouse.up()
        elif way == "Space":
            front.page.keyboard.up(way)
        else:
            front.page.keyboard.press(way)
        front.settle()
        if (got := front.page.evaluate("got")) != [name]:
            lost.append((name, got))
    assert lost == []


def test_who_has_left_a_button_is_not_called_back_to_it(front: Front) -> None:
    number, buttons = shown(front, "ArgumentMap")
    for at in range(buttons.count()):
        buttons.nth(at).focus()
        buttons.nth(at).blur()
        front.settle()
        front.page.evaluate(REPORT, number)
        front.settle()
        assert front.page.evaluate("document.activeElement === document.body")


def test_a_theme_is_chosen_although_the_card_moves_under_the_press(
    front: Front, tmp_path: Path
) -> None:
    view = front.view(front.live(Reader("artiukh-2022", work=open_work(tmp_path / "work"))))
    view.locator(".crr-scroll").focus()
    for key in ("w", "Enter"):
        front.page.keyboard.press(key)
    theme = view.get_by_role("dialog").locator("label").nth(1)
    box = theme.bounding_box()
    assert box
    front.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    front.page.mouse.down()
    front.page.evaluate(MOVE)
    front.settle()
    front.page.mouse.up()
    expect(theme.get_by_role("radio")).to_be_checked()
