"""One `Work` for each folder in a process, so that every widget hears of every change."""

from pathlib import Path
from threading import Lock

from closereader import _paths
from closereader.work._work import Work

_OPEN: dict[Path, Work] = {}
_OPEN_LOCK = Lock()


def open_work(folder: Path | str | None = None) -> Work:
    """Open a work folder; one object for each folder in a process.

    Parameters
    ----------
    folder
        The folder; when none is given, the one that ``CLOSEREADER_WORK`` names, else ``work`` in
        the course folder. It need not exist yet.
    """
    path = Path(folder).expanduser() if folder is not None else _paths.work_folder()
    resolved = path.resolve()
    with _OPEN_LOCK:
        if resolved not in _OPEN:
            _OPEN[resolved] = Work(resolved)
        return _OPEN[resolved]
