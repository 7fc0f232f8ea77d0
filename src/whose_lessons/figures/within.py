"""Resource rents and liberal democracy within countries over time."""

from collections.abc import Sequence
from statistics import linear_regression, stdev
from typing import Any

from closereader.figures.charts import (
    PALE,
    axis,
    cells,
    dots,
    page,
    plain,
    signed,
    straight,
    whiskers,
    words,
)
from closereader.figures.figure import MOST_ROWS, Figure, FigureError
from closereader.figures.template import OKABE_ITO, PAPER
from closereader.tables import Table, TableError, open_table
from closereader.tables.rows import Record, Records, grouped, having, values
from whose_lessons.figures.indicators import (
    HIGH,
    LIBDEM,
    LOG_TICKS,
    LOW,
    Indicator,
    find_indicator,
    intervals,
)

CONTRASTS = ("AZE", "RUS", "KAZ", "VEN", "GHA", "NOR")
_COLUMNS = 2  # what the narrowest figure has room for
_HIGH, _BETWEEN = 170, 56  # pixels: a panel, and from one to the next
_FEWEST_YEARS = 10
_MOST_GAPS = 6


def rents_within(
    countries: Sequence[str] = CONTRASTS,
    years: tuple[int, int] = (1990, 2021),
    indicator: str = "rents_total_pct_gdp",
) -> Figure:
    """Draw the path of up to six countries through an indicator of oil and liberal democracy.

    Parameters
    ----------
    countries
        Codes or names, at most six.
    years
        First and last year.
    indicator
        As in `rents_across`.

    Returns
    -------
    Figure
        One panel for each country, all with the same axes: a point for each year, hollow in the
        first half of the years, and the line that is fitted to these points alone, where the
        indicator moved enough to speak of one. The grey line is fitted to all countries and all
        these years together; upright bars are 68 % intervals.

    Raises
    ------
    TableError
        For an unknown country or indicator, and for a country without two years of values.
    FigureError
        For more than six countries.
    """
    chosen = find_indicator(indicator)
    panel = open_table("panel").select(years=years)
    codes = panel.countries(countries)
    if len(codes) > MOST_ROWS:
        raise FigureError(f"{len(codes)} countries are too many to read: choose up to {MOST_ROWS}.")
    rows = [
        {**row, "x": chosen.drawn(row[indicator])}
        for row in having(panel.records(), LIBDEM, indicator)
    ]
    by_country = grouped(rows, "iso3")
    paths = [_path(panel, by_country.get(code, []), code, chosen) for code in codes]
    own = [_own_slope(path) for path in by_country.values() if _moved(path, chosen)]
    return Figure(
        title=f"Is a country less democratic in its years with {chosen.more}? {_span(rows)}",
        data=_data(paths, _across(rows), chosen, _middle(years)),
        layout=_layout(paths, chosen),
        summary=(
            f"The countries: {'; '.join(_said(path, chosen) for path in paths)}. Of "
            f"{len(own)} countries whose {chosen.name} moved, {sum(each < 0 for each in own)} "
            f"have less liberal democracy in years with more, and {sum(each > 0 for each in own)} "
            "have more."
        ),
        headings=("Country", "Years", chosen.axis, "Liberal democracy", "Its own slope"),
        rows=[_row(path, chosen) for path in paths],
        leaves_out=[
            (
                f"{len(paths)} of {len(by_country)} countries are drawn, chosen for "
                "contrast. Choose others, and the impression may change."
            ),
            "The upright bars are V-Dem's 68 % intervals, not 95 %.",
            (
                "Institutions may answer after decades; a path of "
                f"{years[1] - years[0] + 1} years cannot show that. A flat path is no proof of no "
                "effect."
            ),
            *_gaps(panel, paths, chosen),
            *_of_the_measure(chosen),
        ],
        source=panel.source_of(LIBDEM, indicator),
        key=(
            f"A point is a year, hollow up to {_middle(years)}, filled later; its bar is V-Dem's "
            "68 % interval. Orange line: fitted to the years of this country; it falls where years "
            "with more have less liberal democracy. Grey line: fitted to all "
            f"{len(by_country)} countries and years together."
        ),
    )


def _gaps(panel: Table, paths: Sequence[Records], chosen: Indicator) -> list[str]:
    """Name the years without a point, because the indicator has no value in them."""
    said = []
    for path in paths:
        years = values(path, "year")
        rows = having(panel.select(path[0]["iso3"], (min(years), max(years))).records(), LIBDEM)
        said += [
            f"{row['country']} in {row['year']} (liberal democracy {row[LIBDEM]:.2f})"
            for row in rows
            if row["year"] not in years
        ]
    if not said:
        return []
    more = f" and {len(said) - _MOST_GAPS} more" if len(said) > _MOST_GAPS else ""
    named = "; ".join(said[:_MOST_GAPS])
    return [f"No value of {chosen.name}, so these years have no point: {named}{more}."]


def _of_the_measure(chosen: Indicator) -> list[str]:
    if chosen.column != "rents_total_pct_gdp":
        return [f"The values end in {chosen.last}: later years cannot be tested."]
    return [
        (
            "Rents are a share of GDP: when GDP collapses they rise, with no new oil (Azerbaijan "
            "in 1993 and 1994)."
        ),
        "Rents end in 2021: the years of the full-scale war cannot be tested.",
    ]


def _span(rows: Records) -> str:
    years = values(rows, "year")
    return f"{min(years)}-{max(years)}"


def _path(panel: Table, path: list[Record], code: str, chosen: Indicator) -> Records:
    if len(path) < 2:  # noqa: PLR2004 - two points are the least that make a path
        raise TableError(
            f"{panel.country_name(code)} has {len(path)} years with a value of {chosen.column}: "
            "leave it out, or choose other years."
        )
    return path


def _across(rows: Records) -> tuple[float, float]:
    return linear_regression(values(rows, "x"), values(rows, LIBDEM))


def _moved(path: Records, chosen: Indicator) -> bool:
    return len(path) >= _FEWEST_YEARS and stdev(values(path, "x")) >= chosen.moved


def _own_slope(path: Records) -> float:
    return _across(path)[0]


def _limits(paths: Sequence[Records]) -> tuple[float, float]:
    most = max(row["x"] for path in paths for row in path)
    return -0.03 * most, 1.06 * most


def _middle(years: tuple[int, int]) -> int:
    return sum(years) // 2


def _data(
    paths: Sequence[Records], across: tuple[float, float], chosen: Indicator, middle: int
) -> list[dict[str, Any]]:
    grey = _straight(across, (0, _limits(paths)[1]), PALE, 1.5)
    traces = []
    for number, path in enumerate(paths, start=1):
        drawn = [grey, _points(path, chosen, middle)]
        if _moved(path, chosen):
            drawn_x = values(path, "x")
            ends = min(drawn_x), max(drawn_x)
            drawn.append(_straight(_across(path), ends, OKABE_ITO[1], 3))
        traces += [{**trace, "xaxis": f"x{number}", "yaxis": f"y{number}"} for trace in drawn]
    return traces


def _straight(
    line: tuple[float, float], ends: tuple[float, float], colour: str, width: float
) -> dict[str, Any]:
    slope, start = line
    heights = [start + slope * end for end in ends]
    return straight(ends, heights, {"color": colour, "width": width})


def _points(path: Records, chosen: Indicator, middle: int) -> dict[str, Any]:
    code = path[0]["iso3"]
    # What all points say alike stands in the template: the texts are most of a figure's weight.
    x = "%{text}" if chosen.log else f"%{{x:.1f}}{chosen.unit}"
    shown: dict[str, Any] = {}
    if chosen.log:
        shown["text"] = [chosen.shown(row[chosen.column]) for row in path]
    marker = {
        "color": [PAPER if row["year"] <= middle else OKABE_ITO[0] for row in path],
        "line": {"color": OKABE_ITO[0], "width": 1.2},
        "size": 5,
        "opacity": 1,
    }
    return dots(
        values(path, "x"),
        values(path, LIBDEM),
        marker,
        (f"{row[LOW]:.2f} to {row[HIGH]:.2f}" for row in path),
        name=plain(path[0]["country"]),
        error_y=whiskers(intervals(path), thickness=1, color="rgba(0,114,178,0.7)"),
        customdata=values(path, "year"),
        **shown,
        hovertemplate=(
            f"<b>{code}, %{{customdata}}</b>: {x}<br>%{{y:.2f}} (68 %: %{{hovertext}})<br>"
            f"row of the panel: {code}, %{{customdata}}<extra></extra>"
        ),
    )


def _layout(paths: Sequence[Records], chosen: Indicator) -> dict[str, Any]:
    columns = min(_COLUMNS, len(paths))
    lines = -(-len(paths) // columns)
    parts: dict[str, Any] = {}
    notes = []
    limits = _limits(paths)
    ticks = {at: text for at, text in list(LOG_TICKS.items())[::2] if at <= limits[1]}
    plot = _HIGH * lines + _BETWEEN * (lines - 1)
    domains = cells(columns, lines, (0.06, _BETWEEN / plot))
    for number, path in enumerate(paths, start=1):
        x, y = domains[number - 1]
        first, low = (number - 1) % columns == 0, number + columns > len(paths)
        parts[f"xaxis{number}"] = axis(
            "", limits, ticks if chosen.log else None, domain=x, anchor=f"y{number}",
            showticklabels=low, nticks=4,
        )  # fmt: skip
        parts[f"yaxis{number}"] = axis(
            "", (0, 1), (0, 0.5, 1), domain=y, anchor=f"x{number}", showticklabels=first
        )
        head = f"<b>{plain(path[0]['country'])}</b><br>{_slope(path, chosen)}"
        notes.append(words(head, x[0], y[1], nudge=(0, 18), axes=("paper", "paper")))
    title = axis(chosen.axis, limits)["title"]["text"]  # wrapped
    across = words(title, 0.5, 0, anchor="center", nudge=(0, -26), axes=("paper", "paper"),
                   yanchor="top")  # fmt: skip
    return page(
        plot=plot,
        left=34,
        above=40,
        below=46 + 18 * title.count("<br>"),
        upright="Liberal democracy (V-Dem, 0 to 1)",
        annotations=[*notes, across],
        **parts,
    )


def _slope(path: Records, chosen: Indicator) -> str:
    if not _moved(path, chosen):
        return "hardly moved"
    per = "per tenfold" if chosen.log else "per 10 points"
    return f"{signed(_own_slope(path) * (1 if chosen.log else 10), 2)} {per}"


def _row(path: Records, chosen: Indicator) -> tuple[str, ...]:
    places = 0 if chosen.log else 1
    oil, scores = values(path, chosen.column), values(path, LIBDEM)
    return (
        path[0]["country"],
        _span(path),
        f"{min(oil):,.{places}f} to {max(oil):,.{places}f}",
        f"{scores[0]:.2f} to {scores[-1]:.2f} ({min(scores):.2f} to {max(scores):.2f})",
        _slope(path, chosen),
    )


def _said(path: Records, chosen: Indicator) -> str:
    oil, scores = values(path, chosen.column), values(path, LIBDEM)
    return (
        f"{path[0]['country']} between {min(oil):,.{0 if chosen.log else 1}f} and "
        f"{chosen.shown(max(oil))}, liberal democracy from {scores[0]:.2f} to {scores[-1]:.2f}"
    )
