"""Resource rents and liberal democracy across countries."""

from collections.abc import Sequence

from closereader.figures.charts import PALE
from closereader.figures.figure import MOST_ROWS, Figure
from closereader.figures.template import INK, OKABE_ITO
from whose_lessons.figures.scatter import (
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

RENTS = "rents_total_pct_gdp"
NAMED = ("AZE", "RUS", "BLR", "NOR", "MNG", "LBY")
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
        countries = [code for code in NAMED if code in drawn.codes]
    named = find_named(drawn, countries)
    others = [row for row in drawn.rows if row["iso3"] not in named]
    picked = [row for row in drawn.rows if row["iso3"] in named]
    return Figure(
        title=f"Do countries with {drawn.indicator.more} have less liberal democracy? {drawn.year}",
        data=[
            points(drawn.only(others), "other countries", PALE),
            line(drawn, "fitted line", INK),
            points(
                drawn.only(picked),
                "named countries",
                _BLUE,
                labels=label_sides(drawn, named, drawn),
            ),
        ],
        layout=scatter_layout(drawn),
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
