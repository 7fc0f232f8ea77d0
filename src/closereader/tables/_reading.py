"""From a CSV file to typed columns, as the package states the types; missing values are `None`."""

import csv
import io
import math
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from closereader._reading import read_words
from closereader.tables._errors import TableError
from closereader.tables._package import Column, Resource

Columns = dict[str, list[Any]]

_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LARGEST = 2**63 - 1  # that a column of whole numbers holds in a frame


def read_columns(resource: Resource) -> Columns:
    """Read the rows of a table.

    Returns the cells of each column that the package describes, in the order of the file. Whole
    numbers are ``int``, numbers ``float``, dates ``str`` (``2001-01-02``), all three `None` where
    the cell is empty; text stays text, and an empty text cell is an empty string.
    Raises `TableError` when the file is missing, cannot be read, lacks a column, has a row with too
    few or too many cells, or a cell of another type; the message names the file, the line and the
    column.
    """
    path = resource.path
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        reader = csv.reader(io.StringIO(read_words(path, TableError), newline=""), strict=True)
        header = next(reader, [])
        for row in reader:
            if row:
                rows.append(row)
                lines.append(reader.line_num)
    except csv.Error as error:
        raise TableError(f"{path} cannot be read ({error}): restore it.") from error
    if not header:
        raise TableError(f"{path} cannot be read (there is nothing in it): restore it.")
    for line, row in zip(lines, rows, strict=True):
        if len(row) != len(header):
            raise TableError(
                f"{path}, line {line}: {len(row)} cells stand under {len(header)} headings: "
                "correct the row, or restore the file."
            )
    found: Columns = {}
    for name, column in resource.columns.items():
        if name not in header:
            raise TableError(
                f"{path} lacks the column {name!r}, which datapackage.json describes: restore "
                "the file, or put the column back."
            )
        at = header.index(name)
        found[name] = _typed([row[at] for row in rows], column, resource, lines)
    return found


def _typed(cells: list[str], column: Column, resource: Resource, lines: list[int]) -> list[Any]:
    read, known = _READ[column.type], {} if column.required else {"": _EMPTY[column.type]}
    for cell, line in zip(cells, lines, strict=True):
        if cell not in known:  # of a year, or a score with three decimals, there are few
            try:
                known[cell] = read(cell)
            except ValueError as error:
                raise TableError(
                    f"{resource.path}, line {line}: {cell!r} in the column {column.name!r} is not "
                    f"of the type {column.type!r}: correct the cell, or restore the file."
                ) from error
    return [known[cell] for cell in cells]


def _text(cell: str) -> str:
    if not cell:  # where a value is required
        raise ValueError(cell)
    return cell


def _integer(cell: str) -> int:
    number = _number(cell)
    if not number.is_integer() or abs(number) > _LARGEST:
        raise ValueError(cell)
    return int(number)


def _number(cell: str) -> float:
    if not _NUMBER.fullmatch(cell):  # `float` would take nan, inf and 1_000 too
        raise ValueError(cell)
    number = float(cell)
    if not math.isfinite(number):
        raise ValueError(cell)
    return number


def _day(cell: str) -> str:
    if not _DAY.fullmatch(cell):  # `fromisoformat` would take 20010102 and 2001-W01-2 too
        raise ValueError(cell)
    return date.fromisoformat(cell).isoformat()


_READ: dict[str, Callable[[str], Any]] = {
    "string": _text,
    "integer": _integer,
    "number": _number,
    "date": _day,
}
_EMPTY: dict[str, Any] = {"string": "", "integer": None, "number": None, "date": None}
