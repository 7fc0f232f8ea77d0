"""What was saved under an id that a text had before goes to the folder of today's id."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from closereader.texts import former_ids
from closereader.work import _disk, _json, _records
from closereader.work._errors import label
from closereader.work._items import parsed, place_of, text_folder
from closereader.work._loading import Problem
from closereader.work._lock import lock_of

if TYPE_CHECKING:
    from pathlib import Path


def carry_over(folder: Path, text_id: str) -> list[Problem]:
    """Bring marks, links and the trash of a text's earlier ids to its own folder.

    Each goes by the rule for edits, so that a mark which stands under both ids keeps its later
    state. What cannot be carried is left where it is and named; it is tried again next time.
    """
    former = [old for old, now in former_ids().items() if now == text_id]
    return [
        problem
        for old in former
        for problem in (*_marks(folder, text_folder(old)), *_trash(folder, old, text_id))
    ]


def _marks(folder: Path, below: Path) -> list[Problem]:
    problems = []
    for file in _disk.json_files(folder / below):
        try:
            with lock_of(folder).held():
                item = parsed(_json.load(_disk.read(file)), below / file.name)
                if place_of(item).parent != below:
                    _records.put(folder, item, None)
                    _disk.remove(file)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            sentence = (
                f"{label(file, folder)} was saved under an earlier name of the text and could not "
                f"be brought to its own folder ({reason}). It is left as it is, and is tried "
                "again next time."
            )
            problems.append(Problem(file, sentence))
    with suppress(OSError):  # not empty yet, or not there
        (folder / below).rmdir()
    return problems


def _trash(folder: Path, old: str, text_id: str) -> list[Problem]:
    problems = []
    there, own = (folder / "trash" / text_folder(each) for each in (old, text_id))
    for file in _disk.json_files(there):
        try:
            own.mkdir(parents=True, exist_ok=True)
            file.rename(own / file.name)  # its name holds a random part: nothing stands there
        except OSError as error:
            sentence = (
                f"{label(file, folder)} could not be moved to {label(own, folder)} "
                f"({error.strerror or error}). It is left as it is."
            )
            problems.append(Problem(file, sentence))
    return problems
