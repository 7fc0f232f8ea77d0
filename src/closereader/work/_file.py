"""A file that is made from the work: written whole or not at all, and no earlier one lost."""

import filecmp
from datetime import UTC, datetime
from pathlib import Path

from closereader.work import _disk
from closereader.work._errors import explain


def write_file(file: Path, data: bytes) -> None:
    """Write a file, whole or not at all; what stood there is replaced.

    Raises
    ------
    WorkError
        When it cannot be written: one sentence; what stood there still does.
    """
    try:
        _disk.write(file, data)
    except OSError as error:
        raise explain(error, file, file.parent, elsewhere="choose another folder") from error


def keep_earlier(file: Path, folder: Path) -> Path | None:
    """Copy a file into a folder under a name that tells its time; None when there is none.

    Two files of the same second get two names; the same words are never kept twice.

    Raises
    ------
    WorkError
        When the copy cannot be written, or the file cannot be read.
    """
    try:
        when = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        stem = f"{file.stem}-{when:%Y-%m-%dT%H-%M-%S}"
        kept, number = folder / f"{stem}{file.suffix}", 2
        while kept.exists():
            if filecmp.cmp(kept, file, shallow=False):
                return kept
            kept, number = folder / f"{stem}-{number}{file.suffix}", number + 1
    except FileNotFoundError:
        return None
    except OSError as error:
        raise explain(error, file, file.parent, saving=False) from error
    try:
        _disk.copy(file, kept)
    except OSError as error:
        raise explain(error, kept, folder) from error
    return kept


def remove_file(file: Path) -> None:
    """Take a file away that was kept elsewhere before.

    Raises
    ------
    WorkError
        When it cannot be taken away.
    """
    try:
        _disk.remove(file)
    except OSError as error:
        raise explain(error, file, file.parent) from error
