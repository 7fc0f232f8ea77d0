"""Slopes with honest intervals: least squares, two-way effects, errors clustered by country.

Everything here is plain numpy and small enough to be read in a seminar. What it gives is tested
against figures that were computed with another program.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

_LEVEL = 0.95


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
        return 1 - _inside(abs(self.value / self.error), self.clusters - 1)


def ols(outcome: ArrayLike, predictors: ArrayLike, clusters: Sequence[object]) -> tuple[Slope, ...]:
    """Fit ordinary least squares with an intercept; errors clustered.

    Parameters
    ----------
    outcome
        Shape (n,).
    predictors
        Shape (n,) or (n, k).
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
    import numpy as np  # noqa: PLC0415 - only tables need it

    y, x = _checked(outcome, predictors, clusters)
    design = np.column_stack([x, np.ones(len(y))])
    return _fit(y, design, clusters, x.shape[1], design.shape[1])


def within(
    outcome: ArrayLike,
    predictors: ArrayLike,
    units: Sequence[object],
    years: Sequence[object],
) -> tuple[Slope, ...]:
    """Fit slopes with an effect for each unit and each year; errors clustered by unit.

    What stays the same in a unit, and what is common to all units in a year, is taken out. The
    panel may have gaps: unit means are subtracted from everything, the year dummies too, and these
    are then partialled out (Frisch and Waugh 1933; Wansbeek and Kapteyn 1989, Journal of
    Econometrics 41(3), 341-361, for the unbalanced case). The effects count as coefficients in the
    correction for small samples.

    Parameters, returns and errors are those of `ols`.
    """
    import numpy as np  # noqa: PLC0415 - see ols

    y, x = _checked(outcome, predictors, units)
    _, unit = np.unique(np.asarray(units, dtype=str), return_inverse=True)
    labels, year = np.unique(np.asarray(years, dtype=str), return_inverse=True)
    dummies = np.eye(len(labels))[year][:, 1:]
    y, x, dummies = (_less_means(each, unit) for each in (y[:, None], x, dummies))
    y, x = (_less_fit(each, dummies) for each in (y, x))
    effects = int(unit.max()) + 1 + dummies.shape[1]
    return _fit(y[:, 0], x, units, x.shape[1], x.shape[1] + effects)


def t_quantile(probability: float, degrees: int) -> float:
    """Return the quantile of Student's t for a probability above one half.

    By bisection of the distribution function in its closed form for whole degrees of freedom
    (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4).
    """
    low, high = 0.0, 1e6
    for _ in range(200):
        middle = (low + high) / 2
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
    outcome: ArrayLike, predictors: ArrayLike, clusters: Sequence[object]
) -> tuple[Floats, Floats]:
    import numpy as np  # noqa: PLC0415

    y = np.asarray(outcome, dtype=np.float64)
    x = np.asarray(predictors, dtype=np.float64)
    x = x[:, None] if x.ndim == 1 else x
    if not len(y) == len(x) == len(clusters):
        raise EstimateError("Outcome, predictors and clusters must be equally long.")
    if not (np.isfinite(y).all() and np.isfinite(x).all()):
        raise EstimateError("Leave out the observations with a missing value first.")
    return y, x


def _less_means(values: Floats, unit: NDArray[np.intp]) -> Floats:
    import numpy as np  # noqa: PLC0415

    sums = np.zeros((int(unit.max()) + 1, values.shape[1]))
    np.add.at(sums, unit, values)
    means: Floats = values - (sums / np.bincount(unit)[:, None])[unit]
    return means


def _less_fit(values: Floats, dummies: Floats) -> Floats:
    import numpy as np  # noqa: PLC0415

    # The normal equations of some thirty years: as exact here, and a hundred times as fast. lstsq
    # because a year may be the only one of its countries, and then there is nothing to tell.
    weights = np.linalg.lstsq(dummies.T @ dummies, dummies.T @ values, rcond=None)[0]
    fitted: Floats = dummies @ weights
    return values - fitted


def _fit(
    y: Floats, design: Floats, clusters: Sequence[object], slopes: int, coefficients: int
) -> tuple[Slope, ...]:
    import numpy as np  # noqa: PLC0415

    _, member = np.unique(np.asarray(clusters, dtype=str), return_inverse=True)
    n, groups = len(y), int(member.max()) + 1 if len(y) else 0
    if n <= coefficients or groups < 2:  # noqa: PLR2004 - no spread among fewer than two
        raise EstimateError(f"{n} observations of {groups} countries are too few for a slope.")
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise EstimateError("A predictor does not vary, or repeats another: there is no slope.")
    bread = np.linalg.inv(design.T @ design)
    beta = bread @ (design.T @ y)
    scores = np.zeros((groups, design.shape[1]))
    np.add.at(scores, member, design * (y - design @ beta)[:, None])
    factor = groups / (groups - 1) * (n - 1) / (n - coefficients)
    variance = np.diag(bread @ (scores.T @ scores) @ bread) * factor
    reach = t_quantile((1 + _LEVEL) / 2, groups - 1)
    return tuple(
        Slope(value, error, value - reach * error, value + reach * error, n, groups)
        for value, error in zip(
            beta[:slopes].tolist(), np.sqrt(variance[:slopes]).tolist(), strict=True
        )
    )
