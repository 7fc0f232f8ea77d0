"""What an archive says of one of its members, and what is wrong with it."""

import re
import stat
import zipfile
from contextlib import suppress

from closereader.seminar._budget import size_of

_DRIVE = re.compile(r"[A-Za-z]:")
_PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # all that platforms use
_ENCRYPTED = 0x1
_UTF_8 = 0x800
_SMALL = 1_000_000  # bytes that do no harm, however well they were packed


def path_of(member: zipfile.ZipInfo) -> str:
    """Give the path of a member; macOS and others write UTF-8 without the flag that says so.

    `zipfile` reads what has no flag as cp437 (APPNOTE.TXT of PKWARE, appendix D).
    """
    path = member.orig_filename
    if not member.flag_bits & _UTF_8:
        with suppress(UnicodeError):
            path = path.encode("cp437").decode("utf-8")
    return path.replace("\\", "/")


def trick(path: str, member: zipfile.ZipInfo) -> str:
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


def too_large(member: zipfile.ZipInfo, most: int, ratio: int) -> str:
    if member.compress_type not in _PLAIN:
        return "It is compressed in a way that is not read. Unpack the archive, give the folder."
    if member.file_size > most:
        return f"It has {size_of(member.file_size)} unpacked; {size_of(most)} are read at most."
    packed = max(member.compress_size, 1)
    if member.file_size > _SMALL and member.file_size > ratio * packed:
        times = member.file_size // packed
        return f"It grows {times:,} times when it is unpacked; no page of words does."
    return ""
