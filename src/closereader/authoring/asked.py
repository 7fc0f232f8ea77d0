"""What a code cell asks a student: the widgets that keep an answer, and how long each takes."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Minutes to think and to work, apart from the words of an answer. Guesses of a teacher, and said
# to be so in docs/maintainer.md; what they are for is to notice a promise that cannot be kept.
MINUTES = {
    "Ask": 2,
    "Choose": 3,
    "ClaimCards": 8,
    "Matrix": 10,
    "Number": 3,
    "Scale": 8,
    "ArgumentMap": 20,
}
# Keep an answer only when they are given an id.
_WITH_ID = {"Explore": 8}
# A slow writer in a second language.
_WORDS_A_MINUTE = 15


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the widget, its id, and how many words it asks for."""

    name: str
    key: str
    words: tuple[int, int] | None = None

    @property
    def minutes(self) -> float:
        """How long it takes, estimated: to think, and to write the fewest words it asks for."""
        write = self.words[0] / _WORDS_A_MINUTE if self.words else 0
        return (MINUTES | _WITH_ID)[self.name] + write


def questions(source: str) -> Iterator[Asked]:
    """Give the questions of a code cell, in order."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        given = {one.arg: one.value for one in node.keywords if one.arg}
        name = _name(node.func)
        if name in MINUTES:
            yield Asked(name, _string(given.get("id", _first(node))), _words(given.get("words")))
        elif name in _WITH_ID and "id" in given:
            yield Asked(name, _string(given["id"]))


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _first(call: ast.Call) -> ast.expr | None:
    return call.args[0] if call.args else None


def _string(value: ast.expr | None) -> str:
    held = value.value if isinstance(value, ast.Constant) else ""
    return held if isinstance(held, str) else ""


def _words(value: ast.expr | None) -> tuple[int, int] | None:
    try:
        few, many = ast.literal_eval(value or ast.Constant(None))
    except (TypeError, ValueError):
        return None
    return int(few), int(many)
