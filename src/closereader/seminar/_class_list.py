"""The list of a class, read."""

import unicodedata
from pathlib import Path

from closereader.seminar._errors import CollectError
from closereader.seminar.archives import plain

_CLASS = 100_000  # bytes of a class list
# How files of spreadsheets begin: .xlsx and .ods are zips, .xls is an OLE file.
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_names(path: Path) -> tuple[str, ...]:
    """Read a class list: one name in a line, UTF-8; empty lines and lines with # do not count.

    A table saved as CSV with one column is such a list. A name that stands there twice is of two
    people. It is the name of a reader, or the one of the folder that the learning platform made
    for a person.

    Raises
    ------
    CollectError
        When the file cannot be read or holds no name.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_CLASS)
        if data.startswith(_SPREADSHEETS):
            raise CollectError(
                f"{path}: is a spreadsheet. Open it, keep one column with one name in each row, "
                "and save it with File, Save As, as CSV UTF-8 (.csv); then name that file here."
            )
        words = data.decode("utf-8-sig")
    except OSError as error:
        raise CollectError(f"{path}: cannot be read ({error.strerror}). Check the name.") from error
    except UnicodeDecodeError as error:
        raise CollectError(f"{path}: is not UTF-8 text. Save it as UTF-8.") from error
    lines = (
        plain(line.strip().strip('"').strip())
        for line in unicodedata.normalize("NFC", words).splitlines()
    )
    found = tuple(line for line in lines if line and not line.startswith("#"))
    if not found:
        raise CollectError(f"{path}: holds no name. Write one name in each line.")
    return found
