"""Percentile intervals by drawing again, with a seed: the same data give the same interval.

Efron and Tibshirani, *An Introduction to the Bootstrap* (1993), chapter 13. What is drawn again is
named by the caller: readers, units or paragraphs. A draw in which the statistic is not defined is
left out; when more than one draw in twenty is, there is no interval.
"""

from __future__ import annotations

import random
from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from closereader.agreement._result import Agreement, AgreementError

TIMES = 1000
SEED = 20240516
_TAIL = 0.025
_MOST_LOST = 0.05
_FEWEST = 2


def with_interval(
    result: Agreement,
    n: int,
    estimate: Callable[[Sequence[int]], float | None],
    *,
    times: int = TIMES,
    seed: int = SEED,
) -> Agreement:
    """Return the result with its interval.

    `n`: how many things there are to draw from.
    `estimate`: the statistic for a draw, given as how often each of the ``n`` things was drawn.
    `times`, `seed`: how many draws, and where the random numbers begin.
    """
    if times < 1:
        raise AgreementError(f"{times} draws give no interval; ask for at least one.")
    if result.value is None or n < _FEWEST:
        return result
    found = [value for drawn in _draws(n, times, seed) if (value := estimate(drawn)) is not None]
    if len(found) < (1 - _MOST_LOST) * times:
        return result
    found.sort()
    return replace(result, low=_quantile(found, _TAIL), high=_quantile(found, 1 - _TAIL))


@lru_cache(maxsize=1)
def _draws(n: int, times: int, seed: int) -> list[array[int]]:
    """Return how often each of n things is drawn, draw by draw; the next theme has the same."""
    chance = random.Random(seed)  # noqa: S311 - a draw, not a secret
    draws = []
    for _ in range(times):
        drawn = array("q", bytes(8 * n))  # numpy reads it where it lies
        for one in chance.choices(range(n), k=n):
            drawn[one] += 1
        draws.append(drawn)
    return draws


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
