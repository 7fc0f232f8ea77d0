"""A number that somebody read from a table: what was typed, and how it compares with the cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from closereader.tables import Table, TableError, open_table

_NUMBER = re.compile(r"[+\-]? *\d[\d., ]*")
_MINUS = str.maketrans("\u2212\u2013\u2012\u00a0\u202f\u2009", "---   ")
_DECIMALS = {0: "", 1: "one decimal", 2: "two decimals", 3: "three decimals"}
_ROUNDING = 1e-9  # two decimals of a table do not add up exactly in binary


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table, or the difference of two cells of one column."""

    table: str
    column: str
    row: dict[str, Any]
    minus: dict[str, Any] | None = None

    def open(self) -> Opened:
        """Read the cell.

        Raises `TableError` when the table, the column or the row is not there, or the cell is empty
        or no number.
        """
        table = open_table(self.table)
        column = table.column(self.column)
        rows = [table.row(**keys) for keys in (self.row, self.minus) if keys is not None]
        values = [row.values[self.column] for row in rows]
        for row, value in zip(rows, values, strict=True):
            if not isinstance(value, int | float):
                raise TableError(
                    f"The row {row.label} has no number under {column.title}: choose another."
                )
        return Opened(
            table=table,
            value=values[0] - (values[1] if self.minus is not None else 0),
            label=", less ".join(row.label for row in rows),
            title=column.title,
            unit=column.unit,
            rows=tuple(row.values for row in rows),
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """A cell that was read."""

    table: Table
    value: float
    label: str
    title: str
    unit: str
    rows: tuple[dict[str, Any], ...]

    def cells(self) -> list[list[str]]:
        """Return every column with its title and its value in the row or rows, as text."""
        return [
            [column.title, *(_shown(row[name]) for row in self.rows)]
            for name, column in self.table.columns.items()
        ]


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """How a typed number compares with a cell."""

    status: str
    """One of ``empty``, ``unreadable``, ``fits``, ``sign``, ``point``, ``rounded``, ``elsewhere``
    and ``other``."""
    sentence: str


def readings(text: str) -> tuple[float, ...]:
    """Return what a typed number can mean; empty when there is no number, or more than one.

    A comma or a point may part decimals or thousands: ``0,356`` and ``9.5 %`` have one reading,
    ``3,538`` has two.
    """
    found = _NUMBER.findall(text.translate(_MINUS))
    if len(found) != 1:
        return ()
    typed = found[0].replace(" ", "").rstrip(".,")
    meant = {typed.replace(",", ""), typed.replace(".", "").replace(",", ".")}
    read = {value for value in map(_float, meant) if value is not None}
    grouped = re.fullmatch(r"[+\-]?[1-9]\d{0,2}(?:[.,]\d{3})+", typed)
    if not grouped and re.search(r"[.,]", typed):
        mark = max(typed.rfind("."), typed.rfind(","))
        whole = re.sub(r"[.,]", "", typed[:mark])
        only = _float(f"{whole}.{typed[mark + 1 :]}")
        read = {only} if only is not None else set()
    return tuple(sorted(read))


def compare(text: str, cell: TableCell, opened: Opened, tolerance: float) -> NumberCheck:
    """Say how what was typed compares with the cell, without giving the number away."""
    if not text.strip():
        return NumberCheck("empty", "")
    read = readings(text)
    if not read:
        return NumberCheck("unreadable", "Write one number, for example 12.5 or −0.03.")
    if any(abs(each - opened.value) <= tolerance + _ROUNDING for each in read):
        return NumberCheck("fits", f"This is what the table holds: {opened.label}, {opened.title}.")
    if asked := _rounded(text, read, opened, tolerance):
        return NumberCheck("rounded", f"Close, but rounded too far. Give {asked}.")
    return _slip(cell, opened, read, tolerance)


def _rounded(text: str, read: tuple[float, ...], opened: Opened, tolerance: float) -> str:
    """Say how many decimals are asked for where fewer were given; "" when that is not the slip."""
    typed = _NUMBER.findall(text.translate(_MINUS))[0].strip(" ,.")
    given = len(typed) - mark - 1 if (mark := max(typed.rfind("."), typed.rfind(","))) >= 0 else 0
    asked = next((n for n in _DECIMALS if 0.5 * 10**-n <= tolerance + _ROUNDING), 0)
    half = 0.5 * 10**-given
    near = any(abs(each - opened.value) <= half + _ROUNDING for each in read)
    # Of 0.3 and 0.7 nothing is left without decimals: 0 and 1 are no readings of the cell.
    if given >= asked or not near or abs(opened.value) < 2 * half:
        return ""
    return _DECIMALS[asked]


def _slip(
    cell: TableCell, opened: Opened, read: tuple[float, ...], tolerance: float
) -> NumberCheck:
    """Name the slip behind a number that does not fit, where one can be seen."""

    def close(to: float, within: float = tolerance) -> bool:
        return to != 0 and any(abs(each - to) <= within + _ROUNDING for each in read)

    if close(-opened.value):
        what = "The digits fit, the sign does not."
        return NumberCheck("sign", f"{what} Which is taken from which?" if cell.minus else what)
    # Where the point was moved to the left, the room for rounding has moved with it.
    if any(close(opened.value * by, tolerance * min(by, 1)) for by in (0.01, 0.1, 10, 100)):
        what = f"The digits fit, the point does not. The unit is: {opened.unit}."
        return NumberCheck("point", what)
    place = None if cell.minus else next(_places(cell, opened, read, tolerance), None)
    if place:
        return NumberCheck("elsewhere", f"That number stands {place}. Asked is another cell.")
    what = "The table holds another number here. Look at row and column again."
    return NumberCheck("other", what)


def _places(
    cell: TableCell, opened: Opened, read: tuple[float, ...], tolerance: float
) -> Iterator[str]:
    """Say where else near the cell the number stands: in its row, then in its column."""

    def there(value: object) -> bool:
        known = isinstance(value, int | float) and value != 0
        return known and any(
            abs(each - float(str(value))) <= tolerance + _ROUNDING for each in read
        )

    for name, column in opened.table.columns.items():
        if name != cell.column and column.type == "number" and there(opened.rows[0][name]):
            yield f"in the same row, under “{column.title}”"
    # Two rows with the number would be a coincidence, and to name one of them a false trail.
    found = [values for values in _beside(opened) if there(values[cell.column])]
    if len(found) == 1:
        key = ", ".join(str(found[0][name]) for name in opened.table.key)
        yield f"in the same column, in the row {opened.table.name}: {key}"


def _beside(opened: Opened) -> list[Mapping[str, Any]]:
    """Give the rows that differ from the cell's row in the last part of the key: other years.

    Not other countries: among so many one that has about the same number says nothing.
    """
    key, mine = opened.table.key, opened.rows[0]
    return [
        row
        for row in opened.table.records()
        if all(row[name] == mine[name] for name in key[:-1]) and row[key[-1]] != mine[key[-1]]
    ]


def _float(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _shown(value: object) -> str:
    if value is None:
        return "no value"
    return f"{value:,}" if isinstance(value, int | float) and abs(value) >= 10_000 else str(value)  # noqa: PLR2004 - a year has no comma
