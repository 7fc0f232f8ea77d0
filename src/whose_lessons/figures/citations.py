"""Who is cited in the notes of the essay, and how far the answer depends on how one counts."""

from collections.abc import Mapping
from typing import Any

from closereader.figures.charts import axis, dots, page, plain, row_axis, row_names, rule, words
from closereader.figures.figure import MOST_ROWS, Figure
from closereader.figures.template import AMBER, GROUND, OKABE_ITO, PAPER, QUIET
from closereader.tables import open_table
from closereader.tables.digits import to_places
from closereader.tables.rows import Record, Records, values
from whose_lessons.figures.people import CODES, GENDER_NOTES, Counted, count, counts, once, people

_LANES = {"woman": 2, "man": 1, "unknown": 0}
_NAMES = {"woman": "women", "man": "men", "unknown": "unknown"}
_LOOKS = {
    "woman": (OKABE_ITO[0], "circle"),
    "man": (AMBER, "square"),
    "unknown": (QUIET, "diamond"),
}
_LAST_NOTE = 42
_NARROW = 52  # %, up to which half of the scale is enough


def cited_people(codes: Mapping[str, str] | None = None) -> Figure:
    """Draw every person whom the notes of `alieva-2024` cite, at the number of the note.

    Parameters
    ----------
    codes
        The reader's own codes, as in `people`; by default those of the course.

    Returns
    -------
    Figure
        One mark per person and note; a person who is cited again, and the author herself, hollow.
    """
    rows = people(codes)
    total = counts(codes)[0]
    section = _section(rows)
    return Figure(
        title="Whom do the notes of the essay cite?",
        data=[_marks([row for row in rows if row["coded_as"] == code], code) for code in CODES],
        layout=_notes_layout(rows),
        summary=(
            f"The notes cite {total.all} people other than the author as authors, editors, "
            f"speakers or hosts: {total.women} coded as women, {total.men} as men and "
            f"{total.unknown} as unknown. {section.women} of the {total.women} women stand in "
            f"notes {GENDER_NOTES[0]} to {GENDER_NOTES[1]}, of the paragraph on gender (¶28)."
        ),
        headings=("Cited as", "Women", "Men", "Unknown", "Women, %"),
        rows=_by_role(rows),
        leaves_out=[
            "People who are only spoken about, institutions, and anyone behind an “et al.”.",
            "How much a person is used: a passing note and a long quotation are one mark each.",
            (
                "The codes record how a person is spoken of in public. One coder, a language "
                "model. A person for whom no page was found that says is unknown."
            ),
            (
                "42 notes of one essay say nothing about the experts the essay speaks of: it "
                "makes its claim about male experts, not about itself."
            ),
        ],
        source=open_table("cited_people").source_line,
        key="Filled: for the first time. Hollow: again, or the author herself.",
    )


def _section(rows: Records) -> Counted:
    first, last = GENDER_NOTES
    return count("section", [row for row in once(rows) if first <= row["note"] <= last])


def _marks(rows: Records, code: str) -> dict[str, Any]:
    colour, symbol = _LOOKS[code]
    notes = values(rows, "note")
    place = [notes[:at].count(note) for at, note in enumerate(notes)]
    heights = [to_places(_LANES[code] + 0.13 * each - 0.3, 2) for each in place]
    marker = {
        "symbol": symbol,
        # Forty-two notes stand side by side in the narrowest figure.
        "size": 5,
        "color": [PAPER if row["repeat"] or row["self_citation"] else colour for row in rows],
        "line": {"color": colour, "width": 1.2},
    }
    return dots(notes, heights, marker, map(_hover, rows), name=_NAMES[code])


def _hover(row: Record) -> str:
    again = "; cited before" if row["repeat"] else "; the author" if row["self_citation"] else ""
    place = f" ({plain(row['basis_place'])})" if row["basis_place"].startswith("alieva") else ""
    return (
        f"<b>{plain(row['person'])}</b>, note {row['note']} ({row['paragraph']})<br>"
        f"{row['role']}{again}<br>coded {row['coded_as']}: {row['basis']}{place}"
    )


def _notes_layout(rows: Records) -> dict[str, Any]:
    first, last = GENDER_NOTES
    band = {
        "type": "rect", "layer": "below", "line": {"width": 0}, "fillcolor": GROUND,
        "xref": "x", "x0": first - 0.5, "x1": last + 0.5, "yref": "paper", "y0": 0, "y1": 1,
    }  # fmt: skip
    notes = [
        words("¶28, on gender", (first + last) / 2, 1, anchor="center", nudge=(0, 9),
              axes=("x", "paper"), size=11),
    ]  # fmt: skip
    found = values(once(rows), "coded_as")
    lanes = [
        words(f"{_NAMES[code]}, {found.count(code)}", 0, _LANES[code] + 0.25,
              nudge=(0, 12), axes=("paper", "y"))
        for code in CODES
    ]  # fmt: skip
    return page(
        plot=280,
        left=16,
        above=20,
        annotations=[*notes, *lanes],
        shapes=[band],
        xaxis=axis("Number of the note", (0.5, _LAST_NOTE + 0.5), (1, 20, 40),
                   showgrid=False),
        yaxis=axis("", (-0.6, 2.75), [], showgrid=False),
    )  # fmt: skip


def _by_role(rows: Records) -> list[tuple[str, ...]]:
    cited = once(rows)
    groups = {
        "authors": ["author"],
        "editors": ["editor"],
        "speakers and hosts": ["speaker", "host"],
        "others": ["rapporteur", "poster"],
    }
    made = [
        count(name, [row for row in cited if row["role"] in roles])
        for name, roles in groups.items()
    ]
    made.append(count("all", cited))
    return [_cells(each) for each in made]


def _cells(each: Counted) -> tuple[str, ...]:
    return (each.name, str(each.women), str(each.men), str(each.unknown), f"{each.share:.0f}")


def citation_sensitivity(codes: Mapping[str, str] | None = None) -> Figure:
    """Draw how the share of women among the people cited moves with the way of counting.

    Parameters
    ----------
    codes
        The reader's own codes, as in `people`; by default those of the course.

    Returns
    -------
    Figure
        Eight ways of counting. Everyone cited is counted, nobody sampled: there is no interval.
    """
    found = counts(codes)
    shares = [each.share for each in found]
    low, high = min(found, key=lambda one: one.share), max(found, key=lambda one: one.share)
    chosen = [*found[:4], *{low.name: low, high.name: high}.values()]
    rows = list({each.name: each for each in chosen}.values())[:MOST_ROWS]
    return Figure(
        title="How far does the share of women depend on how you count?",
        data=[_dots(found)],
        layout=_dots_layout(found),
        summary=(
            f"Counted once each, the author left out, women are {found[0].words} people cited "
            f"({shares[0]:.0f} %). Eight ways of counting give {low.share:.0f} to {high.share:.0f} "
            f"%: the least, {low.words}, {low.name}; the most, {high.words}, {high.name}. "
            f"{_side(shares)}"
        ),
        headings=("Counted", "Women", "Men", "Unknown", "Women, %"),
        rows=[_cells(each) for each in rows],
        leaves_out=[
            (
                "Other ways of counting: words quoted, first notes, the body of the essay, the "
                "people whom its sources cite."
            ),
            "What would be fair to expect: who writes on these subjects, and who is translated.",
            (
                "The step from one essay's notes to the practice of a field. And women can be "
                "cited without being heard, or heard without being cited."
            ),
        ],
        source=open_table("cited_people").source_line,
    )


def _side(shares: list[float]) -> str:
    half = 50
    if max(shares) < half:
        return "In none of them are women half of those cited."
    return f"In {sum(share >= half for share in shares)} of them women are at least half."


def _dots(found: tuple[Counted, ...]) -> dict[str, Any]:
    marker = {"color": OKABE_ITO[0], "size": [13, *[10] * (len(found) - 1)], "opacity": 1}
    hover = (
        f"{plain(each.name)}: {each.women} women, {each.men} men, {each.unknown} unknown; "
        f"{each.share:.1f} %"
        for each in found
    )
    return dots([round(each.share, 1) for each in found], range(len(found)), marker, hover)


def _dots_layout(found: tuple[Counted, ...]) -> dict[str, Any]:
    first_name, *others = (plain(each.name) for each in found)
    first = {"color": OKABE_ITO[0], "width": 1, "dash": "dot"}
    # Room for the words beside the dot that is farthest to the right.
    narrow = max(each.share for each in found) <= _NARROW
    right, ticks = (60, range(0, 51, 10)) if narrow else (115, range(0, 101, 20))
    return page(
        plot=46 * len(found),
        left=16,
        above=18,
        shapes=[rule("x", found[0].share, line=first), rule("x", 50)],
        annotations=[
            *row_names([f"<b>{first_name}</b>", *others], lift=8),
            words("half", 50, 1, anchor="center", nudge=(0, 7), axes=("x", "paper"), size=11),
            *(words(each.words, each.share, at, nudge=(11, 0), bgcolor=PAPER,
                    borderpad=1) for at, each in enumerate(found)),
        ],
        xaxis=axis("Women, % of those counted", (0, right), tuple(ticks)),
        yaxis=row_axis(len(found)),
    )  # fmt: skip
