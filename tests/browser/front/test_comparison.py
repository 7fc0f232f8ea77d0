"""Two texts side by side in Chromium, with the real Python behind them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, expect

from closereader import Compare, Reader, open_work
from tests.browser.front.harness import Front

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

LETTER, POST = "artiukh-2022", "vorobiev-2022"


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


class Pair:
    """A comparison on the page, and a person before it."""

    def __init__(self, front: Front, compare: Compare) -> None:
        self.front, self.page, self.compare = front, front.page, compare
        self.number = front.live(compare)
        self.el = front.view(self.number)
        expect(self.el.locator(".crr-scroll")).to_have_count(2)
        self.settle()

    def settle(self) -> None:
        """Wait until the page is laid out and Python has answered."""
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def text(self, side: int) -> Locator:
        return self.el.locator(".crr-scroll").nth(side)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    @property
    def box(self) -> Locator:
        return self.el.get_by_role("searchbox")

    @property
    def note(self) -> Locator:
        return self.el.get_by_role("textbox", name="Note on the link")

    @property
    def rows(self) -> Locator:
        return self.el.locator(".crc-links > li[data-link]")

    def status(self, side: int) -> Locator:
        return self.el.locator(".cr-status-text").nth(side)

    def is_saved(self, side: int) -> None:
        expect(self.el.locator(".cr-status").nth(side)).to_have_attribute("data-state", "saved")
        expect(self.status(side)).to_contain_text("Saved")

    def link(self, note: str = "") -> None:
        """Grow a selection in both texts, and link them, with keys alone."""
        self.text(0).focus()
        self.press("w", "w", "F6")
        expect(self.text(1)).to_be_focused()
        self.press("w", "w", "l")
        expect(self.note).to_be_focused()
        self.page.keyboard.type(note)
        self.press("Enter")
        expect(self.text(1)).to_be_focused()


@pytest.fixture(autouse=True)
def _room_for_both(front: Front) -> None:
    front.page.set_viewport_size({"width": 1400, "height": 900})


def pair(front: Front, **options: object) -> Pair:
    return Pair(front, Compare(LETTER, POST, show=("¶4", "¶1"), **options))  # type: ignore[arg-type]


def links_on_disk(work: Path) -> list[dict[str, object]]:
    texts = [file.read_text(encoding="utf-8") for file in work.glob("annotations/*/*.json")]
    return [found for found in map(json.loads, texts) if found["motivation"] == "linking"]


# ---- what stands where


def test_regions_are_named_after_the_texts(front: Front) -> None:
    el = pair(front).el
    expect(el.get_by_role("region", name="Comparison: The Western Left")).to_be_visible()
    expect(el.get_by_role("region", name="Left text: The Western Left")).to_be_visible()
    expect(el.get_by_role("region", name="Right text: The War of the Worlds")).to_be_visible()
    expect(el.get_by_role("search", name="Search both texts")).to_be_visible()


def test_each_text_opens_at_its_place(front: Front) -> None:
    compared = pair(front)
    for side, words in enumerate(["We appreciate the way", "I am a Russian-speaking person"]):
        expect(compared.text(side).get_by_text(words)).to_be_in_viewport()
        compared.text(side).focus()
        compared.press("w")
        assert words.startswith(front.page.evaluate("() => getSelection().toString()"))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [800, 1400])
def test_axe_finds_nothing(front: Front, width: int, *, dark: bool) -> None:
    front.page.set_viewport_size({"width": width, "height": 900})
    front.open(dark=dark)
    compared = pair(front, search="west*")
    compared.link("why")
    compared.el.get_by_role("button", name="Linked passages").click()
    compared.rows.get_by_role("button", name="Edit note").click()
    assert front.axe() == []


def test_axe_finds_nothing_in_forced_colours(front: Front) -> None:
    front.page.emulate_media(forced_colors="active")
    pair(front, search="west*").link()
    assert front.axe() == []


def test_where_there_is_no_room_one_text_is_shown_at_a_time(front: Front) -> None:
    front.page.set_viewport_size({"width": 800, "height": 900})
    compared = pair(front, search="soil")
    switch = compared.el.get_by_role("group", name="Text shown")
    expect(compared.text(0)).to_be_visible()
    expect(compared.text(1)).to_be_hidden()
    switch.get_by_role("button", name="Right").click()
    expect(compared.text(0)).to_be_hidden()
    expect(compared.text(1).get_by_text("I am a Russian-speaking person")).to_be_in_viewport()
    compared.text(1).focus()
    compared.press("F6")
    expect(compared.text(0)).to_be_focused()
    expect(switch.get_by_role("button", name="Left")).to_have_attribute("aria-pressed", "true")
    compared.box.press("Enter")  # the only hits are in the right one
    expect(compared.text(1)).to_be_visible()
    expect(compared.text(1).get_by_text("the soil was simply not suitable")).to_be_visible()


# ---- keys


def test_f6_leads_to_the_other_text_and_tab_out_of_both(front: Front) -> None:
    compared = pair(front)
    compared.text(0).focus()
    compared.press("F6")
    expect(compared.text(1)).to_be_focused()
    compared.press("F6")
    expect(compared.text(0)).to_be_focused()
    compared.press("/")
    expect(compared.box).to_be_focused()
    compared.press("F6")
    expect(compared.text(0)).to_be_focused()
    seen = set()
    for _ in range(80):
        compared.press("Tab")
        seen.add(front.page.evaluate("() => document.activeElement.className"))
    assert {"crr-scroll", "cr-field crc-note", "cr-button"} <= seen


def test_the_list_of_keys_names_those_of_the_comparison(front: Front) -> None:
    compared = pair(front)
    compared.text(1).focus()
    compared.press("?")
    keys = compared.el.get_by_role("region", name="Keys")
    expect(keys).to_contain_text("to the other text")
    compared.press("Escape")
    expect(compared.text(1)).to_be_focused()


# ---- marking, undo


def test_marks_are_made_in_both_texts_and_undone_in_their_order(front: Front) -> None:
    compared = pair(front)
    compared.text(0).focus()
    compared.press("w", "1", "F6", "w", "2")
    compared.is_saved(0)
    compared.is_saved(1)
    assert [mark.text for mark in compared.compare.annotations] == [LETTER, POST]
    compared.text(0).focus()
    compared.press("Control+z")
    expect(compared.text(1)).to_be_focused()  # there the last change was
    expect(compared.el.locator(".crr-message").nth(1)).to_contain_text("Undone: mark removed")
    compared.press("Control+z")
    expect(compared.text(0)).to_be_focused()
    compared.press("Control+z")
    expect(compared.el.locator(".crr-message").nth(0)).to_contain_text("nothing to undo")
    compared.press("Control+Shift+z", "Control+Shift+z")
    expect(compared.el.locator("[data-key=list]").nth(1)).to_contain_text("1")
    compared.is_saved(1)
    assert [mark.text for mark in compared.compare.annotations] == [LETTER, POST]
    assert [mark.theme for mark in Reader(POST).annotations] == ["rentier"]


def test_a_change_to_one_text_can_be_undone_from_the_other(front: Front) -> None:
    compared = pair(front)
    undo = compared.el.get_by_role("button", name="Undo")
    expect(undo.nth(1)).to_have_attribute("aria-disabled", "true")
    compared.text(0).focus()
    compared.press("w", "1")
    expect(undo.last).to_have_attribute("aria-disabled", "false")


def test_what_a_reader_marks_is_here_after_the_cell_is_run(front: Front) -> None:
    Reader(POST).mark("the soil was simply not suitable", theme="determinism")
    compared = pair(front)
    expect(compared.el.locator("[data-key=list]").nth(1)).to_contain_text("1")
    painted = front.page.evaluate(
        "() => [...CSS.highlights].filter(([n, s]) => n.includes('-own-') && s.size).length"
    )
    assert painted == 1


# ---- links


def test_passages_are_linked_by_keys_and_are_on_disk(front: Front, work: Path) -> None:
    compared = pair(front)
    compared.link("Who learns?")
    compared.is_saved(0)
    [link] = compared.compare.linked
    assert link.first.exact.startswith("We appreciate the way you have tried to theorise")
    assert link.first.exact.endswith("corner of the world.")
    assert link.second.exact.startswith("I am a Russian-speaking person")
    assert link.note == "Who learns?"
    assert len(links_on_disk(work)) == 1
    expect(compared.el.locator(".crc-link .crr-message")).to_contain_text(
        f"Linked {LETTER} ¶4 with {POST} ¶1."
    )
    compared.press("l", "Enter")  # once more: nothing new
    expect(compared.el.locator(".crc-link .crr-message")).to_contain_text("linked already")
    assert len(compared.compare.linked) == 1


def test_a_passage_that_is_missing_is_asked_for(front: Front) -> None:
    compared = pair(front)
    compared.text(0).focus()
    compared.press("w", "l")
    message = compared.el.locator(".crc-link .crr-message")
    expect(message).to_contain_text("Select words in the right text first.")
    expect(compared.text(0)).to_be_focused()
    compared.el.get_by_role("button", name="Link these").click()
    expect(message).to_contain_text("Select words in the right text first.")
    assert compared.compare.linked == ()


def test_a_mark_at_the_caret_is_linked_as_a_whole(front: Front) -> None:
    compared = pair(front)
    compared.text(0).focus()
    compared.press("w", "w", "1", "F6", "w", "2", "l", "Enter")
    compared.is_saved(0)
    [link] = compared.compare.linked
    assert link.first.exact.startswith("We appreciate the way")
    assert link.second.exact == "I"


def test_a_link_is_opened_edited_removed_and_taken_back(front: Front, work: Path) -> None:
    compared = pair(front)
    compared.link()
    for side in (0, 1):
        compared.text(side).focus()
        compared.press("Control+Home")
    unfold = compared.el.get_by_role("button", name="Linked passages")
    expect(unfold).to_contain_text("1")
    unfold.press("Enter")
    compared.rows.get_by_role("button", name=f"{LETTER} ¶4").press("Enter")
    expect(compared.text(0)).to_be_focused()
    assert front.page.evaluate("() => getSelection().toString()").startswith("We appreciate")
    expect(compared.text(1).get_by_text("I am a Russian-speaking person")).to_be_in_viewport()

    edit = compared.rows.get_by_role("button", name="Edit note")
    edit.press("Enter")
    front.page.keyboard.type("because")
    front.page.keyboard.press("Enter")
    expect(edit).to_be_focused()
    compared.is_saved(0)
    assert [link.note for link in compared.compare.linked] == ["because"]
    compared.rows.get_by_role("button", name="Remove link").press("Enter")
    expect(unfold).to_be_focused()
    expect(compared.rows).to_have_count(0)
    compared.is_saved(0)
    assert links_on_disk(work) == []
    compared.el.locator(".crc-link").get_by_role("button", name="Undo").press("Enter")
    expect(compared.rows).to_contain_text("because")
    compared.text(1).focus()
    compared.press("Control+z")
    expect(compared.rows).to_contain_text("No note")
    compared.press("Control+z")
    expect(compared.rows).to_have_count(0)


def test_two_places_of_one_text_are_linked(front: Front) -> None:
    compared = Pair(front, Compare(LETTER, LETTER, show=("¶1", "¶4")))
    compared.link("again")
    compared.is_saved(0)
    expect(compared.el.get_by_role("button", name="Linked passages")).to_contain_text("1")
    [link] = compared.compare.linked
    assert {link.first.text, link.second.text} == {LETTER}
    compared.press("Control+z")
    expect(compared.el.get_by_role("button", name="Linked passages")).to_contain_text("0")
    compared.is_saved(0)
    assert compared.compare.linked == ()


# ---- nothing is lost


def test_what_waits_for_python_is_delivered_by_the_next_view(front: Front, work: Path) -> None:
    compared = pair(front)
    front.kernel("restart")
    compared.text(1).focus()
    compared.press("w", "2")
    compared.press("ArrowLeft")
    compared.link("in the dark")
    for side in (0, 1):
        expect(compared.el.locator(".cr-status").nth(side)).to_have_attribute(
            "data-state", "waiting"
        )
    assert links_on_disk(work) == []
    again = pair(front)
    again.is_saved(0)
    again.is_saved(1)
    assert [link.note for link in again.compare.linked] == ["in the dark"]
    assert len(open_work().annotations(POST).items) == 1


def test_a_reader_delivers_what_a_comparison_left(front: Front) -> None:
    compared = pair(front)
    front.kernel("restart")
    compared.link("kept")
    reader = front.view(front.live(Reader(LETTER)))
    expect(reader.locator(".cr-status-text")).to_contain_text("Saved")
    assert [link.note for link in Compare(LETTER, POST).linked] == ["kept"]


def test_a_comparison_for_reading_only_offers_no_links(front: Front) -> None:
    Compare(LETTER, POST).link("Western Left.", "my appeal is rather to Western people")
    compared = pair(front, readonly=True)
    compared.el.get_by_role("button", name="Linked passages").click()
    expect(compared.rows).to_have_count(1)
    expect(compared.el.get_by_role("button", name="Link these")).to_be_hidden()
    expect(compared.rows.get_by_role("button", name="Remove link")).to_have_count(0)


def test_undo_works_from_the_list_and_not_in_what_is_being_written(front: Front) -> None:
    compared = pair(front)
    compared.link()
    unfold = compared.el.get_by_role("button", name="Linked passages")
    compared.note.focus()
    front.page.keyboard.type("x")
    compared.press("Control+z")
    expect(compared.note).to_have_value("")
    expect(unfold).to_contain_text("1")
    unfold.focus()
    compared.press("Control+z")
    expect(unfold).to_contain_text("0")
