"""The tables of the course: rows to count and draw, each column with its unit, source and licence.

A table is opened by its name, and read without pandas; `Table.frame` loads pandas, and not before.
"""

from closereader.moved import moved
from closereader.tables._errors import TableError, UnknownTable
from closereader.tables._package import Column, resource, table_names, tables_folder
from closereader.tables._table import Row, Table, closest_countries, open_table

__all__ = [
    "Column",
    "Row",
    "Table",
    "TableError",
    "UnknownTable",
    "closest_countries",
    "open_table",
    "resource",
    "table_names",
    "tables_folder",
]


def __getattr__(name: str) -> object:
    """Give what moved to the package of a course (PEP 562)."""
    return moved(__name__, name)
