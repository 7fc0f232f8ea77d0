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


IS_OWN = "() => /native code/.test(String(setTimeout)) && /native code/.test(String(Date))"


class Contexts:
    """One context for the tests of a file: making one costs as much as a small test.

    A clock that a test has set belongs to the whole context, so the next test gets a new one.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._context: BrowserContext | None = None

    def page(self) -> Page:
        """Open a page for which nothing is stored."""
        if self._context is None:
            self._context = new_context(self._browser)
        page = self._context.new_page()
        page.add_init_script(FORGET)
        return page

    def leave(self, *, spoiled: bool) -> None:
        """Close every page, and take back what they were allowed."""
        if self._context is None:
            return
        for page in self._context.pages:
            page.close()
        self._context.clear_permissions()
        if spoiled:
            self._context.close()
            self._context = None


@pytest.fixture(scope="module")
def contexts(chromium_browser: Browser) -> Iterator[Contexts]:
    """Give what makes pages for the tests of a file."""
    contexts = Contexts(chromium_browser)
    yield contexts
    contexts.leave(spoiled=True)


@pytest.fixture
def page(contexts: Contexts) -> Iterator[Page]:
    """Give a new page; what the pages before it stored or were allowed is forgotten."""
    page = contexts.page()
    yield page
    contexts.leave(spoiled=page.is_closed() or not page.evaluate(IS_OWN))


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
