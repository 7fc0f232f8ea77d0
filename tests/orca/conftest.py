"""What the journeys under Orca share: one desktop for all of them, and one page for each."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.front.harness import Front
from tests.orca.desk import Desktop, find_missing
from tests.orca.listener import Listener

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Page

HERE = Path(__file__).parent


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Leave these tests out of a run that was not asked for them by name."""
    places = [(config.invocation_params.dir / arg.split("::")[0]).resolve() for arg in config.args]
    return None if any(place.is_relative_to(HERE) for place in places) else True


@pytest.fixture(scope="session")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """Give a desktop on which Orca speaks."""
    if missing := find_missing():
        why = f"NO JOURNEYS UNDER ORCA: not installed here: {', '.join(missing)}."
        if os.environ.get("CLOSEREADER_REQUIRE_ORCA") == "1":
            pytest.fail(why)
        pytest.skip(why)
    with Desktop(tmp_path_factory.mktemp("orca")) as desktop:
        yield desktop


@pytest.fixture(scope="session")
def browser_context(desktop: Desktop) -> BrowserContext:
    """Give the one browser that stands on it."""
    return desktop.browse()


@pytest.fixture
def page(browser_context: BrowserContext) -> Page:
    """Give its window, with nothing on it."""
    page = browser_context.pages[0]
    page.unroute_all()
    page.goto("about:blank")
    return page


@pytest.fixture
def front(page: Page) -> Front:
    """Give a page for widgets; the stand-ins are loaded."""
    front = Front(page).open()
    page.evaluate("() => localStorage.clear()")
    return front


@pytest.fixture
def listener(desktop: Desktop, page: Page) -> Listener:
    """Give a person who listens."""
    return Listener(desktop, page)
