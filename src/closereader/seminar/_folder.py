"""A folder that appears whole or not at all, and never in the place of somebody's work."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from closereader.seminar._errors import CollectError
from closereader.seminar.archives import MARKER
from closereader.work import WorkError, write_file

Data = str | bytes | Iterable[str]
"""What is in a file: all of it, or part after part."""

_FORMAT = "closereader-pack"


def parts_of(data: Data) -> Iterator[bytes]:
    """Give what is in a file, part by part; a large one is never whole in memory."""
    if isinstance(data, bytes):
        yield data
    else:
        parts = [data] if isinstance(data, str) else data
        yield from (part.encode(errors="replace") for part in parts)


@contextmanager
def new_folder(out: Path) -> Iterator[Callable[[str, Data], None]]:
    """Give a function that writes a file (its name with / in it) into what will be `out`.

    All is written beside `out`, which is replaced only at the end, and only when what lies there
    is a pack that nobody has changed: a marker keeps the SHA-256 of each of its files.

    Raises `CollectError` when something else lies there, or it cannot be replaced.
    """
    _free(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    whole = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    seals: dict[str, str] = {}

    def write(name: str, data: Data) -> None:
        path = whole / name
        path.parent.mkdir(exist_ok=True)
        seal = hashlib.sha256()
        with path.open("wb") as file:
            for part in parts_of(data):
                file.write(part)
                seal.update(part)
        seals[name] = seal.hexdigest()

    try:
        yield write
        marker = json.dumps({"format": _FORMAT, "version": 1, "files": seals}, indent=1)
        (whole / MARKER).write_text(marker, encoding="utf-8")
        whole.chmod(0o755)  # a temporary folder is for its owner alone
        _take_place(whole, out)
    finally:
        shutil.rmtree(whole, ignore_errors=True)


def _free(out: Path) -> None:
    """Refuse to write where something lies that is not an unchanged pack."""
    if not out.exists() and not out.is_symlink():
        return
    if out.is_symlink() or not out.is_dir():
        raise CollectError(f"{out}: is no folder. Name another one with --out.")
    there = {
        path.relative_to(out).as_posix()
        for folder, _, names in os.walk(out)
        for path in (Path(folder) / name for name in names)
    }
    if not there:
        return
    try:
        found = json.loads((out / MARKER).read_text(encoding="utf-8"))
        seals = dict(found["files"]) if found["format"] == _FORMAT else {}
    except (OSError, ValueError, KeyError, TypeError):
        seals = {}
    if not seals:
        raise CollectError(f"{out}: holds other files than a pack. Name another one with --out.")
    changed = sorted(
        name
        for name in there - {MARKER}
        if (out / name).is_symlink()
        or hashlib.sha256((out / name).read_bytes()).hexdigest() != seals.get(name)
    )
    if changed:
        raise CollectError(
            f"{out}: {changed[0]} was added or changed since the pack was made. Keep it: move the "
            "folder away, or name another one with --out."
        )


def _take_place(whole: Path, out: Path) -> None:
    """Put the new folder where the old one was; the old one goes last."""
    old = None
    try:
        if out.exists():
            old = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
            out.replace(old / "pack")
        whole.replace(out)
    except OSError as error:
        if old is not None and not out.exists():
            (old / "pack").replace(out)
        raise CollectError(
            f"{out}: cannot be replaced ({error.strerror}). Close what is open in it, and try "
            "again, or name another one with --out."
        ) from error
    finally:
        if old is not None:
            shutil.rmtree(old, ignore_errors=True)


def read_words(path: Path, most: int, remedy: str) -> str:
    """Read a text file that a teacher names, with its byte order mark if it has one.

    Raises `CollectError` when it cannot be read, has more than `most` bytes, or is not UTF-8.
    """
    try:
        if path.stat().st_size > most:
            raise CollectError(f"{path}: is too large to be read. {remedy}")
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise CollectError(f"{path}: cannot be read ({error.strerror}). {remedy}") from error
    except UnicodeDecodeError as error:
        raise CollectError(
            f"{path}: is not UTF-8 text, perhaps because a spreadsheet saved it. {remedy}"
        ) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a list that lies beside the packs, whole or not at all.

    Raises `CollectError` when it cannot be written; what was there still is.
    """
    try:
        write_file(path, data)
    except WorkError as error:  # its own sentence is about the work folder
        why = getattr(error.__cause__, "strerror", None) or "it takes no file"
        said = f"{path}: cannot be written ({why}). Close it, and try again."
        raise CollectError(said) from error
