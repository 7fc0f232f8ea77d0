"""One year of the panel as points: an indicator of oil against liberal democracy."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import linear_regression
from typing import TYPE_CHECKING, Any

from closereader.figures.charts import Spot, axis, more_or_less, page, plain, sides, signed
from closereader.figures.template import INK
from closereader.tables import Table, TableError, open_table
from whose_lessons.estimators import Slope, correlation, ols
from whose_lessons.figures.indicators import HIGH, LIBDEM, LOG_TICKS, LOW, Indicator, find_indicator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

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
    rows: pd.DataFrame
    """Those with a value of the indicator and of liberal democracy; ``x`` is as it is drawn."""
    indicator: Indicator
    year: int

    def only(self, rows: pd.DataFrame) -> Year:
        """Return the same with some of the rows."""
        return Year(self.panel, rows, self.indicator, self.year)

    @property
    def slope(self) -> Slope:
        """The slope of liberal democracy per unit of the indicator's predictor."""
        x = self.indicator.predictor(self.rows[self.indicator.column])
        return ols(self.rows[LIBDEM], x, self.rows["iso3"].tolist())[0]

    @property
    def correlation(self) -> float:
        """Pearson's correlation of what is drawn."""
        return correlation(self.rows[LIBDEM].tolist(), self.rows["x"].tolist())

    @property
    def without(self) -> list[str]:
        """Names of the countries with a value of liberal democracy and none of the indicator."""
        scored = self.panel.frame.dropna(subset=[LIBDEM])
        return sorted(set(scored["country"]) - set(self.rows["country"]))

    def cells(self, code: str) -> tuple[str, str, str, str]:
        """Return a country as a row of the small table."""
        row = self.rows[self.rows["iso3"] == code].to_dict("records")[0]
        value = f"{row[self.indicator.column]:,.{0 if self.indicator.log else 1}f}"
        interval = f"{row[LOW]:.2f} to {row[HIGH]:.2f}"
        return row["country"], value, f"{row[LIBDEM]:.2f}", interval

    @property
    def source(self) -> str:
        """Where the two columns come from."""
        return self.panel.source_of(LIBDEM, self.indicator.column)


def open_year(column: str, year: int | None) -> Year:
    """Return the panel in one year, by default the indicator's own.

    Raises
    ------
    TableError
        For an unknown indicator, or a year in which too few countries have a value.
    """
    indicator = find_indicator(column)
    year = indicator.year if year is None else year
    panel = open_table("panel").select(years=year)
    rows = panel.frame.dropna(subset=[LIBDEM, column])
    if len(rows) < FEWEST:
        raise TableError(
            f"{len(rows)} countries have a value of {column} in {year}: choose another year, for "
            f"example {indicator.year}."
        )
    return Year(panel, rows.assign(x=indicator.drawn(rows[column])), indicator, year)


def find_named(drawn: Year, countries: Sequence[str]) -> list[str]:
    """Return the codes of countries, all of which must have a value."""
    codes = drawn.panel.countries(countries)
    for code in codes:
        if code not in set(drawn.rows["iso3"]):
            raise TableError(
                f"{drawn.panel.country_name(code)} has no value of {drawn.indicator.column} in "
                f"{drawn.year}: leave it out, or choose another year or indicator."
            )
    return list(codes)


def label_sides(drawn: Year, codes: Sequence[str], *lines: Year) -> dict[str, str]:
    """Choose a side for the name of each of these countries, off the points and the lines."""
    most = float(drawn.rows["x"].max()) * 1.04
    spots = {
        row["iso3"]: Spot(row["x"] / most, row[LIBDEM], row["country"])
        for row in drawn.rows.to_dict("records")
    }
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
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": rows["x"].tolist(),
        "y": rows[LIBDEM].tolist(),
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": (rows[HIGH] - rows[LIBDEM]).tolist(),
            "arrayminus": (rows[LIBDEM] - rows[LOW]).tolist(),
            "thickness": 1.5 if labels else 1,
            "width": 0,
        },
        "marker": {"color": colour, "symbol": symbol, "size": 9 if labels else 5},
        # The template holds what all points say alike: a third of the weight of a lesson.
        "hovertext": [_hover(row, indicator) for row in rows.to_dict("records")],
        "customdata": rows["iso3"].tolist(),
        "hovertemplate": (
            f"<b>%{{hovertext}} (68 %)</b><br>{value}liberal democracy %{{y:.2f}}<br>"
            f"row of the panel: %{{customdata}}, {drawn.year}<extra></extra>"
        ),
    }
    if labels:
        trace["mode"] = "markers+text"
        trace["cliponaxis"] = False  # it would cut a name that reaches over the edge
        trace["text"] = [plain(each) for each in rows["country"]]
        trace["textposition"] = [labels[code] for code in rows["iso3"]]
        trace["textfont"] = {"size": 12, "color": INK}
    return trace


def line(drawn: Year, name: str, colour: str, dash: str = "solid") -> dict[str, Any]:
    """Return the least-squares line through the points, from one end of them to the other."""
    rows = drawn.rows
    slope, start = linear_regression(rows["x"].tolist(), rows[LIBDEM].tolist())
    ends = [float(rows["x"].min()), float(rows["x"].max())]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": ends,
        "y": [start + slope * end for end in ends],
        "line": {"color": colour, "width": 2, "dash": dash},
        "hoverinfo": "skip",
    }


def scatter_layout(drawn: Year, entries: int) -> dict[str, Any]:
    """Return the page around the points, with room for so many entries of the legend."""
    most = float(drawn.rows["x"].max()) * 1.04
    ticks = {at: text for at, text in LOG_TICKS.items() if at <= most}
    return page(
        plot=420,
        left=34,
        upright="Liberal democracy (V-Dem, 0 to 1)",
        entries=entries,
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
        f"{signed(drawn.correlation, 2)}."
    )


def name_each(drawn: Year, codes: Sequence[str]) -> str:
    """Say the two values of each of these countries."""
    said = []
    for code in codes:
        country, _, score, interval = drawn.cells(code)
        row = drawn.rows[drawn.rows["iso3"] == code]
        value = drawn.indicator.shown(float(row[drawn.indicator.column].iloc[0]))
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


def _hover(row: dict[str, Any], indicator: Indicator) -> str:
    # What is drawn on a logarithmic axis is no value that can be read.
    value = f", {indicator.shown(row[indicator.column])}" if indicator.log else ""
    return f"{plain(row['country'])}{value}: {row[LOW]:.2f} to {row[HIGH]:.2f}"
