"""What was saved under an id that a text had before goes to the folder of today's id."""

from contextlib import suppress
from pathlib import Path

from closereader.texts import current_id, former_ids
from closereader.work import _disk, _json, _records
from closereader.work._errors import label
from closereader.work._items import parsed, place_of, text_folder
from closereader.work._loading import Problem
from closereader.work._lock import lock_of


def carry_over(folder: Path, text_id: str) -> list[Problem]:
    """Bring marks, links, trash and what was set aside under earlier ids to the folder of today.

    Each goes by the rule for edits, so that a mark which stands under both ids keeps its later
    state. What cannot be carried is left where it is and named; it is tried again next time.
    """
    problems = []
    for old, now in former_ids().items():
        if now == text_id:
            problems += _marks(folder, text_folder(old))
            problems += _move(folder / "trash", old, text_id)
            problems += _move(folder / "damaged", old, text_id)
    return problems


def folders_of(text_id: str) -> list[Path]:
    """List where the marks of a text may lie: under its id of today, and those that it had."""
    own = current_id(text_id)
    return [
        text_folder(own),
        *(text_folder(old) for old, now in former_ids().items() if now == own),
    ]


def _marks(folder: Path, below: Path) -> list[Problem]:
    problems = []
    for file in _disk.json_files(folder / below):
        try:
            with lock_of(folder).held():
                item = parsed(_json.load(_disk.read(file)), below / file.name)
                if (own := place_of(item)).parent != below:
                    _records.put(folder, own, item, None)
                    _disk.remove(file)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            sentence = (
                f"{label(file, folder)} was saved under an earlier name of the text and could not "
                f"be brought to its own folder ({reason}). It is left as it is, and is tried "
                "again next time."
            )
            problems.append(Problem(file, sentence))
    with suppress(OSError):  # not there
        # Asked first: where Python runs in a browser (JupyterLite), removing a folder is never
        # refused, and takes with it all that is in it.
        if not any((folder / below).iterdir()):
            (folder / below).rmdir()
    return problems


def _move(aside: Path, old: str, text_id: str) -> list[Problem]:
    problems = []
    there, own = (aside / text_folder(each) for each in (old, text_id))
    for file in _disk.json_files(there):
        try:
            own.mkdir(parents=True, exist_ok=True)
            file.rename(own / file.name)  # named by its UUID and more: nothing stands there
        except OSError as error:
            sentence = (
                f"{label(file, aside.parent)} could not be moved to {label(own, aside.parent)} "
                f"({error.strerror or error}). It is left as it is."
            )
            problems.append(Problem(file, sentence))
    return problems
