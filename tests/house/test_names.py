"""One name for one thing: a reader of the code never asks which of two is meant."""

from __future__ import annotations

import ast
from collections import defaultdict

from tests.house.tree import SOURCES, name, parsed, with_suffix


def test_no_two_public_classes_have_one_name() -> None:
    """Wherever a class stands, its name alone says what it is, in a trace and in a search."""
    homes: dict[str, list[str]] = defaultdict(list)
    for path in with_suffix(".py"):
        if SOURCES not in path.parents:
            continue
        for node in parsed(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(name(path))
    assert {each: where for each, where in homes.items() if len(where) > 1} == {}
