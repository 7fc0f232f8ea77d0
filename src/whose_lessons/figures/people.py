"""Whom the notes of the essay cite, and eight ways of counting them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from closereader.figures.figure import FigureError
from closereader.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

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


def people(codes: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Return the rows of `cited_people`, with the reader's own codes put in.

    Parameters
    ----------
    codes
        Person to ``woman``, ``man`` or ``unknown``; who is not named keeps the course's code.

    Raises
    ------
    FigureError
        For a person who is not cited, or another code.
    """
    rows = open_table("cited_people").frame
    for person, code in (codes or {}).items():
        if code not in CODES:
            raise FigureError(f"{person} is coded {code!r}: use {', '.join(CODES)}.")
        if person not in set(rows["person"]):
            raise FigureError(f"{person} is not in the table cited_people: copy the name from it.")
    own = rows["person"].map(codes or {})
    return rows.assign(coded_as=own.where(own.notna(), rows["coded_as"]))


def counts(codes: Mapping[str, str] | None = None) -> tuple[Counted, ...]:
    """Count the people cited in eight ways; the first is the one the others are compared with."""
    rows = people(codes)
    others = rows[rows["self_citation"] == 0]
    once = others[others["repeat"] == 0]
    first, last = GENDER_NOTES
    outside = once[~once["note"].between(first, last)]
    known = once[once["coded_as"] != "unknown"]
    as_women = once.assign(coded_as=once["coded_as"].replace("unknown", "woman"))
    return (
        count("each person once", once),
        count(f"without notes {first}-{last}, on gender", outside),
        count("authors only", once[once["role"] == "author"]),
        count("every mention", others),
        count("every mention, the essay's author too", rows),
        count("unknown left out", known),
        count("unknown counted as women", as_women),
        count("only names printed in the notes", once[once["printed_as"] != ""]),
    )


def count(name: str, rows: pd.DataFrame) -> Counted:
    """Count the codes in some rows of `people`."""
    found = rows["coded_as"].value_counts()
    return Counted(name, *(int(found.get(code, 0)) for code in CODES))
