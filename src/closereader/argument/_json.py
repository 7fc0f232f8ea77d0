"""A map as JSON: what lies on disk, and one of the three forms it is exported to."""

import json
from dataclasses import fields
from typing import Any

from closereader.annotations import Passage
from closereader.argument._errors import ArgumentError
from closereader.argument._evidence import TableRow
from closereader.argument._model import MOST_DEPTH, Node, read_passage, settled

SCHEMA = "closereader-argument/1"
_PASSAGE = tuple(field.name for field in fields(Passage))


def to_dict(node: Node) -> dict[str, Any]:
    """Return a node and all below it as plain values."""
    return {**own_fields(node), "children": [to_dict(child) for child in node.children]}


def own_fields(node: Node) -> dict[str, Any]:
    """Return what belongs to the node itself, without what stands below it."""
    found: dict[str, Any] = {"id": node.id, "kind": node.kind, "text": node.text}
    if node.passage is not None:
        found["passage"] = {name: getattr(node.passage, name) for name in _PASSAGE}
    if node.row is not None:
        found["row"] = {"table": node.row.table, "key": dict(node.row.key)}
        if node.row.column:
            found["row"]["column"] = node.row.column
    if node.note:
        found["note"] = node.note
    return found


def from_dict(value: object) -> Node:
    """Read what `to_dict` wrote, as a whole map.

    Raises
    ------
    ArgumentError
        When it is something else; the sentence says what.
    """
    return settled(_node(value, 1))


def _node(value: object, depth: int) -> Node:
    if not isinstance(value, dict):
        raise ArgumentError("A part of the map must be a JSON object.")
    if depth > MOST_DEPTH:
        raise ArgumentError(f"The map is more than {MOST_DEPTH} levels deep.")
    below = value.get("children", [])
    if not isinstance(below, list):
        raise ArgumentError("The “children” of a part must be a list.")
    return node_of(value, tuple(_node(child, depth + 1) for child in below))


def node_of(value: dict[str, Any], children: tuple[Node, ...] = ()) -> Node:
    """Make a node of the fields that `own_fields` gives; raises `ArgumentError`."""
    passage, row = value.get("passage"), value.get("row")
    for name in ("text", "note", "id"):
        if not isinstance(value.get(name, ""), str):
            raise ArgumentError(f"The “{name}” of a part of the map must be text.")
    return Node(
        kind=value.get("kind"),  # type: ignore[arg-type]  # Node itself refuses what is none
        text=value.get("text", ""),
        passage=read_passage(passage) if passage is not None else None,
        row=_row(row) if row is not None else None,
        note=value.get("note", ""),
        children=children,
        id=value.get("id", ""),
    )


def _row(value: object) -> TableRow:
    key = value.get("key") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(key, dict):
        raise ArgumentError("A row of a table must be an object with “table” and “key”.")
    return TableRow(value.get("table", ""), tuple(key.items()), value.get("column", ""))


def to_json(claim: Node) -> str:
    """Write a map as JSON, indented, UTF-8 without escapes."""
    whole = {"schema": SCHEMA, "map": to_dict(claim)}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def from_json(source: str) -> Node:
    """Read what `to_json` wrote; raises `ArgumentError`."""
    try:
        whole = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise ArgumentError(f"This is not JSON: {error}.") from error
    if not isinstance(whole, dict) or not str(whole.get("schema", "")).startswith("closereader-"):
        raise ArgumentError(f"This JSON is no argument map: its “schema” must be “{SCHEMA}”.")
    if whole["schema"] != SCHEMA:
        raise ArgumentError(
            f"This map has the schema “{str(whole['schema'])[:60]}”, and this version of the "
            f"course reads “{SCHEMA}”."
        )
    return from_dict(whole.get("map"))
