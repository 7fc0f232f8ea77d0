"""The first woman at the head of each country, as a dataset has it, and after a check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closereader.figures.charts import axis, listed, page, plain, words
from closereader.figures.figure import MOST_ROWS, Figure
from closereader.figures.template import INK, OKABE_ITO, PAPER, QUIET
from closereader.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Leader = Mapping[str, Any]

POINTED_OUT = ("Sri Lanka", "India", "Israel", "United Kingdom", "Pakistan")
_FIRST, _LAST, _EARLY = 1875, 2015, 1950


def first_leaders(leave_out: Sequence[str] = ()) -> Figure:
    """Draw when each country first had a woman at its head, by Archigos, added up over the years.

    Parameters
    ----------
    leave_out
        Countries whose row is wrong, in the reader's judgement: they are drawn hollow and not
        counted.

    Returns
    -------
    Figure
        One mark per country, in the order of time; its height is how many there are by then.

    Raises
    ------
    TableError
        For a country that is not in the table.
    """
    table = open_table("first_leaders")
    out = set(table.countries(leave_out)) if leave_out else set()
    rows = sorted(table.records(), key=lambda row: row["start"])
    kept = [row for row in rows if row["country"] not in out]
    title = "Since when have women led states? A dataset to be checked"
    return Figure(
        title=title,
        data=[
            _steps(kept),
            _marks(kept, "counted", filled=True),
            _marks([row for row in rows if row["country"] in out], "left out", filled=False),
        ],
        layout=_layout(kept),
        summary=_summary(rows, kept, out),
        headings=("Country", "Leader, as spelled there", "From", "To", "Way into office"),
        rows=[_cells(row) for row in kept[:MOST_ROWS]],
        leaves_out=[
            (
                "Whether each row is right. The dataset codes all of them F; look at the "
                "earliest, and find out who they were."
            ),
            (
                "Leaders without power over policy: elected presidents of Ireland and Iceland, a "
                "prime minister of France. And whoever the file misses, such as Elisabeth "
                "Domitien (Central African Republic, 1975)."
            ),
            "How a woman came to office: by an election, by her party, as a widow, as a regent.",
            "What her office changed for other women. The file ends in 2014.",
        ],
        source=table.source_line,
    )


def _year(row: Leader) -> float:
    year, month, _ = str(row["start"]).split("-")
    return round(int(year) + (int(month) - 1) / 12, 2)


def _steps(kept: Sequence[Leader]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [_FIRST, *(_year(row) for row in kept), _LAST],
        "y": [0, *range(1, len(kept) + 1), len(kept)],
        "line": {"shape": "hv", "color": OKABE_ITO[0], "width": 1.5},
        "hoverinfo": "skip",
    }


def _marks(rows: Sequence[Leader], name: str, *, filled: bool) -> dict[str, Any]:
    heights = list(range(1, len(rows) + 1)) if filled else [0] * len(rows)
    colour = OKABE_ITO[0] if filled else QUIET
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [_year(row) for row in rows],
        "y": heights,
        "marker": {
            "size": 7 if filled else 9,
            "color": colour if filled else PAPER,
            "line": {"color": colour, "width": 1.5},
        },
        "hovertext": [
            f"<b>{plain(row['country'])}</b>: {plain(row['leader'])}<br>{row['start']} to "
            f"{row['end']}, {row['entry']} entry<br>row of first_leaders: {plain(row['country'])}"
            for row in rows
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _layout(kept: Sequence[Leader]) -> dict[str, Any]:
    at = {row["country"]: height for height, row in enumerate(kept, start=1)}
    early = [row for row in kept if _year(row) < _EARLY]
    named = [row for row in kept if row["country"] in POINTED_OUT]
    notes = [
        _named(row, at[row["country"]], (_year(row) + 1.5, 6 + 3.6 * step), "left")
        for step, row in enumerate(early)
    ]
    notes += [
        _named(row, at[row["country"]], (1954, 17 + 3.4 * step), "right")
        for step, row in enumerate(named)
    ]
    return page(
        plot=360,
        left=34,
        upright="Countries so far",
        annotations=notes,
        xaxis=axis("First day in office", (_FIRST - 2, _LAST), (1880, 1920, 1960, 2000),
                   showgrid=False),
        yaxis=axis("", (-1.5, 52), (0, 10, 20, 30, 40, 50)),
    )  # fmt: skip


def _named(row: Leader, height: int, place: tuple[float, float], anchor: str) -> dict[str, Any]:
    """Write a country and year at a place, with a line to its mark."""
    text = plain(f"{row['country']}, {row['start'][:4]}")
    line: dict[str, Any] = {
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": QUIET,
        "standoff": 4,
    }
    end: dict[str, Any] = {"ax": place[0], "ay": place[1], "axref": "x", "ayref": "y"}
    return words(text, _year(row), height, anchor=anchor, colour=INK, **line, **end)


def _summary(rows: Sequence[Leader], kept: Sequence[Leader], out: set[str]) -> str:
    first = [f"{row['country']} {row['start'][:4]}" for row in kept[:4]]
    pointed = [
        f"{row['country']} {row['start'][:4]}" for row in kept if row["country"] in POINTED_OUT
    ]
    gone = f" {listed(sorted(out))} are left out." if out else ""
    by_1990 = sum(_year(row) < 1990 for row in kept)  # noqa: PLR2004 - the year of the sentence
    return (
        f"The dataset has a first woman leader for {len(rows)} countries; {len(kept)} are counted "
        f"here, {by_1990} of them before 1990.{gone} The earliest are {listed(first)}. For "
        f"the essay's India and Pakistan, and three to compare: {listed(pointed)}."
    )


def _cells(row: Leader) -> tuple[str, ...]:
    return row["country"], row["leader"], row["start"], row["end"], row["entry"]
