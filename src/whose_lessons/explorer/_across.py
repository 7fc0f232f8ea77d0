"""One year of the panel: a point for each country, two indicators."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from statistics import linear_regression

from closereader.pages.lines import listed
from closereader.tables import Table, TableError
from closereader.tables.rows import Record, Records, having, values
from whose_lessons.estimators import EstimateError, correlation
from whose_lessons.explorer._choice import Choice
from whose_lessons.explorer._measures import Measure, find_measure
from whose_lessons.explorer._picture import Axis, Picture, Point, Series, ShownColumn
from whose_lessons.figures.indicators import BALTIC, INDICATORS, LIBDEM
from whose_lessons.figures.scatter import FEWEST, Year, finding, with_interval

_FEW = 30  # points: below, one or two of them can turn a line
_LISTED = 6  # names, in a sentence
_OTHER, _NAMED, _BALTIC = 0, 1, 2


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The rows of one year, and those of them that have both values."""

    choice: Choice
    panel: Table
    x: Measure
    y: Measure
    asked: Records
    """The countries that are asked for, with values or without."""
    rows: Records
    """Those with both values; ``x`` and ``y`` hold them as drawn."""

    @property
    def named(self) -> list[str]:
        """Codes of the countries with a name beside their point."""
        codes = values(self.rows, "iso3")
        if self.choice.draw != "all":
            return codes
        return [code for code in self.choice.countries if code in codes]


def draw_across(choice: Choice, panel: Table) -> Picture:
    """Draw one year; raises `TableError` when no country is left."""
    x, y = find_measure(choice.x), find_measure(choice.y)
    drawn = _rows(choice, panel, x, y)
    named = set(drawn.named)
    limits = [measure.axis(values(drawn.rows, name)) for measure, name in ((x, "x"), (y, "y"))]
    return Picture(
        choice=choice,
        title=_title(drawn),
        summary=tuple(_summary(drawn)),
        x=Axis(x.indicator.axis, *limits[0]),
        y=Axis(y.indicator.axis, *limits[1]),
        lines=(
            Series("other countries", "other"),
            Series("named countries" if choice.draw == "all" else "countries", "named"),
            Series("Baltic states", "baltic"),
        ),
        points=tuple(_point(drawn, row, named) for row in drawn.rows),
        headings=_headings(drawn),
        leaves_out=tuple(_leaves_out(drawn)),
        source=panel.source_of(y.column, x.column),
        fit=_fit(drawn),
        years=years_with(panel, x, y),
    )


def _rows(choice: Choice, panel: Table, x: Measure, y: Measure) -> _Drawn:
    asked = panel.select(years=choice.year).records()
    if choice.draw == "post-soviet":
        asked = [row for row in asked if row["post_soviet"] == 1]
    elif choice.draw == "chosen":
        if not choice.countries:
            raise TableError("No country is chosen: add one, or draw all countries.")
        asked = [row for row in asked if row["iso3"] in choice.countries]
    rows = [
        {**row, "x": x.indicator.drawn(row[x.column]), "y": y.indicator.drawn(row[y.column])}
        for row in having(asked, x.column, y.column)
    ]
    if not rows:
        raise TableError(_nothing(choice, panel, x, y))
    rows.sort(key=lambda row: (-row["x"], row["iso3"]))
    return _Drawn(choice, panel, x, y, asked, rows)


def _nothing(choice: Choice, panel: Table, x: Measure, y: Measure) -> str:
    who = {"all": "No country", "post-soviet": "No post-Soviet state"}.get(
        choice.draw, "None of the chosen countries"
    )
    years = [year for year, count in years_with(panel, x, y) if count]
    return (
        f"{who} has a value of both {x.name} and {y.name} in {choice.year}. There are such values "
        f"from {min(years)} to {max(years)}: choose another year or indicator, or other countries."
    )


def years_with(panel: Table, *measures: Measure) -> tuple[tuple[int, int], ...]:
    """Return each year of the panel, and how many countries have a value of all measures in it."""
    years = panel.cells("year")
    columns = [panel.cells(each.column) for each in measures]
    whole = Counter(year for year, *cells in zip(years, *columns, strict=True) if None not in cells)
    return tuple((year, whole[year]) for year in sorted(set(years)))


def _point(drawn: _Drawn, row: Record, named: Collection[str]) -> Point:
    code, of_x = row["iso3"], row[drawn.x.column]
    line = _NAMED if code in named else _OTHER
    if drawn.choice.draw == "post-soviet" and code in BALTIC:
        line = _BALTIC
    label = row["country"] if code in named else ""
    return row_point(row, row["x"], (drawn.x.number(of_x), of_x), drawn.y, line, label)


def row_point(  # noqa: PLR0913, PLR0917 - a point has this many parts
    row: Record, x: float, beside: tuple[str, float], y: Measure, line: int, label: str = ""
) -> Point:
    """Return the point of a row; ``beside`` is the cell beside its country, and its value."""
    cells = [row["country"], beside[0], y.number(row[y.column])]
    held = [row["country"], beside[1], row[y.column]]
    low = high = None
    if y.interval:
        low, high = (row[end] for end in y.interval)
        cells.append(f"{low:.2f} to {high:.2f}")
        held += [low, high]
    return Point(
        at=(x, row["y"], low, high),
        line=line,
        cells=(*cells, f"{row['iso3']}, {row['year']}"),
        values=(*held, row["iso3"], row["year"]),
        label=label,
    )


def _headings(drawn: _Drawn) -> tuple[ShownColumn, ...]:
    made = [ShownColumn("Country", ("country",))]
    made += [measure_heading(drawn.panel, each) for each in (drawn.x, drawn.y)]
    if drawn.y.interval:
        made.append(interval_heading(drawn.y))
    return (*made, ROW)


def measure_heading(panel: Table, measure: Measure) -> ShownColumn:
    """Return the heading of a measure, with its unit and source."""
    column = panel.column(measure.column)
    source = f"{column.source} ({column.series})" if column.series else column.source
    return ShownColumn(measure.short, (measure.column,), column.unit, source, number=True)


def interval_heading(measure: Measure) -> ShownColumn:
    """Return the heading of an interval."""
    return ShownColumn("68 % interval", measure.interval or (), number=True)


ROW = ShownColumn("Row", ("iso3", "year"))


def _fit(drawn: _Drawn) -> tuple[tuple[float, float], tuple[float, float]] | None:
    x, y = values(drawn.rows, "x"), values(drawn.rows, "y")
    left, right = min(x), max(x)
    if len(x) < FEWEST or left == right:
        return None
    slope, start = linear_regression(x, y)
    return (left, start + slope * left), (right, start + slope * right)


# ---- the words


def _title(drawn: _Drawn) -> str:
    x, y, choice = drawn.x, drawn.y, drawn.choice
    asks = {
        "all": f"Do countries with {x.indicator.more} have {{}}?",
        "post-soviet": f"Do post-Soviet states with {x.indicator.more} have {{}}?",
    }.get(choice.draw, f"Among these countries, do those with {x.indicator.more} have {{}}?")
    fate = "less liberal democracy" if y.column == LIBDEM else y.indicator.more
    return f"{asks.format(fate)} {choice.year}"


def _summary(drawn: _Drawn) -> list[str]:
    said = [_found(drawn), *_extremes(drawn)]
    if drawn.choice.draw == "all" and drawn.named:
        said.append(_each(drawn))
    said += _missing(drawn)
    return [each for each in said if each]


def _found(drawn: _Drawn) -> str:
    """Say slope and correlation, with the caution that this only describes."""
    rows, x, y = drawn.rows, drawn.x, drawn.y
    caution = "This describes where countries stand; it does not say what causes what."
    if _fit(drawn) is None:
        many = "country has" if len(rows) == 1 else "countries have"
        return f"{len(rows)} {many} both values in {drawn.choice.year}: too few for a line."
    if y.column == LIBDEM and x.indicator.column != LIBDEM:
        year = Year(drawn.panel, rows, x.indicator, drawn.choice.year)
        try:
            said = finding(year)
        except EstimateError:
            said = ""
        if said:
            return f"{said} {caution}"
    try:
        pairs = values(rows, "x"), values(rows, "y"), values(rows, "iso3")
        together = with_interval(correlation(*pairs))
    except EstimateError:
        return f"All {len(rows)} countries have the same {y.name}: there is nothing to compare."
    logs = " (in logarithms)" if x.indicator.log or y.indicator.log else ""
    return (
        f"Across {len(rows)} countries in {drawn.choice.year} the correlation of {x.name} and "
        f"{y.name}{logs} is {together}. {caution}"
    )


def _extremes(drawn: _Drawn) -> list[str]:
    if len(drawn.rows) < 2:  # noqa: PLR2004 - one country is neither highest nor lowest
        return []
    ends = (pick(drawn.rows, key=lambda row: row["x"]) for pick in (max, min))
    most, least = (_two(drawn, row) for row in ends)
    return [f"Most {drawn.x.name}: {most}; least: {least}."]


def _each(drawn: _Drawn) -> str:
    rows = {row["iso3"]: row for row in drawn.rows}
    said = "; ".join(_two(drawn, rows[code]) for code in drawn.named)
    return f"Pointed out{', with the 68 % interval' if drawn.y.interval else ''}: {said}."


def _two(drawn: _Drawn, row: Record) -> str:
    x, y = drawn.x, drawn.y
    said = f"{row['country']} {x.shown(row[x.column])}, {y.shown(row[y.column])}"
    if not y.interval:
        return said
    low, high = (row[end] for end in y.interval)
    return f"{said} ({low:.2f} to {high:.2f})"


def _missing(drawn: _Drawn) -> list[str]:
    """Say who is not drawn, and why; chosen countries by name."""
    here = values(drawn.rows, "iso3")
    gone = [row for row in drawn.asked if row["iso3"] not in here]
    if not gone:
        return []
    lack = [each for each in (drawn.x, drawn.y) if None in values(gone, each.column)]
    first = [
        row for row in gone if row["iso3"] in drawn.choice.countries or row["post_soviet"] == 1
    ]
    names = sorted(values(gone if len(gone) <= _LISTED else first, "country"))
    kinds = " or of ".join(each.name for each in lack)
    count = len(gone)
    among = "" if count <= _LISTED else ", among them" if names else ""
    who = f"{among if count > _LISTED else ':'} {listed(names)}" if names else ""
    what = "country has" if count == 1 else "countries have"
    return [
        f"Not drawn: {count} {what} no value of {kinds} in {drawn.choice.year}{who}.",
        *(each.missing for each in lack),
    ]


def _leaves_out(drawn: _Drawn) -> list[str]:
    x, y, count = drawn.x, drawn.y, len(drawn.rows)
    oil = x.column in INDICATORS
    said = [
        "One year is a snapshot: it cannot show what happens in a country when "
        + ("its oil income rises or falls." if oil else "one of the two changes."),
        (
            f"Countries with {'much oil' if oil else 'more of one'} differ from others in more "
            f"than {'oil' if oil else 'the other'}: in region, history and neighbours."
        ),
    ]
    if count < _FEW:
        said.append(f"{count} countries are few: one or two of them can turn the line.")
    if drawn.choice.draw == "chosen":
        said.append("The countries were chosen: choose others, and the picture may change.")
    return [*said, *(each.hides for each in (y, x))]
