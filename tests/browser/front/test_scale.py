"""The scale in Chromium, with the real Python behind it: place, undo, and only then compare."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from closereader import Scale, open_work
from closereader._paths import seeds_folder
from closereader.scale import ScaleError, open_scale
from tests.browser.front.harness import Front

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

COUNT = len(open_scale().sentences)


class Board:
    """The widget and the ways to its parts."""

    def __init__(self, front: Front, *, revealed: bool = False) -> None:
        self.front = front
        self.scale = Scale("05/q2", "Where does each sentence stand?", revealed=revealed)
        self.view = front.view(front.live(self.scale))

    def row(self, number: int) -> Locator:
        return self.view.locator(".crs-row").nth(number - 1)

    def point(self, number: int, value: str) -> Locator:
        name = "Cannot say" if value == "?" else f"{value}:"
        return self.row(number).get_by_role("radio", name=name)

    def place(self, number: int, value: str) -> None:
        self.point(number, value).check()

    def press(self, name: str) -> None:
        self.view.get_by_role("button", name=name, exact=True).click()

    def saved(self) -> None:
        expect(self.view.locator(".cr-status")).to_contain_text("Saved")

    def fill(self, value: str = "3") -> None:
        for number in range(1, COUNT + 1):
            self.place(number, value)
        self.saved()


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


@pytest.fixture(autouse=True)
def in_a_list(front: Front) -> None:
    """Show all of them; one at a time is tried in test_one_by_one."""
    front.page.evaluate("localStorage.setItem('closereader-one-by-one', 'list')")


@pytest.fixture
def board(front: Front) -> Board:
    return Board(front)


def test_a_sentence_is_placed_with_a_reason_and_saved(board: Board) -> None:
    board.place(1, "5")
    expect(board.row(1).locator(".crs-name")).to_have_text("Somebody could have chosen otherwise")
    board.row(1).get_by_role("textbox").fill("it says “chose” <b>")
    board.place(2, "?")
    expect(board.view.locator(".crs-far")).to_contain_text(f"2 of {COUNT} sentences placed.")
    board.saved()
    assert board.scale.placed == {"s01": "5", "s03": "?"}
    assert board.scale.value is not None
    assert board.scale.value["placed"]["s01"]["reason"] == "it says “chose” <b>"


def test_saved_never_stands_below_a_reason_that_is_not(board: Board, page: Page) -> None:
    board.place(1, "5")
    board.saved()
    page.clock.install()
    page.clock.pause_at(page.evaluate("() => Date.now() + 1000"))
    box = board.row(1).get_by_role("textbox")
    before = len(board.front.edits())
    box.press_sequentially("a")
    expect(board.view.locator(".cr-status")).to_contain_text("Not saved yet")
    for letter in "bcdefgh":  # somebody who makes no pause
        page.clock.run_for(450)
        box.press_sequentially(letter)
    assert len(board.front.edits()) > before


def test_the_keyboard_alone_places_and_takes_back(board: Board, page: Page) -> None:
    board.point(1, "1").focus()
    page.keyboard.press("4")
    expect(board.point(1, "4")).to_be_checked()
    page.keyboard.press("ArrowRight")
    expect(board.point(1, "5")).to_be_checked()
    page.keyboard.press("0")
    expect(board.point(1, "?")).to_be_checked()
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(board.point(1, "4")).to_be_checked()
    page.keyboard.press("Control+z")
    expect(board.row(1).locator(".crs-name")).to_have_text("no place yet")
    page.keyboard.press("Control+Shift+z")
    expect(board.point(1, "4")).to_be_checked()
    board.saved()
    assert board.scale.placed == {"s01": "4"}


def test_digits_place_from_the_whole_sentence_but_write_in_its_reason(
    board: Board, page: Page
) -> None:
    board.point(1, "1").focus()
    page.keyboard.press("2")
    page.keyboard.press("n")
    expect(board.point(2, "1")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(board.row(2).get_by_role("button")).to_be_focused()
    page.keyboard.press("4")
    expect(board.point(2, "4")).to_be_focused()
    expect(board.point(2, "4")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("5 n")
    expect(board.row(2).get_by_role("textbox")).to_have_value("5 n")
    board.saved()
    assert board.scale.placed == {"s01": "2", "s03": "4"}


def test_ctrl_z_in_a_reason_is_the_boxs_own(board: Board, page: Page) -> None:
    board.place(1, "2")
    box = board.row(1).get_by_role("textbox")
    box.press_sequentially("ab")
    page.keyboard.press("Control+z")
    expect(board.point(1, "2")).to_be_checked()


def test_the_place_is_a_door_to_the_paragraph(board: Board) -> None:
    door = board.row(1).get_by_role("button", name="post-2022 ¶5")
    expect(board.row(1).locator(".crs-paragraph")).to_be_hidden()
    door.click()
    expect(door).to_have_attribute("aria-expanded", "true")
    expect(board.row(1).locator(".crs-paragraph")).to_contain_text("ten years to gain a foothold")
    expect(board.row(1).locator("mark")).to_have_text("The country chose not to.")
    door.click()
    expect(board.row(1).locator(".crs-paragraph")).to_be_hidden()


def test_next_leads_to_a_sentence_without_a_place(board: Board) -> None:
    board.place(1, "1")
    board.press("Next sentence without a place")
    expect(board.point(2, "1")).to_be_focused()


def test_nothing_of_the_others_is_in_the_page_before_all_are_placed(board: Board) -> None:
    reasons = [one.placed["s01"].reason for one in open_scale().placers]
    opener = board.view.get_by_role("button", name="Show the other placements")
    expect(opener).to_be_disabled()
    board.fill()
    expect(opener).to_be_enabled()
    for reason in reasons:
        expect(board.view).not_to_contain_text(reason)
    opener.click()
    for reason in reasons:
        expect(board.row(1).locator(".crs-others")).to_contain_text(reason)
    expect(board.row(1).locator(".crs-others")).to_contain_text("You, before you saw this: 3")
    expect(board.view.locator(".crs-table tbody tr")).to_have_count(3)
    expect(board.view.locator(".crs-words")).to_contain_text("Agreement is not truth")
    expect(opener).to_be_hidden()
    # A change of mind is kept, and compared is what came first.
    board.place(1, "1")
    board.saved()
    expect(board.row(1).locator(".crs-others")).to_contain_text("You, before you saw this: 3")
    assert board.scale.placed["s01"] == "1"


def test_the_widest_gaps_lead_to_their_sentences(board: Board) -> None:
    board.fill("1")
    board.press("Show the other placements")
    first = board.view.locator(".crs-gaps button").first
    number = int(first.inner_text())
    first.click()
    expect(board.point(number, "1")).to_be_focused()


def test_the_figures_come_into_view_when_the_others_open(board: Board, page: Page) -> None:
    board.fill()
    board.press("Show the other placements")
    heading = board.view.get_by_text("How far do the placements agree?")
    expect(heading).to_be_in_viewport(ratio=1)
    expect(board.view.locator(".crs-compare")).to_be_focused()
    page.wait_for_function(
        "() => document.querySelector('.crs-compare').getBoundingClientRect().top < innerHeight / 2"
    )


def test_what_the_points_mean_is_open_for_who_begins(board: Board, front: Front) -> None:
    meanings = board.view.locator(".crs-legend")
    expect(meanings).to_have_attribute("open", "")
    board.place(1, "2")
    board.saved()
    expect(meanings).to_have_attribute("open", "")  # nothing moves below the mouse
    front.open()
    again = front.view(front.live(Scale("05/q2"))).locator(".crs-legend")
    expect(again).not_to_have_attribute("open", "")
    expect(again.get_by_text("What the points mean")).to_be_visible()


def test_what_was_placed_is_there_after_a_reload(board: Board, front: Front) -> None:
    board.place(3, "2")
    board.saved()
    front.open()
    again = front.live(Scale("05/q2"))
    expect(front.view(again).get_by_role("radio", name="2:").nth(2)).to_be_checked()


def test_a_reason_that_is_written_elsewhere_is_gone_on_with(board: Board, front: Front) -> None:
    """It is shown in the box that has the focus too: nobody writes over what they cannot see."""
    box = board.row(1).get_by_role("textbox")
    box.press_sequentially("mine ")
    board.saved()
    expect(box).to_have_value("mine ")
    theirs = {"placed": {"s01": {"value": None, "reason": "mine, theirs"}}, "opened": False}
    front.set(kept={"value": theirs, "modified": "2999-01-01T00:00:00.000Z"})
    expect(box).to_be_focused()
    box.press_sequentially(" and mine")
    expect(box).to_have_value("mine, theirs and mine")


def test_a_change_waits_for_a_dead_python(board: Board, front: Front) -> None:
    front.kernel("restart")
    board.place(1, "5")
    expect(board.view.locator(".cr-status")).to_contain_text("save 1 change")
    expect(board.point(1, "5")).to_be_checked()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("revealed", [False, True])
def test_axe_finds_nothing(front: Front, dark: bool, revealed: bool) -> None:
    front.open(dark=dark)
    board = Board(front, revealed=revealed)
    board.place(1, "5")
    board.row(1).get_by_role("button", name="post-2022 ¶5").click()
    assert front.axe() == []


@pytest.mark.parametrize("width", [800, 1400])
def test_nothing_is_wider_than_the_page(front: Front, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    board = Board(front, revealed=True)
    expect(board.view.locator(".crs-table")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_partners_points_are_put_in_by_keys_and_ones_own_open_beside_them(
    front: Front, page: Page
) -> None:
    own = dict(zip((one.id for one in open_scale().sentences), "523144152513", strict=True))
    value = {"placed": own, "opened": True, "first": own}
    open_work().save_answer("05", "q2", value)
    scale = Scale("05/exercise-question-5-partner", partner_of="05/q2")
    view = front.view(front.live(scale))
    expect(view).to_contain_text("Your own points, in the order of the sentences: 5 2 3 1 4 4")
    opener = view.get_by_role("button", name="Show your own points")
    expect(opener).to_be_disabled()
    view.get_by_role("radio", name="1:").first.focus()
    for point in "123144152513":
        page.keyboard.press(point)
        page.keyboard.press("n")
    expect(opener).to_be_enabled()
    opener.click()
    row = view.locator(".crs-row").first
    expect(row.locator(".crs-others")).to_contain_text("Your partner: 1")
    expect(row.locator(".crs-others")).to_contain_text("You: 5")
    expect(view.locator(".crs-table tbody tr")).to_have_count(1)
    expect(view.locator(".crs-gaps button")).to_have_count(1)
    expect(view.get_by_text("Your partner and You")).to_be_visible()


def test_a_scale_of_three_points_says_its_own_ends(
    front: Front, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(seeds_folder(), seeds)
    monkeypatch.setenv("CLOSEREADER_SEEDS", str(seeds))
    points = "".join(
        f"- {{value: '{value}', name: {name}, definition: What it is.}}\n"
        for value, name in (("1", "A Line"), ("2", "Both"), ("3", "A Habit"))
    )
    sentence = (
        "- {id: s1, text: post-2022, place: ¶5, quote: The country chose not to., context: x}"
    )
    words = f"version: 1\npoints:\n{points}sentences:\n{sentence}\n"
    (seeds / "scale.yml").write_text(words, encoding="utf-8")
    scale = Scale("05/q2", "Where does it stand?")
    assert "From a line to a habit: 1: a line; 2: both; 3: a habit." in scale.card()
    view = front.view(front.live(scale))
    line = view.locator(".crs-points > *")
    assert [one.strip() for one in line.all_text_contents()] == ["a line", "1", "2", "3", "a habit"]
    (seeds / "scale.yml").write_text(words + "ends: [ground, people]\n", encoding="utf-8")
    assert "From ground to people: " in Scale("05/q2", "Where?").card()
    (seeds / "scale.yml").write_text(words + "ends: ground\n", encoding="utf-8")
    with pytest.raises(ScaleError, match=r"`ends:` must be two words, such as \[line, habit\]"):
        Scale("05/q2", "Where?")
