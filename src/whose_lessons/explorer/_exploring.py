"""What a student asks of the explorer, checked; what cannot be drawn becomes a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from closereader.tables import Table, TableError, closest_countries
from whose_lessons.explorer import Choice, Picture, make_choice, settle

_FIELDS = ("view", "x", "y", "year", "years", "draw", "countries")
_LONGEST = 2_000  # characters of a list of names


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

    Parameters
    ----------
    message
        ``choice`` as `Choice.to_json` gives it; ``add``, countries to add to it as a person typed
        them, with commas between them.
    before
        The choice of the picture that is shown.
    """
    added = message.get("add", "")
    names = _names(added) if isinstance(added, str) else []
    near: tuple[tuple[str, str], ...] = ()
    try:
        raw = message.get("choice")
        asked = dict(raw) if isinstance(raw, Mapping) else {}
        if names:
            for name in names:
                near = closest_countries(panel, name)
                panel.countries(name)  # an unknown one is said before anything else
            near = ()
            there = asked.get("countries")
            there = there if isinstance(there, list) else []
            asked["countries"] = [*there, *panel.countries(names)]
        return settle(read_choice(asked, panel), before, panel)
    except TableError as error:
        return Sorry(str(error), near)


def _names(added: str) -> list[str]:
    """Split what was typed at commas; a name that has a comma itself is not in the tables."""
    return [name for part in added[:_LONGEST].split(",") if (name := part.strip())]
