"""An edit is called saved when Python says so, and until then it is nowhere lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.front.harness import Front
from tests.browser.front.trial import STATE, Trial

pytestmark = pytest.mark.browser


def test_says_nothing_before_anything_was_done(box: Trial) -> None:
    box.says("")
    assert [m["type"] for m in box.front.sent()] == ["hello"]


def test_saved_only_after_python_said_so(box: Trial) -> None:
    box.front.python("busy")
    edit = box.push()
    box.says("Saving…")
    assert box.pending() == [edit]
    assert len(box.front.stored("closereader:w1:trial:1|")) == 1
    box.front.kernel("free")
    box.says("Saved 12:03")
    assert box.front.stored() == []
    assert [e["id"] for e in box.front.disk()] == [edit]


def test_one_message_at_a_time_keeps_the_order(box: Trial) -> None:
    box.front.python("busy")
    ids = [box.push() for _ in range(5)]
    assert [[e["id"] for e in m["edits"]] for m in box.front.sent("edits")] == [[ids[0]]]
    box.front.kernel("free")
    box.says("Saved 12:03")
    assert [e["id"] for e in box.front.disk()] == ids


def test_a_busy_python_is_waited_for_without_alarm(box: Trial) -> None:
    box.front.python("busy")
    box.front.kernel("status", "busy")
    box.push()
    box.wait(1400)
    box.says("Saving…")
    box.wait(600_000)
    box.says("Waiting for Python… 1 change waits in this browser.")
    assert [m["type"] for m in box.front.sent()] == ["hello", "edits"], "no polling"
    box.front.kernel("free")
    box.front.kernel("status", "idle")
    box.says("Saved 12:13")


def test_a_restart_is_said_in_one_sentence_and_nothing_is_sent_into_the_void(box: Trial) -> None:
    box.front.kernel("restart")
    box.says("Python was restarted. Press “Run this cell again” (Shift+Enter) to go on.")
    box.push()
    box.says("Python was restarted. Press “Run this cell again” (Shift+Enter) to save 1 change.")
    box.push()
    box.says("Python was restarted. Press “Run this cell again” (Shift+Enter) to save 2 changes.")
    box.wait(600_000)
    assert [m["type"] for m in box.front.sent()] == ["hello"]


def test_a_crash_after_which_jupyter_believes_all_is_well(box: Trial) -> None:
    box.front.kernel("crash")
    box.push()
    box.says("Python was restarted. Press “Run this cell again” (Shift+Enter) to save 1 change.")


def test_a_change_lost_on_its_way_is_kept_through_the_crash(box: Trial) -> None:
    box.front.python("deaf")
    edit = box.push()
    box.front.kernel("crash")
    box.says("Python was restarted. Press “Run this cell again” (Shift+Enter) to save 1 change.")
    box.front.python("honest")
    box.show()  # the cell was run again
    box.says("Saved 12:03", 1)
    assert [e["id"] for e in box.front.disk()] == [edit]
    assert box.pending() == []


def test_the_cell_run_again_delivers_what_the_dead_view_kept(box: Trial) -> None:
    box.front.kernel("restart")
    ids = [box.push(), box.push()]
    box.show()
    box.says("Saved 12:03", 1)
    assert [e["id"] for e in box.front.disk()] == ids


def test_a_live_view_delivers_for_a_dead_one(box: Trial) -> None:
    box.front.kernel("restart")
    box.show()
    edit = box.push()  # in the old, dead view
    box.wait(3000)
    box.says("Saved 12:03", 1)
    assert [e["id"] for e in box.front.disk()] == [edit]


def test_after_a_reload_of_the_page_everything_is_delivered(box: Trial) -> None:
    box.front.python("deaf")
    ids = [box.push(), box.push()]
    box.front.open()
    box.show()
    box.says("Saved 12:03")
    assert [e["id"] for e in box.front.disk()] == ids


def test_another_work_folder_does_not_get_them(box: Trial) -> None:
    box.front.python("deaf")
    box.push()
    box.front.open()
    box.show(work="w2")
    box.wait(10_000)
    assert box.front.disk() == []
    assert len(box.front.stored()) == 1


def test_a_second_tab_sees_and_delivers(box: Trial, page: Page) -> None:
    box.front.kernel("restart")
    other = Front(page.context.new_page()).open()
    other.show(box.module, STATE)
    edit = box.push()
    other.page.clock.run_for(3000)
    expect(other.view().locator(".cr-status-text")).to_contain_text("Saved")
    assert [e["id"] for e in other.disk()] == [edit]
    assert box.pending() == []
    assert other.errors == []


def test_repeated_delivery_is_harmless_and_two_views_do_not_race(box: Trial) -> None:
    box.show(of=0)
    ids = [box.push(n % 2) for n in range(10)]
    box.wait(5000)
    box.says("Saved 12:03")
    box.says("Saved 12:03", 1)
    assert [e["id"] for e in box.front.disk()] == ids


def test_waiting_edits_of_one_slot_replace_each_other(box: Trial) -> None:
    box.front.kernel("restart")
    old = "2026-03-01T11:00:00.000Z"
    for value in ("a", "ab", "abc"):
        box.push(op="answer", about="answer", slot="answer", value=value, base=old)
    box.says("Python was restarted. Press “Run this cell again” (Shift+Enter) to save 1 change.")
    box.show()
    box.says("Saved 12:03", 1)
    assert [(e["value"], e["base"]) for e in box.front.disk()] == [("abc", old)]


def test_a_later_edit_of_the_same_thing_learns_what_the_first_became(box: Trial) -> None:
    box.front.python("busy")
    first = box.push(mark={"id": "m"}, base=None)
    second = box.push(mark={"id": "m"}, base=None)
    stored = box.front.page.evaluate("() => Object.values(localStorage).map((t) => JSON.parse(t))")
    assert {e["id"]: e.get("after") for e in stored} == {first: None, second: first}
    box.front.kernel("free")
    box.says("Saved 12:03")
    disk = box.front.disk()
    assert disk[1]["base"] == disk[0]["at"]


def test_what_another_tab_put_on_the_shelf_is_not_replaced(box: Trial) -> None:
    """Two tabs answer while Python is away: both answers reach it, and it judges."""
    box.show()
    box.front.python("deaf")
    first = box.push(0, op="answer", about="answer", slot="answer", value="one")
    second = box.push(1, op="answer", about="answer", slot="answer", value="two")
    assert box.pending(1) == [first, second]
    third = box.push(1, op="answer", about="answer", slot="answer", value="three")
    assert box.pending(1) == [first, third] or box.pending(1) == [first, second, third]
    edits = {
        edit["id"]: edit for edit in box.front.page.evaluate("() => mock.views[1].el.box.pending()")
    }
    assert "after" not in edits[second if second in edits else third]
