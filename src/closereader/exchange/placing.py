"""Find the place of a foreign note in our editions; never attach it to a look-alike.

The page that a note was made on is not our edition: its line breaks, quotation marks and notes
differ. A note is **placed** when the same words stand in the edition (dashes, quotation marks and
white space apart) and

- the words before and after them are the same at exactly one place, or
- the words stand there once, and 16 characters on one side are the same, or nothing is said about
  what stands beside them.

It is **offered** when the words stand there but it is not certain where, or when something like
them does; it is **lost** when nothing like them does. Which edition is meant is **certain** when it
is named, or when the note's address is the edition's own, or its IRI here; otherwise only a note
that would be placed in exactly one edition is placed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from closereader.annotations import read_iri, shared_start
from closereader.exchange.notes import ForeignNote
from closereader.texts import Close, Span, Text, current_id, fold

Status = Literal["placed", "offered", "lost"]

NEAR = 16
"""Characters beside words that stand once in the edition."""
LEAST = 0.6
"""A likeness below this is not worth a reader's time."""
MOST = 5
"""Places to choose from."""
_CONTEXT = 64  # characters beside a place that are compared; no page needs more
_KEPT = 2_000  # answers that are remembered while a file is brought in
_MANY = 300  # places of the same words, of which only those in the same context are looked at


class _Quoted(NamedTuple):
    """What a note says of its place: the words, and as much beside them as is compared."""

    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class NotePlace:
    """Where a note stands, or might."""

    status: Status
    text: Text | None
    """The edition; None when none has words like these."""
    spans: tuple[Span, ...]
    """One when placed; the best first when offered; none when lost."""
    certain: bool
    """Whether it is known that the note is about this edition."""


def place(note: ForeignNote, texts: Sequence[Text], named: Text | None = None) -> NotePlace:
    """Find the place of a note.

    Parameters
    ----------
    texts
        The editions of the course.
    named
        The edition that the notes are about, when somebody said so.
    """
    quoted = _Quoted(note.exact, note.prefix[-_CONTEXT:], note.suffix[:_CONTEXT])
    ours = named or _own(note.uri, texts)
    owner = ours or next((text for text in texts if same_page(note.uri, text.meta.url)), None)
    return _place(quoted, tuple(texts), owner)


def words_at(note: ForeignNote, texts: Sequence[Text], named: Text | None = None) -> str:
    """Say which words of our text stand where a note says only a place; "" when nothing is known.

    A place is a number, and another text has other words there: this is for a person to read, and
    only where the text is named, or the note names it by its IRI here.
    """
    text = named or _own(note.uri, texts)
    if text is None or note.span is None or note.span[1] > len(text.body):
        return ""
    start, end = note.span
    shown = " ".join(text.body[start:end].split())
    return f"“{shown}” ({text.id} {text.label_of(start, end)})"


def _own(uri: str, texts: Sequence[Text]) -> Text | None:
    """Return the text that an IRI of ours names."""
    kind, name = read_iri(uri)
    ours = current_id(name) if kind == "text" else ""
    return next((text for text in texts if text.id == ours), None)


@lru_cache(maxsize=_KEPT)  # a class marks the same words many times
def _place(note: _Quoted, texts: tuple[Text, ...], owner: Text | None) -> NotePlace:
    if owner is not None:
        return _in(note, owner, certain=True)
    found = [_in(note, text, certain=False) for text in texts]
    placed = [one for one in found if one.status == "placed"]
    if len(placed) == 1:
        return placed[0]
    likely = [one for one in found if one.spans]
    if not likely:
        return NotePlace("lost", None, (), certain=False)
    best = max(placed or likely, key=lambda one: _likeness(note, one))
    return NotePlace("offered", best.text, best.spans, certain=False)


def same_page(one: str, other: str) -> bool:
    """Compare two addresses: without their scheme, ``www.``, query, and what follows ``#``."""
    return bool(one and other) and _page(one) == _page(other)


def _page(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # an address that no browser would open
        return ("", address)
    return (host, unquote(parts.path).rstrip("/"))


def _in(note: _Quoted, text: Text, *, certain: bool) -> NotePlace:
    found = _in_context(note, text)
    whole = [span for span in found if _whole(note, text, span)]
    if len(whole) == 1 and (note.prefix.strip() or note.suffix.strip() or len(found) == 1):
        return NotePlace("placed", text, (whole[0],), certain)
    if not whole and len(found) == 1 and max(_beside(note, text, found[0])) >= NEAR:
        return NotePlace("placed", text, (found[0],), certain)
    if found:
        best = sorted(found, key=lambda span: (-sum(_beside(note, text, span)), span))
        return NotePlace("offered", text, tuple(best[:MOST]), certain)
    close = [one.span for one in _closest(note.exact, text) if one.score >= LEAST]
    return NotePlace("offered" if close else "lost", text, tuple(close), certain)


@lru_cache(maxsize=_KEPT)
def _closest(words: str, text: Text) -> tuple[Close, ...]:
    return text.closest(words, MOST)


@lru_cache(maxsize=_KEPT)
def _same_words(words: str, text: Text) -> tuple[tuple[Span, ...], frozenset[str]]:
    """Find the words, as they are, else whatever their typography; and how they are written."""
    found = text.find(words) or text.find(words, folded=True)
    forms = frozenset(text.body[span.start : span.end] for span in found)
    return found[: _MANY + 1], forms


def _in_context(note: _Quoted, text: Text) -> tuple[Span, ...]:
    """Leave out the places of a word that stands everywhere, but in the very same context."""
    found, forms = _same_words(note.exact, text)
    if len(found) <= _MANY:
        return found
    if not note.prefix and not note.suffix:
        return found[:_MANY]
    before = len(note.prefix)
    same = sorted(
        Span(place.start + before, place.start + before + len(form))
        for form in forms
        for place in text.find(note.prefix + form + note.suffix)
    )
    return tuple(same[:_MANY]) or found[:MOST]


def _whole(note: _Quoted, text: Text, span: Span) -> bool:
    before, after = _beside(note, text, span)
    return before == len(_flat(note.prefix)) and after == len(_flat(note.suffix))


def _beside(note: _Quoted, text: Text, span: Span) -> tuple[int, int]:
    """Count the characters beside a place that are as the note says: before it, and after it."""
    before, after = _around(text, span)
    return shared_start(before, _flat(note.prefix)[::-1]), shared_start(after, _flat(note.suffix))


@lru_cache(maxsize=16 * _KEPT)
def _around(text: Text, span: Span) -> tuple[str, str]:
    """Give what stands beside a place, flat: what is before it turned round, and what follows."""
    room = 2 * _CONTEXT + NEAR
    before = _flat(text.body[max(0, span.start - room) : span.start])
    return before[::-1], _flat(text.body[span.end : span.end + room])


@lru_cache(maxsize=_KEPT)
def _flat(words: str) -> str:
    """Leave out typography and all white space: a page breaks its lines as it likes."""
    return re.sub(r"\s+", "", fold(words))


def _likeness(note: _Quoted, found: NotePlace) -> tuple[float, int]:
    assert found.text is not None  # noqa: S101 - it has spans, so it has a text
    span = found.spans[0]
    alike = 1.0
    if _flat(found.text.body[span.start : span.end]) != _flat(note.exact):
        alike = next((close.score for close in _closest(note.exact, found.text)), 0.0)
    return alike, sum(_beside(note, found.text, span))
