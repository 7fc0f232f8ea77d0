"""How far apart two codes are. Squared where the literature squares: delta squared."""

from collections.abc import Callable, Iterable, Sequence
from math import isnan
from typing import Any, Literal

from closereader.agreement._result import AgreementError

Delta = Callable[[Any, Any], float]

Distance = Literal["nominal", "ordinal", "interval", "ratio", "jaccard", "masi"]
DISTANCES: tuple[Distance, ...] = ("nominal", "ordinal", "interval", "ratio", "jaccard", "masi")

_SETS = ("jaccard", "masi")
_NUMBERS = ("interval", "ratio")


def bounded(distance: str | Delta) -> bool:
    """Say whether one less the distance can be read as a share of agreement."""
    return distance in {"nominal", *_SETS}


def or_missing(code: object) -> object:
    """Return a code, None for NaN."""
    return None if isinstance(code, float) and isnan(code) else code


def prepare(value: object, distance: str | Delta) -> object:
    """Return a code in a form that can be compared and counted: a set of codes as a frozenset."""
    if value is None:
        return None
    if isinstance(value, (set, frozenset)):
        return frozenset(value)
    if distance in _SETS:
        if not isinstance(value, (list, tuple)):
            raise AgreementError(f"{distance} compares sets of codes; {value!r} is not a set.")
        return frozenset(value)
    if distance not in _NUMBERS:
        return value
    if not isinstance(value, (int, float)):
        raise AgreementError(f"{distance} compares numbers; {value!r} is not a number.")
    if distance == "ratio" and value < 0:
        raise AgreementError(f"ratio compares numbers from 0 up; {value!r} is below 0.")
    return value


def in_order(values: Iterable[Any], distance: str | Delta) -> list[Any]:
    """Return the different codes; in their order when the distance needs one."""
    found = list(dict.fromkeys(values))
    if distance != "ordinal":
        return found
    try:
        return sorted(found)
    except TypeError:
        raise AgreementError(
            "ordinal compares codes that have an order; these have none: "
            f"{', '.join(map(repr, found))}."
        ) from None


def table(
    values: Sequence[Any], counts: Sequence[float], distance: str | Delta
) -> list[list[float]]:
    """Return the distances between all codes, a list for each.

    `values`: the different codes, in the order that `in_order` gave.
    `counts`: how often each code was given; only the ordinal distance uses it.
    `distance`: a name of `DISTANCES`, or a function of two codes, taken as it is.
    """
    if distance == "ordinal":
        return [
            [_ordinal(counts, *sorted((i, j))) for j in range(len(values))]
            for i in range(len(values))
        ]
    apart = _named(distance)
    return [
        [0.0 if i == j else apart(a, b) for j, b in enumerate(values)] for i, a in enumerate(values)
    ]


def _named(distance: str | Delta) -> Delta:
    if not isinstance(distance, str):
        return distance
    known: dict[str, Delta] = {"nominal": _nominal, "interval": _interval, "ratio": _ratio,
             "jaccard": _jaccard, "masi": _masi}  # fmt: skip
    if distance not in known:
        raise AgreementError(f"There is no distance {distance!r}; use {', '.join(DISTANCES)}.")
    return known[distance]


def _nominal(_one: object, _other: object) -> float:
    return 1.0


def _ordinal(counts: Sequence[float], low: int, high: int) -> float:
    between = sum(counts[low : high + 1]) - (counts[low] + counts[high]) / 2
    return between**2 if low != high else 0.0


def _interval(one: float, other: float) -> float:
    return float(one - other) ** 2


def _ratio(one: float, other: float) -> float:
    return ((one - other) / (one + other)) ** 2


def _jaccard(one: frozenset[Any], other: frozenset[Any]) -> float:
    return 1 - len(one & other) / len(one | other)


def _masi(one: frozenset[Any], other: frozenset[Any]) -> float:
    inside = one <= other or other <= one
    kind = 2 / 3 if inside else bool(one & other) / 3
    return 1 - (1 - _jaccard(one, other)) * kind
