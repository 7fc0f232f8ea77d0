"""Editions that were edited after somebody marked them: the same words, or a question.

Every sign of a text remembers where it came from. A mark is *wrong without a word* when it is put
somewhere of its own accord (``exact`` or ``moved``) and the signs there are not those that were
marked. Ordinary edits are what editors do; adversarial ones use the words of the text against the
mark (``adversary.py``). Each place is looked for twice: with the earlier text beside the later one,
and without it.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from closereader import anchor, open_text, text_ids
from closereader.annotations import Annotation
from closereader.texts import Close, Editions, Span, Text, fingerprint_of, fold
from closereader.texts._search import closest, make_index, places
from tests.faults.outcome import Outcome

Piece = tuple[str, int]  # words, and where the first of their signs stood; -1: they are new

WORDS = ("the", "people", "of", "that", "country", "will", "never", "be", "told", "what", "it",
         "was", "they", "had", "to", "leave")  # fmt: skip
WORD = re.compile(r"\w+(?:[-‐‑'’.]\w+)*")  # "post-Soviet" is one word, which another may replace
PART = re.compile(r"\w+")
SWAPS = str.maketrans("“”’–—\u00a0", '""\'-– ')
SPACES = str.maketrans(" ", "\u00a0")


@dataclass(frozen=True)
class Edited:
    """An edition after some edits; closest words are only looked for when they are asked for."""

    id: str
    pieces: list[Piece] = field(repr=False)

    @cached_property
    def body(self) -> str:
        return "".join(words for words, _ in self.pieces)

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint_of(self.body)

    def places(self, words: str, most: int | None = None) -> list[int]:
        return places(self.body, words, most)

    def closest(self, quote: str, limit: int = 3) -> tuple[Close, ...]:
        return closest(make_index(self.body), quote, limit)


@dataclass(frozen=True)
class Unsearched(Edited):
    """The same, for which what would be offered does not matter."""

    def closest(self, quote: str, limit: int = 3) -> tuple[Close, ...]:  # noqa: ARG002
        return ()


def ordinary_edits(count: int, chance: random.Random) -> Outcome:
    """Edit as editors do."""
    return run("ordinary edits", count, chance, at_random)


def at_random(text: Text, _marked: Annotation, chance: random.Random) -> tuple[list[Piece], bool]:
    """Do up to four things that an editor does; none of them makes it a must to ask."""
    pieces = [(text.body, 0)]
    for _ in range(chance.randrange(1, 5)):
        pieces = ordinary(pieces, chance)
    return pieces, False


def run(
    part: str,
    count: int,
    chance: random.Random,
    edit: Callable[[Text, Annotation, random.Random], tuple[list[Piece], bool]],
) -> Outcome:
    """Edit ``count`` times, each time a text with a mark in it."""
    outcome = Outcome(part)
    texts = [open_text(text) for text in text_ids()]
    for number in range(count):
        text = chance.choice(texts)
        marked = a_mark(text, chance)
        pieces, ask = edit(text, marked, chance)
        kind = Edited if number % 50 == 0 else Unsearched  # searching costs most of the time
        edited = kind(text.id, pieces)
        outcome.tried["edited texts"] += 1
        for known in (True, False):
            judge(marked, edited, text, outcome, known=known, ask=ask)
    return outcome


def a_mark(text: Text, chance: random.Random) -> Annotation:
    """Mark a word, some words, a sentence or several, as people do."""
    sentence = chance.choice(text.sentences)
    start, end = sentence
    if chance.random() < 0.6:
        words = [match.span() for match in re.finditer(r"\w+", text.body[start:end])]
        first = chance.randrange(len(words)) if words else 0
        last = min(len(words) - 1, first + chance.randrange(6))
        if words:
            start, end = start + words[first][0], start + words[last][1]
    return Annotation.on(text, start, end, theme="exclusion")


def judge(  # noqa: PLR0913 - what was edited, and how it is looked at
    marked: Annotation, edited: Edited, text: Text, outcome: Outcome, *, known: bool, ask: bool
) -> None:
    """Anchor, and compare where the signs there came from with what was marked.

    A sentence that was taken away and stands elsewhere in all its words is the same sentence.
    ``known`` says whether the earlier text is; ``ask`` whether a person must be asked in any case.
    """
    earlier = (lambda _: Editions(text.body, edited.body)) if known else None
    found = anchor(marked, edited, earlier)
    way = "earlier text known" if known else "not known"
    asked = found.status in {"offered", "lost"}
    outcome.tried[f"{'asked or lost' if asked else found.status}, {way}"] += 1
    if asked or found.span is None:
        return
    there = edited.body[found.span.start : found.span.end]
    outcome.expect(alike(there, marked.exact, known=known), f"other words, {way}: {found}")
    _, cut, _ = parted(edited.pieces, found.span.start, len(there))
    own = sum(
        max(0, min(origin + len(words), marked.end) - max(origin, marked.start))
        for words, origin in cut
        if origin >= 0
    )
    if 2 * own < len(there) and not ask and stays(text, marked, edited, found.span):
        outcome.tried[f"put into the same sentence, written anew, {way}"] += 1
    elif 2 * own < len(there) or ask:
        outcome.tried["silently wrong"] += 1
        context = edited.body[max(0, found.span.start - 60) : found.span.end + 60]
        outcome.faults.append(f"{marked.exact!r:.80} of {marked.text} put into {context!r}, {way}")


def alike(there: str, marked: str, *, known: bool) -> bool:
    """Tell whether the words of a place are those marked; where both texts are known, nearly."""
    if not known:
        return there == marked
    words = [WORD.findall(fold(side)) for side in (there, marked)]
    other = sum(one != two for one, two in zip(*words, strict=False))
    size = len(words[1])
    return len(words[0]) == size and other <= max(size // 3, min(1, size - 1))


def stays(text: Text, marked: Annotation, edited: Edited, span: Span) -> bool:
    """Tell whether a place lies in the sentences that were marked, though they were written anew.

    They have the same words, wherever they stand; or they stand where they stood, next to what they
    stood next to, and at most a quarter of their words are others.
    """
    start, end = around(text, marked)
    stands = edited.body[max(0, span.start - marked.start + start) :][: end - start]
    if fold(stands) == fold(text.body[start:end]):
        return True
    before = list(PART.finditer(edited.body, 0, span.start))
    after = list(PART.finditer(edited.body, span.end))
    fore = len(PART.findall(text.body, start, marked.start))
    aft = len(PART.findall(text.body, marked.end, end))
    if fore > len(before) or aft > len(after):
        return False
    low = before[-fore].start() if fore else span.start
    high = after[aft - 1].end() if aft else span.end
    words = [PART.findall(fold(one)) for one in (text.body[start:end], edited.body[low:high])]
    if len(words[0]) != len(words[1]):
        return False
    others = sum(one != two for one, two in zip(*words, strict=True))
    sides = (
        (last_of(text.body[:start]), last_of(edited.body[:low])),
        (first_of(text.body, end), first_of(edited.body, high)),
    )
    beside = any(old == origin(edited.pieces, new) for old, new in sides)
    return 4 * others <= len(words[0]) and beside


def last_of(body: str) -> int:
    """Give the place of the last letter of a text, -2 when it has none."""
    return max((found.end() - 1 for found in PART.finditer(body)), default=-2)


def first_of(body: str, at: int) -> int:
    """Give the place of the first letter from a place on, -2 when there is none."""
    found = PART.search(body, at)
    return found.start() if found else -2


def origin(pieces: list[Piece], at: int) -> int:
    """Give where the sign at a place came from: -1 when it is new, -2 when there is none."""
    return at if at < 0 else parted(pieces, at, 1)[1][0][1]


# ---- what is done to a text


def ordinary(pieces: list[Piece], chance: random.Random) -> list[Piece]:
    """Do one thing that an editor does."""
    total = sum(len(words) for words, _ in pieces)
    at, size = chance.randrange(total), chance.choice([1, 3, 12, 60, 300])
    before, cut, after = parted(pieces, at, size)
    rest = before + after
    head, _, tail = parted(rest, chance.randrange(total), 0)
    match chance.choice(["insert", "delete", "copy", "move", "word", "signs", "hyphens", "spaces"]):
        case "insert":
            edited = [*before, (sentence(chance), -1), *cut, *after]
        case "delete":
            edited = rest
        case "copy":
            head, _, tail = parted(pieces, chance.randrange(total), 0)
            edited = [*head, *cut, *tail]
        case "move":
            edited = [*head, *cut, *tail]
        case "word":
            edited = [*before, (f" {chance.choice(WORDS)} ", -1), *after]
        case "signs":
            edited = [(words.translate(SWAPS), origin) for words, origin in pieces]
        case "hyphens":
            edited = [*before, ("\u00ad", -1), *cut, *after]
        case _:
            edited = [(words.translate(SPACES), origin) for words, origin in pieces]
    body = "".join(words for words, _ in edited)
    # every canonical text is in NFC; an edit between a letter and its accent is left out
    return edited if body and unicodedata.is_normalized("NFC", body) else pieces


def parted(pieces: list[Piece], at: int, size: int) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """Part a text before and after ``size`` signs at a place."""
    parts: tuple[list[Piece], list[Piece], list[Piece]] = ([], [], [])
    start = 0
    for words, origin in pieces:
        ends = (at - start, at + size - start)
        low, high = (min(max(end, 0), len(words)) for end in ends)
        for part, (first, last) in zip(
            parts, ((0, low), (low, high), (high, len(words))), strict=True
        ):
            if first < last:
                part.append((words[first:last], origin + first if origin >= 0 else -1))
        start += len(words)
    return parts


def around(text: Text, marked: Annotation) -> tuple[int, int]:
    """Give the sentences that a mark touches."""
    inside = [s for s in text.sentences if s.end > marked.start and s.start < marked.end]
    return min(s.start for s in inside), max(s.end for s in inside)


def sentence(chance: random.Random) -> str:
    """Write a sentence of common words."""
    words = " ".join(chance.choices(WORDS, k=chance.randrange(3, 14)))
    return f"{words.capitalize()}."
