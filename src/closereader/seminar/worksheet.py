"""Moodle's own grading worksheet, filled: grades and remarks, and no other cell.

Moodle takes back only the table that it gave. It looks for the heads of the columns in the
language of its page, for the person by the number in the first column, and for the time of the
last grade; it puts the comment into the page as HTML, and an empty comment in the place of what
was there (`mod/assign/feedback/offline`). So nothing is written anew here: cells are put into the
bytes of the file, which keeps its language, its signs between cells and its ends of lines.
"""

import html
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from closereader.seminar._errors import CollectError
from closereader.seminar._folder import read_words
from closereader.seminar._words import few
from closereader.seminar.worksheet_cells import CsvCell, rows_of_cells, width
from closereader.seminar.worksheet_written import Ours, merged

_LARGEST = 20_000_000
_SIGNS = ",;\t"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_MOMENT = re.compile(r"(?=.*\d{4})(?=.*\d{1,2}[:.]\d{2}).{8,80}", re.DOTALL)
_UNSURE = -1
_AGAIN = "Download the grading worksheet of Moodle once more, and give that file."


class Feedback(NamedTuple):
    """What goes into the worksheet for one person."""

    name: str  # what a sentence calls the person
    grade: str  # a number as words; "" when there is none
    remarks: tuple[str, ...]  # lines of plain words; they may be none


class Filled(NamedTuple):
    """A worksheet that was filled."""

    data: bytes  # the file
    problems: tuple[str, ...]  # a sentence for each kind of thing that could not go in
    written: dict[str, Ours]  # all that we have put in by now, by the number of the person


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A worksheet that was read."""

    name: str
    """The name of its file."""
    words: str
    """All of it, without a byte order mark."""
    marked: bool
    """Whether the file begins with a byte order mark."""
    sign: str
    """What stands between two cells."""
    rows: tuple[tuple[CsvCell, ...], ...] = field(repr=False)
    """Its cells; the first row are the heads of the columns."""
    grade: int
    comment: int | None
    """`grade`, `comment`: the number of the column, from 0; None for comments when it has no such
    column."""

    @property
    def highest(self) -> float:
        """The highest grade that Moodle has for the assignment; -1 for a scale of words."""
        return _value(self.rows[1][self.grade + 1].words.strip()) if len(self.rows) > 1 else -1.0

    def filled(
        self, said: Mapping[str, Feedback], before: Mapping[str, Ours] | None = None
    ) -> Filled:
        """Put in what was said; what a teacher typed there stays.

        `said`: what was said, by the number that Moodle gave the person.
        `before`: what we put in before: where it stands unchanged, it is replaced.
        Raises `CollectError` when none of the people is in it.
        """
        rows = {_number(row[0].words): row for row in self.rows[1:]}
        if said and not {*said} & {*rows}:
            raise CollectError(
                f"{self.name}: has nobody of this pack. The numbers of its first column are those "
                "of another assignment. Download the worksheet of the assignment whose hand-ins "
                "you collected."
            )
        new: dict[CsvCell, str] = {}
        stays: dict[str, list[str]] = {}
        written = dict(before or {})
        nothing = {number: Feedback("", "", ()) for number in written if number in rows}
        for number, one in (nothing | dict(said)).items():
            row = rows.get(number)
            if row is None:
                stays.setdefault("no row", []).append(one.name)
                continue
            ours = written.get(number, Ours())
            why, grade = self._graded(row, one, ours)
            if grade:
                new[row[self.grade]] = grade
                ours = Ours(one.grade, ours.lines)
            quiet = self.comment is None and one.remarks
            for each in (why, "no comments" if quiet else ""):
                if each:
                    stays.setdefault(each, []).append(one.name)
            if self.comment is not None:
                cell = row[self.comment]
                words, ours = _commented(cell.words, one, ours)
                if words != cell.words:
                    new[cell] = words
            if ours != Ours():
                written[number] = ours
        problems = (_STAYS[what].format(few(who)) for what, who in stays.items())
        return Filled(self._written(new), tuple(problems), written)

    def _graded(self, row: Sequence[CsvCell], one: Feedback, before: Ours) -> tuple[str, str]:
        """Say why a grade cannot go in, or give the words of its cell; neither when it stands."""
        there, most = row[self.grade].words.strip(), row[self.grade + 1].words.strip()
        if not one.grade:
            return "", ""
        if "\n" in most:
            return "scale", ""
        if there and _value(there) == _value(one.grade):
            return "", ""
        if there and (not before.grade or _value(there) != _value(before.grade)):
            return "graded", ""
        if 0 < _value(most) < _value(one.grade):
            return "above", ""
        return "", one.grade.replace(".", "," if "," in most else ".")

    def _written(self, new: Mapping[CsvCell, str]) -> bytes:
        parts, at = [], 0
        for cell in sorted(new):
            parts += [self.words[at : cell.start], self._quoted(new[cell])]
            at = cell.end
        whole = "".join((*parts, self.words[at:]))
        return whole.encode("utf-8-sig" if self.marked else "utf-8")

    def _quoted(self, words: str) -> str:
        if not any(one in words for one in f'{self.sign}"\r\n'):
            return words
        return '"' + words.replace('"', '""') + '"'


def _commented(there: str, one: Feedback, before: Ours) -> tuple[str, Ours]:
    """Give the words of a cell of comments with our lines in it."""
    ours = [line for each in one.remarks for line in _safe(each).split("<br>") if line]
    if not ours and not before.lines:
        return there, before
    found, written = merged(there.split("<br>") if there.strip() else [], ours, before)
    words = "<br>".join(found)
    return (words if words or there.strip() else there), written


_STAYS = {
    "no row": "Not in the worksheet: {}.",
    "scale": "Moodle grades by words of a scale there, and points cannot be put in: {}.",
    "graded": "Another grade stands in the worksheet already, and stays: {}.",
    "above": "More points than the assignment has in Moodle, so no grade was put in: {}.",
    "no comments": "The worksheet has no column for comments, so remarks stand on the pages only: "
    "{}. Switch on Feedback comments in the assignment to have one.",
}


def read_worksheet(path: Path, *, grade: str = "", comment: str = "") -> Worksheet:
    """Read a worksheet, and find its columns by what stands in them, in every language.

    The grade is the column before the one that has the same highest grade (or scale) in each row;
    comments are the column after the last one that has nothing but times and ``-``.

    `path`: the file, as Moodle gave it or as a spreadsheet saved it: UTF-8.
    `grade`, `comment`: the head of the column, for a worksheet in which that does not show for
    certain.
    Raises `CollectError` when the file is no such table, or a column cannot be told; the sentence
    says what to do.
    """
    whole = read_words(path, _LARGEST, _AGAIN)
    words = whole.removeprefix("\ufeff")
    sign, rows = max(
        ((one, rows_of_cells(words, one)) for one in _SIGNS), key=lambda each: width(each[1])
    )
    numbers = Counter(_number(row[0].words) for row in rows[1:])
    if len(rows) < 2 or width(rows) < 3 or "" in numbers or max(numbers.values()) > 1:  # noqa: PLR2004
        said = "is no grading worksheet: each row of one begins with a number of its own."
        raise CollectError(f"{path}: {said} {_AGAIN}")
    head = [cell.words.strip() for cell in rows[0]]
    columns = list(zip(*(tuple(cell.words for cell in row) for row in rows[1:]), strict=True))
    found = _named(path, head, grade) if grade else _grade_column(columns)
    if found is None or found + 1 >= len(head):
        raise CollectError(_ask(path, "grades", "--grade-column", head))
    said_in = _named(path, head, comment) if comment else _comment_column(columns, found)
    if said_in == _UNSURE:
        raise CollectError(_ask(path, "comments", "--comment-column", head))
    return Worksheet(
        path.name, words, whole != words, sign, tuple(rows), found,
        None if said_in == len(head) else said_in,
    )  # fmt: skip


def _number(words: str) -> str:
    """Give the number at the end of the first cell: *Teilnehmer/in4100204*, *Participant 12*."""
    found = re.search(r"[0-9]+\s*\Z", words)
    return found[0].strip() if found else ""


def _value(words: str) -> float:
    return float(words.replace(",", ".")) if _NUMBER.fullmatch(words) else -1.0


def _grade_column(columns: Sequence[Sequence[str]]) -> int | None:
    """Find the one column of numbers or nothing before a column that is the same in each row."""
    found = []
    for at, (cells, after) in enumerate(pairwise(columns[1:]), 1):
        most = after[0].strip()
        if len(set(after)) > 1:
            continue
        scale = {one.strip() for one in most.splitlines()} if "\n" in most else set()
        numbers = _NUMBER.fullmatch(most) and _value(most) > 0
        if (scale and all(not one or one.strip() in scale for one in cells)) or (
            numbers and all(not one or _NUMBER.fullmatch(one.strip()) for one in cells)
        ):
            found.append(at)
    return found[0] if len(found) == 1 else None


def _comment_column(columns: Sequence[Sequence[str]], grade: int) -> int:
    """Find the column after the time of the last grade; one that is not there is the next one."""
    times = [
        at
        for at, cells in enumerate(columns)
        if at > grade + 1
        and all(one.strip() == "-" or _MOMENT.fullmatch(one.strip()) for one in cells)
    ]
    if not times or times[-1] + 2 < len(columns):
        return _UNSURE
    return times[-1] + 1


def _named(path: Path, head: Sequence[str], name: str) -> int:
    found = [at for at, one in enumerate(head) if one.casefold() == name.strip().casefold()]
    if len(found) != 1:
        there = "has no column" if not found else "has several columns"
        raise CollectError(f"{path}: {there} with the head {name}. Its heads: {', '.join(head)}.")
    return found[0]


def _ask(path: Path, what: str, option: str, head: Sequence[str]) -> str:
    return (
        f"{path}: it does not show for certain which column is for {what}. Add {option} and its "
        f"head in quotation marks. The heads: {'; '.join(head)}."
    )


def _safe(line: str) -> str:
    r"""Write words as HTML without quotation marks and ``\``, which Moodle's reader stumbles at."""
    parts = (html.escape(one).replace("\\", "&#92;") for one in line.splitlines())
    return "<br>".join(parts)
