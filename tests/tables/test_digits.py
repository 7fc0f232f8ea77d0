from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from closereader.tables.digits import settle, to_digits, to_places

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "drawn"),
    [
        (0.21474672065770883, 0.21475),
        (26.000051000000003, 26),
        (29.26829268292683, 29.268),
        (1992.2083333333333, 1992.208),  # a month stays a month
        (12345.6789, 12345.679),
        (-0.0012345678, -0.001235),
        (1e-17, 0),
        (-0.0, 0),
        (2.0, 2),
    ],
)
def test_a_number_is_drawn_with_the_digits_that_are_meant(value: float, drawn: float) -> None:
    assert repr(to_digits(value)) == repr(drawn)


@given(NUMBERS, st.integers(0, 4))
@example(14.785, 2)  # whose bits are above the tie, and 14.785 * 100 a tie
@example(69.525, 2)
@example(-0.0005, 3)
def test_decimals_are_rounded_as_a_frame_rounds_them(value: float, places: int) -> None:
    assert to_places(value, places) == pd.Series([value]).round(places).iloc[0]


@given(NUMBERS)
@example(0.123455)  # a tie in decimals, though not in bits
@example(0.1 + 0.2)
@example(2.0000005)
def test_the_last_bits_do_not_matter(value: float) -> None:
    """What is a number with few decimals stays itself, whatever its last two bits were."""
    meant = round(value, 6)
    near = [meant]
    for to in (-math.inf, math.inf):
        one = math.nextafter(meant, to)
        near += [one, math.nextafter(one, to)]
    assert len({repr(to_digits(each)) for each in near}) == 1
    assert not meant or len({repr(settle(each)) for each in near}) == 1


@given(NUMBERS)
def test_what_was_rounded_stays(value: float) -> None:
    once = to_digits(value)
    assert repr(to_digits(once)) == repr(once)
    assert abs(once - value) <= max(1e-6, 5.0001e-5 * abs(value))
    assert repr(settle(settle(value))) == repr(settle(value))


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_cannot_be_drawn(value: float) -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        to_digits(value)
