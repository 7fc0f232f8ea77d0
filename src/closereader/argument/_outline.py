"""A map as an indented list: for people, for print, for pages where nothing runs."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from closereader.argument import _evidence

if TYPE_CHECKING:
    from closereader.argument._model import Node


def plain(node: Node, level: int = 0) -> str:
    """Write a map as plain text: one line for each node, its evidence and its note below it."""
    indent = "  " * level
    lines = [f"{indent}- {node.kind.capitalize()}: {node.text or '(no words yet)'}"]
    lines += [f"{indent}    {each.cited}{_doubt(each)}" for each in _evidence.evidence(node)]
    if node.note:
        lines += [f"{indent}    Note: {line}" for line in node.note.splitlines() if line.strip()]
    lines += [plain(child, level + 1) for child in node.children]
    return "\n".join(lines)


def html(node: Node) -> str:
    """Write a map as a nested list that reads well without any style."""
    return f"<ul>{_item(node)}</ul>"


def _item(node: Node) -> str:
    words = escape(node.text) or "<em>no words yet</em>"
    parts = [f"<strong>{node.kind.capitalize()}:</strong> {words}"]
    parts += [f"<br>{escape(f.cited + _doubt(f))}" for f in _evidence.evidence(node)]
    if node.note:
        parts.append(f"<br><em>Note: {escape(node.note)}</em>")
    if node.children:
        parts.append(f"<ul>{''.join(_item(child) for child in node.children)}</ul>")
    return f"<li>{''.join(parts)}</li>"


def _doubt(found: _evidence.Standing) -> str:
    state = "cut" if found.cut else "not found"
    return f" [{state}: {found.problem}]" if found.problem else ""
