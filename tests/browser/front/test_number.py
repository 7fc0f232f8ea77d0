"""A number read from a table, in Chromium, with the real Python behind it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from closereader import Number
from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLOSEREADER_COURSE", str(tmp_path))
    monkeypatch.setenv("CLOSEREADER_SEEDS", str(SEEDS))
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    return tmp_path


def number() -> Number:
    return Number(
        "03/q1",
        "How large were the fuel exports of Belarus in 2006? One decimal.",
        table="panel",
        row={"iso3": "BLR", "year": 2006},
        column="fuel_exports_pct_merch",
        tolerance=0.05,
        hints=("Look for the code BLR.",),
    )


def status(front: Front) -> Locator:
    return front.view().locator(".cr-status-text")


def test_a_number_is_typed_compared_and_saved_by_keyboard_alone(front: Front) -> None:
    front.live(number())
    box = front.view().get_by_role("textbox", name="How large were the fuel exports")
    expect(box).to_have_accessible_description("% of merchandise exports")
    box.focus()
    front.page.keyboard.type("38,3 %")
    expect(front.view().get_by_text("This is what the table holds")).not_to_be_visible()
    front.page.keyboard.press("Enter")
    expect(front.view().get_by_text("This is what the table holds")).to_be_visible()
    expect(status(front)).to_have_text(re.compile(r"^Saved "))
    assert number().answer == "38,3 %"
    expect(box).to_be_focused()


def test_the_row_opens_only_after_an_answer(front: Front) -> None:
    front.live(number())
    view = front.view()
    expect(view.get_by_text("Show the row")).not_to_be_visible()
    assert "38.3" not in front.page.content()
    view.get_by_role("textbox").fill("12.6")
    view.get_by_role("textbox").press("Enter")
    expect(view.get_by_text("in the row panel: BLR, 2020")).to_be_visible()
    view.get_by_text("Show the row (panel: BLR, 2006)").click()
    expect(view.get_by_role("row", name=re.compile(r"^Fuel exports 38\.3"))).to_be_visible()


def test_what_was_said_of_an_older_number_goes_when_another_is_typed(front: Front) -> None:
    front.live(number())
    view = front.view()
    view.get_by_role("textbox").fill("38.3")
    expect(view.get_by_text("This is what the table holds")).to_be_visible()
    view.get_by_role("textbox").press("End")
    view.get_by_role("textbox").press_sequentially("9")
    expect(view.get_by_text("This is what the table holds")).not_to_be_visible()
    expect(view.get_by_text("The table holds another number here")).to_be_visible()
    assert number().answer == "38.39"


def test_typed_while_python_was_away(front: Front) -> None:
    front.live(number())
    front.kernel("crash")
    front.view().get_by_role("textbox").fill("38.3")
    expect(status(front)).to_contain_text("to save 1 change.")
    front.open()
    front.live(number())
    expect(front.view().get_by_role("textbox")).to_have_value("38.3")
    expect(front.view().get_by_text("This is what the table holds")).to_be_visible()
    assert number().answer == "38.3"


def test_keys_stay_in_the_widget(front: Front) -> None:
    front.live(number())
    front.page.evaluate(
        "() => { window.keys = []; addEventListener('keydown', (e) => keys.push(e.key)); }"
    )
    front.view().get_by_role("textbox").focus()
    front.page.keyboard.type("dd1")
    assert front.page.evaluate("() => keys") == []


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_for_axe_to_object_to(front: Front, dark: bool) -> None:
    front.open(dark=dark)
    front.live(number())
    front.view().get_by_role("textbox").fill("1")
    front.view().get_by_text("Show the row").click()
    expect(status(front)).to_contain_text("Saved")
    assert front.axe() == []


@pytest.mark.parametrize("width", [320, 800])
def test_nothing_is_wider_than_the_page(front: Front, width: int) -> None:
    front.page.set_viewport_size({"width": width, "height": 800})
    front.live(number())
    front.view().get_by_role("textbox").fill("1")
    front.view().get_by_text("Show the row").click()
    assert front.page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_what_was_delivered_for_another_tab_is_not_what_this_one_shows(front: Front) -> None:
    """A change says what it followed, so that Python keeps what it did not follow."""
    elsewhere = "2100-01-01T00:00:00.000Z"
    front.live(number())
    front.view().get_by_role("textbox").fill("38")
    expect(status(front)).to_have_text(re.compile(r"^Saved "))
    ack = {"type": "ack", "edits": ["x"], "at": elsewhere, "modified": {"x": elsewhere}}
    front.view().get_by_role("textbox").evaluate(  # at once: it comes while somebody types
        """(box, ack) => {
          box.value = "39";
          box.dispatchEvent(new Event("input", { bubbles: true }));
          mock.receive(ack);
        }""",
        ack,
    )
    front.page.wait_for_function("() => mock.sent(0, 'edits').length > 1")
    assert front.edits()[-1]["value"]["text"] == "39"
    assert front.edits()[-1]["base"] == front.edits()[0]["at"]
