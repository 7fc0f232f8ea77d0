"""The columns of the panel that can stand on an axis, and what each of them cannot show."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from closereader.tables import TableError
from whose_lessons.figures.indicators import HIGH, INDICATORS, LIBDEM, LOW, Indicator
from whose_lessons.figures.scatter import INTERVAL

RENTS = "rents_total_pct_gdp"
INCOME = "gdp_pc_ppp_const"
_FEWEST_TICKS = 3


@dataclass(frozen=True, slots=True)
class Measure:
    """A column that can be drawn."""

    indicator: Indicator
    short: str
    """The name at the head of a column and in a list."""
    places: int
    missing: str
    """Why a country may have no value: one sentence."""
    hides: str
    """What the measure cannot show: one or two sentences."""
    interval: tuple[str, str] | None = None
    """The columns with the ends of its interval."""
    limits: tuple[float, float] | None = None
    """Of its axis; None when they follow the values."""

    @property
    def column(self) -> str:
        """The name of the column."""
        return self.indicator.column

    @property
    def name(self) -> str:
        """The name in the middle of a sentence."""
        return self.indicator.name

    def number(self, value: float) -> str:
        """Return a value as it stands in a table."""
        return f"{value:,.{self.places}f}"

    def shown(self, value: float) -> str:
        """Return a value with its unit, for a sentence."""
        return f"{self.number(value)}{self.indicator.unit}"

    def axis(
        self, drawn: Sequence[float]
    ) -> tuple[tuple[float, float], tuple[tuple[float, str], ...]]:
        """Return the limits of an axis for these values, as drawn, and its ticks with labels."""
        if self.limits is not None:
            low, high = self.limits
            return (low, high), tuple((at / 5, f"{at / 5:.1f}") for at in range(6))
        most, least = max(drawn), min(drawn)
        if not self.indicator.log:
            high = max(most * 1.04, 1.0)
            return (-0.02 * high, high), _even(high)
        room = max((most - least) * 0.04, 0.05)
        low, high = max(least - room, -0.05), most + room
        return (low, high), _logarithmic(low, high)


def _even(high: float) -> tuple[tuple[float, str], ...]:
    """Give four to six round numbers from zero up."""
    power = 10.0 ** math.floor(math.log10(high / 4))
    step = next(each * power for each in (1, 2, 5, 10) if high / (each * power) < 6)  # noqa: PLR2004
    places = max(0, -math.floor(math.log10(step)))
    count = math.floor(high / step + 1e-9)
    return tuple((at * step, f"{at * step:,.{places}f}") for at in range(count + 1))


def _logarithmic(low: float, high: float) -> tuple[tuple[float, str], ...]:
    """Give powers of ten, or steps between them where these are too few."""
    made: list[tuple[float, str]] = []
    for steps in ((1,), (1, 3), (1, 2, 5)):
        values = [0, *(step * 10**power for power in range(1, 6) for step in steps)]
        places = [(math.log10(value + 1), f"{value:,}") for value in values]
        made = [each for each in places if low <= each[0] <= high]
        if len(made) >= _FEWEST_TICKS:
            break
    return tuple(made)


_SCORE = Indicator(
    column=LIBDEM,
    name="liberal democracy",
    more="more liberal democracy",
    axis="Liberal democracy (V-Dem, 0 to 1)",
    unit="",
    year=2024,
    last=2024,
    step="0.1 more",
)
_INCOME = Indicator(
    column=INCOME,
    name="income per head",
    more="a higher income per head",
    axis="Income per head, international dollars of 2021",
    unit=" dollars per head",
    year=2023,
    last=2024,
    step="about ten times as much",
    log=True,
)

MEASURES = {
    each.column: each
    for each in (
        Measure(
            INDICATORS[RENTS],
            "Natural-resource rents",
            1,
            "Rents end in 2021 for every country (Turkmenistan: in 2019), and seven units, among "
            "them North Korea and Taiwan, have no World Bank data.",
            "Rents end in 2021: the years of the full-scale war cannot be tested. They move when "
            "GDP moves, and they do not see oil bought below the world price (Belarus).",
        ),
        Measure(
            INDICATORS["fuel_exports_pct_merch"],
            "Fuel exports",
            1,
            "The series has gaps: Belarus has values for 1998-2020, Turkmenistan for four years, "
            "Uzbekistan from 2017, Russia to 2021.",
            "Russian fuel exports end in 2021: the years of the full-scale war cannot be tested. "
            "Refined oil counts as a fuel export wherever the crude came from (Belarus).",
        ),
        Measure(
            INDICATORS["oil_gas_value_pc_2014usd"],
            "Oil and gas per head",
            0,
            "The series ends in 2014. A country without a value is not listed as a producer, or "
            "there are no data: it is not a zero.",
            "The value of what is produced falls and rises with the world price, and says nothing "
            "of who receives it.",
        ),
        Measure(
            _INCOME,
            "Income per head",
            0,
            "Seven units, among them North Korea and Taiwan, have no World Bank data.",
            "Income per head says nothing of how it is shared.",
        ),
        Measure(
            _SCORE,
            "Liberal democracy",
            2,
            "V-Dem does not code every state in every year (Turkmenistan: not in 1990).",
            INTERVAL,
            interval=(LOW, HIGH),
            limits=(0.0, 1.0),
        ),
    )
}


def find_measure(column: object) -> Measure:
    """Return a measure by its column; an unknown one raises and offers the closest."""
    if isinstance(column, str) and column in MEASURES:
        return MEASURES[column]
    close = get_close_matches(str(column), MEASURES, 1, 0.4)
    offer = f" Did you mean {close[0]}?" if close else ""
    raise TableError(
        f"{column!r} is not an indicator of the explorer.{offer} Choose one of: "
        f"{', '.join(MEASURES)}."
    )
