"""Some rows of the panel as a small table, so that a lesson need not retype them."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from closereader.figures.sheets import Sheet
from closereader.pages import cells
from closereader.tables import open_table
from whose_lessons.figures.indicators import HIGH, LIBDEM, LOW

RENTS = "rents_total_pct_gdp"
_PLACES = {"% of GDP": 1, "% of merchandise exports": 1}


def panel_sheet(
    rows: Mapping[str, Sequence[int]], columns: Sequence[str] = (LIBDEM, RENTS)
) -> Sheet:
    """Show rows of the panel: for each country (code or name) the years that are given.

    Liberal democracy comes with its 68 % interval. A cell without a value says so.

    Raises
    ------
    TableError
        For a country, year or column that the panel does not have.
    """
    panel = open_table("panel")
    heads = [_head(panel.column(column).title, panel.column(column).unit) for column in columns]
    body = []
    for asked, years in rows.items():
        code = panel.countries(asked)[0]
        for year in years:
            row = panel.row(iso3=code, year=year).values
            shown = [_cell(row, column, panel.column(column).unit) for column in columns]
            body.append((panel.country_name(code), str(year), *shown))
    source = f"Source: {panel.source_of(*columns)}"
    headings = ("Country", "Year", *heads)
    caption = f"{', '.join(dict.fromkeys(row[0] for row in body))}: {'; '.join(heads)}"
    html = cells.table(caption, headings, body) + f"<p>{escape(source, quote=False)}</p>"
    return Sheet(html, f"{cells.plain_table(headings, body)}\n{source}")


def _head(title: str, unit: str) -> str:
    return title if unit.startswith("index") else f"{title}, {unit}"


def _cell(row: Mapping[str, Any], column: str, unit: str) -> str:
    value = row[column]
    if value is None:
        return "no value"
    if column == LIBDEM:
        return f"{value:.2f} (68 %: {row[LOW]:.2f} to {row[HIGH]:.2f})"
    return f"{value:,.{_PLACES.get(unit, 0)}f}"
