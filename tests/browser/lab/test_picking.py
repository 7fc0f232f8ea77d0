"""Words of the docked text go into a table, a map and a comparison, with keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.lab

PLACE = "notebooks/02_exclusion.ipynb"  # where a notebook of the course lies, and so has a desk
TABLE = """from closereader import Matrix
Matrix("02/q16", columns=[("who", "Who speaks?", "")], rows=[("essay", "Essay (alieva-2024)")])"""
MAP = """from closereader import ArgumentMap
ArgumentMap("02/q17", "A map.", texts=("alieva-2024",), tables=(), claim="A claim.")"""
PAIR = """from closereader import Compare
Compare("alieva-2024", "post-2022")"""


def pick(notebook: NotebookPage, desk: Locator, key: str = "F6") -> None:
    """Go to the text, take words of its first paragraph, and bring them back."""
    notebook.page.keyboard.press(key)
    expect(desk.locator(".crr-scroll:visible")).to_be_focused()
    for each in ("Control+Home", *["ArrowDown"] * 12, "w", "F6"):
        notebook.page.keyboard.press(each)


def test_a_passage_is_picked_into_every_field_that_holds_one(
    notebook: NotebookPage, lab: Lab
) -> None:
    lab.notebook(PLACE, TABLE, MAP, PAIR)
    notebook.open(PLACE)
    notebook.panel.locator(".closereader-bar").get_by_role("button", name="Run it").click()
    panel = notebook.panel
    panel.get_by_role("button", name="Text", exact=True).click()
    desk = panel.get_by_role("region", name="Texts")
    expect(desk.get_by_role("tab").first).to_be_visible()

    table = notebook.cell(0)
    table.get_by_role("button", name="Choose a passage: Who speaks?").focus()
    pick(notebook, desk)
    expect(table.locator(".crx-passage")).to_contain_text("alieva-2024 ¶")
    expect(table.get_by_role("button", name="Change: Who speaks?")).to_be_focused()

    argument = notebook.cell(1)
    argument.get_by_role("button", name="Grounds: add below").click()
    argument.get_by_role("textbox", name="In your own words").focus()
    pick(notebook, desk)
    expect(argument.locator(".cra-held")).to_contain_text("alieva-2024 ¶")

    pair = notebook.cell(2)
    pair.get_by_role("button", name="Pick from text").focus()
    pick(notebook, desk, "Enter")  # F6 leads to the other text there
    expect(pair.locator(".crc-picked").first).to_contain_text("¶")
    expect(panel.get_by_role("alert")).to_have_count(0)
