"""The description of the tables: `seeds/tables/datapackage.json`.

The file is a Frictionless Data Package, version 1 (specs.frictionlessdata.io/data-package). To each
field it adds ``unit``, ``source``, ``series``, ``version`` and ``licence``; the known traps of a
table are the lines of its description that begin with a dash.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from closereader._paths import seeds_folder
from closereader._reading import read_json
from closereader._yaml import Entry
from closereader.tables._errors import TableError, UnknownTable

TYPES = ("string", "integer", "number", "date")
_REMEDY = "mend it, or restore it from the course"
_WRITE = "Write each as words; the teacher guide has an example under “Add a table”."
_cache: dict[Path, tuple[tuple[int, int], dict[str, Resource]]] = {}


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds, and where it comes from."""

    name: str
    type: str
    """``string``, ``integer``, ``number`` or ``date``."""
    title: str
    unit: str
    description: str
    source: str
    series: str
    """The source's own code for the series; empty when it has none."""
    version: str
    licence: str
    required: bool
    """Whether every row has a value."""


@dataclass(frozen=True, slots=True)
class Resource:
    """One table as the package describes it."""

    name: str
    path: Path
    title: str
    description: str
    traps: tuple[str, ...]
    columns: dict[str, Column]
    key: tuple[str, ...]
    """The columns that together tell one row from all others."""
    sources: tuple[tuple[str, str], ...]
    """Full references: title and web address (or an empty string)."""
    licence: str


def tables_folder() -> Path:
    """Return the folder of the tables: ``tables`` beside the texts."""
    return seeds_folder() / "tables"


def table_names() -> tuple[str, ...]:
    """Return the names of all tables, in the order of the package."""
    return tuple(resources())


def resource(name: str) -> Resource:
    """Return the description of a table; an unknown name raises and lists those there are."""
    found = resources()
    if name not in found:
        raise UnknownTable(f"There is no table {name!r}. The tables are: {', '.join(found)}.")
    return found[name]


def resources() -> dict[str, Resource]:
    """Read the package; the same object comes back until the file changes on disk."""
    path = tables_folder() / "datapackage.json"
    stat = path.stat() if path.is_file() else None
    stamp = (stat.st_mtime_ns, stat.st_size) if stat else None
    if stamp and path in _cache and _cache[path][0] == stamp:
        return _cache[path][1]
    package = read_json(path, TableError, "tables")
    reader = _Reader(path)
    listed = [reader.resource(each) for each in _list(package, path)]
    if lacks := reader.lacks:
        told = "; ".join(
            f"{where} has no {', '.join(f'`{word}`' for word in words)}"
            for where, words in lacks.items()
        )
        raise TableError(f"{path}: {told}. {_WRITE}")
    Entry(str(path), TableError).once((each.name for each in listed), "table")
    found = {each.name: each for each in listed}
    if stamp:
        _cache[path] = (stamp, found)
    return found


def _list(package: Any, path: Path) -> list[Any]:  # noqa: ANN401 - JSON
    listed = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(listed, list) or not listed:
        raise TableError(f"{path} lists no tables under `resources`: {_REMEDY}.")
    return listed


class _Reader:
    """Reads resources out of the JSON of one file, and names the file in every complaint."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lacks: dict[str, list[str]] = {}
        """What is not said, by the part that does not say it: all of it is told at once."""

    def resource(self, found: Any) -> Resource:  # noqa: ANN401 - JSON
        name = self._name(found, "a table")
        where = f"the table {name}"
        schema = found.get("schema")
        fields = schema.get("fields") if isinstance(schema, dict) else None
        if not isinstance(fields, list) or not fields:
            raise TableError(f"{self.path}: {where} has no fields: {_REMEDY}.")
        columns = [self._column(field, where) for field in fields]
        Entry(f"{self.path}: {where}", TableError).once((one.name for one in columns), "field")
        description = self._text(found, "description", where)
        key = schema.get("primaryKey", [])
        return Resource(
            name=name,
            path=self.path.parent / self._text(found, "path", where),
            title=self._text(found, "title", where),
            description=description.split("\n\n")[0],
            traps=tuple(line[2:] for line in description.splitlines() if line.startswith("- ")),
            columns={column.name: column for column in columns},
            key=(key,) if isinstance(key, str) else tuple(key),
            sources=tuple(
                (each["title"], each.get("path", "")) for each in found.get("sources", ())
            ),
            licence="; ".join(
                each.get("title", each["name"]) for each in found.get("licenses", ())
            ),
        )

    def _column(self, field: Any, where: str) -> Column:  # noqa: ANN401 - JSON
        name = self._name(field, f"a field of {where}")
        place = f"the field {name} of {where}"
        kind = self._text(field, "type", place)
        if kind and kind not in TYPES:
            raise TableError(f"{self.path}: {place} has the type {kind!r}; use {TYPES}.")
        words = ("title", "unit", "description", "source", "version", "licence")
        values = {word: self._text(field, word, place) for word in words}
        required = bool(field.get("constraints", {}).get("required", False))
        series = str(field.get("series", ""))
        return Column(name=name, type=kind, series=series, required=required, **values)

    def _name(self, found: Any, what: str) -> str:  # noqa: ANN401 - JSON
        if name := self._text(found, "name", what):
            return name
        raise TableError(f"{self.path}: {what} has no `name`. {_WRITE}")

    def _text(self, found: Any, word: str, where: str) -> str:  # noqa: ANN401 - JSON
        value = found.get(word) if isinstance(found, dict) else None
        if not isinstance(value, str) or not value.strip():
            self.lacks.setdefault(where, []).append(word)
            return ""
        return value
