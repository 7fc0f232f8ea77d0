"""Do Russians regret the end of the USSR? One question, asked for twenty-six years."""

from collections.abc import Mapping, Sequence
from typing import Any

from closereader.figures.charts import axis, dots, page, rule, words
from closereader.figures.figure import Figure
from closereader.figures.template import OKABE_ITO, QUIET
from closereader.tables import open_table
from closereader.tables.rows import values

Wave = Mapping[str, Any]

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_END = 2019.5  # where the x axis ends, and the names of the lines
_LATE = 10  # waves, over which the names stand
ERROR = 3.4  # points, as Levada states it
_LINES = {
    "regret_pct": ("regret it", OKABE_ITO[0], "circle"),
    "no_regret_pct": ("do not regret it", OKABE_ITO[1], "square"),
    "hard_to_say_pct": ("hard to say", QUIET, "diamond"),
}
_IN_TABLE = ("1992-03", "2000-12", "2008-11", "2012-12", "2017-11", "2018-11")


def nostalgia() -> Figure:
    """Draw the share of Russians who say that they regret the end of the USSR.

    Returns
    -------
    Figure
        Twenty-two waves of the Levada Center, 1992 to 2018, each at its month, with the stated
        sampling error of 3.4 points to either side.
    """
    table = open_table("levada_regret")
    rows = table.records()
    most, least = (pick(rows, key=lambda row: row["regret_pct"]) for pick in (max, min))
    return Figure(
        title="Do Russians regret the end of the USSR?",
        data=[_line(rows, column) for column in _LINES],
        layout=_layout(rows),
        summary=(
            f"In {len(rows)} polls from {rows[0]['wave'][:4]} to {rows[-1]['wave'][:4]} the share "
            f"that regrets lies between {least['regret_pct']} % ({_month(least)}) and "
            f"{most['regret_pct']} % ({_month(most)}): {rows[0]['regret_pct']} % in "
            f"{_month(rows[0])}, {rows[-1]['regret_pct']} % in {_month(rows[-1])}."
        ),
        headings=("Wave", "Regret, %", "Do not, %", "Hard to say, %", "Source"),
        rows=[_cells(row) for row in rows if row["wave"] in _IN_TABLE],
        leaves_out=[
            (
                "Age. Levada writes that people of 18 to 24 were the only group “almost always” "
                "with fewer who regret than who do not, up to 2017; and in November 2018, as press "
                "reports say, that regret had grown among them in the last two years. The numbers "
                "behind both were not found."
            ),
            "What is regretted: a great power, a joint economy, one's youth.",
            (
                "The years after 2018: a later wave was found only in a repost. And the question "
                "is about the past, not about the war."
            ),
            (
                "Answers to a stranger, face to face, about 1,600 in each wave; the bars are the "
                "stated sampling error and nothing else. The authorities have declared the Levada "
                "Center a “foreign agent”."
            ),
        ],
        source=f"{table.source_line}, 25 December 2017; November 2018 from press reports",
    )


def _time(row: Wave) -> float:
    year, month = row["wave"].split("-")
    return round(int(year) + (int(month) - 0.5) / 12, 3)


def _month(row: Wave) -> str:
    year, month = row["wave"].split("-")
    return f"{_MONTHS[int(month) - 1]} {year}"


def _line(rows: Sequence[Wave], column: str) -> dict[str, Any]:
    name, colour, symbol = _LINES[column]
    kept = [row for row in rows if row[column] is not None]
    hover = (
        f"<b>{_month(row)}</b>: {row[column]} % {name}<br>{row['source']}<br>"
        f"row of levada_regret: {row['wave']}"
        for row in kept
    )
    return dots(
        map(_time, kept),
        values(kept, column),
        {"color": colour, "symbol": symbol, "size": 7},
        hover,
        name=name,
        mode="lines+markers",
        line={"color": colour, "width": 1.5},
        error_y={"type": "constant", "value": ERROR, "thickness": 1, "width": 0},
    )


def _layout(rows: Sequence[Wave]) -> dict[str, Any]:
    notes = []
    for column, (name, _, _) in _LINES.items():
        shares = [row[column] for row in rows if row[column] is not None]
        low, high = min(shares[-_LATE:]) - ERROR, max(shares[-_LATE:]) + ERROR
        # The lowest line has its name below it: above it runs another.
        place = (low, -10) if column == "hard_to_say_pct" else (high, 10)
        notes.append(
            words(f"{name}, {shares[-1]} %", _END, place[0], anchor="right", nudge=(0, place[1]))
        )
    return page(
        plot=350,
        left=34,
        upright="Of all asked, %",
        annotations=notes,
        shapes=[rule("y", 50)],
        xaxis=axis("Month of the poll", (1991, _END), (1992, 2000, 2008, 2016),
                   showgrid=False),
        yaxis=axis("", (0, 90), (0, 25, 50, 75)),
    )  # fmt: skip


def _cells(row: Wave) -> tuple[str, ...]:
    numbers = ("not given" if row[column] is None else str(row[column]) for column in _LINES)
    return (_month(row), *numbers, row["source"])
