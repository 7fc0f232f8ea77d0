"""Silence, full disks, refusals: the outbox says so and goes on."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.front.trial import Trial

pytestmark = pytest.mark.browser


def test_silence_of_an_idle_python_is_asked_about_ever_more_rarely(box: Trial) -> None:
    box.front.python("deaf")
    box.push()
    box.wait(2000)
    box.says("Waiting for Python… 1 change waits in this browser.")
    box.wait(10_000)
    box.says(
        "Python is not answering. 1 change waits in this browser. "
        "Press “Run this cell again” (Shift+Enter), or reload this page."
    )
    box.wait(600_000)
    pings = len(box.front.sent("ping"))
    assert 5 <= pings <= 20, pings
    box.front.python("honest")
    box.wait(61_000)
    box.says("Saved 12:13")
    assert len(box.front.disk()) == 1


def test_a_python_that_answers_but_never_saves_is_not_stormed(box: Trial) -> None:
    box.front.answer("(message) => (message.type === 'edits' ? [] : null)")
    box.push()
    box.wait(600_000)
    assert len(box.front.sent()) <= 30
    box.says(
        "Python answers, but has not saved yet. 1 change waits in this browser. "
        "If it stays so, press “Run this cell again” (Shift+Enter)."
    )
    box.front.answer("() => null")
    box.wait(61_000)
    expect(box.front.view().locator(".cr-status-text")).to_contain_text("Saved")


def test_a_python_that_is_not_heard_still_gets_every_word(box: Trial) -> None:
    """Its answers are lost, what is sent to it is not: no edit waits behind another for ever."""
    box.front.answer(
        "(message) => { for (const edit of message.edits ?? [])"
        " if (!mock.python.disk.some(({ id }) => id === edit.id)) mock.python.disk.push(edit);"
        " return []; }"
    )
    first = box.push()
    box.wait(12_000)
    expect(box.front.view().locator(".cr-status-text")).to_contain_text("Python is not answering.")
    second = box.push()
    box.wait(100)
    assert [edit["id"] for edit in box.front.disk()] == [first, second]


def test_one_answer_is_enough_to_take_the_silence_back(box: Trial) -> None:
    box.front.python("deaf")
    box.push()
    box.wait(12_000)
    expect(box.front.view().locator(".cr-status-text")).to_contain_text("Python is not answering.")
    box.front.answer("(message) => (message.type === 'edits' ? [] : null)")
    box.front.python("honest")
    box.front.receive({"type": "pong", "n": 1})
    expect(box.front.view().locator(".cr-status-text")).not_to_contain_text("not answering")


def test_what_another_view_delivered_does_not_hold_up_the_next_change(box: Trial) -> None:
    box.front.python("deaf")
    box.push()
    box.front.python("honest")
    box.show()  # another widget of the same question, in another cell
    box.says("Saved 12:03", 1)
    second = box.push()  # nothing was answered to this view
    box.wait(100)
    assert second in [edit["id"] for edit in box.front.sent("edits")[-1]["edits"]]


def test_a_full_disk_is_said_and_tried_again(box: Trial) -> None:
    box.front.python("full", "The disk is full, so the mark could not be saved. Make room on it.")
    box.push()
    box.says(
        "The disk is full, so the mark could not be saved. Make room on it. "
        "1 change waits in this browser; saving is tried again."
    )
    box.push()
    box.front.python("honest")
    box.front.view().get_by_role("button", name="Try again").click()
    box.says("Saved 12:03")
    assert len(box.front.disk()) == 2


def test_a_full_disk_heals_by_itself(box: Trial) -> None:
    box.front.python("full")
    box.push()
    box.front.python("honest")
    box.wait(4000)
    box.says("Saved 12:03")


def test_what_can_never_be_saved_is_shown_with_its_words(box: Trial) -> None:
    box.front.python("strict", "No theme is called “x”.")
    box.push(mark={"id": "m1", "note": "my own words"})
    box.says("1 change cannot be saved: No theme is called “x”.")
    box.front.python("honest")
    box.push()  # the next one is not held up
    expect(box.front.view().locator("details")).to_contain_text("Show 1 change")
    assert len(box.front.disk()) == 1
    box.front.view().locator("summary").click()
    expect(box.front.view().locator("pre")).to_contain_text("my own words")
    box.front.view().get_by_role("button", name="Put away").click()
    box.says("Saved 12:03")
    assert box.front.stored() == []


def test_without_jupyterlab_nothing_is_known_but_the_answers(box: Trial) -> None:
    box.front.page.evaluate("() => { mock.manager.kernel = undefined }")
    box.show()
    box.front.python("deaf")
    box.push(1)
    box.wait(15_000)
    expect(box.front.view(1).locator(".cr-status-text")).to_contain_text("Waiting for Python…")
    box.wait(15_000)
    expect(box.front.view(1).locator(".cr-status-text")).to_contain_text("Python is not answering.")


def test_no_connection(box: Trial) -> None:
    box.front.kernel("status", "unknown", "disconnected")
    box.front.python("deaf")
    box.push()
    box.says("No connection to Jupyter. 1 change waits in this browser.")
    box.wait(60_000)
    assert box.front.sent("ping") == []
    box.front.python("honest")
    box.front.kernel("status", "idle")
    box.wait(4_000)
    box.says("Saved 12:04")


def test_a_view_that_goes_takes_its_listeners_along(box: Trial) -> None:
    box.show()
    box.show(of=1)
    for number in range(3):
        box.front.page.evaluate("(n) => mock.hide(n)", number)
    assert box.front.page.evaluate("() => mock.listeners()") == 0


def test_strange_messages_from_python_change_nothing(box: Trial) -> None:
    strange: list[Any] = [None, 3, [], {}, {"type": "ack"}, {"type": "refused"}, {"type": "what"}]
    for message in strange:
        box.front.page.evaluate("(m) => mock.receive(m)", message)
    box.push()
    box.says("Saved 12:03")


def test_announces_only_trouble_and_its_end(box: Trial) -> None:
    heard = box.front.voice
    box.front.view().get_by_label("words").focus()
    box.push()
    box.says("Saved 12:03")
    box.wait(10)
    expect(heard).to_have_text("")
    box.front.python("full")
    box.push()
    expect(box.front.view().locator(".cr-status-text")).to_contain_text("The disk is full.")
    box.wait(10)
    expect(heard).to_contain_text("The disk is full.")
    box.front.python("honest")
    box.wait(5000)
    box.says("Saved 12:03")
    box.wait(10)
    expect(heard).to_have_text("Saved 12:03")


def test_nothing_for_axe_to_object_to(box: Trial) -> None:
    box.front.python("full")
    box.push()
    expect(box.front.view().get_by_role("button", name="Try again")).to_be_visible()
    box.front.page.clock.resume()  # axe-core needs time to pass
    assert box.front.axe() == []


def test_restarted_from_elsewhere_is_asked_about_once(box: Trial) -> None:
    box.front.python("deaf")
    box.front.kernel("status", "starting")
    box.front.kernel("status", "idle")
    box.says("Python was restarted. Press “Run this cell again” (Shift+Enter) to go on.")
    box.push()
    box.wait(60_000)
    assert [m["type"] for m in box.front.sent()] == ["hello", "ping"]


def test_a_false_alarm_is_taken_back(box: Trial) -> None:
    box.front.kernel("status", "starting")
    box.says("")
    box.push()
    box.says("Saved 12:03")


def test_a_kernel_that_was_shut_down(box: Trial) -> None:
    box.front.kernel("status", "dead", "disconnected")
    box.push()
    box.says("Python has stopped. Press “Run this cell again” (Shift+Enter) to save 1 change.")


def test_the_cell_is_run_again_from_within(box: Trial) -> None:
    """In JupyterLab a widget lies in a cell; Ctrl+Enter on the cell itself runs it."""
    box.front.page.evaluate(
        """() => { const host = document.querySelector("#widgets");
        host.className = "jp-CodeCell"; host.tabIndex = 0; window.pressed = [];
        host.addEventListener("keydown", (e) => {
          if (e.target === host) window.pressed.push([e.key, e.ctrlKey]); }); }"""
    )
    words = box.front.view().get_by_label("words")
    words.press("Shift+Enter")
    assert words.input_value() == "\n"
    box.front.kernel("restart")
    words.press("Shift+Enter")
    assert words.input_value() == "\n"
    box.front.view().get_by_role("button", name="Run this cell again").click()
    assert box.front.page.evaluate("() => window.pressed") == [["Enter", True]] * 2


def test_the_button_works_though_leaving_the_box_saves(box: Trial) -> None:
    """The press takes the focus from the box, that saves, and a new status is shown meanwhile."""
    box.front.page.evaluate(
        """() => { const host = document.querySelector("#widgets");
        host.className = "jp-CodeCell"; host.tabIndex = 0; window.pressed = 0;
        host.addEventListener("keydown", (e) => { if (e.target === host) window.pressed += 1; });
        const { el } = mock.views[0];
        el.addEventListener("focusout", () => el.box.push({ op: "put" })); }"""
    )
    box.front.kernel("restart")
    box.front.view().get_by_label("words").focus()
    box.front.view().get_by_role("button", name="Run this cell again").click()
    assert box.front.page.evaluate("() => window.pressed") == 1
    assert box.pending() != []


def test_jupyterlab_that_does_not_run_the_cell_is_noticed(box: Trial) -> None:
    box.front.page.evaluate(
        """() => { const host = document.querySelector("#widgets");
        host.className = "jp-CodeCell"; host.tabIndex = 0;
        const prompt = document.createElement("div");
        prompt.className = "jp-InputPrompt"; prompt.textContent = "[9]:"; host.prepend(prompt);
        window.prompt_of = prompt; }"""
    )
    box.front.kernel("restart")
    button = box.front.view().get_by_role("button", name="Run this cell again")
    told = box.front.view().locator(".cr-rerun > span")
    button.click()
    box.wait(3000)
    expect(told).to_have_text(
        "JupyterLab did not run it. Click beside this cell, on its left, and press Shift+Enter."
    )
    button.click()
    box.front.page.evaluate("() => { window.prompt_of.textContent = '[*]:' }")
    box.wait(3000)
    expect(told).to_have_text("")
    button.click()  # the cell is queued behind others, and is so still
    box.wait(3000)
    expect(told).to_have_text("")
