"""What nobody marked, and what only one reader marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from closereader.seminar import Seminar, only_sheet, open_seminar, unmarked_sheet
from closereader.seminar.readings import NOTHING_HERE
from closereader.seminar.silences import only, unmarked
from closereader.texts import open_text, text_ids
from closereader.work import open_work
from tests.seminar.readers import CORNER, HOSTILE, LETTER, THANKS, reading, seminar, sheet, three


def test_unmarked_are_all_units_without_a_mark_of_any_theme() -> None:
    found = unmarked(three(), LETTER)
    assert sum(run.number for run in found) == 16, "of eighteen sentences two have marks"
    assert [run.length for run in found] == sorted((run.length for run in found), reverse=True)
    thanks = open_text(LETTER).body.index(THANKS)
    assert not any(run.first.start <= thanks < run.last.end for run in found)


@pytest.mark.parametrize("text_id", text_ids())
def test_no_mark_of_the_model_readings_touches_an_unmarked_run(text_id: str) -> None:
    here = open_seminar()
    for run in unmarked(here, text_id):
        for one in here.readings:
            for each in one.marks[text_id]:
                assert each.span.end <= run.first.start or each.span.start >= run.last.end


def test_the_sheet_shows_where_and_the_first_words() -> None:
    said = repr(unmarked_sheet(three(), LETTER))
    assert said.startswith("16 of 18 sentences were marked by nobody (3 readers).")
    assert "(artiukh-2022 ¶" in said
    assert "not read at all" in said


def test_only_is_a_mark_that_no_other_mark_of_its_theme_touches() -> None:
    found = only(three(), LETTER)
    assert [(each.reader, each.passage.theme) for each in found] == [("Ben", "agency")]
    touching = seminar(
        reading("Anna", [(THANKS, "exclusion")]),
        reading("Ben", [("learned a lot from the Western Left.", "exclusion")]),
    )
    assert only(touching, LETTER) == ()


def test_others_who_marked_the_words_under_another_theme_are_named() -> None:
    here = seminar(reading("Anna", [(THANKS, "exclusion")]), reading("Ben", [(THANKS, "agency")]))
    found = {each.reader: each.elsewhere for each in only(here, LETTER)}
    assert found["Anna"] == ("Ben: Agency and shared ownership",)
    assert found["Ben"] == ("Anna: Exclusion",)


def test_one_reader_may_be_asked_for_and_an_unknown_one_is_no_error() -> None:
    said = repr(only_sheet(three(), LETTER, "Ben"))
    assert said.startswith("Marked by Ben alone in artiukh-2022: 1 passage of 2 passages.")
    assert CORNER in said
    assert "0 passages of 1 passage" in repr(only_sheet(three(), LETTER, "Anna"))
    assert "Readers: Anna, Ben, Cleo." in repr(only_sheet(three(), LETTER, "Zoe"))


def test_you_are_shown_your_own_when_you_are_one_of_the_seminar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    everybody = repr(only_sheet(three(), LETTER))
    assert everybody.startswith("Marked by one reader alone")
    open_work().set_reader("Ben")
    assert repr(only_sheet(three(), LETTER)).startswith("Marked by Ben alone")


def test_a_hostile_note_is_text() -> None:
    made = sheet(only_sheet(three(), LETTER))
    assert HOSTILE in made.text
    assert "<img" not in made.html


def test_with_nobody_or_one_there_is_a_calm_sentence() -> None:
    for view in (unmarked_sheet, only_sheet):
        assert repr(view(Seminar(()), LETTER)) == NOTHING_HERE
    alone = seminar(reading("Anna", [(THANKS, "exclusion")]))
    assert "Only one reader opened artiukh-2022" in repr(only_sheet(alone, LETTER))
