"""What the teacher guide has from the notebooks: goals, paragraphs, and rubrics of the lessons.

One table says which question tries which goal (see `goals`), another which paragraph of which text
is read, asked about and used in which lesson. The rubrics are those of every answer that is looked
at, word for word as the solutions have them. Each stands between two comments, and is written anew
with the exercises::

    <!-- goals -->
    <!-- end of goals -->
    <!-- coverage -->
    <!-- end of coverage -->
    <!-- rubrics -->
    <!-- end of rubrics -->
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from closereader.authoring import goals
from closereader.authoring.exercises import DERIVED, SOLUTION, notebooks_in
from closereader.authoring.notebook import Notebook, read, write_words
from closereader.authoring.routes import asked_about, cited, routes
from closereader.authoring.rubrics import rubrics
from closereader.authoring.timing import without_more
from closereader.texts import open_text, text_ids

GUIDE = "docs/teacher.md"
BEGIN, END = "<!-- coverage -->\n", "<!-- end of coverage -->\n"
GOALS = "<!-- goals -->\n", "<!-- end of goals -->\n"
RUBRICS = "<!-- rubrics -->\n", "<!-- end of rubrics -->\n"
_HEAD = ("| paragraph | read in | asked about in | used in |", "|---|---|---|---|")


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One paragraph: where it is on a reading route, in a question, and anywhere else.

    Each is a tuple of numbers of notebooks, ``02`` for a lesson, ``02+`` for its further sections
    alone (headed *More*), and ``02x`` for its exercise.
    """

    text: str
    paragraph: str
    read: tuple[str, ...]
    asked: tuple[str, ...]
    used: tuple[str, ...]


def coverage(notebooks: Iterable[Notebook], texts: Sequence[str]) -> tuple[CoverageRow, ...]:
    """Give a line for every paragraph of the texts, in their order.

    Notebooks are lessons and exercises. A text of which some route names a part is too long to be
    read at once: its paragraphs count as read where a route names them. Any other text is read
    where it is opened.
    """
    routed: dict[tuple[str, str], list[str]] = {}
    asked: dict[tuple[str, str], list[str]] = {}
    used: dict[tuple[str, str], list[str]] = {}
    kinds = (routed, asked, used)
    every = list(notebooks)
    parts = {route.text for one in every for route in routes(one) if not route.whole}
    for one in every:
        number = one.path.name[:2] + ("x" if one.folder == "exercises" else "")
        core = without_more(one)
        for number_of, part in ((number, core), (f"{number}+", one)):
            for kind, places in zip(kinds, _places(part, parts), strict=True):
                for place in places:
                    if number not in (there := kind.setdefault(place, [])):
                        there.append(number_of)
    return tuple(
        CoverageRow(
            text, block.label, *(tuple(kind.get((text, block.label), ())) for kind in kinds)
        )
        for text in texts
        for block in open_text(text).paragraphs
    )


def _places(notebook: Notebook, parts: set[str]) -> tuple[set[tuple[str, str]], ...]:
    """Give (text, paragraph) of what a notebook reads, asks about, and otherwise uses."""
    on_route = {
        (route.text, label)
        for route in routes(notebook)
        if not (route.whole and route.text in parts)
        for label in route.paragraphs
    }
    questions = asked_about(notebook)
    shown = [cell for cell in notebook.cells if SOLUTION not in cell.tags]
    return on_route, questions, cited(shown) - questions


def table(lines: Iterable[CoverageRow]) -> str:
    """Write the lines as a Markdown table."""
    rows = [
        f"| {line.text} {line.paragraph} | "
        + " | ".join(", ".join(each) or "-" for each in (line.read, line.asked, line.used))
        + " |"
        for line in lines
    ]
    return "\n".join((*_HEAD, *rows)) + "\n"


def with_table(guide: str, lines: Iterable[CoverageRow]) -> str:
    """Put the table into a guide, in the place of the one that stands there."""
    return _between(guide, (BEGIN, END), table(lines))


def _between(guide: str, comments: tuple[str, str], words: str) -> str:
    before, begin, rest = guide.partition(comments[0])
    _, end, after = rest.partition(comments[1])
    return f"{before}{begin}\n{words.rstrip()}\n\n{end}{after}" if begin and end else guide


def stale_guide(course: Path) -> bool:
    """Say whether the table in the teacher guide of a course is not what its notebooks hold."""
    path = course / GUIDE
    return path.is_file() and path.read_text(encoding="utf-8") != _fresh(course, path)


def write_guide(course: Path) -> bool:
    """Write the table into the teacher guide of a course; say whether that changed it."""
    path = course / GUIDE
    return path.is_file() and write_words(path, _fresh(course, path))


def _fresh(course: Path, path: Path) -> str:
    notebooks = [
        read(one) for folder in ("notebooks", DERIVED) for one in notebooks_in(course / folder)
    ]
    guide = with_table(path.read_text(encoding="utf-8"), coverage(notebooks, text_ids()))
    solutions = [read(one) for one in notebooks_in(course / "solutions")]
    guide = _between(guide, GOALS, goals.table(goals.open_goals(course)))
    return _between(guide, RUBRICS, rubrics(solutions))
