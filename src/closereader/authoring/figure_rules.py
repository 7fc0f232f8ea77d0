"""What stands with every figure: a summary in words, a table, and what the count misses."""

import re
from collections.abc import Iterator

from closereader.authoring.findings import Finding
from closereader.authoring.notebook import Cell, Notebook
from closereader.authoring.prose import headings
from closereader.course import open_course

PLOTLY = "application/vnd.plotly.v1+json"
LEAVES_OUT = "What this figure leaves out"  # what a figure says so itself, below its table
SUMMARY_WORDS = 8

_TABLE = re.compile(r"<table\b")
_MARKDOWN_TABLE = re.compile(r"(?m)^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|")


def figures(notebook: Notebook, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    """Give what is missing from the figures of a notebook."""
    for at, cell in enumerate(cells):
        if not is_figure(cell):
            continue
        path, place = notebook.path, cell.place
        below = _section(cells, at)
        if not _misses(cell, below):
            what = f"No “{open_course().headings.misses[0]}” stands under this figure."
            yield Finding(path, place, what, "Say it before the section ends or a figure follows.")
        elif _leaves_out(cell) and _headed(below):
            title = open_course().headings.misses[0]
            what = f"“{title}” is a list in the figure, and again under a heading below it."
            remedy = "Write that it is listed under the figure, and only what the figure lacks."
            yield Finding(path, place, what, remedy)
        if not any(_summary(data) for data in _data(cell)):
            what = f"The figure has no written summary ({SUMMARY_WORDS} words or more)."
            yield Finding(path, place, what, "Give it in text/plain.")
        if not any(_has_table(one) for one in (cell, *below)):
            what = "No table stands with the figure."
            yield Finding(path, place, what, "Give one in text/html, or in the section under it.")


def _misses(cell: Cell, below: tuple[Cell, ...]) -> bool:
    """Whether it is said what is missing: by the figure, or once in the prose below it."""
    if _leaves_out(cell):
        return True
    return any(_says(one.prose) for one in below)


def _says(words: str) -> bool:
    return any(one.lower() in words.lower() for one in open_course().headings.misses)


def _leaves_out(cell: Cell) -> bool:
    return any(LEAVES_OUT in str(data.get("text/html", "")) for data in _data(cell))


def _headed(below: tuple[Cell, ...]) -> bool:
    """Whether a heading of the prose begins a list of its own."""
    return any(_says(one.title) for cell in below for one in headings(cell.prose))


def is_figure(cell: Cell) -> bool:
    """Whether a cell has put out a figure."""
    return any(PLOTLY in data for data in _data(cell))


def _section(cells: tuple[Cell, ...], at: int) -> tuple[Cell, ...]:
    """Give the cells below a figure, as far as its section or the next figure."""
    above = [one for cell in cells[:at] for one in headings(cell.prose)]
    level = above[-1].level if above else 1
    below = []
    for cell in cells[at + 1 :]:
        starts = headings(cell.prose)
        ends = starts and starts[0].level <= level and not _says(starts[0].title)
        if ends or is_figure(cell):
            break
        below.append(cell)
    return tuple(below)


def _data(cell: Cell) -> list[dict[str, object]]:
    return [dict(output.get("data", {})) for output in cell.outputs]


def _summary(data: dict[str, object]) -> bool:
    words = data.get("text/plain")
    named = isinstance(words, str) and not words.startswith(("<", "Figure("))
    return PLOTLY in data and named and len(str(words).split()) >= SUMMARY_WORDS


def _has_table(cell: Cell) -> bool:
    return bool(_MARKDOWN_TABLE.search(cell.prose)) or any(
        _TABLE.search(str(data.get("text/html", ""))) for data in _data(cell)
    )
