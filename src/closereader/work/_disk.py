"""Write a file whole or not at all; read it; move it out of the way.

A file is written under another name in the same folder, flushed to the disk, and then renamed, so
that whoever reads sees the old words or the new ones. On POSIX systems the folder is flushed too:
without that, the name might not outlive a loss of power.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import time
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING, BinaryIO, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

T = TypeVar("T")

MOST_BYTES = 8 * 1024 * 1024
"""A larger file is none of ours: the longest passage and note together stay below 3 MB."""

_OLD = 60 * 60  # seconds after which an unfinished file is certainly nobody's
_UNFINISHED = re.compile(r"\..{1,12}-[0-9a-f]{12}\.tmp")  # ours; a sync program has its own
# What was one of ours and lost its name: a backup, an editor's copy, a file left in the cloud.
_RENAMED = re.compile(
    r"(?!\._)(?!.*\.tmp$)(?:.*\.json.+|"
    r"\.?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?!.*\.json$).*)",
    re.IGNORECASE,
)
_WAITS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)  # under a second in all
_UNSUPPORTED = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF}
# Windows refuses to replace a file while a virus scanner, an indexer or another reader has it
# open, and lets go of it a moment later. Elsewhere a refusal is an answer, not a moment.
_MOMENTARY = os.name == "nt"


def write(file: Path, data: bytes) -> None:
    """Write ``data`` to ``file``: when this returns, it is on the disk, whole.

    Raises
    ------
    OSError
        When it is not; what stood there before still does.
    """
    _put(file, lambda opened: opened.write(data))


def copy(source: Path, file: Path) -> None:
    """Copy ``source`` to ``file``, whole or not at all, however long it is.

    Raises `OSError` when it is not; what stood there before still does.
    """
    with _patiently(lambda: source.open("rb")) as whole:
        _put(file, lambda opened: shutil.copyfileobj(whole, opened))


def _put(file: Path, fill: Callable[[BinaryIO], object]) -> None:
    make_folder(file.parent)
    temporary = file.parent / f".{file.stem[:12]}-{secrets.token_hex(6)}.tmp"
    try:
        with temporary.open("xb") as opened:
            fill(opened)
            opened.flush()
            _to_disk(opened.fileno())
        _patiently(lambda: os.replace(temporary, file))  # noqa: PTH105 - the word of the promise
    finally:
        _drop(temporary)
    _folder_to_disk(file.parent)


def read(file: Path) -> bytes | None:
    """Return what ``file`` holds; None when there is no such file.

    Raises
    ------
    ValueError
        When it has more than `MOST_BYTES`: what is returned is always the whole of it.
    """
    try:
        with _patiently(lambda: file.open("rb")) as opened:
            data = opened.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return None
    if len(data) > MOST_BYTES:
        raise ValueError(f"it has more than {MOST_BYTES // 1024 // 1024} MB")
    return data


def remove(file: Path) -> None:
    """Take a file away, if it is there."""
    _patiently(lambda: file.unlink(missing_ok=True))
    _folder_to_disk(file.parent)


def move(file: Path, to: Path) -> None:
    """Move a file within the work folder; ``to`` must be a name that nothing has.

    Raises `OSError` when it is not certain to stay there; it is then back where it was.
    """
    make_folder(to.parent)
    _patiently(lambda: os.replace(file, to))  # noqa: PTH105
    try:
        _folder_to_disk(to.parent)
        _folder_to_disk(file.parent)
    except OSError:
        with suppress(OSError):  # what went wrong before matters more
            os.replace(to, file)  # noqa: PTH105
        raise


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it; one that is there is left as it is."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir()
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    _folder_to_disk(folder.parent)


def json_files(folder: Path) -> Iterator[Path]:
    """Yield the finished ``.json`` files of a folder in order of name; sweep old unfinished ones.

    A folder that does not exist holds none. Files whose name begins with a full stop are never
    ours, or not finished.
    """
    for name in _names(folder):
        if name.startswith("."):
            if _UNFINISHED.fullmatch(name):
                _sweep(folder / name)
        elif name.lower().endswith(".json"):
            yield folder / name


def renamed_files(folder: Path) -> list[Path]:
    """List the files of a folder that were ``.json`` files before something renamed them."""
    return [folder / name for name in _names(folder) if _RENAMED.fullmatch(name)]


def _names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries)
    except FileNotFoundError:
        return []


def _sweep(temporary: Path) -> None:
    """Take away an unfinished file that nobody can still be writing."""
    with suppress(OSError):  # it is only litter
        if time.time() - temporary.stat().st_mtime > _OLD:
            temporary.unlink()


def _drop(temporary: Path) -> None:
    """Take away the temporary file, if the renaming did not."""
    with suppress(OSError):  # what went wrong before matters more
        temporary.unlink(missing_ok=True)


def _patiently(act: Callable[[], T]) -> T:
    """Do it; where a refusal may be momentary, wait a little and do it again, a few times."""
    if _MOMENTARY:
        for wait in _WAITS:
            try:
                return act()
            except PermissionError:
                Event().wait(wait)
    return act()


def _to_disk(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:  # some network drives cannot be told to
            raise


def _folder_to_disk(folder: Path) -> None:
    if os.name == "nt":  # no such thing there
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:  # one may be allowed to write in a folder and not to list it
        return
    try:
        _to_disk(descriptor)
    finally:
        os.close(descriptor)
