"""All workers find the same tests, and the longest files begin first, so that they end together."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tests.conftest import LONGEST
from tests.house.tree import ROOT

if TYPE_CHECKING:
    import pytest


def test_every_long_file_is_there() -> None:
    assert [start for start in LONGEST if not (ROOT / start).exists()] == []


def test_the_longest_begin_first_and_a_file_stays_whole(request: pytest.FixtureRequest) -> None:
    files = list(dict.fromkeys(item.nodeid.split("::")[0] for item in request.session.items))
    assert files, "nothing was collected"
    places = [
        next((at for at, start in enumerate(LONGEST) if file.startswith(start)), len(LONGEST))
        for file in files
    ]
    assert places == sorted(places)
    runs = [item.nodeid.split("::")[0] for item in request.session.items]
    changes = sum(one != other for one, other in pairwise(runs))
    assert changes == len(files) - 1


def test_workers_are_given_the_files_in_this_order(request: pytest.FixtureRequest) -> None:
    asked = vars(request.config.option)
    assert asked.get("loadscopereorder", False) is False


def holds_a_set(value: object) -> bool:
    """Tell whether a value is a set of several, or holds one at any depth."""
    if isinstance(value, set | frozenset):
        return len(value) > 1 or any(map(holds_a_set, value))
    if isinstance(value, dict):
        return any(map(holds_a_set, value.values()))
    return isinstance(value, list | tuple) and any(map(holds_a_set, value))


def test_no_test_is_named_after_a_set(request: pytest.FixtureRequest) -> None:
    # Each process writes a set of words in an order of its own. Two workers then find tests of
    # different names, and nothing is run: by chance, for one pair of processes in two.
    named = [
        item.nodeid
        for item in request.session.items
        for value in getattr(getattr(item, "callspec", None), "params", {}).values()
        if holds_a_set(value) and ("{" in item.nodeid or "set(" in item.nodeid)
    ]
    assert named == []
