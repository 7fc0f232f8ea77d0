"""Whole words are taken where a selection cuts them, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.browser.front.pure import HERE
from tests.browser.front.test_reader_pure import js

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
__all__ = ["js"]  # the fixture, for the tests below

_PIECES = (
    "Russia’s", "isn't", "post-Soviet", "non‑violent", "cafe\u0301", "Ba\u0301ku", "l’homme",
    "“", "”", "(", ")", "‘", "’", "[", "]", "«", "»", " ", " ", "\n", ", ", "… ", "–", " - ",
    "a", "1990s", "𝒜𝒷", "👩‍👩‍👧", "שלום", "soft\u00adhyphen", "ι\u0313στορία", "rock ’n’ roll",
)  # fmt: skip
_JOINED = re.compile("(?<=[\\w\u0300-\u036f])‘(?=\\w)")  # part of the word, as in Hawai‘i
WORDY = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)
WHOLE = """([words, s, e, plain]) => {
  const Segmenter = Intl.Segmenter;
  if (plain) delete Intl.Segmenter;
  const segments = segment_words(words, "en");
  Intl.Segmenter = Segmenter;
  const [a, b] = [out_of_word(segments, s, "start"), out_of_word(segments, e, "end")];
  return [a, b, out_of_word(segments, a, "start"), out_of_word(segments, b, "end"),
          segments.whole, segments.words, segments.cuts];
}"""


@HERE
@given(words=WORDY, data=st.data(), plain=st.booleans())
def test_a_cut_through_a_word_is_healed_and_nothing_else(
    js: Page, words: str, data: st.DataObject, plain: bool
) -> None:
    """What is taken holds what was selected, cuts no word, and is at most two words longer."""
    units = words.encode("utf-16-le")
    length = len(units) // 2
    s = data.draw(st.integers(0, length))
    e = data.draw(st.integers(s, length))
    a, b, again_a, again_b, whole, pieces, cuts = js.evaluate(WHOLE, [words, s, e, plain])
    assert a <= s <= e <= b
    assert (again_a, again_b) == (a, b)
    assert not [piece for piece in pieces for edge in (a, b) if piece[0] < edge < piece[1]]
    assert {a, b} <= set(cuts)  # no character is cut: no accent, no half of a pair
    for begin, end, word_edge in ((a, s, 0), (e, b, 1)):
        inside = [word for word in whole if word[0] <= begin and end <= word[1]]
        if begin < end and inside:
            assert (begin if word_edge == 0 else end) == inside[0][word_edge]
            word = units[2 * inside[0][0] : 2 * inside[0][1]].decode("utf-16-le", "replace")
            assert not set(_JOINED.sub("", word)) & set("“”()[]«»‘ \n,–…")
        elif begin < end:  # only the rest of one character that is no word
            assert len([cut for cut in cuts if begin < cut < end]) == 0


@pytest.mark.parametrize("plain", [False, True], ids=["Intl", "plain"])
@pytest.mark.parametrize(
    ("words", "selected", "whole"),
    [
        ("a security environment", "urity envi", "security environment"),
        ("Russia’s war", "ussia", "Russia’s"),
        ("Russia’s war", "Russia", "Russia’s"),
        ("it isn't so", "is", "isn't"),
        ("the post-Soviet world", "ovi", "post-Soviet"),
        ("a Russian-speaking man", "Russian", "Russian"),  # a double click
        ("non‑violent", "iolent", "non‑violent"),
        ("(“Exclusion”)", "xclusio", "Exclusion"),
        ("‘we’, she said", "w", "we"),
        ("the students’ work", "udents", "students"),
        ("the years 1990–1999", "99", "1990"),
        ("cafe\u0301s here", "caf", "cafe\u0301s"),
        ("cafe\u0301 here", "cafe", "cafe\u0301"),
        ("one, two", ",", ","),
        ("unlike himself", "like", "unlike"),
    ],
)
def test_whole_words_are_taken(
    js: Page, words: str, selected: str, whole: str, plain: bool
) -> None:
    s = words.index(selected)
    a, b, *_ = js.evaluate(WHOLE, [words, s, s + len(selected), plain])
    assert words[a:b] == whole
