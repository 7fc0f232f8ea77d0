"""The columns of a table as a pandas data frame: what pandas is loaded for, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from closereader.tables._errors import TableError
from closereader.tables._package import Column
from closereader.tables._reading import Columns

if TYPE_CHECKING:
    import pandas as pd


_KINDS = {"string": "str", "number": "float64"}


def to_frame(cells: Columns, columns: Mapping[str, Column]) -> pd.DataFrame:
    """Return a new frame; see `closereader.tables.Table.frame` for its types.

    Raises `TableError` where there is no pandas, as in a browser.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - half a second and 20 MB that only a frame repays
    except ModuleNotFoundError as error:
        raise TableError(
            "A data frame needs pandas, which is not installed here. The same rows without it: "
            "open_table(...).records()."
        ) from error

    # In a frame that a lesson shows, a dollar sign is one, as in `closereader.output`.
    pd.set_option("display.html.use_mathjax", False)
    made = {}
    for name, held in cells.items():
        column = columns[name]
        if column.type == "date":
            made[name] = pd.Series(pd.to_datetime(held, format="%Y-%m-%d"))
        elif column.type == "integer":
            made[name] = pd.Series(held, dtype="int64" if column.required else "Int64")
        else:
            made[name] = pd.Series(held, dtype=_KINDS[column.type])
    return pd.DataFrame(made)
