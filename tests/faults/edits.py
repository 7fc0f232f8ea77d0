"""Editions that were edited after somebody marked them: the same words, or a question.

Every sign of a text remembers where it came from. A mark is *wrong without a word* when it is put
somewhere of its own accord (``exact`` or ``moved``) and the signs there are not those that were
marked. Ordinary edits are what editors do; adversarial ones take the marked sentence away and write
another that shares words with it.
"""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property

from closereader import anchor, open_text, text_ids
from closereader.annotations import Annotation
from closereader.texts import Close, Text, fingerprint_of
from closereader.texts._search import closest, make_index
from tests.faults.outcome import Outcome

Piece = tuple[str, int]  # words, and where the first of their signs stood; -1: they are new

WORDS = ("the", "people", "of", "that", "country", "will", "never", "be", "told", "what", "it",
         "was", "they", "had", "to", "leave")  # fmt: skip
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

    def closest(self, quote: str, limit: int = 3) -> tuple[Close, ...]:
        return closest(make_index(self.body), quote, limit)


@dataclass(frozen=True)
class Unsearched(Edited):
    """The same, for which what would be offered does not matter."""

    def closest(self, quote: str, limit: int = 3) -> tuple[Close, ...]:  # noqa: ARG002
        return ()


def ordinary_edits(count: int, chance: random.Random) -> Outcome:
    """Edit as editors do."""
    return run(count, chance, adversarial=False)


def adversarial_edits(count: int, chance: random.Random) -> Outcome:
    """Edit so that a look-alike stands in the place of what was marked."""
    return run(count, chance, adversarial=True)


def run(count: int, chance: random.Random, *, adversarial: bool) -> Outcome:
    """Edit ``count`` times: each time a text, a mark in it, and up to four edits."""
    outcome = Outcome(f"{'adversarial' if adversarial else 'ordinary'} edits")
    texts = [open_text(text) for text in text_ids()]
    for number in range(count):
        text = chance.choice(texts)
        marked = a_mark(text, chance)
        pieces = [(text.body, 0)]
        for _ in range(chance.randrange(2) if adversarial else chance.randrange(1, 5)):
            pieces = ordinary(pieces, chance)
        if adversarial:  # half of them at the mark, half at another place that a mark might have
            place = chance.choice([marked, a_mark(text, chance)])
            pieces = look_alike(pieces, text, place, chance)
        kind = Edited if number % 50 == 0 else Unsearched  # searching costs most of the time
        judge(marked, kind(text.id, pieces), text, outcome)
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


def judge(marked: Annotation, edited: Edited, text: Text, outcome: Outcome) -> None:
    """Anchor, and compare where the signs there came from with what was marked.

    A sentence that was taken away and stands elsewhere in all its words is the same sentence.
    """
    found = anchor(marked, edited)
    outcome.tried["edited texts"] += 1
    outcome.tried["asked or lost" if found.status in {"offered", "lost"} else found.status] += 1
    if found.status not in {"exact", "moved"} or found.span is None:
        return
    there = edited.body[found.span.start : found.span.end]
    outcome.expect(there == marked.exact, f"other words: {found}")
    _, cut, _ = parted(edited.pieces, found.span.start, len(there))
    own = sum(
        max(0, min(origin + len(words), marked.end) - max(origin, marked.start))
        for words, origin in cut
        if origin >= 0
    )
    start, end = around(text, marked)
    whole = edited.body.startswith(text.body[start:end], found.span.start - marked.start + start)
    if 2 * own < len(there) and whole:
        outcome.tried["put into the same sentence, written anew"] += 1
    elif 2 * own < len(there):
        before = edited.body[max(0, found.span.start - 60) : found.span.end + 60]
        outcome.tried["silently wrong"] += 1
        outcome.faults.append(f"{marked.exact!r:.80} of {marked.text} put into {before!r}")


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


def look_alike(
    pieces: list[Piece], text: Text, marked: Annotation, chance: random.Random
) -> list[Piece]:
    """Take the marked sentence away, and write one elsewhere that begins or ends as it did."""
    start, end = around(text, marked)
    old = text.body[start:end]
    left, right = marked.start - start, marked.end - start
    reach = chance.choice([0, 8, 20, 40, 400])
    kept = chance.choice([
        old[:right],  # the same beginning
        old[left:],  # the same end
        old[max(0, left - reach) : right + chance.choice([0, 8, 20, 40, 400])],
    ])  # fmt: skip
    written = f" {sentence(chance)} {kept} {sentence(chance)}"
    left_over: list[Piece] = []
    here = length = 0
    for words, origin in pieces:
        stretch = (start - origin, end - origin) if origin >= 0 else (len(words), len(words))
        low, high = (min(max(each, 0), len(words)) for each in stretch)
        here = length + low if low < high else here
        parts = [(words[:low], origin), (words[high:], origin + high if origin >= 0 else -1)]
        left_over += [part for part in parts if part[0]]
        length += low + len(words) - high
    at = chance.choice([length, chance.randrange(length + 1), here])
    before, _, after = parted(left_over, at, 0)
    edited = [*before, (written, -1), *after]
    body = "".join(words for words, _ in edited)
    return edited if unicodedata.is_normalized("NFC", body) else pieces


def around(text: Text, marked: Annotation) -> tuple[int, int]:
    """Give the sentences that a mark touches."""
    inside = [s for s in text.sentences if s.end > marked.start and s.start < marked.end]
    return min(s.start for s in inside), max(s.end for s in inside)


def sentence(chance: random.Random) -> str:
    """Write a sentence of common words."""
    words = " ".join(chance.choices(WORDS, k=chance.randrange(3, 14)))
    return f"{words.capitalize()}."
