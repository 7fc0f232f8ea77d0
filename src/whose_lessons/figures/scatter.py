"""One year of the panel as points: an indicator of oil against liberal democracy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import linear_regression
from typing import Any

from closereader.figures.charts import (
    Spot,
    axis,
    dots,
    more_or_less,
    page,
    plain,
    sides,
    signed,
    straight,
    whiskers,
)
from closereader.figures.template import INK
from closereader.tables import Table, TableError, open_table
from closereader.tables.rows import Record, Records, having, values
from whose_lessons.estimators import Slope, correlation, ols
from whose_lessons.figures.indicators import (
    HIGH,
    LIBDEM,
    LOG_TICKS,
    LOW,
    Indicator,
    find_indicator,
    intervals,
)

FEWEST = 3  # countries, for a line
INTERVAL = (
    "The upright bars are V-Dem's 68 % intervals, not 95 %: experts differ, and about one value in "
    "three is expected to lie outside. Experts may also share a belief about what oil does."
)

_SIZE = (260, 420)  # pixels of the plot where it is narrowest, for labels


@dataclass(frozen=True)
class Year:
    """All countries of the panel in one year, with an indicator."""

    panel: Table
    """All countries of that year, with a value or without."""
    rows: Records
    """Those with a value of the indicator and of liberal democracy; ``x`` is as it is drawn."""
    indicator: Indicator
    year: int

    def only(self, rows: Records) -> Year:
        """Return the same with some of the rows."""
        return Year(self.panel, rows, self.indicator, self.year)

    @property
    def slope(self) -> Slope:
        """The slope of liberal democracy per unit of the indicator's predictor."""
        x = [self.indicator.predictor(row[self.indicator.column]) for row in self.rows]
        return ols(values(self.rows, LIBDEM), [x], values(self.rows, "iso3"))[0]

    @property
    def correlation(self) -> Slope:
        """Pearson's correlation of what is drawn."""
        return correlation(values(self.rows, "x"), values(self.rows, LIBDEM), self.codes)

    @property
    def without(self) -> list[str]:
        """Names of the countries with a value of liberal democracy and none of the indicator."""
        scored = having(self.panel.records(), LIBDEM)
        return sorted(set(values(scored, "country")) - set(values(self.rows, "country")))

    @property
    def codes(self) -> list[str]:
        """The codes of the countries, in the order of the rows."""
        return values(self.rows, "iso3")

    def row(self, code: str) -> Record:
        """Return the row of one of the countries."""
        return self.rows[self.codes.index(code)]

    def cells(self, code: str) -> tuple[str, str, str, str]:
        """Return a country as a row of the small table."""
        row = self.row(code)
        value = f"{row[self.indicator.column]:,.{0 if self.indicator.log else 1}f}"
        interval = f"{row[LOW]:.2f} to {row[HIGH]:.2f}"
        return row["country"], value, f"{row[LIBDEM]:.2f}", interval

    @property
    def source(self) -> str:
        """Where the two columns come from."""
        return self.panel.source_of(LIBDEM, self.indicator.column)


def open_year(column: str, year: int | None) -> Year:
    """Return the panel in one year, by default the indicator's own.

    Raises `TableError` for an unknown indicator, or a year in which too few countries have a value.
    """
    indicator = find_indicator(column)
    year = indicator.year if year is None else year
    panel = open_table("panel").select(years=year)
    rows = having(panel.records(), LIBDEM, column)
    if len(rows) < FEWEST:
        raise TableError(
            f"{len(rows)} countries have a value of {column} in {year}: choose another year, for "
            f"example {indicator.year}."
        )
    drawn = [{**row, "x": indicator.drawn(row[column])} for row in rows]
    return Year(panel, drawn, indicator, year)


def find_named(drawn: Year, countries: Sequence[str]) -> list[str]:
    """Return the codes of countries, all of which must have a value."""
    codes = drawn.panel.countries(countries)
    for code in codes:
        if code not in drawn.codes:
            raise TableError(
                f"{drawn.panel.country_name(code)} has no value of {drawn.indicator.column} in "
                f"{drawn.year}: leave it out, or choose another year or indicator."
            )
    return list(codes)


def label_sides(drawn: Year, codes: Sequence[str], *lines: Year) -> dict[str, str]:
    """Choose a side for the name of each of these countries, off the points and the lines."""
    most = max(values(drawn.rows, "x")) * 1.04
    spots = {row["iso3"]: Spot(row["x"] / most, row[LIBDEM], row["country"]) for row in drawn.rows}
    crowd = [*spots.values(), *(spot for each in lines for spot in _along(each, most))]
    chosen = sides([spots[code] for code in codes], crowd, _SIZE)
    return dict(zip(codes, chosen, strict=True))


def points(
    drawn: Year,
    name: str,
    colour: str,
    *,
    symbol: str = "circle",
    labels: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return one trace of points with their intervals, with names where labels are given."""
    rows, indicator = drawn.rows, drawn.indicator
    value = "" if indicator.log else f"%{{x:.1f}}{indicator.unit}<br>"
    trace = dots(
        values(rows, "x"),
        values(rows, LIBDEM),
        {"color": colour, "symbol": symbol, "size": 9 if labels else 5},
        # The template holds what all points say alike: a third of the weight of a lesson.
        [_hover(row, indicator) for row in rows],
        name=name,
        error_y=whiskers(intervals(rows), thickness=1.5 if labels else 1),
        customdata=drawn.codes,
        hovertemplate=(
            f"<b>%{{hovertext}} (68 %)</b><br>{value}liberal democracy %{{y:.2f}}<br>"
            f"row of the panel: %{{customdata}}, {drawn.year}<extra></extra>"
        ),
    )
    if labels:
        trace["mode"] = "markers+text"
        trace["cliponaxis"] = False  # it would cut a name that reaches over the edge
        trace["text"] = [plain(row["country"]) for row in rows]
        trace["textposition"] = [labels[code] for code in drawn.codes]
        trace["textfont"] = {"size": 12, "color": INK}
    return trace


def line(drawn: Year, name: str, colour: str, dash: str = "solid") -> dict[str, Any]:
    """Return the least-squares line through the points, from one end of them to the other."""
    x = values(drawn.rows, "x")
    slope, start = linear_regression(x, values(drawn.rows, LIBDEM))
    ends = [min(x), max(x)]
    heights = [start + slope * end for end in ends]
    return straight(ends, heights, {"color": colour, "width": 2, "dash": dash}, name=name)


def scatter_layout(drawn: Year) -> dict[str, Any]:
    """Return the page around the points, with a legend of three lines."""
    most = max(values(drawn.rows, "x")) * 1.04
    ticks = {at: text for at, text in LOG_TICKS.items() if at <= most}
    return page(
        plot=420,
        left=34,
        upright="Liberal democracy (V-Dem, 0 to 1)",
        entries=3,
        hovermode="closest",
        xaxis=axis(
            drawn.indicator.axis, (-0.02 * most, most), ticks if drawn.indicator.log else None
        ),
        yaxis=axis("", (0, 1), (0, 0.2, 0.4, 0.6, 0.8, 1)),
    )


def finding(drawn: Year) -> str:
    """Say how liberal democracy differs for one step of the indicator."""
    slope, step = drawn.slope, drawn.indicator.size
    low, high = (signed(step * each, 2) for each in (slope.low, slope.high))
    return (
        f"Across {slope.n} countries in {drawn.year}, {drawn.indicator.step} in "
        f"{drawn.indicator.name} goes with {more_or_less(step * slope.value)} on the index of "
        f"liberal democracy (95 % interval {low} to {high}); the correlation is "
        f"{with_interval(drawn.correlation)}."
    )


def with_interval(correlation: Slope) -> str:
    """Say a correlation with its interval: “−0.38 (95 % interval −0.50 to −0.25)”."""
    low, high = (max(-1.0, min(1.0, each)) for each in (correlation.low, correlation.high))
    return f"{signed(correlation.value, 2)} (95 % interval {signed(low, 2)} to {signed(high, 2)})"


def name_each(drawn: Year, codes: Sequence[str]) -> str:
    """Say the two values of each of these countries."""
    said = []
    for code in codes:
        country, _, score, interval = drawn.cells(code)
        value = drawn.indicator.shown(drawn.row(code)[drawn.indicator.column])
        said.append(f"{country} {value}, {score} ({interval})")
    return f"With the 68 % interval: {'; '.join(said)}."


def not_seen(drawn: Year) -> list[str]:
    """Say what the indicator cannot show, and which countries it leaves out."""
    column = drawn.indicator.column
    years = {
        "rents_total_pct_gdp": (
            "Rents end in 2021: the years of the full-scale war cannot be tested. They move when "
            "GDP moves, and they do not see oil bought below the world price (Belarus)."
        ),
        "fuel_exports_pct_merch": (
            "Russian fuel exports end in 2021: the years of the full-scale war cannot be tested. "
            "Refined oil counts as a fuel export wherever the crude came from (Belarus)."
        ),
        "oil_gas_value_pc_2014usd": (
            "The series ends in 2014. A country that is not listed as a producer is left out; it "
            "is not a zero."
        ),
    }[column]
    return [
        f"{len(drawn.without)} countries that V-Dem scores in {drawn.year} have no value.",
        years,
    ]


def _along(drawn: Year, most: float) -> list[Spot]:
    """Give places on the line, so that labels keep off it."""
    ends = line(drawn, "", "")
    (left, right), (start, end) = ends["x"], ends["y"]
    shares = [step / 60 for step in range(61)]
    return [Spot((left + s * (right - left)) / most, start + s * (end - start)) for s in shares]


def _hover(row: Record, indicator: Indicator) -> str:
    # What is drawn on a logarithmic axis is no value that can be read.
    value = f", {indicator.shown(row[indicator.column])}" if indicator.log else ""
    return f"{plain(row['country'])}{value}: {row[LOW]:.2f} to {row[HIGH]:.2f}"
