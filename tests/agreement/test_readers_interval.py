"""Drawing readers again: from pairs of readers, as if every draw were counted anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from closereader.agreement._continuum import Profile, by_pairs, merged

LENGTH = 40
ENDS = st.integers(0, LENGTH)
READER = st.lists(st.tuples(ENDS, ENDS).map(lambda both: (min(both), max(both))), max_size=4).map(
    lambda spans: merged(spans, LENGTH, "a reader")
)


@given(st.lists(st.tuples(READER, st.integers(0, 3)), min_size=1, max_size=6))
def test_pairs_give_what_a_profile_of_the_drawn_readers_gives(
    drawn: list[tuple[list[tuple[int, int]], int]],
) -> None:
    spans = [marks for marks, _ in drawn]
    often = [times for _, times in drawn]
    own, between = by_pairs(spans, LENGTH)
    marked, apart = Profile(spans, LENGTH, often).sums(0, LENGTH)
    assert (int(own @ often), int(often @ between @ often)) == (marked, apart)


def test_an_empty_text_has_no_pairs_apart() -> None:
    own, between = by_pairs([[], []], 0)
    assert own.tolist() == [0, 0]
    assert between.tolist() == [[0, 0], [0, 0]]
