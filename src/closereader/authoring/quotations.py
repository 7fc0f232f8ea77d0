"""Every quotation leads back to the words it quotes.

A quotation is written “words” (alieva-2024 ¶12): curly quotation marks, the text, and the
paragraph (¶), heading (§), note (n9) or byline it stands in. An ellipsis is written only as […].
Curly quotation marks are for quotations: words that are only held at a distance stand in single
or in straight ones.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from closereader.texts import TextError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from closereader.texts import Text

ELLIPSIS = "[…]"

# Shorter runs of words in curly quotation marks may be a term; longer ones are somebody's words.
_WORDS_OF_A_TERM = 3

_LABEL = r"(?:[¶§]\d+|n\d+|byline(?: \d+)?)"
_CITATION = re.compile(rf"([A-Za-z0-9][A-Za-z0-9_-]*) ({_LABEL})(?:[–-]({_LABEL}|\d+))?")
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_REFERENCE = re.compile(r"\(([^()“”]*)\)")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d[a-z]?\b|\bn\.d\.")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a quotation, and what to do."""

    what: str
    remedy: str


def flaws(
    passage: str, shelf: Mapping[str, Text], *, sourced: bool = True, ours: bool = True
) -> Iterator[Flaw]:
    """Give what is wrong with the quotations of one run of prose.

    Parameters
    ----------
    passage
        Plain text without line breaks, as `closereader.authoring.prose.passages` gives it.
    shelf
        The texts by id.
    sourced
        Whether words in curly quotation marks need a citation.
    ours
        Whether the prose is the course's own. What a cell puts out may show a whole text, with
        its author's own quotations: there, only citations of places are looked at.
    """
    covered: list[tuple[int, int]] = []
    for end in _ends(passage):
        after = _IN_BRACKETS.match(passage, end + 1)
        kind = _kind(after[1], shelf) if after else "nothing"
        if kind == "nothing":
            continue
        start = _opening(passage, end)
        flaw = None
        if kind == "citation" and after:
            start, flaw = _check(passage, end, after[1], shelf)
        elif kind == "malformed" and after and ours:
            flaw = Flaw(
                f"“{_short(passage[start + 1 : end])}” is followed by ({after[1]}), "
                "which is not how a place is cited.",
                "Write it as (alieva-2024 ¶12).",
            )
        covered.append((start, end + 1))
        if flaw:
            yield flaw
    if ours:
        yield from _references(passage, shelf)
    if ours and sourced:
        yield from _unsourced(passage, covered)


def verify(words: str, citation: str, shelf: Mapping[str, Text]) -> Flaw | None:
    """Compare quoted words with the place they are said to come from, character by character."""
    found = _CITATION.fullmatch(citation)
    if found is None:
        raise ValueError(f"{citation!r} is no citation of a place.")
    quoted = f"“{_short(words)}” ({citation})"
    try:
        place = place_of(found, shelf)
    except TextError as error:
        return Flaw(f"{quoted}: {error}", "Correct the place.")
    parts = [part.strip() for part in _even(words).split(ELLIPSIS)]
    parts = [part for part in parts if part]
    if not parts:
        return Flaw(f"{quoted} quotes no words.", "Quote the words, or leave it out.")
    at = 0
    for part in parts:
        begin = _find(place, part, at)
        if begin < 0:
            return _not_there(quoted, part, place, shelf[found[1]])
        at = begin + len(part)
    return None


def place_of(citation: re.Match[str], shelf: Mapping[str, Text]) -> str:
    """Give the words of a cited place, white space made even.

    Raises
    ------
    TextError
        When the text or the place does not exist.
    """
    text_id, first, last = citation.groups()
    if text_id not in shelf:
        raise TextError(f"no text is called {text_id}; there are {', '.join(sorted(shelf))}.")
    text = shelf[text_id]
    if first.startswith("n"):
        return _even(text.note(first).text)
    start = text.block(first)
    if last is None:
        return _even(start.text)
    end = text.block(last if not last.isdigit() else first[0] + last)
    if end.start <= start.start:
        raise TextError(f"{text_id} {first} does not stand before {end.label}.")
    return _even(text.body[start.start : end.end])


def _check(
    passage: str, end: int, citation: str, shelf: Mapping[str, Text]
) -> tuple[int, Flaw | None]:
    # A quotation may hold half of a pair of marks that the text itself uses. So it begins at the
    # first opening mark from which the words are those of the text, whether pairs fit or not.
    for start in (at for at, sign in enumerate(passage[:end]) if sign == "“"):
        if verify(passage[start + 1 : end], citation, shelf) is None:
            return start, None
    likely = _opening(passage, end)
    return likely, verify(passage[likely + 1 : end], citation, shelf)


def _ends(passage: str) -> Iterator[int]:
    return (at for at, sign in enumerate(passage) if sign == "”")


def _opening(passage: str, end: int) -> int:
    depth = 0
    for at in range(end, -1, -1):
        depth += {"”": 1, "“": -1}.get(passage[at], 0)
        if depth == 0:
            return at
    return max(passage.find("“"), 0)


def _cites(bracket: str, shelf: Mapping[str, Text]) -> re.Match[str] | None:
    """Match “alieva-2024 ¶12”, but not “see n9”: a name without a year must be a known text's."""
    found = _CITATION.fullmatch(bracket)
    known = found and (found[1] in shelf or re.search(r"-\d", found[1]))
    return found if known else None


def _kind(bracket: str, shelf: Mapping[str, Text]) -> str:
    if _cites(bracket, shelf):
        return "citation"
    names = {text_id.partition("-")[0] for text_id in shelf}
    named = any(re.search(rf"\b{re.escape(name)}\b", bracket.lower()) for name in names)
    if named and re.search(r"[\d¶§]", bracket):
        return "malformed"
    return "elsewhere" if _YEAR.search(bracket) else "nothing"


def _references(passage: str, shelf: Mapping[str, Text]) -> Iterator[Flaw]:
    """Look at places that are named: they must exist, and what they follow must be curly."""
    for bracket in _REFERENCE.finditer(passage):
        found = _cites(bracket[1], shelf)
        before = passage[: bracket.start()].rstrip()
        if found is None or before.endswith("”"):
            continue
        try:
            place_of(found, shelf)
        except TextError as error:
            yield Flaw(f"({bracket[1]}): {error}", "Correct the place.")
        if before.endswith(('"', "'", "’", "„", "»")):
            yield Flaw(
                f"({bracket[1]}) follows words that do not stand in curly quotation marks.",
                "Write “words” (place).",
            )


def _unsourced(passage: str, covered: list[tuple[int, int]]) -> Iterator[Flaw]:
    for end in _ends(passage):
        start = _opening(passage, end)
        if any(start < last and end >= first for first, last in covered):
            continue
        words = passage[start + 1 : end]
        if len(words.split()) > _WORDS_OF_A_TERM:
            yield Flaw(
                f"“{_short(words)}” has no source.",
                "Add the place, as in (alieva-2024 ¶12); words that are nobody's "
                'stand in ‘single’ or "straight" quotation marks.',
            )
    inside = "".join(
        sign
        for at, sign in enumerate(passage)
        if not any(first <= at < last for first, last in covered)
    )
    if inside.count("“") != inside.count("”"):
        yield Flaw(
            f"a curly quotation mark has no partner in “{_short(passage)}”.",
            "Close it, or take it away.",
        )


def _find(place: str, part: str, at: int) -> int:
    """Find whole words: what begins or ends within a word is no quotation of it."""
    while (at := place.find(part, at)) >= 0:
        before, after = place[at - 1 : at] if at else "", place[at + len(part) :][:1]
        cut_before = before.isalnum() and part[0].isalnum()
        cut_after = after.isalnum() and part[-1].isalnum()
        if not (cut_before or cut_after):
            return at
        at += 1
    return -1


def _not_there(quoted: str, part: str, place: str, text: Text) -> Flaw:
    what = f"{quoted} is not what stands there: “{_short(part)}” is not found."
    if _find(place, part, 0) >= 0:
        return Flaw(what, "Put the parts in the order of the text.")
    spans = text.find(part)
    if spans:
        return Flaw(what, f"Cite {text.id} {text.paragraph_at(spans[0].start).label}.")
    notes = text.find_note(part)
    if notes:
        return Flaw(what, f"Cite {text.id} {notes[0].label}.")
    close = text.closest(part, 1)
    if close:
        there = text.paragraph_at(close[0].span.start).label
        return Flaw(what, f"Compare {text.id} {there}: “{close[0].text}”.")
    return Flaw(what, f"Look the words up in {text.id}.")


def _even(words: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", unicodedata.normalize("NFC", words)).strip()


def _short(words: str) -> str:
    return words if len(words) <= 90 else f"{words[:60]} … {words[-25:]}"  # noqa: PLR2004
