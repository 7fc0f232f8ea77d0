"""Where two groups of readers, or two readings of the same readers, mark different words."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from closereader.codebook import Theme, open_codebook
from closereader.figures import Figure, Sheet
from closereader.figures.charts import page, plain
from closereader.figures.figure import MOST_ROWS
from closereader.figures.strips import name_of, quoted
from closereader.figures.template import GROUND, QUIET
from closereader.seminar import _words
from closereader.seminar.density import LEVELS, DensityStep, Unit, steps, unit_of, units, within
from closereader.seminar.groups import Group, Who, is_twice, named_groups, twice
from closereader.seminar.readings import Seminar, lines
from closereader.seminar.views_heat import SHADES, grid_axes, grid_frame, grid_trace, shades
from closereader.texts import Text, open_text

_OTHER_SHADES = ("#F4F4F4", "#FCE6D3", "#F7CDA6", "#F0B07A", "#B65A10", "#7A3A05")
_ROW = 24
_MOST_PASSAGES = 40


class Difference(NamedTuple):
    """The words of a unit on which one group goes furthest beyond the other."""

    share: float
    """From 0 (nowhere beyond) to 1 (all of this group, nobody of the other)."""
    start: int
    end: int
    counts: tuple[int, int]


def difference_map(
    seminar: Seminar, text_id: str, a: Who | None = None, b: Who | None = None
) -> Figure | Sheet:
    """Draw the map of `closereader.seminar.difference_map` for two sides that are named.

    A Sheet of a few sentences when there is nothing to compare.
    """
    if quiet := seminar.quiet(text_id):
        return quiet
    groups = named_groups(seminar, text_id, a, b)
    return groups if isinstance(groups, Sheet) else difference_of(seminar, text_id, groups)


def difference_of(seminar: Seminar, text_id: str, groups: Sequence[Group]) -> Figure | Sheet:
    """Draw the difference of two groups, or say in a sentence that there is none to draw."""
    text, themes, columns = open_text(text_id), open_codebook().themes, units(open_text(text_id))
    grid = [_gaps(text, groups, theme, columns) for theme in themes]
    if is_twice(groups) and not any(gap.share for rows in grid for row in rows for gap in row):
        return lines([f"{twice(seminar, text_id)} They changed nothing: their marks are the same."])
    return Figure(
        title=f"What does one side mark that the other does not? {name_of(text)}",
        data=[_trace(text, grid, groups, columns, themes)],
        layout=_layout(themes, columns),
        summary=_summary(grid, groups, themes, columns),
        headings=("Theme", *(f"More by {each.name}" for each in groups)),
        rows=[_row(theme, rows, columns) for theme, rows in zip(themes, grid, strict=True)][
            :MOST_ROWS
        ],
        leaves_out=_leaves_out(
            seminar, groups, sum(bool(gap.share) for rows in grid for row in rows for gap in row)
        ),
        source=f"{seminar.source}; {groups[0].name} against {groups[1].name}",
        key=(
            f"A: more by {groups[0].name}. B: more by {groups[1].name}. A number counts the "
            "readers of its side who marked the words; its colour says by how much their share is "
            "larger than that of the other side: five steps, each of a fifth."
        ),
        passages=_passages(text, grid, groups, themes),
    )


def grid_part(text_id: str, groups: Sequence[Group]) -> dict[str, Any]:
    """Return the map as a grid for the browser; see `closereader.seminar.views_heat.grid_part`."""
    text, themes, columns = open_text(text_id), open_codebook().themes, units(open_text(text_id))
    rows, cells = [], []
    for theme in themes:
        for side, gaps in enumerate(_gaps(text, groups, theme, columns)):
            letter = "AB"[side]
            rows.append({
                "code": f"{theme.code} {letter}", "name": f"{theme.name}, {letter}",
                "theme": theme.id, "side": letter.lower(),
            })  # fmt: skip
            cells.append([
                [gap.counts[side], _level(gap.share), gap.start, gap.end, _against(gap, groups)]
                if gap.share else None
                for gap in gaps
            ])  # fmt: skip
    return {**grid_frame(columns), "rows": rows, "cells": cells}


def _against(gap: Difference, groups: Sequence[Group]) -> str:
    return "; ".join(
        f"{letter}: {count} of {len(each.readings)}"
        for letter, each, count in zip("AB", groups, gap.counts, strict=True)
    )


def _gaps(
    text: Text, groups: Sequence[Group], theme: Theme, columns: Sequence[Unit]
) -> list[list[Difference]]:
    """Return for each direction the gap of each unit."""
    marks = [[one.of(theme.id, text.id) for one in each.readings.values()] for each in groups]
    depth = steps(marks, len(text))
    sizes = [len(each.readings) for each in groups]
    return [[_widest(depth, unit, sizes, side) for unit in columns] for side in (0, 1)]


def _widest(
    depth: Sequence[DensityStep], unit: Unit, sizes: Sequence[int], side: int
) -> Difference:
    best = Difference(0.0, unit.start, unit.end, (0, 0))
    for each in within(depth, unit.start, unit.end):
        shares = [count / size for count, size in zip(each.counts, sizes, strict=True)]
        gap = round(shares[side] - shares[1 - side], 9)
        counts = (each.counts[0], each.counts[1])
        if gap > best.share:
            best = Difference(gap, each.start, each.end, counts)
        elif gap == best.share and gap and best.end == each.start and counts == best.counts:
            best = Difference(gap, best.start, each.end, counts)
    return best


def _level(share: float) -> int:
    return -int(-(LEVELS - 1) * share // 1) if share else 0


def _trace(
    text: Text,
    grid: Sequence[Sequence[Sequence[Difference]]],
    groups: Sequence[Group],
    columns: Sequence[Unit],
    themes: Sequence[Theme],
) -> dict[str, Any]:
    rows = [(side, row) for pair in grid for side, row in enumerate(pair)]
    signs = [-1, 1]
    return grid_trace(
        [[signs[side] * _level(gap.share) for gap in row] for side, row in rows],
        [[str(gap.counts[side]) if gap.share else "" for gap in row] for side, row in rows],
        [
            [
                _hover(text, gap, groups, themes[at // 2], unit)
                for gap, unit in zip(row, columns, strict=True)
            ]
            for at, (_, row) in enumerate(rows)
        ],
        zmin=-LEVELS + 0.5,
        colorscale=shades([*reversed(_OTHER_SHADES), *SHADES[1:]]),
        ygap=2,
        name="difference",
    )


def _hover(text: Text, gap: Difference, groups: Sequence[Group], theme: Theme, unit: Unit) -> str:
    head = f"<b>{plain(theme.name)}</b>, {unit.label}"
    if not gap.share:
        return f"{head}<br>–"
    sides = [
        f"{plain(each.name)}: {count} of {len(each.readings)}"
        for each, count in zip(groups, gap.counts, strict=True)
    ]
    return "<br>".join([head, *sides, *quoted(text, (gap.start, gap.end), _words.HOVER)])


def _layout(themes: Sequence[Theme], columns: Sequence[Unit]) -> dict[str, Any]:
    rows = [f"{theme.code}: {side}" for theme in themes for side in ("A", "B")]
    size = len(rows)
    between = [
        {
            "type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": at - 0.5,
            "y1": at - 0.5, "line": {"color": QUIET, "width": 1},
        }
        for at in range(2, size, 2)
    ]  # fmt: skip
    return page(
        plot=_ROW * size,
        left=52,
        plot_bgcolor=GROUND,
        shapes=between,
        **grid_axes(rows, columns),
    )


def _row(
    theme: Theme, rows: Sequence[Sequence[Difference]], columns: Sequence[Unit]
) -> tuple[str, str, str]:
    said = []
    for row in rows:
        at = max(range(len(row)), key=lambda place: row[place].share)
        many = sum(bool(gap.share) for gap in row)
        said.append(f"in {many} of {len(row)}, most in {columns[at].place}" if many else "nowhere")
    return f"{theme.name} ({theme.code})", said[0], said[1]


def _summary(
    grid: Sequence[Sequence[Sequence[Difference]]],
    groups: Sequence[Group],
    themes: Sequence[Theme],
    columns: Sequence[Unit],
) -> str:
    what = f"{unit_of(columns)}s"
    one, other = (each.name for each in groups)
    parts = []
    for theme, rows in zip(themes, grid, strict=True):
        many = [sum(bool(gap.share) for gap in row) for row in rows]
        if any(many):
            parts.append(f"{theme.name}: {one} {many[0]}, {other} {many[1]}")
    if not parts:
        return "Both sides mark the same words everywhere."
    return (
        f"{what.capitalize()}, of {len(columns)}, in which one side goes further: it marks words "
        f"that the other leaves out, or marks them more often. {'; '.join(parts)}."
    )


def _leaves_out(seminar: Seminar, groups: Sequence[Group], cells: int) -> list[str]:
    sizes = [len(each.readings) for each in groups]
    small = (
        "Small groups: with one reader on a side, every word marked by one only is a full "
        "difference."
    )
    asked = (
        "What was asked in between: a later exercise asks for another theme, and for more marks."
    )
    shown = [one for each in groups for one in each.readings.values()]
    return [
        "Agreement. Words that both sides marked leave no trace here: see the heat map.",
        (
            "Small shifts and large ones look alike when the same words are concerned: a mark that "
            "begins three words later is a difference."
        ),
        "Why. A difference may come from the words, from the theme's entry, or from haste.",
        *([small] if min(sizes) == 1 else []),
        *_words.cut(_MOST_PASSAGES, cells),
        *([asked] if is_twice(groups) else []),
        *_words.rows_cut(len(open_codebook().themes)),
        *seminar.problems(shown),
    ]


def _passages(
    text: Text,
    grid: Sequence[Sequence[Sequence[Difference]]],
    groups: Sequence[Group],
    themes: Sequence[Theme],
) -> list[str]:
    found = [
        (gap, side, theme)
        for theme, rows in zip(themes, grid, strict=True)
        for side, row in enumerate(rows)
        for gap in row
        if gap.share
    ]
    found.sort(key=lambda each: (-each[0].share, -(each[0].end - each[0].start)))
    return [
        f"{theme.name}, more by {groups[side].name} ({gap.counts[0]} of {len(groups[0].readings)} "
        f"against {gap.counts[1]} of {len(groups[1].readings)}): "
        f"{_words.cite(text, gap.start, gap.end)}"
        for gap, side, theme in found[:_MOST_PASSAGES]
        if _words.cite(text, gap.start, gap.end)
    ]
