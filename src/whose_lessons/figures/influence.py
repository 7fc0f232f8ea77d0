"""What one country does to a result: the slope with it, without it, and with values put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closereader.figures.charts import (
    axis,
    listed,
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
from closereader.tables import Table, TableError, open_table
from whose_lessons.figures.indicators import LIBDEM, find_indicator
from whose_lessons.figures.slopes import OIL, listed_slope

if TYPE_CHECKING:
    import pandas as pd

    from whose_lessons.estimators import Slope

LEVEL = 0.05
"""The p-value that is often taken as a limit."""
_KEY = ["iso3", "year"]
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
    name, panel = table.country_name(code), table.frame
    if panel[panel["iso3"] == code][OIL].isna().all():
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


def _versions(panel: pd.DataFrame, code: str, name: str) -> dict[str, Slope]:
    found = {_ALL: listed_slope(panel)}
    withdrawn = open_table("panel_withdrawn").frame
    gone = withdrawn[withdrawn["iso3"] == code]
    if len(gone):
        label = f"With {len(gone)} wrong values of {name}"
        found[label] = listed_slope(_restored(panel, gone))
    found[f"Without {name}"] = listed_slope(panel[panel["iso3"] != code])
    return found


def _restored(panel: pd.DataFrame, gone: pd.DataFrame) -> pd.DataFrame:
    indexed = panel.set_index(_KEY)
    return indexed.assign(**{OIL: indexed[OIL].fillna(gone.set_index(_KEY)[OIL])}).reset_index()


def _decisive(table: Table) -> tuple[str, ...]:
    """Name the countries without each of which the p-value lies on the other side of the level."""
    if table not in _cache:
        panel = table.frame.dropna(subset=[LIBDEM, OIL])
        below = listed_slope(panel).p < LEVEL
        names = table.country_names()
        _cache.clear()
        _cache[table] = tuple(
            names[code]
            for code in panel["iso3"].unique()
            if (listed_slope(panel[panel["iso3"] != code]).p < LEVEL) != below
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
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [value for value, _, _ in shown],
        "y": list(range(len(shown))),
        "error_x": whiskers(shown),
        "marker": {"color": OKABE_ITO[1], "symbol": "square", "size": 9},
        "hovertext": [
            f"<b>{plain(label)}</b><br>{_interval(slope)}<br>p = {slope.p:.3f}"
            for label, slope in found.items()
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


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
