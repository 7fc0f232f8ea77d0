"""How much less liberal democracy goes with more oil: across countries, within them, by measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from closereader.figures.charts import (
    axis,
    dots,
    page,
    plain,
    row_axis,
    row_names,
    rule,
    signed,
    whiskers,
    words,
)
from closereader.figures.figure import Figure
from closereader.figures.template import INK, OKABE_ITO
from closereader.tables import Table, open_table
from closereader.tables.rows import Record, Records, having, values
from whose_lessons.estimators import Slope, ols, within
from whose_lessons.figures.indicators import INDICATORS, LIBDEM, Indicator, find_indicator, logged

RENTS, FUEL = "rents_total_pct_gdp", "fuel_exports_pct_merch"
OIL, INCOME = "oil_gas_value_pc_2014usd", "gdp_pc_ppp_const"
LISTED = "Oil and gas per head, countries listed"  # 24 of their values are 0: not all produce
_BLUE, _ORANGE = OKABE_ITO[0], OKABE_ITO[1]
_cache: dict[Table, tuple[SlopePair, ...]] = {}


@dataclass(frozen=True, slots=True)
class SlopePair:
    """The same indicator across countries, and with country and year effects."""

    name: str
    indicator: Indicator
    across: Slope
    within: Slope

    def shown(self, slope: Slope) -> tuple[float, float, float]:
        """Return a slope and the ends of its 95 % interval for one step of the indicator."""
        size = self.indicator.size
        return slope.value * size, slope.low * size, slope.high * size


def comparisons() -> tuple[SlopePair, ...]:
    """Estimate the six comparisons of `slopes`, from all countries and years of the panel."""
    table = open_table("panel")
    if table not in _cache:
        _cache.clear()
        _cache[table] = tuple(_compare(*each) for each in _plan(table.records()))
    return _cache[table]


def slopes() -> Figure:
    """Draw the slope of liberal democracy on oil with and without country and year effects.

    Returns
    -------
    Figure
        Six comparisons: rents; rents among countries of the same income; rents among the fifteen
        post-Soviet states; fuel exports; the value of oil and gas per head among the countries
        that the source lists;
        the same with every other country set to zero. Each slope with its 95 % interval, errors
        clustered by country, for ten points more or about ten times as much.
    """
    found = comparisons()
    panel = open_table("panel")
    rents, fifteen = found[0], found[2]
    lasting = [each for each in found if each.shown(each.within)[2] < 0]
    return Figure(
        title="Does the pattern across countries hold within countries?",
        data=[
            _trace(found, "across", "across countries", _BLUE, "circle"),
            _trace(found, "within", "within countries", _ORANGE, "square"),
        ],
        layout=_layout(found),
        summary=(
            f"Across {rents.across.clusters} countries, rents higher by 10 % of GDP go with "
            f"{_interval(rents, rents.across)} on the index of liberal democracy; once each "
            f"country is compared only with itself, with {_interval(rents, rents.within)}. In "
            f"brackets stand 95 % intervals. {_counted(lasting, found)} But the answer depends on "
            f"the measure. Within countries, about ten times as much oil and gas per head goes "
            f"{_said(found[4])}, and {_said(found[5])}."
        ),
        headings=("More of what", "Across countries", "Within countries", "Countries", "Rows"),
        rows=[_row(each) for each in found],
        leaves_out=[
            (
                "To compare a country only with itself leaves out all that stays the same in it, "
                "and so most of what differs: little movement is left, and a slow effect cannot be "
                "seen. "
                "No pattern within countries is not a refutation."
            ),
            "Rents have GDP below the line: they rise when an economy collapses.",
            (f"{fifteen.across.clusters} states are few: the interval for them is too narrow."),
            (
                "The published dispute rests on other data: Ross (2001) finds an effect, Haber and "
                "Menaldo (2011) dispute it, Hendrix (2018) finds one after the Cold War."
            ),
            f"V-Dem's own uncertainty is not in these intervals. The measures end: {_ends()}.",
        ],
        source=panel.source_of(LIBDEM, RENTS, FUEL, OIL, INCOME) + "; own estimates",
    )


def _ends() -> str:
    """Say the last year of each measure; one of them reaches further than the others."""
    return ", ".join(f"{each.name} {each.last}" for each in INDICATORS.values())


def _plan(panel: Records) -> Iterator[tuple[str, Records, str, tuple[str, ...]]]:
    """Give name, rows, indicator and further predictors of each comparison."""
    scored = having(panel, LIBDEM)
    rich = [{**row, "income": logged(row[INCOME])} for row in having(scored, INCOME)]
    yield "Rents", scored, RENTS, ()
    yield "Rents, same income", rich, RENTS, ("income",)
    soviet = [row for row in scored if row["post_soviet"] == 1]
    yield "Rents, 15 post-Soviet states", soviet, RENTS, ()
    yield "Fuel exports", scored, FUEL, ()
    yield LISTED, scored, OIL, ()
    zeros = [row if row[OIL] is not None else {**row, OIL: 0.0} for row in scored]
    yield "Oil and gas per head, others set to 0", zeros, OIL, ()


def _compare(name: str, rows: Records, column: str, further: tuple[str, ...]) -> SlopePair:
    indicator = find_indicator(column)
    rows = [row for row in having(rows, column) if row["year"] <= indicator.last]
    x = [
        [indicator.predictor(row[column]) for row in rows],
        *(values(rows, each) for each in further),
    ]
    y, countries = values(rows, LIBDEM), values(rows, "iso3")
    return SlopePair(
        name, indicator, ols(y, x, countries)[0], within(y, x, countries, values(rows, "year"))[0]
    )


def producers(panel: Iterable[Record]) -> list[Record]:
    """Return the rows of the countries listed, with ``oil`` as the regressions use it."""
    indicator = find_indicator(OIL)
    return [
        {**row, "oil": indicator.predictor(row[OIL])}
        for row in having(panel, LIBDEM, OIL)
        if row["year"] <= indicator.last
    ]


def listed_slope(rows: Sequence[Record]) -> Slope:
    """Return the slope within countries, per unit of the logarithm, of some rows of `producers`."""
    x, y = values(rows, "oil"), values(rows, LIBDEM)
    return within(y, [x], values(rows, "iso3"), values(rows, "year"))[0]


def _trace(
    found: tuple[SlopePair, ...], kind: str, name: str, colour: str, symbol: str
) -> dict[str, Any]:
    shown = [each.shown(getattr(each, kind)) for each in found]
    shift = 0.16 if kind == "within" else -0.16
    x, y = [value for value, _, _ in shown], [at + shift for at in range(len(found))]
    marker = {"color": colour, "symbol": symbol, "size": 9}
    hover = [_hover(each, getattr(each, kind), name) for each in found]
    return dots(x, y, marker, hover, name=name, error_x=whiskers(shown))


def _hover(each: SlopePair, slope: Slope, name: str) -> str:
    value, low, high = (signed(part) for part in each.shown(slope))
    return (
        f"<b>{plain(each.name)}</b>, {plain(name)}<br>for {each.indicator.step}:<br>"
        f"{value} (95 %: {low} to {high})<br>{slope.n:,} rows, {slope.clusters} countries"
    )


def _layout(found: tuple[SlopePair, ...]) -> dict[str, Any]:
    ends = [end for each in found for end in each.shown(each.across) + each.shown(each.within)]
    low, high = min(ends) - 0.01, max(*ends, 0) + 0.02
    steps = [f"for {each.indicator.step}" for each in found]
    names = [
        f"{plain(each.name)}<br><span style='font-size:11px'>{steps[at]}</span>"
        for at, each in enumerate(found)
    ]
    zero = words("no difference", 0, 1, anchor="right", nudge=(0, 8), axes=("x", "paper"), size=11)
    return page(
        plot=72 * len(found),
        left=16,
        above=18,  # for the words over the line at zero
        entries=2,
        annotations=[*row_names(names, lift=17), zero],
        shapes=[rule("x", 0, line={"color": INK, "width": 1})],
        xaxis=axis("Difference in liberal democracy (index, 0 to 1)", (low, high), _ticks(low)),
        yaxis=row_axis(len(found)),
    )


def _ticks(low: float) -> dict[float, str]:
    """Give every tenth from the lowest to zero, with a true minus."""
    return {step / 10: signed(step / 10, 1) if step else "0" for step in range(int(low * 10), 1)}


def _row(each: SlopePair) -> tuple[str, ...]:
    return (
        f"{each.name}, for {each.indicator.step}",
        _interval(each, each.across),
        _interval(each, each.within),
        str(each.across.clusters),
        f"{each.across.n:,}",
    )


def _interval(each: SlopePair, slope: Slope) -> str:
    value, low, high = (signed(part) for part in each.shown(slope))
    return f"{value} ({low} to {high})"


def _counted(lasting: list[SlopePair], found: tuple[SlopePair, ...]) -> str:
    if not lasting:
        return f"None of the {len(found)} intervals within countries lies wholly below zero."
    lie = "lies" if len(lasting) == 1 else "lie"
    return f"{len(lasting)} of the {len(found)} intervals within countries {lie} wholly below zero."


def _said(each: SlopePair) -> str:
    value, low, high = (signed(part) for part in each.shown(each.within))
    whom = (
        "with all other countries set to zero"
        if "set to 0" in each.name
        else "among the countries listed"
    )
    return f"with {value} ({low} to {high}) {whom}"
