"""Pieces that the figures of tables share: page, axes, grids, labels that do not collide."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import combinations, product
from textwrap import wrap
from typing import Any

from closereader.figures.template import INK, PAPER, QUIET

_AXIS_WIDTH = 34  # characters of an axis title that fit the narrowest figure
_LINE = 18
_EDGE = 4  # from the left edge of the drawing to words above the plot

PALE = "#8E8E8E"  # what stands back: 3.3 to 1 on paper, never the only carrier of a fact
BAND = "rgba(0,114,178,0.16)"
_DARKER = 0.72  # the share of each channel that is kept, as of the lines in the reader


def darker(colour: str) -> str:
    """Darken a theme's colour (``#RRGGBB``), so that an edge of it stands out: 3 to 1 and more."""
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(_DARKER * each):02X}" for each in channels)


def page(  # noqa: PLR0913 - a page has as many parts
    *,
    plot: int,
    left: int = 40,
    right: int = 16,
    above: int = 10,
    below: int = 46,
    upright: str = "",
    entries: int = 0,
    **parts: Any,  # noqa: ANN401 - parts of a Plotly layout
) -> dict[str, Any]:
    """Return a layout whose parts stand in pixels, so that they fit whatever the width.

    Title, key and source are not drawn: they stand beside the drawing, where they wrap by
    themselves. A figure can be 317 pixels wide (a window of 700, JupyterLab's side bar open): text
    that is drawn stays below 300.

    `plot`: height of the plot itself, in pixels.
    `left`, `right`, `above`, `below`: room for tick labels, for words at the right, above the plot,
    for the x axis.
    `upright`: what the y axis shows, written level above the plot.
    `entries`: how many lines the legend has, one below the other; it stands on top.
    `parts`: further parts of the layout; ``annotations`` are kept.
    """
    notes = list(parts.pop("annotations", ()))
    top = above
    if upright:
        top += _LINE
        notes.append(words(upright, 0, 1, nudge=(_EDGE - left, above + 7), axes=("paper", "paper")))
    if entries:
        parts |= {"showlegend": True, "legend": legend(y=round(1 + top / plot, 4))}
        top += 19 * entries + 8
    below += _LINE * max(
        (_breaks(part) for name, part in parts.items() if name == "xaxis"), default=0
    )
    return {
        "height": plot + top + below,
        "margin": {"t": top, "b": below, "l": left, "r": right},
        "annotations": notes,
        **parts,
    }


def _breaks(part: Mapping[str, Any]) -> int:
    return str(part["title"]["text"]).count("<br>")


def axis(
    title: str,
    limits: tuple[float, float],
    ticks: Sequence[float] | Mapping[float, str] | None = None,
    **parts: Any,  # noqa: ANN401 - parts of a Plotly axis
) -> dict[str, Any]:
    """Return an axis with a title, from one limit to the other, that cannot be dragged."""
    text = "<br>".join(wrap(title, _AXIS_WIDTH))
    made: dict[str, Any] = {"range": list(limits), "fixedrange": True, "title": {"text": text}}
    if ticks is not None:
        made["tickvals"] = list(ticks)
    if isinstance(ticks, Mapping):
        made["ticktext"] = list(ticks.values())
    return {**made, **parts}


def words(  # noqa: PLR0913 - text, place, and how it hangs there
    text: str,
    x: float,
    y: float,
    *,
    anchor: str = "left",
    nudge: tuple[float, float] = (0, 0),
    axes: tuple[str, str] = ("x", "y"),
    size: int = 12,
    colour: str = INK,
    **parts: Any,  # noqa: ANN401 - parts of a Plotly annotation
) -> dict[str, Any]:
    """Return words at a point of the plot; ``nudge`` is in pixels, right and up."""
    return {
        "text": text,
        "x": x,
        "y": y,
        "xref": axes[0],
        "yref": axes[1],
        "xanchor": anchor,
        "yanchor": "middle",
        "xshift": nudge[0],
        "yshift": nudge[1],
        "align": anchor if anchor != "center" else "center",
        "showarrow": False,
        "font": {"size": size, "color": colour},
        **parts,
    }


def rule(across: str, at: float, **parts: Any) -> dict[str, Any]:  # noqa: ANN401 - Plotly's
    """Return a line through the whole plot: ``across`` is ``x`` (upright) or ``y`` (level)."""
    other = "y" if across == "x" else "x"
    ends = {f"{across}0": at, f"{across}1": at, f"{other}0": 0, f"{other}1": 1}
    refs = {f"{across}ref": across, f"{other}ref": "paper"}
    line = {"color": QUIET, "width": 1}
    return {"type": "line", "layer": "below", "line": line, **refs, **ends, **parts}


def row_names(names: Sequence[str], *, lift: float = 12) -> list[dict[str, Any]]:
    """Return the name of each row above its marks, from the left edge: there is room at any width.

    A name may have several lines; ``lift`` is from the middle of the row to the last of them.
    """
    return [
        words(name, 0, at, nudge=(0, lift), axes=("paper", "y"), yanchor="bottom", bgcolor=PAPER)
        for at, name in enumerate(names)
    ]


def row_axis(rows: int, **parts: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of a Plotly axis
    """Return the y axis of rows that have their names above them: a thin rule through each."""
    return axis("", (rows - 0.5, -0.5), list(range(rows)), showticklabels=False, **parts)


def dots(
    x: Iterable[float],
    y: Iterable[float],
    marker: Mapping[str, Any],
    hover: Iterable[str] = (),
    *,
    row_of: str = "",
    **parts: Any,  # noqa: ANN401 - parts of a Plotly trace
) -> dict[str, Any]:
    """Return points; `hover` has the words of each, `row_of` the table that all are rows of."""
    trace = {"type": "scatter", "mode": "markers", "x": list(x), "y": list(y), "marker": marker}
    if words_of_each := list(hover):
        about = f"row of {row_of}" if row_of else ""
        trace["hovertext"] = words_of_each
        trace["hovertemplate"] = f"%{{hovertext}}<extra>{about}</extra>"
    return {**trace, **parts}


def straight(
    x: Sequence[float],
    y: Sequence[float],
    line: Mapping[str, Any],
    **parts: Any,  # noqa: ANN401 - parts of a Plotly trace
) -> dict[str, Any]:
    """Return a line from one point to another, which says nothing when it is pointed at."""
    trace = {"type": "scatter", "mode": "lines", "x": list(x), "y": list(y), "line": line}
    return {**trace, "hoverinfo": "skip", **parts}


def whiskers(
    shown: Sequence[tuple[float, float, float]],
    **parts: Any,  # noqa: ANN401 - parts of Plotly's error bars
) -> dict[str, Any]:
    """Draw intervals, as a rule without caps: (value, low, high) of each point."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [high - value for value, _, high in shown],
        "arrayminus": [value - low for value, low, _ in shown],
        "thickness": 2,
        "width": 0,
        **parts,
    }


def legend(**parts: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of a Plotly legend
    """Return a legend above the plot, a line for each entry, which cannot be clicked."""
    place = {"orientation": "v", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom"}
    still = {"itemclick": False, "itemdoubleclick": False}
    return {"font": {"size": 12}, "bgcolor": PAPER, **place, **still, **parts}


def cells(
    columns: int, rows: int, gap: tuple[float, float]
) -> list[tuple[list[float], list[float]]]:
    """Return the x and y domains of a grid of panels, row by row from the top left."""
    wide = (1 - gap[0] * (columns - 1)) / columns
    high = (1 - gap[1] * (rows - 1)) / rows
    made = []
    for row in range(rows):
        top = 1 - row * (high + gap[1])
        for column in range(columns):
            start = column * (wide + gap[0])
            x = [round(start, 4), round(start + wide, 4)]
            made.append((x, [round(max(top - high, 0), 4), round(top, 4)]))
    return made


def plain(text: str) -> str:
    """Return text that Plotly shows as it is."""
    return escape(text, quote=False)


def signed(value: float, places: int = 3) -> str:
    """Return a number with its sign, a true minus, and no sign for zero."""
    shown = f"{abs(value):.{places}f}"
    if not float(shown):
        return shown
    return f"{'−' if value < 0 else '+'}{shown}"


def more_or_less(value: float, places: int = 2) -> str:
    """Return a difference in words: ``0.09 less``, ``0.02 more`` or ``no difference``."""
    shown = f"{abs(value):.{places}f}"
    if not float(shown):
        return f"no difference ({shown})"
    return f"{shown} {'less' if value < 0 else 'more'}"


@dataclass(frozen=True, slots=True)
class Spot:
    """A point that may carry a label; places as shares of the plot, from 0 to 1."""

    x: float
    y: float
    label: str = ""


_ROUNDS = 4
_SIDES = {
    "middle right": (0.0, -0.5),
    "middle left": (-1.0, -0.5),
    "top center": (-0.5, 0.35),
    "bottom center": (-0.5, -1.35),
    "top right": (0.0, 0.1),
    "bottom right": (0.0, -1.1),
    "top left": (-1.0, 0.1),
    "bottom left": (-1.0, -1.1),
}


def sides(spots: Sequence[Spot], crowd: Iterable[Spot], size: tuple[int, int]) -> list[str]:
    """Choose for each spot the side on which its label covers least.

    `spots`: the points with labels, in the order in which they choose.
    `crowd`: all points that a label should not cover, the spots themselves included.
    `size`: width and height of the plot in pixels, about.
    Returns text positions of Plotly.
    """
    others = list(crowd)
    boxes = [{side: _box(spot, shift, size) for side, shift in _SIDES.items()} for spot in spots]
    chosen = ["" for _ in spots]

    def without(*free: int) -> list[tuple[float, float, float, float]]:
        return [boxes[at][side] for at, side in enumerate(chosen) if side and at not in free]

    def cost(pair: tuple[str, str], one: int, two: int) -> float:
        first, second = boxes[one][pair[0]], boxes[two][pair[1]]
        rest = without(one, two)
        return _cost(first, rest, others) + _cost(second, [*rest, first], others)

    for _ in range(_ROUNDS):  # who chose first did not know where the later ones would stand
        for at, box in enumerate(boxes):
            taken = without(at)
            chosen[at] = min(box, key=lambda side: _cost(box[side], taken, others))
        for one, two in combinations(range(len(spots)), 2):
            if _meet(boxes[one][chosen[one]], boxes[two][chosen[two]]):  # neither can yield alone
                pairs = product(boxes[one], boxes[two])
                chosen[one], chosen[two] = min(pairs, key=lambda pair: cost(pair, one, two))
    return chosen


def _box(
    spot: Spot, shift: tuple[float, float], size: tuple[int, int]
) -> tuple[float, float, float, float]:
    wide, high = (7.2 * len(spot.label) + 4) / size[0], 15 / size[1]
    gap = 8 / size[0] * (1 if shift[0] == 0 else -1 if shift[0] == -1 else 0)
    left, low = spot.x + shift[0] * wide + gap, spot.y + shift[1] * high
    return left, low, left + wide, low + high


def _meet(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    return one[0] < two[2] and one[2] > two[0] and one[1] < two[3] and one[3] > two[1]


def _cost(
    box: tuple[float, float, float, float],
    taken: Iterable[tuple[float, float, float, float]],
    crowd: Iterable[Spot],
) -> float:
    left, low, right, high = box
    outside = left < 0 or right > 1 or low < 0 or high > 1
    over = sum(_meet(box, each) for each in taken)
    covered = sum(left <= spot.x <= right and low <= spot.y <= high for spot in crowd)
    return 40 * outside + 10 * over + covered
