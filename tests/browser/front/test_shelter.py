"""Whoever writes in a widget writes on while its cell is run again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader import Ask, Choose, Matrix
from tests.browser.front.harness import Front, state_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator

    from closereader.widgets.base.sync import Synced

pytestmark = pytest.mark.browser

# A notebook that takes keys for commands, and one cell of it.
CELL = """() => {
  const cell = document.createElement("div");
  cell.className = "jp-Cell";
  cell.tabIndex = -1;
  const output = document.createElement("div");
  output.id = "output";
  cell.append(output);
  window.commands = "";
  cell.addEventListener("keydown", (event) => { window.commands += event.key; });
  document.querySelector("#widgets").append(cell);
}"""
# In JupyterLab's order: off the page, closed, the focus to the cell.
CLEAR = """async (n) => {
  const view = mock.views[n];
  view.el.remove();
  view.controller.abort();
  await view.cleanup?.();
  await new Promise((done) => setTimeout(done, 50));
  document.querySelector(".jp-Cell").focus();
}"""
SHOW = "([source, state, real]) => mock.show(source, state, { real, host: '#output' })"


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


class Cell:
    """A cell whose output is shown, taken away and shown again."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self.page = front.page
        self.page.evaluate(CELL)
        self.all = self.page.locator(".jp-Cell")

    def run(self, widget: Synced) -> int:
        real = self.front.know(widget)
        self.page.add_style_tag(content=widget._front.css())
        return int(self.page.evaluate(SHOW, [widget._front.script(), state_of(widget), real]))

    def restart(self, number: int) -> None:
        self.page.evaluate("() => mock.restart()")
        self.page.evaluate(CLEAR, number)

    @property
    def commands(self) -> str:
        return str(self.page.evaluate("() => window.commands"))


def ask() -> Ask:
    return Ask("02/q1", "Why?", texts=("artiukh-2022",))


def matrix() -> Matrix:
    rows = [("one", "Letter (artiukh-2022)"), ("two", "Post (post-2022)")]
    return Matrix("02/q6", columns=[("who", "Who?", ""), ("how", "How?", "")], rows=rows)


def box_of(where: Locator) -> Locator:
    return where.get_by_role("textbox", name="Why?")


def test_words_go_on_where_they_were(front: Front) -> None:
    cell = Cell(front)
    old = cell.run(ask())
    box_of(cell.all).press_sequentially("add x")
    for _ in range(5):
        front.page.keyboard.press("ArrowLeft")
    cell.restart(old)
    front.page.keyboard.type("dd ")
    expect(box_of(cell.all)).to_be_focused()
    cell.run(ask())
    expect(cell.all.locator(".cr-shelter")).to_have_count(0)
    expect(box_of(cell.all)).to_be_focused()
    front.page.keyboard.type("xx ")
    expect(box_of(cell.all)).to_have_value("dd xx add x")
    expect(cell.all.locator(".cr-status-text")).to_contain_text("Saved")
    assert cell.commands == ""


def test_who_leaves_leaves_the_words_waiting(front: Front) -> None:
    cell = Cell(front)
    old = cell.run(ask())
    box_of(cell.all).press_sequentially("one")
    cell.restart(old)
    front.page.keyboard.type(" two")
    front.page.keyboard.press("Tab")
    front.page.locator("h1").click(force=True)
    expect(box_of(cell.all)).to_have_count(0)
    cell.run(ask())
    expect(box_of(cell.all)).to_have_value("one two")
    expect(box_of(cell.all)).not_to_be_focused()
    expect(cell.all.locator(".cr-status-text")).to_contain_text("Saved")


def test_a_field_that_is_not_open_in_the_new_view_stays_until_it_is_left(front: Front) -> None:
    cell = Cell(front)
    old = cell.run(matrix())
    cell.all.get_by_role("button", name="Choose a passage: Who? Post").press("Enter")
    cell.all.get_by_label("A note in your own words").press_sequentially("x d")
    cell.restart(old)
    cell.run(matrix())
    front.page.keyboard.type("d x")
    note = cell.all.get_by_label("A note in your own words")
    expect(note).to_have_value("x dd x")
    expect(note).to_be_focused()
    front.page.keyboard.press("Escape")
    front.page.locator("#more").evaluate("(el) => { el.tabIndex = 0; el.focus(); }")
    expect(cell.all.locator(".cr-shelter")).to_have_count(0)
    expect(cell.all.locator(".cr-drafts")).to_contain_text("x dd x")
    assert cell.commands in ("", "Escape")


def test_a_click_into_the_new_view_does_what_it_does_anywhere(front: Front) -> None:
    cell = Cell(front)
    old = cell.run(matrix())
    cell.all.get_by_role("button", name="Choose a passage: Who? Post").press("Enter")
    cell.all.get_by_label("A note in your own words").press_sequentially("one")
    cell.restart(old)
    cell.run(matrix())
    expect(cell.all.locator(".cr-shelter")).to_have_count(1)
    new = cell.all.locator(":scope > :not(.cr-shelter)")
    new.get_by_role("button", name="Choose a passage: How? Letter").click()
    expect(cell.all.locator(".cr-shelter")).to_have_count(0)
    expect(cell.all.locator(".cr-drafts")).to_contain_text("one")
    expect(cell.all.get_by_label("A note in your own words")).to_be_visible()


def test_keys_on_a_choice_choose_nothing_else(front: Front) -> None:
    cell = Cell(front)
    old = cell.run(Choose("02/q5"))
    cell.all.get_by_role("radio").first.check()
    cell.all.get_by_role("radio").first.focus()
    cell.restart(old)
    front.page.keyboard.press("ArrowDown")
    cell.run(Choose("02/q5"))
    expect(cell.all.get_by_role("radio").nth(1)).to_be_focused()
    expect(cell.all.get_by_role("radio").nth(1)).to_be_checked()
    assert cell.commands == ""


def test_nobody_writes_and_nothing_stays(front: Front) -> None:
    cell = Cell(front)
    old = cell.run(ask())
    box_of(cell.all).press_sequentially("one")
    front.page.locator("h1").click(force=True)
    front.page.evaluate("() => document.activeElement.blur()")
    front.page.wait_for_timeout(50)
    cell.restart(old)
    expect(box_of(cell.all)).to_have_count(0)
