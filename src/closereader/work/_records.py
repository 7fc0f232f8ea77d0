"""Read, save and delete one file of the work folder. All of it is done with the lock held."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from closereader.annotations import checks
from closereader.work import _disk, _json, _trash
from closereader.work._errors import WorkError, label
from closereader.work._items import Item, NewerFormat, parsed, place_of, written
from closereader.work._rule import judge
from closereader.work._still import is_still

DAMAGED = Path("damaged")
"""Where files are set aside that could not be read."""
_WRITTEN = frozenset({"text", "note", "reason", "label", "exact"})
"""Names under which words stand; passages count, because somebody chose them."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an edit; when you hold it, it is on disk.

    Attributes
    ----------
    at
        The ``modified`` that the disk now holds (of a deletion: its time). The next edit of the
        same thing gives it as its ``base``; when ``won`` is False, after reading it again.
    kept
        The file in ``trash/`` that keeps what lost or was deleted; None when nothing was.
    won
        Whether the disk now holds this edit; False when a later one stands there instead.
    """

    at: str
    kept: Path | None = None
    won: bool = True


def look(folder: Path, place: Path) -> Item | None:
    """Return what the disk holds at ``place``, under whatever name; None when there is nothing.

    Raises `ValueError` when it is damaged: nobody is writing it, and it is not whole. With a clause
    that says why.
    Raises `WorkError` when it cannot be read now: another program is writing it, or a newer version
    wrote it. It must be left as it is.
    """
    file = folder / place
    own = place.relative_to(DAMAGED) if place.is_relative_to(DAMAGED) else place
    try:
        data = _disk.read(file)
        return None if data is None else parsed(_json.load(data), own)
    except NewerFormat as error:
        raise newer(file, folder, error) from error
    except ValueError as error:
        if is_still(file):
            raise
        raise unsettled(file, folder, error) from error


def newer(file: Path, folder: Path, error: NewerFormat) -> WorkError:
    """Say of a file that a newer version wrote it."""
    return WorkError(
        f"{label(file, folder)} cannot be used here: {error}. It is left as it is, and nothing is "
        "lost. Update the course on this computer, or go on where you wrote it.",
        file,
    )


def unsettled(file: Path, folder: Path, error: ValueError) -> WorkError:
    """Say of a file that somebody may still be writing it."""
    return WorkError(
        f"{label(file, folder)} cannot be read now ({error}): another program, such as a cloud "
        "drive, may still be writing it. It is left as it is. Wait some seconds, then run the cell "
        "again.",
        file,
    )


def current(folder: Path, place: Path) -> Item | None:
    """Return what the disk holds at ``place``, if it is whole and belongs there.

    A damaged file is set aside, and one that holds another item is given another name, under which
    it is found as a copy of its own: neither can be overwritten by what is saved here next.

    Raises `WorkError` as `look` does: what cannot be read now must not be overwritten either.
    """
    try:
        found = look(folder, place)
    except ValueError:
        set_aside(folder, place)
        return None
    if found is None:
        return None
    own = place_of(found)
    if own == place:
        return found
    _disk.move(folder / place, folder / own.with_stem(f"{own.stem}~{secrets.token_hex(4)}"))
    return None


def put(folder: Path, place: Path, item: Item, base: str | None, *, keep: bool = False) -> Saved:
    """Save an item at its place, by the rule.

    What it follows is lost by nobody's mistake. It is nevertheless kept in the trash when words go
    with it, or when ``keep`` asks for it.
    """
    there = current(folder, place)
    if there is not None and replace(item, modified=there.modified) == there:
        return Saved(there.modified)  # said already, and on disk
    gone = _trash.deletion(folder, place) if there is None else None
    at = there.modified if there is not None else (gone.at if gone else None)
    tie = there is None or _json.dump(written(item)) > _json.dump(written(there))
    verdict = judge(item.modified, base, at, wins_tie=tie)
    if not verdict.wins:
        kept = _trash.keep(folder, place, written(item), "outrun", checks.stamp())
        return Saved(verdict.modified, kept, won=False)
    saved = item if verdict.modified == item.modified else replace(item, modified=verdict.modified)
    data = _json.dump(written(saved), most=_json.MOST_ITEM)
    kept_other = None
    if there is not None and not verdict.follows:
        kept_other = _trash.keep(folder, place, written(there), "replaced", checks.stamp())
    elif there is not None and (keep or sheds(written(there), written(saved))):
        _trash.keep(folder, place, written(there), "shed", checks.stamp())
    _trash.make_ready(folder, place)
    _disk.write(folder / place, data)
    return Saved(verdict.modified, kept_other)


def delete(folder: Path, place: Path, base: str | None, at: str | None) -> Saved:
    """Move an item to the trash by the rule; one that is not there is deleted already."""
    there = current(folder, place)
    if there is None:
        gone = _trash.deletion(folder, place)
        return Saved(gone.at, gone.file) if gone else Saved(checks.stamp() if at is None else at)
    moment = checks.after(there.modified) if at is None else at
    verdict = judge(moment, base, there.modified, wins_tie=True)
    if not verdict.wins:
        return Saved(verdict.modified, won=False)
    modified = checks.after(there.modified, verdict.modified)
    kept = _trash.move(folder, place, modified)
    return Saved(checks.stamp(checks.instant(modified)), kept)


def restore(folder: Path, place: Path) -> Saved:
    """Bring back what was deleted last; nothing happens when something stands there."""
    there = current(folder, place)
    if there is not None:
        return Saved(there.modified, won=False)
    gone = _trash.deletion(folder, place)
    if gone is None:
        return Saved(checks.stamp(), won=False)
    found = parsed(_trash.item(gone), place)
    back = replace(found, modified=checks.after(gone.at))
    _disk.write(folder / place, _json.dump(written(back)))
    _disk.remove(gone.file)
    return Saved(back.modified)


def set_aside(folder: Path, place: Path) -> Path:
    """Move a damaged file into ``damaged/``, untouched, under a name that tells when."""
    moment = checks.stamp().translate({ord(sign): None for sign in "-:."})
    name = f"{place.stem}~{moment}~{secrets.token_hex(4)}{place.suffix}"
    aside = folder / DAMAGED / place.parent / name
    _disk.move(folder / place, aside)
    return aside


def damaged(folder: Path, below: Path) -> list[tuple[Path, Item | str]]:
    """List what was set aside from one folder of the work folder.

    Each with the item when it is whole now, otherwise with what is wrong with it.
    """
    found: list[tuple[Path, Item | str]] = []
    for file in _disk.json_files(folder / DAMAGED / below):
        try:
            found.append((file, parsed(_json.load(_disk.read(file)), below / file.name)))
        except ValueError as error:
            found.append((file, str(error).rstrip(".")))
    return found


def sheds(before: object, after: object) -> bool:
    """Say whether a piece of writing is gone, or most of its words at once.

    Writing on, correcting and shortening step by step are no loss: half of a piece's words, or half
    of it from its first letter, are still there, wherever it has been moved.
    """
    kept = list(_pieces(after))
    return any(not any(_goes_on(piece, other) for other in kept) for piece in _pieces(before))


def _goes_on(piece: str, other: str) -> bool:
    words = set(piece.split())
    shared = words & set(other.split())
    if 2 * len(shared) >= len(words) or other.startswith(piece):
        return True
    # within a word; a first letter written over a whole answer is no beginning of it
    return 2 * len(other) >= len(piece) and piece.startswith(other)


def _pieces(value: object) -> Iterator[str]:
    """Go through what people wrote: strings under the names above, and the comments of a mark."""
    if isinstance(value, list):
        for each in value:
            yield from _pieces(each)
    elif isinstance(value, dict):
        comment = value.get("value") if value.get("purpose") == "commenting" else None
        for piece in [*(value[name] for name in _WRITTEN & value.keys()), comment]:
            if isinstance(piece, str) and piece.strip():
                yield piece
        for each in value.values():
            yield from _pieces(each)
