"""Words as SVG: Plotly's few tags, its anchors, and how wide words are, about."""

import re
from dataclasses import dataclass, replace
from html import escape, unescape

from closereader.figures.still._support import StillError

LINE = 1.3  # of the font's size, from one line to the next
_TAG = re.compile(r"(<[^>]*>)")
_SIZE = re.compile(r"<span style=['\"]font-size: ?(\d+)px['\"]>")
_NARROW = frozenset("iljtf.,:;'|!()[]I ")
_WIDE = frozenset("mwMWOQGDHNU%@")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float | None = None


def number(value: float) -> str:
    """Return a number of pixels, to a tenth, whatever its last bits are."""
    shown = f"{float(f'{value:.6f}'):.1f}".removesuffix(".0")
    return "0" if shown == "-0" else shown


def lines_of(text: str) -> list[list[Run]]:
    """Read Plotly's tags: line breaks, bold, italic, a size of the font."""
    lines: list[list[Run]] = [[]]
    style, outer = Run(""), Run("")
    for part in _TAG.split(text):
        size = _SIZE.fullmatch(part)
        if part == "<br>":
            lines.append([])
        elif part in {"<b>", "</b>"}:
            style = replace(style, bold=part == "<b>")
        elif part in {"<i>", "</i>"}:
            style = replace(style, italic=part == "<i>")
        elif size:
            outer, style = style, replace(style, size=float(size[1]))
        elif part == "</span>":
            style = replace(style, size=outer.size)
        elif part.startswith("<"):
            raise StillError(f"The tag {part} has no still picture.")
        elif part:
            lines[-1].append(replace(style, text=unescape(part)))
    return lines


def width(runs: list[Run], size: float) -> float:
    """Estimate how wide a line is, in pixels: fonts differ, so nothing may hang on a pixel."""
    wide = 0.0
    for run in runs:
        each = sum(0.3 if c in _NARROW else 0.82 if c in _WIDE else 0.56 for c in run.text)
        wide += each * (run.size or size) * (1.07 if run.bold else 1)
    return wide


def block(text: str, size: float) -> tuple[float, float]:
    """Estimate width and height of words with their line breaks, in pixels."""
    lines = lines_of(text)
    return max(width(runs, size) for runs in lines), len(lines) * size * LINE


def words(  # noqa: PLR0913 - text, place, and how it hangs there
    text: str,
    x: float,
    y: float,
    *,
    size: float,
    fill: str = "",
    anchor: str = "left",
    upright: str = "middle",
    align: str = "",
    turned: bool = False,
) -> str:
    """Write words at a point.

    `text`: with Plotly's tags.
    `size`, `fill`: of the font; without ``fill`` the colour of the group.
    `anchor`, `upright`: which part of the words stands at the point: ``left``, ``center`` or
    ``right``; ``top``, ``middle`` or ``bottom``.
    `align`: how the lines stand to each other; as ``anchor`` by default.
    `turned`: written from the bottom to the top.
    """
    lines = lines_of(text)
    wide, high = block(text, size)
    align = align or anchor
    if align != anchor and len(lines) > 1:
        x += wide * (_SHARE[align] - _SHARE[anchor])
        anchor = align
    first = y - {"top": 0.0, "middle": 0.5, "bottom": 1.0}[upright] * high + size
    attributes = f' font-size="{number(size)}"' + (f' fill="{fill}"' if fill else "")
    if anchor != "left":
        attributes += f' text-anchor="{"middle" if anchor == "center" else "end"}"'
    if turned:
        attributes += f' transform="rotate(-90 {number(x)} {number(y)})"'
    place = f'x="{number(x)}" y="{number(first)}"'
    if len(lines) == 1:
        return f"<text {place}{attributes}>{_runs(lines[0])}</text>"
    down = number(size * LINE)
    more = "".join(
        f'<tspan x="{number(x)}"' + (f' dy="{down}"' if at else "") + f">{_runs(runs)}</tspan>"
        for at, runs in enumerate(lines)
    )
    return f"<text {place}{attributes}>{more}</text>"


_SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}


def _runs(runs: list[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = escape(run.text)
    style = ' font-weight="bold"' if run.bold else ""
    style += ' font-style="italic"' if run.italic else ""
    style += f' font-size="{number(run.size)}"' if run.size else ""
    return f"<tspan{style}>{text}</tspan>" if style else text
