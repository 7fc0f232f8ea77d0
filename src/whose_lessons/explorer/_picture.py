"""A picture as plain values: points, axes, words and rows that belong together."""

from dataclasses import asdict, dataclass, field
from typing import Any

from closereader.figures.figure import rounded
from closereader.pages import cells
from whose_lessons.explorer._choice import Choice

MOST_SHOWN = 12  # rows, unless all are asked for


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: its limits and ticks in the units in which points are drawn."""

    title: str
    limits: tuple[float, float]
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """What belongs together in the drawing: a line over the years, or a kind of points."""

    name: str
    role: str
    """``other``, ``named`` or ``baltic`` for points, ``path`` for a line over the years,
    ``named`` for one that is pointed out."""
    code: str = ""


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column of the rows."""

    title: str
    names: tuple[str, ...]
    """The columns of the table that it shows."""
    unit: str = ""
    source: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A point and the row of the table that it stands for."""

    at: tuple[float, float, float | None, float | None]
    """x and y as drawn; the ends of the interval of y, or None."""
    line: int
    """Which of the picture's lines it belongs to."""
    cells: tuple[str, ...]
    """The row as it is shown, a cell for each heading; the last names it: ``AZE, 2021``."""
    values: tuple[str | float | None, ...]
    """The row as it stands in the table, a value for each name of the headings."""
    label: str = ""
    """A name that stands beside the point."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its question, its words and its rows: they are made and change together."""

    choice: Choice
    title: str
    summary: tuple[str, ...]
    """What there is to see, in sentences."""
    x: Axis
    y: Axis
    lines: tuple[Series, ...]
    points: tuple[Point, ...]
    headings: tuple[ShownColumn, ...]
    leaves_out: tuple[str, ...]
    source: str
    fit: tuple[tuple[float, float], tuple[float, float]] | None = None
    """The ends of the fitted line."""
    years: tuple[tuple[int, int], ...] = ()
    """Each year that can be chosen, with the number of countries that have a value."""
    chosen: tuple[tuple[str, str], ...] = ()
    """Code and name of the chosen countries."""
    notes: tuple[str, ...] = field(default=())
    """What was changed so that the choice could be drawn."""

    def to_json(self) -> dict[str, Any]:
        """Return all of it as JSON, short keys where there are many; rows as the table has them."""
        made = {
            name: rounded(asdict(part) if name in {"x", "y"} else part)
            for name in ("title", "summary", "x", "y", "leaves_out", "source", "fit", "years",
                         "chosen", "notes")
            for part in [getattr(self, name)]
        }  # fmt: skip
        return {
            **made,
            "choice": self.choice.to_json(),
            "lines": [asdict(line) for line in self.lines],
            "headings": [asdict(heading) for heading in self.headings],
            "points": [
                {"at": rounded(each.at), "s": each.line, "c": each.cells, "v": each.values,
                 **({"label": each.label} if each.label else {})}
                for each in self.points
            ],
        }  # fmt: skip

    @property
    def words(self) -> str:
        """The summary as one paragraph."""
        return " ".join(self.summary)

    def first_rows(self) -> tuple[tuple[str, ...], list[tuple[str, ...]], str]:
        """Return headings and the first rows as text, and a sentence on those that are not shown.

        Named countries come first, so that the few rows are the ones that were asked for.
        """
        named = [each for each in self.points if self.lines[each.line].role != "other"]
        rest = [each for each in self.points if self.lines[each.line].role == "other"]
        shown = [each.cells for each in [*named, *rest][:MOST_SHOWN]]
        count = len(self.points)
        more = f"{len(shown)} of {count} rows." if count > len(shown) else ""
        return tuple(each.title for each in self.headings), shown, more

    def to_text(self) -> str:
        """Return question, summary, first rows, what is left out and source as plain text."""
        headings, rows, more = self.first_rows()
        table = cells.plain_table(headings, rows)
        return "\n\n".join(
            (
                self.title,
                self.words,
                f"{table}\n{more}" if more else table,
                "\n- ".join(("What this figure leaves out:", *self.leaves_out)),
                f"Source: {self.source}",
            )
        )
