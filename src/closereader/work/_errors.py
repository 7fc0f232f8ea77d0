"""What can go wrong with the work folder: one sentence with the file and the remedy."""

import errno
import os
from pathlib import Path

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}
_UNHARMED = "Everything saved before is unharmed."
_ELSEWHERE = "set CLOSEREADER_WORK to a folder of your own and restart the kernel"


class WorkError(OSError):
    """Something could not be saved or read now; it may be possible later.

    Attributes
    ----------
    sentence
        What happened, to which file, and what to do next; the same as ``str(error)``.
    file
        The file or folder concerned.
    """

    def __init__(self, sentence: str, file: Path) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.file = file

    def __str__(self) -> str:
        """Return the sentence."""
        return self.sentence


def explain(
    error: OSError,
    file: Path,
    folder: Path,
    *,
    saving: bool = True,
    elsewhere: str = _ELSEWHERE,
) -> WorkError:
    """Turn what the system said about ``file`` into a `WorkError`.

    `error`: what was raised.
    `file`, `folder`: the file concerned, and the work folder it belongs to.
    `saving`: whether it was to be written (or moved, or deleted); False when it was to be read.
    `elsewhere`: what else its reader can do when the folder will not do.
    """
    shown = label(file, folder)
    failed = f"{shown} could not be {'saved' if saving else 'read'}"
    if error.errno in _FULL:
        sentence = (
            f"The disk is full: {failed}. {_UNHARMED} Free some space on it, then save again."
        )
    elif error.errno == errno.ENAMETOOLONG:
        sentence = (
            f"{failed}: the path of {folder} is so long that this system would not let it be "
            f"deleted again. {_UNHARMED} Move the course into a folder with a shorter path, or "
            f"{elsewhere}."
        )
    elif blocked := _not_a_folder(file, folder):
        sentence = (
            f"{blocked} is a file where a folder is needed, so {failed}. {_UNHARMED} Rename or "
            f"move that file, or {elsewhere}."
        )
    elif isinstance(error, PermissionError) and os.name == "nt":
        sentence = (
            f"{failed}: another program holds it (a virus scanner, a cloud drive, an editor), or "
            f"the folder is write-protected. {_UNHARMED} Close that program and try again, or "
            f"{elsewhere}."
        )
    elif error.errno in _FORBIDDEN and saving:
        sentence = (
            f"{failed}, because {folder} may not be written to. {_UNHARMED} Make that folder "
            f"writable, or {elsewhere}."
        )
    elif error.errno in _FORBIDDEN:
        sentence = f"{failed}: permission was refused. Make the file readable, and look again."
    else:
        reason = error.strerror or str(error)
        sentence = f"{failed} ({reason}). {_UNHARMED} Look at {file.parent}, and try again."
    return WorkError(sentence, file)


def label(file: Path, folder: Path) -> str:
    """Name a file by its place in the work folder, for example ``work/reader.json``."""
    if file == folder or not file.is_relative_to(folder):
        return str(file)
    return f"{folder.name}/{file.relative_to(folder).as_posix()}"


def _not_a_folder(file: Path, folder: Path) -> Path | None:
    """Find what stands where the folder of ``file``, or one above it, ought to be."""
    for above in (file.parent, *file.parent.parents):
        try:
            if above.is_dir():
                return None
            if above.exists():
                return above
        except OSError:
            return None
        if above == folder.parent:
            return None
    return None
