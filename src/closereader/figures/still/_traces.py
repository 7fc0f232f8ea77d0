"""Traces: lines, points, error bars, bars, heat maps."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

from closereader.figures.still._axes import PlacedAxis
from closereader.figures.still._strokes import (
    Point,
    box,
    dots,
    fewer,
    is_dark,
    paint,
    path,
    shade,
    stroke,
    strokes,
    track,
)
from closereader.figures.still._support import StillError
from closereader.figures.still._words import number, words
from closereader.figures.template import INK, PAPER

MARKER = 6  # pixels, where a trace names no size
_HEAT_SIZE, _TEXT_SIZE = 12, 13


def draw(trace: Mapping[str, Any], x: PlacedAxis, y: PlacedAxis, usual: str) -> str:
    """Draw a trace on its axes; ``usual`` is the colour of one that names none."""
    if trace["type"] == "bar":
        return _bars(trace, x, y, usual)
    if trace["type"] == "heatmap":
        return _heatmap(trace, x, y)
    drawn = _scatter(trace, x, y, usual)
    points = [point for point in _points(trace, x, y) if point]
    if not trace.get("cliponaxis", True) or all(x.holds(a) and y.holds(b) for a, b in points):
        return drawn
    wide, high = number(x.far - x.near), number(y.far - y.near)
    place = f"{number(x.near)} {number(y.near)} {wide} {high}"
    left, top = place.split()[:2]
    return (
        f'<svg x="{left}" y="{top}" width="{wide}" height="{high}" viewBox="{place}">{drawn}</svg>'
    )


def colour_of(trace: Mapping[str, Any], usual: str) -> str:
    """Return the one colour by which a key shows a trace."""
    part = "line" if "markers" not in trace.get("mode", "markers") else "marker"
    colour = trace.get(part, {}).get("color", usual)
    return colour if isinstance(colour, str) else usual


# ---- lines and points


def _scatter(trace: Mapping[str, Any], x: PlacedAxis, y: PlacedAxis, usual: str) -> str:
    points = list(_points(trace, x, y))
    mode, colour = trace.get("mode", ""), colour_of(trace, usual)
    parts = [_errors(trace, points, x, colour, "error_x")]
    parts.append(_errors(trace, points, y, colour, "error_y"))
    if "lines" in mode:
        line = trace.get("line", {})
        pen = stroke(line.get("color", colour), line.get("width", 2), line.get("dash", "solid"))
        steps = line.get("shape") == "hv"
        d = track(points if steps else _thinned(points), steps=steps)
        parts.append(path(d, f' fill="none"{pen} stroke-linejoin="round"'))
    if "markers" in mode:
        marker = trace.get("marker", {})
        sizes = _each(marker.get("size", MARKER), len(points))
        looks = list(zip(_fills(marker, len(points), colour), sizes, strict=True))
        for look in dict.fromkeys(looks):
            own = [p for p, each in zip(points, looks, strict=True) if each == look and p]
            parts.append(dots(own, marker, *look))
    if "text" in mode:
        parts += _labels(trace, points)
    return "".join(parts)


def _thinned(points: Sequence[Point | None]) -> Iterator[Point | None]:
    """Give each run of points between gaps without those that nobody could see."""
    for whole, run in groupby(points, key=lambda point: point is not None):
        if whole:
            yield from fewer([point for point in run if point])
        else:
            yield None


def _points(trace: Mapping[str, Any], x: PlacedAxis, y: PlacedAxis) -> Iterator[Point | None]:
    ys = trace["y"]
    xs = trace.get("x")
    if xs is None:
        first, step = trace.get("x0", 0), trace.get("dx", 1)
        xs = [first + at * step for at in range(len(ys))]
    for one, other in zip(xs, ys, strict=True):
        yield None if one is None or other is None else (x.at(one), y.at(other))


def _fills(marker: Mapping[str, Any], count: int, usual: str) -> list[str]:
    colour = marker.get("color", usual)
    if isinstance(colour, str):
        return [colour] * count
    if "colorscale" not in marker:
        return list(colour)
    low, high = min(colour), max(colour)
    spread = (high - low) or 1
    return [shade((each - low) / spread, marker["colorscale"]) for each in colour]


def _errors(
    trace: Mapping[str, Any],
    points: Sequence[Point | None],
    axis: PlacedAxis,
    colour: str,
    name: str,
) -> str:
    if name not in trace:
        return ""
    error = trace[name]
    if error["type"] == "constant":
        more = less = [error["value"]] * len(points)
    else:
        more, less = error["array"], error.get("arrayminus", error["array"])
    cap, lines = error.get("width", 4), []
    for point, up, down in zip(points, more, less, strict=True):
        if point is None:
            continue
        (x, y), way, side = point, "h" if axis.level else "v", "v" if axis.level else "h"
        before, long = (down if axis.level else up) * axis.unit, (up + down) * axis.unit
        start = (x - before, y) if axis.level else (x, y - before)
        end = (start[0] + long, y) if axis.level else (x, start[1] + long)
        lines.append((start, way, long))
        for a, b in (start, end) if cap else ():
            lines.append(((a, b - cap) if axis.level else (a - cap, b), side, 2.0 * cap))
    return path(strokes(lines), stroke(error.get("color", colour), error.get("thickness", 2)))


def _labels(trace: Mapping[str, Any], points: Sequence[Point | None]) -> Iterator[str]:
    font = trace.get("textfont", {})
    sizes = _each(trace.get("marker", {}).get("size", MARKER), len(points))
    places = trace.get("textposition", "middle center")
    if isinstance(places, str):
        places = [places] * len(points)
    for point, text, place, size in zip(points, trace["text"], places, sizes, strict=True):
        if point is None or not text:
            continue
        gap = 0.4 * size + 3
        upright, level = place.split()
        right = {"left": -gap, "center": 0.0, "right": gap}[level]
        down = {"top": -gap + 2, "middle": 0.0, "bottom": gap - 2}[upright]
        yield words(
            text,
            point[0] + right,
            point[1] + down,
            size=font.get("size", _TEXT_SIZE),
            fill=font.get("color", ""),
            anchor={"left": "right", "right": "left"}.get(level, "center"),
            upright={"top": "bottom", "bottom": "top"}.get(upright, "middle"),
        )


# ---- bars


def _bars(trace: Mapping[str, Any], x: PlacedAxis, y: PlacedAxis, usual: str) -> str:
    level = trace.get("orientation", "v") == "h"
    long, across = (x, y) if level else (y, x)
    lengths, places = (trace["x"], trace["y"]) if level else (trace["y"], trace["x"])
    count = len(lengths)
    bases = _each(trace.get("base", 0), count)
    wide = _each(trace.get("width", 0.8), count)
    marker = trace.get("marker", {})
    fills = _fills(marker, count, usual)
    boxes: dict[str, str] = {}
    texts = []
    for at, (length, place, base) in enumerate(zip(lengths, places, bases, strict=True)):
        middle, half = across.at(place), wide[at] * across.unit / 2
        ends = sorted((long.at(base), long.at(base + length)))
        corners = (ends[0], middle - half, ends[1], middle + half)
        if not level:
            corners = (middle - half, ends[0], middle + half, ends[1])
        boxes[fills[at]] = boxes.get(fills[at], "") + box(*corners)
        if trace.get("text"):
            texts.append(_beside(str(trace["text"][at]), corners, trace, level=level))
    line = marker.get("line", {})
    edge = stroke(line.get("color", INK), line["width"]) if line.get("width") else ""
    return "".join(path(d, paint("fill", fill) + edge) for fill, d in boxes.items()) + "".join(
        texts
    )


def _each(value: Any, count: int) -> list[float]:  # noqa: ANN401 - JSON
    return list(value) if isinstance(value, list) else [value] * count


def _beside(
    text: str, corners: tuple[float, float, float, float], trace: Mapping[str, Any], *, level: bool
) -> str:
    left, top, right, bottom = corners
    font = trace.get("textfont", {})
    size, fill = font.get("size", _TEXT_SIZE), font.get("color", "")
    if level:
        return words(text, right + 4, (top + bottom) / 2, size=size, fill=fill)
    place = ((left + right) / 2, top - 3)
    return words(text, *place, size=size, fill=fill, anchor="center", upright="bottom")


# ---- heat maps


def _heatmap(trace: Mapping[str, Any], x: PlacedAxis, y: PlacedAxis) -> str:
    low, high = trace["zmin"], trace["zmax"]
    wide, tall = (x.unit - trace.get("xgap", 0)) / 2, (y.unit - trace.get("ygap", 0)) / 2
    size = trace.get("textfont", {}).get("size", _HEAT_SIZE)
    fills: dict[str, str] = {}
    signs: dict[str, str] = {PAPER: "", INK: ""}
    texts = trace.get("text") or [[""] * len(trace["x"]) for _ in trace["y"]]
    if not all(len(row) == len(trace["x"]) for row in (*trace["z"], *texts)):
        raise StillError("heatmap: every row needs a value and a text for each x.")
    for row, z, said in zip(trace["y"], trace["z"], texts, strict=True):
        line: dict[str, str] = {PAPER: "", INK: ""}
        baseline = y.at(row) + 0.35 * size
        for column, value, text in zip(trace["x"], z, said, strict=True):
            if value is None:
                continue
            fill = shade((value - low) / (high - low), trace["colorscale"])
            mx, my = x.at(column), y.at(row)
            fills[fill] = fills.get(fill, "") + box(mx - wide, my - tall, mx + wide, my + tall)
            if text:
                ink = PAPER if is_dark(fill) else INK
                line[ink] += f'<tspan x="{number(mx)}">{escape(text)}</tspan>'
        for ink, parts in line.items():
            signs[ink] += f'<text y="{number(baseline)}">{parts}</text>' if parts else ""
    drawn = "".join(path(d, paint("fill", fill)) for fill, d in fills.items())
    font = f'font-size="{number(size)}" text-anchor="middle"'
    return drawn + "".join(
        f'<g {font} fill="{ink}">{parts}</g>' for ink, parts in signs.items() if parts
    )
