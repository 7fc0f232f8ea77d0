from __future__ import annotations

import pytest

from closereader.figures import FigureError
from closereader.tables import TableError, open_table
from whose_lessons.figures import nostalgia, trajectories
from whose_lessons.figures.paths import around

PANEL = open_table("panel").frame


def test_each_of_the_fifteen_has_its_line_and_its_interval() -> None:
    figure = trajectories()
    lines = figure.data
    assert len(lines) == 15
    assert {trace["xaxis"] for trace in lines} == {f"x{at}" for at in range(1, 16)}
    codes = [trace["hovertext"][0][:3] for trace in lines]
    soviet = PANEL[(PANEL["post_soviet"] == 1) & (PANEL["year"] == 2024)]
    assert codes == soviet.sort_values("v2x_libdem", ascending=False)["iso3"].tolist()
    everywhere = [shape["path"] for shape in figure.layout["shapes"]]
    for code, line in zip(codes, lines, strict=True):
        rows = PANEL[PANEL["iso3"] == code].dropna(subset=["v2x_libdem"])
        years = rows["year"].tolist()
        assert line.get("x", list(range(line.get("x0", 0), years[-1] + 1))) == years
        assert line["y"] == rows["v2x_libdem"].tolist()
        low, high = rows["v2x_libdem_codelow"].tolist(), rows["v2x_libdem_codehigh"].tolist()
        assert line["hovertext"][0].endswith(f"{low[0]:.2f} to {high[0]:.2f}")
        band = figure.layout["shapes"][everywhere.index(around(years, low, high))]
        assert band["xref"] == ("x" if line["xaxis"] == "x1" else line["xaxis"])
        assert (band["type"], band["layer"]) == ("path", "below")


def test_one_path_is_spoken_of_in_the_singular() -> None:
    assert "1 ends below half of its own best year." in trajectories(["BLR", "GEO"]).summary
    assert " end below half of their own best year." in trajectories().summary


def test_an_area_goes_out_along_the_low_and_back_along_the_high() -> None:
    assert around([1990, 1991], [0.1, 0.2], [0.3, 0.4]) == (
        "M1990,.100L1991,.200L1991,.400L1990,.300Z"
    )


def test_one_start_and_many_ends_in_the_words() -> None:
    figure = trajectories()
    ends = PANEL[(PANEL["post_soviet"] == 1) & (PANEL["year"] == 2024)]["v2x_libdem"]
    start = PANEL[(PANEL["post_soviet"] == 1) & (PANEL["year"] == 1992)]["v2x_libdem"]
    assert f"from {start.min():.2f} to {start.max():.2f} in 1992" in figure.summary
    assert f"from {ends.min():.2f} to {ends.max():.2f} in 2024" in figure.summary
    assert "Estonia ends highest (0.85" in figure.summary
    assert "Turkmenistan lowest (0.03" in figure.summary
    assert any("68 % intervals, not 95 %" in line for line in figure.leaves_out)
    assert any("determinist reading" in line for line in figure.leaves_out)


def test_the_scores_of_an_attacked_state_are_not_left_without_a_word() -> None:
    said = "From 2022 on the scores of Ukraine are those of a state under full-scale attack."
    (line,) = [one for one in trajectories().leaves_out if "Ukraine" in one]
    assert line.startswith(said)
    for drawn in (trajectories(["Belarus", "Georgia"]), trajectories(["Ukraine"], (1991, 2021))):
        assert not [one for one in drawn.leaves_out if "Ukraine" in one]


def test_some_states_and_years_can_be_chosen() -> None:
    figure = trajectories(["Belarus", "EST"], (1995, 2005))
    assert [row[0] for row in figure.rows] == ["Belarus", "Estonia"]
    assert figure.rows[0][1] == "not in the years"
    assert "where did the 2 states go?" in figure.title
    with pytest.raises(TableError, match="Did you mean Belarus"):
        trajectories(["Belaruss"])
    with pytest.raises(TableError, match="has 1 years"):
        trajectories(["BLR"], (2000, 2000))
    with pytest.raises(FigureError, match="up to 15"):
        trajectories(PANEL["iso3"].unique()[:16].tolist())


def test_the_regret_of_each_wave_stands_at_its_month() -> None:
    figure = nostalgia()
    rows = open_table("levada_regret").frame
    regret, no_regret, hard = figure.data
    assert regret["y"] == rows["regret_pct"].tolist()
    assert regret["x"][0] == pytest.approx(1992 + 2.5 / 12, abs=1e-3)
    assert len(no_regret["x"]) == len(hard["x"]) == 21
    assert regret["error_y"]["value"] == 3.4
    assert "between 49 % (December 2012) and 75 % (December 2000)" in figure.summary
    assert figure.rows[-1] == (
        "November 2018", "66", "not given", "not given", "Current Time (RFE/RL), press, in Russian",
    )  # fmt: skip
    assert any("18 to 24" in line for line in figure.leaves_out)
