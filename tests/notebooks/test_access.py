"""What a listener gets of the committed notebooks, and what one who sees little can make out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from closereader.authoring import read
from closereader.authoring.access_rules import access
from closereader.figures.template import PAPER
from tests.house.tree import ROOT
from tests.notebooks.course import IDS, NOTEBOOKS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOME = ROOT / "home.ipynb"
PLOTLY = "application/vnd.plotly.v1+json"
LEAST = 3.0
"""WCAG 2.2, 1.4.11: what is needed to understand a drawing stands out from its ground."""


@pytest.mark.parametrize("path", [*NOTEBOOKS, HOME], ids=[*IDS, "home"])
def test_every_table_has_a_name_and_every_rule_for_listeners_holds(path: Path) -> None:
    notebook = read(path)
    assert [str(one) for one in access(notebook, notebook.cells)] == []


def test_there_are_tables_to_look_at() -> None:
    outputs = [output for path in NOTEBOOKS for cell in read(path).cells for output in cell.outputs]
    html = "".join(str(one.get("data", {}).get("text/html", "")) for one in outputs)
    assert html.count("<table") == html.count("<caption") > 40


FIGURES = [
    (f"{path.parent.name}/{path.stem}/{cell.id}", output["data"][PLOTLY])
    for path in NOTEBOOKS
    for cell in read(path).cells
    for output in cell.outputs
    if PLOTLY in output.get("data", {})
]


@pytest.mark.parametrize("drawn", [each for _, each in FIGURES], ids=[name for name, _ in FIGURES])
def test_every_dot_line_and_bar_stands_out_from_the_paper(drawn: dict[str, Any]) -> None:
    faint = [
        (trace.get("name"), colours)
        for trace in drawn["data"]
        for colours in strokes(trace)
        if max(contrast(one, trace.get("opacity", 1)) for one in colours) < LEAST
    ]
    assert faint == []


def test_a_heat_map_says_in_digits_what_it_says_in_colour() -> None:
    maps = [one for _, each in FIGURES for one in each["data"] if one["type"] == "heatmap"]
    assert len(maps) > 1
    assert [one for one in maps if not one.get("text") and not one.get("texttemplate")] == []


def strokes(trace: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Give the colours of each part that is drawn: one of its fill and its edge must stand out."""
    modes = trace.get("mode", "markers" if trace["type"] == "bar" else "")
    if "markers" in modes:
        marker = trace.get("marker", {})
        edge = marker.get("line", {}).get("color")
        fills = marker.get("color", [])
        for fill in {fills} if isinstance(fills, str) else set(fills):
            yield tuple(one for one in (fill, edge) if isinstance(one, str))
    if "lines" in modes:
        yield (trace["line"]["color"],)
    for bars in ("error_x", "error_y"):
        if bars in trace:  # Plotly gives them the colour of the dots
            yield (trace[bars].get("color") or trace["marker"]["color"],)


def contrast(colour: str, opacity: float) -> float:
    """Give the contrast of a colour with white paper (WCAG 2.2, relative luminance)."""
    assert PAPER == "#FFFFFF"
    values: list[float]
    if colour.startswith("#"):
        values = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        share = opacity
    else:
        *values, alpha = map(float, re.findall(r"[\d.]+", colour))
        share = alpha * opacity
    over = [(share * value + (1 - share) * 255) / 255 for value in values]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in over]
    luminance = sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (luminance + 0.05)
