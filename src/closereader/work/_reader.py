"""Read ``reader.json``, make it, and change it."""

import uuid
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from closereader.annotations import checks
from closereader.work import _disk, _json, _lost_card, _records, _trash
from closereader.work._card import FILE, Card, ReaderId, parsed, written
from closereader.work._errors import WorkError
from closereader.work._guard import Guard
from closereader.work._items import NewerFormat
from closereader.work._still import is_still


def provisional(folder: Path) -> Card:
    """Return the card that follows from the path of a folder; the same one every time."""
    seed = folder.as_uri()
    reader = uuid.uuid5(uuid.NAMESPACE_URL, f"{seed}#reader")
    work = uuid.uuid5(uuid.NAMESPACE_URL, f"{seed}#work")
    return Card(id=f"urn:uuid:{reader}", name="", made="", work=str(work))


def known(folder: Path) -> Card:
    """Return what is known of a card that cannot be read or made now, the rest provisional."""
    card = provisional(folder)
    with suppress(OSError):
        return replace(card, **_lost_card.recovered(folder))
    return card


def read(folder: Path) -> Card | None:
    """Return the card; None when there is none, or it is damaged.

    Raises `WorkError` when it cannot be read now, or a newer version of the course wrote it.
    """
    file = folder / FILE
    try:
        data = _disk.read(file)
        return None if data is None else parsed(data)
    except NewerFormat as error:
        raise _records.newer(file, folder, error) from error
    except ValueError as error:
        if is_still(file):
            return None
        raise _records.unsettled(file, folder, error) from error


def ensure(folder: Path) -> Card:
    """Return the card; make one when there is none, for the same reader. With the lock held."""
    card = read(folder)
    if card is not None:
        return card
    fresh = Card(id=checks.new_id(), name="", made=checks.stamp(), work=str(uuid.uuid4()))
    card = replace(fresh, **_lost_card.recovered(folder))
    if (folder / FILE).exists():
        _records.set_aside(folder, FILE)
    _disk.write(folder / FILE, _json.dump(written(card)))
    return card


def rename(folder: Path, name: str) -> Card:
    """Give the reader a name. With the lock held.

    Raises `ValueError` when it is empty, longer than 120 characters, or more than one line.
    """
    chosen = " ".join(checks.tidy(name).split())
    checks.text(chosen, "the name", least=1, most=checks.MOST_NAME)
    return _change(folder, name=chosen)


def become(folder: Path, reader: ReaderId) -> Card:
    """Take over a reader's id and name, as on another computer. With the lock held."""
    checks.iri(reader.id, "the reader's id")
    checks.text(reader.name, "the name", most=checks.MOST_NAME)
    return _change(folder, id=reader.id, name=reader.name)


def problems(folder: Path, guard: Guard) -> list[tuple[Path, str]]:
    """Take back what other cards than the one that counts tell; say what is left to be said."""
    try:
        card = read(folder)
        if card is None or not _lost_card.sentences(folder, card):
            return []
        with suppress(WorkError), guard.writing(FILE):
            card = _lost_card.take_back(folder, card)
        return _lost_card.sentences(folder, card)
    except WorkError as error:
        return [(error.file, error.sentence)]
    except OSError:  # whoever reads the rest of the folder says what is wrong with it
        return []


def _change(folder: Path, **changes: str) -> Card:
    """Write the card anew; one with another name is kept."""
    before = ensure(folder)
    card = replace(before, **cast("dict[str, Any]", changes))
    if before.name not in {"", card.name}:
        _trash.keep(folder, FILE, written(before), "shed", checks.stamp())
    _disk.write(folder / FILE, _json.dump(written(card)))
    return card
