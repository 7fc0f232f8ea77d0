"""What is done again and again with rows of a table, as `Table.records` gives them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Record = Mapping[str, Any]
"""A row: a value for each column, ``None`` where the table has none."""
Records = Sequence[Record]


def having(rows: Iterable[Record], *columns: str) -> list[Record]:
    """Return the rows that have a value in each of these columns."""
    return [row for row in rows if all(row[column] is not None for column in columns)]


def values(rows: Iterable[Record], column: str) -> list[Any]:
    """Return one column of some rows, from top to bottom."""
    return [row[column] for row in rows]


def grouped(rows: Iterable[Record], column: str) -> dict[Any, list[Record]]:
    """Return the rows by their value in a column, in the order in which values first appear."""
    found: dict[Any, list[Record]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found
