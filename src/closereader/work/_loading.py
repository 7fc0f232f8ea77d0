"""Read a whole folder of items, and say what could not be read."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from closereader.work import _disk, _json, _records, _trash
from closereader.work._errors import explain, label
from closereader.work._items import Answer, Item, parsed, place_of
from closereader.work._lock import lock_of

if TYPE_CHECKING:
    from pathlib import Path

    from closereader.annotations import Annotation, Link


_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be used: where it is now, and a sentence about it."""

    file: Path
    sentence: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a text's folder holds, in order of place, and what could not be read of it."""

    items: tuple[Annotation | Link, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Trashed:
    """Something in the trash: its file, why and when it came there, and the thing itself."""

    file: Path
    why: str
    at: str
    item: Annotation | Link


def load(folder: Path, below: Path) -> tuple[list[Item], list[Problem]]:
    """Read every item of ``below``, a folder of the work folder.

    A damaged file is set aside; one whose name is not its own (a copy that a cloud drive or a
    person made) is saved under its own name by the rule for edits; one that cannot be read now is
    left where it is. Each is named in the problems, and so is whatever was set aside earlier.
    """
    taken_in: list[Problem] = []
    for _ in range(_ROUNDS):  # taking in a copy may give another file a name not its own
        try:
            items, problems, copies = _scan(folder, below)
        except OSError as error:
            sentence = explain(error, folder / below, folder, saving=False).sentence
            return [], [*taken_in, Problem(folder / below, sentence)]
        now = [_take_in(folder, place) for place in copies]
        taken_in += [problem for problem in now if problem is not None]
        if not copies:
            break
    own = {place_of(item) for item in items}
    left = [item for item in copies.values() if place_of(item) not in own]  # nobody may write here
    items += [item for item in left if place_of(item).parent == below]
    return items, problems + list(dict.fromkeys(taken_in)) + _aside(folder, below)


def _scan(folder: Path, below: Path) -> tuple[list[Item], list[Problem], dict[Path, Item]]:
    """Read every file once: items, problems, and items whose file has a name not its own."""
    items: list[Item] = []
    problems: list[Problem] = []
    copies: dict[Path, Item] = {}
    for file in _disk.json_files(folder / below):
        place = below / file.name
        try:
            data = _disk.read(file)
            if data is None:  # deleted since the folder was listed
                continue
            item = parsed(_json.load(data), place)
        except OSError as error:
            problems.append(Problem(file, explain(error, file, folder, saving=False).sentence))
        except ValueError as error:
            problems += _set_aside(folder, place, str(error))
        else:
            if place_of(item) == place:
                items.append(item)
            else:
                copies[place] = item
    return items, problems, copies


def load_trash(folder: Path, below: Path) -> list[Trashed]:
    """Read what the trash has of one text, the oldest first; damaged files are left out."""
    found = []
    for entry in _trash.everything(folder, below):
        with suppress(ValueError):
            item = parsed(_trash.item(entry), below / "any.json")
            if not isinstance(item, Answer):
                found.append(Trashed(entry.file, entry.why, entry.at, item))
    return found


def lost_readers(folder: Path) -> list[Problem]:
    """Name every ``reader.json`` that was set aside."""
    with suppress(OSError):  # `load` says what is wrong with the folder
        return [
            Problem(
                file,
                f"reader.json was damaged and was set aside as {label(file, folder)}. Your marks "
                "are unharmed, but you have a new reader id: choose your name again, and show "
                "that file to your teacher.",
            )
            for file in _disk.json_files(folder / "damaged")
        ]
    return []


def _set_aside(folder: Path, place: Path, reason: str) -> list[Problem]:
    """Set a damaged file aside; report it only when that fails, for `_aside` lists the others."""
    try:
        with lock_of(folder).held():
            _records.current(folder, place)  # it reads once more, and sets aside what is damaged
    except OSError as error:
        sentence = (
            f"{label(folder / place, folder)} is damaged ({reason}) and could not be set aside "
            f"({error.strerror or error}). Nothing else is affected; it is tried again next time."
        )
        return [Problem(folder / place, sentence)]
    return []


def _aside(folder: Path, below: Path) -> list[Problem]:
    """Name what was set aside, now or earlier."""
    try:
        return [
            Problem(
                file,
                f"A file was damaged ({reason}) and was set aside as {label(file, folder)}. "
                "Nothing else is affected. Mend it and move it back, or delete it.",
            )
            for file, reason in _records.damaged(folder, below)
        ]
    except OSError as error:
        return [Problem(folder, explain(error, folder / "damaged", folder, saving=False).sentence)]


def _take_in(folder: Path, place: Path) -> Problem | None:
    """Save a copy under its own name by the rule for edits, and take the copy away."""
    shown = label(folder / place, folder)
    try:
        with lock_of(folder).held():
            item = parsed(_json.load(_disk.read(folder / place)), place)
            own = place_of(item)
            if own == place:  # it was put right since it was read
                return None
            saved, _ = _records.put(folder, item, None)
            _disk.remove(folder / place)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        sentence = (
            f"{shown} has a name that is not its own, and could not be given that ({reason}). It "
            "is left as it is, and is tried again next time."
        )
        return Problem(folder / place, sentence)
    lost = f" The earlier one is kept as {label(saved.kept, folder)}." if saved.kept else ""
    sentence = (
        f"{shown} was a copy of {label(folder / own, folder)}; the later of the two stays.{lost}"
    )
    return Problem(folder / own, sentence)
