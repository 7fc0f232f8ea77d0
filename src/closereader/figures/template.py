"""The one Plotly template of the course.

Colours are those of Okabe and Ito (2008), "Color Universal Design", which stay apart for readers
with the common forms of colour blindness. The colours of text, rules and paper are roles: on a dark
page `figure.css` puts the theme's in their place. Where that style sheet is absent (a notebook that
was not run on this computer, a printout) the paper is white, and text keeps more than 7 to 1.
"""

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

AMBER = "#A87400"
"""The orange of that palette, darker: on paper it has 2.3 to 1 itself, and a line needs 3."""
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
            "tickangle": 0,
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

# Not responsive: Plotly would then read the height of a container that has none when the window
# changes, and the figure would fall to the height of a scrollbar. JupyterLab's renderer follows the
# width itself.
CONFIG: dict[str, Any] = {"responsive": False, "displaylogo": False, "displayModeBar": False}
