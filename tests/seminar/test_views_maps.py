"""The heat map and the difference map: what they count, what they say, what they leave out."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from closereader.figures import CodedPassage, Figure, Sheet
from closereader.seminar import (
    Reading,
    Seminar,
    agreement_figure,
    difference_map,
    heat_map,
    open_seminar,
)
from closereader.seminar.density import LEVELS, level, steps, units, within
from closereader.seminar.readings import NOTHING_HERE
from closereader.texts import Span, open_text, text_ids
from tests.house.tree import ROOT
from tests.seminar.readers import CORNER, HOSTILE, LETTER, THANKS, reading, seminar, three
from tests.texts.making import text_of

LENGTH = 50
SPANS = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(sorted)
READERS = st.lists(st.lists(SPANS, max_size=5), max_size=5)


def figure(made: Figure | Sheet) -> Figure:
    assert isinstance(made, Figure)
    return made


def row(made: Figure, place: int) -> list[int]:
    """Give the levels of a row; an empty cell is 0."""
    return [each or 0 for each in made.data[0]["z"][place]]


def marks(reader: list[list[int]]) -> list[CodedPassage]:
    return [CodedPassage(LETTER, Span(*each), "exclusion", None, "") for each in reader]


@given(READERS, READERS)
def test_the_difference_array_counts_each_reader_once_at_every_place(
    one: list[list[list[int]]], other: list[list[list[int]]]
) -> None:
    groups = (one, other)
    found = steps([[marks(each) for each in group] for group in groups], LENGTH)
    assert [each.start for each in found[1:]] == [each.end for each in found[:-1]]
    assert (found[0].start, found[-1].end) == (0, LENGTH)
    for each in found:
        for place in (each.start, each.end - 1):
            by_hand = tuple(
                sum(any(start <= place < end for start, end in reader) for reader in group)
                for group in groups
            )
            assert each.counts == by_hand


@given(READERS, SPANS)
def test_steps_within_a_stretch_cover_it_exactly(
    readers: list[list[list[int]]], stretch: list[int]
) -> None:
    start, end = stretch
    inside = within(steps([[marks(each) for each in readers]], LENGTH), start, end)
    assert sum(each.end - each.start for each in inside) == end - start
    assert all(start <= each.start < each.end <= end for each in inside)


@pytest.mark.parametrize("readers", [1, 2, 3, 5, 30, 200])
def test_six_levels_rise_and_only_nobody_is_nought(readers: int) -> None:
    found = [level(count, readers) for count in range(readers + 1)]
    assert found == sorted(found)
    assert found[0] == 0
    assert min(found[1:]) >= 1
    assert found[-1] == LEVELS - 1


def test_verse_is_counted_line_by_line() -> None:
    text = text_of("# Title\n\n| By\n\nProse. More.\n\n| One\n| Two\n")
    labels = [unit.label for unit in units(text)]
    assert labels == ["¶1, sentence 1", "¶1, sentence 2", "verse 1, line 1", "verse 1, line 2"]
    long = text_of("| By\n\n" + "\n\n".join("| One\n| Two" for _ in range(40)))
    assert [unit.label for unit in units(long)][::39] == ["verse 1", "verse 40"]


@pytest.mark.parametrize("text_id", text_ids())
def test_columns_are_at_most_sixty_and_lie_in_paragraphs(text_id: str) -> None:
    text = open_text(text_id)
    found = units(text)
    assert 1 <= len(found) <= 60
    assert sum(unit.begins for unit in found) == len(text.paragraphs)
    assert all(text.block(unit.label.partition(",")[0]).start <= unit.start for unit in found)


def test_a_cell_shows_how_many_and_their_share_as_a_shade() -> None:
    made = figure(heat_map(three(), LETTER))
    trace = made.data[0]
    at = next(
        place
        for place, unit in enumerate(units(open_text(LETTER)))
        if unit.start <= open_text(LETTER).body.index(THANKS) < unit.end
    )
    assert trace["z"][0][at] == 4, "two of three readers are up to four fifths"
    assert trace["text"][0][at] == "2", "people are counted, not fifths"
    assert sum(row(made, 0)) == 4
    assert len(dict.fromkeys(colour for _, colour in trace["colorscale"])) == LEVELS
    assert set(trace["text"][1]) == {""}


def test_the_heat_map_opens_the_words() -> None:
    made = figure(heat_map(three(), LETTER))
    assert made.passages[0] == f"Exclusion, 2 of 3: “{THANKS}” (artiukh-2022 ¶1)"
    assert any(CORNER in each for each in made.passages)
    assert made.rows[0][1:] == ("2 of 3", "2.1 % of characters", "¶1: 2 of 3")
    assert len(made.rows) == 5
    assert "Nobody marked: Rentier state" in made.summary


def test_a_reader_who_did_not_open_the_text_is_not_in_the_count() -> None:
    here = seminar(*three().readings, reading("Dora", text_id="post-2022"))
    made = figure(heat_map(here, LETTER))
    assert made.rows[0][1] == "2 of 3"
    assert "1 of 4 readers did not open this text: missing, not silent, and not counted." in (
        made.leaves_out
    )


@pytest.mark.parametrize("view", [heat_map, difference_map])
def test_with_nobody_a_view_says_a_calm_sentence(view: Any) -> None:
    assert repr(view(Seminar(()), LETTER)) == NOTHING_HERE
    elsewhere = view(three(), "alieva-2024")
    assert repr(elsewhere).startswith("Nobody in this seminar opened alieva-2024.")


@pytest.mark.parametrize("view", [heat_map, difference_map])
@pytest.mark.parametrize("text_id", text_ids())
def test_the_same_readings_give_the_same_figure(view: Any, text_id: str) -> None:
    sides = ("Reading A", "Reading C") if view is difference_map else ()
    one, other = (figure(view(open_seminar(), text_id, *sides)) for _ in range(2))
    assert one.to_plotly() == other.to_plotly()
    assert one.to_html() == other.to_html()
    text = open_text(text_id)
    for said in one.passages:
        quote = said[said.index("“") + 1 : said.rindex("”")]
        assert quote in text.body or "\n" in text.body[text.body.index(quote[:20]) :]


def test_a_difference_has_its_direction_in_the_row() -> None:
    made = figure(difference_map(three(), LETTER, "Ben", "Cleo"))
    assert max(map(abs, row(made, 0))) == 5, "exclusion: Ben further"
    assert max(map(abs, row(made, 1))) == 0, "exclusion: Cleo nowhere"
    assert made.rows[0] == ("Exclusion (EX)", "in 1 of 18, most in ¶1", "nowhere")
    turned = figure(difference_map(three(), LETTER, "Cleo", "Ben"))
    assert turned.rows[0] == ("Exclusion (EX)", "nowhere", "in 1 of 18, most in ¶1")


def test_what_both_mark_leaves_no_trace() -> None:
    made = figure(difference_map(three(), LETTER, "Anna", "Ben"))
    assert not any(row(made, 0))
    assert not any(row(made, 1))


def test_groups_are_compared_by_their_shares() -> None:
    made = figure(difference_map(three(), LETTER, ["Anna", "Cleo"], ["Ben"]))
    assert max(map(abs, row(made, 1))) == 3, "all of one group, half of the other"
    assert "group A (2 readers)" in made.summary


def twice_by(*names: str, corner: bool = True) -> list[Reading]:
    second = [(CORNER, "agency")] if corner else [(THANKS, "exclusion")]
    return [
        each
        for name in names
        for each in (
            reading(name, [(THANKS, "exclusion")]),
            reading(name, second, when="second"),
        )
    ]


def test_of_one_or_two_who_handed_in_twice_nothing_is_drawn() -> None:
    here = seminar(*twice_by("Anna", "Ben"), reading("Cleo"))
    said = repr(difference_map(here, LETTER, "first", "second"))
    assert said.startswith("2 of 3 readers handed artiukh-2022 in twice. Of fewer than 3 nothing")


def test_who_changed_nothing_gives_a_sentence_and_no_empty_map() -> None:
    here = seminar(*twice_by("Anna", "Ben", "Cleo", corner=False), reading("Dora"))
    assert repr(difference_map(here, LETTER, "first", "second")) == (
        "3 of 4 readers handed artiukh-2022 in twice. They changed nothing: their marks are the "
        "same."
    )


def test_first_readings_against_second() -> None:
    here = seminar(*twice_by("Anna", "Ben", "Cleo"))
    made = figure(difference_map(here, LETTER, "first", "second"))
    assert made.source == "a test; first readings against second readings"
    assert made.rows[0][1:] == ("in 1 of 18, most in ¶1", "nowhere")
    assert any("What was asked in between" in each for each in made.leaves_out)
    turned = figure(difference_map(here, LETTER, "second", "first"))
    assert turned.rows[0][1:] == ("nowhere", "in 1 of 18, most in ¶1")
    once = difference_map(three(), LETTER, "first", "second")
    assert repr(once) == "Nobody in this seminar handed artiukh-2022 in twice."


def test_without_sides_the_first_and_the_last_reader_are_compared() -> None:
    assert figure(difference_map(three(), LETTER)).source == "a test; Anna against Cleo"


def test_an_unknown_side_is_told_how_to_choose() -> None:
    said = repr(difference_map(three(), LETTER, "Anna", ["Zoe"]))
    assert "is called Zoe" in said
    assert 'difference_map(seminar, "artiukh-2022"' in said
    assert "Anna, Ben, Cleo" in said


def test_a_list_of_words_that_is_cut_says_so() -> None:
    made = figure(heat_map(open_seminar(), "alieva-2024"))
    assert len(made.passages) == 40
    assert any(each.startswith("The list of words holds 40 of ") for each in made.leaves_out)


def test_names_and_notes_are_shown_as_text() -> None:
    here = seminar(reading(HOSTILE, [(THANKS, "exclusion")]), reading("Ben", [(CORNER, "agency")]))
    made = figure(difference_map(here, LETTER))
    assert "<img" not in made.to_html()
    shown = repr([made.data[0]["hovertext"], made.layout])
    assert "<img" not in shown


def test_a_codebook_with_many_themes_is_drawn_whole_and_its_table_says_what_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", seeds)
    book = yaml.safe_load((seeds / "codebook.yml").read_text(encoding="utf-8"))
    more = [
        dict(book["themes"][0], id=f"more-{each}", code=f"M{each.upper()}", colour=f"#{each * 6}")
        for each in "ab"
    ]
    book["themes"] += more
    words = yaml.safe_dump(book, allow_unicode=True, sort_keys=False)
    (seeds / "codebook.yml").write_text(words, encoding="utf-8")
    monkeypatch.setenv("CLOSEREADER_SEEDS", str(seeds))
    for view, rows in ((heat_map, 7), (agreement_figure, 7), (difference_map, 14)):
        made = figure(view(seminar(*three().readings[:2]), LETTER))
        assert len(made.layout["yaxis"]["tickvals"]) == rows
        assert len(made.rows) == 6
        assert "The table holds the first 6 of 7 themes." in made.leaves_out
