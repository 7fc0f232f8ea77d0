"""Numbers in prose: each is put out by a cell of its section, or stands in ``seeds/numbers.csv``.

What a choice asks, offers and replies is prose of the section whose cell asks it.

Digits in prose are for data; what can be counted on the page (three texts, five questions) is
written in words. A number is looked for, as a value, in all that the cells of the same ``##``
section put out. One that no cell puts out needs a row in the register: either the table, row and
column it was taken from, and then the value there, rounded as it is printed, must be the same;
or the source it was read in.

What is no datum is left out: years and dates, labels (¶12, §2, n9, 02/q1), quotations and the
places they stand at, code, addresses, the head of a notebook with its minutes, the minutes of a
step, and lists of works.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from closereader._reading import read_words
from closereader.authoring._errors import AuthoringError
from closereader.authoring.findings import Finding
from closereader.authoring.notebook import Cell, Notebook
from closereader.authoring.prose import headings, passages
from closereader.authoring.speech import choices, said
from closereader.course import open_course
from closereader.tables import TableError, open_table

FIELDS = ("notebook", "number", "what", "table", "row", "column", "source")

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_COUNTED = (
    "questions?|lessons?|exercises?|notes?|parts?|steps?|paragraphs?|pages?|figures?|articles?"
    "|chapters?|cop|g"
)
_NO_DATA = tuple(
    re.compile(pattern)
    for pattern in (
        r"[“‘][^“”]*[”’](?: \([^()]*\))?",  # a quotation, and the place it stands at
        r"\((?:[a-z]+-\d{4})[^()]*\)",  # (alieva-2024 ¶12)
        r"https?://\S+|\b10\.\d{4,9}/\S+",
        r"\b[a-z]+-(?:1[5-9]|20)\d\d\b",  # the id of a text or of a work
        r"[¶§]\s?\d+(?:\s?(?:to|and|–|-|,)\s?[¶§]?\d+)*",
        r"\bn\d+\b|\b\d\d/[\w-]+|\b\d\d_\w+",
        rf"(?i)\b(?:{_COUNTED})[  ]?\d+(?:(?:,| to| and| or|–|-)[  ]?\d+)*\b",
        rf"\b\d{{1,2}}(?:\s?[–-]\s?\d{{1,2}})? (?:{_MONTHS})\b(?: \d{{4}})?",
        rf"\b(?:{_MONTHS}) \d{{1,2}}(?:, \d{{4}})?\b",
        r"(?<![\d.,])(?:1[5-9]|20)\d\d(?:\s?[–-]\s?(?:(?:1[5-9]|20)?\d\d))?s?(?![\d%]|[.,]\d)",
        r"\b\d+(?: to \d+)? min(?:utes?)?\b",
        r"\b(?:ISBN|ISSN)[ :]?[\d-]+X?\b",
        r"(?<=[A-Za-z])-?\d+\b|\b\d+(?:st|nd|rd|th)\b",  # H2, COP28, twentieth century
    )
)
_NUMBER = re.compile(r"(?<![\w.])[-−+]?\d+(?:[,  ]\d{3})*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Registered:
    """One row of ``seeds/numbers.csv``; `line` counts from 1, the names of the columns first."""

    line: int
    notebook: str
    number: str
    what: str
    table: str
    row: str
    column: str
    source: str


def read_register(path: Path) -> tuple[Registered, ...]:
    """Read the register of numbers; none when there is no such file."""
    if not path.exists():
        return ()
    with io.StringIO(read_words(path, AuthoringError), newline="") as file:
        rows = csv.DictReader(file)
        return tuple(
            Registered(line, *((row.get(field) or "").strip() for field in FIELDS))
            for line, row in enumerate(rows, start=2)
        )


def numbers(words: str) -> list[str]:
    """Give the numbers of a run of prose, as printed, without what is no datum.

    >>> numbers("In 2021 rents were 29.9 % of GDP, and 3 of 15 states had 1,000 (alieva-2024 ¶4).")
    ['29.9', '3', '15', '1,000']
    """
    for pattern in _NO_DATA:
        words = pattern.sub(" ", words)
    return [one[0].strip() for one in _NUMBER.finditer(words)]


def value(printed: str) -> Decimal | None:
    """Give the value of a printed number: signs and separators of thousands understood."""
    plain = re.sub(r"[,  ]", "", printed).replace("−", "-").lstrip("+")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def check_numbers(notebook: Notebook, register: Iterable[Registered]) -> Iterator[Finding]:
    """Give every number of the prose that neither a cell of its section nor the register holds."""
    stem = notebook.path.stem
    mine = [one for one in register if one.notebook == stem]
    known = {value(one.number) for one in mine}
    for section in _sections(notebook.cells):
        out = _put_out(section)
        for cell in section:
            for printed in _printed(cell):
                size = value(printed)
                if size in out or size in known or (size is not None and abs(size) in out):
                    continue
                what = f"Prints {printed}, which no cell of this section puts out."
                remedy = "Let a cell print it, or give its source in seeds/numbers.csv."
                yield Finding(notebook.path, cell.place, what, remedy)


def check_register(
    path: Path, register: Iterable[Registered], notebooks: Iterable[Notebook]
) -> Iterator[Finding]:
    """Give every row of the register that is unused, has no source, or says another value."""
    printed: dict[str, set[Decimal | None]] = {}
    for notebook in notebooks:
        for cell in notebook.cells:
            found = printed.setdefault(notebook.path.stem, set())
            found.update(map(value, _printed(cell)))
    for one in register:
        place = f"line {one.line}"
        if value(one.number) not in printed.get(one.notebook, set()):
            what = f"{one.number} is not printed in {one.notebook}."
            yield Finding(path, place, what, "Take the row out, or correct it.")
        elif one.table:
            yield from _against_table(path, place, one)
        elif not one.source:
            what = f"{one.number} has neither a table nor a source."
            yield Finding(path, place, what, "Say where it was read.")


def _against_table(path: Path, place: str, one: Registered) -> Iterator[Finding]:
    keys = dict(part.partition("=")[::2] for part in one.row.split(";") if part)
    try:
        table = open_table(one.table)
    except TableError as error:
        yield Finding(path, place, str(error), "Correct the row.")
        return
    if lacking := [column for column in (*keys, one.column) if column not in table.columns]:
        what = f"{one.table} has no column {lacking[0]!r}."
        yield Finding(path, place, what, "Correct the row.")
        return
    rows = [
        row
        for row in table.records()
        if all(str(row[column]) == wanted for column, wanted in keys.items())
    ]
    if len(rows) != 1:
        what = f"{one.row!r} fits {len(rows)} rows of {one.table}."
        yield Finding(path, place, what, "Name exactly one row.")
        return
    cell, size = rows[0][one.column], value(one.number)
    places, held = len(one.number.partition(".")[2]), value(str(cell))
    if size is None or held is None or round(held, places) != size:
        shown = "empty" if cell is None else cell
        what = f"{one.number} is {shown} in {one.table} ({one.row}; {one.column})."
        yield Finding(path, place, what, "Correct the notebook or the row.")


def _sections(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    section: list[Cell] = []
    for cell in cells:
        begins = headings(cell.prose)
        if begins and begins[0].level <= 2:  # noqa: PLR2004 - an H2 begins a section
            yield section
            section = []
        section.append(cell)
    yield section


def _printed(cell: Cell) -> list[str]:
    if cell.kind == "code":
        return [one for string in choices(cell.source) for one in numbers(string)]
    if cell.kind != "markdown" or cell.index == 0:  # the head promises minutes
        return []
    known = open_course().headings
    titles = [one.title for one in headings(cell.source)]
    if titles and re.match(rf"(?i){known.of('reading')}", titles[0]):
        return []
    question = re.compile(rf"(?i)\b{known.of('question')} \d+\b")
    return [one for words in passages(cell.source) for one in numbers(question.sub(" ", words))]


def _put_out(section: Iterable[Cell]) -> set[Decimal | None]:
    return {
        value(found[0].strip())
        for cell in section
        if not any(choices(cell.source))  # its card shows its own labels
        for one in said(cell)
        if one.by == "output"
        for found in _NUMBER.finditer(one.words)
    }
