"""From what is asked to its picture, what can be chosen at all, and why something is not drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from closereader.tables import Table, TableError, closest_countries, open_table
from whose_lessons.explorer._across import draw_across
from whose_lessons.explorer._choice import Choice, make_choice
from whose_lessons.explorer._measures import MEASURES, find_measure
from whose_lessons.explorer._picture import Picture
from whose_lessons.explorer._time import draw_over_time

_FIELDS = ("view", "x", "y", "year", "years", "draw", "countries")
_LONGEST = 2_000  # characters of a list of names


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


@dataclass(frozen=True, slots=True)
class Sorry:
    """Why there is no new picture, and which countries may have been meant."""

    sentence: str
    near: tuple[tuple[str, str], ...] = ()
    """Code and name of each."""


def read_choice(raw: object, panel: Table) -> Choice:
    """Take a choice out of a message; raises `TableError` with a sentence."""
    if not isinstance(raw, Mapping):
        raise TableError("A choice must be a JSON object.")
    return make_choice(panel, {name: raw.get(name) for name in _FIELDS})


def look(message: Mapping[str, Any], before: Choice, panel: Table) -> Picture | Sorry:
    """Draw what a message asks for.

    `message`: ``choice`` as `Choice.to_json` gives it; ``add``, countries to add to it as a person
    typed them, with commas between them.
    `before`: the choice of the picture that is shown.
    """
    added = message.get("add", "")
    names = _names(added) if isinstance(added, str) else []
    near: tuple[tuple[str, str], ...] = ()
    try:
        raw = message.get("choice")
        asked = dict(raw) if isinstance(raw, Mapping) else {}
        for name in names:
            near = closest_countries(panel, name)
            panel.countries(name)  # an unknown one is said before anything else
        near = ()
        if names:
            there = asked.get("countries")
            there = there if isinstance(there, list) else []
            asked["countries"] = [*there, *panel.countries(names)]
        return settle(read_choice(asked, panel), before, panel)
    except TableError as error:
        return Sorry(str(error), near)


def _names(added: str) -> list[str]:
    """Split what was typed at commas; a name that has a comma itself is not in the tables."""
    return [name for part in added[:_LONGEST].split(",") if (name := part.strip())]
