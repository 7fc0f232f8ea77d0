"""A long table of marks: only the rows near sight are there, and nobody loses their place."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.front.harness import Front
from tests.browser.front.reader_kit import Desk, mark, small_text

pytestmark = pytest.mark.browser

LONG = small_text(*(f"Paragraph {at} has words" for at in range(1_000)))


def long_desk(front: Front, count: int) -> Desk:
    """Show a reader with so many marks of one word, five to a paragraph at most."""
    starts = [block["s"] + at * 2 for block in LONG["blocks"] for at in range(5)][:count]
    made = mark(0, "Paragraph 500", "exclusion", LONG)
    marks = [
        {**made, "id": f"urn:uuid:00000000-0000-4000-8000-{at:012d}", "s": s, "e": s + 9,
         "note": f"note {at}"}
        for at, s in enumerate(starts)
    ]  # fmt: skip
    return Desk(front).show(LONG, marks=marks)


def show_table(desk: Desk) -> None:
    desk.el.get_by_role("group", name="View").get_by_role("button", name="Table of marks").click()


def to_the_end(desk: Desk, last: int) -> Locator:
    """Scroll the table down; rows that come into sight may be higher than was thought."""
    row = desk.el.locator(f"tr[aria-rowindex='{last}']")
    for _ in range(4):
        desk.el.locator(".crr-list").evaluate("(one) => { one.scrollTop = one.scrollHeight; }")
        row.wait_for()
    expect(row).to_be_in_viewport()
    return row


def test_a_long_table_has_only_the_rows_near_sight_and_says_how_many_there_are(
    front: Front,
) -> None:
    desk = long_desk(front, 5_000)
    show_table(desk)
    table = desk.el.get_by_role("table")
    expect(table).to_have_attribute("aria-rowcount", "5001")
    rows = table.locator("tbody tr[data-mark]")
    expect(rows.first).to_have_attribute("aria-rowindex", "2")
    assert rows.count() <= 150
    assert table.evaluate("(one) => one.querySelectorAll('*').length") < 5_000
    last = to_the_end(desk, 5_001)
    expect(last).to_contain_text("note 4999")
    expect(table.locator("tr[aria-rowindex='2']")).to_have_count(0)  # it went out of sight
    assert table.evaluate("(one) => one.rows[0].lastChild.getBoundingClientRect().right") == (
        table.evaluate("(one) => one.getBoundingClientRect().right")
    )
    widths = table.locator("th").evaluate_all("(all) => all.map((one) => one.offsetWidth)")
    desk.el.locator(".crr-list").evaluate("(one) => { one.scrollTop = 0; }")
    expect(table.locator("tr[aria-rowindex='2']")).to_be_in_viewport()
    assert widths == table.locator("th").evaluate_all("(all) => all.map((one) => one.offsetWidth)")
    desk.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(rows).to_have_count(5_000)


def test_a_row_of_a_long_table_that_is_used_stays_and_the_keyboard_goes_on(front: Front) -> None:
    desk = long_desk(front, 300)
    show_table(desk)
    table = desk.el.get_by_role("table")
    go = table.locator("tr[aria-rowindex='50']").get_by_role("button", name="Go to")
    go.focus()
    table.locator("tr[aria-rowindex='53']").wait_for()  # keys here are faster than a frame
    for _ in range(9):  # across the edge of the first slice
        desk.page.keyboard.press("Tab")
    here = table.locator("tr:focus-within")
    expect(here).to_have_attribute("aria-rowindex", "53")
    to_the_end(desk, 301)
    expect(here).to_have_attribute("aria-rowindex", "53")  # the focus was not taken away
    here.get_by_role("button", name="Remove").press("Enter")
    expect(table).to_have_attribute("aria-rowcount", "300")
    expect(here).to_have_attribute("aria-rowindex", "53")
