"""A table of the course: its rows, what its columns mean, and how to take a part of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from closereader.course import open_course
from closereader.tables._countries import closest, find_countries
from closereader.tables._errors import TableError
from closereader.tables._frame import to_frame
from closereader.tables._package import Column, Resource, resource
from closereader.tables._reading import Columns, read_columns

if TYPE_CHECKING:
    import pandas as pd


_cache: dict[Path, tuple[tuple[int, int], Table]] = {}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: what an argument can stand on."""

    table: str
    key: dict[str, Any]
    """The columns that name the row, with their values."""
    values: dict[str, Any]
    """All columns; ``None`` where the table has no value."""

    @property
    def label(self) -> str:
        """The row in a form that names it: ``panel: BLR, 2006``."""
        return f"{self.table}: {', '.join(str(value) for value in self.key.values())}"


class Table:
    """A table of the course, or a part of one.

    Parameters
    ----------
    resource
        What the package says about the table.
    cells
        The cells of each column, with the types the package states, as `read_columns` gives them.
    """

    def __init__(self, resource: Resource, cells: Columns) -> None:
        self.resource = resource
        self._cells = cells
        self.name = resource.name
        self.title = resource.title
        self.description = resource.description
        self.traps = resource.traps
        self.key = resource.key
        self.licence = resource.licence
        self.sources = resource.sources
        self.columns: dict[str, Column] = {
            name: column for name, column in resource.columns.items() if name in cells
        }

    @property
    def frame(self) -> pd.DataFrame:
        """A copy of the rows as a pandas data frame: change it as you like.

        Only this needs pandas. Whole numbers are ``int64`` (``Int64`` where a cell may be empty),
        numbers ``float64``, dates ``datetime64``.

        Raises
        ------
        TableError
            Where pandas is not installed, as in a browser: `records` needs none.
        """
        return to_frame(self._cells, self.columns)

    def records(self) -> list[dict[str, Any]]:
        """Return the rows as plain values, ``None`` where the table has no value."""
        names = list(self._cells)
        rows = zip(*self._cells.values(), strict=True)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def cells(self, column: str) -> list[Any]:
        """Return one column from top to bottom, ``None`` where the table has no value."""
        return list(self._cells[self.column(column).name])

    @property
    def source_line(self) -> str:
        """Where the columns come from, each source once, with the codes of its series."""
        return self.source_of(*self.columns)

    def source_of(self, *columns: str) -> str:
        """Return the same line for some of the columns."""
        series: dict[str, list[str]] = {}
        naming = {*self.key, "country"}
        for column in map(self.column, columns):
            codes = series.setdefault(column.source, [])
            if column.series and column.series not in codes and column.name not in naming:
                codes.append(column.series)
        if len(series) > 1:
            series.pop(open_course().name, None)  # what the course adds itself
        return "; ".join(
            f"{source} ({', '.join(codes)})" if codes else source
            for source, codes in series.items()
        )

    def column(self, name: str) -> Column:
        """Return what a column holds; an unknown name raises and offers the closest."""
        if name not in self.columns:
            close = get_close_matches(name, self.columns, 2, 0.4)
            offer = f" Did you mean {' or '.join(close)}?" if close else ""
            raise TableError(
                f"The table {self.name} has no column {name!r}.{offer} "
                f"Its columns are: {', '.join(self.columns)}."
            )
        return self.columns[name]

    def countries(self, asked: str | Iterable[str]) -> tuple[str, ...]:
        """Return countries by the code (or, without codes, the name) that the table uses.

        Parameters
        ----------
        asked
            Codes or names, for example ``"AZE"`` or ``["Belarus", "Norway"]``.

        Raises
        ------
        TableError
            When the table has no countries, or not this one; the closest names are offered.
        """
        return find_countries(asked, self._known_countries(), self.name)

    def country_names(self) -> dict[str, str]:
        """Return all countries: the code (or, without codes, the name) and the name."""
        return dict(self._known_countries())

    def country_name(self, asked: str) -> str:
        """Return the name of a country that is given by its code or name."""
        return self._known_countries()[self.countries(asked)[0]]

    def select(
        self,
        countries: str | Iterable[str] | None = None,
        years: int | tuple[int, int] | None = None,
        columns: Iterable[str] | None = None,
    ) -> Table:
        """Return the part of the table that is asked for, in its own order.

        Parameters
        ----------
        countries
            Codes or names; by default all.
        years
            One year, or the first and the last; by default all.
        columns
            Names of columns; those that name a row are always kept. By default all.

        Raises
        ------
        TableError
            For an unknown country or column, and when no row is left.
        """
        kept: Iterable[int] = range(len(self))
        asked = []
        if countries is not None:
            wanted = self.countries(countries)
            codes = self._cells[self._country_column()]
            kept = [at for at in kept if codes[at] in wanted]
            asked.append(", ".join(wanted))
        if years is not None:
            first, last = (years, years) if isinstance(years, int) else years
            held = self._cells[self.column("year").name]
            kept = [at for at in kept if held[at] is not None and first <= held[at] <= last]
            asked.append(f"{first}" if first == last else f"{first} to {last}")
        if not kept:
            raise TableError(self._nothing(asked))
        names = list(self._cells)
        if columns is not None:
            chosen = {self.column(name).name for name in columns} | {*self.key, "country"}
            names = [name for name in names if name in chosen]
        return Table(
            self.resource, {name: [self._cells[name][at] for at in kept] for name in names}
        )

    def row(self, **keys: object) -> Row:
        """Return the one row with these values, for example ``row(iso3="BLR", year=2006)``.

        Raises
        ------
        TableError
            When a column is unknown, or no row or more than one fits.
        """
        kept: Iterable[int] = range(len(self))
        for name, value in keys.items():
            held = self._cells[self.column(name).name]
            kept = [at for at in kept if held[at] is not None and held[at] == value]
        found = list(kept)
        if len(found) != 1:
            asked = ", ".join(f"{name}={value!r}" for name, value in keys.items())
            raise TableError(
                f"{len(found)} rows of the table {self.name} have {asked}; one row is named by "
                f"{', '.join(self.key)}."
            )
        values = {name: held[found[0]] for name, held in self._cells.items()}
        return Row(self.name, {name: values[name] for name in self.key}, values)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(next(iter(self._cells.values())))

    def __repr__(self) -> str:
        return f"Table({self.name!r}): {len(self)} rows, {len(self.columns)} columns"

    def _country_column(self) -> str:
        return "iso3" if "iso3" in self.columns else "country"

    def _known_countries(self) -> Mapping[str, str]:
        if "country" not in self.columns:
            raise TableError(f"The table {self.name} does not list countries.")
        codes = self._cells[self._country_column()]
        return dict(zip(codes, self._cells["country"], strict=True))

    def _nothing(self, asked: Iterable[str]) -> str:
        left = f"No row of the table {self.name} is left for {' in '.join(asked)}."
        years = [year for year in self._cells.get("year", ()) if year is not None]
        if not years:
            return left
        return f"{left} Its years run from {min(years)} to {max(years)}."


def open_table(name: str) -> Table:
    """Open a table of the course by its name.

    The same object comes back until the file changes on disk.

    Raises
    ------
    UnknownTable
        When there is no such table; the message lists those there are.
    TableError
        When the file is missing or damaged; the message names it and the remedy.
    """
    described = resource(name)
    path = described.path
    try:
        stat = path.stat()
    except FileNotFoundError as error:
        raise TableError(f"{path} is missing: restore it from the course.") from error
    stamp = (stat.st_mtime_ns, stat.st_size)
    kept = _cache.get(path)
    if kept is None or kept[0] != stamp or kept[1].resource is not described:
        kept = _cache[path] = (stamp, Table(described, read_columns(described)))
    return kept[1]


def closest_countries(table: Table, asked: str) -> tuple[tuple[str, str], ...]:
    """Return code and name of the countries of a table whose names are close: to be offered."""
    codes = {name: code for code, name in table.country_names().items()}
    return tuple((codes[name], name) for name in closest(asked, sorted(codes)))
