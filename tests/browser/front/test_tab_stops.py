"""From a cell to its text in three Tabs; dialogs keep Tab; names hold what they are about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from closereader import Ask, ClaimCards, Coding, Compare, Scale, open_work
from closereader.argument import Node, settled
from tests.browser.front.argument_kit import Map
from tests.browser.front.reader_kit import POEM, Desk, mark
from tests.browser.front.test_matrix import MARKS, Grid
from tests.widgets.test_coding import CASES, CODES
from whose_lessons import Explore

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


def before(page: Page) -> None:
    """Stand before the widgets, as somebody does who comes from the cell above."""
    page.evaluate(
        """() => {
          const start = document.createElement('button');
          start.textContent = 'Cell';
          document.querySelector('#widgets').before(start);
          start.focus();
        }"""
    )


def test_the_text_is_three_tabs_from_its_cell(front: Front) -> None:
    others = [{"name": "Reading A", "marks": [mark(9, "Last", "gender", POEM)]}]
    desk = Desk(front).show(POEM, others=others)
    before(front.page)
    desk.press("Tab", "Tab", "Tab")
    expect(desk.text).to_be_focused()
    desk.press("Shift+Tab", "ArrowRight", "Enter")  # the second of the themes
    chip = desk.el.get_by_role("button", name="RE Rentier state")
    expect(chip).to_be_focused()
    expect(chip).to_have_attribute("aria-pressed", "false")
    desk.press("End")
    expect(desk.el.get_by_role("button", name="Reading A")).to_be_focused()
    desk.press("Shift+Tab")
    expect(desk.el.get_by_role("button", name="Page", exact=True)).to_be_focused()
    desk.press("ArrowLeft")
    expect(desk.el.get_by_role("button", name="Keys")).to_be_focused()
    assert front.axe() == []


def test_the_texts_of_a_comparison_are_two_keys_away(front: Front, work: Path) -> None:
    pair = Compare("artiukh-2022", "post-2022", search="war", work=open_work(work))
    view = front.view(front.live(pair))
    expect(view.locator(".crr-kwic button").first).to_be_visible()
    before(front.page)
    for key in ("Tab", "Enter"):
        front.page.keyboard.press(key)
    expect(view.locator(".crr-scroll").first).to_be_focused()
    # The hits of a text are one stop, and the arrows go through them.
    hits = view.get_by_role("list", name=re.compile("^Hits in")).first
    assert hits.locator('button:not([tabindex="-1"])').count() == 1
    hits.locator("button").first.focus()
    front.page.keyboard.press("ArrowDown")
    expect(hits.locator("button").nth(1)).to_be_focused()


WHERE = """(host) => {
  const el = document.activeElement;
  if (!host.contains(el)) return "";
  return `${el.tagName}: ${el.getAttribute("aria-label") ?? el.textContent.trim()}`;
}"""


@pytest.mark.parametrize("way", ["Tab", "Shift+Tab"])
def test_a_map_has_few_tab_stops_and_the_arrows_reach_every_button(front: Front, way: str) -> None:
    grounds = (Node("grounds", "One."), Node("grounds", "Two."))
    shown = Map(front, settled(Node("claim", "There is one.", children=grounds)), hints=["A hint."])
    expect(shown.gaps()).not_to_have_count(0)
    before(front.page)
    if way == "Shift+Tab":
        shown.view.get_by_text("Keys", exact=True).focus()
        shown.press("Tab")
    stops: list[str] = []
    reached: set[str] = set()
    while len(stops) < 30:
        shown.press(way)
        where = shown.view.evaluate(WHERE)
        if not where:
            break
        stops.append(where)
        while where not in reached:
            reached.add(where)
            if where.startswith("BUTTON"):
                shown.press("ArrowRight")
            where = shown.view.evaluate(WHERE)
    assert len(stops) == 8, stops
    buttons = shown.view.get_by_role("button").filter(visible=True)
    names = buttons.evaluate_all(
        "(all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent.trim())"
    )
    assert len(names) > 15
    assert {f"BUTTON: {name}" for name in names} <= reached
    for bar in ("Map", "Chosen part"):
        toolbar = shown.view.get_by_role("toolbar", name=bar)
        expect(toolbar).to_have_accessible_description(re.compile("arrows"))
    shown.view.get_by_text("Keys", exact=True).click()
    expect(shown.view.locator(".cra-help")).to_contain_text("from button to button")
    assert front.axe() == []


@pytest.mark.parametrize("opened", ["w", "]"], ids=["new", "of a mark"])
def test_tab_does_not_run_out_of_a_card(front: Front, opened: str) -> None:
    desk = Desk(front).show(POEM, marks=[mark(1, "long second sentence", "gender", POEM)])
    desk.text.focus()
    desk.press("Control+Home", opened, "Enter")
    expect(desk.card).to_be_visible()
    inside = "() => Boolean(document.activeElement.closest('.crr-card'))"
    seen = set()
    for key in ["Tab"] * 9 + ["Shift+Tab"] * 9:
        desk.press(key)
        assert front.page.evaluate(inside)
        seen.add(front.page.evaluate("() => document.activeElement.textContent.trim()"))
    assert any(name.startswith("Save") for name in seen)
    desk.press("Escape")
    expect(desk.text).to_be_focused()


def test_growing_says_why_it_does_not_grow(front: Front) -> None:
    desk = Desk(front).show(POEM)
    desk.text.focus()
    desk.press("Control+Home", "Shift+ArrowDown", "Shift+ArrowDown", "w")
    expect(desk.spoken).to_contain_text("words of several paragraphs are selected")
    desk.press("Control+Home", "w", "w", "w")
    expect(desk.spoken).to_contain_text("the whole paragraph is selected")


def test_the_editor_of_a_cell_is_a_dialog_with_a_heading(front: Front) -> None:
    grid = Grid(front)
    grid.cell("Who?", "Letter (t-1)").click()
    editor = grid.view.get_by_role("dialog", name="Who? Letter (t-1)")
    expect(editor.get_by_role("heading", name="Who? Letter (t-1)")).to_be_focused()
    expect(editor.get_by_role("combobox", name="Marks in")).to_be_visible()
    expect(editor.get_by_role("combobox", name="about")).to_be_visible()
    assert front.axe() == []


def test_the_box_for_words_is_one_tab_behind_however_many_marks(front: Front) -> None:
    many = [{**MARKS[0], "s": at, "e": at + 1, "quote": f"word {at}"} for at in range(12)]
    grid = Grid(front, marks=many)
    grid.cell("Who?", f"Letter ({MARKS[0]['text']})").click()
    places = grid.view.locator(".cr-place")
    expect(places).to_have_count(12)
    grid.view.get_by_role("combobox").last.focus()
    press = front.page.keyboard.press
    press("Tab")
    expect(places.first).to_be_focused()
    press("ArrowDown")
    expect(places.nth(1)).to_be_focused()
    press("Tab")
    expect(grid.view.get_by_label("Paste words from a text")).to_be_focused()


def test_a_question_is_named_once_and_without_glue(front: Front) -> None:
    view = front.view(front.live(Ask("02/q1", "Does the post answer?")))
    group = view.get_by_role("group").first
    label = group.get_attribute("aria-label") or ""
    assert re.fullmatch(r"[\w ]*\d+", label), label
    box = view.get_by_role("textbox").first
    name = box.evaluate("(box) => box.getAttribute('aria-label')")
    expect(box).to_have_accessible_name(name)
    assert label not in name  # the group has said it


def test_a_claim_card_says_the_claim_with_the_choice(front: Front) -> None:
    view = front.view(front.live(ClaimCards("01/q5", ["c07", "c03", "c22"])))
    group = view.get_by_role("radiogroup").first
    expect(group).to_have_accessible_name(
        "I expect that it: The interview appeared in Kholod in June 2022."
    )
    expect(group).to_have_accessible_description(re.compile(r"^Card 1 of 3 \w"))


def test_no_key_is_promised_that_a_screen_reader_may_keep(front: Front, work: Path) -> None:
    for widget, words in (
        (Scale("05/q2", "Where?"), "Space chooses a point. The digits"),
        (Coding("04/q3", "Code them.", CASES, codes=CODES), "Space chooses a code. The digits"),
        (ClaimCards("01/q5", ["c07"]), "Space chooses."),
    ):
        view = front.view(front.live(widget))
        expect(view.get_by_text(f"With a screen reader: {words}")).to_have_count(1)
    view = front.view(front.live(Explore("rents", work=open_work(work))))
    skip = view.get_by_role("button", name="To the table")
    skip.focus()
    front.page.keyboard.press("Tab")
    expect(view.locator(".cre-plot")).to_be_focused()  # it stands right before the figure
    skip.focus()
    front.page.keyboard.press("Enter")
    expect(view.locator(".cre-scroll thead button").first).to_be_focused()
