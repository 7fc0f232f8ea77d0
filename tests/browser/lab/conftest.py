"""One JupyterLab and one profile for all journeys of a worker, one tab for each journey."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE as USUAL
from tests.browser.conftest import REPORT
from tests.browser.lab.notebook_page import PATIENCE, NotebookPage
from tests.browser.lab.server import Lab

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext

    from tests.browser.conftest import Chromium

PICTURES = Path(__file__).parents[3] / "test-results"


@pytest.fixture(scope="session")
def lab_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Start JupyterLab over a fresh copy of the course."""
    with Lab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture
def lab(lab_server: Lab) -> Iterator[Lab]:
    """Give the running JupyterLab, without kernels and with an empty work folder."""
    yield lab_server
    lab_server.forget()


@pytest.fixture(scope="session")
def profile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the place of the profile: JupyterLab is loaded, and its code compiled, once."""
    return tmp_path_factory.mktemp("profile")


@pytest.fixture(scope="module")
def lab_browser(chromium: Chromium, profile_folder: Path) -> Iterator[BrowserContext]:
    """Give one profile to all journeys."""
    context = chromium.profile(profile_folder)
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield context
    expect.set_options(timeout=USUAL)
    context.clear_cookies()


@pytest.fixture
def notebook(
    lab_browser: BrowserContext, lab: Lab, request: pytest.FixtureRequest
) -> Iterator[NotebookPage]:
    """Give a browser tab that belongs to this journey only; picture it when the journey fails."""
    yield from _tab(lab_browser, lab, request, "")


@pytest.fixture
def second_notebook(
    lab_browser: BrowserContext, lab: Lab, request: pytest.FixtureRequest
) -> Iterator[NotebookPage]:
    """Give a second tab of the same browser."""
    yield from _tab(lab_browser, lab, request, "-second")


def _tab(
    context: BrowserContext, lab: Lab, request: pytest.FixtureRequest, suffix: str
) -> Iterator[NotebookPage]:
    page = context.new_page()
    yield NotebookPage(page, lab)
    report = request.node.stash.get(REPORT, None)
    if report is not None and report.failed:
        PICTURES.mkdir(exist_ok=True)
        name = re.sub(r"\W+", "-", request.node.name)
        page.screenshot(path=PICTURES / f"{name}{suffix}.png")
    # What waits in the browser for Python belongs to the journey that ends here.
    if page.url.startswith(lab.url):  # else the journey did not begin
        page.evaluate("localStorage.clear()")
    page.close()
