"""The argument map in Chromium, with the real Python behind the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Locator, Page, expect

from closereader import ArgumentMap, Reader, open_work
from closereader.argument import Node, TableRow, passage_of, settled, to_argdown
from tests.browser.front.harness import Front

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

WORDS = "You have correctly pointed out"
HOSTILE = "<img src=x onerror=alert(1)> [a]: {b} </script>"
FOREIGN = "[God]: There is a God.\n  + <Design>: It looks designed.\n  - [Evil]: There is evil."


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


class Map:
    """The widget, and the ways to its parts."""

    def __init__(self, front: Front, claim: Node | None = None, **more: Any) -> None:
        self.front = front
        self.page: Page = front.page
        more.setdefault("claim", "There is a lesson left.")
        self.widget = ArgumentMap("06/q4", "Build the argument.", **more)
        if claim is not None:
            self.widget.put(claim)
        self.view = front.view(front.live(self.widget))

    @property
    def parts(self) -> Locator:
        return self.view.get_by_role("treeitem")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def button(self, name: str) -> Locator:
        return self.view.get_by_role("button", name=name, exact=True)

    def gaps(self) -> Locator:
        return self.view.locator(".cra-gap")

    def saved(self) -> Node:
        """The map that is on disk, once the page says so."""
        expect(self.view.locator(".cr-status-text")).to_have_text(re.compile(r"^Saved \d"))
        return self.widget.map


def built() -> Node:
    grounds = Node("grounds", "The letter answers.", passage_of("artiukh-2022", WORDS), note="n")
    row = TableRow("panel", (("iso3", "BLR"), ("year", 2006)), "rents_total_pct_gdp")
    warrant = Node("warrant", "Who answers shares.", children=(Node("backing", "Equals."),))
    rebuttal = Node("rebuttal", "Nobody hears it.", children=(Node("rebuttal", "We do."),))
    below = (grounds, Node("grounds", "", row=row), warrant, Node("qualifier", "Here."), rebuttal)
    return settled(Node("claim", "There is a lesson left.", children=below))


def test_a_map_is_built_by_the_keyboard_alone(front: Front) -> None:
    Reader("artiukh-2022").mark(WORDS, theme="agency")
    shown = Map(front)
    shown.parts.first.focus()
    shown.press("g")
    shown.page.keyboard.type("The letter answers.")
    for _ in range(6):
        shown.press("Tab")
        if shown.page.evaluate("document.activeElement.className") == "cra-place":
            break
    shown.press("Enter", "Enter")  # the mark goes in; Enter in the words closes the part
    expect(shown.parts.nth(1)).to_be_focused()
    expect(shown.parts.nth(1)).to_contain_text(f"{WORDS} (artiukh-2022 ¶4)")
    shown.press("ArrowLeft", "w")
    shown.page.keyboard.type("Who answers shares.")
    shown.press("Enter", "b")
    shown.page.keyboard.type("Equals.")
    shown.press("Escape", "Home", "q")
    shown.page.keyboard.type("Here.")
    shown.press("Enter", "Home", "r")
    shown.page.keyboard.type("Nobody hears it.")
    shown.press("Enter", "r")
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
    shown.button("Done").click()
    assert shown.saved().text == "There is a lesson left. And now?"
    shown.button("Undo").click()
    assert shown.saved().text == "There is a lesson left."


def test_words_are_looked_up_and_only_the_texts_own_get_in(front: Front) -> None:
    shown = Map(front, texts=("artiukh-2022",))
    shown.button("Grounds: add below Claim “There is a lesson left.”").click()
    shown.view.get_by_label("Words as the text has them").fill("You have corectly pointed out")
    shown.button("Look them up").click()
    expect(shown.view.locator(".cra-found").first).to_contain_text("No text has these words.")
    shown.view.locator(".cra-found .cra-place").first.click()
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


def test_it_goes_out_as_shown_and_comes_in_again(front: Front) -> None:
    shown = Map(front, built())
    shown.view.get_by_text("Export this map").click()
    shown.button("Argdown").click()
    written = shown.view.get_by_label("The map as text")
    expect(written).to_have_value(to_argdown(built()))
    link = shown.view.get_by_role("link", name="Save as argument-06-q4.argdown")
    with shown.page.expect_download() as download:
        link.click()
    assert download.value.path().read_text(encoding="utf-8") == to_argdown(built())
    shown.button("Plain text").click()
    expect(written).to_have_value(repr(built()) + "\n")

    shown.view.get_by_text("Import a map").click()
    shown.view.get_by_label("Paste Argdown or JSON").fill("<<<")
    shown.button("Read it").click()
    expect(shown.parts).to_have_count(1)  # words that are no relation become a claim
    shown.button("Exchange the two").click()
    assert shown.saved() == built()
    shown.view.get_by_label("or choose a file").set_input_files(
        {"name": "god.argdown", "mimeType": "text/plain", "buffer": FOREIGN.encode()}
    )
    expect(shown.parts).to_have_count(3)
    assert [part.kind for part in shown.saved().walk()] == ["claim", "grounds", "rebuttal"]
    shown.button("Undo").click()
    assert shown.saved() == built()


def test_a_file_that_is_no_map_changes_nothing(front: Front) -> None:
    shown = Map(front, built())
    shown.view.get_by_text("Import a map").click()
    for source, said in (("// only a comment", "no statement"), ('{"schema": "x"}', "no argument")):
        shown.view.get_by_label("Paste Argdown or JSON").fill(source)
        shown.button("Read it").click()
        expect(shown.view.locator(".cra-trade")).to_contain_text(said)
        expect(shown.view.locator(".cra-trade")).to_contain_text("The map is as it was.")
    shown.view.get_by_label("or choose a file").set_input_files(
        {"name": "big.txt", "mimeType": "text/plain", "buffer": b"x" * 600_000}
    )
    expect(shown.view.locator(".cra-trade")).to_contain_text("600,000 characters")
    assert shown.saved() == built()


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
    boxes = [box.bounding_box() for box in shown.parts.all()]
    assert None not in boxes
    for one in filter(None, boxes):
        for other in filter(None, boxes):
            apart = (
                one is other
                or one["y"] + one["height"] <= other["y"]
                or other["y"] + other["height"] <= one["y"]
                or one["x"] + one["width"] <= other["x"]
                or other["x"] + other["width"] <= one["x"]
            )
            assert apart


def test_hostile_words_stay_words(front: Front) -> None:
    below = Node("grounds", HOSTILE, passage_of("artiukh-2022", WORDS), note=HOSTILE)
    shown = Map(front, settled(Node("claim", HOSTILE, children=(below,))))
    for name in ("Tree", "List"):
        shown.button(name).click()
        expect(shown.parts.first).to_contain_text(HOSTILE)
        expect(shown.view.locator("img")).to_have_count(0)
    shown.view.get_by_text("Export this map").click()
    shown.button("Argdown").click()
    source = shown.view.get_by_label("The map as text").input_value()
    shown.view.get_by_text("Import a map").click()
    shown.view.get_by_label("Paste Argdown or JSON").fill(source)
    before = shown.saved()
    shown.button("Read it").click()
    expect(shown.view.locator(".cra-trade")).to_contain_text("Imported, nothing left out.")
    assert shown.saved() == before


def test_changes_wait_for_a_dead_python(front: Front) -> None:
    shown = Map(front, built())
    front.kernel("restart")
    shown.parts.nth(1).click()
    shown.press("Delete")
    expect(shown.parts).to_have_count(7)
    expect(shown.view.locator(".cr-status")).to_contain_text("deliver 1 change")
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
    shown.press("q")
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
    shown.press("r")
    expect(shown.view.locator(".cr-notes")).to_contain_text("12 levels deep. Nothing was changed.")
    expect(shown.parts).to_have_count(12)


def test_a_python_that_does_not_answer_is_said(front: Front) -> None:
    front.page.clock.install()
    shown = Map(front)
    front.kernel("restart")
    shown.view.get_by_text("Export this map").click()
    shown.button("Argdown").click()
    front.page.clock.run_for(7000)
    expect(shown.view.locator(".cra-trade")).to_contain_text("Python does not answer")
    expect(shown.view.get_by_label("The map as text")).to_be_hidden()
