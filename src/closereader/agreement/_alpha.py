"""Krippendorff's alpha for fixed units, with codes of every kind and with missing codes."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from operator import mul
from typing import Any, Literal

from closereader.agreement._bootstrap import SEED, TIMES, with_interval
from closereader.agreement._columns import sums
from closereader.agreement._distances import (
    Delta,
    Distance,
    bounded,
    in_order,
    or_missing,
    prepare,
    table,
)
from closereader.agreement._result import Agreement, AgreementError, settle

Codes = Sequence[Any] | Mapping[Any, Any]
Coded = Mapping[Any, Codes] | Sequence[Codes]
Unit = list[tuple[int, int]]  # reader, place of the code among the different codes

_PAIR = 2
_MANY = 20_000  # codes from which on it pays to load numpy


def alpha(
    units_by_reader: Coded,
    distance: Distance | Delta = "nominal",
    *,
    interval: Literal["readers", "units"] | None = None,
    times: int = TIMES,
    seed: int = SEED,
) -> Agreement:
    """Return Krippendorff's alpha for readers who coded the same units.

    Krippendorff (2011), *Computing Krippendorff's Alpha-Reliability*, sections A to E (in the book
    *Content Analysis*, 4th ed. 2019, section 12.3); the distance between sets: Passonneau (2006),
    *Measuring Agreement on Set-valued Items (MASI)*, LREC.

    Parameters
    ----------
    units_by_reader
        For each reader the codes in the order of the units, or a mapping from unit to code. A
        missing code is ``None`` (or NaN). A unit that fewer than two readers coded changes nothing.
    distance
        ``nominal``, ``ordinal``, ``interval`` or ``ratio``; for sets of codes ``jaccard`` or
        ``masi``; or a function that gives the (squared) distance of two different codes.
    interval
        What to draw again for a 95 % bootstrap interval. Among drawn readers, copies of the same
        reader are not compared with each other.

    Raises
    ------
    AgreementError
        When the readers have different numbers of units, or a code does not fit the distance.
    """
    name = f"alpha, {distance if isinstance(distance, str) else 'own distance'}"
    rows = [row for _, row in _in_rows(units_by_reader)]
    if interval is None and sum(map(len, rows)) >= _MANY:
        found = sums(rows, distance)
        if found is not None:
            return settle(name, *found[:2], n_units=found.units, n_readers=found.readers,
                          shares=bounded(distance))  # fmt: skip
    values, units, readers = _read(rows, distance)
    observed, expected, pairable = _disagreement(values, units, None, distance)
    result = settle(
        name,
        observed,
        expected,
        n_units=pairable,
        n_readers=_present(units),
        shares=bounded(distance),
    )
    if interval is None:
        return result

    def of_readers(drawn: Sequence[int]) -> float | None:
        found = _disagreement(values, units, drawn, distance)
        return settle("", *found[:2], n_units=found[2], n_readers=readers).value

    def of_units(drawn: Sequence[int]) -> float | None:
        again = [unit for unit, often in zip(units, drawn, strict=True) for _ in range(often)]
        found = _disagreement(values, again, None, distance)
        return settle("", *found[:2], n_units=found[2], n_readers=readers).value

    if interval == "readers":
        return with_interval(result, readers, of_readers, times=times, seed=seed)
    return with_interval(result, len(units), of_units, times=times, seed=seed)


def each_value(
    units_by_reader: Coded, statistic: Callable[[Coded], Agreement] = alpha
) -> dict[Any, Agreement]:
    """Return the statistic for each code against all others together.

    For Fleiss' kappa these are the values per category of Fleiss (1971), equations 14 to 19.
    """
    rows = [row for _, row in rows_of(units_by_reader)]
    values = list(dict.fromkeys(value for row in rows for value in row if value is not None))
    return {
        value: statistic([[None if one is None else one == value for one in row] for row in rows])
        for value in values
    }


def rows_of(units_by_reader: Coded) -> list[tuple[Any, list[Any]]]:
    """Return each reader with a list of codes, all of one length; NaN, too, is a missing code."""
    return [(who, list(map(or_missing, codes))) for who, codes in _in_rows(units_by_reader)]


def _in_rows(units_by_reader: Coded) -> list[tuple[Any, list[Any]]]:
    given = (
        list(units_by_reader.items())
        if isinstance(units_by_reader, Mapping)
        else list(enumerate(units_by_reader, start=1))
    )
    named = [(reader, codes) for reader, codes in given if isinstance(codes, Mapping)]
    if named and len(named) == len(given):
        units = list(dict.fromkeys(unit for _, codes in named for unit in codes))
        return [(who, [codes.get(unit) for unit in units]) for who, codes in named]
    if named:
        raise AgreementError(
            f"Reader {named[0][0]} has codes by the name of the unit, and others have them in a "
            "row: give all of them in one way."
        )
    rows = [(reader, list(codes)) for reader, codes in given]
    for reader, row in rows:
        if len(row) != len(rows[0][1]):
            raise AgreementError(
                f"Reader {reader} has {len(row)} codes and reader {rows[0][0]} has "
                f"{len(rows[0][1])}: give one code for each unit, None where there is none."
            )
    return rows


def _read(
    given: Sequence[Sequence[Any]], distance: Distance | Delta
) -> tuple[list[Any], list[Unit], int]:
    """Return the different codes, the units that two readers coded, and the number of readers."""
    rows = [[prepare(or_missing(one), distance) for one in codes] for codes in given]
    units = [
        [(reader, code) for reader, code in enumerate(column) if code is not None]
        for column in zip(*rows, strict=True)
    ]
    pairable = [unit for unit in units if len(unit) >= _PAIR]
    values = in_order((code for unit in pairable for _, code in unit), distance)
    place = {value: at for at, value in enumerate(values)}
    return values, [[(who, place[code]) for who, code in unit] for unit in pairable], len(rows)


def _present(units: list[Unit]) -> int:
    return len({reader for unit in units for reader, _ in unit})


def _disagreement(
    values: Sequence[Any],
    units: Sequence[Unit],
    weights: Sequence[int] | None,
    distance: str | Delta,
) -> tuple[float | None, float | None, int]:
    """Return observed and expected disagreement and the number of units, readers weighted.

    A reader with weight w counts as w readers who are not compared with each other; without
    weights these are the coincidences of Krippendorff (2011).
    """
    marginals = [0.0] * len(values)
    pairs: dict[tuple[int, int], float] = {}
    used = 0
    for unit in units:
        given, shared = _counted(unit, weights)
        if not shared:
            continue
        used += 1
        for code, often in given.items():
            marginals[code] += often
            for other, share in shared.items():
                if other != code:
                    pairs[other, code] = pairs.get((other, code), 0) + share * often
    n = sum(marginals)
    if n < _PAIR:
        return None, None, 0
    apart = table(values, marginals, distance)
    observed = sum(often * apart[one][other] for (one, other), often in pairs.items()) / n
    expected = sum(
        marginals[one] * sum(map(mul, marginals, apart[one])) for one in range(len(values))
    ) / (n * (n - 1))
    return observed, expected, used


def _counted(
    unit: Unit, weights: Sequence[int] | None
) -> tuple[Mapping[int, float], Mapping[int, float]]:
    """Return how often each code was given, and that over the number of others to compare with."""
    if weights is None:
        once = Counter(code for _, code in unit)
        return once, {code: often / (len(unit) - 1) for code, often in once.items()}
    there = [(weights[who], code) for who, code in unit if weights[who]]
    total = sum(weight for weight, _ in there)
    given: dict[int, float] = {}
    shared: dict[int, float] = {}
    for weight, code in there if len(there) >= _PAIR else []:
        given[code] = given.get(code, 0) + weight
        shared[code] = shared.get(code, 0) + weight / (total - weight)
    return given, shared
