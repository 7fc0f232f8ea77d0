"""Which paragraph of which text is read, asked about and used in which lesson: a table.

It stands in the teacher guide between two comments, and is written anew with the exercises::

    <!-- coverage -->
    <!-- end of coverage -->
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from closereader.authoring.exercises import SOLUTION
from closereader.authoring.routes import asked_about, cited, routes
from closereader.texts import open_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from closereader.authoring.notebook import Notebook

GUIDE = "docs/teacher.md"
BEGIN, END = "<!-- coverage -->\n", "<!-- end of coverage -->\n"
_HEAD = ("| paragraph | read in | asked about in | used in |", "|---|---|---|---|")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: where it is on a reading route, in a question, and anywhere else.

    Each is a tuple of numbers of notebooks, ``02`` for a lesson and ``02x`` for its exercise.
    """

    text: str
    paragraph: str
    read: tuple[str, ...]
    asked: tuple[str, ...]
    used: tuple[str, ...]


def coverage(notebooks: Iterable[Notebook], texts: Sequence[str]) -> tuple[Line, ...]:
    """Give a line for every paragraph of the texts, in their order.

    Notebooks are lessons and exercises. A text as long that a lesson reads only parts of it counts
    as read where a route names the paragraph; a whole one where it is opened without a route, and
    no other notebook names parts of it.
    """
    read: dict[tuple[str, str], list[str]] = {}
    asked: dict[tuple[str, str], list[str]] = {}
    used: dict[tuple[str, str], list[str]] = {}
    kinds = (read, asked, used)
    every = list(notebooks)
    parts = {route.text for one in every for route in routes(one) if not route.whole}
    for one in every:
        number = one.path.name[:2] + ("x" if one.folder == "exercises" else "")
        on_route = {
            (route.text, label)
            for route in routes(one)
            if not (route.whole and route.text in parts)
            for label in route.paragraphs
        }
        questions = asked_about(one)
        shown = [cell for cell in one.cells if SOLUTION not in cell.tags]
        for kind, places in (
            (read, on_route), (asked, questions), (used, cited(shown) - questions),
        ):  # fmt: skip
            for place in places:
                kind.setdefault(place, []).append(number)
    return tuple(
        Line(text, block.label, *(tuple(kind.get((text, block.label), ())) for kind in kinds))
        for text in texts
        for block in open_text(text).paragraphs
    )


def table(lines: Iterable[Line]) -> str:
    """Write the lines as a Markdown table."""
    rows = [
        f"| {line.text} {line.paragraph} | "
        + " | ".join(", ".join(each) or "-" for each in (line.read, line.asked, line.used))
        + " |"
        for line in lines
    ]
    return "\n".join((*_HEAD, *rows)) + "\n"


def with_table(guide: str, lines: Iterable[Line]) -> str:
    """Put the table into a guide, in the place of the one that stands there."""
    before, begin, rest = guide.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{begin}\n{table(lines)}\n{end}{after}" if begin and end else guide


def write(course: Path, lines: Iterable[Line]) -> bool:
    """Write the table into the teacher guide of a course; say whether it changed."""
    path = course / GUIDE
    if not path.is_file():
        return False
    old = path.read_text(encoding="utf-8")
    new = with_table(old, lines)
    if new != old:
        path.write_text(new, encoding="utf-8", newline="\n")
    return new != old
