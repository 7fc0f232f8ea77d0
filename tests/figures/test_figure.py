from __future__ import annotations

import json
from typing import Any

import plotly.graph_objects as go
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from closereader.figures import OKABE_ITO, TEMPLATE, Figure, FigureError
from closereader.figures.charts import PALE
from closereader.figures.figure import PLOTLY, SVG
from closereader.figures.template import GROUND, INK, PAPER, QUIET, RULE

DATA = [{"type": "bar", "x": [1, 2], "y": ["a", "b"], "orientation": "h"}]


def figure(**changes: Any) -> Figure:
    parts: dict[str, Any] = {
        "title": "How many?",
        "data": DATA,
        "layout": {
            "height": 100,
            "xaxis": {"range": [0, 2]},
            "yaxis": {"range": [-0.5, 1.5]},
        },
        "summary": "Two of b, one of a.",
        "headings": ("Letter", "Count"),
        "rows": [("a", "1"), ("b", "2")],
        "leaves_out": ["Everything else."],
        "source": "counted here",
    }
    return Figure(**{**parts, **changes})


def shown(each: Figure) -> list[dict[str, Any]]:
    InteractiveShell.instance()
    with capture_output() as captured:
        each._ipython_display_()
    return [output.data for output in captured.outputs]


def test_it_shows_the_drawing_and_then_the_words() -> None:
    head, drawing, words = shown(figure(key="Filled: many."))
    assert set(head) == {"text/html", "text/plain"}
    assert head["text/plain"] == "How many?\nFilled: many."
    assert set(drawing) == {PLOTLY, SVG, "text/plain"}
    assert drawing[SVG] == figure(key="Filled: many.").to_svg()
    assert set(words) == {"text/html", "text/plain"}
    assert drawing["text/plain"] == "Two of b, one of a."
    assert words["text/plain"] == "In words: How many?"


def test_the_first_line_of_a_folded_figure_is_its_bare_title() -> None:
    head = shown(figure(title="Who & what?", key="<b>Filled</b>"))[0]["text/html"]
    first, rest = head.split("\n", 1)
    assert first == "Who &amp; what?"
    assert "&lt;b&gt;Filled" in rest


def test_the_style_sheet_gives_every_role_its_colour_in_the_dark() -> None:
    """A colour of the template that a theme does not know would stay as it is on dark paper."""
    head = figure().to_head()
    assert head.count("{") == head.count("}")
    assert "/*" not in head
    for colour in (INK, QUIET, RULE, GROUND, PAPER, PALE):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        assert f"[style*='fill: rgb({red}, {green}, {blue})']" in head, colour


def test_what_it_shows_is_plain_json_and_always_the_same() -> None:
    first, second = (json.dumps(figure().to_plotly()) for _ in range(2))
    assert first == second
    assert "bdata" not in first


def test_every_number_of_the_drawing_is_rounded_and_no_other() -> None:
    drawn = figure(
        data=[{"x": [0.1 + 0.2, -0.0, 1990], "marker": {"color": [True, "0.123456789"]}}],
        layout={"shapes": ({"x0": 1e-17, "path": "M0.123456789,0"},)},
    ).to_plotly()
    assert json.dumps(drawn["data"]) == (
        '[{"x": [0.3, 0, 1990], "marker": {"color": [true, "0.123456789"]}}]'
    )
    assert json.dumps(drawn["layout"]["shapes"]) == '[{"x0": 0, "path": "M0.123456789,0"}]'


def test_a_number_that_is_none_is_refused_with_the_name_of_the_figure() -> None:
    with pytest.raises(FigureError, match=r"'How many\?': nan cannot be drawn"):
        figure(data=[{"x": [float("nan")]}])


def test_plotly_accepts_the_template() -> None:
    go.layout.Template(TEMPLATE)
    go.Figure({key: figure().to_plotly()[key] for key in ("data", "layout")})


def test_changing_what_it_gave_out_does_not_change_the_figure() -> None:
    one = figure()
    one.to_plotly()["layout"]["template"]["layout"]["font"]["size"] = 99
    assert one.to_plotly()["layout"]["template"]["layout"]["font"]["size"] == 13


def test_the_words_hold_question_summary_table_omissions_and_source() -> None:
    text = repr(figure())
    for part in ("How many?", "Two of b", "Letter | Count", "b | 2", "Everything else.", "counted"):
        assert part in text
    html = figure().to_html()
    for part in ("Two of b", "<th scope=col", "Everything else.", "counted here"):
        assert part in html


def test_no_text_becomes_markup() -> None:
    html = figure(
        summary="<b>&", rows=[("<i>", "2")], leaves_out=["<u>"], source="<s>", passages=["<q>"]
    ).to_html()
    for raw in ("<b>", "<i>", "<u>", "<s>", "<q>"):
        assert raw not in html
    assert "&lt;b&gt;&amp;" in html


def test_one_sentence_stands_below_the_drawing_and_the_rest_unfolds() -> None:
    html = figure(summary="Two of b. One of a, 0.5 per page. ‘c’ is none.").to_html()
    shown, _, folded = html.partition("<details>")
    assert shown == "<p>Two of b.</p>"
    assert "<p>One of a, 0.5 per page. ‘c’ is none.</p><table>" in folded
    assert "Everything else." in folded
    assert "Source: counted here" in folded
    assert html.endswith("</details>")
    assert figure(summary="Only this").to_html().startswith("<p>Only this</p><details>")


def test_the_passages_can_be_unfolded() -> None:
    assert "passages that are drawn" not in figure().to_html()
    html = figure(passages=["one", "two"]).to_html()
    assert "<summary>The 2 passages that are drawn</summary><ul><li>one</li>" in html


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"summary": " "}, "needs a summary"),
        ({"leaves_out": []}, "what it leaves out"),
        ({"rows": []}, "has 0 rows"),
        ({"rows": [("a", "1")] * 7}, "has 7 rows"),
        ({"rows": [("a",)]}, "needs 2 cells"),
    ],
)
def test_a_figure_without_its_words_is_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(FigureError, match=sentence):
        figure(**changes)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_keeps_its_contrast_with_the_paper() -> None:
    layout = TEMPLATE["layout"]
    for ink in (layout["font"]["color"], layout["xaxis"]["linecolor"]):
        contrast = (_luminance(layout["paper_bgcolor"]) + 0.05) / (_luminance(ink) + 0.05)
        assert contrast >= 7


def test_the_colours_are_those_of_okabe_and_ito() -> None:
    assert set(OKABE_ITO) == {
        "#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7",
    }  # fmt: skip
