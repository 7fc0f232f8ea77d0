"""The page: paper, axes, shapes, traces, words, key and title, in the order of Plotly."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from textwrap import wrap
from typing import Any

from closereader.figures.still._axes import PlacedAxis, place_axes, short
from closereader.figures.still._strokes import box, dots, fewer, paint, path, stroke, track
from closereader.figures.still._support import StillError, check
from closereader.figures.still._traces import MARKER, colour_of, draw
from closereader.figures.still._words import LINE, block, number, words

WIDTH = 700
_SIZE, _TITLE, _LEGEND = 13, 16, 12
_HEIGHT, _MARGIN = 450, {"l": 80, "r": 80, "t": 100, "b": 80}  # Plotly's
_TICK = 5
_AREA = 0.8  # of a pixel, by which the edge of an area may be simpler
_CORNER = re.compile(r"([ML])(-?[\d.]+),(-?[\d.]+)")


def still(drawing: Mapping[str, Any], title: str) -> str:
    """Draw Plotly's JSON as an SVG, 700 pixels wide.

    Parameters
    ----------
    drawing
        ``data`` and ``layout`` with the course's template, as ``Figure.to_plotly`` gives them.
    title
        What screen readers say; the words of the figure stand below it on every page.

    Raises
    ------
    StillError
        When the drawing has a part that cannot be drawn here; the message names it.
    """
    layout: dict[str, Any] = dict(drawing["layout"])
    template = layout.pop("template")
    data = list(drawing["data"])
    check(data, layout)
    return _Page(data, layout, template).svg(title)


class _Page:
    def __init__(
        self, data: list[dict[str, Any]], layout: dict[str, Any], template: Mapping[str, Any]
    ) -> None:
        self.data, self.layout, self.usual = data, layout, template["layout"]
        self.height = layout.get("height", _HEIGHT)
        margin = {**_MARGIN, **layout.get("margin", {})}
        self.plot = (
            float(margin["l"]), float(margin["t"]), float(WIDTH - margin["r"]),
            float(self.height - margin["b"]),
        )  # fmt: skip
        self.axes = place_axes(data, {**layout, "template": template}, self.plot)
        self.colours = self.usual["colorway"]

    def svg(self, title: str) -> str:
        font = self.usual["font"]
        paper = self.usual["paper_bgcolor"]
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self.height}" '
            f'width="{WIDTH}" height="{self.height}" style="max-width:100%;height:auto" role="img" '
            f'font-family="system-ui,sans-serif" font-size="{_SIZE}" fill="{font["color"]}">'
        )
        said = f"<title>{escape(title)}</title>"
        ground = f'<path d="M0 0h{WIDTH}v{self.height}H0z" fill="{paper}"/>'
        drawn = head + said + ground + "".join(self._parts()) + "</svg>"
        # Words hold no quotation mark as it is (see `escape`), and in a notebook, which is JSON,
        # each of those around attributes would take two signs.
        return drawn.replace('"', "'")

    def _parts(self) -> Iterator[str]:
        if "plot_bgcolor" in self.layout:
            yield path(box(*self.plot), paint("fill", self.layout["plot_bgcolor"]))
        shapes = self.layout.get("shapes", ())
        yield from (self._shape(each) for each in shapes if each.get("layer") == "below")
        yield self._grid()
        for number_, trace in enumerate(self.data):
            yield draw(trace, *self._pair(trace), self._colour(number_))
        yield from (self._shape(each) for each in shapes if each.get("layer") != "below")
        yield self._ticks()
        yield from (self._axis(axis) for axis in self.axes.values())
        yield from (self._annotation(each) for each in self.layout.get("annotations", ()))
        yield from self._legend()
        yield from self._title()

    def _pair(self, trace: Mapping[str, Any]) -> tuple[PlacedAxis, PlacedAxis]:
        x, y = (self.axes[short(trace.get(f"{way}axis", way))] for way in "xy")
        return x, y

    def _colour(self, at: int) -> str:
        return str(self.colours[at % len(self.colours)])

    # ---- axes

    def _other(self, axis: PlacedAxis) -> PlacedAxis:
        usual = "y" if axis.level else "x"
        return self.axes[short(axis.parts.get("anchor", usual))]

    def _grid(self) -> str:
        """Draw the grids of all axes, but no line at the end of an axis, as Plotly."""
        lines: dict[str, str] = {}
        for axis in self.axes.values():
            if axis.parts.get("showgrid", True):
                other, colour = self._other(axis), axis.parts["gridcolor"]
                inner = [at for at, _ in axis.ticks() if axis.near + 1 < at < axis.far - 1]
                d = "".join(_across(axis, at, other.near, other.far) for at in inner)
                lines[colour] = lines.get(colour, "") + d
        return "".join(path(d, stroke(colour, 1)) for colour, d in lines.items())

    def _ticks(self) -> str:
        lines: dict[str, str] = {}
        for axis in self.axes.values():
            if axis.parts.get("ticks") == "outside":
                foot, colour = self._foot(axis), axis.parts["tickcolor"]
                out = foot + (_TICK if axis.level else -_TICK)
                d = "".join(_across(axis, at, foot, out) for at, _ in axis.ticks())
                lines[colour] = lines.get(colour, "") + d
        return "".join(path(d, stroke(colour, 1)) for colour, d in lines.items())

    def _foot(self, axis: PlacedAxis) -> float:
        other = self._other(axis)
        return other.far if axis.level else other.near

    def _axis(self, axis: PlacedAxis) -> str:
        parts, foot, made = axis.parts, self._foot(axis), list[str]()
        size = parts.get("tickfont", {}).get("size", _SIZE)
        outside = _TICK if parts.get("ticks") == "outside" else 0
        gap = outside + 3 + parts.get("ticklabelstandoff", 0)
        room = 0.0
        if parts.get("showticklabels", True):
            made += _tick_labels(axis, foot, gap, size)
            room = max((block(text, size)[axis.level] for _, text in axis.ticks()), default=0)
        made.append(_axis_title(axis, foot, gap + room))
        colour = parts.get("tickfont", {}).get("color")
        return f'<g fill="{colour}">{"".join(made)}</g>' if colour else "".join(made)

    # ---- shapes and words

    def _x(self, reference: str, value: float | str) -> float:
        left, _, right, _ = self.plot
        if reference == "paper":
            return left + float(value) * (right - left)
        return self._axis_of(reference).at(value)

    def _y(self, reference: str, value: float | str) -> float:
        _, top, _, bottom = self.plot
        if reference == "paper":
            return bottom - float(value) * (bottom - top)
        return self._axis_of(reference).at(value)

    def _axis_of(self, reference: str) -> PlacedAxis:
        if short(reference) not in self.axes:
            raise StillError(f"The reference {reference!r} has no still picture.")
        return self.axes[short(reference)]

    def _shape(self, shape: Mapping[str, Any]) -> str:
        line = {"color": self.usual["font"]["color"], "width": 2, **shape.get("line", {})}
        pen = stroke(line["color"], line["width"], line.get("dash", "solid"))
        pen = pen if line["width"] else ""
        x, y = shape.get("xref", "x"), shape.get("yref", "y")
        fill = paint("fill", shape["fillcolor"]) if "fillcolor" in shape else ' fill="none"'
        if shape["type"] == "path":
            found = _CORNER.findall(shape["path"])
            corners = [(self._x(x, float(a)), self._y(y, float(b))) for _, a, b in found]
            d = track(fewer(corners, _AREA), closed=shape["path"].endswith("Z"))
            return path(d, fill + pen)
        left, right = (self._x(x, shape[end]) for end in ("x0", "x1"))
        low, high = (self._y(y, shape[end]) for end in ("y0", "y1"))
        if shape["type"] == "line":
            return path(track([(left, low), (right, high)]), pen)
        return path(box(left, min(low, high), right, max(low, high)), fill + pen)

    def _annotation(self, note: Mapping[str, Any]) -> str:
        x = self._x(note.get("xref", "x"), note["x"]) + note.get("xshift", 0)
        y = self._y(note.get("yref", "y"), note["y"]) - note.get("yshift", 0)
        font, arrow = note.get("font", {}), ""
        if note.get("showarrow", True):
            foot = x, y
            x = self._x(note["axref"], note["ax"])
            y = self._y(note["ayref"], note["ay"])
            pen = stroke(note.get("arrowcolor", self.usual["font"]["color"]), note["arrowwidth"])
            arrow = path(track([(x, y), foot]), pen)
        size, anchor = font.get("size", _SIZE), note.get("xanchor", "center")
        upright = note.get("yanchor", "middle")
        turned = note.get("textangle", 0) != 0
        ground = "" if turned else _ground(note, (x, y), size, anchor, upright)
        return arrow + ground + words(
            note["text"], x, y, size=size, fill=font.get("color", ""), anchor=anchor,
            upright=upright, align=note.get("align", "center"), turned=turned,
        )  # fmt: skip

    def _legend(self) -> Iterator[str]:
        if not self.layout.get("showlegend"):
            return
        legend = self.layout.get("legend", {})
        named = [
            (trace, self._colour(at))
            for at, trace in enumerate(self.data)
            if trace.get("showlegend", True) and trace.get("name")
        ]
        size = legend.get("font", {}).get("size", _LEGEND)
        high = size * LINE + 3.4
        places = list(_legend_places(named, size, level=legend.get("orientation") == "h"))
        rows = 1 + max((row for _, row in places), default=0)
        left = self._x("paper", legend.get("x", 0))
        top = self._y("paper", legend.get("y", 1)) - rows * high - 4
        for (trace, usual), (across, row) in zip(named, places, strict=True):
            x, y = left + across, top + (row + 0.5) * high
            yield _sample(trace, usual, x + 20, y)
            yield words(trace["name"], x + 40, y, size=size)

    def _title(self) -> Iterator[str]:
        text = self.layout.get("title", {}).get("text", "")
        if text:
            most = int((WIDTH - 28) / (_TITLE * 0.53))
            lines = [part for line in text.split("<br>") for part in wrap(line, most)]
            yield words("<br>".join(lines), 14, 12, size=_TITLE, upright="top")


def _across(axis: PlacedAxis, at: float, start: float, end: float) -> str:
    if axis.level:
        return f"M{number(at)} {number(start)}V{number(end)}"
    return f"M{number(start)} {number(at)}H{number(end)}"


def _tick_labels(axis: PlacedAxis, foot: float, gap: float, size: float) -> Iterator[str]:
    """Write the words of the ticks, but those that would stand in others."""
    free = -1e9
    for at, text in axis.ticks():
        if not axis.level:
            yield words(text, foot - gap, at, size=size, anchor="right")
            continue
        half = block(text, size)[0] / 2
        if at - half >= free:
            free = at + half + 3
            yield words(text, at, foot + gap - 1, size=size, anchor="center", upright="top")


def _axis_title(axis: PlacedAxis, foot: float, room: float) -> str:
    title = axis.parts.get("title", {})
    if not title.get("text"):
        return ""
    size, middle = title.get("font", {}).get("size", _SIZE), (axis.near + axis.far) / 2
    if axis.level:
        place = (middle, foot + room + 5)
        return words(title["text"], *place, size=size, anchor="center", upright="top")
    place = (foot - room - 14, middle)
    return words(title["text"], *place, size=size, anchor="center", turned=True)


def _ground(
    note: Mapping[str, Any], place: tuple[float, float], size: float, anchor: str, upright: str
) -> str:
    if "bgcolor" not in note:
        return ""
    wide, high = block(note["text"], size)
    left = place[0] - {"left": 0, "center": 0.5, "right": 1}[anchor] * wide
    top = place[1] - {"top": 0, "middle": 0.5, "bottom": 1}[upright] * high
    return path(box(left - 1, top, left + wide + 1, top + high), paint("fill", note["bgcolor"]))


def _legend_places(
    named: list[tuple[dict[str, Any], str]], size: float, *, level: bool
) -> Iterator[tuple[float, int]]:
    """Give, for each entry, how far from the left it begins, and its row."""
    across, row = 0.0, 0
    for trace, _ in named:
        wide = 52 + block(trace["name"], size)[0]
        if level and across and across + wide > WIDTH - 40:
            across, row = 0.0, row + 1
        yield across, row
        if level:
            across += wide
        else:
            row += 1


def _sample(trace: Mapping[str, Any], usual: str, x: float, y: float) -> str:
    """Draw the sign of a trace in the legend."""
    colour, mode = colour_of(trace, usual), trace.get("mode", "")
    if trace["type"] != "scatter":
        line = trace.get("marker", {}).get("line", {})
        edge = stroke(line["color"], line["width"]) if line.get("width") else ""
        return path(box(x - 6, y - 6, x + 6, y + 6), paint("fill", colour) + edge)
    made = ""
    if "lines" in mode:
        line = trace.get("line", {})
        pen = stroke(line.get("color", colour), line.get("width", 2), line.get("dash", "solid"))
        made = path(track([(x - 15, y), (x + 15, y)]), pen)
    if "markers" in mode:
        marker = trace.get("marker", {})
        size = marker.get("size", MARKER)
        made += dots([(x, y)], marker, colour, min(size) if isinstance(size, list) else size)
    return made
