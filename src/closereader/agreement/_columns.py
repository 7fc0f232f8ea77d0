"""Disagreement of very many codes at once: how often each unit was given each code, in numpy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from closereader.agreement._distances import Delta, in_order, or_missing, prepare, table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_LARGEST = 20_000_000  # codes times units that are held at once
_PAIR = 2
_BYTE = 256


class Sums(NamedTuple):
    """What alpha is made of."""

    observed: float | None
    expected: float | None
    units: int  # that two readers coded
    readers: int  # who coded one of them


def sums(rows: Sequence[Sequence[Any]], distance: str | Delta) -> Sums | None:
    """Return the sums over all units, None when there are too many different codes for this way.

    `rows`: for each reader the codes in the order of the units, None or NaN where there is none.
    `distance`: as `closereader.agreement.alpha` takes it.
    Raises `AgreementError` when a code does not fit the distance.
    """
    import numpy as np  # noqa: PLC0415 - 0.1 s that only very many codes repay

    place: defaultdict[Any, int] = defaultdict(count().__next__)
    try:
        codes = _numbered(rows, place)
    except TypeError:  # a list or a set as a code
        place.clear()
        place.default_factory = count().__next__
        fit = [[prepare(or_missing(one), distance) for one in row] for row in rows]
        codes = _numbered(fit, place)
    if len(place) * codes.shape[1] > _LARGEST:
        return None
    prepared = [prepare(or_missing(one), distance) for one in place]
    given = [at for at, one in enumerate(prepared) if one is not None]
    often = np.array([(codes == at).sum(axis=0) for at in given])
    often = often.reshape(len(given), codes.shape[1])
    each = often.sum(axis=0)
    paired = each >= _PAIR
    often, each = often[:, paired], each[paired]
    is_code = np.array([one is not None for one in prepared], dtype=bool)
    there = is_code[codes[:, paired]].any(axis=1) if len(place) else np.zeros(len(rows), dtype=bool)
    return _of_counts([prepared[at] for at in given], often, each, distance, int(there.sum()))


def _numbered(rows: Sequence[Sequence[Any]], place: defaultdict[Any, int]) -> NDArray[np.int32]:
    """Return the number of each code, readers by units; `place` gives each new one the next."""
    import numpy as np  # noqa: PLC0415

    width = len(rows[0]) if rows else 0
    found = np.empty((len(rows), width), dtype=np.int32)
    for line, row in zip(found, rows, strict=True):
        numbers = list(map(place.__getitem__, row))
        # Bytes are read three times as fast as a list of numbers.
        line[:] = np.frombuffer(bytes(numbers), np.uint8) if len(place) <= _BYTE else numbers
    return found.astype(np.uint8) if len(place) <= _BYTE else found


def _of_counts(
    values: list[Any],
    often: NDArray[np.int64],
    each: NDArray[np.int64],
    distance: str | Delta,
    readers: int,
) -> Sums:
    """Follow Krippendorff (2011), section C: the coincidences of the codes, unit by unit."""
    import numpy as np  # noqa: PLC0415

    used = [at for at, total in enumerate(often.sum(axis=1)) if total]
    place = {values[at]: at for at in used}
    ordered = in_order(place, distance)
    often = often[[place[value] for value in ordered]]
    marginals = often.sum(axis=1).astype(float)
    n = marginals.sum()
    if n < _PAIR:
        return Sums(None, None, 0, readers)
    apart = np.array(table(ordered, marginals.tolist(), distance), dtype=float)
    together = (often / (each - 1)) @ often.T.astype(float)
    observed = float((together * apart).sum() / n)
    expected = float(marginals @ apart @ marginals / (n * (n - 1)))
    return Sums(observed, expected, int(often.shape[1]), readers)
