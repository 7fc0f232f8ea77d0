"""Carry a place in an original over to its edition.

Offsets that were noted down in an original (a file in ``originals/``) do not fit its edition, where
note markers, asterisks and page breaks are gone and notes have moved to the end. The words are the
same, though: both are cut into words and aligned, and then each character has a place.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from closereader.texts._errors import TextError
from closereader.texts._fold import nfc
from closereader.texts._model import Note, Span
from closereader.texts._shelf import open_text

if TYPE_CHECKING:
    from closereader.texts._text import Text

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_WORD = re.compile(rf"[^\W{_RAISED}]+")


class Carried(NamedTuple):
    """Where a place of an original lies in the edition: in the body, or in a note."""

    span: Span
    """Code points into the body, or into ``note.text``."""
    note: Note | None


def carry(start: int, end: int, text_id: str) -> Carried | None:
    """Carry the place ``start`` to ``end`` of an original over to its edition.

    Parameters
    ----------
    start, end
        Code points into the original file, half-open.
    text_id
        The edition; its front matter names the original.

    Returns
    -------
    Carried or None
        The same words in the edition, without white space at their ends; None when the place lies
        neither wholly in the body nor wholly in one note, or holds nothing that the edition kept.

    Raises
    ------
    TextError
        When the edition names no original, or it is missing.
    """
    text = open_text(text_id)
    original = _original(text)
    for note, words, places in _maps(original, text):
        kept = [places[at] for at in range(start, min(end, len(original))) if at in places]
        if not kept:
            continue
        span = _trimmed(words, Span(kept[0], kept[-1] + 1))
        # The place lies wholly here only if nothing but signs and space was left behind.
        left = [original[at] for at in range(start, min(end, len(original))) if at not in places]
        if span.start < span.end and not any(_WORD.fullmatch(char) for char in left):
            return Carried(span, note)
    return None


def _original(text: Text) -> str:
    if not text.meta.source_file:
        raise TextError(f"{text.path} names no original (source_file:), so nothing can be carried.")
    path = text.path.parent / text.meta.source_file
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise TextError(f"{path} is missing: restore it from the course.") from error


@lru_cache(maxsize=8)
def _maps(original: str, text: Text) -> tuple[tuple[Note | None, str, dict[int, int]], ...]:
    """Map the original's characters, once into the body and once into each note."""
    body = (None, text.body, _map(original, text.body))
    return (body, *((note, note.text, _map(original, note.text)) for note in text.notes))


def _map(original: str, words: str) -> dict[int, int]:
    """Map each character of the original that ``words`` keeps to its place there."""
    there = list(_WORD.finditer(original))
    here = list(_WORD.finditer(words))
    matcher = SequenceMatcher(
        None, [nfc(w[0]) for w in there], [w[0] for w in here], autojunk=False
    )
    places: dict[int, int] = {}
    last = (0, 0)
    for a, b, size in matcher.get_matching_blocks():
        for one, other in zip(there[a : a + size], here[b : b + size], strict=True):
            _gap(original, words, last, (one.start(), other.start()), places)
            places.update(zip(range(*one.span()), range(*other.span()), strict=False))
            last = (one.end(), other.end())
    _gap(original, words, last, (len(original), len(words)), places)
    return places


def _gap(
    original: str, words: str, low: tuple[int, int], high: tuple[int, int], places: dict[int, int]
) -> None:
    """Map the signs between two words; those the edition dropped get no place."""
    at = low[1]
    for there in range(low[0], high[0]):
        found = words.find(original[there], at, high[1])
        if found >= 0:
            places[there] = found
            at = found + 1


def _trimmed(words: str, span: Span) -> Span:
    piece = words[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))
