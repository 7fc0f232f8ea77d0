"""Claims of the texts, each with its words, how it can be checked, and what was found.

The claims stand in ``claims.yml`` in the folder of the texts. A claim holds the words of a text
as they are; what was found is attributed to a source, and what stays open is said with it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from closereader._faults import SentenceError
from closereader._paths import seeds_folder
from closereader._yaml import Entry, read_list

KINDS = {
    "date": "Date",
    "number": "Number",
    "quotation": "Quotation",
    "reference": "Reference",
    "cause": "Cause",
    "generalisation": "Generalisation",
    "prediction": "Prediction",
}
"""What sort of claim it is: id and name."""

PROVABLE = {
    "page": "from the page itself",
    "arithmetic": "by arithmetic",
    "source": "in another source",
}
"""What is needed to check a claim: the text alone, a sum or a calendar, or another source."""

VERDICTS = {
    "holds": "holds",
    "part": "holds in part",
    "not": "does not hold",
    "contested": "contested",
    "cannot": "cannot be checked here",
}
"""What came of a check: id and words. Contested: sources that deserve a hearing differ."""

GRADES = {
    "primary": "primary",
    "study": "study",
    "press": "press",
    "mirror": "mirror",
    "encyclopaedia": "encyclopaedia",
}
"""How near a source is to what it tells: id and word. Primary: the text, record or data itself;
study: scholars, or an institution that gathered it; mirror: a copy kept by somebody else."""

_ID = re.compile(r"c\d\d")
_COLUMN = re.compile(r"[a-z0-9_]+\.[a-z0-9_]+")
_PLACE = re.compile(r"¶\d+|n\d+")


class ClaimError(SentenceError):
    """The claims cannot be read, or there is no such claim."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was found, and how much of it was seen."""

    title: str
    grade: str
    """One of `GRADES`."""
    url: str = ""
    columns: tuple[str, ...] = ()
    """Where it is a table of the course: ``("panel.v2x_libdem",)``."""

    def graded(self) -> str:
        """Return the title with its grade, as a card shows it."""
        return f"{self.title} [{GRADES[self.grade]}]"


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a text says and that can be checked, or not."""

    id: str
    text: str
    """The id of the text."""
    place: str
    """The paragraph or note: ``¶12`` or ``n9``."""
    words: str
    """Verbatim."""
    kind: str
    """One of `KINDS`."""
    provable: str
    """One of `PROVABLE`."""
    verdict: str
    """One of `VERDICTS`."""
    found: str
    sources: tuple[Source, ...]
    open: str
    """What the check does not settle."""
    says: str = ""
    """The claim as a sentence, where the words alone are none: a name, a date, an address."""

    def cite(self) -> str:
        """Return the words with their place, as lessons quote; no quotation marks are doubled."""
        own = self.words.startswith(('"', "“"))
        words = self.words if own else f"“{self.words}”"
        return f"{words} ({self.text} {self.place})"


@dataclass(frozen=True, slots=True)
class Claims:
    """All claims, in the order of the file."""

    items: tuple[Claim, ...]

    def claim(self, claim_id: str) -> Claim:
        """Return the claim with this id; an unknown one raises and lists those there are."""
        for each in self.items:
            if each.id == claim_id:
                return each
        known = ", ".join(each.id for each in self.items)
        raise ClaimError(f"There is no claim {claim_id!r}. The claims are: {known}.")

    def choose(
        self,
        ids: Iterable[str] | None = None,
        *,
        text: str | None = None,
        kind: str | None = None,
        provable: str | None = None,
    ) -> tuple[Claim, ...]:
        """Return the claims with these ids, in that order, or those that fit all that is asked.

        Raises `ClaimError` when there is no such claim, kind or way to check, or when no claim
        fits.
        """
        for value, names, what in ((kind, KINDS, "kind"), (provable, PROVABLE, "provable")):
            if value is not None and value not in names:
                raise ClaimError(f"There is no {what} {value!r}; there are {', '.join(names)}.")
        chosen = self.items if ids is None else tuple(self.claim(each) for each in ids)
        asked = {"text": text, "kind": kind, "provable": provable}
        found = tuple(
            each
            for each in chosen
            if all(value in (None, getattr(each, name)) for name, value in asked.items())
        )
        if not found:
            wanted = ", ".join(f"{name}={value!r}" for name, value in asked.items() if value)
            raise ClaimError(f"No claim fits {wanted or 'an empty list'}. Ask for less.")
        return found


def open_claims(path: Path | str | None = None) -> Claims:
    """Read the claims: ``claims.yml`` in the folder of the texts, or another file.

    Raises `ClaimError` when the file is missing or damaged; the message names the file and the
    remedy.
    """
    path = (seeds_folder() / "claims.yml") if path is None else Path(path).resolve()
    entries = read_list(path, ClaimError, "claims", "claims")
    items = tuple(_claim(each, f"{path}: claim {n}") for n, each in enumerate(entries, 1))
    Entry(str(path), ClaimError).once((each.id for each in items), "id")
    return Claims(items)


def _claim(entry: object, where: str) -> Claim:
    named = entry.get("id") if isinstance(entry, Mapping) else None
    part = Entry(f"{where} ({named})" if named else where, ClaimError)
    names = tuple(field.name for field in fields(Claim))
    given = part.fields(entry, names)
    words = [name for name in names if name != "sources" and (name != "says" or name in given)]
    values: dict[str, Any] = {name: part.words(given, name) for name in words}
    patterns = {"id": _ID, "place": _PLACE}
    choices = {"kind": KINDS, "provable": PROVABLE, "verdict": VERDICTS}
    for name, pattern in patterns.items():
        if not pattern.fullmatch(values[name]):
            raise part.wrong(f": {values[name]!r} is no {name}.")
    for name, known in choices.items():
        if values[name] not in known:
            raise part.wrong(f": {name} must be one of {', '.join(known)}.")
    listed = given.get("sources")
    if not isinstance(listed, list) or not listed:
        raise part.wrong(" needs `sources:` with at least one `title:`.")
    return Claim(**values, sources=tuple(_source(each, part) for each in listed))


def _source(found: object, part: Entry) -> Source:
    if not isinstance(found, Mapping) or set(found) - {"title", "grade", "url", "columns"}:
        raise part.wrong(
            ": a source has a `title:` and a `grade:`, and may have a `url:` and `columns:`."
        )
    if found.get("grade") not in GRADES:
        raise part.wrong(f": grade must be one of {', '.join(GRADES)}.")
    url = part.words(found, "url") if "url" in found else ""
    if url and not re.fullmatch(r"https?://\S+", url):
        raise part.wrong(f": {url!r} is no address of a page.")
    columns = found.get("columns", [])
    if not isinstance(columns, list) or not all(_COLUMN.fullmatch(str(c)) for c in columns):
        raise part.wrong(": `columns:` is a list such as [panel.year].")
    return Source(part.words(found, "title"), found["grade"], url, tuple(columns))
