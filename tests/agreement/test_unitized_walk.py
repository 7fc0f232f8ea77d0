"""One walk along the text gives what comparing all pairs of readers gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from closereader.agreement._unitized import _apart, _segments

LENGTH = 30
CUTS = st.lists(st.integers(0, LENGTH), max_size=8, unique=True).map(sorted)
VALUES = st.sampled_from(["a", "b", 3])
READER = st.tuples(CUTS, st.lists(VALUES, min_size=4, max_size=4)).map(
    lambda given: [
        (start, end, value)
        for start, end, value in zip(given[0][::2], given[0][1::2], given[1], strict=False)
    ]
)


@given(st.lists(READER, min_size=2, max_size=6))
def test_a_walk_counts_the_pairs(readers: list[list[tuple[int, int, object]]]) -> None:
    rows = [_segments(marks, LENGTH, "one", binary=False) for marks in readers]
    signs = [[value for start, end, value in row for _ in range(start, end)] for row in rows]
    assert _apart(rows, LENGTH) == sum(
        one != other
        for i, row in enumerate(signs)
        for others in signs[:i]
        for one, other in zip(row, others, strict=True)
    )
