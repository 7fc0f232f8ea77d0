"""One key goes from view to view, from wherever the focus is in them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.front.reader_kit import Desk

pytestmark = pytest.mark.browser


def test_v_turns_to_the_next_view_and_back(desk: Desk) -> None:
    desk.press("v")
    expect(desk.el.get_by_role("region", name="Table of marks")).to_be_visible()
    # A button, since a screen reader that reads a table keeps the letters to itself.
    on = desk.el.get_by_role("button", name="Next view: Marked text")
    expect(on).to_be_focused()
    expect(on).to_be_in_viewport()
    desk.press("Enter")
    expect(desk.el.get_by_role("button", name="Mark sentence 1 of §1")).to_be_focused()
    desk.press("v")
    expect(desk.text).to_be_focused()


def test_v_turns_from_everywhere_in_the_table(desk: Desk) -> None:
    desk.press("w", "1", "v", "Tab")
    expect(desk.el.get_by_role("button", name="Go to: ")).to_be_focused()
    desk.press("Control+v")
    expect(desk.el.get_by_role("region", name="Table of marks")).to_be_visible()
    desk.press("v")
    expect(desk.el.get_by_role("button", name="Mark sentence 1 of §1")).to_be_focused()
