"""Very many codes are counted by columns: what comes out is what comes out pair by pair."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING, Any

import pytest

from closereader.agreement import AgreementError, _alpha, alpha

if TYPE_CHECKING:
    from closereader.agreement._distances import Distance

WORDS = ["a", "b", "c", "d", None, math.nan]
NUMBERS = [0, 1, 2.5, 7, True, None, float("nan")]
SETS = [{"a"}, {"a", "b"}, frozenset({"c"}), {"b", "c"}, None]
CASES: list[tuple[Distance, list[Any]]] = [
    ("nominal", WORDS),
    ("nominal", [*WORDS, 1, True, 1.0, "1"]),
    ("nominal", SETS),
    ("ordinal", NUMBERS),
    ("interval", NUMBERS),
    ("ratio", NUMBERS),
    ("jaccard", SETS),
    ("masi", SETS),
    ("nominal", list(range(400))),
    ("nominal", [None]),
    ("nominal", ["a", None, None, None]),
]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    ("distance", "codes"),
    CASES,
    ids=[f"{distance}-{number}" for number, (distance, _) in enumerate(CASES)],
)
def test_both_ways_give_the_same(
    seed: int, distance: Distance, codes: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a test's dice
    readers, units = chance.randrange(1, 6), chance.randrange(30)
    rows = [chance.choices(codes, k=units) for _ in range(readers)]
    slow = alpha(rows, distance)
    monkeypatch.setattr(_alpha, "_MANY", 0)
    fast = alpha(rows, distance)
    assert (fast.n_units, fast.n_readers, fast.name) == (slow.n_units, slow.n_readers, slow.name)
    for name in ("value", "observed", "expected"):
        one, other = getattr(fast, name), getattr(slow, name)
        assert one == (None if other is None else pytest.approx(other, abs=1e-12, rel=1e-12))


@pytest.mark.parametrize(("distance", "code"), [("interval", "a"), ("ratio", -1), ("jaccard", 3)])
def test_a_code_that_does_not_fit_is_refused_either_way(
    distance: Distance, code: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_alpha, "_MANY", 0)
    with pytest.raises(AgreementError):
        alpha([[code, code], [code, code]], distance)


def test_codes_without_an_order_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_alpha, "_MANY", 0)
    with pytest.raises(AgreementError, match="these have none"):
        alpha([["a", 1], [1, "a"]], "ordinal")
