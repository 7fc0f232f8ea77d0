"""Small pieces of words that the views share."""

from collections.abc import Iterable, Sequence

from closereader.figures.figure import MOST_ROWS
from closereader.pages.lines import counted
from closereader.texts import Text

MOST_NAMES = 6
HOVER = 220
"""Characters of a passage that a mark of a figure says when it is pointed at."""


def cite(text: Text, start: int, end: int) -> str:
    """Quote a stretch of a text with its place, without white space at its ends."""
    said = text.body[start:end]
    start += len(said) - len(said.lstrip())
    end -= len(said) - len(said.rstrip())
    return text.cite(start, end) if start < end else ""


def names(found: Sequence[str], most: int = MOST_NAMES) -> str:
    """List names, and say how many more there are."""
    if len(found) <= most:
        return ", ".join(found) if found else "nobody"
    return f"{', '.join(found[:most])} and {len(found) - most} more"


def few(found: Iterable[str], most: int = 5) -> str:
    """List things between semicolons, and say how many more there are."""
    known = list(found)
    more = len(known) - most
    return "; ".join(known[:most]) + (f"; and {more} more" if more > 0 else "")


def readers(number: int) -> str:
    """Return ``1 reader`` or ``12 readers``."""
    return counted(number, "reader")


def percent(share: float) -> str:
    """Return a share from 0 to 1 as a percentage: ``3.2 %``."""
    return f"{100 * share:.1f} %"


def cut(shown: int, cells: int) -> list[str]:
    """Say that a list of words does not hold every cell that is drawn."""
    return [f"The list of words holds {shown} of {cells} cells, the strongest."] * (cells > shown)


def rows_cut(themes: int) -> list[str]:
    """Say that the table has no room for every theme of the codebook."""
    return [f"The table holds the first {MOST_ROWS} of {themes} themes."] * (themes > MOST_ROWS)
