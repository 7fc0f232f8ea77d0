"""Places that resemble a quotation, in texts of many words."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.annotations import anchor
from closereader.texts import Close, Span
from closereader.texts._search import _WORD, closest, make_index, places
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
    mark = mark_words(before, "it")
    for earlier, where in (
        (None, "in it at 200 places or more"),
        (kept(before, after), "at one place"),
    ):
        found = anchor(mark, after, earlier)
        assert found.status == "offered"
        assert found.candidates[0].start == after.body.index("it late")
        assert f"stands {where}" in found.message


@given(st.text("ab漢字 \n\u2003\u0301'-", max_size=60), st.integers(1, 12))
def test_each_word_stands_where_it_is_found(body: str, stretch: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("closereader.texts._search._STRETCH", stretch)
        index = make_index(body)
        words = list(_WORD.finditer(body))
        assert index.run(0, len(words)) == [word[0] for word in words]
        assert [index.place(at) for at in range(len(words))] == [word.span() for word in words]


@given(
    st.text("ab漢 \n\u2003'-“", max_size=60) | st.lists(st.sampled_from("abc")).map(" ".join),
    st.data(),
)
def test_an_index_finds_the_very_words_that_reading_finds(body: str, data: st.DataObject) -> None:
    low, high = sorted(data.draw(st.integers(0, len(body))) for _ in range(2))
    words = data.draw(st.just(body[low:high]) | st.text("ab漢 '-", max_size=9))
    index = make_index(body)
    for most in (None, 1):
        assert places(body, words, most, index) == places(body, words, most)


def test_words_of_which_one_stands_nowhere_are_not_read_for() -> None:
    index = make_index("one two three four five six")
    assert index.places("one two three four five") == [0]
    assert index.places("ne two three four fi") == [1]
    assert index.places("one two thre four five") == []
    assert index.places("two three four") is None


class Unread(MadeUp):
    """A text so long that nobody wants to wait until all of it is looked through."""

    def closest(self, quote: str, limit: int = 3) -> tuple[Close, ...]:
        message = f"all of the text was looked through for {limit} places like {quote}"
        raise AssertionError(message)


def test_like_words_are_not_looked_for_elsewhere_when_they_stand_where_they_must() -> None:
    head, tail = ("One came. Two saw it. " * 3, " Four came. Five left.")
    before = MadeUp(f"{head}Nobody could have foretold how all this ended.{tail}")
    mark = mark_words(before, "could have foretold how all this")
    after = Unread(f"{head}Nobody at all could foretell how this ended.{tail}")
    found = anchor(mark, after, kept(before, after))
    assert (found.status, len(found.candidates)) == ("offered", 1)
    assert found.span is not None
    assert after.body[slice(*found.span)] == "could foretell how this"


def test_of_very_many_places_those_where_the_words_must_be_are_offered() -> None:
    many = "All of it is to be seen. " * 300
    before = MadeUp(f"{many}Three left. Two of them saw the sea. Four came. {many}")
    after = MadeUp(f"{many}Three left. What they saw of it was little. Four came. {many}")
    found = anchor(mark_words(before, "of", after=len(many)), after, kept(before, after))
    at = after.body.index("of it was")
    assert (found.status, found.candidates) == ("offered", (Span(at, at + 2),))
