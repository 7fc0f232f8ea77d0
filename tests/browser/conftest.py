"""Chromium for the browser tests: found on the machine, started once for files in a row.

Looked for in this order: the path in CLOSEREADER_CHROMIUM; chromium, chromium-browser and
google-chrome on the search path; the one that Playwright brings. When there is none, the tests
are skipped with a loud sentence - unless CLOSEREADER_REQUIRE_BROWSER=1, as in CI: then they fail.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.driver import driven

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize

ARGUMENTS = (
    "--no-sandbox",  # needed by root, in containers
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--liftoff-only",  # Python in a page (WebAssembly) is compiled once, not twice
)
SHELL = "chromium-headless-shell"
"""Chromium without windows of its own: where it is installed, the front ends alone are tried in it.

It draws and hears as Chromium does, scrollbars as well; for each page of a test the whole browser
begins an address bar and more, a quarter of all work. JupyterLab is tried in the whole one.
"""
FOR_FRONTS = (
    "--disable-features=RenderDocument,AvoidUnnecessaryBeforeUnloadCheckSync,PaintHolding",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
"""For the front ends alone: a page that is loaded anew keeps its frame, a third less work; and
nothing is found outside of this machine.

The first stands for the list of Playwright, from which the two others are taken.
"""
HIDDEN_BY_PLAYWRIGHT = "--hide-scrollbars"
"""Not here: people have scrollbars that take room, and some faults are seen only beside them."""
WINDOW: ViewportSize = {"width": 1000, "height": 800}
PATIENCE = 60_000
"""Milliseconds that anything may take: a busy machine is no failure."""
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


class Chromium:
    """One headless Chromium for all browser tests that a worker runs in a row.

    It is closed before another test comes: while Playwright is open its event loop runs in this
    thread, and a test that needs one of its own, as one that runs a notebook, could not start it.
    """

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._playwright: Playwright | None = None
        self._browsers: dict[bool, Browser] = {}
        self._profile: BrowserContext | None = None

    def browser(self, *, bare: bool = False) -> Browser:
        """Give it; start it where there is none, or where it has crashed."""
        browser = self._browsers.get(bare)
        if browser is None or not browser.is_connected():
            playwright, options = self._begin(bare=bare)
            browser = self._browsers[bare] = playwright.chromium.launch(**options)
            self._stack.callback(browser.close)
        return browser

    def profile(self, folder: Path) -> BrowserContext:
        """Give one that keeps what it has loaded and compiled in a folder, as a person's does."""
        if self._profile is None:
            playwright, options = self._begin()
            viewport: ViewportSize = {"width": 1400, "height": 900}
            self._profile = playwright.chromium.launch_persistent_context(
                folder, viewport=viewport, **options
            )
            self._profile.on("close", self._forget)
            self._stack.callback(self._profile.close)
        return self._profile

    def _forget(self, _: BrowserContext) -> None:
        self._profile = None  # when it has crashed, the next file gets another one

    def close(self) -> None:
        """End what runs."""
        stack, self._stack = self._stack, ExitStack()
        self._playwright = self._profile = None
        self._browsers.clear()
        stack.close()

    def _begin(self, *, bare: bool = False) -> tuple[Playwright, dict[str, Any]]:
        if self._playwright is None:
            self._playwright = self._stack.enter_context(driven())
        named = os.environ.get("CLOSEREADER_CHROMIUM")
        small = shutil.which(SHELL) if bare and not named else None
        path = small or find_chromium(self._playwright)
        if path is None:
            if os.environ.get("CLOSEREADER_REQUIRE_BROWSER") == "1":
                pytest.fail(MISSING)
            pytest.skip(MISSING)
        return self._playwright, {
            "executable_path": path,
            "args": [*ARGUMENTS, *FOR_FRONTS] if bare else list(ARGUMENTS),
            "ignore_default_args": [HIDDEN_BY_PLAYWRIGHT],
        }


_CHROMIUM = Chromium()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Any:
    """End the browser when the next file begins with a test that does without."""
    try:
        return (yield)
    finally:
        same_file = nextitem is not None and nextitem.path == item.path
        if not same_file and "chromium" not in getattr(nextitem, "fixturenames", ()):
            _CHROMIUM.close()


@pytest.fixture(scope="module")
def chromium() -> Chromium:
    """Give what starts a Chromium, and keeps it for the next file."""
    expect.set_options(timeout=PATIENCE)
    return _CHROMIUM


@pytest.fixture(scope="module")
def chromium_browser(chromium: Chromium) -> Browser:
    """Give the Chromium of this worker."""
    return chromium.browser()


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
