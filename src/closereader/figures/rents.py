"""Resource rents and liberal democracy across countries, and among the fifteen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closereader.figures.charts import PALE, listed, signed
from closereader.figures.figure import MOST_ROWS, Figure
from closereader.figures.indicators import BALTIC
from closereader.figures.scatter import (
    FEWEST,
    INTERVAL,
    find_named,
    finding,
    label_sides,
    line,
    name_each,
    not_seen,
    open_year,
    points,
    scatter_layout,
)
from closereader.figures.template import INK, OKABE_ITO
from closereader.tables import TableError

if TYPE_CHECKING:
    from collections.abc import Sequence

RENTS = "rents_total_pct_gdp"
NAMED = ("AZE", "RUS", "BLR", "NOR", "MNG", "LBY")
_OF_THE_FIFTEEN = ("AZE", "KAZ", "RUS", "BLR", "GEO", "EST")
_BLUE, _ORANGE = OKABE_ITO[0], OKABE_ITO[1]


def rents_across(
    indicator: str = RENTS, year: int | None = None, countries: Sequence[str] | None = None
) -> Figure:
    """Draw liberal democracy against an indicator of oil, one point per country, in one year.

    Parameters
    ----------
    indicator
        ``rents_total_pct_gdp``, ``fuel_exports_pct_merch`` or ``oil_gas_value_pc_2014usd``.
    year
        By default the last year with values for most countries (2021, 2020 and 2014).
    countries
        Codes or names of the countries to point out; the first six stand in the table. By default
        those of `NAMED` that have a value.

    Returns
    -------
    Figure
        The upright bars are V-Dem's 68 % intervals; the line is fitted by least squares.

    Raises
    ------
    TableError
        For an unknown indicator or country, a country without a value, or a year with too few.
    """
    drawn = open_year(indicator, year)
    if countries is None:
        countries = [code for code in NAMED if code in set(drawn.rows["iso3"])]
    named = find_named(drawn, countries)
    picked = drawn.rows["iso3"].isin(named)
    title = f"Do countries with {drawn.indicator.more} have less liberal democracy? {drawn.year}"
    return Figure(
        title=title,
        data=[
            points(drawn.only(drawn.rows[~picked]), "other countries", PALE),
            line(drawn, "fitted line", INK),
            points(
                drawn.only(drawn.rows[picked]),
                "named countries",
                _BLUE,
                labels=label_sides(drawn, named, drawn),
            ),
        ],
        layout=scatter_layout(drawn, 3),
        summary=f"{finding(drawn)} {name_each(drawn, named[:MOST_ROWS])}",
        headings=("Country", drawn.indicator.axis, "Liberal democracy", "68 % interval"),
        rows=[drawn.cells(code) for code in named[:MOST_ROWS]],
        leaves_out=[
            (
                "One year is a snapshot: it cannot show what happens in a country when its oil "
                "income rises or falls."
            ),
            (
                "Countries with much oil differ from others in more than oil: in region, history, "
                "income and neighbours."
            ),
            INTERVAL,
            *not_seen(drawn),
        ],
        source=drawn.source,
    )


def post_soviet(indicator: str = RENTS, year: int | None = None) -> Figure:
    """Draw the same for the states that the Soviet Union fell apart into.

    Parameters, returns and errors are those of `rents_across`; a second line leaves the three
    Baltic states out.
    """
    drawn = open_year(indicator, year)
    fifteen = drawn.panel.frame[drawn.panel.frame["post_soviet"] == 1]
    rows = drawn.rows[drawn.rows["post_soviet"] == 1]
    baltic = rows["iso3"].isin(BALTIC)
    if (~baltic).sum() < FEWEST:
        raise TableError(
            f"Too few post-Soviet states have a value of {indicator} in {drawn.year}: choose "
            "another year."
        )
    soviet, others, three = (drawn.only(part) for part in (rows, rows[~baltic], rows[baltic]))
    labels = label_sides(soviet, rows["iso3"].tolist(), soviet, others)
    named = [code for code in _OF_THE_FIFTEEN if code in set(rows["iso3"])]
    missing = sorted(set(fifteen["country"]) - set(rows["country"]))
    title = f"Is it so among the post-Soviet states? {len(rows)} of 15, {drawn.year}"
    return Figure(
        title=title,
        data=[
            line(soviet, f"line, {len(rows)} states", INK),
            line(others, f"without the Baltic states, {len(others.rows)}", _BLUE, "dash"),
            points(others, "other states", _BLUE, labels=labels),
            points(three, "Baltic states", _ORANGE, symbol="square", labels=labels),
        ],
        layout=scatter_layout(soviet, 4),
        summary=(
            f"Among {len(rows)} post-Soviet states in {drawn.year} the correlation of "
            f"{drawn.indicator.name} and liberal democracy is {signed(soviet.correlation, 2)}; "
            f"without Estonia, Latvia and Lithuania it is {signed(others.correlation, 2)} "
            f"({len(others.rows)} states). {name_each(soviet, named)}"
        ),
        headings=("State", drawn.indicator.axis, "Liberal democracy", "68 % interval"),
        rows=[soviet.cells(code) for code in named],
        leaves_out=[
            f"{len(rows)} states are few: one or two of them can turn the line.",
            (
                "The Baltic states differ from the others in much else: when they were annexed, "
                "and that they joined the European Union."
            ),
            INTERVAL,
            *([f"No value in {drawn.year}: {listed(missing)}."] if missing else []),
            not_seen(drawn)[1],
        ],
        source=drawn.source,
    )
