"""Three ways to say how much oil there is, and what one step of each is."""

import math
from dataclasses import dataclass

from closereader.tables import TableError
from closereader.tables.digits import settle, to_places
from closereader.tables.rows import Records

LIBDEM, LOW, HIGH = "v2x_libdem", "v2x_libdem_codelow", "v2x_libdem_codehigh"
BALTIC = ("EST", "LVA", "LTU")
LOG_TICKS = {0.0: "0", 1.0414: "10", 2.0043: "100", 3.0004: "1,000", 4.0: "10,000"}


@dataclass(frozen=True, slots=True)
class Indicator:
    """A column of the panel that can stand on the x axis."""

    column: str
    name: str
    """In the middle of a sentence."""
    more: str
    """In the question of a title."""
    axis: str
    unit: str
    """After a number."""
    year: int
    """The last year with values for most countries."""
    last: int
    """The last year of the regressions."""
    step: str
    """What the slope is given for."""
    log: bool = False

    @property
    def size(self) -> float:
        """How much of the regression's predictor one step is."""
        return math.log(10) if self.log else 10.0

    @property
    def moved(self) -> float:
        """The least standard deviation over the years, as drawn, to speak of a change."""
        return 0.1 if self.log else 1.0

    def drawn(self, value: float) -> float:
        """Return a value as it stands on the x axis: as it is, or log10 of one more."""
        return to_places(logged(value + 1) / math.log(10) if self.log else value, 3)

    def predictor(self, value: float) -> float:
        """Return a value as the regressions use it: logged with one dollar added, or not."""
        return logged(value + 1) if self.log else value

    def shown(self, value: float) -> str:
        """Return a value with its unit, for a sentence."""
        return f"{value:,.0f}{self.unit}" if self.log else f"{value:.1f}{self.unit}"


INDICATORS = {
    each.column: each
    for each in (
        Indicator(
            column="rents_total_pct_gdp",
            name="natural-resource rents",
            more="more resource rents",
            axis="Natural-resource rents, % of GDP",
            unit=" % of GDP",
            year=2021,
            last=2021,
            step="10 points of GDP more",
        ),
        Indicator(
            column="fuel_exports_pct_merch",
            name="fuel exports",
            more="more fuel exports",
            axis="Fuel exports, % of goods exports",
            unit=" % of goods exports",
            year=2020,
            last=2023,
            step="10 points of goods exports more",
        ),
        Indicator(
            column="oil_gas_value_pc_2014usd",
            name="oil and gas value per head",
            more="more oil and gas",
            axis="Oil and gas produced, US dollars of 2014 per head",
            unit=" dollars per head",
            year=2014,
            last=2014,
            step="about ten times as much",
            log=True,
        ),
    )
}


def intervals(rows: Records) -> list[tuple[float, float, float]]:
    """Return liberal democracy in each row, with the ends of its 68 % interval."""
    return [(row[LIBDEM], row[LOW], row[HIGH]) for row in rows]


def logged(value: float) -> float:
    """Return the natural logarithm, the same on every processor."""
    return settle(math.log(value))


def find_indicator(column: str) -> Indicator:
    """Return an indicator by its column; an unknown one raises and lists those there are."""
    if column not in INDICATORS:
        raise TableError(
            f"{column!r} cannot be drawn against liberal democracy. Choose one of: "
            f"{', '.join(INDICATORS)}."
        )
    return INDICATORS[column]
