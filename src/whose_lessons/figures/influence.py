"""What one country does to a result: the slope with it, without it, and with values put back."""

from collections.abc import Mapping
from typing import Any

from closereader.figures.charts import (
    axis,
    dots,
    page,
    plain,
    row_axis,
    row_names,
    rule,
    signed,
    whiskers,
)
from closereader.figures.figure import Figure
from closereader.figures.template import INK, OKABE_ITO
from closereader.pages.lines import listed
from closereader.tables import Table, TableError, open_table
from closereader.tables.rows import Records, values
from whose_lessons.estimators import Slope, without_each
from whose_lessons.figures.indicators import LIBDEM, find_indicator
from whose_lessons.figures.slopes import OIL, listed_slope, producers

LEVEL = 0.05
"""The p-value that is often taken as a limit."""
_cache: dict[Table, tuple[str, ...]] = {}


def influence(country: str) -> Figure:
    """Draw the slope within the countries listed as it is, and without one of them.

    Parameters
    ----------
    country
        A country by code or name that has values of oil and gas per head. Where values of it were
        withdrawn from the panel, the slope with these values is drawn as well.

    Returns
    -------
    Figure
        Slopes of liberal democracy on oil and gas per head, country and year effects held, with
        95 % intervals (errors clustered by country) for about ten times as much, and p-values.

    Raises
    ------
    TableError
        For an unknown country, or one without a value.
    """
    table = open_table("panel")
    (code,) = table.countries(country)
    name, panel = table.country_name(code), table.records()
    if all(row[OIL] is None for row in panel if row["iso3"] == code):
        raise TableError(f"{name} has no value of {OIL}: choose a country that has.")
    found = _versions(panel, code, name)
    p = [f"{slope.p:.3f}" for slope in found.values()]
    decisive = _decisive(table)
    return Figure(
        title=f"How much of the result hangs on {name}?",
        data=[_trace(found)],
        layout=_layout(found),
        summary=" ".join(
            f"{label}: {_interval(slope)}, p = {slope.p:.3f}." for label, slope in found.items()
        ),
        headings=("Which values", "Within countries (95 %)", "p", "Countries", "Rows"),
        rows=[
            (label, _interval(slope), p[at], str(slope.clusters), f"{slope.n:,}")
            for at, (label, slope) in enumerate(found.items())
        ],
        leaves_out=[
            (
                f"Other countries. Leave out one at a time: {len(decisive)} of the "
                f"{found[_ALL].clusters} move the p-value across {LEVEL}. They are "
                f"{listed(decisive)}. To leave a country out is not to say that it is wrong."
            ),
        ],
        source=table.source_of(LIBDEM, OIL) + "; own estimates",
    )


_ALL = "All countries listed"


def _versions(panel: Records, code: str, name: str) -> dict[str, Slope]:
    rows = producers(panel)
    found = {_ALL: listed_slope(rows)}
    gone = {
        row["year"]: row[OIL]
        for row in open_table("panel_withdrawn").records()
        if row["iso3"] == code
    }
    if gone:
        label = f"With {len(gone)} wrong values of {name}"
        found[label] = listed_slope(producers(_restored(panel, code, gone)))
    found[f"Without {name}"] = listed_slope(_without(rows, code))
    return found


def _restored(panel: Records, code: str, gone: Mapping[int, float | None]) -> Records:
    return [
        {**row, OIL: gone.get(row["year"])} if row["iso3"] == code and row[OIL] is None else row
        for row in panel
    ]


def _without(rows: Records, code: str) -> Records:
    return [row for row in rows if row["iso3"] != code]


def _decisive(table: Table) -> tuple[str, ...]:
    """Name the countries without each of which the p-value lies on the other side of the level."""
    if table not in _cache:
        rows = producers(table.records())
        below = listed_slope(rows).p < LEVEL
        others = without_each(
            values(rows, LIBDEM), values(rows, "oil"), values(rows, "iso3"), values(rows, "year")
        )
        names = table.country_names()
        _cache.clear()
        _cache[table] = tuple(
            names[code] for code, slope in others.items() if (slope.p < LEVEL) != below
        )
    return _cache[table]


def _shown(slope: Slope) -> tuple[float, float, float]:
    size = find_indicator(OIL).size
    return slope.value * size, slope.low * size, slope.high * size


def _interval(slope: Slope) -> str:
    value, low, high = (signed(part) for part in _shown(slope))
    return f"{value} ({low} to {high})"


def _trace(found: dict[str, Slope]) -> dict[str, Any]:
    shown = [_shown(slope) for slope in found.values()]
    marker = {"color": OKABE_ITO[1], "symbol": "square", "size": 9}
    hover = (
        f"<b>{plain(label)}</b><br>{_interval(slope)}<br>p = {slope.p:.3f}"
        for label, slope in found.items()
    )
    x = [value for value, _, _ in shown]
    return dots(x, range(len(shown)), marker, hover, error_x=whiskers(shown))


def _layout(found: dict[str, Slope]) -> dict[str, Any]:
    ends = [end for slope in found.values() for end in _shown(slope)]
    names = [f"{plain(label)}, p = {slope.p:.3f}" for label, slope in found.items()]
    ticks = {step / 100: signed(step / 100, 2) if step else "0" for step in range(-8, 3, 2)}
    return page(
        plot=62 * len(found),
        left=16,
        annotations=row_names(names, lift=14),
        shapes=[rule("x", 0, line={"color": INK, "width": 1})],
        xaxis=axis(
            "Difference in liberal democracy for about ten times as much oil and gas",
            (min(ends) - 0.005, max(*ends, 0) + 0.01),
            ticks,
        ),
        yaxis=row_axis(len(found)),
    )
