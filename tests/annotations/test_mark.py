"""Making and changing marks and links."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.annotations import Annotation, AnnotationError, Link, Passage, checks
from closereader.texts import places
from tests.annotations.making import LATER, NOW, WORDS, MadeUp, mark_words, marks

TEXT = MadeUp("Who is excluded, and by whom? The excluded ask.")


def test_a_mark_takes_its_words_from_the_text() -> None:
    mark = mark_words(TEXT, "excluded", after=10)
    assert (mark.start, mark.end, mark.exact, mark.times) == (34, 42, "excluded", 2)
    assert (mark.prefix, mark.suffix) == (TEXT.body[2:34], " ask.")
    assert mark.created == mark.modified == NOW


def test_a_mark_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        mark_words(TEXT, "excluded").note = "x"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("start", "end"), [(0, 0), (5, 4), (-1, 4), (0, len(TEXT.body) + 1), (True, 3), (0, 1.0)]
)
def test_what_is_no_place_is_refused(start: int, end: int) -> None:
    with pytest.raises(AnnotationError):
        Annotation.on(TEXT, start, end, theme="exclusion")


@pytest.mark.parametrize("parts", [
    {"theme": "Exclusion"}, {"theme": ""}, {"theme": None}, {"move": "../x"}, {"note": "\x00"},
    {"creator": "Ada"}, {"id": "x"}, {"codebook": 0}, {"codebook": True}, {"times": -1},
    {"modified": "now"}, {"extra": None}, {"start": 0}, {"fingerprint": "md5:0"},
    {"id": "URN:UUID:6F9619FF-8B86-4D01-B42D-00CF4FC964FF"},
])  # fmt: skip
def test_no_bad_mark_can_be_made(parts: dict[str, object]) -> None:
    with pytest.raises(AnnotationError):
        replace(mark_words(TEXT, "excluded"), **parts)  # type: ignore[arg-type]


def test_changed_says_when_and_changes_nothing_else() -> None:
    mark = replace(mark_words(TEXT, "excluded", note="ask"), move="claim")
    new = mark.changed(note=" why? ", now=LATER)
    assert new == replace(mark, note="why?", modified=LATER)
    assert mark.changed(move=None, theme="rentier", now=LATER) == replace(
        mark, move=None, theme="rentier", modified=LATER
    )


def test_changed_is_later_even_when_the_clock_was_set_back() -> None:
    mark = mark_words(TEXT, "excluded")
    new = mark.changed(note="x", now="1999-01-01T00:00:00Z")
    assert new.modified == "2026-03-01T09:30:00.001Z"


def test_a_mark_can_be_put_in_another_place() -> None:
    mark = mark_words(TEXT, "excluded", note="ask")
    new = mark.changed(text=TEXT, start=34, end=42)
    assert (new.id, new.note, new.start, new.suffix) == (mark.id, "ask", 34, " ask.")
    with pytest.raises(TypeError, match="needs its text"):
        mark.changed(start=34)
    with pytest.raises(AnnotationError, match="cannot move to other"):
        mark.changed(text=MadeUp(TEXT.body, id="other"))


def test_a_pasted_note_is_tidied() -> None:
    pasted = " One\r\nTwo\x0bThree\x0cFour\x00\x85Five\rSix \ud83d"
    note = Annotation.on(TEXT, 0, 3, theme="exclusion", note=pasted).note
    assert note == "One\nTwo\nThree\nFour\nFive\nSix"


def test_a_link_holds_two_passages() -> None:
    first, second = Passage.on(TEXT, 0, 3), Passage.on(MadeUp("Other words.", id="other"), 0, 5)
    link = Link.between(first, second, note="one metaphor", now=NOW)
    assert (link.text, link.changed(note="no", now=LATER).modified) == ("made-up", LATER)


@given(drawn=marks())
def test_the_context_tells_the_place_from_every_other(drawn: tuple[MadeUp, Annotation]) -> None:
    text, mark = drawn
    context = mark.prefix + mark.exact + mark.suffix
    at = [place + len(mark.prefix) for place in places(text.body, context)]
    assert at == [mark.start]
    assert mark.times == len(places(text.body, mark.exact))


@given(
    phrase=st.text("ab ", min_size=1, max_size=40),
    count=st.integers(2, 12),
    which=st.integers(0, 11),
)
def test_the_context_grows_in_a_refrain(phrase: str, count: int, which: int) -> None:
    text = MadeUp(f"begin {phrase * count} end")
    start = 6 + (which % count) * len(phrase)
    mark = Annotation.on(text, start, start + len(phrase), theme="exclusion")
    context = mark.prefix + mark.exact + mark.suffix
    assert [p + len(mark.prefix) for p in places(text.body, context)] == [start]


@given(words=WORDS)
def test_a_slice_of_nfc_is_nfc(words: str) -> None:
    """So every quotation is, wherever a selection begins and ends."""
    for start, end in pairwise(range(len(words) + 1)):
        assert Passage.on(MadeUp(words), start, end).exact == words[start:end]


@pytest.mark.parametrize("name", [
    "", ".", "..", "../x", "a/b", "a\\b", "A", "é", "a b", "a.", "-a", "con", "nul", "com1",
    "lpt9.txt", "aux.q1", "a" * 81, "a\n", "a\x00", "~", 7, None, "q1:x", "a*",
])  # fmt: skip
def test_no_path_and_no_device_is_a_name(name: object) -> None:
    with pytest.raises(ValueError, match="the exercise"):
        checks.name(name, "the exercise")


@pytest.mark.parametrize("name", ["02", "q1", "alieva-2024", "a", "a.b_c-d", "con1", "a" * 80])
def test_names(name: str) -> None:
    assert checks.name(name, "the exercise") == name


def test_every_id_has_a_file_name_of_its_own() -> None:
    known = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
    assert str(checks.uuid_of(f"urn:uuid:{known}")) == known
    other = checks.uuid_of("http://example.org/../../anno1")
    assert other.version == 5
    assert other != checks.uuid_of("http://example.org/anno1")


MOMENTS = st.datetimes(max_value=datetime(8999, 12, 31))  # noqa: DTZ001 - UTC is added below


@given(one=MOMENTS, other=MOMENTS)
def test_stamps_keep_the_order_of_moments(one: datetime, other: datetime) -> None:
    """To the millisecond, which is what a stamp holds."""
    first, second = (checks.instant(checks.stamp(m.replace(tzinfo=UTC))) for m in (one, other))
    assert first <= second or one >= other
