"""The still picture of a figure: all of the drawing, nothing else, and small."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from closereader.figures import Figure, FigureError, coverage, own_marks, pronouns
from closereader.figures.still import StillError, still
from closereader.figures.template import TEMPLATE
from tests.figures.test_tables import FIGURES

if TYPE_CHECKING:
    from collections.abc import Callable

NAMESPACE = "{http://www.w3.org/2000/svg}"
HEAVIEST = 12_000  # bytes
OF_MANY_PANELS = {"trajectories": 16_500, "rents_within": 22_000}  # fifteen; six with all years
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")

every_figure = pytest.mark.parametrize(
    "make",
    [*FIGURES, pronouns, lambda: coverage("exclusion"), own_marks],
    ids=lambda make: make.__name__,
)


def drawn(data: list[dict[str, Any]], **layout: Any) -> ET.Element:
    """Draw on a plot of 500 by 300 pixels at (100, 50): 50 and 30 pixels to the unit."""
    usual = {
        "height": 400,
        "margin": {"l": 100, "r": 100, "t": 50, "b": 50},
        "xaxis": {"range": [0, 10]},
        "yaxis": {"range": [0, 10]},
        "template": TEMPLATE,
    }
    return ET.fromstring(still({"data": data, "layout": {**usual, **layout}}, "Why?"))  # noqa: S314 - our own


def paths(svg: ET.Element, **attributes: str) -> list[str]:
    found = svg.iter(f"{NAMESPACE}path")
    asked = {name.replace("_", "-"): value for name, value in attributes.items()}
    return [each.attrib["d"] for each in found if asked.items() <= each.attrib.items()]


def texts(svg: ET.Element) -> list[str]:
    return ["".join(each.itertext()) for each in svg.iter(f"{NAMESPACE}text")]


POINTS: dict[str, Any] = {"type": "scatter", "mode": "markers", "x": [1, 3], "y": [2, 2.5]}


# ---- the figures of the course


@every_figure
def test_it_is_light_and_always_the_same(make: Callable[[], Figure]) -> None:
    svg = make().to_svg()
    assert svg == make().to_svg()
    assert len(svg) < OF_MANY_PANELS.get(make.__name__, HEAVIEST)
    assert "\n" not in svg
    assert '"' not in svg


@every_figure
def test_screen_readers_hear_the_title(make: Callable[[], Figure]) -> None:
    figure = make()
    svg = ET.fromstring(figure.to_svg())  # noqa: S314 - our own
    assert svg.attrib["role"] == "img"
    assert (svg[0].tag, svg[0].text) == (f"{NAMESPACE}title", figure.title)


@every_figure
def test_it_touches_nothing_else_on_its_page(make: Callable[[], Figure]) -> None:
    """An SVG in a page shares its names and styles with the page: it has none of its own."""
    svg = ET.fromstring(make().to_svg())  # noqa: S314 - our own
    kinds = {each.tag.removeprefix(NAMESPACE) for each in svg.iter()}
    assert kinds <= {"svg", "title", "path", "text", "tspan", "g"}
    names = {name for each in svg.iter() for name in each.attrib}
    assert not {name for name in names if name in {"id", "class"} or name.startswith("on")}
    assert "href" not in str(names)


@every_figure
def test_its_words_are_those_of_the_drawing(make: Callable[[], Figure]) -> None:
    plotly = make().to_plotly()
    svg = " ".join(texts(ET.fromstring(make().to_svg())))  # noqa: S314 - our own
    for note in plotly["layout"].get("annotations", ()):
        for word in re.sub(r"<[^>]+>|&\w+;", " ", note["text"]).split():
            assert word in svg
    for trace in plotly["data"]:
        if "text" in trace.get("mode", ""):
            assert all(re.sub(r"<[^>]+>", "", text) in svg for text in trace["text"])


@every_figure
def test_its_colours_are_those_of_the_drawing(make: Callable[[], Figure]) -> None:
    plotly = make().to_plotly()
    if any("colorscale" in trace.get("marker", {}) for trace in plotly["data"]):
        pytest.skip("The colours between two stops of a scale are mixed.")
    mixed = {"#0072B2"}  # of a band that lets through what is below
    known = {each.upper() for each in COLOUR.findall(str(plotly))} | mixed
    assert {each.upper() for each in COLOUR.findall(make().to_svg())} <= known


# ---- where things stand


def test_points_of_one_colour_are_one_path_of_round_ends() -> None:
    svg = drawn([POINTS])
    assert paths(svg, stroke_linecap="round") == ["m150 290h0m100-15h0"]
    square = {**POINTS, "marker": {"symbol": "square", "color": ["#000000", "#FFFFFF"]}}
    assert len(paths(drawn([square]), stroke_linecap="square")) == 2


def test_intervals_are_as_long_as_they_are() -> None:
    error = {"type": "data", "symmetric": False, "array": [1, 1], "arrayminus": [0.5, 2]}
    svg = drawn([{**POINTS, "error_y": {**error, "width": 0, "thickness": 3}}])
    assert paths(svg, stroke_width="3") == ["m150 260v45m100-60v90"]
    svg = drawn([{**POINTS, "error_x": {**error, "width": 0, "thickness": 3}}])
    assert paths(svg, stroke_width="3") == ["m125 290h75m-50-15h150"]


def test_a_line_keeps_its_gaps_and_ends_at_the_edge() -> None:
    line = {"type": "scatter", "mode": "lines", "x": [1, 2, 3, 4], "y": [1, 2, None, 3]}
    svg = drawn([{**line, "line": {"color": "#123456"}}])
    assert paths(svg, stroke="#123456") == ["M150 320l50-30M300 260"]
    over = drawn([{**line, "y": [1, 2, 3, 40]}])
    inner = over.find(f".//{NAMESPACE}svg")
    assert inner is not None
    assert inner.attrib["viewBox"] == "100 50 500 300"


def test_what_nobody_could_see_is_left_out_of_a_line() -> None:
    line = {"type": "scatter", "mode": "lines", "line": {"color": "#123456"}}
    xs = [at / 10 for at in range(101)]
    svg = drawn([{**line, "x": xs, "y": [x + 0.001 * (at % 2) for at, x in enumerate(xs)]}])
    assert paths(svg, stroke="#123456") == ["M100 350l500-300"]


def test_bars_reach_from_their_base() -> None:
    bars = {"type": "bar", "orientation": "h", "x": [2, 3], "base": [1, 0], "y": [1, 2]}
    svg = drawn([{**bars, "width": 1, "marker": {"color": "#123456"}}])
    assert paths(svg, fill="#123456") == ["M150 305h100v30h-100zM100 275h150v30h-150z"]


def test_a_heat_map_has_its_colours_and_signs() -> None:
    heat = {
        "type": "heatmap", "x": ["a", "b"], "y": ["r"], "z": [[0, 1]], "zmin": 0, "zmax": 1,
        "colorscale": [[0, "#FFFFFF"], [1, "#000000"]], "text": [["<", "5"]],
        "texttemplate": "%{text}",
    }  # fmt: skip
    svg = drawn([heat], xaxis={"range": [-0.5, 1.5]}, yaxis={"range": [-0.5, 0.5]})
    assert paths(svg, fill="#000000") == ["M350 50h250v300h-250z"]
    assert {"<", "5", "a", "b", "r"} <= set(texts(svg))


def test_words_keep_their_lines_styles_and_signs() -> None:
    note = {"text": '<b>A &amp; B</b><br>it\'s <i>"so"</i>', "x": 5, "y": 5, "showarrow": False}
    svg = drawn([], annotations=[note])
    assert 'A & Bit\'s "so"' in texts(svg)
    bold = [each.text for each in svg.iter(f"{NAMESPACE}tspan") if "font-weight" in each.attrib]
    assert bold == ["A & B"]


def test_a_title_that_is_too_long_is_wrapped() -> None:
    words = "Why did one state go another way than the others " * 3
    svg = drawn([], title={"text": words.strip()})
    title = next(each for each in svg.iter(f"{NAMESPACE}text") if len(each) > 1)
    assert " ".join(part.text or "" for part in title) == words.strip()


# ---- what it refuses


@pytest.mark.parametrize(
    ("trace", "layout", "named"),
    [
        ({"type": "pie"}, {}, "'pie'"),
        ({**POINTS, "marker": {"symbol": "hexagon"}}, {}, "scatter.marker.symbol = 'hexagon'"),
        ({**POINTS, "fill": "tozeroy"}, {}, "scatter.fill"),
        ({**POINTS, "line": {"shape": "spline"}}, {}, "scatter.line.shape"),
        (POINTS, {"xaxis": {"type": "log", "range": [0, 1]}}, "xaxis.type = 'log'"),
        (POINTS, {"xaxis": {}}, "The axis x has no range"),
        (POINTS, {"images": []}, "layout.images"),
        (POINTS, {"shapes": [{"type": "circle"}]}, "shape.type"),
        (POINTS, {"annotations": [{"text": "<a href='x'>", "x": 1, "y": 1}]}, "<a href"),
    ],
)
def test_what_cannot_be_drawn_is_named(
    trace: dict[str, Any], layout: dict[str, Any], named: str
) -> None:
    for note in layout.get("annotations", ()):
        note["showarrow"] = False
    with pytest.raises(StillError, match=re.escape(named)):
        drawn([trace], **layout)


def test_bars_that_plotly_would_set_side_by_side_are_refused() -> None:
    bar = {"type": "bar", "x": [1], "y": [1]}
    with pytest.raises(StillError, match="Bars beside"):
        drawn([bar, bar])
    assert drawn([bar, bar], barmode="overlay") is not None


def test_the_figure_names_itself() -> None:
    parts: dict[str, Any] = {
        "summary": "So.", "headings": ["a"], "rows": [["1"]], "leaves_out": ["b"], "source": "c",
    }  # fmt: skip
    with pytest.raises(FigureError, match="'Why': A trace of type 'pie' has no still picture"):
        Figure(title="Why", data=[{"type": "pie"}], layout={}, **parts).to_svg()
