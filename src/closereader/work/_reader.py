"""Who reads, and which work folder this is: ``reader.json``."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from closereader.annotations import checks
from closereader.work import _disk, _json, _records, _trash

_FILE = Path("reader.json")


@dataclass(frozen=True, slots=True)
class ReaderId:
    """A reader: an id (``urn:uuid:…``) and a name they chose; a pseudonym is enough."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Card:
    """What ``reader.json`` holds."""

    id: str
    name: str
    made: str
    work: str

    @property
    def reader(self) -> ReaderId:
        """The reader."""
        return ReaderId(self.id, self.name)


def provisional(folder: Path) -> Card:
    """Return the card of a folder that nothing can be written to; the same one every time."""
    seed = folder.as_uri()
    reader = uuid.uuid5(uuid.NAMESPACE_URL, f"{seed}#reader")
    work = uuid.uuid5(uuid.NAMESPACE_URL, f"{seed}#work")
    return Card(id=f"urn:uuid:{reader}", name="", made="", work=str(work))


def read(folder: Path) -> Card | None:
    """Return the card, or None when there is no whole one."""
    try:
        data = _disk.read(folder / _FILE)
        if data is None:
            return None
        found = _json.load(data)
        checks.instant(found.get("made"))
        return Card(
            id=checks.iri(found.get("id"), "the reader's id"),
            name=checks.text(found.get("name"), "the name", most=checks.MOST_NAME),
            made=str(found["made"]),
            work=str(uuid.UUID(str(found.get("work")))),
        )
    except ValueError:
        return None


def ensure(folder: Path) -> Card:
    """Return the card; make one when there is none. With the lock held."""
    card = read(folder)
    if card is not None:
        return card
    if (folder / _FILE).exists():
        _records.set_aside(folder, _FILE)
    card = Card(id=checks.new_id(), name="", made=checks.stamp(), work=str(uuid.uuid4()))
    _disk.write(folder / _FILE, _json.dump(asdict(card)))
    return card


def rename(folder: Path, name: str) -> Card:
    """Give the reader a name. With the lock held.

    Raises
    ------
    ValueError
        When it is empty, longer than 120 characters, or more than one line.
    """
    chosen = " ".join(checks.tidy(name).split())
    checks.text(chosen, "the name", least=1, most=checks.MOST_NAME)
    return _change(folder, name=chosen)


def become(folder: Path, reader: ReaderId) -> Card:
    """Take over a reader's id and name, as on another computer. With the lock held."""
    checks.iri(reader.id, "the reader's id")
    checks.text(reader.name, "the name", most=checks.MOST_NAME)
    return _change(folder, id=reader.id, name=reader.name)


def _change(folder: Path, **changes: str) -> Card:
    """Write the card anew; one with another name is kept."""
    before = ensure(folder)
    card = replace(before, **changes)
    if before.name not in {"", card.name}:
        _trash.keep(folder, _FILE, asdict(before), "shed", checks.stamp())
    _disk.write(folder / _FILE, _json.dump(asdict(card)))
    return card
