"""What holds for every test."""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import settings

# A slow machine is no reason to fail: no example is timed. And what decides about a change tries
# the same examples each time; new ones are for people, and for the weekly run.
DECIDES = "CI" in os.environ and os.environ.get("GITHUB_EVENT_NAME") != "schedule"
settings.register_profile("course", deadline=None, derandomize=DECIDES)
settings.load_profile("course")

# Thousands of tests, and the trees of what is read, are looked through for cycles at each round,
# which took up to two thirds of the time of what makes many objects. Rounds come more seldom here.
gc.set_threshold(100_000, 20, 100)

LONGEST = (
    "tests/browser/lab/test_slow.py",
    "tests/browser/lab/test_figures.py",
    "tests/browser/lab/",
    "tests/orca/",
    "tests/browser/machine/",
    "tests/notebooks/",
    "tests/browser/front/",
)
"""Files and folders whose tests begin first, the longest at the head: a long file that begins last
keeps one worker busy while the others have nothing left to do."""


def pytest_configure(config: pytest.Config) -> None:
    """Wait for no disk, and let pytest-xdist, where it is used, share out the files in our order.

    Its own order is by the number of tests, so that the long journeys, few in a file, come last.
    """
    # A test lasts no longer than its process: what was written need not reach the disk meanwhile.
    # `fstat` finds fault with what is no open file, as `fsync` does.
    pytest.MonkeyPatch().setattr(os, "fsync", os.fstat)
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection_finish() -> None:
    """Look for cycles only in what the tests themselves make."""
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; all others stay in their order."""

    def place(item: pytest.Item) -> int:
        known = (at for at, start in enumerate(LONGEST) if item.nodeid.startswith(start))
        return next(known, len(LONGEST))

    items.sort(key=place)
