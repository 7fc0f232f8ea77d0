"""Strokes, fills and the signs of points, as few and as short as they can be."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from closereader.figures.still._words import number

Point = tuple[float, float]

_RGBA = re.compile(r"rgba\((\d+), ?(\d+), ?(\d+), ?([\d.]+)\)")
CLOSE = 0.4  # of a pixel: a point that lies so near to the line past it is left out
_SHADES = 8  # steps of a continuous scale: a path for each shade


def paint(attribute: str, colour: str) -> str:
    """Return a colour as an attribute; one that lets through what is below has two."""
    if found := _RGBA.fullmatch(colour):
        red, green, blue = (int(part) for part in found.groups()[:3])
        solid = f"#{red:02X}{green:02X}{blue:02X}"
        return f' {attribute}="{solid}" {attribute}-opacity="{found[4]}"'
    return f' {attribute}="{colour}"'


def stroke(colour: str, width: float, dash: str = "solid") -> str:
    """Return the attributes of a line."""
    made = paint("stroke", colour) + (f' stroke-width="{number(width)}"' if width != 1 else "")
    if dash != "solid":
        long = max(width, 3) * (3 if dash == "dash" else 1)
        made += f' stroke-dasharray="{number(long)}"'
    return made


def path(d: str, attributes: str) -> str:
    """Return a path, or nothing when there is nothing to draw."""
    return f'<path d="{d}"{attributes}/>' if d else ""


def track(points: Iterable[Point | None], *, closed: bool = False, steps: bool = False) -> str:
    """Return the way through points, by steps from each to the next; None is a gap."""
    made, here = [], None
    for point in points:
        if point is None:
            here = None
            continue
        x, y = (float(number(part)) for part in point)
        if here is None:
            made.append(f"M{number(x)} {number(y)}")
        elif steps:
            made.append(f"h{number(x - here[0])}v{number(y - here[1])}")
        elif (x, y) != here:
            made.append(f"l{number(x - here[0])} {number(y - here[1])}")
        here = (x, y)
    return re.sub(r" -", "-", "".join(made)) + ("z" if closed and made else "")


def strokes(lines: Iterable[tuple[Point, str, float]]) -> str:
    """Return level (``h``) and upright (``v``) lines as one path: each from a point, so long.

    Each begins where the one before it ended, which takes fewer signs than a place on the page.
    """
    made, x, y = [], 0.0, 0.0
    for (left, top), way, long in lines:
        right, down = number(left - x), number(top - y)
        far = number(long)
        made.append(f"m{right} {down}{way}{far}".replace(" -", "-"))
        x, y = x + float(right), y + float(down)
        x, y = (x + float(far), y) if way == "h" else (x, y + float(far))
    return "".join(made)


def fewer(points: Sequence[Point], close: float = CLOSE) -> list[Point]:
    """Leave out the points of a line that nobody could see (Douglas and Peucker 1973)."""
    kept, parts = {0, len(points) - 1}, [(0, len(points) - 1)]
    while parts:
        first, last = parts.pop()
        far = max(
            range(first + 1, last), key=lambda at: _apart(points, at, first, last), default=first
        )
        if far != first and _apart(points, far, first, last) > close:
            kept.add(far)
            parts += [(first, far), (far, last)]
    return [points[at] for at in sorted(kept)]


def _apart(points: Sequence[Point], at: int, first: int, last: int) -> float:
    """Give how far a point is from the line between two others."""
    (x, y), (left, start), (right, end) = points[at], points[first], points[last]
    long = math.hypot(right - left, end - start)
    if not long:
        return math.hypot(x - left, y - start)
    return abs((right - left) * (start - y) - (left - x) * (end - start)) / long


def box(left: float, top: float, right: float, bottom: float) -> str:
    """Return a rectangle as part of a path."""
    wide, high = number(right - left), number(bottom - top)
    return f"M{number(left)} {number(top)}h{wide}v{high}h-{wide}z"


def dots(points: Sequence[Point], marker: Mapping[str, Any], fill: str, size: float) -> str:
    """Return points of one colour as one path: dots of a stroke's round or square ends."""
    symbol = str(marker.get("symbol", "circle"))
    edge: Mapping[str, Any] = marker.get("line", {})
    rim, around = float(edge.get("width", 0)), str(edge.get("color", fill))
    name, hollow = symbol.removesuffix("-open"), symbol.endswith("-open")
    if name in {"circle", "square"} and not hollow:
        ends = ' stroke-linecap="round"' if name == "circle" else ' stroke-linecap="square"'
        # A square end reaches half a stroke beyond a line that has no length.
        d = strokes([((x, y), "h", 0.0) for x, y in points])
        below = path(d, ends + stroke(around, size + rim)) if rim else ""
        return below + path(d, ends + stroke(fill, size - rim if rim else size))
    d = "".join(_outline(name, x, y, size / 2) for x, y in points)
    if hollow:
        return path(d, ' fill="none"' + stroke(fill, max(rim, 1)))
    return path(d, paint("fill", fill) + (stroke(around, rim) if rim else ""))


def _outline(name: str, x: float, y: float, radius: float) -> str:
    if name == "circle":
        wide = number(2 * radius)
        r = number(radius)
        return f"M{number(x - radius)} {number(y)}a{r} {r} 0 1 0 {wide} 0a{r} {r} 0 1 0-{wide} 0z"
    return track(((x + radius * a, y + radius * b) for a, b in _CORNERS[name]), closed=True)


def _star() -> list[Point]:
    reach = [1.4, 1.4 * 0.382]
    return [
        (reach[at % 2] * math.sin(at * math.pi / 5), -reach[at % 2] * math.cos(at * math.pi / 5))
        for at in range(10)
    ]


def _cross() -> list[Point]:
    quarter = [(0.0, -0.5), (0.5, -1.0), (1.0, -0.5), (0.5, 0.0)]
    turned = [quarter]
    for _ in range(3):
        turned.append([(-y, x) for x, y in turned[-1]])
    return [point for part in turned for point in part[:3]]


_CORNERS: dict[str, list[Point]] = {
    "square": [(-1, -1), (1, -1), (1, 1), (-1, 1)],
    "diamond": [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
    "star": _star(),
    "x": _cross(),
}


def shade(share: float, scale: Sequence[Sequence[Any]]) -> str:
    """Return the colour of a place on a scale, from 0 to 1; between two stops in eight shades."""
    share = min(max(share, 0.0), 1.0)
    for (low, one), (high, other) in pairwise(scale):
        if low <= share <= high and high > low:
            part = round(_SHADES * (share - low) / (high - low)) / _SHADES
            pairs = zip(_parts(str(one)), _parts(str(other)), strict=True)
            return "#" + "".join(f"{round(a + part * (b - a)):02X}" for a, b in pairs)
    return str(scale[-1][1])


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def is_dark(colour: str) -> bool:
    """Tell whether white words are read better on a colour than black ones."""
    red, green, blue = _parts(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue < 128  # noqa: PLR2004 - half of white
