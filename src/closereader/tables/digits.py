"""Numbers to the digits that are meant, the same on every processor.

The last bits of a computed number differ with the processor: BLAS sums in another order, and a
logarithm ends in another digit. A number is therefore rounded twice. First to twelve digits, where
no such difference is left and what is a tie in decimals is one again; then, half to even, to the
digits that are meant. Rounded once, a mean of 0.125 could go either way.
"""

import math
from decimal import ROUND_HALF_EVEN, Decimal

_SETTLED = 12
_DRAWN = 5
_PLACES = (3, 6)  # a month is 0.083 of a year; what is below a millionth was meant to be zero


def settle(value: float) -> float:
    """Round to twelve significant digits; the zero has no sign."""
    return float(_settled(value)) + 0.0


def to_places(value: float, places: int) -> float:
    """Round to so many decimals, exactly as a student's own ``frame.round(places)`` does."""
    scale = 10.0**places
    return round(value * scale) / scale


def to_digits(value: float) -> float | int:
    """Round for drawing: to five significant digits, with three to six decimals.

    A whole number is an ``int``, and there is no minus zero.

    Raises `ValueError` when the value is not finite.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be drawn.")
    near = Decimal(_settled(value))
    least, most = _PLACES
    places = min(max(_DRAWN - 1 - near.adjusted(), least), most)
    near = near.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
    return int(near) if near == near.to_integral_value() else float(near)


def _settled(value: float) -> str:
    return f"{value:.{_SETTLED - 1}e}"
