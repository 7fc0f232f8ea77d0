"""What one country does to a slope: left out, or with values that were withdrawn put back."""

from __future__ import annotations

import pytest

from closereader.tables import TableError, open_table
from whose_lessons.figures import influence
from whose_lessons.figures.slopes import listed_slope, producers

OIL = "oil_gas_value_pc_2014usd"


def test_fourteen_wrong_values_move_the_p_value_and_the_figure_says_both() -> None:
    figure = influence("Senegal")
    assert [row[:4] for row in figure.rows] == [
        ("All countries listed", "−0.021 (−0.041 to −0.002)", "0.035", "110"),
        ("With 14 wrong values of Senegal", "−0.016 (−0.034 to +0.002)", "0.089", "110"),
        ("Without Senegal", "−0.021 (−0.041 to −0.001)", "0.035", "109"),
    ]
    for row in figure.rows:
        assert f"{row[0]}: {row[1]}, p = {row[2]}." in figure.summary
    (trace,) = figure.data
    assert len(trace["x"]) == len(trace["y"]) == len(trace["error_x"]["array"]) == 3


def test_a_country_of_which_nothing_was_withdrawn_is_only_left_out() -> None:
    assert influence("RUS").rows == influence("russia").rows
    assert [row[0] for row in influence("RUS").rows] == ["All countries listed", "Without Russia"]


def test_right_values_can_move_the_p_value_as_well_and_the_countries_are_named() -> None:
    rows = producers(open_table("panel").records())
    without = listed_slope([row for row in rows if row["iso3"] != "AFG"])
    assert without.p > 0.05 > listed_slope(rows).p
    (others, *_) = influence("Senegal").leaves_out
    assert "6 of the 110 move the p-value across 0.05" in others
    assert "Afghanistan" in others
    assert "Senegal" not in others


def test_a_country_without_values_is_refused_with_a_remedy() -> None:
    with pytest.raises(TableError, match=f"Estonia has no value of {OIL}: choose"):
        influence("Estonia")
    with pytest.raises(TableError, match="Did you mean Senegal"):
        influence("Senegel")
