"""Claims of the texts, each with its words, how it can be checked, and what was found.

The claims stand in ``claims.yml`` in the folder of the texts. A claim holds the words of a text
as they are; what was found is attributed to a source, and what stays open is said with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from closereader._paths import seeds_folder
from closereader._yaml import REMEDY, read_yaml

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


class ClaimError(ValueError):
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

        Raises
        ------
        ClaimError
            When there is no such claim, kind or way to check, or when no claim fits.
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

    Raises
    ------
    ClaimError
        When the file is missing or damaged; the message names the file and the remedy.
    """
    path = (seeds_folder() / "claims.yml") if path is None else Path(path).resolve()
    found = read_yaml(path, ClaimError, "claims")
    entries = found.get("claims") if isinstance(found, Mapping) else None
    if not isinstance(entries, list) or not entries:
        raise ClaimError(f"{path} must hold a list `claims:`. {REMEDY}")
    items = tuple(_claim(entry, f"{path}: claim {n}") for n, entry in enumerate(entries, 1))
    ids = [each.id for each in items]
    for each in ids:
        if ids.count(each) > 1:
            raise ClaimError(f"{path}: the id {each!r} is used twice. {REMEDY}")
    return Claims(items)


def _claim(entry: object, where: str) -> Claim:
    if not isinstance(entry, Mapping):
        raise ClaimError(f"{where} must be lines of the form `name: value`. {REMEDY}")
    where += f" ({entry['id']})" if entry.get("id") else ""
    names = tuple(field.name for field in fields(Claim))
    values: dict[str, Any] = {
        name: _words(entry, name, where)
        for name in names
        if name != "sources" and (name != "says" or name in entry)
    }
    if extra := [str(name) for name in entry if name not in names]:
        raise ClaimError(f"{where} has the field {extra[0]!r}, which means nothing. {REMEDY}")
    patterns = {"id": _ID, "place": _PLACE}
    choices = {"kind": KINDS, "provable": PROVABLE, "verdict": VERDICTS}
    for name, pattern in patterns.items():
        if not pattern.fullmatch(values[name]):
            raise ClaimError(f"{where}: {values[name]!r} is no {name}. {REMEDY}")
    for name, known in choices.items():
        if values[name] not in known:
            raise ClaimError(f"{where}: {name} must be one of {', '.join(known)}. {REMEDY}")
    return Claim(**values, sources=_sources(entry.get("sources"), where))


def _words(entry: Mapping[str, object], name: str, where: str) -> str:
    value = entry.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ClaimError(f"{where} needs `{name}:` with some text. {REMEDY}")
    return value.strip()


def _sources(found: object, where: str) -> tuple[Source, ...]:
    if not isinstance(found, list) or not found:
        raise ClaimError(f"{where} needs `sources:` with at least one `title:`. {REMEDY}")
    sources = []
    for each in found:
        if not isinstance(each, Mapping) or set(each) - {"title", "grade", "url", "columns"}:
            raise ClaimError(
                f"{where}: a source has a `title:` and a `grade:`, and may have a `url:` and "
                f"`columns:`. {REMEDY}"
            )
        if each.get("grade") not in GRADES:
            raise ClaimError(f"{where}: grade must be one of {', '.join(GRADES)}. {REMEDY}")
        url = _words(each, "url", where) if "url" in each else ""
        if url and not re.fullmatch(r"https?://\S+", url):
            raise ClaimError(f"{where}: {url!r} is no address of a page. {REMEDY}")
        columns = each.get("columns", [])
        if not isinstance(columns, list) or not all(_COLUMN.fullmatch(str(c)) for c in columns):
            raise ClaimError(f"{where}: `columns:` is a list such as [panel.year]. {REMEDY}")
        sources.append(Source(_words(each, "title", where), each["grade"], url, tuple(columns)))
    return tuple(sources)
