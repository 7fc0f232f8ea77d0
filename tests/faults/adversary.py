"""Edits that use the words of a text against a mark in it.

Each takes the text, the mark, and the place of the sentences that the mark touches, and gives the
edited text in pieces. ``ASK`` names those after which the marked sentence says something else,
although most of its words stand where they stood: a person must be asked.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

from closereader.annotations import Annotation
from closereader.texts import Span, Text
from tests.faults.edits import Piece, a_mark, around, ordinary, run, sentence
from tests.faults.outcome import Outcome

Deed = Callable[[Text, Annotation, Span, random.Random], list[Piece]]


def adversarial_edits(count: int, chance: random.Random) -> Outcome:
    """Edit so that a look-alike stands in the place of what was marked, or beside it."""
    return run("adversarial edits", count, chance, against)


def against(text: Text, marked: Annotation, chance: random.Random) -> tuple[list[Piece], bool]:
    """Edit a text against a mark, half of the time at another place that a mark might have.

    Whether a person must be asked is the second thing returned.
    """
    place = chance.choice([marked, a_mark(text, chance)])
    deed = chance.choice(DEEDS)
    pieces = deed(text, place, Span(*around(text, place)), chance)
    body = "".join(words for words, _ in pieces)
    if not unicodedata.is_normalized("NFC", body):
        return [(text.body, 0)], False
    old, new = (re.findall(r"\w+", each) for each in (text.body, body))
    asked = deed in ASK and place is marked and old != new
    if deed is emptied and place is marked:
        replaced = sum(one != other for one, other in zip(old, new, strict=False))
        asked = 4 * replaced > len(words_of(text, *around(text, place)))
    if not asked and chance.randrange(2):
        pieces = ordinary(pieces, chance)
    return pieces, asked


def piece(text: Text, start: int, end: int) -> Piece:
    """Give a stretch of a text that remembers where it came from."""
    return text.body[start:end], start


def instead(text: Text, start: int, end: int, *pieces: Piece) -> list[Piece]:
    """Put pieces in the place of a stretch."""
    every = [piece(text, 0, start), *pieces, piece(text, end, len(text.body))]
    return [each for each in every if each[0]]


def words_of(text: Text, start: int, end: int) -> list[Span]:
    """Give the words of a stretch, as places in the text."""
    return [
        Span(start + w.start(), start + w.end()) for w in re.finditer(r"\w+", text.body[start:end])
    ]


def look_alike(
    text: Text, marked: Annotation, around_it: Span, chance: random.Random
) -> list[Piece]:
    """Take the marked sentence away, and write one elsewhere that begins or ends as it did."""
    start, end = around_it
    old = text.body[start:end]
    left, right = marked.start - start, marked.end - start
    reach = chance.choice([0, 8, 20, 40, 400])
    kept = chance.choice([
        old[:right],  # the same beginning
        old[left:],  # the same end
        old[max(0, left - reach) : right + chance.choice([0, 8, 20, 40, 400])],
    ])  # fmt: skip
    added = (f" {sentence(chance)} {kept} {sentence(chance)}", -1)
    if chance.randrange(3) == 0:
        return instead(text, start, end, added)
    return elsewhere(text, around_it, (), added, chance)


def elsewhere(
    text: Text,
    place: Span,
    left: tuple[Piece, ...],
    added: Piece,
    chance: random.Random,
) -> list[Piece]:
    """Leave pieces in a place, and add one in front of, or behind, any sentence but those there."""
    free = [s.start for s in text.sentences if s.end <= place.start or s.start >= place.end]
    at = chance.choice([*free, len(text.body)])
    if at <= place.start:
        rest = instead(text, place.start, place.end, *left)
        return [piece(text, 0, at), added, (rest[0][0][at:], at), *rest[1:]]
    rest = instead(text, place.start, place.end, *left)
    return [*rest[:-1], piece(text, place.end, at), added, piece(text, at, len(text.body))]


def swapped(text: Text, _marked: Annotation, place: Span, chance: random.Random) -> list[Piece]:
    """Let the marked sentence and another change places; one of them is written anew."""
    others = [s for s in text.sentences if s.end <= place.start or s.start >= place.end]
    one, two = sorted([place, chance.choice(others)])
    return [
        each
        for each in (
            piece(text, 0, one.start), piece(text, *two), piece(text, one.end, two.start),
            piece(text, *one), piece(text, two.end, len(text.body)),
        )
        if each[0]
    ]  # fmt: skip


def exchanged(text: Text, _marked: Annotation, place: Span, chance: random.Random) -> list[Piece]:
    """Let two words of the marked sentence change places: who did it, and to whom."""
    words = words_of(text, *place)
    if len(words) < 2:
        return [(text.body, 0)]
    one, two = sorted(chance.sample(words, 2))
    return instead(
        text, one.start, two.end, piece(text, *two), piece(text, one.end, two.start),
        piece(text, *one),
    )  # fmt: skip


def wandered(text: Text, _marked: Annotation, place: Span, chance: random.Random) -> list[Piece]:
    """Let a word of the marked sentence, a *not* for example, wander to another place in it."""
    words = words_of(text, *place)
    if len(words) < 3:
        return [(text.body, 0)]
    word, to = chance.sample(words, 2)
    told = (f"{text.body[word.start : word.end]} ", word.start)
    if to.start < word.start:
        pieces = [told, piece(text, to.start, word.start), piece(text, word.end, place.end)]
        return instead(text, to.start, place.end, *pieces)
    return instead(
        text, word.start, to.end, piece(text, word.end, to.start), told, piece(text, *to)
    )


def denied(text: Text, _marked: Annotation, place: Span, chance: random.Random) -> list[Piece]:
    """Put a *not* into the marked sentence."""
    words = words_of(text, *place)
    at = chance.choice(words).start if words else place.start
    return instead(text, at, at, ("not ", -1))


def copied(text: Text, marked: Annotation, place: Span, chance: random.Random) -> list[Piece]:
    """Write the marked words into another sentence, and often take the marked ones away."""
    reach = chance.choice([0, 0, 8, 30, 60])
    start, end = max(0, marked.start - reach), min(len(text.body), marked.end + reach)
    told = (f" {text.body[start:end]} ", -1)
    kept = chance.choice([(), (), (piece(text, *place),)])
    at = chance.choice([s for s in text.sentences if s.end <= place.start or s.start >= place.end])
    into = chance.choice(words_of(text, *at) or [at]).start
    if into <= place.start:
        rest = instead(text, place.start, place.end, *kept)
        return [piece(text, 0, into), told, (rest[0][0][into:], into), *rest[1:]]
    return [
        *instead(text, place.start, place.end, *kept)[:-1],
        piece(text, place.end, into), told, piece(text, into, len(text.body)),
    ]  # fmt: skip


def emptied(text: Text, marked: Annotation, place: Span, chance: random.Random) -> list[Piece]:
    """Write another sentence around the marked words, of as many words, in the same place."""
    pieces, at = [], place.start
    for word in words_of(text, *place):
        if word.end <= marked.start or word.start >= marked.end:
            other = chance.choice(words_of(text, *chance.choice(text.sentences)) or [word])
            pieces += [piece(text, at, word.start), (text.body[slice(*other)], -1)]
            at = word.end
    return [each for each in instead(text, place.start, at, *pieces) if each[0]]


def quoted(text: Text, marked: Annotation, place: Span, chance: random.Random) -> list[Piece]:
    """Reword what was marked in its place, and quote the old sentence later in another voice."""
    voice = chance.choice(["They keep on telling us: “{}”", "“{}” So he says.", "Who said “{}”?"])
    if chance.randrange(2):
        voice = voice.replace("“", "").replace("”", "")
    told = (f" {voice.format(text.body[place.start : place.end])} ", -1)
    reworded = (f" {sentence(chance).strip('.').lower()} ", -1)
    left = (
        piece(text, place.start, max(place.start, marked.start)),
        reworded,
        piece(text, min(place.end, marked.end), place.end),
    )
    if chance.randrange(3) == 0:
        return [each for each in instead(text, place.start, place.end, *left, told) if each[0]]
    return elsewhere(text, place, left, told, chance)


DEEDS: tuple[Deed, ...] = (
    look_alike, swapped, exchanged, wandered, denied, copied, emptied, quoted,
)  # fmt: skip
ASK: tuple[Deed, ...] = (exchanged, wandered, denied)
