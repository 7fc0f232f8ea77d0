from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.tables import open_table
from whose_lessons.estimators import (
    EstimateError,
    Slope,
    correlation,
    ols,
    t_quantile,
    within,
    without_each,
)

if TYPE_CHECKING:
    import pandas as pd

RENTS, FUEL = "rents_total_pct_gdp", "fuel_exports_pct_merch"

Check = tuple[str, str, int, float, float, int, int]

# Computed once with another program (statsmodels, errors clustered by country) from the unrounded
# panel: model, predictor, slope, error, observations, countries; and the digits that were printed.
CHECKS: list[Check] = [
    ("pooled", RENTS, 2021, -0.01005, 0.00114, 5330, 174),
    ("pooled, income", RENTS, 2021, -0.00884, 0.0012, 5182, 168),
    ("effects", RENTS, 2021, -0.00032, 0.00038, 5330, 174),
    ("effects, income", RENTS, 2021, -0.00041, 0.0004, 5182, 168),
    ("pooled, post-Soviet", RENTS, 2021, -0.00998, 0.00289, 456, 15),
    ("effects, post-Soviet", RENTS, 2021, 0.0007, 0.00063, 456, 15),
    ("pooled", FUEL, 2023, -0.00328, 0.00054, 4431, 169),
    ("effects", FUEL, 2023, -0.0003, 0.00027, 4431, 169),
]


def fitted(model: str, rows: pd.DataFrame, *columns: str) -> Slope:
    rows = rows.dropna(subset=["v2x_libdem", *columns])
    x = [rows[column].tolist() for column in columns]
    y, units = rows["v2x_libdem"].tolist(), rows["iso3"].tolist()
    return (within(y, x, units, rows["year"].tolist()) if "effects" in model else ols(y, x, units))[
        0
    ]


@pytest.mark.parametrize("check", CHECKS, ids=[f"{each[0]}-{each[1]}" for each in CHECKS])
def test_the_slopes_of_the_compiled_panel_are_those_of_another_program(check: Check) -> None:
    model, predictor, last, value, error, n, countries = check
    rows = open_table("panel").frame
    rows = rows[rows["year"] <= last]
    if "post-Soviet" in model:
        rows = rows[rows["post_soviet"] == 1]
    columns = [predictor]
    if "income" in model:
        rows = rows.assign(income=np.log(rows["gdp_pc_ppp_const"]))
        columns.append("income")
    slope = fitted(model, rows, *columns)
    assert (slope.n, slope.clusters) == (n, countries)
    assert round(slope.value, 5) == value
    assert round(slope.error, 5) == error
    assert slope.low < slope.value < slope.high


def test_another_measure_of_oil_gives_another_answer() -> None:
    rows = open_table("panel").frame
    rows = rows[rows["year"] <= 2014]
    value = rows["oil_gas_value_pc_2014usd"]
    listed = fitted("effects", rows.assign(x=np.log1p(value)), "x")
    assert (listed.n, listed.clusters) == (2410, 110)
    tenfold = [round(each * np.log(10), 4) for each in (listed.value, listed.low, listed.high)]
    assert tenfold == [-0.0215, -0.0414, -0.0015]
    assert round(listed.p, 3) == 0.035
    as_zero = fitted("effects", rows.assign(x=np.log1p(value.fillna(0))), "x")
    assert as_zero.low < 0 < as_zero.high


def test_fourteen_wrong_values_of_one_country_moved_the_interval_across_zero() -> None:
    key, oil = ["iso3", "year"], "oil_gas_value_pc_2014usd"
    rows = open_table("panel").frame.set_index(key)
    back = open_table("panel_withdrawn").frame.set_index(key)[oil]
    wrong = rows[oil].fillna(back)
    slope = fitted("effects", rows.assign(x=np.log1p(wrong)).reset_index(), "x")
    assert (slope.n, slope.clusters) == (2424, 110)
    tenfold = [round(each * np.log(10), 4) for each in (slope.value, slope.low, slope.high)]
    assert tenfold == [-0.0157, -0.0338, 0.0024]
    assert round(slope.p, 3) == 0.089


@pytest.mark.parametrize(
    ("degrees", "quantile"),
    [(1, 12.7062), (2, 4.3027), (3, 3.1824), (4, 2.7764), (5, 2.5706), (14, 2.1448), (30, 2.0423),
     (120, 1.9799), (1000, 1.9623)],
)  # fmt: skip
def test_students_t_is_that_of_the_tables(degrees: int, quantile: float) -> None:
    assert t_quantile(0.975, degrees) == pytest.approx(quantile, abs=5e-5)


def made(seed: int) -> tuple[list[float], list[float], list[str], list[int]]:
    """Make an unbalanced panel with effects of units and years."""
    random = np.random.default_rng(seed)
    cells = [(u, t) for u in range(9) for t in range(8) if random.random() < 0.8]
    units, years = [f"u{u}" for u, _ in cells], [t for _, t in cells]
    shift = random.normal(size=9) * 3
    x = random.normal(size=len(cells)) + [shift[u] for u, _ in cells]
    noise = random.normal(size=len(cells))
    y = 0.7 * x + [2 * shift[u] + 0.3 * t for u, t in cells] + noise
    return y.tolist(), x.tolist(), units, years


@given(st.integers(0, 10_000))
def test_effects_are_what_a_dummy_for_each_unit_and_year_gives(seed: int) -> None:
    y, x, units, years = made(seed)
    names, unit = np.unique(units, return_inverse=True)
    times, year = np.unique(years, return_inverse=True)
    dummies = np.column_stack([np.eye(len(names))[unit], np.eye(len(times))[year][:, 1:]])
    full = np.linalg.lstsq(np.column_stack([x, dummies]), y, rcond=None)[0]
    (slope,) = within(y, [x], units, years)
    assert slope.value == pytest.approx(full[0], abs=1e-9)
    (direct,) = ols(y, np.vstack([x, dummies[:, 1:].T]).tolist(), units)[:1]
    assert slope.error == pytest.approx(direct.error, rel=1e-9)


@given(st.integers(0, 10_000), st.permutations(range(40)))
def test_the_order_of_the_rows_does_not_matter(seed: int, order: list[int]) -> None:
    y, x, units, years = made(seed)
    order = [each for each in order if each < len(y)]
    order += [each for each in range(len(y)) if each not in order]
    (again,) = within(
        [y[at] for at in order],
        [[x[at] for at in order]],
        [units[at] for at in order],
        [years[at] for at in order],
    )
    (slope,) = within(y, [x], units, years)
    assert again.value == pytest.approx(slope.value, abs=1e-9)
    assert again.error == pytest.approx(slope.error, abs=1e-9)


@given(st.integers(0, 10_000))
def test_leaving_each_unit_out_is_fitting_the_others(seed: int) -> None:
    y, x, units, years = made(seed)
    # A year in which nobody else is: it goes with its unit.
    y, x, units, years = [*y, 9.0, 1.0], [*x, -5.0, 2.0], [*units, "u9", "u9"], [*years, 99, 3]
    found = without_each(y, x, units, years)
    assert list(found) == list(dict.fromkeys(units))
    for unit, slope in found.items():
        kept = [at for at, one in enumerate(units) if one != unit]
        (alone,) = within(
            [y[at] for at in kept], [[x[at] for at in kept]],
            [units[at] for at in kept], [years[at] for at in kept],
        )  # fmt: skip
        assert (slope.n, slope.clusters) == (alone.n, alone.clusters)
        for one, other in zip(
            (slope.value, slope.error, slope.p), (alone.value, alone.error, alone.p), strict=True
        ):
            assert one == pytest.approx(other, rel=1e-9, abs=1e-12)


def test_a_slope_without_clusters_of_more_than_one_is_the_robust_one() -> None:
    y, x, _, _ = made(1)
    (slope,) = ols(y, [x], list(range(len(y))))
    assert slope.value == pytest.approx(np.polyfit(x, y, 1)[0])
    assert slope.clusters == slope.n == len(y)


@pytest.mark.parametrize(
    ("y", "x", "clusters", "sentence"),
    [
        ([1, 2], [1, 2], ["a", "b"], "too few"),
        ([1, 2, 4], [1, 2, 3], ["a", "a", "a"], "too few"),
        ([1, 2, 4], [1, 2, np.nan], ["a", "b", "c"], "missing value"),
        ([1, None, 4], [1, 2, 3], ["a", "b", "c"], "missing value"),
        ([1, 2, 4], [1, 1, 1], ["a", "b", "c"], "does not vary"),
        ([1, 2], [1, 2, 3], ["a", "b", "c"], "equally long"),
    ],
)
def test_too_little_is_refused(
    y: list[float | None], x: list[float], clusters: list[str], sentence: str
) -> None:
    with pytest.raises(EstimateError, match=sentence):
        ols(y, [x], clusters)


def test_a_predictor_that_stays_the_same_in_each_unit_has_no_slope_within_them() -> None:
    y, _, units, years = made(1)
    still = [0.1 * int(unit[1:]) + 1 / 3 for unit in units]
    with pytest.raises(EstimateError, match="does not vary"):
        within(y, [still], units, years)
    with pytest.raises(EstimateError, match="repeats another"):
        ols(y, [years, [3 * each + 1 for each in years]], units)


def test_a_year_of_which_nothing_is_known_otherwise_takes_nothing_with_it() -> None:
    """A unit that is there once, in a year in which no other is, tells nothing of a slope."""
    y, x, units, years = made(2)
    (slope,) = within(y, [x], units, years)
    (more,) = within([*y, 9.0], [[*x, -5.0]], [*units, "alone"], [*years, 99])
    assert more.value == pytest.approx(slope.value, rel=1e-9)


def test_there_is_no_correlation_with_what_does_not_vary() -> None:
    with pytest.raises(EstimateError, match="no correlation"):
        correlation([1, 2, 3], [2, 2, 2], "abc")


def test_a_correlation_has_the_interval_of_its_slope() -> None:
    """Seen from both: the same t, and the value of the textbook."""
    y, x, units, _ = made(3)
    found, slope = correlation(x, y, units), ols(y, [x], units)[0]
    assert found.value == pytest.approx(statistics.correlation(x, y))
    assert found.low / found.value == pytest.approx(slope.low / slope.value)
    assert correlation([1, 2, 3], [2, 4, 6], "abc").value == 1


@pytest.mark.parametrize(
    ("t", "clusters", "p"), [(2.228139, 11, 0.05), (1.959964, 100_001, 0.05), (12.706205, 2, 0.05)]
)
def test_the_p_value_is_that_of_students_t(t: float, clusters: int, p: float) -> None:
    """Critical values of Abramowitz and Stegun (1964), table 26.10."""
    assert Slope(-t, 1.0, 0.0, 0.0, clusters, clusters).p == pytest.approx(p, abs=1e-5)
