from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.codebook import CodebookError, open_codebook
from closereader.figures import (
    CodedPassage,
    CodedReading,
    FigureError,
    coverage,
    prepared_reading,
    strips,
)
from closereader.figures.strips import merged, percent
from closereader.texts import Span, UnknownText, open_text

if TYPE_CHECKING:
    from closereader.figures import Figure

LETTER = "artiukh-2022"
TEXTS = ("alieva-2024", LETTER, "post-2022")


def passage(quote: str, text_id: str = LETTER, theme: str = "exclusion") -> CodedPassage:
    (span,) = open_text(text_id).find(quote)
    return CodedPassage(text_id, span, theme, "claim", "")


def reading(*passages: CodedPassage) -> CodedReading:
    return CodedReading("Test reading", "test", passages, empty="nothing here")


def drawn(figure: Figure) -> list[dict[str, object]]:
    return [trace for trace in figure.data if "hovertext" in trace]


SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda s: Span(s[0], s[0] + s[1]))
)


@given(SPANS)
def test_merging_covers_the_same_characters_once(spans: list[Span]) -> None:
    runs = merged(spans)
    assert {n for s in spans for n in range(*s)} == {n for run in runs for n in range(*run)}
    assert all(first.end < second.start for first, second in pairwise(runs))


def test_overlapping_passages_are_counted_twice_but_their_characters_once() -> None:
    both = reading(passage("tried to theorise our corner"), passage("our corner of the world"))
    ((strip,),) = strips("exclusion", [both], [LETTER])
    assert len(strip.passages) == 2
    assert strip.covered == len("tried to theorise our corner of the world")
    assert strip.share == pytest.approx(100 * strip.covered / len(open_text(LETTER)))
    assert strip.places == ("¶4",)
    assert strip.count.startswith("2 passages, ")


def test_each_bar_stands_where_its_words_stand_and_names_them() -> None:
    quote = "We appreciate the way you have tried to theorise our corner of the world."
    figure = coverage("exclusion", [reading(passage(quote))], [LETTER])
    (trace,) = drawn(figure)
    text = open_text(LETTER)
    (span,) = text.find(quote)
    assert trace["base"] == [percent(span.start, text)]
    assert trace["x"] == [round(percent(span.end, text) - percent(span.start, text), 3)]
    hover = str(trace["hovertext"]).replace("<br>", " ")
    assert "tried to theorise" in hover
    assert "(artiukh-2022 ¶4) · claim" in hover
    assert f"test: “{quote}” (artiukh-2022 ¶4)" in figure.passages


def test_another_theme_is_not_drawn() -> None:
    figure = coverage("agency", [reading(passage("blood-red lines"))], [LETTER])
    assert drawn(figure) == []


def test_an_empty_reading_says_so_in_the_strip_the_summary_and_the_table() -> None:
    figure = coverage("exclusion", [reading()], [LETTER])
    notes = [each["text"] for each in figure.layout["annotations"]]
    assert "<i>nothing here</i>" in notes
    assert "Test reading: none yet" in figure.summary
    assert figure.rows == (("Artiukh, open letter (opening excerpt)", "2,028", "none yet"),)


def test_the_summary_says_which_strips_are_empty() -> None:
    """An empty strip is the longest stretch without a mark that a reader can see."""
    one = reading(passage("tried to theorise our corner"))
    figure = coverage("exclusion", [one])
    empty = [name for name, _, cell in figure.rows if cell == "none yet"]
    assert len(empty) == len(figure.rows) - 1
    assert f"No mark at all, from 0 % to 100 %: {'; '.join(empty)}. Of the other" in figure.summary
    full = coverage("exclusion", [one], [LETTER])
    assert "No mark at all" not in full.summary


def test_the_widest_gap_is_found_at_the_ends_too() -> None:
    ((strip,),) = strips("exclusion", [reading(passage("we have learned a lot"))], [LETTER])
    start, end = strip.widest_gap
    assert end == 100
    assert start == percent(strip.passages[0].span.end, strip.text)


def test_the_prepared_passages_of_exclusion_cover_every_text() -> None:
    figure = coverage("exclusion", [prepared_reading(), reading()], TEXTS)
    assert [trace["name"] for trace in drawn(figure)] == [f"{each}, prepared" for each in TEXTS]
    assert len(figure.rows) == 3
    assert len(figure.passages) == len(prepared_reading().passages)


def test_plotly_accepts_what_is_drawn_and_the_colour_is_the_theme() -> None:
    figure = coverage("exclusion", [prepared_reading(), reading()], TEXTS)
    plotly = figure.to_plotly()
    go.Figure({key: plotly[key] for key in ("data", "layout")})
    colours = {trace["marker"]["color"] for trace in plotly["data"] if "hovertext" in trace}
    assert colours == {open_codebook().theme("exclusion").colour}


def test_what_could_not_be_placed_is_said() -> None:
    lost = CodedReading(
        "Your marks", "yours", (), problems=("1 of your marks could not be placed.",)
    )
    assert "1 of your marks could not be placed." in coverage("exclusion", [lost]).leaves_out


def test_a_long_passage_is_cut_in_the_hover_and_says_so() -> None:
    text = open_text(LETTER)
    block = text.block("¶6")
    whole = CodedPassage(LETTER, block.span, "exclusion", None, "")
    (trace,) = drawn(coverage("exclusion", [reading(whole)], [LETTER]))
    hover = str(trace["hovertext"])
    assert "[…]" in hover.replace("<br>", " ")
    assert "(artiukh-2022 ¶6)" in hover
    assert "None" not in hover


def test_an_unknown_theme_or_text_is_named_with_those_there_are() -> None:
    with pytest.raises(CodebookError, match="exclusion"):
        coverage("oil", [reading()])
    with pytest.raises(UnknownText, match="artiukh-2022"):
        coverage("exclusion", [reading()], ["nobody-1900"])


def test_no_text_or_no_reading_is_refused() -> None:
    with pytest.raises(FigureError, match="at least one text"):
        coverage("exclusion", [reading()], [])
    with pytest.raises(FigureError, match="one reading"):
        coverage("exclusion", [], [LETTER])
