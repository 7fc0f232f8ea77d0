"""Steps in the explorer are kept whole when Python's answers come late."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.front.harness import Front
from tests.browser.front.test_explorer import Explorer
from tests.browser.front.test_explorer_keeping import FUEL

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

RENTS, OF_FUEL, POST = "more resource rents", "more fuel exports", "post-Soviet"


@pytest.fixture
def rents(front: Front, tmp_path: Path) -> Explorer:
    return Explorer(front, tmp_path)


def choose_fuel(rents: Explorer) -> None:
    rents.control("Across (x axis)").select_option(FUEL)
    expect(rents.title).to_contain_text(OF_FUEL)


def test_undone_and_done_again_before_python_has_answered(rents: Explorer, front: Front) -> None:
    choose_fuel(rents)
    rents.control("Draw").select_option("post-soviet")
    expect(rents.title).to_contain_text(POST)
    last = rents.widget.choice
    front.python("busy")
    rents.button("Undo").click()
    rents.button("Undo").click()
    expect(rents.title).to_contain_text(RENTS)
    front.kernel("free")
    expect(rents.button("Undo")).to_be_disabled()
    rents.button("Redo").click()
    expect(rents.title).to_contain_text(OF_FUEL)
    rents.button("Redo").click()
    expect(rents.title).to_contain_text(POST)
    expect(rents.button("Redo")).to_be_disabled()
    rents.agrees()
    assert rents.widget.choice == last


def test_a_choice_that_python_has_not_drawn_is_taken_back_and_made_again(
    rents: Explorer, front: Front, page: Page
) -> None:
    choose_fuel(rents)
    front.python("busy")
    rents.control("Draw").select_option("post-soviet")
    rents.plot.focus()
    page.keyboard.press("Control+z")
    expect(rents.control("Draw")).to_have_value("all")
    front.kernel("free")
    rents.agrees()
    page.keyboard.press("Control+z")
    expect(rents.title).to_contain_text(RENTS)
    rents.button("Redo").click()
    expect(rents.title).to_contain_text(OF_FUEL)
    rents.button("Redo").click()
    expect(rents.title).to_contain_text(POST)
    rents.agrees()
    rents.button("Undo").click()
    expect(rents.control("Draw")).to_have_value("all")
    expect(rents.title).to_contain_text(OF_FUEL)


def test_redo_belongs_to_what_was_before_a_choice_that_waits(
    rents: Explorer, front: Front, page: Page
) -> None:
    choose_fuel(rents)
    rents.button("Undo").click()
    expect(rents.title).to_contain_text(RENTS)
    rents.agrees()
    front.python("busy")
    rents.control("Draw").select_option("post-soviet")
    rents.plot.focus()
    page.keyboard.press("Control+y")
    front.kernel("free")
    expect(rents.title).to_contain_text(POST)
    expect(rents.title).to_contain_text(RENTS)
    expect(rents.button("Redo")).to_be_disabled()
    rents.agrees()
    rents.button("Undo").click()
    expect(rents.control("Draw")).to_have_value("all")
    expect(rents.button("Undo")).to_be_disabled()


def test_two_choices_in_a_hurry_are_both_made_and_are_one_step(
    rents: Explorer, front: Front
) -> None:
    front.python("busy")
    rents.control("Across (x axis)").select_option(FUEL)
    rents.control("Draw").select_option("post-soviet")
    box = rents.view.get_by_role("combobox", name="Add a country")
    box.fill("Kuwait")
    box.press("Enter")
    front.kernel("free")
    expect(rents.title).to_contain_text(OF_FUEL)
    expect(rents.title).to_contain_text(POST)
    expect(rents.button("Remove Kuwait")).to_be_visible()
    expect(box).to_have_value("")
    rents.agrees()
    rents.button("Undo").click()
    expect(rents.title).to_contain_text(RENTS)
    expect(rents.button("Undo")).to_be_disabled()


def test_after_one_that_cannot_be_drawn_the_one_before_it_stays(
    rents: Explorer, front: Front
) -> None:
    front.python("busy")
    rents.control("Across (x axis)").select_option(FUEL)
    box = rents.view.get_by_role("combobox", name="Add a country")
    box.fill("Kuwayt")
    box.press("Enter")
    front.kernel("free")
    expect(rents.trouble).to_contain_text("The table panel has no country 'Kuwayt'.")
    expect(rents.title).to_contain_text(OF_FUEL)
    rents.agrees()
    rents.button("Undo").click()
    expect(rents.title).to_contain_text(RENTS)


def test_a_choice_that_was_seen_before_does_not_wait(rents: Explorer, front: Front) -> None:
    choose_fuel(rents)
    rents.button("Undo").click()
    expect(rents.title).to_contain_text(RENTS)
    front.python("busy")
    rents.control("Across (x axis)").select_option(FUEL)
    expect(rents.title).to_contain_text(OF_FUEL)
    expect(rents.trouble).to_be_empty()
    front.kernel("free")
    rents.agrees()
    rents.button("Undo").click()
    expect(rents.title).to_contain_text(RENTS)
    expect(rents.button("Undo")).to_be_disabled()


def test_a_first_choice_that_waits_can_be_taken_back(rents: Explorer, front: Front) -> None:
    front.python("busy")
    expect(rents.button("Undo")).to_be_disabled()
    rents.control("Across (x axis)").select_option(FUEL)
    expect(rents.button("Undo")).to_be_enabled()
    rents.button("Undo").click()
    expect(rents.control("Across (x axis)")).to_have_value("rents_total_pct_gdp")
    expect(rents.button("Undo")).to_be_disabled()
    front.kernel("free")
    rents.agrees()
    expect(rents.title).to_contain_text(RENTS)


def test_a_fault_of_python_is_said(rents: Explorer, front: Front) -> None:
    front.python("deaf")
    rents.control("Across (x axis)").select_option(FUEL)
    front.receive({"type": "failed", "of": "look", "n": 1, "why": "This could not be done."})
    expect(rents.trouble).to_contain_text("This could not be done. The last picture stays.")
    expect(rents.control("Across (x axis)")).to_have_value("rents_total_pct_gdp")
