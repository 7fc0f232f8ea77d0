"""The tables of the course: rows to count and draw, each column with its unit, source and licence.

A table is opened by its name. pandas is loaded when the first table is, and not before.
"""

from __future__ import annotations

from closereader.tables._countries import closest_countries
from closereader.tables._errors import TableError, UnknownTable
from closereader.tables._package import Column, table_names, tables_folder
from closereader.tables._table import Row, Table, open_table
from closereader.tables.estimators import (
    EstimateError,
    Slope,
    correlation,
    ols,
    t_quantile,
    within,
)

__all__ = [
    "Column",
    "EstimateError",
    "Row",
    "Slope",
    "Table",
    "TableError",
    "UnknownTable",
    "closest_countries",
    "correlation",
    "ols",
    "open_table",
    "t_quantile",
    "table_names",
    "tables_folder",
    "within",
]
