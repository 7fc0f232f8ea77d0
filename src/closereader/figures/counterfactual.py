"""The sum behind “without its oil”: made in six ways, so that it can be seen to be no estimate."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any

from closereader.figures.charts import axis, page, plain, row_axis, row_names, rule, signed
from closereader.figures.figure import Figure, FigureError
from closereader.figures.indicators import LIBDEM, find_indicator, logged
from closereader.figures.slopes import FUEL, INCOME, LISTED, OIL, RENTS, comparisons
from closereader.figures.template import INK, OKABE_ITO
from closereader.tables import Slope, Table, TableError, ols, open_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

WHOM = ("AZE", "RUS", "BLR")
YEARS = (2010, 2021)
_LOOKS = ((OKABE_ITO[0], "circle"), (OKABE_ITO[1], "square"), (OKABE_ITO[2], "diamond"))


@dataclass(frozen=True, slots=True)
class Recipe:
    """A slope, and the indicator that it is multiplied with."""

    name: str
    column: str
    slope: float
    """Index of liberal democracy per unit of the indicator's predictor."""

    def adds(self, means: pd.DataFrame, code: str) -> float:
        """Return what the recipe adds to the index of a country when the indicator is set to 0."""
        value = find_indicator(self.column).predictor(means.loc[[code], self.column]).iloc[0]
        return float(-self.slope * value)


def recipes() -> tuple[tuple[Recipe, ...], pd.DataFrame]:
    """Return the six recipes, and the means of 2010 to 2021 that they start from, by country."""
    means = _means(open_table("panel"))
    return tuple(_recipes(means)), means


def counterfactual(countries: Sequence[str] = WHOM) -> Figure:
    """Draw what six recipes add to the index of liberal democracy when the oil is set to zero.

    None of the results is an estimate: the figure shows how far they lie apart.

    Parameters
    ----------
    countries
        One to three codes or names.

    Returns
    -------
    Figure
        One row for each recipe, one mark for each country.

    Raises
    ------
    FigureError
        For more than three countries.
    TableError
        For an unknown country, or one for which a recipe has no value.
    """
    panel = open_table("panel")
    codes = panel.countries(countries)
    if not 1 <= len(codes) <= len(_LOOKS):
        raise FigureError(f"{len(codes)} countries: choose one to {len(_LOOKS)}.")
    made, means = recipes()
    for code in codes:
        _complete(panel, made, means, code)
    names = {code: panel.country_name(code) for code in codes}
    added = {code: [each.adds(means, code) for each in made] for code in codes}
    title = "What if there were no oil and gas? It depends on the recipe"
    source = panel.source_of(LIBDEM, RENTS, FUEL, OIL, INCOME) + "; own sums, not estimates"
    return Figure(
        title=title,
        data=[
            _trace(names[code], made, values, at) for at, (code, values) in enumerate(added.items())
        ],
        layout=_layout(made, list(added.values())),
        summary=_summary(names, added, means),
        headings=(
            "Recipe: one slope times one value",
            *(f"Adds, {name}" for name in names.values()),
        ),
        rows=[
            (each.name, *(signed(added[code][at], 2) for code in codes))
            for at, each in enumerate(made)
        ],
        leaves_out=[
            (
                "Everything that would make such a sum an estimate: a comparison that shows what "
                "this country would have become. No interval is drawn, so that a sum does not "
                "look like one."
            ),
            (
                "All recipes assume that a country without oil is otherwise the same country, that "
                "the line is straight, and that one line holds for all."
            ),
            _misfit(means),
            "Recipes with rents cannot see the cheap oil that Belarus bought from Russia.",
            "The values are means of 2010 to 2021 (oil and gas: to 2014), before the war years.",
        ],
        source=source,
    )


def _means(panel: Table) -> pd.DataFrame:
    frame = panel.select(years=YEARS).frame
    means = frame.groupby("iso3")[[LIBDEM, RENTS, FUEL, OIL, INCOME, "post_soviet"]].mean()
    return means.assign(income=logged(means[INCOME]))


def _recipes(means: pd.DataFrame) -> Iterator[Recipe]:
    fifteen = means[means["post_soviet"] == 1]
    yield Recipe("Rents, countries of the same income", RENTS, _across(means, RENTS, "income"))
    yield Recipe("Rents, all countries", RENTS, _across(means, RENTS))
    yield Recipe("Rents, post-Soviet states", RENTS, _across(fifteen, RENTS))
    yield Recipe("Fuel exports, all countries", FUEL, _across(means, FUEL))
    found = {each.name: each for each in comparisons()}
    yield Recipe("Rents, within countries", RENTS, found["Rents"].within.value)
    yield Recipe("Oil and gas per head, within countries", OIL, found[LISTED].within.value)


def _across(means: pd.DataFrame, *columns: str) -> float:
    return _fit(means.dropna(subset=[LIBDEM, *columns]), *columns)[0].value


def _fit(rows: pd.DataFrame, *columns: str) -> tuple[Slope, ...]:
    return ols(rows[LIBDEM], rows[list(columns)].to_numpy(), rows.index.tolist())


def _complete(panel: Table, made: tuple[Recipe, ...], means: pd.DataFrame, code: str) -> None:
    for each in made:
        if code not in means.index or means.loc[[code], each.column].isna().iloc[0]:
            raise TableError(
                f"{panel.country_name(code)} has no value of {each.column} in {YEARS[0]} to "
                f"{YEARS[1]}: choose another country."
            )


def _expected(means: pd.DataFrame, code: str) -> float:
    """Give the index that the line of the first recipe expects of a country."""
    columns = (RENTS, "income")
    rows = means.dropna(subset=[LIBDEM, *columns])
    away = [
        slope.value * (rows.loc[code, column] - fmean(rows[column]))
        for slope, column in zip(_fit(rows, *columns), columns, strict=True)
    ]
    return float(fmean(rows[LIBDEM]) + sum(away))


def _misfit(means: pd.DataFrame) -> str:
    return (
        f"The first recipe is no good guide to single countries: it expects "
        f"{_expected(means, 'BLR'):.2f} of Belarus, where V-Dem has "
        f"{means.loc['BLR', LIBDEM]:.2f}, and {_expected(means, 'NOR'):.2f} of Norway, where V-Dem "
        f"has {means.loc['NOR', LIBDEM]:.2f}."
    )


def _summary(names: dict[str, str], added: dict[str, list[float]], means: pd.DataFrame) -> str:
    said = [
        f"{names[code]} ({means.loc[code, LIBDEM]:.2f} on average): between "
        f"{signed(min(values), 2)} and {signed(max(values), 2)}"
        for code, values in added.items()
    ]
    return (
        "Each recipe multiplies a slope with a country's own value and calls the product the price "
        f"of oil. What it adds to the index lies, for {'; for '.join(said)}. The same question, "
        "the same data: the recipe decides. None of these numbers is an estimate."
    )


def _trace(
    name: str, made: tuple[Recipe, ...], values: Sequence[float], number: int
) -> dict[str, Any]:
    colour, symbol = _LOOKS[number]
    shift = 0.17 * (number - 1)  # so that equal values do not cover each other
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": list(values),
        "y": [at + shift for at in range(len(made))],
        "marker": {"color": colour, "symbol": symbol, "size": 10, "opacity": 1},
        "hovertext": [
            f"<b>{plain(name)}</b><br>{plain(each.name)}<br>adds {signed(value, 2)}: a sum, not an "
            "estimate"
            for each, value in zip(made, values, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _layout(made: tuple[Recipe, ...], added: Sequence[Sequence[float]]) -> dict[str, Any]:
    values = [each for row in added for each in row]
    most = max(0.1, *values) * 1.08
    ticks = {step / 10: signed(step / 10, 1) if step else "0" for step in range(int(most * 10) + 1)}
    return page(
        plot=62 * len(made),
        left=16,
        entries=len(added),
        annotations=row_names([plain(each.name) for each in made], lift=17),
        shapes=[rule("x", 0, line={"color": INK, "width": 1})],
        xaxis=axis(
            "What the sum adds to liberal democracy (index, 0 to 1)",
            (min(0.0, *values) - 0.02, most),
            ticks,
        ),
        yaxis=row_axis(len(made)),
    )
