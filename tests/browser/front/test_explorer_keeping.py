"""A picture becomes an answer; without Python the last picture stays and a choice waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from closereader import open_work
from tests.browser.front.harness import Front
from tests.browser.front.test_explorer import Explorer
from whose_lessons import Explore

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

FUEL = "fuel_exports_pct_merch"


@pytest.fixture
def asked(front: Front, tmp_path: Path) -> Explorer:
    return Explorer(front, tmp_path, id="03/q4")


def test_a_picture_is_kept_taken_back_and_shown_again(
    asked: Explorer, front: Front, tmp_path: Path
) -> None:
    asked.control("Across (x axis)").select_option(FUEL)
    expect(asked.title).to_contain_text("more fuel exports")
    asked.button("Use this picture in my answer").click()
    expect(asked.view.locator(".cr-status")).to_contain_text("Saved")
    expect(asked.view.locator(".cre-kept")).to_contain_text("This picture is in your answer.")
    expect(asked.button("Use this picture in my answer")).to_be_disabled()
    picked = asked.widget.picked
    assert picked is not None
    assert picked.x == FUEL

    asked.control("Draw").select_option("post-soviet")
    kept = asked.view.locator(".cre-kept")
    expect(kept).to_contain_text("In your answer: Do countries with more fuel exports")
    asked.button("Show it").click()
    expect(kept).to_contain_text("This picture is in your answer.")

    front.open()
    again = Explorer(front, tmp_path, id="03/q4")
    expect(again.title).to_contain_text("more fuel exports")
    again.button("Take it back").click()
    expect(again.view.locator(".cre-kept")).to_contain_text("No picture is in your answer yet.")
    expect(again.view.locator(".cr-status")).to_contain_text("Saved")
    assert again.widget.picked is None


def test_without_an_id_nothing_is_offered_to_keep(front: Front, tmp_path: Path) -> None:
    explorer = Explorer(front, tmp_path)
    expect(explorer.view.get_by_text("Use this picture")).to_have_count(0)


def test_without_python_the_picture_stays_and_the_choice_waits(
    asked: Explorer, front: Front, tmp_path: Path, page: Page
) -> None:
    asked.control("Draw").select_option("post-soviet")
    expect(asked.title).to_contain_text("post-Soviet")
    front.kernel("restart")
    asked.control("Across (x axis)").select_option(FUEL)
    expect(asked.trouble).to_contain_text("Python is not running, so this choice waits")
    expect(asked.control("Across (x axis)")).to_have_value("rents_total_pct_gdp")
    asked.agrees()  # and the rows, the points and what was drawn before are still there
    asked.plot.focus()
    page.keyboard.press("ArrowRight")
    expect(asked.readout).to_contain_text("row ")
    page.keyboard.press("Control+z")
    expect(asked.title).to_contain_text("Do countries with more resource rents")
    asked.button("Use this picture in my answer").click()
    expect(asked.view.locator(".cr-status")).to_contain_text("save 1 change")

    front.open()  # the cell is run again
    again = Explorer(front, tmp_path, id="03/q4")
    expect(again.title).to_contain_text("fuel exports")
    expect(again.view.locator(".cr-status")).to_contain_text("Saved")
    picked = again.widget.picked
    assert picked is not None
    assert (picked.x, picked.draw) == ("rents_total_pct_gdp", "all")


def test_a_busy_python_is_said(asked: Explorer, front: Front) -> None:
    front.python("busy")
    asked.control("Across (x axis)").select_option(FUEL)
    expect(asked.trouble).to_contain_text("Waiting for Python to draw this.")
    front.kernel("free")
    expect(asked.title).to_contain_text("fuel exports")
    expect(asked.trouble).to_be_empty()


def test_two_views_of_one_question_show_one_answer(
    asked: Explorer, front: Front, tmp_path: Path
) -> None:
    other = Explore("rents", id="03/q4", work=open_work(tmp_path / "work"))
    view = front.view(front.live(other))
    asked.button("Use this picture in my answer").click()
    expect(asked.view.locator(".cr-status")).to_contain_text("Saved")
    front.page.evaluate("() => mock.views[1].model.send({type: 'refresh'})")
    expect(view.locator(".cre-kept")).to_contain_text("This picture is in your answer.")


def test_a_damaged_wish_does_no_harm(asked: Explorer, front: Front, tmp_path: Path) -> None:
    key = f"closereader:{asked.widget.work['id']}:wish:03/q4"
    front.page.evaluate("(key) => localStorage.setItem(key, '{')", key)
    front.open()
    Explorer(front, tmp_path, id="03/q4").agrees()
    assert key not in front.stored()


def test_words_typed_beside_another_picture_are_there_when_the_cell_is_run_again(
    front: Front, tmp_path: Path
) -> None:
    """The page forgets what was chosen before; it is loaded again, and then the cell is run."""
    seen = Explorer(front, tmp_path)
    seen.control("Across (x axis)").select_option(FUEL)
    expect(seen.title).to_contain_text("more fuel exports")
    front.open()
    front.live(seen.widget)  # the page is loaded again: Python still shows the other picture
    box = front.view().get_by_label("Add a country")
    box.fill("Norw")
    front.open()
    again = Explorer(front, tmp_path)
    expect(again.title).to_contain_text("more resource rents")
    expect(again.view.get_by_label("Add a country")).to_have_value("Norw")
