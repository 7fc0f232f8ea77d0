"""The page on which front ends are tried."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import REPORT, WINDOW, new_context
from tests.browser.front import reader_kit, served
from tests.browser.front.harness import Front
from tests.browser.front.trial import Trial, join_trial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.browser.conftest import Chromium

FORGET = """if (window.name !== "begun") {
  try {
    localStorage.clear();
    sessionStorage.clear();
    indexedDB.deleteDatabase("closereader-marking");
    window.name = "begun"; // it outlives a reload, as what the page stores must
  } catch { /* a page without an origin stores nothing */ }
}"""
HERE = Path(__file__).parent
SLOWER = int(os.environ.get("CLOSEREADER_PAGE_SLOWER", "1"))
LEAVE = """() => {
  window.name = '';
  return {
    own: [setTimeout, Date].every((one) => /native code/.test(String(one))),
    media: matchMedia("print, (forced-colors: active), (prefers-reduced-motion)").matches,
  };
}"""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Any:
    """End what serves the pages when the next test does without."""
    try:
        return (yield)
    finally:
        if nextitem is None or not nextitem.path.is_relative_to(HERE):
            served.stop()


@pytest.fixture(scope="module")
def chromium_browser(chromium: Chromium) -> Browser:
    """Give the Chromium of this worker, without windows where there is such a one."""
    return chromium.browser(bare=True)


class Desktop:
    """One context, and one page, for all tests.

    A new page takes four times as long to make as most tests take on it. So the next test gets the
    same page loaded again, with nothing stored, and the window and the mouse as they were. A
    clock that a test has set belongs to the whole context, so the test after it gets a new one,
    unless it sets the clock itself (``timed``); so does the one after a test that failed.
    """

    def __init__(self, browser: Browser, *, timed: bool = False) -> None:
        self.browser = browser
        self._timed = timed
        self._context: BrowserContext | None = None
        self._front: Front | None = None

    def page(self) -> Page:
        """Open a page for which nothing is stored."""
        if self._context is None:
            self._context = new_context(self.browser)
        page = self._context.new_page()
        page.add_init_script(FORGET)
        if SLOWER > 1:
            slow = self._context.new_cdp_session(page)
            slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        return page

    def front(self) -> Front:
        """Give the page on which front ends are shown, empty and with the stand-ins loaded."""
        if self._front is None:
            self._front = Front(self.page())
        return self._front.begin()

    def leave(self, *, spoiled: bool) -> None:
        """Close every page but the one that stays, and take back what they were allowed."""
        if self._context is None:
            return
        kept = self._front.kept if self._front else None
        found: dict[str, bool] = {}
        if kept is not None and not spoiled:
            spoiled = kept.is_closed()
            found = {} if spoiled else kept.evaluate(LEAVE)
            spoiled = spoiled or not (self._timed or found["own"])
        if spoiled:
            self._context.close()
            self._context = self._front = None
            return
        for page in self._context.pages:
            if page is not kept:
                page.close()
        self._context.clear_permissions()
        if kept is not None and self._front is not None:
            self._front.living.clear()  # what a page still says when it goes, nobody hears
            if kept.viewport_size != WINDOW:
                kept.set_viewport_size(WINDOW)
            if found["media"]:
                kept.emulate_media(media="null", forced_colors="null", reduced_motion="null")
            kept.mouse.move(0, 0)


_DESKTOPS: dict[bool, Desktop] = {}
"""Without a clock of ours, and with one; for all files, as long as the browser is the same."""


@pytest.fixture
def desktop(chromium_browser: Browser, request: pytest.FixtureRequest) -> Iterator[Desktop]:
    """Give what makes pages for a test, and leave them when that has ended."""
    timed = "box" in request.fixturenames
    desktop = _DESKTOPS.get(timed)
    if desktop is None or desktop.browser is not chromium_browser:
        desktop = _DESKTOPS[timed] = Desktop(chromium_browser, timed=timed)
    yield desktop
    report = request.node.stash.get(REPORT, None)
    desktop.leave(spoiled=report is None or not report.passed)


@pytest.fixture
def front(desktop: Desktop) -> Iterator[Front]:
    """Give an empty page with the stand-ins loaded; an error on it fails the test."""
    front = desktop.front()
    yield front
    assert front.errors == []


@pytest.fixture
def desk(front: Front, request: pytest.FixtureRequest) -> reader_kit.Desk:
    """Give a reader that has the focus, on the POEM of the file or, without one, of the kit."""
    desk = reader_kit.Desk(front).show(getattr(request.module, "POEM", reader_kit.POEM))
    desk.text.focus()
    return desk


@pytest.fixture
def page(desktop: Desktop, request: pytest.FixtureRequest) -> Page:
    """Give the page of the front end; where there is none, a new one."""
    if "front" in request.fixturenames:
        front: Front = request.getfixturevalue("front")
        return front.page
    return desktop.page()


@pytest.fixture(scope="session")
def trial(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the source of the trial widget."""
    return join_trial(tmp_path_factory.mktemp("trial"))


@pytest.fixture
def box(front: Front, trial: str) -> Trial:
    """Give a page with one trial widget."""
    return Trial(front, trial)
