"""The argument map in Chromium, with the real Python behind the page."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, expect

from closereader import ArgumentMap, Reader, open_work
from closereader.argument import Node, TableRow, settled
from tests.browser.front.argument_kit import WORDS, Map, built
from tests.browser.front.harness import Front

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


def test_a_map_is_built_by_the_keyboard_alone(front: Front) -> None:
    Reader("artiukh-2022").mark(WORDS, theme="agency")
    shown = Map(front)
    shown.parts.first.focus()
    shown.press("Alt+g")
    shown.page.keyboard.type("The letter answers.")
    for _ in range(6):
        shown.press("Tab")
        if shown.page.evaluate("document.activeElement.className") == "cr-place":
            break
    shown.press("Enter", "Enter")  # the mark goes in; Enter in the words closes the part
    expect(shown.parts.nth(1)).to_be_focused()
    expect(shown.parts.nth(1)).to_contain_text(f"{WORDS} (artiukh-2022 ¶4)")
    shown.press("ArrowLeft", "Alt+w")
    shown.page.keyboard.type("Who answers shares.")
    shown.press("Enter", "Alt+b")
    shown.page.keyboard.type("Equals.")
    shown.press("Escape", "Home", "Alt+q")
    shown.page.keyboard.type("Here.")
    shown.press("Enter", "Home", "Alt+r")
    shown.page.keyboard.type("Nobody hears it.")
    shown.press("Enter", "Alt+r")
    shown.page.keyboard.type("We do.")
    shown.press("Enter")
    expect(shown.view.locator(".cra-gaps")).to_contain_text("Nothing that a program can see")
    claim = shown.saved()
    kinds = [part.kind for part in claim.walk()]
    assert kinds == ["claim", "grounds", "warrant", "backing", "qualifier", "rebuttal", "rebuttal"]
    passage = claim.children[0].passage
    assert passage is not None
    assert passage.exact == WORDS


def test_keys_move_and_delete_and_undo_brings_back(front: Front) -> None:
    shown = Map(front, built())
    shown.parts.first.focus()
    shown.press("ArrowRight", "ArrowDown", "Alt+ArrowUp")
    expect(shown.parts.nth(1)).to_contain_text("panel: BLR, 2006")
    expect(shown.parts.nth(1)).to_be_focused()
    shown.press("ArrowDown", "Alt+ArrowRight")  # below the one above it
    expect(shown.parts.nth(2)).to_have_attribute("aria-level", "3")
    shown.press("Delete")
    expect(shown.parts).to_have_count(7)
    shown.press("Control+z", "Control+z", "Control+z")
    assert shown.saved() == built()
    expect(shown.button("Undo")).to_be_disabled()
    shown.press("Control+Shift+z")
    expect(shown.parts.nth(1)).to_contain_text("panel: BLR, 2006")
    shown.press("Home", "Delete")
    expect(shown.parts).to_have_count(8)  # the main claim stays


def test_what_is_written_is_one_step_and_is_never_called_saved_before(front: Front) -> None:
    shown = Map(front)
    shown.parts.first.dblclick()
    box = shown.view.get_by_label("In your own words")
    expect(box).to_be_focused()
    box.press_sequentially(" And now?")
    expect(shown.view.locator(".cr-status-text")).not_to_contain_text("Saved")
    shown.button("Save").click()
    assert shown.saved().text == "There is a lesson left. And now?"
    shown.button("Undo").click()
    assert shown.saved().text == "There is a lesson left."


def test_words_are_looked_up_and_only_the_texts_own_get_in(front: Front) -> None:
    shown = Map(front, texts=("artiukh-2022",))
    shown.button("Grounds: add below Claim “There is a lesson left.”").click()
    shown.view.get_by_label("Words as the text has them").fill("You have corectly pointed out")
    shown.button("Look them up").click()
    expect(shown.view.locator(".cr-looked")).to_contain_text("No text has these words.")
    shown.view.locator(".cr-looked .cr-place").first.click()
    passage = shown.saved().children[0].passage
    assert passage is not None
    assert WORDS in passage.exact
    shown.button("Take the passage out").click()
    expect(shown.gaps().filter(has_text="hold no passage and no row")).to_have_count(1)
    assert shown.saved().children[0].passage is None


def test_a_row_is_chosen_from_its_table(front: Front) -> None:
    shown = Map(front, tables=("panel",))
    shown.button("Grounds: add below Claim “There is a lesson left.”").click()
    shown.view.get_by_text("Take a row of a table").click()
    shown.view.get_by_label("Table", exact=True).select_option("panel")
    shown.view.locator(".cra-key select").nth(0).select_option(label="Belarus (BLR)")
    shown.view.locator(".cra-key select").nth(1).select_option(label="2006")
    shown.view.get_by_label("Value", exact=True).select_option("rents_total_pct_gdp")
    expect(shown.view.locator(".cra-found").last).to_be_attached()
    expect(shown.view.get_by_text("% of GDP (panel: BLR, 2006)").first).to_be_visible()
    shown.button("Take this row").click()
    row = shown.saved().children[0].row
    assert row == TableRow("panel", (("iso3", "BLR"), ("year", 2006)), "rents_total_pct_gdp")


def apart(boxes: list[Locator]) -> bool:
    """Say whether no two boxes lie over each other."""
    found = [box for box in (each.bounding_box() for each in boxes) if box is not None]
    assert len(found) == len(boxes)
    return not any(
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
        for one, other in combinations(found, 2)
    )


def test_a_narrow_page_shows_the_tree_in_steps(front: Front) -> None:
    front.page.set_viewport_size({"width": 420, "height": 900})
    shown = Map(front, built())
    shown.button("Tree").click()
    expect(shown.view.locator(".cra-stacked .cra-lines path")).to_have_count(7)
    assert apart(shown.parts.all())
    drawing = shown.view.locator(".cra-drawing")
    assert drawing.evaluate("one => one.scrollWidth <= one.clientWidth")
    front.page.set_viewport_size({"width": 1200, "height": 900})
    expect(shown.view.locator(".cra-columns .cra-lines path")).to_have_count(7)
    assert apart(shown.parts.all())


def test_the_tree_shows_the_same_map_and_the_same_keys_work(front: Front) -> None:
    shown = Map(front, built())
    shown.button("Tree").click()
    expect(shown.parts).to_have_count(8)
    expect(shown.view.locator(".cra-lines path")).to_have_count(7)
    shown.parts.first.focus()
    shown.press("ArrowRight", "ArrowDown", "ArrowDown", "ArrowRight")
    focused = shown.view.locator(".cra-box:focus")
    expect(focused).to_contain_text("Equals.")
    shown.press("ArrowDown")  # the next box of the column
    expect(focused).to_contain_text("We do.")
    shown.press("ArrowLeft")
    expect(focused).to_contain_text("Nobody hears it.")
    shown.press("Enter")
    expect(shown.view.get_by_label("In your own words")).to_have_value("Nobody hears it.")


def test_changes_wait_for_a_dead_python(front: Front) -> None:
    shown = Map(front, built())
    front.kernel("restart")
    shown.parts.nth(1).click()
    shown.press("Delete")
    expect(shown.parts).to_have_count(7)
    expect(shown.view.locator(".cr-status")).to_contain_text("save 1 change")
    expect(shown.view.locator(".cra-gaps")).to_contain_text("before your last changes")
    shown.press("Control+z", "Control+Shift+z")
    front.open()
    again = Map(front)  # a new Python, a new page: what waited is shown and delivered
    expect(again.parts).to_have_count(7)
    again.saved()
    answer = open_work().answer("06", "q4")
    assert answer is not None
    assert len(answer.value["map"]["children"]) == 4


def test_what_another_window_saved_is_shown(front: Front) -> None:
    shown = Map(front)
    twin = ArgumentMap("06/q4", claim="There is a lesson left.")
    other = front.view(front.live(twin))
    shown.parts.first.click()
    shown.press("Alt+q")
    shown.page.keyboard.type("Here.")
    shown.press("Enter")
    shown.saved()
    front.set(1, **{name: getattr(twin, name) for name in ("tree", "gaps", "kept")})
    expect(other.get_by_role("treeitem")).to_have_count(2)


@pytest.mark.parametrize(("width", "dark"), [(800, True), (1400, False)])
def test_axe_finds_nothing_and_nothing_stands_out(front: Front, width: int, dark: bool) -> None:
    front.page.set_viewport_size({"width": width, "height": 900})
    front.open(dark=dark)
    Reader("artiukh-2022").mark(WORDS, theme="agency")
    shown = Map(front, built(), hints=("Begin with the claim.",))
    for name in ("List", "Tree"):
        shown.button(name).click()
        shown.parts.nth(1).dblclick()
        for summary in shown.view.locator("summary").all():
            if summary.evaluate("one => !one.parentElement.open"):
                summary.click()
        shown.button("Argdown").click()
        expect(shown.view.get_by_label("The map as text")).to_be_visible()
        assert front.axe() == []
        assert front.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_python_would_not_keep_is_not_begun(front: Front) -> None:
    node = Node("rebuttal", "end")
    for _ in range(10):
        node = Node("rebuttal", "x", children=(node,))
    shown = Map(front, settled(Node("claim", "A", children=(node,))))
    shown.parts.last.focus()
    shown.press("Alt+r")
    expect(shown.view.locator(".cr-notes")).to_contain_text("12 levels deep. Nothing was changed.")
    expect(shown.parts).to_have_count(12)
