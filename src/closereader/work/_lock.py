"""One writer at a time in a work folder: among threads, notebooks and kernels.

The lock is the system's own (``flock`` on POSIX, ``msvcrt.locking`` on Windows) on the file
``.lock``. It is let go when a process ends, however it ends, so no stale lock can remain. Readers
need none: files are replaced whole.
"""

from __future__ import annotations

import errno
import sys
from contextlib import contextmanager, suppress
from threading import Event, Lock, RLock
from time import monotonic
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

    # In a browser (Pyodide) one Python runs for one person, and the notebook's kernel puts an empty
    # module in the place of this one: what is asked for is the lock, not the module.
    _LOCKS_FILES = hasattr(fcntl, "flock")

_PATIENCE = 10.0  # seconds; a save takes some milliseconds
_PAUSE = 0.005
_BUSY = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}
_UNSUPPORTED = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}

_LOCKS: dict[Path, FolderLock] = {}
_LOCKS_LOCK = Lock()


class FolderLock:
    """The lock of one work folder; use `lock_of` to get it, so that threads share it."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / ".lock"
        self._threads = RLock()
        self._depth = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock; a thread that holds it already may take it again.

        Raises
        ------
        TimeoutError
            When somebody else has held it for ten seconds.
        OSError
            When the file of the lock cannot be made.

        Notes
        -----
        Where there are no locks (some network drives, a browser), threads still take turns, and
        files are still replaced whole; only two kernels that change the same passage in the same
        instant are not kept apart.
        """
        if not self._threads.acquire(timeout=_PATIENCE):
            raise TimeoutError(errno.ETIMEDOUT, "another notebook is writing to it")
        try:
            if self._depth:
                yield
                return
            with self._file.open("ab") as opened:
                _take(opened)
                self._depth += 1
                try:
                    yield
                finally:
                    self._depth -= 1
                    _let_go(opened)
        finally:
            self._threads.release()


def lock_of(folder: Path) -> FolderLock:
    """Return the lock of a work folder, the same one for every caller in this process."""
    with _LOCKS_LOCK:
        return _LOCKS.setdefault(folder, FolderLock(folder))


def _take(opened: IO[bytes]) -> None:
    """Take the lock, waiting for whoever holds it."""
    end = monotonic() + _PATIENCE
    while True:
        try:
            _try(opened)
        except OSError as error:
            if error.errno in _UNSUPPORTED:
                return
            if error.errno not in _BUSY:
                raise
            if monotonic() > end:
                raise TimeoutError(errno.ETIMEDOUT, "another notebook is writing to it") from error
            Event().wait(_PAUSE)
        else:
            return


def _try(opened: IO[bytes]) -> None:
    if sys.platform == "win32":
        opened.seek(0)
        msvcrt.locking(opened.fileno(), msvcrt.LK_NBLCK, 1)
    elif _LOCKS_FILES:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _let_go(opened: IO[bytes]) -> None:
    with suppress(OSError):  # closing the file lets go of it in any case
        if sys.platform == "win32":
            opened.seek(0)
            msvcrt.locking(opened.fileno(), msvcrt.LK_UNLCK, 1)
        elif _LOCKS_FILES:
            fcntl.flock(opened, fcntl.LOCK_UN)
