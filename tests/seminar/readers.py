"""Small seminars, made of readings with few marks, for the tests of the views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from closereader.figures import CodedPassage, Figure, Sheet
from closereader.seminar import Reading, Seminar, SeminarView
from closereader.texts import Span, open_text

if TYPE_CHECKING:
    from collections.abc import Iterable

LETTER = "artiukh-2022"
THANKS = "we have learned a lot from the Western Left"
CORNER = "the way you have tried to theorise our corner of the world"
HOSTILE = "<img src=x onerror=alert(1)></script><b>"

Mark = tuple[str, str] | tuple[str, str, str]


def passage(text_id: str, quote: str, theme: str, note: str = "") -> CodedPassage:
    start = open_text(text_id).body.index(quote)
    return CodedPassage(text_id, Span(start, start + len(quote)), theme, "claim", note)


def reading(
    name: str,
    marks: Iterable[Mark] = (),
    *,
    text_id: str = LETTER,
    when: Literal["first", "second"] = "first",
) -> Reading:
    """Make a reading of one text; each mark is a quote, a theme and perhaps a note."""
    return Reading(name, {text_id: tuple(passage(text_id, *each) for each in marks)}, when)


def seminar(*readings: Reading) -> Seminar:
    return Seminar(readings, "a test")


def sheet(view: Figure | Sheet | SeminarView) -> Sheet:
    assert isinstance(view, Sheet)
    return view


def three() -> Seminar:
    """Anna and Ben mark the thanks, Ben also the corner; Cleo opened the text and is silent."""
    return seminar(
        reading("Anna", [(THANKS, "exclusion", "Who taught?")]),
        reading("Ben", [(THANKS, "exclusion"), (CORNER, "agency", HOSTILE)]),
        reading("Cleo"),
    )
