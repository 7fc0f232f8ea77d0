"""What is left of variables when the effects of units and of years are taken out of them.

Year dummies, less their unit means, are partialled out together with the unit means (Frisch and
Waugh 1933; Wansbeek and Kapteyn 1989, Journal of Econometrics 41(3), 341-361, for panels with
gaps). One unit can be left out again and again: the others keep their means.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import mul, sub

Floats = list[float]

_REPEATS = 1e-10  # of a predictor's square, what is left when the others are taken out


@dataclass(frozen=True, slots=True)
class _Unit:
    years: tuple[int, ...]
    """The number of the year of each of its rows."""
    variables: list[Floats]
    """Each less its mean in this unit."""


class Panel:
    """Rows of units and years, with gaps or without.

    `variables`: each of the same length.
    `units`, `years`: to which each observation belongs.
    """

    def __init__(
        self, variables: Sequence[Floats], units: Sequence[object], years: Sequence[object]
    ) -> None:
        names = sorted({str(year) for year in years})
        number = {name: at for at, name in enumerate(names)}
        rows: dict[str, list[int]] = {}
        for at, unit in enumerate(units):
            rows.setdefault(str(unit), []).append(at)
        self._units = {
            unit: _Unit(
                years=tuple(number[str(years[at])] for at in own),
                variables=[less_mean([each[at] for at in own]) for each in variables],
            )
            for unit, own in rows.items()
        }
        everyone = self._units.values()
        self._rows = Counter(chain.from_iterable(one.years for one in everyone))
        self._gram = _equations(Counter(one.years for one in everyone), len(names))
        self._sums = [[0.0] * len(variables) for _ in names]
        self._inverses: dict[tuple[int, ...], list[Floats]] = {}
        for one in everyone:
            _add_up(self._sums, one, 1)

    @property
    def units(self) -> tuple[str, ...]:
        """The units, in the order of the rows."""
        return tuple(self._units)

    def left(self, without: str | None = None) -> tuple[list[Floats], list[str], int]:
        """Take the effects out.

        `without`: a unit that is left out.
        Returns what is left of each variable; the unit of each observation; how many effects were
        taken out. A year that the others tell nothing about keeps the effect 0.
        """
        kept = {name: one for name, one in self._units.items() if name != without}
        sums = [line.copy() for line in self._sums]
        gone: tuple[int, ...] = ()
        if without is not None:
            _add_up(sums, self._units[without], -1)
            gone = self._units[without].years
        rows = self._rows - Counter(gone)
        effects = [
            [math.fsum(map(mul, line, each)) for each in zip(*sums, strict=True)]
            for line in self._inverse(gone)
        ]
        own = [
            {
                years: less_mean([line[at] for at in years])
                for years in {one.years for one in kept.values()}
            }
            for line in zip(*effects, strict=True)
        ]
        found = [
            list(
                chain.from_iterable(
                    map(sub, one.variables[at], effect[one.years]) for one in kept.values()
                )
            )
            for at, effect in enumerate(own)
        ]
        members = [name for name, one in kept.items() for _ in one.years]
        return found, members, len(kept) - 1 + len(rows)

    def _inverse(self, gone: tuple[int, ...]) -> list[Floats]:
        """Solve the equations of the years once for all units that have the same years."""
        if gone not in self._inverses:
            rows = self._rows - Counter(gone)
            gram = [line.copy() for line in self._gram]
            for at in gone:
                gram[at][at] -= 1
                for other in gone:
                    gram[at][other] += 1 / len(gone)
            gram = [line if rows[at] else [0.0] * len(line) for at, line in enumerate(gram)]
            one = [[float(at == other) for other in range(len(gram))] for at in range(len(gram))]
            self._inverses[gone], _ = solve(gram, one)
        return self._inverses[gone]


def _equations(alike: Mapping[tuple[int, ...], int], size: int) -> list[Floats]:
    """Give the normal equations of the year dummies, less their unit means: counts.

    The rows of a year, less, for each pair of years and each unit that has both, one over its
    number of rows. Most units have the same years: they are counted together.
    """
    gram = [[0.0] * size for _ in range(size)]
    for years, many in alike.items():
        share = many / len(years)
        for at in years:
            line = gram[at]
            line[at] += many
            for other in years:
                line[other] -= share
    return gram


def _add_up(sums: list[Floats], one: _Unit, times: int) -> None:
    """Add the variables of a unit to the sums by year, or take them out again."""
    for place, each in enumerate(one.variables):
        for at, value in zip(one.years, each, strict=True):
            sums[at][place] += times * value


def less_mean(values: Floats) -> Floats:
    """Return values less their mean."""
    mean = math.fsum(values) / len(values) if values else 0.0
    return [value - mean for value in values]


def solve(gram: list[Floats], right: list[Floats]) -> tuple[list[Floats], list[int]]:
    """Solve symmetric equations by elimination; positive ones need no exchange of rows.

    `gram`: shape (k, k), positive semidefinite.
    `right`: shape (k, m).
    Returns the unknowns, shape (k, m), and which of them the earlier ones leave undecided: these
    are 0.
    """
    undecided = []
    rows = [[*left, *more] for left, more in zip(gram, right, strict=True)]
    for at in range(len(gram)):  # each round takes the first column off
        pivot, *lead = rows[at]
        if pivot <= _REPEATS * gram[at][at]:
            undecided.append(at)
            lead = [0.0] * len(lead)
        else:
            lead = [each / pivot for each in lead]
        rows = [
            lead if other == at else [a - times * b for a, b in zip(row, lead, strict=True)]
            for other, (times, *row) in enumerate(rows)
        ]
    return rows, undecided
