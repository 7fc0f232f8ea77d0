"""Files as they come from a learning platform: a folder, a zip, a zip of zips, or single files.

Nothing is ever written: members of an archive are read in memory, one after the other. What an
archive says about itself is not believed. A path that leads out of it, a link, a file that is
encrypted, and whatever is larger than the limits allow is refused and named, and the rest is read.
"""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal, NamedTuple

from closereader.seminar._budget import Budget, Pot, charge, size_of, spent_of
from closereader.seminar._members import path_of, too_large, trick

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from closereader.seminar._budget import Pots

Kind = Literal["file", "ignored", "foreign", "refused", "damaged"]

#: A folder with this file in it is a marking pack, made from hand-ins and never one of them.
MARKER = "closereader-pack.json"
#: What a hand-in may be called; a platform may have taken its ending away.
READ = {".html", ".htm", ".xhtml", ".txt", ".ipynb", ""}
_WITHIN = " › "  # a file within an archive, in a name that people read

_LITTER = re.compile(
    r"(?:^|/)(?:__MACOSX(?:/|$)|\.DS_Store$|\._|desktop\.ini$|Thumbs\.db$|~\$|\.~lock\.|\.git/|\.ipynb_checkpoints/"
    # what nbgrader puts beside each notebook that it collects
    r"|timestamp\.txt$|submission_secret\.txt$)",
    re.IGNORECASE,
)
#: What the course itself puts beside a pack: no hand-in, and nothing to be told of.
_OWN = re.compile(r"who-is-who\.csv|(?:marking|grades).*\.csv|feedback.*\.zip")
_PACKED = {".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst"}
_LONGEST = 300  # letters of a name that are shown
_LOCATOR = 20  # bytes before the end record that say where its large form is
_OPEN = 2  # pots of an archive that belongs to nobody in particular: of all, and its own
_ERRORS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError)


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
    upload
        The upload that it belongs to; "" when it is one itself.
    """

    name: str
    kind: Kind
    data: bytes = b""
    reason: str = ""
    upload: str = ""


def pieces(path: Path, budget: Budget) -> Iterator[Piece]:
    """Give the files of a folder (with its folders), of a zip (with its zips), or the one file.

    Plain files of a folder come before its archives.
    """
    if path.is_dir():
        archives: list[tuple[Path, Pots]] = []
        yield from _folder(path, path, budget, (budget.total,), archives)
        for one, pots in archives:
            yield from _file(one, _near(one, path), budget, pots)
    else:
        budget.known += 1
        yield from _file(path, plain(path.name), budget, (budget.total,))


def plain(name: str) -> str:
    """Make a name fit to be shown: no control characters, no turned writing, not too long."""
    clean = "".join(char if char.isprintable() else "\ufffd" for char in name)
    return clean if len(clean) <= _LONGEST else f"{clean[: _LONGEST - 2]} …"


def _folder(
    folder: Path, root: Path, budget: Budget, pots: Pots, archives: list[tuple[Path, Pots]]
) -> Iterator[Piece]:
    upload = pots[-1].name if len(pots) > 1 else ""
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
        elif _OWN.fullmatch(entry.name) and not upload:
            continue
        elif entry.is_symlink():
            reason = "It is a link to another place; links are not followed."
            yield Piece(name, "refused", reason=reason)
        elif entry.is_dir(follow_symlinks=False):
            below = pots if upload else (*pots, Pot(name, budget.limits.upload))
            yield from _folder(path, root, budget, below, archives)
        elif not entry.is_file(follow_symlinks=False):
            yield Piece(name, "refused", reason="It is no file that could be read.", upload=upload)
        elif path.suffix.lower() == ".zip":
            archives.append((path, pots))
        else:
            yield from _file(path, name, budget, pots)


def _file(path: Path, name: str, budget: Budget, pots: Pots) -> Iterator[Piece]:
    upload = pots[-1].name if len(pots) > 1 else ""
    try:
        if path.suffix.lower() == ".zip":
            own = (*pots[:1], Pot(name, budget.limits.whole), *pots[1:])
            with path.open("rb") as file:
                yield from _archive(file, budget, _Within(name, own, 1))
            return
        if piece := _unwanted(name, path.suffix, upload):
            yield piece
            return
        if (pot := spent_of(pots)) is not None:
            yield from _told(pot)
            return
        with path.open("rb") as file:
            data = file.read(budget.limits.file + 1)
    except OSError as error:
        yield Piece(name, "damaged", reason=_unread(error))
        return
    yield _whole(name, data, budget, pots, upload)


def _told(pot: Pot) -> Iterator[Piece]:
    """Say of a pot that is used up that it is so, once."""
    if not pot.told:
        pot.told = True
        yield Piece(pot.name, "refused", reason=f"{pot.spent()}; the rest was not read.")


class _Within(NamedTuple):
    """An archive: its name, what it is charged to, how many archives it lies in."""

    name: str
    pots: Pots
    depth: int

    @property
    def upload(self) -> str:
        """The upload that its files belong to; "" when it may hold those of a class."""
        return self.pots[-1].name if len(self.pots) > _OPEN else ""


def _archive(file: IO[bytes], budget: Budget, here: _Within) -> Iterator[Piece]:
    """Give the files of an archive; one that cannot be read costs no other."""
    name, pots, depth = here
    if depth > budget.limits.depth:
        reason = f"It lies {depth} archives deep; {budget.limits.depth} are unpacked."
        yield Piece(name, "refused", reason=reason)
        return
    try:
        if _listed(file) > budget.limits.listed * _LONGEST:
            yield _long(name, budget)
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
        if len(members) > budget.limits.listed:
            yield _long(name, budget)
            return
        uploads: dict[str, Pot] = {}
        for member in members:
            folder = path_of(member).partition("/")
            own = name if depth > 1 else f"{name}{_WITHIN}{plain(folder[0])}" if folder[1] else ""
            within = here
            if own and not here.upload:  # one of the uploads in the archive of a class
                pot = uploads.setdefault(own, Pot(own, budget.limits.upload))
                within = here._replace(pots=(*pots, pot))
            yield from _member(archive, member, budget, within)


def _long(name: str, budget: Budget) -> Piece:
    reason = f"It lists more than {budget.limits.listed:,} files. Ask for the one .html file."
    return Piece(name, "refused", reason=reason)


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget, within: _Within
) -> Iterator[Piece]:
    path = path_of(member)
    name, upload = f"{within.name}{_WITHIN}{plain(path)}", within.upload
    suffix = PurePosixPath(path).suffix.lower()
    if wrong := trick(path, member):
        yield Piece(name, "refused", reason=wrong, upload=upload)
        return
    if _LITTER.search(path):
        yield Piece(name, "ignored")
        return
    if (piece := _unwanted(name, suffix, upload)) is not None:
        yield piece
        return
    most = budget.limits.archive if suffix == ".zip" else budget.limits.file
    if large := too_large(member, most, budget.limits.ratio):
        yield Piece(name, "refused", reason=large, upload=upload)
        return
    if (pot := spent_of(within.pots)) is not None:
        yield from _told(pot)
        return
    try:
        with archive.open(member) as file:
            data = file.read(most + 1)
    except (*_ERRORS, RuntimeError, OSError):
        reason = "It cannot be unpacked: the archive is damaged there."
        yield Piece(name, "damaged", reason=reason, upload=upload)
        return
    if suffix == ".zip":
        charge(within.pots, len(data))
        inner = _Within(name, within.pots, within.depth + 1)
        yield from _archive(io.BytesIO(data), budget, inner)
    else:
        yield _whole(name, data, budget, within.pots, upload)


def _unwanted(name: str, suffix: str, upload: str) -> Piece | None:
    suffix = suffix.lower()
    if suffix in READ or suffix == ".zip":
        return None
    if suffix in _PACKED:
        reason = "It is an archive of a kind that is not read. Unpack it, and give the folder."
    else:
        reason = "It is no hand-in: a hand-in is one .html file, or the exercise's notebook."
    return Piece(name, "foreign", reason=reason, upload=upload)


def _whole(name: str, data: bytes, budget: Budget, pots: Pots, upload: str) -> Piece:
    charge(pots, len(data))
    if len(data) > budget.limits.file:
        reason = f"It is larger than {size_of(budget.limits.file)}, which no hand-in is."
        return Piece(name, "refused", reason=reason, upload=upload)
    return Piece(name, "file", data, upload=upload)


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
