"""What was put into Moodle's worksheet before, so that a mended remark takes the old one's place.

Moodle gives back in its next worksheet what was uploaded into it, among what a teacher typed there.
So each line and grade that we put in is remembered, in ``grades-written.csv`` beside the pack. Only
what stands there exactly so, and was put in by us, may be taken out again.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from closereader.exchange.table import csv_bytes
from closereader.seminar._errors import CollectError
from closereader.seminar._folder import write_whole
from closereader.seminar.who import rows_of

FILE = "grades-written.csv"
_COLUMNS = ("exercise", "platform", "cell", "words", "times")
_LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Ours:
    """What we put into one row."""

    grade: str = ""
    """The last grade; "" when it was none."""
    lines: Counter[str] = field(default_factory=Counter)
    """Each line of comments that we ever put in, and how often at once."""


def merged(there: Sequence[str], ours: Sequence[str], before: Ours) -> tuple[list[str], Ours]:
    """Put lines among those that stand there, in the place of earlier ones of ours.

    A line that stands there already does not come in twice; one that nobody but a teacher put
    there stays, whatever it says.

    Returns the lines, and what we have put in by now.
    """
    left, wanted = Counter(there), Counter(ours)
    stale = {line: before.lines[line] - wanted[line] for line in before.lines}
    found: list[str] = []
    place: int | None = None
    for line in there:
        if stale.get(line, 0) > 0 and left[line] > wanted[line]:
            stale[line] -= 1
            left[line] -= 1
            place = len(found) if place is None else place
        else:
            found.append(line)
    new = []
    for line in ours:
        if left[line] > 0:
            left[line] -= 1
        else:
            new.append(line)
    still = Counter(found) & before.lines
    typed = Counter(there) - before.lines
    added = Counter(line for line in new if not typed[line])  # else it may be the teacher's
    at = len(found) if place is None else place
    found[at:at] = new
    return found, Ours(before.grade, before.lines | (still + added))


def read_written(folder: Path, exercise: str) -> dict[str, Ours]:
    """Read what was put in for an exercise, by Moodle's number of the person.

    Raises `CollectError` when the file cannot be read: a sentence that says what to do.
    """
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("it is too large")  # noqa: TRY301 - the same sentence for all
        found: dict[str, Ours] = {}
        for row in _rows(path):
            if row["exercise"] != exercise:
                continue
            one = found.get(row["platform"], Ours())
            if row["cell"] == "grade":
                one = Ours(row["words"], one.lines)
            else:
                one.lines[row["words"]] = int(row["times"])
            found[row["platform"]] = one
    except (OSError, ValueError) as error:
        raise CollectError(
            f"{path}: cannot be read ({error}). Remove it: remarks are then added to the "
            "worksheet, and none of its lines is replaced."
        ) from error
    return found


def write_written(folder: Path, exercise: str, written: Mapping[str, Ours]) -> None:
    """Write what was put in for an exercise; what is there of other exercises stays.

    Raises `CollectError` when it cannot be written.
    """
    path = folder / FILE
    others = [row for row in _rows(path) if row["exercise"] != exercise]
    rows: list[list[object]] = [[row[name] for name in _COLUMNS] for row in others]
    for number, one in sorted(written.items()):
        if one.grade:
            rows.append([exercise, number, "grade", one.grade, 1])
        rows += [[exercise, number, "comment", line, many] for line, many in one.lines.items()]
    write_whole(path, csv_bytes(_COLUMNS, rows))


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    return list(rows_of(path.read_bytes().decode(), _COLUMNS))
