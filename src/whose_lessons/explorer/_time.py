"""One indicator over the years: a line for each country."""

from dataclasses import dataclass

from closereader.pages.lines import listed
from closereader.tables import Table, TableError
from closereader.tables.rows import Records, grouped, having, values
from whose_lessons.explorer._across import (
    ROW,
    interval_heading,
    measure_heading,
    row_point,
    years_with,
)
from whose_lessons.explorer._choice import Choice
from whose_lessons.explorer._measures import Measure, find_measure
from whose_lessons.explorer._picture import Axis, Picture, Point, Series, ShownColumn

_NAMED_GAPS = 4  # countries, in a sentence


@dataclass(frozen=True, slots=True)
class _Paths:
    choice: Choice
    panel: Table
    y: Measure
    asked: tuple[str, ...]
    rows: Records
    """All rows with a value; ``y`` holds it as drawn."""
    paths: tuple[Records, ...]
    """One for each country that has a value, by where it ends, highest first."""

    @property
    def span(self) -> tuple[int, int]:
        """The first and last year with a value."""
        years = values(self.rows, "year")
        return min(years), max(years)

    def role(self, path: Records) -> str:
        """Say whether a line is pointed out among the fifteen."""
        pointed = self.choice.draw == "post-soviet" and path[0]["iso3"] in self.choice.countries
        return "named" if pointed else "path"


def draw_over_time(choice: Choice, panel: Table) -> Picture:
    """Draw lines over the years; raises `TableError` when no value is left."""
    drawn = _paths(choice, panel, find_measure(choice.y))
    limits, ticks = drawn.y.axis(values(drawn.rows, "y"))
    return Picture(
        choice=choice,
        title=_title(drawn),
        summary=tuple(_summary(drawn)),
        x=Axis("Year", *_year_axis(*drawn.span)),
        y=Axis(drawn.y.indicator.axis, limits, ticks),
        lines=tuple(
            Series(path[0]["country"], drawn.role(path), path[0]["iso3"]) for path in drawn.paths
        ),
        points=_points(drawn),
        headings=_headings(drawn),
        leaves_out=tuple(_leaves_out(drawn)),
        source=panel.source_of(drawn.y.column),
        years=years_with(panel, drawn.y),
    )


def _paths(choice: Choice, panel: Table, y: Measure) -> _Paths:
    everything = panel.records()
    codes = choice.countries
    if choice.draw == "post-soviet":
        codes = tuple(dict.fromkeys(row["iso3"] for row in everything if row["post_soviet"] == 1))
    if not codes:
        raise TableError("No country is chosen: add one, or draw the fifteen post-Soviet states.")
    first, last = choice.years
    there = having(everything, y.column)
    rows = [
        {**row, "y": y.indicator.drawn(row[y.column])}
        for row in there
        if row["iso3"] in codes and first <= row["year"] <= last
    ]
    if not rows:
        every = values(there, "year")
        raise TableError(
            f"None of the chosen countries has a value of {y.name} in {first}-{last}. Values of "
            f"it run from {min(every)} to {max(every)}: choose other years, countries or "
            "another indicator."
        )
    by_country = grouped(rows, "iso3")
    paths = [by_country[code] for code in codes if code in by_country]
    paths.sort(key=lambda path: (-path[-1]["y"], path[0]["iso3"]))
    return _Paths(choice, panel, y, codes, rows, tuple(paths))


def _year_axis(first: int, last: int) -> tuple[tuple[float, float], tuple[tuple[float, str], ...]]:
    step = next(each for each in (1, 2, 5, 10) if (last - first) / each <= 7)  # noqa: PLR2004
    ticks = [year for year in range(first, last + 1) if year % step == 0]
    return (first - 0.5, last + 0.5), tuple((float(year), str(year)) for year in ticks)


def _points(drawn: _Paths) -> tuple[Point, ...]:
    """Latest year first, and in a year the highest first."""
    line = {path[0]["iso3"]: at for at, path in enumerate(drawn.paths)}
    rows = sorted(drawn.rows, key=lambda row: (-row["year"], -row["y"], row["iso3"]))
    return tuple(
        row_point(row, row["year"], (str(row["year"]), row["year"]), drawn.y, line[row["iso3"]])
        for row in rows
    )


def _headings(drawn: _Paths) -> tuple[ShownColumn, ...]:
    made = [
        ShownColumn("Country", ("country",)),
        ShownColumn("Year", ("year",), number=True),
        measure_heading(drawn.panel, drawn.y),
    ]
    if drawn.y.interval:
        made.append(interval_heading(drawn.y))
    return (*made, ROW)


# ---- the words


def _title(drawn: _Paths) -> str:
    first, last = drawn.span
    if len(drawn.paths) == 1:
        who = drawn.paths[0][0]["country"]
        return f"How did {drawn.y.name} change in {who}? {first}-{last}"
    if drawn.choice.draw == "post-soviet":
        return f"After the Soviet Union: how did {drawn.y.name} change? {first}-{last}"
    return f"How did {drawn.y.name} change in {len(drawn.paths)} countries? {first}-{last}"


def _summary(drawn: _Paths) -> list[str]:
    said = [_spread(drawn)] if len(drawn.paths) > 1 else []
    if len(drawn.paths) > _NAMED_GAPS:
        said.append(_turns(drawn))
        said += [_told(drawn.y, path) for path in drawn.paths if drawn.role(path) == "named"]
    else:
        said += [_told(drawn.y, path) for path in drawn.paths]
    return [*said, "A line that turns does not say why it turns.", *_missing(drawn)]


def _spread(drawn: _Paths) -> str:
    """Say how far apart the countries are, in the first and the last year most have a value."""
    by_year = grouped(drawn.rows, "year")
    most = max(map(len, by_year.values()))
    full = [year for year, here in by_year.items() if len(here) == most]
    parts = []
    for year in dict.fromkeys((min(full), max(full))):
        low, high = (pick(by_year[year], key=lambda row: row["y"]) for pick in (min, max))
        parts.append(
            f"from {drawn.y.shown(low[drawn.y.column])} ({low['country']}) to "
            f"{drawn.y.shown(high[drawn.y.column])} ({high['country']}) in {year}"
        )
    name = drawn.y.name[:1].upper() + drawn.y.name[1:]
    return f"{name} in {len(drawn.paths)} countries: {', and '.join(parts)}."


def _told(y: Measure, path: Records) -> str:
    first, last = path[0], path[-1]
    if len(path) == 1:
        return f"{first['country']}: one value, {y.shown(first[y.column])} in {first['year']}."
    high, low = (pick(path, key=lambda row: row["y"]) for pick in (max, min))
    interval = ""
    if y.interval:
        interval = f" (68 % interval {last[y.interval[0]]:.2f} to {last[y.interval[1]]:.2f})"
    return (
        f"{first['country']}: {y.number(first[y.column])} in {first['year']}, highest "
        f"{y.number(high[y.column])} in {high['year']}, lowest {y.number(low[y.column])} in "
        f"{low['year']}, {y.shown(last[y.column])} in {last['year']}{interval}."
    )


def _turns(drawn: _Paths) -> str:
    """Say who rose and who fell most between its first and its last value."""
    y = drawn.y.column
    moves = {
        path[0]["country"]: (path[-1][y] - path[0][y], path)
        for path in drawn.paths
        if len(path) > 1
    }
    if not moves:
        return ""
    up, down = (pick(moves, key=lambda name: moves[name][0]) for pick in (max, min))
    rose = sum(change > 0 for change, _ in moves.values())
    said = f"{rose} of {len(moves)} end higher than they began."
    if moves[up][0] > 0:
        said += f" Largest rise: {_from_to(drawn.y, moves[up][1])}."
    if moves[down][0] < 0:
        said += f" Largest fall: {_from_to(drawn.y, moves[down][1])}."
    return said


def _from_to(y: Measure, path: Records) -> str:
    first, last = path[0], path[-1]
    return (
        f"{first['country']}, {y.number(first[y.column])} in {first['year']} to "
        f"{y.shown(last[y.column])} in {last['year']}"
    )


def _missing(drawn: _Paths) -> list[str]:
    """Say which countries have no value, and which have gaps."""
    there = {path[0]["iso3"] for path in drawn.paths}
    names = drawn.panel.country_names()
    none = sorted(names[code] for code in drawn.asked if code not in there)
    first, last = drawn.span
    span = last - first + 1
    gaps = sorted((len(path), path[0]["country"]) for path in drawn.paths if len(path) < span)
    said = [f"No value in these years: {listed(none)}."] if none else []
    others = [names[code] for code in drawn.choice.countries if code not in drawn.asked]
    if others:
        said.append(f"Not among the fifteen, and so not drawn: {listed(others)}.")
    if gaps:
        shown = listed([f"{name} in {count}" for count, name in gaps[:_NAMED_GAPS]])
        fewest = "fewest " if len(gaps) > _NAMED_GAPS else ""
        said.append(
            f"Gaps: {len(gaps)} of {len(drawn.paths)} {'has' if len(gaps) == 1 else 'have'} values "
            f"in fewer than the {span} years of {first}-{last} ({fewest}{shown})."
        )
    asked = drawn.choice.years
    if last < asked[1] or first > asked[0]:
        said.append(
            f"The years {asked[0]}-{asked[1]} were asked for; values were found for {first}-{last}."
        )
    return [*said, drawn.y.missing] if said else []


def _leaves_out(drawn: _Paths) -> list[str]:
    said = [
        ("Why: neighbours, wars, prices, elites and chance are all compatible with such lines."),
        drawn.y.hides.replace("The upright bars", "The bands"),
    ]
    if drawn.choice.draw == "chosen":
        said.append("The countries were chosen: choose others, and the picture may change.")
    return said
