"""Places that resemble a quotation, in texts of many words."""

from __future__ import annotations

import random

from closereader.annotations import anchor
from closereader.texts._search import closest, make_index
from tests.annotations.making import MadeUp, kept, mark_words

COMMON = 0.4
"""The share of the words that are a few common ones, as in a language."""


def many_words(count: int) -> list[str]:
    chance = random.Random(7)  # noqa: S311 - words, not secrets
    rare = ["".join(chance.choices("bcdfgklmnoaeiu", k=7)) for _ in range(count // 20)]
    common = ["the", "of", "and", "to", "in"]
    return [chance.choice(common if chance.random() < COMMON else rare) for _ in range(count)]


def test_in_a_text_of_very_many_words_a_changed_quotation_is_found() -> None:
    words = many_words(120_000)
    index = make_index(" ".join(words))
    for at in range(500, 120_000, 24_000):
        asked = words[at : at + 14]
        asked[4] = "another"
        best = closest(index, " ".join(asked), 1)[0]
        assert best.text.split() == words[at : at + 14]


def test_of_very_many_places_the_one_in_the_same_context_is_offered_first() -> None:
    before = MadeUp("They came to it late and left. " + "All of it is to be seen. " * 300)
    after = MadeUp("All of it is to be seen. " * 300 + "They came to it late, and they left.")
    found = anchor(mark_words(before, "it"), after, kept(before, after))
    assert found.status == "offered"
    assert found.candidates[0].start == after.body.index("it late")
    assert "at 200 places or more" in found.message
