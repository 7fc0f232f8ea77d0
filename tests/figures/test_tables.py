"""What holds for every figure that is drawn from a table of the course."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go
import pytest

from closereader.figures.template import PAPER
from closereader.tables import open_table
from whose_lessons.figures import (
    belarus,
    citation_sensitivity,
    cited_people,
    nostalgia,
    published_shares,
    rents_across,
    rents_within,
    slopes,
    suffrage,
    trajectories,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from closereader.figures import Figure

FIGURES = [
    rents_across,
    rents_within,
    slopes,
    belarus,
    cited_people,
    citation_sensitivity,
    published_shares,
    suffrage,
    trajectories,
    nostalgia,
]
LARGEST = 80_000  # bytes of one figure, so that a lesson of several stays small

every_figure = pytest.mark.parametrize("make", FIGURES, ids=lambda make: make.__name__)


@every_figure
def test_it_is_the_same_each_time_and_plain_json(make: Callable[[], Figure]) -> None:
    first, second = (json.dumps(make().to_plotly(), allow_nan=False) for _ in range(2))
    assert first == second
    assert repr(make()) == repr(make())
    assert len(first) < LARGEST


@every_figure
def test_plotly_accepts_it(make: Callable[[], Figure]) -> None:
    drawn = make().to_plotly()
    go.Figure({key: drawn[key] for key in ("data", "layout")})


@every_figure
def test_its_title_is_a_question_and_is_not_drawn(make: Callable[[], Figure]) -> None:
    figure = make()
    assert "?" in figure.title
    assert "title" not in figure.layout
    assert f"Source: {html.escape(figure.source, quote=False)}" in figure.to_html()


@every_figure
def test_its_height_holds_in_pixels_whatever_the_width(make: Callable[[], Figure]) -> None:
    drawn = make().to_plotly()
    assert drawn["layout"]["height"] > 200
    assert "width" not in drawn["layout"]
    assert drawn["config"]["responsive"] is False


@every_figure
def test_no_line_that_is_drawn_is_wider_than_the_narrowest_figure(
    make: Callable[[], Figure],
) -> None:
    """Plotly wraps nothing, and 44 letters of 12 pixels are 300 pixels in a wide font."""
    figure = make()
    axes = [part for name, part in figure.layout.items() if re.fullmatch(r"[xy]axis\d*", name)]
    drawn = [
        *(note["text"] for note in figure.layout["annotations"]),
        *(part["title"]["text"] for part in axes),
        *(
            trace["name"]
            for trace in figure.data
            if figure.layout.get("showlegend") and "name" in trace
        ),
    ]
    lines = [re.sub(r"<[^>]*>", "", line) for text in drawn for line in text.split("<br>")]
    assert max(map(len, lines)) <= 44


@every_figure
def test_its_words_say_enough_and_hold_no_gap(make: Callable[[], Figure]) -> None:
    figure = make()
    assert len(figure.summary.split()) >= 25
    assert 3 <= len(figure.leaves_out) <= 6
    assert all(text.endswith(".") for text in (figure.summary, *figure.leaves_out))
    text = figure.to_text()
    assert not re.search(r"\b(nan|NaN|NaT)\b|None(?! of)|<NA>|  |\.\.", text)
    assert 1 <= len(figure.rows) <= 6
    assert all(cell.strip() for row in figure.rows for cell in row)


@every_figure
def test_its_axes_are_named_and_cannot_be_dragged(make: Callable[[], Figure]) -> None:
    layout = make().layout
    axes = [part for name, part in layout.items() if re.fullmatch(r"[xy]axis\d*", name)]
    assert all(part["fixedrange"] for part in axes)
    titles = [part["title"]["text"] for part in axes]
    notes = [note["text"] for note in layout["annotations"]]
    named = [text for text in (*titles, *notes) if "%" in text or "(" in text or "year" in text]
    assert any(titles) or named


def _hovers(trace: dict[str, Any]) -> Iterator[str]:
    """Give what the mouse shows at every point: the template with its places filled."""
    for at, text in enumerate(trace.get("hovertext", ())):
        shown = trace["hovertemplate"].replace("%{hovertext}", text)
        if "customdata" in trace:
            shown = shown.replace("%{customdata}", str(trace["customdata"][at]))
        yield shown


@pytest.mark.parametrize(
    ("make", "table"),
    [
        (rents_across, "panel"),
        (rents_within, "panel"),
        (trajectories, "panel"),
        (cited_people, "cited_people"),
        (published_shares, "expertise_shares"),
        (suffrage, "suffrage"),
        (nostalgia, "levada_regret"),
    ],
)
def test_a_point_names_its_row(make: Callable[[], Figure], table: str) -> None:
    rows = open_table(table).records()
    key = open_table(table).key
    first = {html.escape(str(row[key[0]]), quote=False) for row in rows}
    rest = {str(row[name]) for row in rows for name in key[1:]}
    hovers = [
        text
        for trace in make().data
        if trace.get("name") != "law or election in none of them"
        for text in _hovers(trace)
    ]
    assert len(hovers) > len(make().rows)
    for text in hovers:
        assert any(each in text for each in first), text
        assert not rest or any(each in text for each in rest), text


@every_figure
def test_no_colour_carries_a_fact_alone(make: Callable[[], Figure]) -> None:
    """Where traces in one panel differ in colour they differ in shape, size or dash too."""
    looks: dict[tuple[object, ...], set[str]] = {}
    for trace in make().data:
        if trace["type"] != "scatter" or trace.get("fill"):
            continue
        marker, line = trace.get("marker", {}), trace.get("line", {})
        colour = marker.get("color", line.get("color"))
        if not isinstance(colour, str):
            continue  # one colour a point: shades of time, or hollow marks
        look = (
            marker.get("symbol"), str(marker.get("size")), colour == PAPER,
            line.get("dash"), line.get("width"), trace["mode"],
        )  # fmt: skip
        looks.setdefault((trace.get("xaxis"), *look), set()).add(colour)
    assert all(len(colours) == 1 for colours in looks.values())
