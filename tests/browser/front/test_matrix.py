"""The matrix in Chromium: fill a cell from a mark and by pasting, take back, add a case."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

from closereader import Matrix
from tests.browser.front.harness import Front

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

QUESTION = {
    "id": "02/q6",
    "label": "Question 6",
    "prompt": "Who is excluded?",
    "columns": [
        {"id": "who", "label": "Who?", "hint": "a person, a group"},
        {"id": "how", "label": "How?", "hint": ""},
    ],
    "texts": [{"id": "t-1", "title": "First"}, {"id": "t-2", "title": "Second"}],
    "themes": {"exclusion": "Exclusion", "agency": "Agency"},
    "required": ["one", "two"],
}
MARKS = [
    {"text": "t-1", "label": "¶3", "s": 5, "e": 14, "quote": "our words", "theme": "exclusion",
     "note": ""},
    {"text": "t-2", "label": "¶1", "s": 0, "e": 9, "quote": "the other", "theme": "agency",
     "note": ""},
]  # fmt: skip
ROWS: list[dict[str, Any]] = [
    {"id": "one", "label": "Letter (t-1)", "cells": {}},
    {"id": "two", "label": "Post (t-2)", "cells": {}},
]
PLACE = {"text": "t-2", "s": 20, "e": 31, "quote": "looked up 😀", "label": "¶2"}


class Grid:
    """The widget and the ways to its parts."""

    def __init__(self, front: Front, rows: list[dict[str, Any]] = ROWS, **other: object) -> None:
        self.front = front
        state: dict[str, Any] = {
            "question": QUESTION,
            "kept": {"modified": "", "value": None},
            "grid": rows,
            "marks": MARKS,
            "who": {"id": "r", "name": ""},
            "work": {"id": "w1", "label": "work"},
            "problem": "",
            "saved": "",
        } | other
        front.show(Matrix._front.script(), state, css=Matrix._front.css())
        self.view = front.view()

    def cell(self, question: str, case: str) -> Locator:
        return self.view.get_by_role("button", name=f": {question} {case}")

    def press(self, name: str) -> None:
        self.view.get_by_role("button", name=name, exact=True).click()

    def saved(self) -> list[dict[str, Any]]:
        """The rows that reached the disk last."""
        expect(self.view.locator(".cr-status")).to_contain_text("Saved")
        rows: list[dict[str, Any]] = self.front.disk()[-1]["value"]["rows"]
        return rows


@pytest.fixture
def grid(front: Front) -> Grid:
    return Grid(front)


def test_a_mark_goes_into_a_cell(grid: Grid) -> None:
    grid.cell("Who?", "Letter (t-1)").click()
    expect(grid.view.locator(".cr-place")).to_have_count(1)  # the marks of this case's text
    grid.view.locator(".cr-place").click()  # no second press is needed
    cell = grid.saved()[0]["cells"]["who"]
    assert (cell["quote"], cell["s"], cell["e"]) == ("our words", 5, 14)
    expect(grid.view.locator(".crx-passage")).to_have_text("our words (t-1 ¶3)")
    expect(grid.view.locator(".crx-progress")).to_contain_text("1 of 4 cells holds a passage.")
    expect(grid.cell("Who?", "Letter (t-1)")).to_be_focused()


def test_filters_show_other_marks(grid: Grid) -> None:
    grid.cell("Who?", "Letter (t-1)").click()
    grid.view.get_by_label("Marks in", exact=True).select_option("")
    expect(grid.view.locator(".cr-place")).to_have_count(2)
    grid.view.get_by_label("about", exact=True).select_option("agency")
    expect(grid.view.locator(".cr-place")).to_have_count(1)


def test_pasted_words_are_looked_up_and_only_the_texts_own_words_get_in(grid: Grid) -> None:
    grid.front.answer(
        "(m) => m.type === 'find' ? {type: 'answer', id: m.id, near: [], places: ["
        "{text: 't-2', s: 20, e: 31, quote: 'looked up 😀', label: '¶2'}]} : null"
    )
    grid.cell("How?", "Post (t-2)").click()
    grid.view.get_by_label("Paste words from a text").fill("“looked up 😀”")
    grid.press("Look them up")
    expect(grid.view.locator(".cr-looked")).to_have_text("Found in t-2 ¶2.")
    grid.view.get_by_label("A note in your own words").fill("mine")
    grid.press("Save")
    assert grid.saved()[1]["cells"]["how"] == {**PLACE, "note": "mine"}


def test_one_of_several_places_is_chosen_and_shown(grid: Grid) -> None:
    grid.front.answer(
        "(m) => m.type === 'find' ? {type: 'answer', id: m.id, near: [], places: ["
        "{text: 't-1', s: 20, e: 31, quote: 'the war', label: '¶2',"
        " before: 'before ', after: ' began'},"
        "{text: 't-2', s: 50, e: 57, quote: 'the war', label: '¶4',"
        " before: 'since ', after: ' ended'}"
        "]} : null"
    )
    grid.cell("How?", "Letter (t-1)").click()
    grid.view.get_by_label("Paste words from a text").fill("the war")
    grid.press("Look them up")
    places = grid.view.locator(".cr-looked .cr-place")
    expect(places.nth(0)).to_contain_text("… before the war began … t-1 ¶2")
    expect(places.nth(0)).to_have_attribute("aria-pressed", "false")
    assert grid.front.sent("find")[0]["first"] == "t-1"
    places.nth(1).click()
    expect(places.nth(1)).to_have_attribute("aria-pressed", "true")
    expect(places.nth(0)).to_have_attribute("aria-pressed", "false")
    chosen = grid.view.locator(".crx-chosen")
    other = "This passage is from t-2; the case names t-1."
    expect(chosen).to_have_text(f"Chosen: the war (t-2 ¶4) {other}")
    grid.press("Save")
    cell = {"text": "t-2", "s": 50, "e": 57, "quote": "the war", "label": "¶4", "note": ""}
    assert grid.saved()[0]["cells"]["how"] == cell
    expect(grid.view.locator(".crx-said")).to_have_text(other)


def test_what_comes_closest_is_only_offered(grid: Grid) -> None:
    grid.front.answer(
        "(m) => m.type === 'find' ? {type: 'answer', id: m.id, places: [], near: ["
        "{text: 't-2', s: 20, e: 31, quote: 'looked up 😀', label: '¶2', score: 0.9}]} : null"
    )
    grid.cell("How?", "Post (t-2)").click()
    grid.view.get_by_label("Paste words from a text").fill("locked up")
    grid.press("Look them up")
    expect(grid.view.locator(".cr-looked")).to_contain_text("No text has these words.")
    expect(grid.view.locator(".crx-chosen")).to_have_text("No passage chosen yet.")
    grid.view.locator(".cr-looked .cr-place").click()
    grid.press("Save")
    assert grid.saved()[1]["cells"]["how"]["quote"] == "looked up 😀"


def test_undo_redo_and_a_case_more(grid: Grid) -> None:
    grid.view.get_by_label("Name of another case").fill("A third <b>case</b>")
    grid.press("Add a case")
    expect(grid.view.locator("thead th")).to_have_count(3)
    assert [row["label"] for row in grid.saved()][-1] == "A third <b>case</b>"
    grid.press("Undo")
    expect(grid.view.locator("thead th")).to_have_count(2)
    grid.press("Redo")
    expect(grid.view.locator("thead th")).to_have_count(3)
    grid.press("Remove the case A third <b>case</b>")  # empty: at once
    expect(grid.view.locator(".crx-said")).to_contain_text("Undo brings it back")
    grid.press("Undo")
    expect(grid.view.locator("thead th")).to_have_count(3)


def test_a_case_that_the_lesson_gives_stays_and_a_full_one_is_asked_about(front: Front) -> None:
    cells = {"who": {"note": "mine"}, "how": {**PLACE, "note": ""}}
    grid = Grid(front, [*ROWS, {"id": "row-3", "label": "Third", "cells": cells}])
    remove = grid.view.get_by_role("button", name="Remove the case")
    expect(remove).to_have_count(1)
    expect(remove).to_have_accessible_name("Remove the case Third")
    remove.click()
    expect(grid.front.voice).to_have_text("Remove the case Third with what 2 cells of it hold?")
    expect(grid.view.get_by_role("button", name="Keep it")).to_be_focused()
    grid.press("Keep it")
    assert front.edits() == []
    remove.click()
    grid.press("Remove it")
    expect(grid.view.locator("thead th")).to_have_count(2)
    expect(grid.cell("Who?", "Post (t-2)")).to_be_focused()  # the case beside it
    front.page.keyboard.press("Control+z")
    assert grid.saved()[2]["cells"]["who"] == {"note": "mine"}


def test_a_case_is_named_without_its_button(front: Front) -> None:
    grid = Grid(front, [*ROWS, {"id": "row-3", "label": "Third", "cells": {}}])
    expect(grid.view.get_by_role("columnheader", name="Third", exact=True)).to_be_visible()


def test_the_keyboard_alone_fills_a_cell(grid: Grid, page: Page) -> None:
    grid.cell("Who?", "Letter (t-1)").focus()
    page.keyboard.press("Enter")
    expect(grid.view.locator(".crx-title")).to_be_focused()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "cr-place":
            break
    page.keyboard.press("Enter")
    assert grid.saved()[0]["cells"]["who"]["quote"] == "our words"
    page.keyboard.press("Control+z")
    expect(grid.view.locator(".crx-passage")).to_have_count(0)


def test_escape_closes_and_nothing_changes(grid: Grid, page: Page) -> None:
    grid.cell("Who?", "Letter (t-1)").click()
    page.keyboard.press("Escape")
    expect(grid.view.locator(".crx-editor")).to_have_count(0)
    expect(grid.cell("Who?", "Letter (t-1)")).to_be_focused()
    assert grid.front.edits() == []


def test_a_change_waits_for_a_dead_python_and_is_shown_after_a_reload(front: Front) -> None:
    grid = Grid(front)
    front.kernel("restart")
    grid.view.get_by_label("Name of another case").fill("Waits")
    grid.press("Add a case")
    expect(grid.view.locator(".cr-status")).to_contain_text("save 1 change")
    front.open()
    front.python("busy")
    again = Grid(front)
    expect(again.view.locator("thead th")).to_have_count(3)


def test_python_changes_are_shown_but_not_over_ones_own(grid: Grid) -> None:
    rows = [{**ROWS[0], "cells": {"who": {"note": "from elsewhere"}}}]
    grid.front.set(grid=rows, kept={"modified": "2026-01-01T00:00:00.000Z", "value": {}})
    expect(grid.view.locator(".crx-note")).to_have_text("Note: from elsewhere")


def test_a_lost_passage_keeps_its_words(front: Front) -> None:
    lost = {"text": "t-1", "quote": "gone", "s": 0, "e": 4, "label": "", "lost": "Not found."}
    grid = Grid(front, [{"id": "one", "label": "One", "cells": {"who": lost}}])
    expect(grid.view.locator("td").first).to_contain_text("gone")
    expect(grid.view.locator(".crx-lost")).to_have_text("Not found.")


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(front: Front, dark: bool) -> None:
    front.open(dark=dark)
    grid = Grid(front, [{**ROWS[0], "cells": {"who": {**MARKS[0], "note": "a note"}}}, ROWS[1]])
    grid.cell("How?", "Post (t-2)").click()
    assert front.axe() == []


def test_the_editor_says_which_cell_it_is_and_offers_only_what_can_be_done(front: Front) -> None:
    columns = [{"id": "who", "label": "Who says it", "hint": ""}]
    grid = Grid(front, question=QUESTION | {"columns": columns}, marks=[])
    grid.cell("Who says it:", "Letter (t-1)").click()
    expect(grid.view.locator(".crx-title")).to_have_text("Who says it: Letter (t-1)")
    none = "You have no marks in the texts of this question yet."  # perhaps in others
    expect(grid.view.locator(".crx-editor")).to_contain_text(none)
    remove = grid.view.get_by_role("button", name="Remove", exact=True)
    expect(remove).to_be_hidden()  # the cell holds nothing
    grid.view.get_by_label("A note in your own words").fill("not given")
    grid.press("Save")
    grid.view.get_by_role("button", name="Who says it: Letter (t-1)").click()
    expect(remove).to_be_visible()


LINES = """(table) => [...table.querySelectorAll("tr, th, td")].flatMap((one) => {
  const { top, bottom } = one.getBoundingClientRect();
  const style = getComputedStyle(one);
  const drawn = (side) => parseFloat(style[`border${side}Width`]) > 0 && style.clipPath === "none";
  return [...(drawn("Top") ? [top] : []), ...(drawn("Bottom") ? [bottom - 1] : [])];
}).sort((one, other) => one - other)"""


@pytest.mark.parametrize("added", [False, True])
def test_where_cells_stand_below_each_other_no_line_stands_alone(
    front: Front, page: Page, added: bool
) -> None:
    """As at 200 % of a window of 800 pixels."""
    page.set_viewport_size({"width": 400, "height": 900})
    third = [{"id": "three", "label": "Third", "cells": {}}] if added else []
    matrix = Grid(front, [*ROWS, *third])
    table = matrix.view.locator("table")
    lines: list[float] = table.evaluate(LINES)
    asked = table.locator(".crx-question").first
    above = asked.evaluate("(one) => one.getBoundingClientRect().top")
    assert len([one for one in lines if one < above + 1]) == 2 * added  # around the third's name
    near = [two - one for one, two in itertools.pairwise(lines)]
    assert min(near) > 2
