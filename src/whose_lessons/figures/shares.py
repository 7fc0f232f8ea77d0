"""Published counts of women among experts and speakers, beside the essay's own notes."""

from collections.abc import Mapping, Sequence
from typing import Any

from closereader.figures.charts import axis, dots, page, plain, row_axis, row_names, rule, words
from closereader.figures.figure import Figure
from closereader.figures.template import INK, OKABE_ITO, PAPER
from closereader.tables import open_table
from closereader.tables.rows import values
from whose_lessons.figures.people import Counted, counts

Study = Mapping[str, Any]

_LOOKS = {
    "reported": ("reported", "circle", OKABE_ITO[0], OKABE_ITO[0]),
    "derived": ("calculated here from the report", "circle", PAPER, OKABE_ITO[0]),
    "misprinted": ("misprint", "x", OKABE_ITO[1], OKABE_ITO[1]),
}
#: Words to the right of a point.
_BESIDE: dict[str, Any] = {
    "mode": "markers+text",
    "textposition": "middle right",
    "textfont": {"size": 12, "color": INK},
}
_KEY = "Filled: printed as a percentage. Hollow: calculated here. Cross: a misprint."
_IN_TABLE = (
    "Zenko, City of Men, policy",
    "WIIS scorecard, boards",
    "WIIS scorecard, experts",
    "Open Society, An End to Manels II",
    "Missing in Action, panels",
)


def published_shares(codes: Mapping[str, str] | None = None) -> Figure:
    """Draw published shares of women, each with its year, its N and what was counted.

    Parameters
    ----------
    codes
        The reader's own codes of the people the essay cites, as in `people.people`; by default
        those of the course. They move the one share that is not published: the essay's own.

    Returns
    -------
    Figure
        One line per study; the share in the essay's notes stands below them, marked otherwise.
    """
    table = open_table("expertise_shares")
    rows = sorted(table.records(), key=lambda row: row["year"])  # else as in the file
    own = counts(codes)[0]
    right = [row for row in rows if row["how"] != "misprinted"]
    shares = [row["share_women_pct"] for row in right]
    wrong = next(row["share_women_pct"] for row in rows if row["how"] == "misprinted")
    return Figure(
        title="Experts, heads, boards, speakers: how many are women?",
        data=[*(_dots(rows, how) for how in _LOOKS), _own(own, len(rows))],
        layout=_layout(rows, own),
        summary=(
            f"{len(right)} published shares, of {right[0]['year']} and {right[-1]['year']}, lie "
            f"between {min(shares):.0f} and {max(shares):.0f} % women; they count staff, heads, "
            f"boards and speaking roles. The essay's own notes cite {own.words} ({own.share:.0f} "
            f"%). One blog prints {wrong:.0f} % for a ratio of one woman to three men, which is "
            "25 %."
        ),
        headings=("Study", "Year", "Counted", "N", "Women, %"),
        rows=_rows(right, own),
        leaves_out=[
            (
                "No two lines count the same thing, and almost all count Washington: they are no "
                "trend, and no average can be taken."
            ),
            (
                f"The date: the studies are of {right[0]['year']} and {right[-1]['year']}, the "
                "essay is of 2024."
            ),
            (
                "Who is there is not who is shared or quoted, which is what the essay claims. "
                "Three studies come closer; their abstracts give no share to draw. Bisbee, "
                "Larson and Munger (2020): on Twitter men pass on research by men more. Maliniak, "
                "Powers and Walter (2013): in journals women are cited less after controls; "
                "Zigerell (2015): largely in elite papers."
            ),
            "How each study decided who is a woman.",
        ],
        source=f"{table.source_line}; last line: the notes of alieva-2024, coded for the course",
        key=_KEY,
    )


def _dots(rows: Sequence[Study], how: str) -> dict[str, Any]:
    name, symbol, fill, edge = _LOOKS[how]
    kept = {at: row for at, row in enumerate(rows) if row["how"] == how}
    shares = values(list(kept.values()), "share_women_pct")
    marker = {"symbol": symbol, "size": 11, "color": fill, "line": {"color": edge, "width": 2}}
    hover = (
        f"<b>{plain(row['study'])}</b>, {row['year']}<br>{plain(row['counted'])}<br>"
        f"{_many(row)}<br>{plain(row['remark'])}"
        for row in kept.values()
    )
    text = [f"  {share:.0f} %" for share in shares]
    return dots(shares, kept, marker, hover, name=name, text=text, **_BESIDE)


def _own(own: Counted, at: int) -> dict[str, Any]:
    return dots(
        [round(own.share, 1)],
        [at],
        {"symbol": "diamond", "size": 13, "color": OKABE_ITO[2]},
        name="the essay's notes",
        text=[f"  {own.share:.0f} %, {own.words}"],
        hovertemplate="people cited in the notes of alieva-2024<extra></extra>",
        **_BESIDE,
    )


def _many(row: Study) -> str:
    n = row["n"]
    return "N not stated where it was read" if n is None else f"N = {n:,} {row['n_unit']}"


def _layout(rows: Sequence[Study], own: Counted) -> dict[str, Any]:
    last = f"<b>People cited in the essay's notes</b><br>2024, N = {own.all}"
    names = [*map(_label, rows), last]
    half = words("half", 50, 1, anchor="center", nudge=(0, 7), axes=("x", "paper"), size=11)
    return page(
        plot=64 * len(names),
        left=16,
        above=18,
        annotations=[half, *row_names(names, lift=9)],
        shapes=[rule("x", 50), rule("y", len(rows) - 0.74)],
        xaxis=axis("Women, % of those counted", (0, 66), (0, 10, 20, 30, 40, 50)),
        yaxis=row_axis(len(names)),
    )


def _label(row: Study) -> str:
    small = f"{row['year']}, {_many(row)}"
    return f"{plain(row['study'])}<br><span style='font-size:11px'>{plain(small)}</span>"


def _rows(right: Sequence[Study], own: Counted) -> list[tuple[str, ...]]:
    kept = [row for row in right if row["study"] in _IN_TABLE]
    made = [
        (
            row["study"],
            str(row["year"]),
            row["counted"],
            _many(row),
            f"{row['share_women_pct']:.0f}",
        )
        for row in kept
    ]
    essay = ("The essay's notes", "2024", "People cited, each once", f"N = {own.all}")
    return [*made, (*essay, f"{own.share:.0f}")]
