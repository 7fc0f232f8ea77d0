"""Find what an answer quotes: words in quotation marks, and the place cited behind them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

TERM = 3
"""Fewer words in quotation marks are a term and no quotation, unless a place follows."""

_BREAK = re.compile(r"\n\s*\n")
_BEHIND = re.compile(r"[\s,.;:!?]{0,3}\(([^()\n]{1,60})\)")
_LABEL = r"(?:[¶§]\s?\d+|n\s?\d+|par(?:a|agraph)?\.?\s*\d+|byline(?: \d+)?)"
_CITATION = re.compile(
    rf"(?:(?P<text>[A-Za-z][\w-]*?(?:[ ,-]+(?:1[5-9]|20)\d\d)?)\s*[,:]?\s+)?"
    rf"(?P<first>{_LABEL})(?:\s*[–-]\s*(?P<last>{_LABEL}|\d+))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A place named in brackets: ``(alieva-2024 ¶12)``, also ``(¶12)`` or ``(Alieva 2024, ¶12)``.

    Attributes
    ----------
    text
        The text's id, "" when none is named.
    first, last
        Labels as `closereader.texts.Text.block` knows them; equal for one place.
    """

    text: str
    first: str
    last: str

    def __str__(self) -> str:
        """Write it as citations are written."""
        labels = self.first if self.first == self.last else f"{self.first}–{self.last}"
        return f"{self.text} {labels}".strip()


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks; ``start`` and ``end`` are their code points in the answer."""

    words: str
    start: int
    end: int
    cited: Cited | None


def count_words(prose: str) -> int:
    """Count runs without white space that hold a letter or a digit, as `Text.words` does."""
    return sum(any(sign.isalnum() for sign in word) for word in prose.split())


def find_quoted(prose: str) -> tuple[Quoted, ...]:
    """Find the quotations of an answer.

    Parameters
    ----------
    prose
        Plain text; an empty line ends a paragraph, and a quotation does not cross it.

    Returns
    -------
    tuple of Quoted
        In order. Taken as quotations are at least `TERM` words in “…”, „…“, «…», "…" or ‘…’, and
        fewer ones when a cited place follows. Quotations inside a quotation are part of it.
    """
    found = []
    marks = _Marks(prose)
    at = 0
    while at < len(prose):
        end = marks.closing(at) if prose[at] in '“„«"‘' else None
        if end is None:
            at += 1
            continue
        words = prose[at + 1 : end]
        behind = _BEHIND.match(prose, end + 1)
        cited = read_citation(behind[1]) if behind else None
        if count_words(words) >= (1 if cited else TERM):
            found.append(Quoted(words, at + 1, end, cited))
        at = end + 1
    return tuple(found)


def read_citation(words: str) -> Cited | None:
    """Read what stands in brackets as a citation of a place, or return None."""
    found = _CITATION.fullmatch(words.strip())
    if found is None:
        return None
    text = re.sub(r"[ ,-]+", "-", (found["text"] or "").casefold())
    first = _label(found["first"])
    last = found["last"]
    if last is None:
        return Cited(text, first, first)
    return Cited(text, first, _label(first[0] + last if last.isdigit() else last))


def _label(raw: str) -> str:
    flat = re.sub(r"\s", "", raw.casefold())
    number = re.sub(r"\D", "", flat)
    if flat.startswith("byline"):
        return f"byline {number}".strip()
    return f"{flat[0]}{number}" if flat[0] in "§n" else f"¶{number}"


class _Marks:
    """Where quotations can close. Read off once, so that time grows with the length of an answer.

    What is checked may come from a file that somebody has made to hold a teacher up.
    """

    def __init__(self, prose: str) -> None:
        self._prose = prose
        self._breaks = [found.start() for found in _BREAK.finditer(prose)]
        self._places: dict[str, list[int]] = {sign: [] for sign in '“”»"’'}
        self._pairs: dict[int, int] = {}
        opened: list[int] = []
        breaks = iter([*self._breaks, len(prose)])
        stop = next(breaks)
        for place, sign in enumerate(prose):
            if place > stop:
                opened.clear()
                stop = next(breaks)
            if sign in self._places and not (
                sign == "’" and prose[place + 1 : place + 2].isalnum()
            ):
                self._places[sign].append(place)
            if sign == "“":
                opened.append(place)
            elif sign == "”" and opened:
                self._pairs[opened.pop()] = place

    def closing(self, at: int) -> int | None:
        """Return where the quotation that opens at ``at`` closes, or None."""
        opening = self._prose[at]
        if opening == "“" and at in self._pairs:  # inner pairs are part of it
            return self._pairs[at]
        if opening in '"‘' and at and self._prose[at - 1].isalnum():
            return None  # an inch, a wrong apostrophe
        signs = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’"}[opening]
        end = _next(self._breaks, at)
        found = [place for sign in signs if (place := _next(self._places[sign], at)) is not None]
        return min((place for place in found if end is None or place < end), default=None)


def _next(places: list[int], at: int) -> int | None:
    """Return the first of these places, which are in order, behind ``at``."""
    after = bisect_right(places, at)
    return places[after] if after < len(places) else None
