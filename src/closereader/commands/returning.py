"""``closereader return``: from a marked pack to a page for each student."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

_RETURN = """Write a page for each student of a pack: their own answers with what was said of
them, and nobody else's. In the folder made are the pages, feedback.zip with the folders that the
learning platform expects, and grades.csv, for Canvas in its form. Moodle takes back only its own
grading worksheet: name it with --grades, and it is filled."""
_MOODLE = """Moodle takes back only its own grading worksheet, not grades.csv. Download it from the
assignment, and write this line again with --grades and its name."""
_POINTS = 3  # numbers: for strong, adequate, thin


def add(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    about = "write a page with your remarks for each student"
    one = commands.add_parser("return", help=about, description=_RETURN)
    one.add_argument("pack", type=Path, metavar="PACK", help="the folder of the marking pack")
    about = "what the question pages save; several may be given; default: the newest beside PACK"
    one.add_argument("marking", nargs="*", type=Path, metavar="MARKING", help=about)
    about = "where the files go; default: feedback beside the pack"
    one.add_argument("--out", type=Path, metavar="FOLDER", help=about)
    about = "show the whole rubric and model answers on the pages"
    one.add_argument("--models", action="store_true", help=about)
    about = "what strong, adequate and thin are worth, e.g. 2,1,0; without it no grade is computed"
    one.add_argument("--points", type=_points, metavar="S,A,T", help=about)
    about = "the grading worksheet that Moodle gave: a filled copy of it is written"
    one.add_argument("--grades", type=Path, metavar="WORKSHEET.CSV", help=about)
    for what in ("grade", "comment"):
        about = f"the head of its column for {what}s, when that does not show for certain"
        one.add_argument(f"--{what}-column", default="", metavar="HEAD", help=about)
    one.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the pages, and say what does not fit: 0 all is well, 1 something is left, 2 failed."""
    from closereader.seminar.return_files import highest, platforms, write_returned  # noqa: PLC0415
    from closereader.seminar.returning import match, newest_marking  # noqa: PLC0415
    from closereader.seminar.worksheet import read_worksheet  # noqa: PLC0415

    if not given.grades and (given.grade_column or given.comment_column):
        sys.stderr.write(
            "closereader: --grade-column and --comment-column name columns of a worksheet: "
            "give it with --grades WORKSHEET.CSV.\n"
        )
        return 2
    files = given.marking or [newest_marking(given.pack)]
    found = match(given.pack, files)
    out = given.out or given.pack.resolve().parent / f"feedback{_ending(given.pack)}"
    columns = {"grade": given.grade_column, "comment": given.comment_column}
    sheet = read_worksheet(given.grades, **columns) if given.grades else None
    made = write_returned(found, out, models=given.models, points=given.points, worksheet=sheet)
    silent = [one.row.name for one in found.papers if not one.says]
    pages = "1 page" if made.pages == 1 else f"{made.pages} pages"
    lines = [] if given.marking else [f"From {files[0].name}, the newest marking file there."]
    lines += [f"{pages}; on {made.pages - len(silent)} of them something is said."]
    if silent:
        lines.append(f"Nothing was said of: {'; '.join(silent)}.")
    if given.points:
        items, most = highest(found, given.points)
        best = f"{max(given.points):g} points each"
        lines.append(f"The highest grade is {most:g}: {items} items were judged, at {best}.")
        if sheet and most and 0 < sheet.highest != most:
            lines[-1] += (
                f" {sheet.name} says {sheet.highest:g}: change it in Moodle, or {most:g} points "
                f"count as {most:g} of {sheet.highest:g}."
            )
    lines += [*found.problems, *made.problems]
    lines.append(f"In {made.folder}: pages, {', '.join(made.files)}")
    if "moodle" in platforms(found) and not given.grades:
        lines.append(_MOODLE)
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if found.problems or made.problems else 0


def _ending(pack: Path) -> str:
    """Name the feedback of pack-02 feedback-02."""
    return pack.resolve().name.removeprefix("pack")


def _points(words: str) -> tuple[float, ...]:
    try:
        found = tuple(float(one) for one in words.split(","))
    except ValueError:
        found = ()
    if len(found) != _POINTS:
        raise argparse.ArgumentTypeError("three numbers with commas, for example 2,1,0")
    return found
