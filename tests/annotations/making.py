"""Texts and marks made up for a test."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from hypothesis import strategies as st

from closereader.annotations import Annotation, Link
from closereader.texts import Close, Editions, fingerprint_of
from closereader.texts._search import Index, closest, make_index, places

READER = "urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
NOW = "2026-03-01T09:30:00.000Z"
LATER = "2026-03-01T09:31:00.000Z"

# Emoji of several code points, combining marks that NFC leaves alone, pointed Hebrew, Devanagari.
ODD = "a b.“”\n—é\u0323\u0331q̣̄😀👩\u200d🚀🇺🇦שָׁלוֹםहिन्दी漢\u00a0"
LETTERS = st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs", "Cc", "Cn"]))
WORDS = st.text(LETTERS, min_size=1, max_size=80).map(lambda w: unicodedata.normalize("NFC", w))


@dataclass(frozen=True)
class MadeUp:
    """As much of a text as annotations need."""

    body: str
    id: str = "made-up"

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint_of(self.body)

    @cached_property
    def _index(self) -> Index:
        return make_index(self.body)

    def places(self, words: str, most: int | None = None) -> list[int]:
        return places(self.body, words, most, self.__dict__.get("_index"))

    def closest(self, quote: str, limit: int = 3) -> tuple[Close, ...]:
        return closest(self._index, quote, limit)


def kept(before: MadeUp, after: MadeUp) -> Callable[[str], Editions | None]:
    """Know the text that was marked, as a work folder does."""
    editions = Editions(before.body, after.body)
    return lambda fingerprint: editions if fingerprint == before.fingerprint else None


@st.composite
def marks(draw: st.DrawFn) -> tuple[MadeUp, Annotation]:
    """Draw a text and a mark in it, of any shape that a person could make."""
    text = MadeUp(draw(WORDS))
    start = draw(st.integers(0, len(text.body) - 1))
    end = draw(st.integers(start + 1, len(text.body)))
    name = st.text(LETTERS, max_size=20)
    return text, Annotation.on(
        text,
        start,
        end,
        theme=draw(st.sampled_from(["exclusion", "rentier"])),
        move=draw(st.sampled_from([None, "claim", "metaphor"])),
        note=draw(st.text(max_size=40)),
        creator=draw(st.sampled_from(["", READER])),
        creator_name=draw(name),
    )


@st.composite
def links(draw: st.DrawFn) -> Link:
    """Draw a link between two passages."""
    first, second = draw(marks())[1], draw(marks())[1]
    return Link.between(first.passage, second.passage, note=draw(st.text(max_size=40)))


def mark_words(text: MadeUp, words: str, *, after: int = 0, note: str = "") -> Annotation:
    """Mark the first occurrence of ``words`` from ``after`` on."""
    start = text.body.index(words, after)
    return Annotation.on(
        text, start, start + len(words), theme="exclusion", note=note, creator=READER,
        creator_name="Ada", now=NOW,
    )  # fmt: skip
