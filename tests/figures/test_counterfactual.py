"""Sums that look like estimates: each is a slope times a value, and the figure says so."""

from __future__ import annotations

import numpy as np
import pytest

from closereader.figures import FigureError, counterfactual
from closereader.figures.counterfactual import recipes
from closereader.tables import TableError, open_table

RENTS = "rents_total_pct_gdp"


def test_a_recipe_is_a_slope_times_a_value() -> None:
    (same_income, everywhere, *_), means = recipes()
    rows = means.dropna(subset=["v2x_libdem", RENTS])
    slope = np.polyfit(rows[RENTS], rows["v2x_libdem"], 1)[0]
    assert everywhere.slope == pytest.approx(slope)
    value = open_table("panel").select("AZE", (2010, 2021)).frame[RENTS].mean()
    assert everywhere.adds(means, "AZE") == pytest.approx(-slope * value)
    assert round(same_income.slope, 4) == -0.0095
    assert (len(rows), len(rows.dropna(subset=["income"]))) == (174, 168)


def test_the_first_recipe_gives_the_sum_that_is_no_estimate() -> None:
    first, means = recipes()[0][0], recipes()[1]
    assert [round(first.adds(means, code), 2) for code in ("AZE", "RUS", "BLR")] == [
        0.22, 0.12, 0.01,
    ]  # fmt: skip


def test_the_recipes_lie_far_apart_and_the_figure_says_that_none_is_an_estimate() -> None:
    figure = counterfactual()
    assert len(figure.rows) == 6
    assert figure.rows[0][1:] == ("+0.22", "+0.12", "+0.01")
    assert "between +0.01 and +0.54" in figure.summary
    assert figure.summary.endswith("None of these numbers is an estimate.")
    assert "No interval is drawn" in figure.leaves_out[0]
    assert "0.54 of Belarus, where V-Dem has 0.09" in figure.leaves_out[2]
    assert "not estimates" in figure.source
    assert [trace["name"] for trace in figure.data] == ["Azerbaijan", "Russia", "Belarus"]
    assert len({trace["marker"]["symbol"] for trace in figure.data}) == 3
    for trace, column in zip(figure.data, (1, 2, 3), strict=True):
        shown = [float(row[column].replace("+", "")) for row in figure.rows]
        assert trace["x"] == pytest.approx(shown, abs=0.0051)


def test_countries_may_be_chosen_and_trouble_is_named() -> None:
    assert counterfactual(["Norway"]).headings[1:] == ("Adds, Norway",)
    with pytest.raises(FigureError, match="4 countries"):
        counterfactual(["AZE", "RUS", "BLR", "NOR"])
    with pytest.raises(TableError, match="Estonia has no value of oil_gas_value_pc_2014usd"):
        counterfactual(["EST"])
    with pytest.raises(TableError, match="Did you mean Norway"):
        counterfactual(["Norwai"])
