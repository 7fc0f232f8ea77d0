"""From a choice to its picture, and what can be chosen at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from closereader.tables import Table, TableError, open_table
from whose_lessons.explorer._across import draw_across
from whose_lessons.explorer._measures import MEASURES, find_measure
from whose_lessons.explorer._time import draw_over_time

if TYPE_CHECKING:
    from whose_lessons.explorer._choice import Choice
    from whose_lessons.explorer._picture import Picture


def draw(choice: Choice, panel: Table | None = None) -> Picture:
    """Draw a choice.

    Raises
    ------
    TableError
        When nothing is left to draw: one sentence that says what there is.
    """
    panel = open_table(choice.table) if panel is None else panel
    made = (draw_across if choice.view == "across" else draw_over_time)(choice, panel)
    names = panel.country_names()
    return replace(made, chosen=tuple((code, names[code]) for code in choice.countries))


def settle(choice: Choice, before: Choice, panel: Table) -> Picture:
    """Draw a choice that follows another one; when a new indicator lacks the year, move it.

    Somebody who changes the indicator wants to see it, not to be told that its series ended; but
    the year that moved is said.
    """
    try:
        return draw(choice, panel)
    except TableError:
        same = (choice.x, choice.y, choice.view) == (before.x, before.y, before.view)
        if same or choice.view != "across" or choice.year != before.year:
            raise
        x, y = find_measure(choice.x), find_measure(choice.y)
        year = min(x.indicator.year, y.indicator.year)
        moved = draw(replace(choice, year=year), panel)
    ends = min((x, y), key=lambda each: each.indicator.last)
    note = (
        f"The year moved from {choice.year} to {year}: there are no values of {ends.name} in "
        f"{choice.year}."
    )
    return replace(moved, notes=(note,))


def offered(panel: Table) -> dict[str, Any]:
    """Return what can be chosen, as JSON: indicators and countries with their names."""
    return {
        "measures": [
            {"id": each.column, "name": each.short, "unit": panel.column(each.column).unit}
            for each in MEASURES.values()
        ],
        "countries": sorted(panel.country_names().values()),
    }
