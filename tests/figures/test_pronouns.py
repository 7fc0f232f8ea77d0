"""The pronouns of the texts: counted, with intervals, every hit listed."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from closereader.concordance import FEWEST, count, kwic
from closereader.figures import PRONOUNS, FigureError, pronouns
from closereader.texts import UnknownText

TEXTS = ("alieva-2024", "artiukh-2022", "post-2022")


def test_each_point_is_its_count_and_interval() -> None:
    for trace, text_id in zip(pronouns().data, TEXTS, strict=True):
        assert trace["name"] == text_id
        for at, pattern in enumerate(PRONOUNS.values()):
            found = count(text_id, pattern)
            assert trace["x"][at] == round(found.rate, 2)
            low = trace["x"][at] - trace["error_x"]["arrayminus"][at]
            high = trace["x"][at] + trace["error_x"]["array"][at]
            assert (low, high) == pytest.approx((found.low, found.high), abs=0.02)
            hollow = trace["marker"]["color"][at] == "#FFFFFF"
            assert hollow == (found.raw < FEWEST)


def test_texts_are_called_what_the_lessons_call_them() -> None:
    labels = pronouns().layout["yaxis"]["ticktext"]
    assert labels[:3] == ["essay (Alieva): 8", "letter (Artiukh): 9", labels[2]]
    assert labels[2].startswith("post: ")


def test_lines_do_not_collide() -> None:
    figure = pronouns()
    lines = [y for trace in figure.data for y in trace["y"]]
    assert len(lines) == len(set(lines)) == 12
    assert set(lines) == set(figure.layout["yaxis"]["tickvals"])


def test_the_country_is_not_us_and_quotations_are_told() -> None:
    figure = pronouns()
    assert figure.rows[0][0] == "we, us, our, ours"
    assert figure.rows[0][1].startswith("8 hits (6 in quotation marks)")
    assert figure.rows[0][2].startswith("9 hits (1 in quotation marks)")
    assert figure.rows[2][2] == "0 hits; up to 11.4"
    assert "essay (Alieva) 6 of 8" in figure.summary
    assert "8 of the 12 counts are below 10" in figure.summary
    assert any("excerpt" in line for line in figure.leaves_out)


def test_every_hit_is_listed_with_its_place() -> None:
    figure = pronouns()
    assert len(figure.passages) == sum(len(kwic(TEXTS, each)) for each in PRONOUNS.values())
    assert figure.passages[0].startswith("alieva-2024 ¶2: ")
    assert figure.passages[0].endswith("(in quotation marks)")


def test_it_is_plotly_and_the_same_every_time() -> None:
    found = pronouns().to_plotly()
    go.Figure(data=found["data"], layout=found["layout"])
    assert found == pronouns().to_plotly()
    assert repr(pronouns()) == repr(pronouns())


def test_some_texts_or_none() -> None:
    assert len(pronouns(["post-2022"]).data) == 1
    assert "post" in pronouns(["post-2022"]).headings[1]
    with pytest.raises(FigureError, match="one to 6 texts, not 0"):
        pronouns([])
    with pytest.raises(UnknownText):
        pronouns(["nobody-1999"])
