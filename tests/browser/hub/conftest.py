"""One hub for all journeys of this folder, which are left out of a run that does not name it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.hub.hub import Hub, Missing, made_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
USERS = ("anna", "boris", "clara")


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Leave these tests out of a run that was not asked for them by name."""
    places = [(config.invocation_params.dir / arg.split("::")[0]).resolve() for arg in config.args]
    return None if any(place.is_relative_to(HERE) for place in places) else True


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """Start a hub for three students; CLOSEREADER_HUB names a folder that keeps its parts."""
    kept = os.environ.get("CLOSEREADER_HUB")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("parts")
    try:
        parts = made_parts(folder)
    except Missing as error:
        pytest.skip(f"NO JOURNEY ON A HUB: {error}")
    with Hub(parts, tmp_path_factory.mktemp("hub"), USERS) as hub:
        yield hub
