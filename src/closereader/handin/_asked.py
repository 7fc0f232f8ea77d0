"""The calls of a code cell that ask a student something, read without running them."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The widgets whose first argument is the id of a question, and the names of their next ones.
WIDGETS: dict[str, tuple[str, ...]] = {
    "ArgumentMap": ("prompt",),
    "Ask": ("prompt",),
    "Choose": (),
    "ClaimCards": ("claims",),
    "Coding": ("prompt", "cases"),
    "Matrix": ("rows", "columns"),
    "Number": ("prompt",),
    "Scale": ("sentences",),
}
#: Keep an answer only when they are given ``id=``.
WITH_ID: dict[str, tuple[str, ...]] = {"Explore": ("table",)}


@dataclass(frozen=True, slots=True)
class Call:
    """One question as a notebook asks it; `given` holds the arguments that are plain values."""

    widget: str
    key: str
    given: dict[str, Any] = field(default_factory=dict)


def asked(source: str) -> Iterator[Call]:
    """Give the questions of a code cell, in order; none when it is no Python."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _call(node)


def _call(node: ast.Call) -> Iterator[Call]:
    name = _name(node.func)
    if name not in WIDGETS and name not in WITH_ID:
        return
    given = {one.arg: _plain(one.value) for one in node.keywords if one.arg}
    values = [_plain(one) for one in node.args]
    if name in WIDGETS:
        names = ("id", *WIDGETS[name])
    elif "id" in given:
        names = WITH_ID[name]
    else:
        return
    given |= dict(zip(names, values, strict=False))
    key = given.pop("id", "")
    yield Call(name, key if isinstance(key, str) else "", given)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _plain(value: ast.expr) -> object:
    """Give the value of an argument that is a constant or made of constants; None otherwise."""
    try:
        return ast.literal_eval(value)
    except (ValueError, TypeError):
        return None
