"""The page on which front ends are tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.front.harness import Front
from tests.browser.front.trial import Trial, join_trial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page


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
