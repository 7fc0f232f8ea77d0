"""Who is who: the one list that leads from a number on a page or a screen back to a person.

It lies **beside** the packs of a folder, never in one: each person gets a number and an id, drawn
at random, and keeps both when more is collected later. Whoever has a pack without names and not
this list cannot compute who anybody is.
"""

import csv
import io
import random
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import Self

from closereader.annotations import checks
from closereader.exchange.table import csv_bytes
from closereader.exchange.table import plain as undefused
from closereader.handin import Submission
from closereader.seminar._errors import CollectError
from closereader.seminar._folder import read_words, write_whole
from closereader.seminar._names import bare, canonical
from closereader.seminar._uploads import upload_of
from closereader.seminar.archives import plain
from closereader.seminar.collecting import Collected

FILE = "who-is-who.csv"
_LARGEST = 20_000_000
_DRAW = random.SystemRandom()

Person = tuple[str, str]


@dataclass(frozen=True, slots=True)
class WhoRow:
    """A line of the list: a person and the newest hand-in of one exercise."""

    number: int
    """What pages and screens call the person without a name: 7 is *Reader 7*."""
    id: str
    """The same for programs: ``urn:uuid:…``, random."""
    name: str
    reader: str
    """`name`, `reader`: the name and the id in the hand-in."""
    exercise: str
    """The number of the exercise."""
    platform: str
    """The number that the learning platform gave; "" when it gave none."""
    upload: str
    """What the platform expects before a file for this person."""
    file: str
    """Where the hand-in lay."""

    @property
    def person(self) -> Person:
        """The reader's id and their name without accents."""
        return self.reader, bare(self.name)


COLUMNS = tuple(one.name for one in fields(WhoRow))


def person(handin: Submission) -> Person:
    """Say who handed in: the id and the name, because a copied work folder copies the id."""
    return handin.reader, bare(handin.name)


class Who:
    """The list, in the order of its numbers."""

    def __init__(self, rows: Iterable[WhoRow] = ()) -> None:
        """Take the lines of the list."""
        self.rows = tuple(sorted(rows, key=lambda row: (row.number, row.exercise)))
        self._rows: dict[Person, list[WhoRow]] = {}
        for row in self.rows:
            self._rows.setdefault(row.person, []).append(row)
        self._shown = dict(self._names())

    def __len__(self) -> int:
        """Count the people."""
        return len(self._rows)

    @property
    def series(self) -> str:
        """An id of this list: that of its first person."""
        return self.rows[0].id if self.rows else ""

    def number(self, handin: Submission) -> int:
        """Give the number of the reader, from 1."""
        return self._rows[person(handin)][0].number

    def id(self, handin: Submission) -> str:
        """Give the random id of the reader."""
        return self._rows[person(handin)][0].id

    def name(self, handin: Submission) -> str:
        """Give the name that pages show; namesakes with the number of their platform."""
        return self._shown[person(handin)]

    def numbers(self) -> dict[str, int]:
        """Give the number behind each name that pages show."""
        return {self._shown[key]: rows[0].number for key, rows in self._rows.items()}

    def _names(self) -> Iterator[tuple[Person, str]]:
        names = {
            key: plain(rows[-1].name) or f"reader {key[0].removeprefix('urn:uuid:')[:8]}"
            for key, rows in self._rows.items()
        }
        times = Counter(canonical(name) for name in names.values())
        for key, name in names.items():
            if times[canonical(name)] == 1:
                yield key, name
                continue
            mark = next((row.platform for row in self._rows[key] if row.platform), "")
            yield key, f"{name} ({mark or key[0].removeprefix('urn:uuid:')[:8]})"

    def nameless(self) -> Self:
        """Give the same list of *Reader 7* and ids in place of names, for pages without names."""
        return type(self)(
            replace(row, name=f"Reader {row.number}", reader=row.id) for row in self.rows
        )

    def grown(self, collected: Collected, *, seed: str | None = None) -> Self:
        """Add what was collected: new people get the next numbers, in an order drawn at random.

        With a `seed` the same people always get the same numbers: for a list that nobody keeps.
        """
        everyone = (*collected.earlier, *collected.handins)
        unknown = sorted({person(one) for one in everyone} - set(self._rows))
        (random.Random(seed) if seed is not None else _DRAW).shuffle(unknown)  # noqa: S311
        first = max((row.number for row in self.rows), default=0) + 1
        given = {key: (first + place, uuid.uuid4().urn) for place, key in enumerate(unknown)}
        given |= {key: (rows[0].number, rows[0].id) for key, rows in self._rows.items()}
        rows = {(row.person, row.exercise): row for row in self.rows}
        for one in everyone:  # the newest last
            file = collected.file_of(one)
            _, platform, prefix = upload_of(file)
            number, own = given[person(one)]
            rows[person(one), one.exercise] = WhoRow(
                number, own, one.name, one.reader, one.exercise, platform, prefix, file
            )  # fmt: skip
        return type(self)(rows.values())

    def to_csv(self) -> bytes:
        """Write the list as a table for every spreadsheet."""
        return csv_bytes(COLUMNS, (astuple(row) for row in self.rows))


def read_who(folder: Path) -> Who:
    """Read the list of a folder; an empty one when there is none.

    Raises `CollectError` when a list is there and cannot be read: the numbers of a class are not
    drawn twice.
    """
    path = folder / FILE
    if not path.exists():
        return Who()
    again = "Put it right, or move it away: then all get new numbers."
    try:
        words = read_words(path, _LARGEST, again)
        return Who(_row(cells) for cells in rows_of(words, {"number", "id", "name", "reader"}))
    except CollectError:
        raise
    except (csv.Error, KeyError, ValueError) as error:
        raise CollectError(f"{path}: is not as `closereader collect` wrote it. {again}") from error


def write_who(folder: Path, who: Who) -> None:
    """Write the list beside the packs, whole or not at all.

    Raises `CollectError` when it cannot be written.
    """
    write_whole(folder / FILE, who.to_csv())


def rows_of(words: str, needed: Iterable[str] = ()) -> Iterator[dict[str, str]]:
    """Read a table that a spreadsheet may have written again, with semicolons or tabs.

    A number under *exercise* has two digits again, of which a spreadsheet leaves one.

    Raises `ValueError` when it does not have the columns that are `needed`.
    """
    words = words.removeprefix("\ufeff")
    first = words.partition("\n")[0]
    between = max(",;\t", key=first.count)
    table = csv.DictReader(io.StringIO(words, newline=""), delimiter=between)
    if missing := sorted(set(needed) - set(table.fieldnames or ())):
        raise ValueError(f"there is no column {missing[0]}")
    for cells in table:
        row = {
            str(key).strip(): undefused(value) if isinstance(value, str) else ""
            for key, value in cells.items()
        }
        exercise = row.get("exercise", "")
        if exercise.isascii() and exercise.isdigit():
            row["exercise"] = exercise.zfill(2)
        yield row


def _row(cells: dict[str, str]) -> WhoRow:
    number = int(cells["number"])
    if number < 1:
        raise ValueError(number)
    checks.iri(cells["id"], "the id")
    checks.iri(cells["reader"], "the reader")
    return WhoRow(
        number, cells["id"], cells["name"], cells["reader"], cells["exercise"],
        cells["platform"], cells["upload"], cells["file"],
    )  # fmt: skip
