"""The map of differences as a page on which the sides are chosen."""

from collections.abc import Mapping
from typing import Any

from closereader.figures import Figure, Sheet
from closereader.seminar.groups import Who, named_groups
from closereader.seminar.people import SeminarOfPeople
from closereader.seminar.readings import Seminar
from closereader.seminar.showing import page_of
from closereader.seminar.sides import LISTS, Sides, first_key, make_sides, offered, places_in
from closereader.seminar.views_difference import difference_of, grid_part

_CELL = "cell"


def sides_page(
    seminar: Seminar,
    text_id: str,
    named: tuple[Who | None, Who | None],
    shown: Seminar,
    wishes: Mapping[str, Any],
) -> tuple[str, list[dict[str, Any]]]:
    """Return title and parts: what can be chosen, and the map of what is chosen.

    `seminar`, `shown`: the seminar, and the same one with or without names, as it is shown.
    `named`: the sides that the cell names; None where it names none.
    `wishes`: ``sides``, a key of `closereader.seminar.sides.make_sides`; for two lists ``a`` and
    ``b``.
    """
    by_cell = named != (None, None)
    key = wishes.get("sides")
    if not isinstance(key, str) or not key:
        key = _CELL if by_cell else first_key(shown, text_id)
    if key == _CELL and by_cell:
        sides = [_labelled(seminar, shown, who) for who in named]
        made = Sides(named_groups(shown, text_id, *sides))
    else:
        made = make_sides(shown, text_id, key, wishes)
    part = {
        "now": key,
        "groups": [
            *([{"label": "The cell", "options": [[_CELL, "As the cell says"]]}] if by_cell else []),
            *offered(shown, text_id),
        ],
        "said": made.said,
        "readers": list(shown.of(text_id)) if key == LISTS else [],
        "a": places_in(wishes, "a"),
        "b": places_in(wishes, "b"),
    }
    if isinstance(made.groups, Sheet):
        title, parts = page_of(made.groups)
        return title, [{"sides": part}, *parts]
    figure = difference_of(shown, text_id, made.groups)
    grid = grid_part(text_id, made.groups) if isinstance(figure, Figure) else None
    title, parts = page_of(figure, grid)
    return title, [{"sides": part}, *parts]


def _labelled(seminar: Seminar, shown: Seminar, who: Who | None) -> Who | None:
    """Return what readers are called in the seminar as it is shown."""
    if who is None or shown is seminar or not isinstance(seminar, SeminarOfPeople):
        return who
    if isinstance(who, str):
        return seminar.labels.get(who, who)
    return [seminar.labels.get(one, one) for one in who]
