"""A table parted into cells that know where they stand, so that one can be put into its bytes."""

import re
from collections.abc import Sequence
from typing import NamedTuple


class CsvCell(NamedTuple):
    """A cell: where it stands in the file, and its words."""

    start: int
    end: int
    words: str


def rows_of_cells(words: str, sign: str) -> list[tuple[CsvCell, ...]]:
    """Part a table into cells; rows of another length than the first make it none: []."""
    cell = re.compile(rf'"((?:[^"]|"")*)"(?=[{sign}\r\n]|\Z)|[^{sign}\r\n"][^{sign}\r\n]*|')
    rows: list[tuple[CsvCell, ...]] = []
    row: list[CsvCell] = []
    at = 0
    while at < len(words):
        found = cell.match(words, at)
        if found is None:
            return []
        inner = found[1]
        plain = found[0] if inner is None else inner.replace('""', '"')
        row.append(CsvCell(found.start(), found.end(), plain))
        at = found.end()
        next_sign = words[at : at + 1]
        if next_sign == sign:
            at += 1
            if at < len(words):
                continue
            row.append(CsvCell(at, at, ""))
        elif next_sign and next_sign not in "\r\n":
            return []  # a quotation mark that ends before its cell
        at += 2 if words.startswith("\r\n", at) else 1
        if len(row) > 1 or row[0].words:  # an empty line is no row
            rows.append(tuple(row))
        row = []
    if rows and any(len(one) != len(rows[0]) for one in rows):
        return []
    return rows


def width(rows: Sequence[Sequence[CsvCell]]) -> int:
    """Give how many columns a table has."""
    return len(rows[0]) if rows else 0
