"""What ``reader.json`` holds: who reads, and which work folder this is."""

import json
import re
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from closereader.annotations import checks
from closereader.work import _json
from closereader.work._items import FORMAT, check_format

FILE = Path("reader.json")
_FIELDS = ("id", "name", "made", "work")
_WORDS = r'"{}"\s*:\s*("(?:[^"\\]|\\.)*")'


@dataclass(frozen=True, slots=True)
class ReaderId:
    """A reader: an id (``urn:uuid:…``) and a name they chose; a pseudonym is enough."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Card:
    """One ``reader.json``."""

    id: str
    name: str
    """`id`, `name`: the reader."""
    made: str
    """When the card was made first: ISO 8601 in UTC with ``Z``."""
    work: str
    """The UUID of the work folder."""
    extra: dict[str, Any] = field(default_factory=dict, repr=False)
    """Further fields that the file held; they are written again."""

    @property
    def reader(self) -> ReaderId:
        """The reader."""
        return ReaderId(self.id, self.name)


def parsed(data: bytes) -> Card:
    """Read a card.

    Raises `NewerFormat` when a newer version of the course wrote it.
    Raises `ValueError` when it is not whole.
    """
    found = _json.load(data)
    check_format(found.get("format"))
    values = {name: _checked(name, found.get(name)) for name in _FIELDS}
    extra = {name: found[name] for name in found.keys() - {*_FIELDS, "format"}}
    return Card(**values, extra=extra)


def written(card: Card) -> dict[str, Any]:
    """Return the JSON object of a card."""
    return {"format": FORMAT, **card.extra, **{name: getattr(card, name) for name in _FIELDS}}


def salvaged(data: bytes) -> dict[str, str]:
    """Read those fields of a card that stand whole in what is left of it, or in a newer one."""
    words, told = data.decode("utf-8", "ignore"), {}
    for name in _FIELDS:
        if match := re.search(_WORDS.format(name), words):
            with suppress(ValueError):
                told[name] = _checked(name, json.loads(match[1]))
    return told


def _checked(name: str, value: object) -> str:
    if name == "id":
        return checks.iri(value, "the reader's id")
    if name == "name":
        return checks.text(value, "the name", most=checks.MOST_NAME)
    if name == "work":
        return str(uuid.UUID(str(value)))
    checks.instant(value)
    return str(value)
