"""What is chosen: a view, its indicators, years and countries, each checked."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Any

from closereader.tables import Table, TableError
from whose_lessons.explorer._measures import RENTS, find_measure
from whose_lessons.figures.indicators import LIBDEM
from whose_lessons.figures.rents import NAMED

VIEWS = ("across", "over time")
DRAWN = ("all", "post-soviet", "chosen")
MOST_COUNTRIES = 15

_PRESETS: dict[str, dict[str, Any]] = {
    "panel": {},
    "rents": {"view": "across", "x": RENTS, "y": LIBDEM},
    "trajectories": {"view": "over time", "y": LIBDEM, "draw": "post-soviet"},
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One picture of a table: enough to draw it again."""

    table: str
    view: str
    """``across``: one year, a point for each country; ``over time``: a line for each country."""
    x: str
    """The column on the x axis, across countries."""
    y: str
    year: int
    """The year, across countries."""
    years: tuple[int, int]
    """First and last year, over time."""
    draw: str
    """``all`` (across only), ``post-soviet``, or ``chosen``: only the chosen countries."""
    countries: tuple[str, ...]
    """Codes of the chosen countries: pointed out across, drawn over time."""

    def to_json(self) -> dict[str, Any]:
        """Return the choice as JSON; `make_choice` reads it again."""
        return {**asdict(self), "years": list(self.years), "countries": list(self.countries)}


def preset(of: str) -> dict[str, Any]:
    """Return what a ready picture stands for; an unknown one raises and lists those there are."""
    if of not in _PRESETS:
        close = get_close_matches(str(of), _PRESETS, 1, 0.4)
        offer = f" Did you mean {close[0]!r}?" if close else ""
        raise TableError(
            f"There is nothing to explore called {of!r}.{offer} There are: {', '.join(_PRESETS)}."
        )
    return dict(_PRESETS[of])


def make_choice(panel: Table, wishes: Mapping[str, Any]) -> Choice:
    """Check what is wished for and fill in the rest.

    Parameters
    ----------
    panel
        The table.
    wishes
        The fields of `Choice` by name; one that is missing or None takes its usual value.
        Countries may be codes or names.

    Raises
    ------
    TableError
        For an unknown view, indicator, year or country, two times the same indicator, or too many
        countries: one sentence that says what there is.
    """
    wished = {name: value for name, value in wishes.items() if value is not None}
    view = _one_of("view", wished.get("view", "across"), VIEWS)
    y = find_measure(wished.get("y", LIBDEM))
    x = find_measure(wished.get("x", RENTS if y.column != RENTS else LIBDEM))
    if view == "across" and x is y:
        raise TableError(
            f"Both axes show {x.name}: a measure against itself says nothing. Choose another for "
            "one of them."
        )
    countries = _countries(panel, wished.get("countries"))
    usual = "all" if view == "across" else "chosen" if countries else "post-soviet"
    drawn = _one_of("draw", wished.get("draw", usual), DRAWN)
    if view == "over time" and drawn == "all":
        drawn = "chosen"  # a hundred lines cannot be read
    if countries is None:
        countries = NAMED if view == "across" or drawn == "chosen" else ()
    return Choice(
        table=panel.name,
        view=view,
        x=x.column,
        y=y.column,
        year=_year(panel, wished.get("year", min(x.indicator.year, y.indicator.year))),
        years=_span(panel, wished.get("years")),
        draw=drawn,
        countries=countries,
    )


def _one_of(name: str, value: object, known: Iterable[str]) -> str:
    if not isinstance(value, str) or value not in known:
        raise TableError(f"{name} is {value!r}; choose one of: {', '.join(known)}.")
    return value


def _countries(panel: Table, wished: object) -> tuple[str, ...] | None:
    if wished is None:
        return None
    asked = [wished] if isinstance(wished, str) else wished
    if not isinstance(asked, list | tuple) or not all(isinstance(each, str) for each in asked):
        raise TableError("Name countries by their code or name, like ['Belarus', 'NOR'].")
    codes = panel.countries(asked) if asked else ()
    if len(codes) > MOST_COUNTRIES:
        raise TableError(
            f"{len(codes)} countries are too many to tell apart: choose up to {MOST_COUNTRIES}."
        )
    return codes


def _year(panel: Table, wished: object) -> int:
    first, last = limits(panel)
    if not isinstance(wished, int) or isinstance(wished, bool) or not first <= wished <= last:
        raise TableError(
            f"The table {panel.name} has no year {wished!r}: its years run from {first} to {last}."
        )
    return wished


def _span(panel: Table, wished: object) -> tuple[int, int]:
    if wished is None:
        return limits(panel)
    if not isinstance(wished, list | tuple) or len(wished) != 2:  # noqa: PLR2004 - from, to
        raise TableError(f"years is {wished!r}; give the first and the last, like (1990, 2021).")
    first, last = (_year(panel, each) for each in wished)
    if first >= last:
        raise TableError(
            f"The years run from {first} to {last}: choose a last year after the first."
        )
    return first, last


def limits(panel: Table) -> tuple[int, int]:
    """Return the first and the last year of the panel."""
    years = panel.cells("year")
    return min(years), max(years)
