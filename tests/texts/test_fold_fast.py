"""The quick ways give what the slow ones give: folding, and leaving out what cannot be alike."""

from __future__ import annotations

import itertools
import re
from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from closereader.texts import fold, fold_with_places, is_same_folded, open_text
from closereader.texts._fold import _SAME, _SPACES, fold_lines
from closereader.texts._search import _common

LETTERS = st.text(alphabet="abc “”—… \u00ad\u00a0\n", max_size=30)


@given(LETTERS | st.text(max_size=30) | st.text([*_SAME, "\n", "\u3000", " ", "a"], max_size=9))
def test_folding_is_one_space_for_a_run_and_one_plain_sign_for_each(words: str) -> None:
    table: dict[str, str | int | None] = {**_SAME}
    assert fold(words) == _SPACES.sub(" ", words).translate(str.maketrans(table))


@given(LETTERS, LETTERS, LETTERS)
def test_two_are_the_same_folded_as_their_folded_words_are(start: str, one: str, two: str) -> None:
    assert is_same_folded(start + one, start + two) is (fold(start + one) == fold(start + two))


@given(LETTERS | st.text(max_size=30))
def test_folding_with_and_without_places_is_one_thing(words: str) -> None:
    assert fold(words) == fold_with_places(words).text


@given(LETTERS | st.text(max_size=30))
def test_each_character_comes_from_where_it_stood(words: str) -> None:
    """Sign by sign: a run of white space is one piece, whatever unseen signs stand in it."""
    unseen = "\u00ad\u200b\u2060\ufeff"
    pieces = [m.span() for m in re.finditer(rf"\s(?:[\s{unseen}]*\s)?|\S", words)]
    expected = [place for place in pieces for _ in fold(words[slice(*place)])]
    folded = fold_with_places(words)
    assert [folded.span(at, at + 1) for at in range(len(folded.text))] == expected
    for start, end in itertools.combinations(range(len(folded.text)), 2):
        assert folded.span(start, end) == (expected[start][0], expected[end - 1][1])


@given(LETTERS, LETTERS)
def test_no_ratio_is_more_than_the_longest_common_subsequence_allows(a: str, b: str) -> None:
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    assert sum(block.size for block in blocks) <= _common(a, b) <= min(len(a), len(b))


@given(LETTERS, LETTERS)
def test_the_longest_common_subsequence_is_the_plain_one(a: str, b: str) -> None:
    row = [0] * (len(b) + 1)
    for one in a:
        before = row[:]
        for at, other in enumerate(b, start=1):
            row[at] = before[at - 1] + 1 if one == other else max(before[at], row[at - 1])
    assert _common(a, b) == row[-1]


def test_a_higher_bar_leaves_out_the_lower_places_and_no_others() -> None:
    text = open_text("alieva-2024")
    for quote in (
        "exclusion is a powerful driver of political behaviour",
        "the nation's former status was destroyed by the reforms",
        "nothing like this is said anywhere",
    ):
        every = text.closest(quote)
        assert text.closest(quote, least=0.65) == tuple(one for one in every if one.score >= 0.65)


@given(st.text("ab \u00ad\u200b\n…“-"))
def test_what_is_folded_stays_as_it_is_when_folded_again(words: str) -> None:
    assert fold(fold(words)) == fold(words)


@given(st.lists(LETTERS | st.text([*"ab  `'\t\v\f\r\x1c\x1d\x1e\x1f"], max_size=9)))
def test_many_lines_are_folded_as_each_of_them(texts: list[str]) -> None:
    lines = [text.replace("\n", " ") for text in texts]
    assert fold_lines(lines) == [fold(line) for line in lines]
