"""What is uploaded: pages in the folders that the platform expects, and grades in its form.

Moodle takes a zip of ``Name_48214_assignsubmission_file_/…`` as feedback files, ILIAS one of
``Last_First_login_48214/…``, Canvas files that begin with ``lastfirst_48214_998877_``. Canvas's
gradebook knows people by *ID*; Moodle takes back only its own table: see `worksheet` beside.
"""

import io
import json
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from closereader.exchange.table import csv_bytes
from closereader.seminar._folder import new_folder
from closereader.seminar._names import Register
from closereader.seminar._uploads import Platform, upload_of
from closereader.seminar.marking import COLUMNS, Record, comment_json
from closereader.seminar.pack_pages import file_part
from closereader.seminar.pack_rubric import LEVELS, open_rubric
from closereader.seminar.return_page import return_page
from closereader.seminar.returning import Paper, Returns
from closereader.seminar.roster import slug_of
from closereader.seminar.who import WhoRow
from closereader.seminar.worksheet import Feedback, Worksheet
from closereader.seminar.worksheet_written import read_written, write_written

WORKSHEET = "moodle-worksheet.csv"
_FIRST, _LAST = 1980, 2107  # the years that a zip can name
_MODE = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the folder, its zips and tables, how many pages, and what did not go in."""

    folder: Path
    files: tuple[str, ...]
    pages: int
    problems: tuple[str, ...] = ()


def write_returned(
    found: Returns,
    out: Path,
    *,
    models: bool = False,
    points: Sequence[float] | None = None,
    worksheet: Worksheet | None = None,
) -> Written:
    """Write one page for each student, ``feedback.zip`` and ``grades.csv``.

    `found`: what `closereader.seminar.returning.match` found.
    `out`: the folder to be made; one that was made so and that nobody changed is replaced.
    `models`: whether the pages show the whole rubric and model answers.
    `points`: what *strong*, *adequate* and *thin* are worth; without it no grade is computed.
    `worksheet`: Moodle's own table, which is filled for the exercise that most hand-ins are of.
    What was put in is remembered beside the pack (see `worksheet_written`).
    Raises `CollectError` when `out` holds something else or cannot be written, or nobody is in the
    `worksheet`.
    """
    filled = None
    if worksheet:
        before = read_written(found.beside, found.exercise)
        filled = worksheet.filled(_said(found, points), before)
    names: list[str] = []
    pages = 0
    with new_folder(out) as write:
        one_only = len(found.outlines) == 1
        for exercise, outline in found.outlines.items():
            papers = [one for one in found.papers if one.handin.exercise == exercise]
            rubric = open_rubric(exercise)
            made = [(one, return_page(one, outline, rubric, models=models)) for one in papers]
            for paper, data in made:
                write(f"pages/{slug_of(paper.row)}-{file_part(exercise)}.html", data)
            pages += len(made)
            ending = "" if one_only else f"-{file_part(exercise)}"
            names.append(f"feedback{ending}.zip")
            write(names[-1], _zip(made, f"feedback-{file_part(exercise)}.html"))
            for platform, data in _grades(papers, exercise, points):
                names.append(f"grades{ending}{platform}.csv")
                write(names[-1], data)
        if filled:
            names.append(WORKSHEET)
            write(names[-1], filled.data)
        if found.left:
            names.append("not-returned.csv")
            write(names[-1], _left(found.left))
    if filled:
        write_written(found.beside, found.exercise, filled.written)
    return Written(out, tuple(names), pages, filled.problems if filled else ())


def platforms(found: Returns) -> set[Platform]:
    """Say which platforms the hand-ins came from."""
    return {upload_of(one.row.file).platform for one in found.papers}


def highest(found: Returns, points: Sequence[float]) -> tuple[int, float]:
    """Count the items of the exercise that anybody was judged by, and add up their best."""
    items = {
        (question, item)
        for paper in found.papers
        if paper.handin.exercise == found.exercise
        for question, record in paper.records.items()
        for item, level in record.rubric.items()
        if level in LEVELS
    }
    return len(items), len(items) * max(points)


def _said(found: Returns, points: Sequence[float] | None) -> dict[str, Feedback]:
    """Give what goes into Moodle's worksheet, by its number of the person."""
    return {
        one.row.platform or one.row.name: Feedback(one.row.name, _grade(one, points), _lines(one))
        for one in found.papers
        if one.handin.exercise == found.exercise and one.says
    }


def _zip(made: Iterable[tuple[Paper, bytes]], name: str) -> bytes:
    written, made = io.BytesIO(), [*made]
    newest = datetime.fromisoformat(max(paper.handin.made for paper, _ in made))
    # of every file, so that the same pages make the same zip
    when = (min(max(newest.year, _FIRST), _LAST), *newest.timetuple()[1:6])
    taken: Counter[str] = Counter()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for paper, data in made:
            path = f"{paper.row.upload or slug_of(paper.row) + '/'}{name}"
            taken[path] += 1
            if taken[path] > 1:  # two people in one upload, as from a shared account
                path = f"{paper.row.upload}{slug_of(paper.row)}-{name}"
            info = zipfile.ZipInfo(path, when)
            info.external_attr = _MODE
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _grades(
    papers: Sequence[Paper], exercise: str, points: Sequence[float] | None
) -> Iterator[tuple[str, bytes]]:
    """Give a table for each platform that hand-ins came from; mostly it is one."""
    by_platform: dict[Platform, list[Paper]] = defaultdict(list)
    for paper in papers:
        by_platform[upload_of(paper.row.file).platform].append(paper)
    for platform, those in sorted(by_platform.items()):
        ending = f"-{platform or 'others'}" if len(by_platform) > 1 else ""
        head, rows = _table(platform, those, exercise, points)
        yield ending, csv_bytes(head, rows)


def _table(
    platform: Platform, papers: Sequence[Paper], exercise: str, points: Sequence[float] | None
) -> tuple[list[str], list[list[object]]]:
    if platform == "canvas":
        head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", f"Exercise {exercise}"]
        return head, [
            [_called(one.row), one.row.platform, "", "", "", _grade(one, points)] for one in papers
        ]
    head = ["number", "id", "name", "platform", "exercise", "grade", *LEVELS, "remarks"]
    return head, [
        [
            one.row.number, one.row.id, _called(one.row), one.row.platform, exercise,
            _grade(one, points), *(_levels(one)[level] for level in LEVELS), _remarks(one),
        ]
        for one in papers
    ]  # fmt: skip


def _called(row: WhoRow) -> str:
    """Give a reader's name, and what the platform calls them when that is another."""
    other = upload_of(row.file).name
    if not other or Register((row.name,)).find([other]).names:
        return row.name
    return f"{row.name} ({other})"


def _levels(paper: Paper) -> Counter[str]:
    return Counter(level for one in paper.records.values() for level in one.rubric.values())


def _grade(paper: Paper, points: Sequence[float] | None) -> str:
    """Add up what the levels are worth; nothing when nobody said what, or nothing was marked."""
    levels = _levels(paper)
    if points is None or not levels:
        return ""
    worth = sum(levels[level] * value for level, value in zip(LEVELS, points, strict=True))
    return f"{worth:g}"


def _remarks(paper: Paper) -> str:
    return "\n".join(_lines(paper))


def _lines(paper: Paper) -> tuple[str, ...]:
    return tuple(
        f"{question}: {one.remark}" for question, one in paper.records.items() if one.remark.strip()
    )


def _left(records: Iterable[Record]) -> bytes:
    return csv_bytes(
        COLUMNS,
        (
            (one.reader, one.name, one.exercise, one.question,
             json.dumps(one.rubric, ensure_ascii=False), one.remark,
             json.dumps([comment_json(each) for each in one.comments], ensure_ascii=False),
             one.answer, one.at)
            for one in records
        ),
    )  # fmt: skip
