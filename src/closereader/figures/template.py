"""The one Plotly template of the course.

Colours are those of Okabe and Ito (2008), "Color Universal Design", which stay apart for readers
with the common forms of colour blindness. The paper is white in every theme, like a printed sheet:
a figure looks the same on a light page, on a dark page and in print, and its text keeps a contrast
of more than 7 to 1.
"""

from __future__ import annotations

from typing import Any

OKABE_ITO = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#E69F00",
    "#56B4E9",
    "#F0E442",
    "#000000",
)

INK = "#1F1F1F"
QUIET = "#555555"
RULE = "#C8C8C8"
GROUND = "#ECECEC"
PAPER = "#FFFFFF"

_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"

TEMPLATE: dict[str, Any] = {
    "layout": {
        "colorway": list(OKABE_ITO),
        "font": {"family": _FONT, "size": 13, "color": INK},
        "title": {
            "font": {"size": 16},
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "pad": {"l": 14, "t": 14},
            "y": 1,
            "yref": "container",
            "yanchor": "top",
        },
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "hoverlabel": {
            "align": "left",
            "bgcolor": PAPER,
            "bordercolor": INK,
            "font": {"family": _FONT, "size": 13, "color": INK},
        },
        "xaxis": {
            "gridcolor": RULE,
            "linecolor": QUIET,
            "ticks": "outside",
            "tickcolor": QUIET,
            "zeroline": False,
            "automargin": False,
            "title": {"font": {"size": 13}},
        },
        "yaxis": {
            "gridcolor": RULE,
            "linecolor": QUIET,
            "zeroline": False,
            "automargin": False,
            "title": {"font": {"size": 13}},
        },
        "showlegend": False,
        "dragmode": False,
    }
}

CONFIG: dict[str, Any] = {"responsive": True, "displaylogo": False, "displayModeBar": False}
