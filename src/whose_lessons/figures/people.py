"""Whom the notes of the essay cite, and eight ways of counting them."""

from collections.abc import Mapping
from dataclasses import dataclass

from closereader.figures.figure import FigureError
from closereader.tables import open_table
from closereader.tables.rows import Record, Records, values

CODES = ("woman", "man", "unknown")
GENDER_NOTES = (33, 36)
"""The notes of the paragraph on gender and expertise, ¶28."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A way of counting, and what it gives."""

    name: str
    women: int
    men: int
    unknown: int

    @property
    def all(self) -> int:
        """How many are counted."""
        return self.women + self.men + self.unknown

    @property
    def share(self) -> float:
        """Women, % of all that are counted."""
        return 100 * self.women / self.all if self.all else 0.0

    @property
    def words(self) -> str:
        """The count in words: ``12 of 41``."""
        return f"{self.women} of {self.all}"


def people(codes: Mapping[str, str] | None = None) -> list[Record]:
    """Return the rows of `cited_people`, with the reader's own codes put in.

    `codes`: Person to ``woman``, ``man`` or ``unknown``; who is not named keeps the course's code.
    Raises `FigureError` for a person who is not cited, or another code.
    """
    rows = open_table("cited_people").records()
    own = codes or {}
    for person, code in own.items():
        if code not in CODES:
            raise FigureError(f"{person} is coded {code!r}: use {', '.join(CODES)}.")
        if person not in values(rows, "person"):
            raise FigureError(f"{person} is not in the table cited_people: copy the name from it.")
    return [{**row, "coded_as": own.get(row["person"], row["coded_as"])} for row in rows]


def once(rows: Records) -> list[Record]:
    """Return the rows at which somebody other than the author is cited for the first time."""
    return [row for row in rows if not row["repeat"] and not row["self_citation"]]


def counts(codes: Mapping[str, str] | None = None) -> tuple[Counted, ...]:
    """Count the people cited in eight ways; the first is the one the others are compared with."""
    rows = people(codes)
    others = [row for row in rows if not row["self_citation"]]
    each = once(rows)
    first, last = GENDER_NOTES
    outside = [row for row in each if not first <= row["note"] <= last]
    known = [row for row in each if row["coded_as"] != "unknown"]
    as_women = [
        {**row, "coded_as": "woman"} if row["coded_as"] == "unknown" else row for row in each
    ]
    return (
        count("each person once", each),
        count(f"without notes {first}-{last}, on gender", outside),
        count("authors only", [row for row in each if row["role"] == "author"]),
        count("every mention", others),
        count("every mention, the essay's author too", rows),
        count("unknown left out", known),
        count("unknown counted as women", as_women),
        count("only names printed in the notes", [row for row in each if row["printed_as"]]),
    )


def count(name: str, rows: Records) -> Counted:
    """Count the codes in some rows of `people`."""
    found = values(rows, "coded_as")
    return Counted(name, *(found.count(code) for code in CODES))
