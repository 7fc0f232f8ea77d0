"""What was deleted, and what lost against a later change: all of it is kept, with the reason.

One file each in ``trash/``, at the same place as in the work folder, named
``<name>~<time>~<why>~<random>.json``. What was deleted is the file itself, given this name, for
which a full disk has room. What lost is written with the reason::

    {"reason": "A later change …", "why": "outrun", "at": "2026-…Z",
     "from": "annotations/alieva-2024/….json", "item": {…the whole file as it was…}}

Earlier versions wrote what was deleted in this form too.
"""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from closereader.annotations import checks
from closereader.work import _disk, _json

Why = Literal["deleted", "replaced", "outrun", "shed"]

REASONS: dict[Why, str] = {
    "deleted": "It was deleted.",
    "replaced": "Another change of the same thing was made later, without knowing of this one.",
    "outrun": "A later change of the same thing, or its deletion, was already saved.",
    "shed": "Words that stood in it were taken out.",
}
_FOLDER = "trash"
_PARTS = 4
_LONGER = 3 + len("20260301T093000123Z") + len("replaced") + 8
"""By how much a name in the trash is longer than the file's own."""


@dataclass(frozen=True, slots=True)
class TrashEntry:
    """One file in the trash: where it lies, why and when it came there."""

    file: Path
    why: str
    at: str


def keep(folder: Path, place: Path, item: dict[str, Any], why: Why, at: str) -> Path:
    """Put ``item`` (what ``place``, relative to the work folder, held) into the trash."""
    moment = checks.stamp(checks.instant(at))
    file = _name(folder, place, why, moment)
    entry = {"reason": REASONS[why], "why": why, "at": moment, "from": place.as_posix()}
    _disk.write(file, _json.dump({**entry, "item": item}))
    return file


def move(folder: Path, place: Path, at: str) -> Path:
    """Put the file of ``place`` itself into the trash: it is deleted."""
    file = _name(folder, place, "deleted", checks.stamp(checks.instant(at)))
    _disk.move(folder / place, file)
    return file


def make_ready(folder: Path, place: Path) -> None:
    """Make the folder that ``place`` would be deleted into while the disk has room for it.

    Raises `OSError` when a name in it would be too long: what cannot be deleted again is not saved.
    """
    _disk.make_folder(folder / _FOLDER / place.parent)
    with suppress(FileNotFoundError):
        (folder / _FOLDER / place.parent / f"{place.stem}{'~' * _LONGER}.json").stat()


def _name(folder: Path, place: Path, why: Why, moment: str) -> Path:
    compact = moment.translate({ord(sign): None for sign in "-:."})
    name = f"{place.stem}~{compact}~{why}~{secrets.token_hex(4)}.json"
    return folder / _FOLDER / place.parent / name


def entries(folder: Path, place: Path) -> list[TrashEntry]:
    """List what the trash has of ``place``, the oldest first."""
    found = []
    for file in _disk.json_files(folder / _FOLDER / place.parent):
        parts = file.stem.split("~")
        if len(parts) == _PARTS and parts[0] == place.stem and (at := _moment(parts[1])):
            found.append(TrashEntry(file, parts[2], at))
    return sorted(found, key=lambda entry: (entry.at, entry.file.name))


def everything(folder: Path, below: Path) -> list[TrashEntry]:
    """List all that the trash has of one folder of the work folder, the oldest first."""
    names = {file.stem.split("~")[0] for file in _disk.json_files(folder / _FOLDER / below)}
    found = [entry for name in names for entry in entries(folder, below / f"{name}.json")]
    return sorted(found, key=lambda entry: (entry.at, entry.file.name))


def deletion(folder: Path, place: Path) -> TrashEntry | None:
    """Return the last deletion of ``place``, if it was ever deleted."""
    deleted = [entry for entry in entries(folder, place) if entry.why == "deleted"]
    return deleted[-1] if deleted else None


def item(entry: TrashEntry) -> dict[str, Any]:
    """Return the thing itself.

    Raises `ValueError` when the file is damaged; says how.
    """
    found: Any = _json.load(_disk.read(entry.file))
    if found.keys() >= {"why", "from", "item"}:
        found = found["item"]
    if not isinstance(found, dict):
        raise ValueError("it holds no item")  # noqa: TRY004 - damage of one kind
    return found


def _moment(compact: str) -> str:
    """Read ``20260301T093000123Z``; "" when it is none."""
    c = compact
    moment = f"{c[:4]}-{c[4:6]}-{c[6:11]}:{c[11:13]}:{c[13:15]}.{c[15:]}"
    try:
        checks.instant(moment)
    except ValueError:
        return ""
    return moment
