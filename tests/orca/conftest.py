"""What the journeys under Orca share: one desktop for each file, and one page for each journey."""

from __future__ import annotations

import os
import subprocess
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from playwright.sync_api import Error as PlaywrightError

from tests.browser.front import served
from tests.browser.front.harness import Front
from tests.orca.desk import Desktop, find_missing
from tests.orca.listener import Listener

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Page

HERE = Path(__file__).parent
SHORT = "test_lesson.py"
"""The one journey that runs with all other tests, where Orca can be had."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave all but the short journey out of a run that was not asked for them by name."""
    places = [(config.invocation_params.dir / arg.split("::")[0]).resolve() for arg in config.args]
    asked = any(place.is_relative_to(HERE) for place in places)
    return None if asked or collection_path.name in {HERE.name, SHORT} else True


# Not for all files: while its browser is open, no other test could begin one in this worker.
@pytest.fixture(scope="module")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """Give a desktop on which Orca speaks and a browser stands."""
    with ExitStack() as stack:
        try:
            if missing := find_missing():
                _do_without(f"not installed here: {', '.join(missing)}")
            desktop = stack.enter_context(Desktop(tmp_path_factory.mktemp("orca")))
            desktop.browse()
        except (AssertionError, OSError, subprocess.SubprocessError, PlaywrightError) as why:
            _do_without(f"it does not start here: {why}")
        yield desktop


def _do_without(why: str) -> NoReturn:
    """Say that there is nobody to listen here, and why: a failure only where it is called for."""
    words = f"NO JOURNEYS UNDER ORCA: {why}."
    if os.environ.get("CLOSEREADER_REQUIRE_ORCA") == "1":
        pytest.fail(words)
    pytest.skip(words)


@pytest.fixture(scope="module")
def browser_context(desktop: Desktop) -> BrowserContext:
    """Give the one browser that stands on it."""
    assert desktop.browser is not None
    return desktop.browser


@pytest.fixture
def page(browser_context: BrowserContext, desktop: Desktop) -> Page:
    """Give a page of its own, which has the focus of the keyboard; the last one is closed."""
    old = browser_context.pages
    page = browser_context.new_page()
    for one in old:
        one.close()
    desktop.click_low()
    return page


@pytest.fixture
def front(page: Page) -> Iterator[Front]:
    """Give a page for widgets; the stand-ins are loaded."""
    front = Front(page).open()
    page.evaluate("() => localStorage.clear()")
    yield front
    served.stop()


@pytest.fixture
def listener(desktop: Desktop, page: Page) -> Listener:
    """Give a person who listens."""
    return Listener(desktop, page)
