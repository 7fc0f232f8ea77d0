"""The two forms of an argument map that the widget uses beside the map itself.

As the browser sends it (`read`) and as the browser shows it (`shown`): every passage found again in
today's text, every row looked up in its table.
"""

from collections.abc import Mapping
from typing import Any

from closereader.annotations import checks
from closereader.argument import (
    ArgumentError,
    Node,
    from_dict,
    one_line,
    row_stands,
    settled,
    stands,
    to_dict,
)
from closereader.tables import open_table, resource
from closereader.widgets.base.own_marks import read_passage
from closereader.widgets.base.sync import EditError

_MOST_VALUES = 400
_MOST_DEPTH = 40  # of what the browser sends; the map itself allows fewer levels


def read(value: object) -> Node:
    """Take a map that the browser sent.

    A passage that was looked up just now comes as ``{text, s, e, quote}`` and must stand there,
    character by character. One that was kept before comes with all its fields and stays as it is,
    even when its text has changed since: the map says so instead of losing the words.

    Raises `EditError` when anything is not what it must be.
    """
    try:
        return from_dict(_plain(value, 0))
    except ArgumentError as error:
        raise EditError(f"The map was not saved: {error}") from error


def _plain(value: object, depth: int) -> dict[str, Any]:
    """Leave out what only the browser knows, and make passages of what was looked up."""
    if not isinstance(value, dict) or depth > _MOST_DEPTH:
        raise EditError("A part of the map must be an object, and not too deep.")
    below = value.get("children", [])
    if not isinstance(below, list):
        raise EditError("What stands below a part of the map must be a list.")
    found: dict[str, Any] = {"kind": value.get("kind"), "id": value.get("id", "")}
    found["text"] = one_line(str(value.get("text") or ""))
    found["note"] = checks.tidy(str(value.get("note") or "")).strip()
    if (passage := value.get("passage")) is not None:
        found["passage"] = _passage(passage)
    if (row := value.get("row")) is not None:
        if not isinstance(row, dict):
            raise EditError("A row of a table must be an object.")
        found["row"] = {name: row[name] for name in ("table", "key", "column") if name in row}
    found["children"] = [_plain(child, depth + 1) for child in below]
    return found


def _passage(raw: object) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise EditError("A passage must be an object.")
    kept = raw.get("kept")
    if isinstance(kept, dict):
        return kept
    fields: dict[str, Any] = to_dict(Node("grounds", passage=read_passage(raw)))["passage"]
    return fields


def shown(node: Node) -> dict[str, Any]:
    """Return a node and all below it as the browser shows them."""
    found = to_dict(node)
    found["children"] = [shown(child) for child in node.children]
    found.setdefault("note", "")
    found["passage"], found["row"] = None, None
    if node.passage is not None:
        place = stands(node.passage)
        found["passage"] = {
            "text": node.passage.text, "s": place.start, "e": place.end,
            "quote": node.passage.exact, "label": place.label, "lost": place.problem,
            "kept": to_dict(node)["passage"],
        }  # fmt: skip
    if node.row is not None:
        place = row_stands(node.row)
        found["row"] = {
            "table": node.row.table, "key": dict(node.row.key), "column": node.row.column,
            "label": place.label, "words": place.words, "lost": place.problem,
        }  # fmt: skip
    return found


def first(claim: str) -> Node:
    """Return the map that a lesson begins with."""
    return settled(Node("claim", one_line(claim)))


def choices(name: str, chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Say what can be chosen to name a row of a table, one column after the other.

    `name`: the name of a table.
    `chosen`: what has been chosen so far: ``{"iso3": "BLR"}``.
    Returns ``columns`` (name, title, unit), and ``key``: for each column of the key, as far as the
    ones before it are chosen, its name, title, values and the value chosen.
    Raises `TableError` when there is no such table, or it cannot be read.
    """
    table = open_table(name)
    records = table.records()
    key: list[dict[str, Any]] = []
    for column in table.key:
        values = list(dict.fromkeys(record[column] for record in records))[:_MOST_VALUES]
        wanted = chosen.get(column)
        taken = wanted if wanted in values else values[0] if len(values) == 1 else None
        names = _names(records, column) if column == "iso3" else {}
        key.append(
            {
                "name": column, "title": table.columns[column].title, "chosen": taken,
                "values": [[value, names.get(value, str(value))] for value in values],
            }
        )  # fmt: skip
        if taken is None:
            break
        records = [record for record in records if record[column] == taken]
    columns = [
        {"name": column.name, "title": column.title, "unit": column.unit}
        for column in table.columns.values()
        if column.name not in table.key
    ]
    done = len(key) == len(table.key) and key[-1]["chosen"] is not None
    return {"table": name, "title": table.title, "columns": columns, "key": key, "done": done}


def _names(records: list[dict[str, Any]], column: str) -> dict[Any, str]:
    return {
        record[column]: f"{record['country']} ({record[column]})"
        for record in records
        if "country" in record
    }


def table_titles(names: tuple[str, ...]) -> list[dict[str, str]]:
    """Return names and titles of tables, without loading their rows.

    Raises `UnknownTable` when there is no such table, which only the author of the lesson can mend.
    """
    return [{"name": name, "title": resource(name).title} for name in names]
