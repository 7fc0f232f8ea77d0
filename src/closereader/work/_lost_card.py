"""When ``reader.json`` is gone or damaged: who the reader was. Nobody is made a new one for it."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from closereader.work import _disk, _json, _records, _trash
from closereader.work._card import FILE, Card, parsed, salvaged, written
from closereader.work._errors import label
from closereader.work._items import Answer


def recovered(folder: Path) -> dict[str, Any]:
    """Find the reader's id, and whatever else of the card can be found with it.

    What is left of the card tells; then cards that were set aside, the last first, and copies that
    another program made; at last the marks, when one reader made all of them.
    """
    for file in [folder / FILE, *reversed(set_aside(folder)), *copies(folder)]:
        with suppress(OSError, ValueError):
            told = salvaged(_disk.read(file) or b"")
            if "id" in told:
                return told
    makers = _makers(folder)
    return {"id": makers.pop()} if len(makers) == 1 else {}


def set_aside(folder: Path) -> list[Path]:
    """List the cards that were set aside."""
    return list(_disk.json_files(folder / _records.DAMAGED))


def copies(folder: Path) -> list[Path]:
    """List the copies that another program made, such as ``reader (1).json``."""
    return [
        file
        for file in _disk.json_files(folder)
        if file.name.lower() != FILE.name and FILE.stem in file.stem.lower()
    ]


def take_back(folder: Path, now: Card) -> Card:
    """Take back the cards that are whole again or copies of this one. With the lock held.

    The earlier card says who reads; a name that was chosen since then stays.
    """
    for file in [*set_aside(folder), *copies(folder)]:
        with suppress(ValueError):
            other = parsed(_disk.read(file) or b"")
            aside = file.is_relative_to(folder / _records.DAMAGED)
            if other.id != now.id and not (aside and other.made <= now.made):
                continue
            first = other if aside else now
            card = replace(first, name=now.name or other.name, extra={**other.extra, **now.extra})
            for lost in (now, other):
                if (lost.id, lost.name) != (card.id, card.name):
                    _trash.keep(folder, FILE, written(lost), "replaced", lost.made)
            if card != now:
                _disk.write(folder / FILE, _json.dump(written(card)))
            _disk.remove(file)
            now = card
    return now


def sentences(folder: Path, now: Card) -> list[tuple[Path, str]]:
    """Say what is known of other cards than the one that counts."""
    return [
        *((file, _of_damaged(file, folder, now)) for file in set_aside(folder)),
        *((file, _of_copy(file, folder, now)) for file in copies(folder)),
    ]


def _of_damaged(file: Path, folder: Path, now: Card) -> str:
    shown = label(file, folder)
    begun = f"reader.json was damaged and was set aside as {shown}. Your marks are unharmed"
    if _told(file).get("id", now.id) == now.id and _makers(folder) <= {now.id}:
        return f"{begun}. If your name is not shown, choose it again; then delete that file."
    return (
        f"{begun}, but you have a new reader id: choose your name again, and show that file to "
        "your teacher."
    )


def _of_copy(file: Path, folder: Path, now: Card) -> str:
    told = _told(file)
    name = told.get("name") or "a reader without a name"
    return (
        f"{label(file, folder)} names another reader ({name}) than reader.json does "
        f"({now.name or 'no name yet'}): two computers may have begun this folder apart. All marks "
        "are here. Keep the file that is yours under the name reader.json, and delete the other."
    )


def _told(file: Path) -> dict[str, str]:
    with suppress(OSError, ValueError):
        return salvaged(_disk.read(file) or b"")
    return {}


def _makers(folder: Path) -> set[str]:
    """Collect who made the marks of a folder, as far as they can be read."""
    makers = set()
    for file in (folder / "annotations").glob("*/*.json"):
        with suppress(OSError, ValueError):
            item = _records.look(folder, file.relative_to(folder))
            if item is not None and not isinstance(item, Answer):
                makers.add(item.creator)
    return {maker for maker in makers if maker.startswith("urn:uuid:")}
