"""Fifteen states after one state: liberal democracy since 1990, and regret of its end."""

from collections.abc import Sequence
from typing import Any

from closereader.figures.charts import BAND, axis, cells, page, plain, words
from closereader.figures.figure import Figure, FigureError
from closereader.figures.template import GROUND, OKABE_ITO
from closereader.tables import TableError, open_table
from closereader.tables.rows import Record, Records, grouped, having, values
from whose_lessons.figures.indicators import HIGH, LIBDEM, LOW

MOST_PANELS = 15
_COLUMNS = 3  # what the narrowest figure has room for
_HIGH, _BETWEEN = 88, 52  # pixels: a panel, and from one to the next
_BLUE = OKABE_ITO[0]
_INVASION = 2022  # the first year of the full-scale war on Ukraine


def trajectories(
    countries: Sequence[str] | None = None, years: tuple[int, int] = (1990, 2024)
) -> Figure:
    """Draw liberal democracy over the years, one panel for each country.

    Parameters
    ----------
    countries
        Codes or names, at most fifteen; by default the fifteen post-Soviet states, ordered by where
        they stand in the last year.
    years
        First and last year.

    Returns
    -------
    Figure
        A line with V-Dem's 68 % interval; the grey area, the same in each panel, reaches from the
        lowest to the highest of the post-Soviet states in each year.

    Raises
    ------
    TableError
        For an unknown country, or one with fewer than two years of values.
    FigureError
        For more than fifteen countries.
    """
    panel = open_table("panel").select(years=years)
    scored = having(panel.records(), LIBDEM)
    soviet = [row for row in scored if row["post_soviet"] == 1]
    codes = _ordered(soviet) if countries is None else list(panel.countries(countries))
    if len(codes) > MOST_PANELS:
        raise FigureError(f"{len(codes)} countries are too many: choose up to {MOST_PANELS}.")
    by_country = grouped(scored, "iso3")
    paths = [by_country.get(code, []) for code in codes]
    for code, path in zip(codes, paths, strict=True):
        if len(path) < 2:  # noqa: PLR2004 - two points are the least that make a path
            raise TableError(
                f"{panel.country_name(code)} has {len(path)} years with a value of {LIBDEM}: leave "
                "it out, or choose other years."
            )
    grey = _reach(soviet)
    return Figure(
        title=f"After the Soviet Union: where did the {_number(len(codes))} states go?",
        data=[_line(path, at) for at, path in enumerate(paths, start=1)],
        layout=_layout(paths)
        | {
            "shapes": [
                area for at, path in enumerate(paths, start=1) for area in _areas(path, grey, at)
            ]
        },
        summary=_summary(soviet, paths),
        headings=("State", "1992", "Highest", "Last", "68 % interval of the last"),
        rows=_rows(paths),
        leaves_out=[
            (
                "The shaded bands are V-Dem's 68 % intervals, not 95 %. Two states whose bands "
                "overlap may stand where the other does."
            ),
            (
                "The start was one state, not one score: republics differed already in 1990 and "
                "1991, when some were not yet independent."
            ),
            (
                "Why: neighbours, the European Union, wars, oil, elites and chance are all "
                "compatible with such paths. A strong determinist reading is open too: the Baltic "
                "states end where their earlier history would put them."
            ),
            "An index is what experts say about institutions, not what people lived through.",
            *_attacked(paths),
        ],
        source=panel.source_of(LIBDEM),
        key=_key(paths),
    )


def _attacked(paths: Sequence[Records]) -> list[str]:
    """Say of Ukraine, when its years of the full-scale war are drawn, what a score cannot."""
    if any(path[-1]["iso3"] == "UKR" and path[-1]["year"] >= _INVASION for path in paths):
        return [
            (
                f"From {_INVASION} on the scores of Ukraine are those of a state under full-scale "
                "attack. The index does not say who attacks."
            )
        ]
    return []


def _ordered(soviet: Records) -> list[str]:
    year = max(values(soviet, "year"))
    last = [row for row in soviet if row["year"] == year]
    return values(sorted(last, key=lambda row: row[LIBDEM], reverse=True), "iso3")


def _key(paths: Sequence[Records]) -> str:
    last = max(row["year"] for path in paths for row in path)
    return (
        f"Line: the state; the number is that of {last}. Blue: its 68 % interval. Grey: from the "
        "lowest to the highest of the fifteen."
    )


def _number(count: int) -> str:
    return "fifteen" if count == MOST_PANELS else f"{count}"


def _line(path: Records, at: int) -> dict[str, Any]:
    # The years as first year and step where none is missing: a third of the weight.
    years = values(path, "year")
    whole = years == list(range(years[0], years[-1] + 1))
    return {
        "xaxis": f"x{at}",
        "yaxis": f"y{at}",
        "type": "scatter",
        "mode": "lines",
        **({"x0": years[0], "dx": 1} if whole else {"x": years}),
        "y": values(path, LIBDEM),
        "line": {"color": _BLUE, "width": 2},
        "hovertext": [_hover(row) for row in path],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _reach(soviet: Records) -> str:
    """Give the outline of the grey area: the lowest and the highest in each year."""
    scores = {year: values(rows, LIBDEM) for year, rows in grouped(soviet, "year").items()}
    years = sorted(scores)
    low, high = ([pick(scores[year]) for year in years] for pick in (min, max))
    return around(years, low, high, 2)


def _areas(path: Records, grey: str, at: int) -> list[dict[str, Any]]:
    """Draw the grey area and the band as paths: as traces they would weigh four times as much."""
    band = around(values(path, "year"), values(path, LOW), values(path, HIGH))
    number = "" if at == 1 else f"{at}"
    shape = {
        "type": "path",
        "layer": "below",
        "line": {"width": 0},
        "xref": f"x{number}",
        "yref": f"y{number}",
    }
    return [
        {**shape, "path": grey, "fillcolor": GROUND},
        {**shape, "path": band, "fillcolor": BAND.replace("0.16", "0.45")},
    ]


def _hover(row: Record) -> str:
    return (
        f"{row['iso3']} {row['year']}: {row[LIBDEM]:.2f}<br>68 %: {row[LOW]:.2f} to {row[HIGH]:.2f}"
    )


def around(
    years: Sequence[int], low: Sequence[float], high: Sequence[float], digits: int = 3
) -> str:
    """Give the outline of an area as a path: out along `low`, back along `high`."""
    there = zip(years, low, strict=True)
    back = zip(reversed(years), reversed(high), strict=True)
    points = [f"{year},{value:.{digits}f}".replace(",0.", ",.") for year, value in [*there, *back]]
    return f"M{'L'.join(points)}Z"


def _layout(paths: Sequence[Records]) -> dict[str, Any]:
    columns = min(_COLUMNS, len(paths))
    lines = -(-len(paths) // columns)
    years = [row["year"] for path in paths for row in path]
    first, last = min(years), max(years)
    plot = _HIGH * lines + _BETWEEN * (lines - 1)
    domains = cells(columns, lines, (0.045, _BETWEEN / plot))
    notes: list[dict[str, Any]] = []
    parts: dict[str, Any] = {}
    for at, path in enumerate(paths, start=1):
        x, y = domains[at - 1]
        left, low = (at - 1) % columns == 0, at + columns > len(paths)
        parts[f"xaxis{at}"] = axis(
            "", (first, last), _ticks(first, last), domain=x, anchor=f"y{at}",
            showticklabels=low, showgrid=False,
        )  # fmt: skip
        parts[f"yaxis{at}"] = axis(
            "", (0, 1), (0, 0.5, 1), domain=y, anchor=f"x{at}", showticklabels=left
        )
        paper = ("paper", "paper")
        name = f"{plain(path[0]['country'])}<br>{path[-1][LIBDEM]:.2f}"
        notes.append(words(name, x[0], y[1], nudge=(0, 18), axes=paper, size=11))
    upright = "Liberal democracy (V-Dem, 0 to 1)"
    return page(plot=plot, left=34, above=38, below=28, upright=upright, annotations=notes, **parts)


def _ticks(first: int, last: int) -> list[int]:
    """Give two years that stand well inside a narrow panel."""
    quarter = (last - first) // 4
    return [2000, 2020] if (first, last) == (1990, 2024) else [first + quarter, last - quarter]


def _summary(soviet: Records, paths: Sequence[Records]) -> str:
    widths = {}
    for year in (1992, max(values(soviet, "year"))):
        scores = [row[LIBDEM] for row in soviet if row["year"] == year]
        if scores:
            widths[year] = f"from {min(scores):.2f} to {max(scores):.2f} in {year}"
    ends = [path[-1] for path in paths]
    high, low = (pick(ends, key=lambda end: end[LIBDEM]) for pick in (max, min))
    fallen = [path for path in paths if path[-1][LIBDEM] < max(values(path, LIBDEM)) / 2]
    return (
        f"The {len(set(values(soviet, 'iso3')))} post-Soviet states reach "
        f"{' and '.join(widths.values())}. "
        f"Of the {len(paths)} drawn, {high['country']} ends highest ({_scored(high)}) and "
        f"{low['country']} lowest ({_scored(low)}); {_fallen(len(fallen))}."
    )


def _fallen(count: int) -> str:
    return (
        "1 ends below half of its own best year"
        if count == 1
        else f"{count} end below half of their own best year"
    )


def _scored(row: Record) -> str:
    return f"{row[LIBDEM]:.2f}, 68 % interval {row[LOW]:.2f} to {row[HIGH]:.2f}, in {row['year']}"


def _rows(paths: Sequence[Records]) -> list[tuple[str, ...]]:
    """Show six at most: the first three and the last three."""
    kept = list(paths) if len(paths) <= 6 else [*paths[:3], *paths[-3:]]  # noqa: PLR2004
    made: list[tuple[str, ...]] = []
    for path in kept:
        best, end = max(path, key=lambda row: row[LIBDEM]), path[-1]
        start = [row[LIBDEM] for row in path if row["year"] == 1992]  # noqa: PLR2004 - the heading
        made.append(
            (
                path[0]["country"],
                f"{start[0]:.2f}" if start else "not in the years",
                f"{best[LIBDEM]:.2f} ({best['year']})",
                f"{end[LIBDEM]:.2f} ({end['year']})",
                f"{end[LOW]:.2f} to {end[HIGH]:.2f}",
            )
        )
    return made
