"""The contested passages: which come first, what they cost, and everybody's notes as text."""

from __future__ import annotations

from closereader.agreement import span_alpha
from closereader.seminar import Seminar, contested_sheet, open_seminar
from closereader.seminar.contested import contested
from closereader.seminar.readings import NOTHING_HERE
from closereader.texts import open_text
from tests.seminar.readers import CORNER, HOSTILE, LETTER, THANKS, reading, seminar, sheet, three


def test_what_half_of_the_readers_marked_stands_first() -> None:
    here = seminar(
        reading("Anna", [(THANKS, "exclusion"), (CORNER, "exclusion")]),
        reading("Ben", [(THANKS, "exclusion")]),
        reading("Cleo"),
        reading("Dora"),
    )
    first, second = contested(here, LETTER)
    assert (first.unit.label, first.depth) == ("¶1, sentence 1", 2)
    assert (first.marked, first.unmarked) == (("Anna", "Ben"), ("Cleo", "Dora"))
    assert (second.unit.label.partition(",")[0], second.depth) == ("¶4", 1)


def test_what_everybody_or_nobody_marked_is_not_contested() -> None:
    here = seminar(*(reading(name, [(THANKS, "exclusion")]) for name in ("Anna", "Ben")))
    assert contested(here, LETTER) == ()
    assert repr(contested_sheet(here, LETTER)) == (
        "Nothing is contested in artiukh-2022: all readers marked the same."
    )
    alone = seminar(reading("Anna", [(THANKS, "exclusion")]))
    assert "only one reader opened it" in repr(contested_sheet(alone, LETTER))


def test_the_cost_is_alpha_without_the_sentence() -> None:
    here, text = open_seminar(), open_text(LETTER)
    spans = {
        name: [(each.span.start, each.span.end) for each in one.of("exclusion", LETTER)]
        for name, one in here.of(LETTER).items()
    }
    whole = span_alpha(spans, len(text)).value
    found = contested(here, LETTER, "exclusion", most=3)
    assert found
    for each in found:
        without = span_alpha(spans, len(text), leave_out=[each.unit[:2]]).value
        assert whole is not None
        assert without is not None
        assert each.cost is not None
        assert abs(each.cost - (without - whole)) < 1e-12
    assert all(one.theme.id == "exclusion" for one in found)


def test_the_sheet_leads_to_the_words_the_readers_and_their_notes() -> None:
    said = repr(contested_sheet(three(), LETTER))
    assert f"“Here in the post-Soviet world, {THANKS}.” (artiukh-2022 ¶1)" in said
    assert f"Anna marked “{THANKS}” (artiukh-2022 ¶1), claim – note: Who taught?" in said
    assert f"Ben marked “{THANKS}” (artiukh-2022 ¶1), claim\n" in said
    assert "without a note" not in said, "who wrote none is not shown up"
    assert "Cleo" not in said, "nor who marked nothing here"
    assert "It is the only place where readers differ about this theme." in said


def test_a_hostile_note_is_text() -> None:
    made = sheet(contested_sheet(three(), LETTER))
    assert HOSTILE in made.text
    assert "<img" not in made.html
    assert "&lt;img src=x onerror=alert(1)&gt;" in made.html


def test_of_many_notes_eight_are_shown_and_the_rest_unfold() -> None:
    here = seminar(
        *(reading(f"R{each:02}", [(THANKS, "exclusion", "why")] * (each % 2)) for each in range(30))
    )
    made = sheet(contested_sheet(here, LETTER))
    said = made.text
    assert said.count("note: why") == 8
    assert made.html.count("note: why") == 15, "the others unfold"
    assert "<details><summary>7 more who marked it</summary>" in made.html
    assert "and 7 more who marked it" in said
    assert "R00" not in said, "who left it unmarked is not named"


def test_with_nobody_there_is_a_calm_sentence() -> None:
    assert repr(contested_sheet(Seminar(()), LETTER)) == NOTHING_HERE
