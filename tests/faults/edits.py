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
from itertools import groupby

from closereader import anchor, open_text, text_ids
from closereader.annotations import Annotation
from closereader.texts import Close, Text, fingerprint_of
from closereader.texts._search import closest, make_index
from tests.faults.outcome import Outcome

Signs = list[tuple[str, int]]  # a sign, and where it stood in the edition; -1: it is new

WORDS = ("the", "people", "of", "that", "country", "will", "never", "be", "told", "what", "it",
         "was", "they", "had", "to", "leave")  # fmt: skip
SWAPS = {"“": '"', "”": '"', "’": "'", "–": "-", "—": " - ", "\u00a0": " ", "...": "…", "ё": "е"}


@dataclass(frozen=True)
class Edited:
    """An edition after some edits; closest words are only looked for when they are asked for."""

    id: str
    signs: Signs = field(repr=False)

    @cached_property
    def body(self) -> str:
        return "".join(sign for sign, _ in self.signs)

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
        signs = list(zip(text.body, range(len(text.body)), strict=True))
        for _ in range(chance.randrange(1, 5) if not adversarial else chance.randrange(2)):
            signs = ordinary(signs, chance)
        if adversarial:  # half of them at the mark, half at another place that a mark might have
            signs = look_alike(signs, text, chance.choice([marked, a_mark(text, chance)]), chance)
        edited = nfc(signs)
        kind = Edited if number % 50 == 0 else Unsearched  # searching costs most of the time
        judge(marked, kind(text.id, edited), text, outcome)
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
    there = edited.signs[found.span.start : found.span.end]
    outcome.expect("".join(sign for sign, _ in there) == marked.exact, f"other words: {found}")
    own = sum(marked.start <= origin < marked.end for _, origin in there)
    start, end = around(text, marked)
    whole = edited.body.startswith(text.body[start:end], found.span.start - marked.start + start)
    if 2 * own < len(there) and whole:
        outcome.tried["put into the same sentence, written anew"] += 1
    elif 2 * own < len(there):
        before = edited.body[max(0, found.span.start - 60) : found.span.end + 60]
        outcome.tried["silently wrong"] += 1
        outcome.faults.append(f"{marked.exact!r:.80} of {marked.text} put into {before!r}")


# ---- what is done to a text


def ordinary(signs: Signs, chance: random.Random) -> Signs:
    """Do one thing that an editor does."""
    at, size = chance.randrange(len(signs)), chance.choice([1, 3, 12, 60, 300])
    cut = signs[at : at + size]
    other = chance.randrange(len(signs))
    rest = signs[:at] + signs[at + size :]
    match chance.choice(["insert", "delete", "copy", "move", "word", "signs", "hyphens", "spaces"]):
        case "insert":
            signs = [*signs[:at], *new(sentence(chance)), *signs[at:]]
        case "delete":
            signs = rest
        case "copy":
            signs = [*signs[:other], *cut, *signs[other:]]
        case "move":
            signs = [*rest[:other], *cut, *rest[other:]]
        case "word":
            signs = [*signs[:at], *new(f" {chance.choice(WORDS)} "), *signs[at + size :]]
        case "signs":
            signs = [(SWAPS.get(sign, sign), origin) for sign, origin in signs]
        case "hyphens":
            signs = [*signs[:at], ("\u00ad", -1), *signs[at:]]
        case _:
            signs = [(sign if sign != " " else "\u00a0", origin) for sign, origin in signs]
    return signs


def look_alike(signs: Signs, text: Text, marked: Annotation, chance: random.Random) -> Signs:
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
    signs = [each for each in signs if not start <= each[1] < end]
    at = chance.choice([len(signs), chance.randrange(len(signs) + 1), here(signs, start)])
    return [*signs[:at], *new(written), *signs[at:]]


def around(text: Text, marked: Annotation) -> tuple[int, int]:
    """Give the sentences that a mark touches."""
    inside = [s for s in text.sentences if s.end > marked.start and s.start < marked.end]
    return min(s.start for s in inside), max(s.end for s in inside)


def here(signs: Signs, start: int) -> int:
    """Give the place at which signs were taken away."""
    return next((i for i, (_, origin) in enumerate(signs) if origin >= start), len(signs))


def sentence(chance: random.Random) -> str:
    """Write a sentence of common words."""
    words = " ".join(chance.choices(WORDS, k=chance.randrange(3, 14)))
    return f"{words.capitalize()}."


def new(words: str) -> Signs:
    """Give signs that stood nowhere."""
    return [(sign, -1) for sign in words]


def nfc(signs: Signs) -> Signs:
    """Make sure that a text of these signs is one in NFC, as every canonical text is."""
    whole = [(sign, origin) for part, origin in signs for sign in part]
    body = "".join(sign for sign, _ in whole)
    if unicodedata.is_normalized("NFC", body):
        return whole
    return [
        (sign, origin)
        for origin, run in groupby(whole, key=lambda each: each[1])
        for sign in unicodedata.normalize("NFC", "".join(part for part, _ in run))
    ]
