"""The year of the vote for women: three datasets, and what a single year hides."""

from collections.abc import Mapping, Sequence
from typing import Any

from closereader.figures.charts import PALE, axis, dots, legend, page, plain, straight, words
from closereader.figures.figure import MOST_ROWS, Figure
from closereader.figures.template import INK, OKABE_ITO, PAPER
from closereader.tables import open_table

State = Mapping[str, Any]

YEARS = ("lied_year", "pipe_equal_year", "owid_year")
TELLING = (
    "New Zealand", "Finland", "Norway", "Russia", "Azerbaijan", "Georgia", "Armenia",
    "United States", "Canada", "Australia", "United Kingdom", "Germany", "France", "Switzerland",
)  # fmt: skip
_LOOKS = {
    "lied_year": ("LIED: universal", "circle", OKABE_ITO[0]),
    "pipe_equal_year": ("PIPE: equal terms", "square", OKABE_ITO[1]),
    "owid_year": ("Paxton: the vote", "diamond", OKABE_ITO[2]),
}
_EVENTS = {
    "Azerbaijan": ("Azerbaijan (republic of 1918-20)", "law"),
    "Georgia": ("Georgia (republic of 1918-21)", "election"),
    "Armenia": ("Armenia (republic of 1918-20)", "election"),
}
_BINS = ((0, 1, "0 to 1"), (2, 5, "2 to 5"), (6, 20, "6 to 20"), (21, 40, "21 to 40"),
         (41, 200, "more than 40"))  # fmt: skip
_ROW = 30
_FAR = 20  # years
_BARS = 130
_BETWEEN = 130  # pixels, for the head and the legend of the lower part
_LEFT = 122


def suffrage(countries: Sequence[str] = TELLING) -> Figure:
    """Draw the year of the vote for women as three datasets give it.

    Parameters
    ----------
    countries
        Names of states or territories of the table `suffrage`.

    Returns
    -------
    Figure
        Above, how many years the datasets lie apart, for all states that are in at least two;
        below, the years for the countries that were chosen, with an event that none of them holds.

    Raises
    ------
    TableError
        For an unknown country.
    """
    table = open_table("suffrage")
    chosen = table.countries(countries)
    rows = table.records()
    by_name = {row["country"]: row for row in rows}
    drawn = [by_name[each] for each in chosen]
    spread = [_apart(row) for row in rows]
    apart = sum(years > 1 for years in spread)
    far = sum(years > _FAR for years in spread)
    fair = _without_late_starts(rows)
    return Figure(
        title="When did women get the vote? Three datasets, three answers",
        data=[
            _bars(spread),
            *(_range(row, at) for at, row in enumerate(drawn)),
            *(_dots(drawn, column) for column in YEARS),
            _missed(chosen),
        ],
        layout=_layout(chosen, len(rows)),
        summary=(
            f"Of {len(rows)} states in at least two of three datasets, {len(rows) - apart} have "
            f"years that lie at most one apart, {apart} do not, and for {far} they lie more than "
            f"{_FAR} apart. {_reasons(by_name)} Leaving out the third dataset where it only "
            f"begins too late, {fair[1]} of {fair[0]} still disagree. All three say 1991 for "
            f"Azerbaijan, Georgia and Armenia, where the law or an election came in 1919."
        ),
        headings=("Country", "LIED: universal", "PIPE: equal", "Paxton: the vote", "Years apart"),
        rows=[_cells(row) for row in sorted(drawn, key=_apart, reverse=True)[:MOST_ROWS]],
        leaves_out=[
            "What women could do with the vote, and whether elections meant anything.",
            (
                "Votes by step, province or status: Canada and Australia differ by whether "
                "indigenous women are counted, the United States by whether Black women in the "
                "South could vote."
            ),
            (
                "The republics of 1918-20 are in none of the three; the stars come from the table "
                "suffrage_events. For Azerbaijan's law no general election is recorded."
            ),
            f"{len(chosen)} countries are drawn, chosen because they teach something.",
        ],
        source=table.source_line,
        key="Star: a law or an election that none of the three datasets holds.",
    )


def _years(row: State) -> dict[str, int]:
    """Give the years of a state that are known, by dataset."""
    return {column: row[column] for column in YEARS if row[column] is not None}


def _apart(row: State) -> int:
    years = _years(row).values()
    return max(years) - min(years)


def _without_late_starts(rows: Sequence[State]) -> tuple[int, int]:
    """Count comparable and disagreeing states without years at which a series merely begins."""
    kept = [
        {**row, "owid_year": None} if row["owid_year"] == row["owid_start"] else row for row in rows
    ]
    kept = [row for row in kept if len(_years(row)) > 1]
    return len(kept), sum(_apart(row) > 1 for row in kept)


def _reasons(rows: Mapping[str, State]) -> str:
    named = ("United States", "Canada", "Australia")
    said = [f"{each} {', '.join(map(str, _years(rows[each]).values()))}" for each in named]
    return f"{'; '.join(said)}: who counts as “women” is part of the answer."


def _bars(spread: Sequence[int]) -> dict[str, Any]:
    numbers = [sum(low <= years <= high for years in spread) for low, high, _ in _BINS]
    return {
        "type": "bar",
        "orientation": "h",
        "x": numbers,
        "y": list(range(len(_BINS))),
        "customdata": [name for *_, name in _BINS],
        "text": [str(number) for number in numbers],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": [PALE, *[OKABE_ITO[0]] * (len(_BINS) - 1)]},
        "hovertemplate": "%{x} states: %{customdata} years apart<extra></extra>",
        "xaxis": "x2",
        "yaxis": "y2",
        "showlegend": False,
    }


def _range(row: State, at: int) -> dict[str, Any]:
    years = _years(row).values()
    ends = min(years), max(years)
    return straight(ends, (at, at), {"color": PALE, "width": 3}, showlegend=False)


def _dots(drawn: Sequence[State], column: str) -> dict[str, Any]:
    name, symbol, colour = _LOOKS[column]
    lift = 0.25 * (YEARS.index(column) - 1)
    found = [(at, row) for at, row in enumerate(drawn) if row[column] is not None]
    x, y = [row[column] for _, row in found], [at + lift for at, _ in found]
    edge = {"color": PAPER, "width": 1}
    marker = {"color": colour, "symbol": symbol, "size": 7, "line": edge}
    hover = (f"<b>{plain(row['country'])}</b>: {row[column]}<br>{name}" for _, row in found)
    return dots(x, y, marker, hover, row_of="suffrage", name=name)


def _missed(chosen: Sequence[str]) -> dict[str, Any]:
    events = {(row["polity"], row["kind"]): row for row in open_table("suffrage_events").records()}
    found = [(at, events[_EVENTS[each]]) for at, each in enumerate(chosen) if each in _EVENTS]
    x, y = [int(row["date"][:4]) for _, row in found], [at for at, _ in found]
    hover = (
        f"<b>{plain(row['polity'])}</b>, {row['date']}<br>{plain(row['event'])}" for _, row in found
    )
    marker = {"color": INK, "symbol": "star", "size": 11}
    return dots(x, y, marker, hover, row_of="suffrage_events", name="in none of them")


def _layout(chosen: Sequence[str], states: int) -> dict[str, Any]:
    rows = _ROW * len(chosen)
    plot = rows + _BARS + _BETWEEN
    low, high = round(rows / plot, 4), round(1 - _BARS / plot, 4)
    paper = ("paper", "paper")
    heads = [
        words(f"<b>All {states} states</b>: years between datasets", 0, 1,
              nudge=(4 - _LEFT, 14), axes=paper),
        words(f"<b>{len(chosen)} of them</b>: first year of the vote", 0, low,
              nudge=(4 - _LEFT, 96), axes=paper),
    ]  # fmt: skip
    years = (1893, 1919, 1945, 1991)
    names = [name for _, _, name in _BINS]
    return page(
        plot=plot,
        left=_LEFT,
        above=30,
        below=28,
        showlegend=True,
        legend=legend(y=low),
        annotations=heads,
        xaxis=axis("", (1888, 1999), years, domain=[0, 1], anchor="y", tickfont={"size": 11}),
        yaxis=axis("", (len(chosen) - 0.5, -0.6), dict(enumerate(map(plain, chosen))),
                   domain=[0, low], anchor="x", showgrid=False, ticklabelstandoff=4),
        xaxis2=axis("", (0, 100), [], domain=[0, 1], anchor="y2"),
        yaxis2=axis("", (len(_BINS) - 0.5, -0.5), dict(enumerate(names)), domain=[high, 1],
                    anchor="x2", showgrid=False, ticklabelstandoff=4),
    )  # fmt: skip


def _cells(row: State) -> tuple[str, ...]:
    years = ("none" if row[column] is None else str(row[column]) for column in YEARS)
    return (row["country"], *years, str(_apart(row)))
