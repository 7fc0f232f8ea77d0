"""Where in a text how many readers marked the same words, theme by theme."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from closereader.codebook import Theme, open_codebook
from closereader.figures import Figure, Sheet
from closereader.figures.charts import axis, page, plain
from closereader.figures.figure import MOST_ROWS
from closereader.figures.strips import name_of, quoted
from closereader.figures.template import GROUND
from closereader.pages.lines import listed
from closereader.seminar import _words
from closereader.seminar.density import (
    LEVELS,
    DensityStep,
    Unit,
    level,
    steps,
    unit_of,
    units,
    within,
)
from closereader.seminar.readings import Reading, Seminar
from closereader.texts import Text, open_text

SHADES = ("#F4F4F4", "#DCE9F4", "#B9D3E9", "#8DBBDD", "#2B72AC", "#08396E")
"""From nobody to everybody: each step darker, so that it holds without colour too."""
_ROW = 34
_MOST_TICKS = 7  # that stand side by side in the narrowest figure
_MOST_PASSAGES = 40
_KEY = (
    "A number counts the readers who marked the same words. Its colour says how large a part of "
    "all readers they are: five steps, each of a fifth. Empty: nobody."
)


class HeatCell(NamedTuple):
    """The most-marked words of a theme in one sentence or paragraph."""

    theme: Theme
    unit: Unit
    depth: int
    start: int
    end: int


def heat_map(seminar: Seminar, text_id: str) -> Figure | Sheet:
    """Draw the map of `closereader.seminar.heat_map`.

    A Sheet of a sentence when nobody's reading of this text can be shown.
    """
    if quiet := seminar.quiet(text_id):
        return quiet
    text, found, themes = open_text(text_id), seminar.of(text_id), open_codebook().themes
    columns = units(text)
    grid = [cells(text, found, theme, columns) for theme in themes]
    n = len(found)
    drawn = sorted(
        (cell for row in grid for cell in row if cell.depth),
        key=lambda cell: (-cell.depth, cell.start),
    )
    return Figure(
        title=f"Where do {_words.readers(n)} mark the same words? {name_of(text)}",
        data=[_trace(text, grid, n)],
        layout=_layout(themes, columns),
        summary=_summary(text, grid, n),
        headings=("Theme", "Readers who marked it", "Marked by somebody", "Most readers on"),
        rows=_rows(text, found, grid)[:MOST_ROWS],
        leaves_out=[
            *_leaves_out(seminar, found, columns, len(drawn)),
            *seminar.not_counted(text_id),
        ],
        source=f"{seminar.source}; {_words.readers(n)} who opened {text_id}",
        key=_KEY,
        passages=[
            f"{cell.theme.name}, {cell.depth} of {n}: {_words.cite(text, cell.start, cell.end)}"
            for cell in drawn[:_MOST_PASSAGES]
        ],
    )


def grid_part(seminar: Seminar, text_id: str) -> dict[str, Any]:
    """Return the map as a grid for the browser.

    A cell is ``[number, level, start, end, words]``, or None where nobody marked anything: the
    number of readers, their fifths from 1 to 5, the most-marked words as code points of the text,
    and the same as a sentence.
    """
    text, found, themes = open_text(text_id), seminar.of(text_id), open_codebook().themes
    columns, n = units(text), len(found)
    return {
        **grid_frame(columns),
        "rows": [{"code": each.code, "name": each.name, "theme": each.id} for each in themes],
        "cells": [
            [
                [
                    cell.depth, level(cell.depth, n), cell.start, cell.end,
                    f"{cell.depth} of {_words.readers(n)}",
                ] if cell.depth else None
                for cell in cells(text, found, theme, columns)
            ]
            for theme in themes
        ],
    }  # fmt: skip


def grid_frame(columns: Sequence[Unit]) -> dict[str, Any]:
    """Return what grids of a text share: its columns, each with its paragraph and its name."""
    return {
        "what": _each(columns),
        "columns": [[each.place, each.label] for each in columns],
    }


def _each(columns: Sequence[Unit]) -> str:
    return f"{unit_of(columns).capitalize()} by {unit_of(columns)}"


def cells(
    text: Text, found: Mapping[str, Reading], theme: Theme, columns: Sequence[Unit]
) -> list[HeatCell]:
    """Return for each unit the words that most readers marked under a theme, the first of them."""
    depth = steps([[one.of(theme.id, text.id) for one in found.values()]], len(text))
    return [_most(depth, theme, unit) for unit in columns]


def _most(depth: Sequence[DensityStep], theme: Theme, unit: Unit) -> HeatCell:
    inside = within(depth, unit.start, unit.end)
    count = max((each.counts[0] for each in inside), default=0)
    if not count:
        return HeatCell(theme, unit, 0, unit.start, unit.end)
    at = next(place for place, each in enumerate(inside) if each.counts[0] == count)
    start = end = inside[at].start
    for each in inside[at:]:
        if each.counts[0] != count:
            break
        end = each.end
    return HeatCell(theme, unit, count, start, end)


def shades(colours: Sequence[str]) -> list[list[Any]]:
    """Return a Plotly colour scale of flat steps."""
    size = len(colours)
    edges = [at / size for at in range(size + 1)]
    return [[edges[at + side], colour] for at, colour in enumerate(colours) for side in (0, 1)]


def grid_axes(rows: Sequence[str], columns: Sequence[Unit]) -> dict[str, Any]:
    """Return the two axes of a grid with its rows from the top and a tick at each paragraph."""
    kept: dict[float, str] = {}
    for at, unit in enumerate(columns):  # labels side by side would run into each other
        if unit.begins and (not kept or at - max(kept) >= len(columns) / _MOST_TICKS):
            kept[float(at)] = unit.place
    names = {float(at): plain(row) for at, row in enumerate(rows)}
    return {
        "xaxis": axis(
            _each(columns),
            (-0.5, len(columns) - 0.5),
            kept,
            showgrid=False,
            tickangle=0,
        ),
        "yaxis": axis("", (len(rows) - 0.5, -0.5), names, showgrid=False, ticklabelstandoff=4),
    }


def _trace(text: Text, grid: Sequence[Sequence[HeatCell]], n: int) -> dict[str, Any]:
    levels = [[level(cell.depth, n) for cell in row] for row in grid]
    return grid_trace(
        levels,
        [[str(cell.depth) if cell.depth else "" for cell in row] for row in grid],
        [[_hover(text, cell, n) for cell in row] for row in grid],
        zmin=-0.5,
        colorscale=shades(SHADES),
        ygap=3,
        name="readers",
    )


def grid_trace(
    levels: Sequence[Sequence[int]],
    numbers: Sequence[Sequence[str]],
    hover: Sequence[Sequence[str]],
    **parts: Any,  # noqa: ANN401 - parts of a Plotly trace
) -> dict[str, Any]:
    """Return the cells of a grid: each with its number, empty where its level is 0."""
    return {
        "type": "heatmap",
        "x": list(range(len(levels[0]))),
        "y": list(range(len(levels))),
        "z": [[each or None for each in row] for row in levels],
        "text": numbers,
        "texttemplate": "%{text}",
        "textfont": {"size": 10},
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "zmax": LEVELS - 0.5,
        "xgap": 1,
        "showscale": False,
        **parts,
    }


def _hover(text: Text, cell: HeatCell, n: int) -> str:
    head = f"<b>{plain(cell.theme.name)}</b>, {cell.unit.label}"
    if not cell.depth:
        return f"{head}<br>nobody"
    many = f"{cell.depth} of {_words.readers(n)}:"
    return "<br>".join([head, many, *quoted(text, (cell.start, cell.end), _words.HOVER)])


def _layout(themes: Sequence[Theme], columns: Sequence[Unit]) -> dict[str, Any]:
    return page(
        plot=_ROW * len(themes),
        plot_bgcolor=GROUND,
        **grid_axes([theme.code for theme in themes], columns),
    )


def _rows(
    text: Text, found: Mapping[str, Reading], grid: Sequence[Sequence[HeatCell]]
) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for row in grid:
        theme = row[0].theme
        marks = [one.of(theme.id, text.id) for one in found.values()]
        depth = steps([marks], len(text))
        covered = sum(each.end - each.start for each in depth if each.counts[0])
        best = max(row, key=lambda cell: cell.depth)
        most = f"{best.unit.place}: {best.depth} of {len(found)}" if best.depth else "no passage"
        rows.append(
            (
                f"{theme.name} ({theme.code})",
                f"{sum(bool(each) for each in marks)} of {len(found)}",
                f"{_words.percent(covered / len(text))} of characters",
                most,
            )
        )
    return rows


def _summary(text: Text, grid: Sequence[Sequence[HeatCell]], n: int) -> str:
    parts = []
    for row in grid:
        best = max(row, key=lambda cell: cell.depth)
        if not best.depth:
            continue
        where = [cell.unit.place for cell in row if cell.depth == best.depth]
        places = list(dict.fromkeys(where))
        more = f"{len(places) - 1} other paragraph{'s' * (len(places) > 2)}"  # noqa: PLR2004
        short = places[0] if len(places) == 1 else f"{places[0]} and {more}"
        parts.append(f"{best.theme.name}: up to {best.depth} of {n} on the same words, in {short}")
    silent = [row[0].theme.name for row in grid if not any(cell.depth for cell in row)]
    said = f"{'; '.join(parts)}." if parts else f"Nobody marked anything in {text.id}."
    return said + (f" Nobody marked: {listed(silent)}." if silent and parts else "")


def _leaves_out(
    seminar: Seminar, found: Mapping[str, Reading], columns: Sequence[Unit], cells: int
) -> list[str]:
    what = unit_of(columns)
    return [
        (
            f"The rest of each {what}: a cell tells only of its most-marked words. All columns are "
            "drawn equally wide, however long they are."
        ),
        "Who marked what, and why: equal cells may come from different readers with other reasons.",
        "What somebody was asked to mark. An exercise about one theme leaves the others empty.",
        "Headings and footnotes.",
        *_words.cut(_MOST_PASSAGES, cells),
        *_words.rows_cut(len(open_codebook().themes)),
        *seminar.problems(found.values()),
    ]
