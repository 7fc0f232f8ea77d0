"""Links between two texts in Chromium: made, opened, changed, taken back, and never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader import Compare, Reader, open_work
from tests.browser.front.comparison_kit import LETTER, POST, Pair, links_on_disk, pair
from tests.browser.front.harness import Front

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, front: Front) -> Path:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    front.page.set_viewport_size({"width": 1400, "height": 900})
    return tmp_path / "work"


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
    expect(message).to_contain_text("Select words in the second text first.")
    expect(compared.text(0)).to_be_focused()
    compared.el.get_by_role("button", name="Link these").click()
    expect(message).to_contain_text("Select words in the second text first.")
    # In a narrow window one text lies above the other: none is on the left.
    expect(compared.el.locator(".crc-picked").last).to_have_text("Select words in the second text")
    assert compared.compare.linked == ()


def test_the_cards_of_linked_passages_close_and_what_is_begun_in_one_stays(front: Front) -> None:
    compared = pair(front)
    cards = compared.el.get_by_role("dialog", name="New mark")
    link = compared.el.get_by_role("button", name="Link these")
    for side in (0, 1):
        compared.text(side).locator("p").first.dblclick()
    expect(cards).to_have_count(2)
    link.click()
    compared.is_saved(0)
    assert len(compared.compare.linked) == 1
    expect(cards).to_have_count(0)
    for side in (0, 1):
        compared.text(side).focus()
        compared.press("ArrowDown", "w", "Enter")
    cards.last.get_by_label("Note").fill("not yet named")
    link.click()
    expect(compared.rows).to_have_count(2)
    expect(cards).to_have_count(1)
    expect(cards.get_by_label("Note")).to_have_value("not yet named")


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


def test_the_undo_beside_a_sentence_takes_back_what_the_sentence_tells(
    front: Front, work: Path
) -> None:
    compared = pair(front)
    compared.link("kept")
    row = compared.el.locator(".crc-link")
    undo = row.get_by_role("button", name="Undo")
    compared.el.get_by_role("button", name="Linked passages").click()
    compared.rows.get_by_role("button", name="Remove link").click()
    undo.click()
    expect(compared.rows).to_have_count(1)
    # A second press on what stood there would take the link itself back.
    expect(undo).to_have_count(0)
    expect(row).not_to_contain_text("Link removed")

    compared.rows.get_by_role("button", name="Edit note").click()
    front.page.keyboard.type(" and changed")
    compared.press("Enter")
    expect(undo).to_have_count(1)
    compared.is_saved(0)
    expect(undo).to_have_count(1)
    compared.text(1).focus()
    compared.press("w", "2")  # the last step is this mark now
    expect(undo).to_have_count(0)
    compared.is_saved(1)
    assert len(links_on_disk(work)) == 1


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


def test_words_are_selected_and_linked_with_the_mouse(front: Front) -> None:
    compared = pair(front)
    compared.text(0).get_by_text("We appreciate the way").dblclick(position={"x": 40, "y": 12})
    expect(compared.el.get_by_role("dialog")).to_have_count(1)
    compared.text(1).get_by_text("I am a Russian-speaking").dblclick(position={"x": 90, "y": 12})
    compared.el.get_by_role("button", name="Link these").click()
    compared.is_saved(0)
    [link] = compared.compare.linked
    assert (link.first.exact, link.second.exact) == ("appreciate", "Russian")
    assert compared.compare.annotations == ()


def test_a_reader_of_the_first_text_takes_a_link_back(front: Front) -> None:
    compare = Compare(LETTER, POST)
    link = compare.link("Western Left", "my appeal is rather to Western people")
    reader = front.view(front.live(Reader(LETTER)))
    reader.locator(".crr-scroll").focus()
    undo = reader.get_by_role("button", name="Undo", exact=True)
    expect(undo).to_have_attribute("aria-disabled", "false")
    front.page.keyboard.press("Control+z")
    expect(reader.locator(".crr-message")).to_contain_text("link removed")
    expect(reader.locator(".cr-status-text")).to_contain_text("Saved")
    assert repr(compare).endswith("0 links")
    front.page.keyboard.press("Control+y")
    expect(undo).to_have_attribute("aria-disabled", "false")
    expect(reader.locator(".cr-status")).to_have_attribute("data-state", "saved")
    assert compare.linked[0].id == link.id
