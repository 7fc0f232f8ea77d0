"""From a CSV file to a pandas data frame with the types that the package states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closereader.tables._errors import TableError

if TYPE_CHECKING:
    import pandas as pd

    from closereader.tables._package import Column, Resource

_HEADER_LINES = 1


def read_frame(resource: Resource) -> pd.DataFrame:
    """Read the rows of a table.

    Whole numbers become ``int64`` (``Int64`` where a cell may be empty), numbers ``float64``, dates
    ``datetime64``; text stays text, and an empty text cell is an empty string.

    Raises
    ------
    TableError
        When the file is missing, cannot be read, lacks a column or has a cell of another type; the
        message names the file, the line and the column.
    """
    import pandas as pd  # noqa: PLC0415 - half a second, and only tables need it

    # In a frame that a lesson shows, a dollar sign is one, as in `closereader.output`.
    pd.set_option("display.html.use_mathjax", False)
    path = resource.path
    try:
        raw = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except FileNotFoundError as error:
        raise TableError(f"{path} is missing: restore it from the course.") from error
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise TableError(f"{path} cannot be read ({error}): restore it.") from error
    missing = [name for name in resource.columns if name not in raw.columns]
    if missing:
        raise TableError(
            f"{path} lacks the column {missing[0]!r}, which datapackage.json describes: restore "
            "the file, or put the column back."
        )
    return pd.DataFrame(
        {name: _typed(raw[name], column, resource) for name, column in resource.columns.items()}
    )


def _typed(cells: pd.Series, column: Column, resource: Resource) -> pd.Series:
    import pandas as pd  # noqa: PLC0415

    empty = cells == ""
    if column.required and empty.any():
        raise _complaint(cells, empty, column, resource)
    if column.type == "string":
        return cells
    if column.type == "date":
        dates = pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce")
        wrong = dates.isna() & ~empty
        if wrong.any():
            raise _complaint(cells, wrong, column, resource)
        return dates
    numbers = pd.to_numeric(cells.mask(empty), errors="coerce")
    wrong = numbers.isna() & ~empty
    if column.type == "integer":
        wrong |= numbers.notna() & (numbers % 1 != 0)
    if wrong.any():
        raise _complaint(cells, wrong, column, resource)
    if column.type == "integer":
        return numbers.astype("int64" if column.required else "Int64")
    return numbers.astype("float64")


def _complaint(
    cells: pd.Series, wrong: pd.Series, column: Column, resource: Resource
) -> TableError:
    at = int(wrong.to_numpy().argmax())
    line = at + _HEADER_LINES + 1
    return TableError(
        f"{resource.path}, line {line}: {cells.iloc[at]!r} in the column {column.name!r} is not "
        f"of the type {column.type!r}: correct the cell, or restore the file."
    )
