"""A hand-in that was received, and what is to be known about a file."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from closereader.handin import Submission

Kind = Literal[
    "altered", "annotation", "course", "damaged", "duplicate", "foreign", "loose", "missing",
    "namesake", "other", "refused", "state", "unlisted",
]  # fmt: skip

#: What each kind of finding is called where people read it.
KINDS: dict[Kind, str] = {
    "missing": "Missing",
    "other": "Of another exercise",
    "course": "Of another course",
    "damaged": "Damaged",
    "refused": "Refused",
    "altered": "Changed after it was made",
    "state": "Made with another state of a text",
    "duplicate": "Handed in more than once",
    "namesake": "Two people of one name",
    "annotation": "Marks that could not be read",
    "unlisted": "Not on the class list",
    "loose": "On the class list, but written otherwise",
    "foreign": "No hand-in",
}


@dataclass(frozen=True, slots=True)
class FileFinding:
    """Something about a file that a teacher should know.

    Attributes
    ----------
    kind
        One of `KINDS`.
    name
        The file, or, for ``missing``, the name on the class list.
    reason
        A sentence or two; it names no person and no other file.
    other
        The other file or reader that it is about; "" when there is none.
    """

    kind: Kind
    name: str
    reason: str
    other: str = ""

    def __str__(self) -> str:
        """Write it in a line."""
        return f"{self.name}: {self.reason}" + (f" ({self.other})" if self.other else "")


class Received(NamedTuple):
    """A hand-in and the file it came from."""

    file: str
    handin: Submission
