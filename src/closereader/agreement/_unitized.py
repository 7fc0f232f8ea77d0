"""Alpha for readers who choose their own units: where each mark begins and ends counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any

from closereader.agreement._continuum import check
from closereader.agreement._result import Agreement, AgreementError, settle

Marked = Sequence[tuple[int, int] | tuple[int, int, Any]]
Segment = tuple[int, int, Any]  # start, end, value; None for a gap

_PAIR = 2


def unitized_alpha(
    units_by_reader: Mapping[Any, Marked], length: int, *, binary: bool = False
) -> Agreement:
    """Return the nominal unitized alpha of Krippendorff and others, for one theme or a partition.

    Krippendorff, Mathet, Bouvry and Widloecher (2016), *Quality & Quantity* 50(6), 2347-2364: the
    first coefficient of the family, in the book of 2019 section 12.6.3; with ``binary`` the second,
    section 12.6.4, which asks only what is marked and what is not. Observed is the length on which
    two readers gave different values; expected, the same for units of these lengths laid down by
    chance, where a unit is never compared with itself and a gap counts as single characters. With
    units of one character it is `alpha`; that limit is what the tests hold it to, for want of a
    published table with its numbers.

    Parameters
    ----------
    units_by_reader
        For each reader the marks as ``(start, end)`` or ``(start, end, value)``. Marks of one
        reader may touch, but not overlap: every character has one value, or none.
    length
        Length of the text in characters.
    binary
        Whether to take all values as one.

    Raises
    ------
    AgreementError
        When marks of one reader overlap.
    """
    rows = [_segments(units, length, who, binary=binary) for who, units in units_by_reader.items()]
    m = len(rows)
    name = "unitized alpha, binary" if binary else "unitized alpha"
    if m < _PAIR or not length:
        return settle(name, None, None, n_units=0, n_readers=m)
    values = list(dict.fromkeys(value for *_, value in chain.from_iterable(rows)))
    total = dict.fromkeys(values, 0)
    alone = 0
    for start, end, value in chain.from_iterable(rows):
        total[value] += end - start
        alone += (end - start) ** 2 if value is not None else end - start
    n = m * length
    unlike = n * n - sum(often * often for often in total.values())
    apart = _apart(rows, length)
    reason = ""
    if n * n == alone:
        reason = "there is one unit only"
    return settle(
        name,
        2 * apart / (n * (m - 1)),
        unlike / (n * n - alone) if not reason else None,
        n_units=length,
        n_readers=m,
        reason=reason,
    )


def _segments(units: Marked, length: int, who: object, *, binary: bool) -> list[Segment]:
    """Return the units of one reader with the gaps between them, over the whole text."""
    valued = sorted(
        ((unit[0], unit[1], True if binary else _value(unit)) for unit in units),
        key=lambda unit: unit[:2],
    )
    check([(start, end) for start, end, _ in valued], length, f"reader {who}")
    found: list[Segment] = []
    at = 0
    for start, end, value in valued:
        if start == end:
            continue
        if start < at:
            raise AgreementError(
                f"Two marks of reader {who} overlap at {start}: here every character has one value."
            )
        if start > at:
            found.append((at, start, None))
        found.append((start, end, value))
        at = end
    if at < length:
        found.append((at, length, None))
    return found


def _value(unit: tuple[int, int] | tuple[int, int, Any]) -> object:
    return unit[2] if len(unit) > _PAIR else True  # type: ignore[misc]


def _apart(rows: list[list[Segment]], length: int) -> int:
    """Return the lengths on which two readers gave different values, of all pairs together.

    One walk along the text: at each place it is known how many readers give each value.
    """
    turns = sorted(
        ((start, at, row) for row in rows for at, (start, _, _) in enumerate(row)),
        key=itemgetter(0),
    )
    now: Counter[object] = Counter()
    same = place = apart = 0  # ordered pairs with one value, each reader with itself among them
    for start, at, row in turns:
        apart += (start - place) * (len(rows) ** 2 - same)
        place = start
        if at:
            before = row[at - 1][2]
            same -= 2 * now[before] - 1
            now[before] -= 1
        value = row[at][2]
        same += 2 * now[value] + 1
        now[value] += 1
    return (apart + (length - place) * (len(rows) ** 2 - same)) // 2
