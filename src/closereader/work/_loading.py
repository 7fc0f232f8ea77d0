"""Read a whole folder of items, and say what could not be read."""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from closereader.annotations import Annotation, Link
from closereader.work import _disk, _records, _trash
from closereader.work._errors import WorkError, explain, label
from closereader.work._items import Answer, Item, parsed, place_of
from closereader.work._lock import lock_of

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


class Answers(dict[str, Answer]):
    """The answers of an exercise by the id of the question, and what could not be read of them."""

    def __init__(self, items: Iterable[Item], problems: Iterable[Problem]) -> None:
        """Take what lies in the folder of an exercise."""
        super().__init__((one.question, one) for one in items if isinstance(one, Answer))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Trashed:
    """Something in the trash: its file, why and when it came there, and the thing itself."""

    file: Path
    why: str
    at: str
    item: Annotation | Link


def load(folder: Path, below: Path) -> tuple[list[Item], list[Problem]]:
    """Read every item of ``below``, a folder of the work folder.

    A damaged file is set aside; one that was set aside and is whole again, and one whose name is
    not its own (a copy that a cloud drive or a person made), is saved under its own name by the
    rule for edits; one that cannot be read now is left where it is. Each is named in the problems,
    and so is whatever was set aside earlier.
    """
    taken_in = _bring_back(folder, below)
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
    problems += [*dict.fromkeys(taken_in), *_aside(folder, below), *_renamed(folder, below)]
    return items, problems


def has_copies(folder: Path, place: Path) -> bool:
    """Say whether another file holds the item of ``place`` too, so that both must be looked at.

    Such a file has the name of ``place`` somewhere in its own: a copy that a cloud drive made, or
    one that was set aside.
    """
    aside = _records.DAMAGED / place.parent
    return any(
        file != folder / place and place.stem in file.stem.lower() and _holds(folder, file, place)
        for below in (place.parent, aside)
        for file in _disk.json_files(folder / below)
    )


def _holds(folder: Path, file: Path, place: Path) -> bool:
    with suppress(OSError, ValueError):
        item = _records.look(folder, file.relative_to(folder))
        return item is not None and place_of(item) == place
    return False


def _scan(folder: Path, below: Path) -> tuple[list[Item], list[Problem], dict[Path, Item]]:
    """Read every file once: items, problems, and items whose file has a name not its own."""
    items: list[Item] = []
    problems: list[Problem] = []
    copies: dict[Path, Item] = {}
    for file in _disk.json_files(folder / below):
        place = below / file.name
        try:
            item = _records.look(folder, place)
        except WorkError as error:
            problems.append(Problem(file, error.sentence))
        except OSError as error:
            problems.append(Problem(file, explain(error, file, folder, saving=False).sentence))
        except ValueError as error:
            problems += _set_aside(folder, place, str(error))
        else:
            if item is None:  # deleted since the folder was listed
                continue
            if place_of(item) == place:
                items.append(item)
            else:
                copies[place] = item
    return items, problems, copies


def load_trash(folder: Path, folders: list[Path]) -> list[Trashed]:
    """Read what the trash has of some folders, the oldest first; damaged files are left out."""
    found = []
    for below in folders:
        for entry in _trash.everything(folder, below):
            with suppress(ValueError):
                item = parsed(_trash.item(entry), below / "any.json")
                if not isinstance(item, Answer):
                    found.append(Trashed(entry.file, entry.why, entry.at, item))
    return sorted(found, key=lambda thing: (thing.at, thing.file.name))


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
                "Nothing else is affected. When it is whole again it goes back by itself; or "
                "delete it.",
            )
            for file, reason in _records.damaged(folder, below)
            if isinstance(reason, str)
        ]
    except OSError as error:
        return [Problem(folder, explain(error, folder / "damaged", folder, saving=False).sentence)]


def _renamed(folder: Path, below: Path) -> list[Problem]:
    """Name the files that another program gave another ending."""
    try:
        files = _disk.renamed_files(folder / below)
    except OSError:  # `load` says what is wrong with the folder
        return []
    if not files:
        return []
    shown = label(files[0], folder)
    which = shown if len(files) == 1 else f"{shown} and {len(files) - 1} more"
    sentence = (
        f"Passed over, because another program renamed it: {which}. Nothing was changed in it. If "
        "it is yours, download it from the cloud drive, or let its name end in .json again; "
        "otherwise delete it."
    )
    return [Problem(files[0], sentence)]


def _bring_back(folder: Path, below: Path) -> list[Problem]:
    """Bring back what was set aside and is whole again."""
    try:
        whole = [file for file, item in _records.damaged(folder, below) if isinstance(item, Item)]
    except OSError:  # `_aside` says so
        return []
    found = [_take_in(folder, file.relative_to(folder)) for file in whole]
    return [problem for problem in found if problem is not None]


def _take_in(folder: Path, place: Path) -> Problem | None:
    """Save a copy under its own name by the rule for edits, and take the copy away."""
    shown = label(folder / place, folder)
    try:
        with lock_of(folder).held():
            item = _records.look(folder, place)
            if item is None or place_of(item) == place:  # it was put right since it was read
                return None
            own = place_of(item)
            if _same_file(folder / place, folder / own):  # another case, where no case is told
                _disk.move(folder / place, folder / own)
                return None
            saved = _records.put(folder, own, item, None)
            _disk.remove(folder / place)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        sentence = (
            f"{shown} has a name that is not its own, and could not be given that ({reason}). It "
            "is left as it is, and is tried again next time."
        )
        return Problem(folder / place, sentence)
    there = label(folder / own, folder)
    aside = place.is_relative_to(_records.DAMAGED)
    what = "is whole again" if aside else f"was a copy of {there}"
    stays = "the later of the two stays" if saved.kept or not aside else f"it is back as {there}"
    lost = f" The earlier one is kept as {label(saved.kept, folder)}." if saved.kept else ""
    return Problem(folder / own, f"{shown} {what}; {stays}.{lost}")


def _same_file(one: Path, other: Path) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samefile(one, other)  # noqa: PTH121 - either may be gone
    return False
