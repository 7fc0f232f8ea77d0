"""Files as they come from a learning platform: a folder, a zip, a zip of zips, or single files.

Nothing is ever written: members of an archive are read in memory, one after the other. What an
archive says about itself is not believed. A path that leads out of it, a link, a file that is
encrypted, and whatever is larger than the limits allow is refused and named, and the rest is read.
"""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from closereader.handin.data import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

Kind = Literal["file", "ignored", "foreign", "refused", "damaged"]

#: A folder with this file in it is a marking pack, made from hand-ins and never one of them.
MARKER = "closereader-pack.json"
#: What a hand-in may be called; a platform may have taken its ending away.
READ = {".html", ".htm", ".xhtml", ".txt", ""}
_WITHIN = " › "  # a file within an archive, in a name that people read

_LITTER = re.compile(
    r"(?:^|/)(?:__MACOSX(?:/|$)|\.DS_Store$|\._|desktop\.ini$|Thumbs\.db$|~\$|\.~lock\.|\.git/)",
    re.IGNORECASE,
)
_DRIVE = re.compile(r"[A-Za-z]:")
_PACKED = {".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst"}
_PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # all that platforms use
_ENCRYPTED = 0x1
_LONGEST = 300  # letters of a name that are shown
_SMALL = 1_000_000  # bytes that do no harm, however well they were packed
_LOCATOR = 20  # bytes before the end record that say where its large form is
_ERRORS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at most; a class of two hundred stays far below each of them.

    Attributes
    ----------
    file, archive, total
        Bytes, uncompressed: of one file, of an archive within an archive, of all together.
    ratio
        How many times larger than its compressed form a file of over a megabyte may be. Pages
        of words shrink to a fifth or a tenth.
    members
        Files, in all archives and folders together.
    depth
        Archives within archives.
    """

    file: int = LARGEST
    archive: int = 60_000_000
    total: int = 1_000_000_000
    ratio: int = 100
    members: int = 20_000
    depth: int = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """One file that was found, or why it was not read.

    Attributes
    ----------
    name
        Where it lies, for people: ``upload.zip › Anna_12_assignsubmission_file_/handin.html``.
    kind
        ``file`` when `data` holds its bytes; else what is the matter.
    reason
        A sentence, when it is no ``file``.
    """

    name: str
    kind: Kind
    data: bytes = b""
    reason: str = ""


@dataclass(slots=True)
class Budget:
    """What is left of the limits."""

    limits: Limits = field(default_factory=Limits)
    bytes: int = 0
    members: int = 0
    known: int = 0
    """Files that are known to be there, read or not: for showing progress."""

    def spent(self) -> str:
        """Say which limit is used up, "" when none is."""
        if self.members > self.limits.members:
            return f"More than {self.limits.members:,} files were found"
        if self.bytes > self.limits.total:
            return f"More than {_size(self.limits.total)} were unpacked"
        return ""


def pieces(path: Path, budget: Budget) -> Iterator[Piece]:
    """Give the files of a folder (with its folders), of a zip (with its zips), or the one file."""
    if path.is_dir():
        yield from _folder(path, path, budget)
    else:
        budget.known += 1
        yield from _file(path, plain(path.name), budget)


def plain(name: str) -> str:
    """Make a name fit to be shown: no control characters, no turned writing, not too long."""
    clean = "".join(char if char.isprintable() else "\ufffd" for char in name)
    return clean if len(clean) <= _LONGEST else f"{clean[: _LONGEST - 2]} …"


def _folder(folder: Path, root: Path, budget: Budget) -> Iterator[Piece]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Piece(_near(folder, root), "damaged", reason=_unread(error))
        return
    if any(entry.name == MARKER for entry in entries):
        yield Piece(_near(folder, root), "ignored")
        return
    budget.known += sum(not entry.is_dir(follow_symlinks=False) for entry in entries)
    for entry in entries:
        path = Path(entry.path)
        name = _near(path, root)
        if _LITTER.search(f"{entry.name}/" if entry.is_dir(follow_symlinks=False) else entry.name):
            yield Piece(name, "ignored")
        elif entry.is_symlink():
            reason = "It is a link to another place; links are not followed."
            yield Piece(name, "refused", reason=reason)
        elif entry.is_dir(follow_symlinks=False):
            yield from _folder(path, root, budget)
        elif not entry.is_file(follow_symlinks=False):
            yield Piece(name, "refused", reason="It is no file that could be read.")
        elif spent := budget.spent():
            yield Piece(_near(folder, root), "refused", reason=f"{spent}; the rest was not read.")
            return
        else:
            yield from _file(path, name, budget)


def _file(path: Path, name: str, budget: Budget) -> Iterator[Piece]:
    budget.members += 1
    try:
        if path.suffix.lower() == ".zip":
            with path.open("rb") as file:
                yield from _archive(file, name, budget, depth=1)
            return
        if piece := _unwanted(name, path.suffix):
            yield piece
            return
        with path.open("rb") as file:
            data = file.read(budget.limits.file + 1)
    except OSError as error:
        yield Piece(name, "damaged", reason=_unread(error))
        return
    yield _whole(name, data, budget)


def _archive(file: IO[bytes], name: str, budget: Budget, depth: int) -> Iterator[Piece]:
    """Give the files of an archive; one that cannot be read costs no other."""
    if depth > budget.limits.depth:
        reason = f"It lies {depth} archives deep; {budget.limits.depth} are unpacked."
        yield Piece(name, "refused", reason=reason)
        return
    try:
        if _listed(file) > budget.limits.members * _LONGEST:
            reason = f"It lists more than {budget.limits.members:,} files."
            yield Piece(name, "refused", reason=reason)
            return
        archive = zipfile.ZipFile(file)
    except _ERRORS:
        reason = "It is no zip archive, or only a part of one. Download it again."
        yield Piece(name, "damaged", reason=reason)
        return
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        budget.known += len(members)
        if not members:
            yield Piece(name, "foreign", reason="The archive is empty.")
        for number, member in enumerate(members):
            budget.members += 1
            if spent := budget.spent():
                left = len(members) - number
                reason = f"{spent}; {left:,} of its files were not read."
                yield Piece(name, "refused", reason=reason)
                return
            yield from _member(archive, member, name, budget, depth)


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, within: str, budget: Budget, depth: int
) -> Iterator[Piece]:
    path = member.orig_filename.replace("\\", "/")
    name = f"{within}{_WITHIN}{plain(path)}"
    suffix = PurePosixPath(path).suffix.lower()
    if trick := _trick(path, member):
        yield Piece(name, "refused", reason=trick)
        return
    if _LITTER.search(path):
        yield Piece(name, "ignored")
        return
    if (piece := _unwanted(name, suffix)) is not None:
        yield piece
        return
    most = budget.limits.archive if suffix == ".zip" else budget.limits.file
    if large := _too_large(member, most, budget.limits.ratio):
        yield Piece(name, "refused", reason=large)
        return
    try:
        with archive.open(member) as file:
            data = file.read(most + 1)
    except (*_ERRORS, RuntimeError, OSError):
        yield Piece(name, "damaged", reason="It cannot be unpacked: the archive is damaged there.")
        return
    if suffix == ".zip":
        budget.bytes += len(data)
        yield from _archive(io.BytesIO(data), name, budget, depth + 1)
    else:
        yield _whole(name, data, budget)


def _trick(path: str, member: zipfile.ZipInfo) -> str:
    """Say what is wrong with the path of a member; it is never used, so this is a warning."""
    if "\0" in path:
        return "Its name holds a character that no name has."
    if path.startswith("/") or _DRIVE.match(path):
        return "Its path begins at the root of a disk; an archive of hand-ins has no such paths."
    if ".." in path.split("/"):
        return "Its path leads out of the archive; an archive of hand-ins has no such paths."
    if stat.S_ISLNK(member.external_attr >> 16):
        return "It is a link to another place; links are not followed."
    if member.flag_bits & _ENCRYPTED:
        return "It is encrypted. Unpack the archive with its password, and give the folder."
    return ""


def _too_large(member: zipfile.ZipInfo, most: int, ratio: int) -> str:
    if member.compress_type not in _PLAIN:
        return "It is compressed in a way that is not read. Unpack the archive, give the folder."
    if member.file_size > most:
        return f"It has {_size(member.file_size)} unpacked; {_size(most)} are read at most."
    packed = max(member.compress_size, 1)
    if member.file_size > _SMALL and member.file_size > ratio * packed:
        times = member.file_size // packed
        return f"It grows {times:,} times when it is unpacked; no page of words does."
    return ""


def _unwanted(name: str, suffix: str) -> Piece | None:
    suffix = suffix.lower()
    if suffix in READ or suffix == ".zip":
        return None
    if suffix in _PACKED:
        reason = "It is an archive of a kind that is not read. Unpack it, and give the folder."
    else:
        reason = "It is no hand-in: a hand-in is one .html file."
    return Piece(name, "foreign", reason=reason)


def _whole(name: str, data: bytes, budget: Budget) -> Piece:
    budget.bytes += len(data)
    if len(data) > budget.limits.file:
        reason = f"It is larger than {_size(budget.limits.file)}, which no hand-in is."
        return Piece(name, "refused", reason=reason)
    return Piece(name, "file", data)


def _listed(file: IO[bytes]) -> int:
    """Give the bytes of the archive's list of members, before any of it is read.

    `zipfile` reads the whole list into memory; a small file can hold a long one. The place of its
    size is in APPNOTE.TXT of PKWARE, 4.3.14 and 4.3.16.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 65_557))
    end = file.read()
    at = end.rfind(b"PK\x05\x06")
    if at < 0 or len(end) < at + 22:
        raise zipfile.BadZipFile
    (listed,) = struct.unpack_from("<I", end, at + 12)
    if at >= _LOCATOR and end[at - _LOCATOR :].startswith(b"PK\x06\x07"):
        (place,) = struct.unpack_from("<Q", end, at - 12)
        file.seek(min(place, size))
        record = file.read(56)
        if record[:4] == b"PK\x06\x06":
            (listed,) = struct.unpack_from("<Q", record, 40)
    file.seek(0)
    return int(listed)


def _near(path: Path, root: Path) -> str:
    return plain(path.relative_to(root).as_posix() if path != root else path.name or str(path))


def _unread(error: OSError) -> str:
    return f"It cannot be read ({error.strerror or error}). Check that it may be opened."


def _size(count: int) -> str:
    return f"{count / 1e6:,.0f} MB" if count >= 1e6 else f"{count / 1e3:,.0f} kB"  # noqa: PLR2004
