"""One JupyterLab, one profile and one tab for all journeys of a worker."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import PATIENCE, REPORT
from tests.browser.lab.notebook_page import NotebookPage
from tests.browser.lab.server import Lab

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Page

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
    yield context
    context.clear_cookies()


class Desktop:
    """The tab that journeys use one after another: JupyterLab is loaded in it once.

    Loading takes most of a short journey. So what was open is closed, and what the browser kept is
    cleared, when a journey ends; the next one opens its notebook in the same tab. The one after a
    journey that failed, or that left something in the way, gets a new tab.

    Journeys for which a page is to begin with a ``script`` have a desktop of their own.
    """

    def __init__(self, script: str = "") -> None:
        self._script = script
        self._page: Page | None = None

    def page(self, context: BrowserContext, lab: Lab) -> Page:
        """Give the tab; a new one where there is none, or where it has another JupyterLab."""
        kept, self._page = self._page, None
        if kept is not None and not kept.is_closed() and kept.url.startswith(lab.url):
            return kept
        page = context.new_page()
        if self._script:
            page.add_init_script(self._script)
        return page

    def close(self) -> None:
        """Close the tab that was kept."""
        if self._page is not None:
            self._page.close()

    def keep(self, notebook: NotebookPage) -> None:
        """Keep the tab of a journey that went well."""
        if notebook.leave():
            self._page = notebook.page
        else:
            _close(notebook)


DESKTOP = Desktop()


@pytest.fixture(scope="module")
def desktop() -> Desktop:
    """Give the tab of all journeys; a file has one of its own where it begins with a script."""
    return DESKTOP


@pytest.fixture
def notebook(
    lab_browser: BrowserContext, lab: Lab, desktop: Desktop, request: pytest.FixtureRequest
) -> Iterator[NotebookPage]:
    """Give the browser tab, with nothing open in it; picture it when the journey fails.

    What is marked ``new_page`` gets a tab in which JupyterLab has still to be loaded.
    """
    if request.node.get_closest_marker("new_page"):
        yield from _tab(lab_browser, lab, request, "")
        return
    notebook = NotebookPage(desktop.page(lab_browser, lab), lab)
    yield notebook
    if _failed(notebook, request, ""):
        _close(notebook)
    else:
        desktop.keep(notebook)


@pytest.fixture
def second_notebook(
    lab_browser: BrowserContext, lab: Lab, request: pytest.FixtureRequest
) -> Iterator[NotebookPage]:
    """Give a second tab of the same browser."""
    yield from _tab(lab_browser, lab, request, "-second")


def _tab(
    context: BrowserContext, lab: Lab, request: pytest.FixtureRequest, suffix: str
) -> Iterator[NotebookPage]:
    notebook = NotebookPage(context.new_page(), lab)
    yield notebook
    _failed(notebook, request, suffix)
    _close(notebook)


def _failed(notebook: NotebookPage, request: pytest.FixtureRequest, suffix: str) -> bool:
    """Say whether the journey failed; picture its tab then."""
    report = request.node.stash.get(REPORT, None)
    if report is not None and report.failed:
        PICTURES.mkdir(exist_ok=True)
        name = re.sub(r"\W+", "-", request.node.name)
        notebook.page.screenshot(path=PICTURES / f"{name}{suffix}.png")
    return report is None or not report.passed


def _close(notebook: NotebookPage) -> None:
    """Close a tab; what waits in the browser for Python belongs to the journey that ends here."""
    if notebook.page.url.startswith(notebook.lab.url):  # else the journey did not begin
        notebook.page.evaluate("localStorage.clear()")
    notebook.page.close()
