"""What can be drawn: the parts of Plotly's JSON that the figures of the course use."""

import re
from collections.abc import Mapping
from typing import Any

from closereader._faults import SentenceError

ANY = object()
"""A value of any kind."""


class StillError(SentenceError):
    """A drawing has a part that no still picture shows."""


_STROKE = {"color": ANY, "width": ANY, "dash": {"solid", "dot", "dash"}}
_FONT = {"size": ANY, "color": ANY, "family": ANY}
_HOVER = dict.fromkeys(("hovertext", "hovertemplate", "hoverinfo", "customdata"), ANY)
_ERROR = {
    "type": {"data", "constant"},
    "symmetric": {False},
    **dict.fromkeys(("array", "arrayminus", "value", "thickness", "width", "color"), ANY),
}
_PLACE = dict.fromkeys(("name", "showlegend", "x", "y", "xaxis", "yaxis", "cliponaxis"), ANY)
SYMBOLS = ("circle", "square", "diamond", "star", "x")
_TRACES: dict[str, dict[str, Any]] = {
    "scatter": {
        "mode": {"lines", "markers", "lines+markers", "markers+text", "text"},
        "line": {**_STROKE, "shape": {"linear", "hv"}},
        "marker": {
            "symbol": {*SYMBOLS, *(f"{each}-open" for each in SYMBOLS)},
            "line": _STROKE,
            **dict.fromkeys(("color", "colorscale", "size", "opacity"), ANY),
        },
        "error_x": _ERROR,
        "error_y": _ERROR,
        "textfont": _FONT,
        **dict.fromkeys(("x0", "dx", "text", "textposition"), ANY),
    },
    "bar": {
        "orientation": {"h", "v"},
        "textposition": {"outside"},
        "textfont": _FONT,
        "marker": {"color": ANY, "line": _STROKE},
        **dict.fromkeys(("base", "width", "text"), ANY),
    },
    "heatmap": {
        "showscale": {False},
        "texttemplate": {"%{text}"},
        "textfont": _FONT,
        **dict.fromkeys(("z", "zmin", "zmax", "xgap", "ygap", "colorscale", "text"), ANY),
    },
}
_AXIS = {
    "type": {"category", "linear"},
    "tickangle": {0},
    "automargin": {False},
    "zeroline": {False},
    "ticks": {"outside", ""},
    "title": {"text": ANY, "font": _FONT},
    "tickfont": _FONT,
    **dict.fromkeys(
        ("range", "fixedrange", "domain", "anchor", "tickvals", "ticktext", "nticks", "showgrid",
         "showticklabels", "ticklabelstandoff", "gridcolor", "linecolor", "tickcolor"), ANY
    ),
}  # fmt: skip
_ANNOTATION = {
    "xanchor": {"left", "center", "right"},
    "yanchor": {"top", "middle", "bottom"},
    "align": {"left", "center", "right"},
    "font": _FONT,
    "arrowhead": {0},
    "textangle": {0, -90},
    **dict.fromkeys(
        ("text", "x", "y", "xref", "yref", "xshift", "yshift", "ax", "ay", "axref", "ayref",
         "showarrow", "arrowcolor", "arrowwidth", "standoff", "bgcolor", "borderpad"), ANY
    ),
}  # fmt: skip
_SHAPE = {
    "type": {"line", "rect", "path"},
    "layer": {"below", "above"},
    "line": _STROKE,
    **dict.fromkeys(("xref", "yref", "x0", "x1", "y0", "y1", "path", "fillcolor"), ANY),
}
_LEGEND = {
    "orientation": {"h", "v"},
    "xanchor": {"left"},
    "yanchor": {"bottom"},
    "font": _FONT,
    **dict.fromkeys(("x", "y", "bgcolor", "itemclick", "itemdoubleclick"), ANY),
}
_LAYOUT = {
    "barmode": {"overlay"},
    "legend": _LEGEND,
    "font": _FONT,
    "margin": dict.fromkeys("tblr", ANY),
    "title": dict.fromkeys(
        ("text", "pad", "font", "x", "xref", "xanchor", "y", "yref", "yanchor"), ANY
    ),
    **dict.fromkeys(
        ("height", "hovermode", "hoverlabel", "dragmode", "showlegend", "colorway",
         "paper_bgcolor", "plot_bgcolor"), ANY
    ),
}  # fmt: skip
_AN_AXIS = re.compile(r"[xy]axis\d*")


def check(data: list[dict[str, Any]], layout: Mapping[str, Any]) -> None:
    """Refuse what cannot be drawn.

    Raises `StillError` with the name of the part.
    """
    for trace in data:
        kind = trace.get("type")
        if kind not in _TRACES:
            raise StillError(f"A trace of type {kind!r} has no still picture.")
        _look(trace, {"type": {kind}, **_PLACE, **_HOVER, **_TRACES[kind]}, str(kind))
    for name, part in layout.items():
        if name == "annotations":
            for each in part:
                _look(each, _ANNOTATION, "annotation")
        elif name == "shapes":
            for each in part:
                _look(each, _SHAPE, "shape")
        elif _AN_AXIS.fullmatch(name):
            _look(part, _AXIS, name)
        else:
            _look({name: part}, _LAYOUT, "layout")
    bars = [(trace.get("xaxis"), trace.get("yaxis")) for trace in data if trace["type"] == "bar"]
    if len(bars) > len(set(bars)) and layout.get("barmode") != "overlay":
        raise StillError("Bars beside or upon each other have no still picture; lay them over.")


def _look(part: Mapping[str, Any], known: Mapping[str, Any], path: str) -> None:
    for name, value in part.items():
        place = f"{path}.{name}"
        if name not in known:
            raise StillError(f"{place} has no still picture.")
        allowed = known[name]
        if allowed is ANY:
            continue
        if isinstance(allowed, dict):
            _look(value, allowed, place)
        elif isinstance(value, list | dict) or value not in allowed:
            raise StillError(f"{place} = {value!r} has no still picture.")
