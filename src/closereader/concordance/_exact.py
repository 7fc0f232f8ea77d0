"""Exact intervals and tests for counts, from the distributions themselves.

Sources: Garwood (1936), "Fiducial limits for the Poisson distribution", Biometrika 28, 437-442;
Clopper and Pearson (1934), "The use of confidence or fiducial limits illustrated in the case of the
binomial", Biometrika 26, 404-413; Przyborowski and Wilenski (1940), "Homogeneity of results in
testing samples from Poisson series", Biometrika 31, 313-323 (two counts, given their sum, are
binomial).
"""

import math
from collections.abc import Callable
from functools import lru_cache

LEVEL = 0.95
_TAIL = (1 - LEVEL) / 2
_SMALL = 1e-17
_STEPS = 200


@lru_cache(maxsize=512)
def poisson_interval(count: int) -> tuple[float, float]:
    """Return Garwood's 95 % interval of the expected count, given the count that was seen."""
    _natural(count)
    low = 0.0
    if count:  # P(at least count) = 2.5 %
        low = _root(lambda mean: _poisson_above(count, mean) - _TAIL, 0.0, float(count))
    wide = count + 10 * math.sqrt(count + 1) + 10
    high = _root(lambda mean: _TAIL - _poisson_below(count, mean), float(count), wide)
    return low, high


@lru_cache(maxsize=512)
def binomial_interval(count: int, trials: int) -> tuple[float, float]:
    """Return Clopper and Pearson's 95 % interval of a share."""
    _natural(count)
    if not count <= trials:
        raise ValueError(f"{count} of {trials} is no share.")
    low, high = 0.0, 1.0
    if count:
        low = _root(lambda p: _binomial_above(count, trials, p) - _TAIL, 0.0, 1.0)
    if count < trials:
        high = _root(lambda p: _TAIL - _binomial_below(count, trials, p), 0.0, 1.0)
    return low, high


def binomial_p(count: int, trials: int, share: float) -> float:
    """Return the two-sided exact p: twice the smaller tail.

    Of the two-sided tests in use this one belongs to Clopper and Pearson's interval: p is below
    0.05 just where the 95 % interval leaves the share out.
    """
    tails = _binomial_below(count, trials, share), _binomial_above(count, trials, share)
    return min(1.0, 2 * min(tails))


def _poisson_above(count: int, mean: float) -> float:
    """P(X >= count) for mean <= count, summed upward from its largest term."""
    if mean <= 0:
        return 0.0
    term = total = _poisson(count, mean)
    k = count
    while term > _SMALL * total:
        k += 1
        term *= mean / k
        total += term
    return total


def _poisson_below(count: int, mean: float) -> float:
    """P(X <= count) for mean >= count, summed downward from its largest term."""
    if mean <= 0:
        return 1.0
    term = total = _poisson(count, mean)
    for k in range(count, 0, -1):
        term *= k / mean
        total += term
    return total


def _poisson(count: int, mean: float) -> float:
    return math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))


def _binomial_above(count: int, trials: int, p: float) -> float:
    return math.fsum(_binomial(k, trials, p) for k in range(count, trials + 1))


def _binomial_below(count: int, trials: int, p: float) -> float:
    return math.fsum(_binomial(k, trials, p) for k in range(count + 1))


def _binomial(count: int, trials: int, p: float) -> float:
    if p in (0.0, 1.0):
        return float(count == trials * p)
    ways = math.lgamma(trials + 1) - math.lgamma(count + 1) - math.lgamma(trials - count + 1)
    return math.exp(ways + count * math.log(p) + (trials - count) * math.log1p(-p))


def _root(function: Callable[[float], float], low: float, high: float) -> float:
    """Halve an interval on which ``function`` rises through zero until it is a point."""
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if function(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _natural(count: int) -> None:
    if count < 0:
        raise ValueError(f"{count} is no count.")
