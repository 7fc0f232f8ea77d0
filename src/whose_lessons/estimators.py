"""Slopes with honest intervals: least squares, two-way effects, errors clustered by country.

Everything here is small enough to be read in a seminar. What it gives is tested against figures
that were computed with another program. It is the same on every processor: sums are `math.fsum`,
and small systems are solved by hand, because a product of matrices (BLAS) has other last digits
with each kernel that a processor can choose. What is left, the last digits of a system's
logarithms and sines, is rounded away by `settle`. Six thousand rows take some hundredths of a
second: less than it takes to load a package for it.
"""

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul, sub

from closereader.tables.digits import settle
from whose_lessons._effects import Panel, less_mean, solve

Floats = list[float]

_LEVEL = 0.95
_STANDS_STILL = 1e-22  # of a predictor's square, what is left when means are taken out


class EstimateError(ValueError):
    """There are too few data for what is asked."""


@dataclass(frozen=True, slots=True)
class Slope:
    """How much the outcome differs for one unit more of a predictor."""

    value: float
    """In units of the outcome per unit of the predictor."""
    error: float
    """Standard error, clustered."""
    low: float
    """Low end of the 95 % interval, by Student's t with one degree fewer than clusters."""
    high: float
    n: int
    """Observations."""
    clusters: int

    @property
    def p(self) -> float:
        """How often chance alone would give a slope at least this far from zero: two-sided.

        By Student's t with one degree fewer than clusters, as the interval.
        """
        return settle(1 - _inside(abs(self.value / self.error), self.clusters - 1))


def ols(
    outcome: Sequence[float | None],
    predictors: Sequence[Sequence[float | None]],
    clusters: Sequence[object],
) -> tuple[Slope, ...]:
    """Fit ordinary least squares with an intercept; errors clustered.

    Parameters
    ----------
    outcome
        Length n.
    predictors
        One for each slope, each of length n.
    clusters
        To which cluster (country) each observation belongs; length n.

    Returns
    -------
    tuple of Slope
        One for each predictor, without the intercept.

    Raises
    ------
    EstimateError
        With fewer than three observations or two clusters, a missing value, or predictors that
        are not independent.

    Notes
    -----
    Errors: Liang and Zeger (1986), Biometrika 73(1), 13-22, times the usual correction for small
    samples, G/(G-1) * (n-1)/(n-K), for G clusters and K estimated coefficients (Cameron and Miller
    2015, Journal of Human Resources 50(2), 317-372, section II.B).
    """
    y, *x = _checked(outcome, predictors, clusters)
    centred = [less_mean(each) for each in (y, *x)]
    return _fit(centred, x, clusters, len(x) + 1)


def within(
    outcome: Sequence[float | None],
    predictors: Sequence[Sequence[float | None]],
    units: Sequence[object],
    years: Sequence[object],
) -> tuple[Slope, ...]:
    """Fit slopes with an effect for each unit and each year; errors clustered by unit.

    What stays the same in a unit, and what is common to all units in a year, is taken out (see
    `whose_lessons._effects`); the panel may have gaps. The effects count as coefficients in the
    correction for small samples.

    Parameters, returns and errors are those of `ols`.
    """
    y, *x = _checked(outcome, predictors, units)
    rest, members, effects = Panel((y, *x), units, years).left()
    return _fit(rest, x, members, len(x) + effects)


def without_each(
    outcome: Sequence[float | None],
    predictor: Sequence[float | None],
    units: Sequence[object],
    years: Sequence[object],
) -> dict[str, Slope]:
    """Fit `within` again and again, each time without one of the units, by the unit left out."""
    y, x = _checked(outcome, [predictor], units)
    panel = Panel((y, x), units, years)
    names = list(map(str, units))
    found = {}
    for unit in panel.units:
        rest, members, effects = panel.left(unit)
        left_in = [value for value, name in zip(x, names, strict=True) if name != unit]
        found[unit] = _fit(rest, [left_in], members, 1 + effects)[0]
    return found


def correlation(x: Sequence[float], y: Sequence[float], clusters: Sequence[object]) -> Slope:
    """Return Pearson's correlation: the slope when both are in standard deviations.

    Its interval is that of `ols`, which takes the two standard deviations as known; it does not
    stop at one.

    Raises `EstimateError` with fewer than three pairs or two clusters, or when one of the two does
    not vary.
    """
    spreads = [statistics.pstdev(each) if each else 0.0 for each in (x, y)]
    if not all(spreads):
        raise EstimateError("There is no correlation: one of the two does not vary.")
    left, right = (
        [at / spread for at in each] for each, spread in zip((x, y), spreads, strict=True)
    )
    return ols(right, [left], clusters)[0]


@cache
def t_quantile(probability: float, degrees: int) -> float:
    """Return the quantile of Student's t for a probability above one half.

    By bisection of the distribution function in its closed form for whole degrees of freedom
    (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4).
    """
    low, high = 0.0, 1e6
    for _ in range(200):
        middle = (low + high) / 2
        if middle in {low, high}:  # there is no number between them
            break
        if (1 + _inside(middle, degrees)) / 2 < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _inside(t: float, degrees: int) -> float:
    """Give the probability between -t and t."""
    angle = math.atan(t / math.sqrt(degrees))
    square = math.cos(angle) ** 2
    term = total = 1.0
    odd = degrees % 2
    for step in range(1, (degrees - odd) // 2):
        term *= square * ((2 * step) / (2 * step + 1) if odd else (2 * step - 1) / (2 * step))
        total += term
    if not odd:
        return math.sin(angle) * total
    series = math.sin(angle) * math.cos(angle) * total if degrees > 1 else 0.0
    return (angle + series) * 2 / math.pi


def _checked(
    outcome: Sequence[float | None],
    predictors: Sequence[Sequence[float | None]],
    clusters: Sequence[object],
) -> list[Floats]:
    """Return the outcome and then the predictors."""
    if any(len(each) != len(clusters) for each in (outcome, *predictors)):
        raise EstimateError("Outcome, predictors and clusters must be equally long.")
    if not all(
        value is not None and math.isfinite(value)
        for each in (outcome, *predictors)
        for value in each
    ):
        raise EstimateError("Leave out the observations with a missing value first.")
    return [
        [float(value) for value in each if value is not None] for each in (outcome, *predictors)
    ]


def _sums(values: Iterable[float], member: Sequence[int]) -> Floats:
    """Add up the values of each group, in their order."""
    totals = [0.0] * (max(member) + 1)
    for at, value in zip(member, values, strict=True):
        totals[at] += value
    return totals


def _dot(one: Floats, other: Floats) -> float:
    return math.fsum(map(mul, one, other))


def _mixed(weights: Sequence[float], values: Sequence[Floats]) -> Floats:
    total = [each * weights[0] for each in values[0]]
    for weight, more in zip(weights[1:], values[1:], strict=True):
        total = [sum_ + weight * each for sum_, each in zip(total, more, strict=True)]
    return total


def _fit(
    centred: Sequence[Floats],
    predictors: Sequence[Floats],
    clusters: Sequence[object],
    coefficients: int,
) -> tuple[Slope, ...]:
    """Fit slopes to the outcome and predictors that are left when intercepts are taken out."""
    y, *x = centred
    number: dict[object, int] = {}
    cluster = [number.setdefault(each, len(number)) for each in clusters]
    n, groups = len(y), len(number)
    if n <= coefficients or groups < 2:  # noqa: PLR2004 - no spread among fewer than two
        raise EstimateError(f"{n} observations of {groups} countries are too few for a slope.")
    still = [_dot(a, a) <= _STANDS_STILL * _dot(b, b) for a, b in zip(x, predictors, strict=True)]
    gram = [[_dot(one, other) for other in x] for one in x]
    unit = [[float(at == other) for other in range(len(x))] for at in range(len(x))]
    bread, repeated = solve(gram, unit)
    if any(still) or repeated:
        raise EstimateError("A predictor does not vary, or repeats another: there is no slope.")
    moments = [_dot(each, y) for each in x]
    beta = [_dot(row, moments) for row in bread]
    left = list(map(sub, y, _mixed(beta, x)))
    scores = [_sums(map(mul, each, left), cluster) for each in x]
    factor = groups / (groups - 1) * (n - 1) / (n - coefficients)
    reach = t_quantile((1 + _LEVEL) / 2, groups - 1)
    found = []
    for value, row in zip(beta, bread, strict=True):
        pull = _mixed(row, scores)
        error = math.sqrt(_dot(pull, pull) * factor)
        low, high = (settle(value + side * reach * error) for side in (-1, 1))
        found.append(Slope(settle(value), settle(error), low, high, n, groups))
    return tuple(found)
