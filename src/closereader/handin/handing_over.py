"""A copy of a hand-in in the folder of a class: on a hub there is then nothing to upload.

``CLOSEREADER_EXCHANGE`` names the folder. A hand-in goes into the folder in it that is called as
the hub calls its user, where there is one, and else into the folder itself: whoever runs the hub
chooses, by making those folders or not, whether the students of a class can read one another's.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from closereader._paths import exchange_folder, hub_user
from closereader.work import WorkError, remove_file, write_file

EARLIER = "earlier"
"""The folder, beside one's own hand-ins, of those that a newer one replaced."""
_READABLE = 0o044
_THERE = (
    "A copy lies in the folder of your class, where your teacher collects it: "
    "you need not upload it."
)
_NOT_YET = (
    "The folder of your class does not hold this file yet: make it again, and a copy goes there."
)
_SAFE = (
    "Your file is whole in your work folder: download it, and tell your teacher. "
    "The button tries again."
)


def class_folder() -> Path | None:
    """Give the folder that this reader's copies go to; None without an exchange."""
    folder = exchange_folder()
    user = hub_user()
    if folder is None or user in {"", ".", ".."} or {"/", "\\"} & {*user}:
        return folder
    return folder / user if (folder / user).is_dir() else folder


def hand_over(file: Path) -> str:
    """Put a copy of a hand-in into the folder of the class; say in a sentence what became of it.

    What lies there of the same name and was not made here (somebody works with a copy of this work
    folder) stays; what was made here and is kept in ``earlier`` is replaced.

    `file`: the hand-in, in the reader's own folder.
    It returns "" without an exchange, and never raises for what is wrong with that folder.
    """
    folder = class_folder()
    if folder is None:
        return ""
    if not folder.is_dir():
        return _lacking(folder, "it is not there")
    try:
        data = file.read_bytes()
        own = {data, *(one.read_bytes() for one in (file.parent / EARLIER).glob("*.html"))}
        former = [one for one in _alike(file, folder) if one.read_bytes() in own]
        to = next(one for one in _names(file, folder) if one in former or not one.exists())
        write_file(to, data)
        with suppress(OSError):  # a system without rights of this kind
            to.chmod(to.stat().st_mode | _READABLE)
        for one in former:
            if one != to:
                remove_file(one)
    except WorkError as error:  # its own sentence is about the work folder
        return _lacking(folder, getattr(error.__cause__, "strerror", None) or "it takes no file")
    except OSError as error:
        return _lacking(folder, error.strerror or str(error))
    return _THERE


def handed_over(file: Path, tried: str = "") -> str:
    """Say whether the folder of the class holds a hand-in as it is now; "" without an exchange.

    `file`: the hand-in, in the reader's own folder.
    `tried`: what `hand_over` said of it; repeated as long as the copy is not there.
    """
    folder = class_folder()
    if folder is None:
        return ""
    if not folder.is_dir():
        return _lacking(folder, "it is not there")
    try:
        data = file.read_bytes()
        there = any(one.read_bytes() == data for one in _alike(file, folder))
    except OSError as error:
        return _lacking(folder, error.strerror or str(error))
    return _THERE if there else tried or _NOT_YET


def _lacking(folder: Path, why: str) -> str:
    return f"No copy could be put into the folder of your class, {folder} ({why}). {_SAFE}"


def _alike(file: Path, folder: Path) -> list[Path]:
    """Find the files of the same exercise and reader: ``handin-02-quiet-reader-1a2b3c4d.html``."""
    exercise, reader = file.stem.split("-")[1], file.stem.rpartition("-")[2]
    return sorted(folder.glob(f"handin-{exercise}-*-{reader}.html"))


def _names(file: Path, folder: Path) -> Iterator[Path]:
    """Give the file's name, then the same with a number before the reader's."""
    yield folder / file.name
    head, _, reader = file.name.rpartition("-")
    for number in range(2, 1000):
        yield folder / f"{head}-{number}-{reader}"
