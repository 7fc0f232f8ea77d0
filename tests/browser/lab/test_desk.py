"""The texts beside the questions: docked, asked by a citation, and taken from with keys alone."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.lab

LESSON = "notebooks/02_exclusion.ipynb"
LINE = 24
TOP = "(el) => el.getBoundingClientRect().top"
LIT = """() => [...CSS.highlights].filter(([name]) => name.endsWith('-cited'))
    .flatMap(([, ranges]) => [...ranges]).length"""


@pytest.mark.parametrize("width", [1400, 800])
def test_a_citation_leads_to_the_text_and_words_come_back_into_the_answer(
    notebook: NotebookPage, lab: Lab, width: int
) -> None:
    page = notebook.page
    page.set_viewport_size({"width": width, "height": 900})
    lab.take(LESSON)
    notebook.open(LESSON)
    text = notebook.panel.get_by_role("button", name="Text", exact=True)
    text.click()
    dock = notebook.panel.get_by_role("complementary", name="Texts beside the page")
    desk = dock.get_by_role("region", name="Texts")
    expect(desk.get_by_role("tab")).to_have_count(3)
    if width == 800:
        desk.get_by_role("tab").first.press("Escape")
        expect(dock).to_be_hidden()
        expect(text).to_be_focused()
    else:
        text.click()
    expect(dock).to_be_hidden()
    link = notebook.panel.locator(".jp-RenderedMarkdown .cr-cite[role=link]").first
    link.scroll_into_view_if_needed()
    cited = link.inner_text()
    link.focus()
    before = link.evaluate(TOP)
    page.keyboard.press("Enter")
    tab = desk.get_by_role("tab", selected=True)
    expect(tab).to_have_text(cited.split()[0])
    expect(desk.locator(".crr-scroll:visible")).to_be_focused()
    assert page.evaluate(LIT) > 0
    # The page gets narrower around the link, which may come to stand a line further down.
    assert abs(link.evaluate(TOP) - before) <= LINE
    if to := os.environ.get("PICTURES_TO"):
        page.screenshot(path=f"{to}/cited-{width}.png")
    page.keyboard.press("F6")
    expect(link).to_be_focused()
    box = notebook.panel.locator(".cr-prose").first
    box.scroll_into_view_if_needed()
    box.focus()
    page.keyboard.press("F6")
    expect(desk.locator(".crr-scroll:visible")).to_be_focused()
    for key in ("Control+Home", *["ArrowDown"] * 12, "w"):
        page.keyboard.press(key)
    if to := os.environ.get("PICTURES_TO"):
        page.screenshot(path=f"{to}/picking-{width}.png")
    page.keyboard.press("F6")
    expect(box).to_be_focused()
    expect(box).to_have_value(re.compile("¶"))
    expect(dock).to_be_visible(visible=width > 800)  # a drawer does not hide what it was asked for
    assert notebook.in_the_way() == []
    page.reload()
    expect(dock.get_by_role("tab")).to_have_count(3 if width > 800 else 0)
    if to := os.environ.get("PICTURES_TO"):
        page.screenshot(path=f"{to}/picked-{width}.png")
    if width > 800:
        marks_after_a_crash(notebook, lab, desk)


def marks_after_a_crash(notebook: NotebookPage, lab: Lab, desk: Locator) -> None:
    """The page says what happened, and the desk is shown anew by the Python that comes after."""
    before = desk.element_handle()
    lab.kill_kernel(LESSON)
    notebook.page.wait_for_function("(one) => !one.isConnected", arg=before)
    notebook.idle()
    notebook.page.locator(".jp-Dialog").get_by_role("button", name="Ok").click()
    desk.locator(".crr-scroll:visible").focus()
    for key in ("Control+Home", *["ArrowDown"] * 12, "w", "1"):
        notebook.page.keyboard.press(key)
    expect(desk.locator(".cr-status-text:visible")).to_contain_text("Saved")
    bar = notebook.panel.locator(".closereader-bar", has_text="was started anew")
    expect(bar).to_contain_text("What you saved is on disk")
    # By its name: while it is drawn anew the next question is the first of the page.
    named = re.compile(r"^Question 1\. ")
    choice = notebook.panel.locator(".jp-OutputArea-output").get_by_role("group", name=named)
    old = choice.element_handle()
    bar.get_by_role("button", name="Make the page ready again").press("Enter")
    expect(bar).to_have_count(0)
    notebook.page.wait_for_function("(one) => !one.isConnected", arg=old)
    choice.get_by_role("radio").first.check()
    expect(choice.locator(".cr-status-text")).to_contain_text("Saved")
