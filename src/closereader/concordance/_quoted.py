"""Which stretches of a text stand in quotation marks.

Words in quotation marks are somebody else's, or words that are spoken about: “we” there is not the
author's “we”. The marks are read within one paragraph. Curly double marks pair as brackets do;
straight ones by turns. A single mark opens before a word where space or a bracket stands before
it, and closes behind a word; an apostrophe between two letters is neither. One after a plural
(*the workers’ rights*) can be taken for the end of a quotation in single marks, and an unpaired
mark quotes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from closereader.texts import Span

if TYPE_CHECKING:
    from closereader.texts import Text

_PAIRS = {"”": "“", "»": "«"}
_OPENS_AFTER = '([{-–—/“"«'


def quoted(words: str) -> tuple[Span, ...]:
    """Return the stretches between paired quotation marks, in order; they may lie in each other."""
    found = [*_curly(words), *_straight(words), *_single(words)]
    return tuple(sorted(found))


def stands_in(spans: tuple[Span, ...], start: int, end: int) -> bool:
    """Whether a place lies wholly within one of the spans."""
    return any(span.start <= start and end <= span.end for span in spans)


def quoted_in(text: Text) -> tuple[Span, ...]:
    """Return the quoted stretches of a text's body."""
    return tuple(
        Span(block.start + start, block.start + end)
        for block in text.blocks
        for start, end in quoted(block.text)
    )


def _curly(words: str) -> list[Span]:
    found = []
    open_at: dict[str, list[int]] = {"“": [], "«": []}
    for at, sign in enumerate(words):
        if sign in open_at:
            open_at[sign].append(at + 1)
        elif sign in _PAIRS and open_at[_PAIRS[sign]]:
            found.append(Span(open_at[_PAIRS[sign]].pop(), at))
    return found


def _straight(words: str) -> list[Span]:
    places = [at for at, sign in enumerate(words) if sign == '"']
    return [Span(a + 1, b) for a, b in zip(places[::2], places[1::2], strict=False)]


def _single(words: str) -> list[Span]:
    found = []
    begun: dict[str, int] = {}
    for at, sign in enumerate(words):
        if sign not in "'‘’":
            continue
        before, after = words[at - 1 : at], words[at + 1 : at + 2]
        opens = not before or before.isspace() or before in _OPENS_AFTER
        if opens and sign != "’" and after and not after.isspace():
            begun["'" if sign == "'" else "’"] = at + 1
        elif sign in begun and not opens and not after.isalnum():
            found.append(Span(begun.pop(sign), at))
    return found
