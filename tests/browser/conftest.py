"""Chromium for the browser tests: found on the machine, started once per file.

Looked for in this order: the path in CLOSEREADER_CHROMIUM; chromium, chromium-browser and
google-chrome on the search path; the one that Playwright brings. When there is none, the tests
are skipped with a loud sentence - unless CLOSEREADER_REQUIRE_BROWSER=1, as in CI: then they fail.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize

ARGUMENTS = (
    "--no-sandbox",  # needed by root, in containers
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HIDDEN_BY_PLAYWRIGHT = "--hide-scrollbars"
"""Not here: people have scrollbars that take room, and some faults are seen only beside them."""
WINDOW: ViewportSize = {"width": 1000, "height": 800}
PATIENCE = 20_000
"""Milliseconds for what should happen at once: a busy machine is no failure."""
MISSING = (
    "NO BROWSER TESTS: no Chromium was found. Install one (`uv run playwright install chromium`), "
    "or name it: CLOSEREADER_CHROMIUM=/path/to/chromium."
)
REPORT = pytest.StashKey[pytest.TestReport]()
"""How a test ended: a page that failed is pictured, and is not used again."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Keep it with the test."""
    report = yield
    if report.when == "call":
        item.stash[REPORT] = report
    return report


def find_chromium(playwright: Playwright) -> str | None:
    """Return the path of a Chromium, or None."""
    if named := os.environ.get("CLOSEREADER_CHROMIUM"):
        return shutil.which(named) or pytest.fail(f"CLOSEREADER_CHROMIUM: there is no {named}")
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    own = playwright.chromium.executable_path
    return own if Path(own).is_file() else None


@pytest.fixture(scope="module")
def chromium_browser() -> Iterator[Browser]:
    """Give one headless Chromium to all tests of a file.

    Not to all tests of a worker: while Playwright is open its event loop runs in this thread, and
    tests of other files, which the same worker may be given next, could not start their own.
    """
    with sync_playwright() as playwright:
        path = find_chromium(playwright)
        if path is None:
            if os.environ.get("CLOSEREADER_REQUIRE_BROWSER") == "1":
                pytest.fail(MISSING)
            pytest.skip(MISSING)
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(
            executable_path=path,
            args=list(ARGUMENTS),
            ignore_default_args=[HIDDEN_BY_PLAYWRIGHT],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium_browser: Browser) -> Iterator[Page]:
    """Give an empty page in a context of its own."""
    context = new_context(chromium_browser)
    yield context.new_page()
    context.close()


def new_context(browser: Browser) -> BrowserContext:
    """Open a context: a desk 1000 pixels wide, with nothing stored."""
    context = browser.new_context(viewport=WINDOW, timezone_id="UTC")
    context.set_default_timeout(PATIENCE)
    return context
