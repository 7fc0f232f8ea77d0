"""What one cell may be: short, finished, and with words for every picture."""

import re
from collections.abc import Iterator

from closereader.authoring.exercises import KNOWN_TAGS, SOLUTION, STUDENT
from closereader.authoring.findings import Remark
from closereader.authoring.notebook import Cell
from closereader.authoring.prose import count_words, headings, images, without_code
from closereader.authoring.speech import said
from closereader.course import open_course

VISIBLE_LINES = 3
PROSE_WORDS = 120
DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"'<>|)\]]+")

_DOI_MEANT = re.compile(r"(?i)\b(?:doi\.org/|doi:?\s)\s*([^\s)\]>|]*)")
_BLANK_END = re.compile(r"(\S{1,40}) +$", re.MULTILINE)
# Spelt in two halves, so that a search for what is unfinished does not find this line.
_PLACEHOLDER = re.compile(
    r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX|TBD|TBA|NULL)\b|(?i:\blorem\b)|\?\?\?|\[insert\b"
)


def one_cell(cell: Cell, *, of_solution: bool) -> Iterator[Remark]:
    """Give what is wrong with one cell, whatever stands around it."""
    for tag in cell.tags:
        if tag not in KNOWN_TAGS or not of_solution:
            yield f"Has the tag {tag!r}.", f"Only solutions have tags: {STUDENT}, {SOLUTION}."
    for one in said(cell):
        if one.by != "output" and (found := _PLACEHOLDER.search(one.words)):
            yield f"Holds a placeholder: {found[0]}.", "Write what belongs there."
    if cell.kind == "code":
        yield from _code(cell)
    elif cell.kind == "markdown":
        yield from _prose(cell)
        yield from _dois(cell)


def _code(cell: Cell) -> Iterator[Remark]:
    lines = [line for line in cell.source.splitlines() if line.strip()]
    if len(lines) > VISIBLE_LINES and not cell.hidden:
        what = f"Shows {len(lines)} lines of code; {VISIBLE_LINES} is the most."
        hide = "hide them with View, Collapse Selected Code, and save"
        yield what, f"Move them into the library, or {hide}."


def _prose(cell: Cell) -> Iterator[Remark]:
    words = count_words(cell.source)
    if words > PROSE_WORDS and not _is_list_of_works(cell):
        yield f"Has {words} words of prose; {PROSE_WORDS} is the most.", "Split it, or say less."
    if blank := _BLANK_END.search(cell.source):
        what = f"Has a line that ends with a blank: “{blank[1]}”."
        yield what, "Take it away: programs that keep lessons as text lose it."
    for alternative, address in images(cell.source):
        if not alternative:
            what = f"Shows {address} without words for those who cannot see it."
            yield what, "Write ![what is to be seen](…)."


def _dois(cell: Cell) -> Iterator[Remark]:
    for meant in _DOI_MEANT.finditer(without_code(cell.source)):
        if not DOI.fullmatch(meant[1].rstrip(".,;")):
            what = f"“{meant[0].strip()}” is not the form of a DOI."
            yield what, "Write https://doi.org/10.nnnn/…"


def _is_list_of_works(cell: Cell) -> bool:
    titles = [one.title for one in headings(cell.source)]
    reading = rf"(?i){open_course().headings.of('reading')}"
    return bool(titles) and re.match(reading, titles[0]) is not None
