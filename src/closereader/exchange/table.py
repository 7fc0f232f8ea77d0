"""Marks as a table: tidy CSV, one row for each passage, safe to open in a spreadsheet.

Source: RFC 4180 for the form. A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or
``@`` for a formula, wherever the cell came from; such a cell is given an apostrophe in front, which
`plain` takes away again (OWASP, CSV Injection).
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from closereader.annotations import Annotation, Link, Passage
from closereader.texts import Text

COLUMNS = (
    "id",
    "kind",
    "text",
    "place",
    "start",
    "end",
    "quotation",
    "theme",
    "move",
    "note",
    "reader",
    "reader_id",
    "created",
    "modified",
)
"""``kind`` is ``mark`` or ``link``; a link has two rows with one id, one for each passage."""

# After any white space and apostrophes, so that taking one apostrophe away gives the cell back.
_FORMULA = re.compile(r"[\s'\u00a0\ufeff]*[=+\-@＝＋－＠]|'*[\t\r\n]")


def marks_csv(items: Iterable[Annotation | Link], texts: Mapping[str, Text] | None = None) -> str:
    r"""Return marks and links as CSV: a line of names, then a line for each passage, ``\r\n``.

    Parameters
    ----------
    items
        Marks and links, in the order in which they are to stand.
    texts
        The texts by their ids; ``place`` (``¶12``) is given for passages whose text is here in the
        state that they were marked in, and empty for others.
    """
    known = texts or {}
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for item in items:
        for passage in item.passages:
            rows.writerow([safe(cell) for cell in _row(item, passage, known)])
    return out.getvalue()


def safe(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    words = str(cell)
    return f"'{words}" if _FORMULA.match(words) else words


def plain(cell: str) -> str:
    """Return what `safe` was given."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell[1:]) else cell


def _row(item: Annotation | Link, passage: Passage, texts: Mapping[str, Text]) -> list[object]:
    marked = isinstance(item, Annotation)
    return [
        item.id,
        "mark" if marked else "link",
        passage.text,
        _place(passage, texts.get(passage.text)),
        passage.start,
        passage.end,
        passage.exact,
        item.theme if isinstance(item, Annotation) else "",
        (item.move or "") if isinstance(item, Annotation) else "",
        item.note,
        item.creator_name,
        item.creator,
        item.created,
        item.modified,
    ]


def _place(passage: Passage, text: Text | None) -> str:
    if text is None or text.fingerprint != passage.fingerprint:
        return ""
    return text.label_of(passage.start, passage.end)


def defused(cell: object) -> str:
    """Make a cell of a table words for every spreadsheet."""
    return safe(str(cell).replace("\0", "\ufffd"))


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write a table as CSV; every cell is defused."""
    return csv_rows((headings, *rows)).encode("utf-8-sig", errors="replace")


def csv_rows(rows: Iterable[Iterable[object]]) -> str:
    """Write rows of such a table, each with the end of its line."""
    words = io.StringIO(newline="")
    table = csv.writer(words, lineterminator="\r\n")
    table.writerows([defused(cell) for cell in cells] for cells in rows)
    return words.getvalue()
