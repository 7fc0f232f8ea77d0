"""Drawing readers again: from where marks begin and end, as if every draw were counted anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from closereader.agreement._continuum import Profile, merged
from closereader.agreement._spans import _by_readers, ratio

LENGTH = 40
ENDS = st.integers(0, LENGTH)
READER = st.lists(st.tuples(ENDS, ENDS).map(lambda both: (min(both), max(both))), max_size=4).map(
    lambda spans: merged(spans, LENGTH, "a reader")
)


@given(st.lists(st.tuples(READER, st.integers(0, 3)), min_size=1, max_size=6))
def test_a_draw_gives_what_a_profile_of_the_drawn_readers_gives(
    drawn: list[tuple[list[tuple[int, int]], int]],
) -> None:
    spans = [marks for marks, _ in drawn]
    often = [times for _, times in drawn]
    m = sum(often)
    marked, apart = Profile(spans, LENGTH, often).sums(0, LENGTH)
    pairs = m * m - sum(each * each for each in often)
    wanted = ratio(marked, apart, m=m, length=LENGTH, pairs=pairs).value
    assert _by_readers(spans, LENGTH)(often) == wanted


def test_an_empty_text_gives_no_value() -> None:
    assert _by_readers([[], []], 0)([1, 1]) is None
