"""A new edition with one word in twenty changed: marks go along, and none goes wrong."""

from __future__ import annotations

import random
import re
from difflib import SequenceMatcher
from time import process_time

import pytest

from closereader.annotations import Annotation, anchor
from closereader.texts import Editions, Span, open_text
from tests.annotations.making import MadeUp, kept

WORD = re.compile(r"\w+(?:[-’'.]\w+)*")
MARKS = 1000


def reworded(body: str, chance: random.Random, share: float) -> tuple[str, dict[int, Span]]:
    """Replace words by others of the text; give also where each word of it is now."""
    every = WORD.findall(body)
    pieces, at, size, now = [], 0, 0, {}
    for found in WORD.finditer(body):
        word = found[0]
        if chance.random() < share:
            other = chance.choice(every)
            word = other.capitalize() if word[0].isupper() else other.lower()
        pieces += [body[at : found.start()], word]
        size += found.start() - at
        now[found.start()] = Span(size, size + len(word))
        size += len(word)
        at = found.end()
    return "".join([*pieces, body[at:]]), now


def moved_along(seed: int) -> tuple[list[tuple[Span | None, Span]], float]:
    """Change an edition; give where marks went without asking, and belong; and the time it took.

    Marks have 1 to 30 words; half of them have a word changed, and some lost half their words.
    """
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    text = open_text("alieva-2024")
    body, now = reworded(text.body, chance, 0.05)
    words = [found.span() for found in WORD.finditer(text.body)]
    after = MadeUp(body, id=text.id)
    before = MadeUp(text.body, id=text.id)
    marks = []
    for _ in range(MARKS):
        size = chance.randrange(1, 31)
        first = chance.randrange(len(words) - size)
        marks.append((words[first][0], words[first + size - 1]))
    made = [Annotation.on(before, start, last[1], theme="exclusion") for start, last in marks]
    begun = process_time()
    earlier = kept(before, after)
    found = [anchor(mark, after, earlier) for mark in made]
    spent = process_time() - begun
    moved = [
        (each.span, Span(now[start].start, now[last[0]].end))
        for each, (start, last) in zip(found, marks, strict=True)
        if each.status == "moved"
    ]
    return moved, spent


def test_a_new_edition_asks_for_few_marks_and_misplaces_none() -> None:
    runs = [moved_along(seed) for seed in range(6)]
    assert [pair for moved, _ in runs for pair in moved if pair[0] != pair[1]] == []
    assert sum(len(moved) for moved, _ in runs) >= 0.99 * MARKS * len(runs)
    assert min(spent for _, spent in runs) <= 0.5


def test_sentences_that_nothing_passed_are_matched_without_comparing_all_with_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """To find the longest runs of a text of a million words takes a third of a second."""
    sizes: list[int] = []

    def compare(
        junk: None, one: list[str], other: list[str], *, autojunk: bool
    ) -> SequenceMatcher[str]:
        sizes.append(len(one) * len(other))
        return SequenceMatcher(junk, one, other, autojunk=autojunk)

    monkeypatch.setattr("closereader.texts._pairs.SequenceMatcher", compare)
    body = open_text("alieva-2024").body
    after, now = reworded(body, random.Random(1), 0.05)  # noqa: S311 - not for secrets
    editions = Editions(body, after)
    words = [found.span() for found in WORD.finditer(body)]
    carried = [editions.carry(*word) for word in words]
    assert sum(place == now[word[0]] for place, word in zip(carried, words, strict=True)) > 5_000
    assert sum(sizes) < 1_000


def test_sentences_that_are_all_alike_are_told_apart_neither_wrongly_nor_slowly() -> None:
    first, second = (
        " ".join(f"They counted {kind}{at} sheep in the field again that day." for at in range(200))
        for kind in ("red", "blue")
    )
    begun = process_time()
    editions = Editions(f"It began. {first} It ended.", f"It began. {second} It ended.")
    assert process_time() - begun <= 3
    assert editions.carry(10, 14) is None
