"""Code cells of a notebook, read without running them: each is parsed once, whoever asks."""

import ast
from collections.abc import Iterator
from functools import lru_cache


@lru_cache(maxsize=1024)
def parsed(source: str) -> ast.Module:
    """Parse a cell; what is no Python is an empty module. Nobody changes what it gives."""
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module([], [])


def calls_in(source: str) -> Iterator[ast.Call]:
    """Give every call of a cell."""
    return (node for node in ast.walk(parsed(source)) if isinstance(node, ast.Call))


def name_of(call: ast.Call) -> str:
    """Give the name of what is called, without the object it belongs to; "" when it has none."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""
