"""Cohen's kappa for two readers, and Fleiss' kappa for several."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal

from closereader.agreement._alpha import Coded, Codes, rows_of
from closereader.agreement._bootstrap import SEED, TIMES, with_interval
from closereader.agreement._distances import Delta
from closereader.agreement._result import Agreement, AgreementError, settle

Pair = tuple[Any, Any]

_PAIR = 2


def cohen_kappa(  # noqa: PLR0913 - each with a default that is right for most
    first: Codes,
    second: Codes,
    *,
    weights: Literal["linear", "quadratic"] | Delta | None = None,
    interval: Literal["units"] | None = None,
    times: int = TIMES,
    seed: int = SEED,
) -> Agreement:
    """Return Cohen's kappa for two readers who coded the same units.

    Cohen (1960), *Educational and Psychological Measurement* 20(1), 37-46, equation 1; with
    weights, Cohen (1968), *Psychological Bulletin* 70(4), 213-220. What chance would give is taken
    from each reader's own habit. So two readers with different habits can have a *higher* kappa
    than two with the same habit who agree as often (Krippendorff 2004, p. 246).

    Parameters
    ----------
    first, second
        The codes of each reader, in the order of the units or as a mapping from unit to code. A
        unit for which one of them is missing is left out.
    weights
        How bad a disagreement is: by default all are equally bad; ``linear`` or ``quadratic`` for
        numbers; or a function of two different codes.
    """
    pairs = _pairs(first, second)
    observed, expected = _weighed(pairs, weights) if pairs else (None, None)
    result = settle(
        "Cohen's kappa" if weights is None else "Cohen's kappa, weighted",
        observed,
        expected,
        n_units=len(pairs),
        n_readers=_PAIR,
        shares=weights is None,
    )
    if interval is None:
        return result

    def of_units(drawn: Sequence[int]) -> float | None:
        again = [pair for pair, often in zip(pairs, drawn, strict=True) for _ in range(often)]
        apart, by_chance = _weighed(again, weights)
        return 1 - apart / by_chance if by_chance else None

    return with_interval(result, len(pairs), of_units, times=times, seed=seed)


def cohen_kappa_most(first: Codes, second: Codes) -> float | None:
    """Return the highest kappa that two readers with these habits could reach; ``None``: no limit.

    Cohen (1960), p. 43: the observed agreement would be the sum of the smaller marginals.
    """
    pairs = _pairs(first, second)
    if not pairs:
        return None
    here, there = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(here[code] * there[code] for code in here) / len(pairs) ** 2
    most = sum(min(here[code], there[code]) for code in here) / len(pairs)
    return (most - by_chance) / (1 - by_chance) if by_chance < 1 else None


def fleiss_kappa(
    units_by_reader: Coded,
    *,
    interval: Literal["units"] | None = None,
    times: int = TIMES,
    seed: int = SEED,
) -> Agreement:
    """Return Fleiss' kappa for readers who all coded all units.

    Fleiss (1971), *Psychological Bulletin* 76(5), 378-382, equations 1 to 7; for two readers it is
    the pi of Scott (1955). It knows no missing codes: where some are missing, use `alpha`.

    Parameters
    ----------
    units_by_reader
        As in `alpha`.
    """
    rows = [codes for _, codes in rows_of(units_by_reader)]
    units = [
        Counter(one for one in column if one is not None) for column in zip(*rows, strict=True)
    ]
    units = [unit for unit in units if unit]
    sizes = {unit.total() for unit in units}
    reason = ""
    if len(sizes) > 1:
        reason = "Fleiss' kappa needs as many codes for one unit as for another, and alpha does not"
    elif sizes and max(sizes) < _PAIR:
        reason = "no unit was coded by two readers"
    observed, expected = (None, None) if reason or not units else _fleiss(units)
    result = settle(
        "Fleiss' kappa",
        observed,
        expected,
        n_units=len(units),
        n_readers=max(sizes, default=0),
        reason=reason,
    )
    if interval is None:
        return result

    def of_units(drawn: Sequence[int]) -> float | None:
        again = [unit for unit, often in zip(units, drawn, strict=True) for _ in range(often)]
        apart, by_chance = _fleiss(again)
        return 1 - apart / by_chance if by_chance else None

    return with_interval(result, len(units), of_units, times=times, seed=seed)


def codes_of_table(
    counts: Sequence[Sequence[int]], values: Sequence[Any] | None = None
) -> tuple[list[Any], list[Any]]:
    """Return the codes of two readers from a table of counts: rows the first, columns the second.

    Raises
    ------
    AgreementError
        When the table is not square, or there are not as many codes as rows.
    """
    names = list(range(len(counts))) if values is None else list(values)
    if len(names) != len(counts) or any(len(row) != len(counts) for row in counts):
        raise AgreementError("The table of two readers needs as many columns as rows and codes.")
    pairs = [
        (names[i], names[j])
        for i, row in enumerate(counts)
        for j, often in enumerate(row)
        for _ in range(often)
    ]
    return [one for one, _ in pairs], [other for _, other in pairs]


def _pairs(first: Codes, second: Codes) -> list[Pair]:
    (_, here), (_, there) = rows_of([first, second])
    return [(a, b) for a, b in zip(here, there, strict=True) if a is not None and b is not None]


def _weighed(pairs: Sequence[Pair], weights: str | Delta | None) -> tuple[float, float]:
    """Return the mean disagreement of the pairs, and of every code with every other's."""
    n = len(pairs)
    here, there = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    observed = sum(_apart(a, b, weights) * often for (a, b), often in Counter(pairs).items()) / n
    expected = sum(
        _apart(a, b, weights) * often * others
        for a, often in here.items()
        for b, others in there.items()
    )
    return observed, expected / n**2


def _apart(one: object, other: object, weights: str | Delta | None) -> float:
    if one == other:
        return 0.0
    if weights is None:
        return 1.0
    if not isinstance(weights, str):
        return weights(one, other)
    if weights not in {"linear", "quadratic"}:
        raise AgreementError(f"There are no weights {weights!r}; use linear or quadratic.")
    if not isinstance(one, (int, float)) or not isinstance(other, (int, float)):
        raise AgreementError(f"{weights} weights need numbers; {one!r} or {other!r} is none.")
    return float(abs(one - other) if weights == "linear" else (one - other) ** 2)


def _fleiss(units: Sequence[Counter[Any]]) -> tuple[float, float]:
    size = units[0].total()
    alike = sum(often * (often - 1) for unit in units for often in unit.values())
    every: Counter[Any] = Counter()
    for unit in units:
        every.update(unit)
    by_chance = sum((often / every.total()) ** 2 for often in every.values())
    return 1 - alike / (len(units) * size * (size - 1)), 1 - by_chance
