"""The web edition in Chromium: axe finds nothing, nothing is wider than the page, search finds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from closereader.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Chromium

pytestmark = pytest.mark.browser

UNFOLD = "(all) => { for (const one of all) one.open = true; }"
SIZES: tuple[tuple[int, Literal["light", "dark"]], ...] = ((800, "dark"), (360, "light"))
WIDEST = 1400
"""A page is not wider than its lines: axe would look at those of 800 pixels once more."""
FOUND = "() => axe.run({ resultTypes: ['violations'] }).then((found) => found.violations)"
SAME = "() => [...document.querySelectorAll('main *')].map((one) => one.offsetWidth)"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def chromium_browser(chromium: Chromium) -> Browser:
    """Give the browser that the front ends are tried in: these are pages without JupyterLab."""
    return chromium.browser(bare=True)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pages") / "site"
    assert main(["site", "--html", "--with-texts", "--out", str(out)]) == 0
    return out


def test_axe_has_nothing_to_object_to_and_nothing_is_too_wide(page: Page, pages: Path) -> None:
    for file in sorted(pages.glob("*.html")):
        page.goto(file.as_uri())
        page.locator("details").evaluate_all(UNFOLD)
        page.evaluate(AXE_SCRIPT)
        page.set_viewport_size({"width": WIDEST, "height": 900})
        assert page.evaluate(WIDER) <= 0, file.name
        widest = page.evaluate(SAME)
        for width, scheme in SIZES:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            seen = f"{file.name} {width} {scheme}"
            found = page.evaluate(FOUND)
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], seen
            assert page.evaluate(WIDER) <= 0, seen
            assert width == 360 or page.evaluate(SAME) == widest, seen


def test_words_are_found_by_keyboard_and_lead_to_their_place(page: Page, pages: Path) -> None:
    page.goto((pages / "01_three_voices.html").as_uri())
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the page itself")).to_be_focused()
    page.get_by_role("searchbox", name="Search the lessons").fill("RENTIER norway")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ places?"))
    first = page.get_by_role("main").get_by_role("link").first
    expect(first).to_contain_text("Rentier states")
    first.press("Enter")
    expect(page).to_have_url(re.compile(r"03_rentier_states\.html#."))
    page.goto((pages / "search.html").as_uri())
    page.get_by_role("searchbox", name="Words").fill("xyzzy")
    expect(page.get_by_role("status")).to_have_text("0 places")
    page.get_by_role("searchbox", name="Words").fill("(a+")  # no pattern, words
    expect(page.get_by_role("status")).to_have_text(re.compile("places"))


def test_a_quoted_passage_leads_to_its_paragraph(page: Page, pages: Path) -> None:
    page.goto((pages / "03_rentier_states.html").as_uri())
    page.get_by_role("link", name="¶21").first.click()
    expect(page).to_have_url(re.compile(r"alieva-2024\.html#p21"))
    expect(page.locator("#p21")).to_be_in_viewport()
