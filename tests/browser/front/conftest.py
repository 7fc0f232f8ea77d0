"""The page on which front ends are tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import new_context
from tests.browser.front.harness import Front
from tests.browser.front.trial import Trial, join_trial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

FORGET = """if (window.name !== "begun") {
  window.name = "begun"; // it outlives a reload, as what the page stores must
  try { localStorage.clear(); } catch { /* a page without an origin stores nothing */ }
}"""


@pytest.fixture(scope="module")
def desk_context(chromium_browser: Browser) -> Iterator[BrowserContext]:
    """Give one context to all tests of a file: making it costs as much as a small test."""
    context = new_context(chromium_browser)
    yield context
    context.close()


@pytest.fixture
def page(desk_context: BrowserContext) -> Iterator[Page]:
    """Give a new page; what the pages before it stored or were allowed is forgotten."""
    page = desk_context.new_page()
    page.add_init_script(FORGET)
    yield page
    for each in desk_context.pages:
        each.close()
    desk_context.clear_permissions()


@pytest.fixture
def front(page: Page) -> Iterator[Front]:
    """Give an empty page with the stand-ins loaded; an error on it fails the test."""
    front = Front(page).open()
    yield front
    assert front.errors == []


@pytest.fixture(scope="session")
def trial(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the source of the trial widget."""
    return join_trial(tmp_path_factory.mktemp("trial"))


@pytest.fixture
def box(front: Front, trial: str) -> Trial:
    """Give a page with one trial widget."""
    return Trial(front, trial)
