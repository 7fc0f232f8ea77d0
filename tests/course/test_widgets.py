"""Every widget and figure of the library serves another course, or says what it has not."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

import closereader
from closereader import (
    ArgumentMap,
    Ask,
    Choose,
    ClaimCards,
    Coding,
    Compare,
    HandIn,
    Matrix,
    Number,
    Reader,
    ReadingDesk,
    Scale,
    WhoAmI,
    figures,
    open_text,
    open_work,
)
from closereader.annotations import Annotation
from closereader.argument import Node, read_map, to_argdown
from closereader.concordance import concordance
from closereader.figures import FigureError, NoModelReadings, marks_sheet, pronouns
from closereader.handin import HandInError
from closereader.handin.home import Home
from closereader.seminar import (
    Seminar,
    agreement_figure,
    contested_sheet,
    from_annotations,
    heat_map,
    only_sheet,
    open_seminar,
    shaded_text,
    unmarked_sheet,
)
from closereader.tables import open_table
from closereader.widgets.coding import Case
from whose_lessons import Explore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LETTER, SPEECH = "ferry-2025", "bruecke-2025"
BOTH = (LETTER, SPEECH)

SERVED: dict[str, Callable[[], Any]] = {
    "ArgumentMap": lambda: ArgumentMap("01/a"),
    "Ask": lambda: Ask("01/q1", "Warum?", texts=BOTH),
    "Coding": lambda: Coding(
        "01/k",
        "Was ist das?",
        [Case("a", "Die zwölf Minuten", "twelve minutes")],
        codes={"g": "Gespart", "v": "Weg"},
    ),
    "Compare": lambda: Compare(*BOTH),
    "HandIn": lambda: HandIn("01", marks={"Frage 1": {"themes": ["zeit"]}}),
    "Matrix": lambda: Matrix("01/m", columns=[("who", "Wer?", "")], rows=[("a", "A")]),
    "Reader": lambda: Reader(SPEECH, show="¶2"),
    "ReadingDesk": lambda: ReadingDesk(*BOTH),
    "WhoAmI": WhoAmI,
}
WITHOUT: dict[str, tuple[Callable[[], Any], str]] = {
    "Choose": (lambda: Choose("01/q2"), "choices"),
    "ClaimCards": (lambda: ClaimCards("01/c", ["c01"]), "claims"),
    "Number": (lambda: Number("01/n", "?", table="t", row={"a": 1}, column="x"), "tables"),
    "Scale": (lambda: Scale("01/s", sentences=["s01"]), "scale"),
}
SHOWN: dict[str, Callable[[], Any]] = {
    "marks_sheet": lambda: marks_sheet("zeit"),
    "moves_sheet": figures.moves_sheet,
    "notes_sheet": lambda: figures.notes_sheet(LETTER, []),
    "own_marks": figures.own_marks,
    "own_reading": figures.own_reading,
    "pronouns": pronouns,
    "saved_sheet": figures.saved_sheet,
    "source_sheet": lambda: figures.source_sheet(SPEECH),
    "strips": lambda: figures.strips("zeit", [figures.own_reading()], BOTH),
    "theme_sheet": lambda: figures.theme_sheet("zeit"),
    "themes_sheet": figures.themes_sheet,
}
UNSHOWN: dict[str, tuple[Callable[[], Any], str]] = {
    "coverage": (lambda: figures.coverage("zeit"), "prepared passages"),
    "glossary_sheet": (figures.glossary_sheet, "glossary"),
    "model_readings": (lambda: figures.model_readings(LETTER), "model readings"),
    "names_sheet": (figures.names_sheet, "glossary"),
    "prepared_reading": (figures.prepared_reading, "prepared passages"),
}


@pytest.fixture(autouse=True)
def marked(course: Path) -> None:
    assert course.is_dir()
    Reader(LETTER).mark("save each of us twelve minutes a day", theme="zeit", move="these")
    Reader(SPEECH).mark("solange man Zeit hat", theme="zeit", note="Wer hat sie?")


def shown(made: Any) -> str:
    bundle = made._repr_mimebundle_() if hasattr(made, "_repr_mimebundle_") else None
    words = str(bundle[0] if isinstance(bundle, tuple) else bundle) if bundle else ""
    html = made._repr_html_() if hasattr(made, "_repr_html_") else ""
    return unescape(words + (html or "") + repr(made))


def test_every_widget_of_the_library_is_tried() -> None:
    widgets = {name for name in closereader.__all__ if name[:1].isupper()} - {"Annotation"}
    assert widgets == {*SERVED, *WITHOUT}


@pytest.mark.parametrize("name", SERVED)
def test_a_widget_opens(name: str) -> None:
    widget = SERVED[name]()
    assert not widget.problem
    assert name in repr(widget)


@pytest.mark.parametrize("name", WITHOUT)
def test_a_widget_says_in_one_sentence_what_the_course_has_not(name: str) -> None:
    make, what = WITHOUT[name]
    try:
        told = shown(make())
    except ValueError as error:
        told = str(error)
    assert f"This course has no {what} (" in told


def test_every_figure_of_the_library_is_tried() -> None:
    plain = {"figures", *figures.__all__}
    made = {name for name in plain if callable(getattr(figures, name, None))} & {
        name for name in plain if name.islower()
    }
    assert made == {*SHOWN, *UNSHOWN}


@pytest.mark.parametrize("name", SHOWN)
def test_a_figure_is_drawn(name: str) -> None:
    assert len(repr(SHOWN[name]())) > len("nothing")


@pytest.mark.parametrize("name", UNSHOWN)
def test_a_figure_says_in_one_sentence_what_the_course_has_not(name: str) -> None:
    make, what = UNSHOWN[name]
    with pytest.raises((ValueError, NoModelReadings), match=rf"^This course has no {what} \("):
        make()


def test_the_explorer_of_the_first_course_asks_for_its_table() -> None:
    with pytest.raises(ValueError, match=r"^This course has no tables \("):
        Explore()
    with pytest.raises(ValueError, match=r"^This course has no tables \("):
        open_table("panel")


def test_the_first_page_says_that_there_is_no_list() -> None:
    with pytest.raises(HandInError, match=r"^This course has no list of its notebooks \("):
        Home()


def test_moves_are_counted_by_what_the_codebook_has() -> None:
    lines = marks_sheet("zeit").text.splitlines()
    assert lines[0] == "Text | Marks | Notes | These | Bitte | Einräumung"
    assert lines[1:3] == ["bruecke-2025 | 1 | 1 | 0 | 0 | 0", "ferry-2025 | 1 | 0 | 1 | 0 | 0"]
    assert lines[3] == (
        "Every text has a passage. Whether the passages fit the theme is a question for readers."
    )


def test_a_counter_passage_cannot_be_asked_for_where_no_move_is_one() -> None:
    with pytest.raises(HandInError, match="this course has no counter-passages"):
        HandIn("01", marks={"Frage 1": {"themes": ["zeit"], "counter": "once"}})


def test_pronouns_are_counted_in_the_language_of_the_text_or_not_at_all() -> None:
    figure = pronouns()
    assert [trace["name"] for trace in figure.data] == [LETTER]
    assert f"{SPEECH}: not in English, and so not counted." in figure.leaves_out
    with pytest.raises(FigureError, match=r"bruecke-2025 is in another language \(de\)"):
        pronouns([LETTER, SPEECH])
    with pytest.raises(FigureError, match="counts English words"):
        pronouns([SPEECH])


def sentences(text_id: str) -> list[str]:
    text = open_text(text_id)
    return [text.body[span.start : span.end] for span in text.sentences]


def test_sentences_end_where_the_language_of_the_text_ends_them() -> None:
    assert sentences(SPEECH)[0] == (
        "Am 3. Mai stand die Fähre still, z. B. für den Schulbus, bzw. für alle, die auf ihn "
        "warteten."
    )
    assert sentences(LETTER)[1].startswith("Dr. Berg rode it to every birth")


def test_an_argument_map_carries_the_name_of_its_course() -> None:
    written = to_argdown(Node("claim", "Die Brücke kommt."))
    assert written.startswith("// An argument map of the course “Fähre oder Brücke” (")
    assert read_map(written).remarks == ()
    ours = written.replace("Fähre oder Brücke", "Another Course")
    assert read_map(ours).remarks == ()


def test_words_are_found_in_both_languages() -> None:
    found = repr(concordance(BOTH, "minutes|Zeit"))
    assert "ferry-2025 ¶2" in found
    assert "bruecke-2025 ¶3" in found


def test_the_views_of_a_seminar_open_on_these_texts() -> None:
    marks = [one for one in open_work().annotations(LETTER).items if isinstance(one, Annotation)]
    seminar = Seminar(from_annotations({"Reiher": marks, "Otter": marks}), "two readers")
    for view in (heat_map, agreement_figure, contested_sheet, only_sheet, unmarked_sheet):
        assert "zeit" in repr(view(seminar, LETTER)).lower() or view is not heat_map
    assert shown(shaded_text(seminar, LETTER))
    assert "No readings are here yet" in repr(open_seminar())


def test_what_is_missing_leads_to_the_headings_of_this_course() -> None:
    missing = HandIn("01").preview["missing"]
    assert missing[0] == [{"words": "Frage 2", "heading": "Frage 2"}, " has no answer."]
