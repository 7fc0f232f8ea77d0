"""An argument map as a still picture: boxes from left to right, SVG that any browser prints."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from closereader.pages import Html, el, join, wide

if TYPE_CHECKING:
    from closereader.argument import Node

_WIDE, _GAP_X, _GAP_Y, _LINE, _PAD = 208, 34, 12, 15, 8
_LETTERS = 30  # in a line of a box
_LINES = 5
# Told apart by the edge of the box as well as by the word in it.
_EDGES = {"rebuttal": "6 3", "qualifier": "2 3", "warrant": "10 3", "backing": "10 3 2 3"}


def draw(claim: Node) -> Html:
    """Draw a map; the list beside it says the same, so the picture has only a short name."""
    boxes: list[Html] = []
    lines: list[Html] = []
    height = _place(claim, 0, 0, boxes, lines)
    depth = _depth(claim)
    width = depth * _WIDE + (depth - 1) * _GAP_X + 2
    title = el("title", f"The argument map, {sum(1 for _ in claim.walk())} parts")
    picture = el(
        "svg", title, *lines, *boxes,
        viewBox=f"-1 -1 {width} {height + 2}", width=width, role="img",
        class_="map", font_family="sans-serif", font_size=12,
    )  # fmt: skip
    return wide("The argument map as a picture", picture)


def _place(node: Node, level: int, top: int, boxes: list[Html], lines: list[Html]) -> int:
    """Draw a node beside its children, which are drawn first; return where the next may begin."""
    words = [node.kind.capitalize(), *_wrapped(node)]
    tall = len(words) * _LINE + _PAD
    below, middles = top, []
    for child in node.children:
        begins = below
        below = _place(child, level + 1, below, boxes, lines) + _GAP_Y
        middles.append((begins + below - _GAP_Y) // 2)
    bottom = max(below - _GAP_Y if node.children else top, top + tall)
    middle = (top + bottom) // 2
    left = level * (_WIDE + _GAP_X)
    for each in middles:
        start, end = left + _WIDE, left + _WIDE + _GAP_X
        bend = (start + end) // 2
        path = f"M{start} {middle}H{bend}V{each}H{end}"
        lines.append(el("path", d=path))
    boxes.append(_box(node.kind, words, left, middle - tall // 2, tall))
    return bottom


def _box(kind: str, words: list[str], left: int, top: int, tall: int) -> Html:
    edge = el(
        "rect", x=left, y=top, width=_WIDE, height=tall, rx=3,
        stroke_dasharray=_EDGES.get(kind),
    )  # fmt: skip
    rows = [
        el(
            "text", row, x=left + _PAD, y=top + (at + 1) * _LINE,
            font_weight="bold" if at == 0 else None,
        )
        for at, row in enumerate(words)
    ]  # fmt: skip
    return join([edge, *rows])


def _wrapped(node: Node) -> list[str]:
    words = node.text or (f"“{node.passage.exact}”" if node.passage else "(no words yet)")
    return textwrap.wrap(words, _LETTERS, max_lines=_LINES, placeholder=" …")


def _depth(node: Node) -> int:
    return 1 + max((_depth(child) for child in node.children), default=0)
