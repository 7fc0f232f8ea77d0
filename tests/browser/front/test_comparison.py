"""Two texts side by side in Chromium: what stands where, keys, marks and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader import Compare, Reader
from tests.browser.front.comparison_kit import LETTER, POST, Pair, pair
from tests.browser.front.harness import Front
from tests.widgets.course import make_course

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, front: Front) -> Path:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    front.page.set_viewport_size({"width": 1400, "height": 900})
    return tmp_path / "work"


# ---- what stands where


def test_regions_are_named_after_the_texts(front: Front) -> None:
    el = pair(front).el
    expect(el.get_by_role("region", name="Comparison: The Western Left")).to_be_visible()
    expect(el.get_by_role("region", name="First text: The Western Left")).to_be_visible()
    expect(el.get_by_role("region", name="Second text: The War of the Worlds")).to_be_visible()
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
    switch.get_by_role("button", name="Second").click()
    expect(compared.text(0)).to_be_hidden()
    expect(compared.text(1).get_by_text("I am a Russian-speaking person")).to_be_in_viewport()
    compared.text(1).focus()
    compared.press("F6")
    expect(compared.text(0)).to_be_focused()
    expect(switch.get_by_role("button", name="First")).to_have_attribute("aria-pressed", "true")
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


def test_a_text_that_cannot_be_opened_leaves_the_other_to_be_read(
    front: Front, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLOSEREADER_COURSE", str(make_course(tmp_path / "course")))
    damaged = tmp_path / "course" / "seeds" / "other-2023.md"
    damaged.write_text("no front matter", encoding="utf-8")
    compared = Pair(front, Compare("small-2024", "other-2023", search="oil"))
    expect(compared.el.locator(".crr-problem")).to_have_count(1)
    expect(compared.el.locator(".crr-problem")).to_contain_text("other-2023.md")
    expect(compared.el.locator(".crc-search .crr-search-count")).to_have_text("2 and 0 hits")
    compared.text(0).focus()
    compared.press("w", "1")
    compared.is_saved(0)
