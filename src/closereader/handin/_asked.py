"""The calls of a code cell that ask a student something, read without running them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from closereader.course import Asking, open_course
from closereader.handin.code_cells import calls_in, name_of, parsed

#: The question widgets of the library: minutes, and the names of the arguments after the id. The
#: minutes are guesses of a teacher; they are there to notice a promise that cannot be kept.
WIDGETS = {
    "ArgumentMap": Asking(6, ("prompt",)),
    "Ask": Asking(1, ("prompt",)),
    "Choose": Asking(1.5),
    "ClaimCards": Asking(8, ("ids",)),
    "Coding": Asking(8, ("prompt", "cases")),
    "Matrix": Asking(10, ("rows", "columns")),
    "Number": Asking(3, ("prompt",)),
    "Scale": Asking(8, ("sentences",)),
}
#: Calls that make one item of each item they are given, so that their items can be counted.
ONE_OF_EACH = frozenset({"cases"})


class Items(int):
    """How many items an argument has whose values are known only when the cell runs."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Call:
    """One question as a notebook asks it; `given` holds the arguments that are plain values."""

    widget: str
    key: str
    given: dict[str, Any] = field(default_factory=dict)


def asked(source: str) -> Iterator[Call]:
    """Give the questions of a code cell, in order; none when it is no Python."""
    names = _names(source)
    for node in calls_in(source):
        yield from _call(node, names)


def marks_asked(source: str) -> dict[str, Any]:
    """Give what the ``HandIn`` of a code cell says of marks, by heading; see `_marks_asked`."""
    for node in calls_in(source):
        for one in node.keywords:
            if name_of(node) == "HandIn" and one.arg == "marks":
                found = _plain(one.value, _names(source))
                return found if isinstance(found, dict) else {}
    return {}


def _names(source: str) -> _Named:
    """Find the names that the cell itself gives to values: ``CARDS = ["c16", "c42"]``."""
    return _Named(
        {
            target.id: node.value
            for node in parsed(source).body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
    )


class _Named(ast.NodeTransformer):
    """Puts the value in the place of a name that the cell gives."""

    def __init__(self, values: dict[str, ast.expr]) -> None:
        self._values = values

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._values.get(node.id, node)


def _call(node: ast.Call, known: _Named) -> Iterator[Call]:
    name = name_of(node)
    # the course's own, which keep an answer only when they are given ``id=``
    own = open_course().questions
    if name not in WIDGETS and name not in own:
        return
    given = {one.arg: _plain(one.value, known) for one in node.keywords if one.arg}
    values = [_plain(one, known) for one in node.args]
    if name in WIDGETS:
        names = ("id", *WIDGETS[name].given)
    elif "id" in given:
        names = own[name].given
    else:
        return
    given |= dict(zip(names, values, strict=False))
    key = given.pop("id", "")
    yield Call(name, key if isinstance(key, str) else "", given)


def _plain(value: ast.expr, known: _Named) -> object:
    """Give an argument that is made of constants, or named so in the cell; None otherwise.

    Of a call that makes one item of each (`ONE_OF_EACH`) it gives their number, as `Items`.
    """
    value = known.visit(deepcopy(value))
    if isinstance(value, ast.Call) and name_of(value) in ONE_OF_EACH and len(value.args) == 1:
        items = _plain(value.args[0], known)
        return Items(len(items)) if isinstance(items, (list, tuple)) else None
    try:
        return ast.literal_eval(value)
    except (ValueError, TypeError):
        return None
