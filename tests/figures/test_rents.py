from __future__ import annotations

import numpy as np
import pytest

from closereader.figures import Figure, FigureError
from closereader.tables import TableError, open_table
from whose_lessons.figures import INDICATORS, belarus, rents_across, rents_within, slopes
from whose_lessons.figures.slopes import comparisons

PANEL = open_table("panel").frame
FUEL, OIL = "fuel_exports_pct_merch", "oil_gas_value_pc_2014usd"


def points(figure: Figure) -> dict[str, tuple[float, float]]:
    """Give x and y of every country that is drawn, by the code its hover names."""
    found = {}
    for trace in figure.data:
        named = trace.get("customdata", ())
        assert not named or "row of the panel: %{customdata}" in trace["hovertemplate"]
        for x, y, code in zip(trace["x"], trace["y"], named, strict=False):
            found[code] = (x, y)
    return found


def test_every_country_with_two_values_is_a_point_at_its_values() -> None:
    drawn = points(rents_across())
    rows = PANEL[PANEL["year"] == 2021].dropna(subset=["v2x_libdem", "rents_total_pct_gdp"])
    assert len(drawn) == len(rows) == 166
    for row in rows.to_dict("records"):
        assert drawn[row["iso3"]] == (row["rents_total_pct_gdp"], row["v2x_libdem"])


def test_the_bars_are_the_68_percent_intervals_and_called_so() -> None:
    figure = rents_across()
    named = next(trace for trace in figure.data if trace["name"] == "named countries")
    at = next(i for i, text in enumerate(named["hovertext"]) if "Azerbaijan" in text)
    row = PANEL[(PANEL["iso3"] == "AZE") & (PANEL["year"] == 2021)].iloc[0]
    assert named["y"][at] + named["error_y"]["array"][at] == pytest.approx(
        row["v2x_libdem_codehigh"]
    )
    assert named["y"][at] - named["error_y"]["arrayminus"][at] == pytest.approx(
        row["v2x_libdem_codelow"]
    )
    assert "68 % interval" in figure.summary
    assert any("68 % intervals, not 95 %" in line for line in figure.leaves_out)


def test_the_line_is_fitted_to_all_points() -> None:
    figure = rents_across()
    line = next(trace for trace in figure.data if trace["mode"] == "lines")
    drawn = np.array(list(points(figure).values()))
    slope, start = np.polyfit(drawn[:, 0], drawn[:, 1], 1)
    assert line["y"] == pytest.approx([start + slope * x for x in line["x"]], abs=1e-3)
    assert "0.09 less" in figure.summary
    assert "correlation is −0.38 (95 % interval −0.50 to −0.25)" in figure.summary
    assert "166 countries" in figure.summary


def test_rents_end_in_2021_and_the_figure_says_what_follows() -> None:
    assert any("Rents end in 2021" in line for line in rents_across().leaves_out)
    with pytest.raises(TableError, match="choose another year, for example 2021"):
        rents_across(year=2022)


@pytest.mark.parametrize("indicator", list(INDICATORS))
def test_the_indicator_can_be_changed(indicator: str) -> None:
    assert {"Azerbaijan", "Russia", "Norway"} <= {row[0] for row in rents_across(indicator).rows}
    figure = rents_across(indicator, countries=["RUS", "Azerbaijan"])
    assert figure.headings[1] == INDICATORS[indicator].axis
    assert [row[0] for row in figure.rows] == ["Russia", "Azerbaijan"]
    title = figure.layout["xaxis"]["title"]["text"]
    assert title.replace("<br>", " ") == INDICATORS[indicator].axis
    assert f"in {INDICATORS[indicator].year}, {INDICATORS[indicator].step}" in figure.summary


def test_oil_per_head_is_drawn_on_a_log_scale_with_a_place_for_zero() -> None:
    figure = rents_across(OIL, countries=["NOR"])
    value = PANEL[(PANEL["iso3"] == "NOR") & (PANEL["year"] == 2014)].iloc[0][OIL]
    assert points(figure)["NOR"][0] == pytest.approx(np.log10(value + 1), abs=1e-3)
    assert figure.layout["xaxis"]["ticktext"][:3] == ["0", "10", "100"]


def test_an_unknown_indicator_or_country_is_refused_with_a_remedy() -> None:
    with pytest.raises(TableError, match="Choose one of: rents_total_pct_gdp"):
        rents_across("wealth")
    with pytest.raises(TableError, match="Did you mean Norway"):
        rents_across(countries=["Norwai"])
    with pytest.raises(TableError, match=r"Turkmenistan has no value .* in 2021: leave it out"):
        rents_across(countries=["TKM"])


def test_the_points_are_the_rows_of_its_country() -> None:
    figure = rents_within(["AZE", "Norway"])
    paths = {trace["name"]: trace for trace in figure.data if "hovertext" in trace}
    rows = PANEL[(PANEL["iso3"] == "AZE") & (PANEL["year"] <= 2021)]
    rows = rows.dropna(subset=["v2x_libdem", "rents_total_pct_gdp"])
    assert paths["Azerbaijan"]["x"] == rows["rents_total_pct_gdp"].tolist()
    assert paths["Azerbaijan"]["y"] == rows["v2x_libdem"].tolist()
    assert paths["Azerbaijan"]["customdata"] == rows["year"].tolist()


def test_the_eye_is_led_by_the_line_of_a_country_whose_rents_moved() -> None:
    figure = rents_within(["AZE", "BLR"])
    lines = [trace for trace in figure.data if trace["mode"] == "lines"]
    own = [trace for trace in lines if trace["line"]["width"] == 3]
    assert [trace["xaxis"] for trace in own] == ["x1"], "the rents of Belarus hardly moved"
    rows = PANEL[(PANEL["iso3"] == "AZE") & (PANEL["year"] <= 2021)]
    rows = rows.dropna(subset=["v2x_libdem", "rents_total_pct_gdp"])
    slope, start = np.polyfit(rows["rents_total_pct_gdp"], rows["v2x_libdem"], 1)
    expected = [start + slope * end for end in own[0]["x"]]
    assert own[0]["y"] == pytest.approx(expected, abs=5e-4)
    heads = [note["text"] for note in figure.layout["annotations"]]
    assert f"<b>Azerbaijan</b><br>{figure.rows[0][-1]}" in heads
    assert "<b>Belarus</b><br>hardly moved" in heads


def test_a_year_without_a_point_is_named() -> None:
    gaps = [line for line in rents_within(["AZE", "NOR"]).leaves_out if "no point" in line]
    assert len(gaps) == 1
    assert gaps[0].endswith(
        "these years have no point: Azerbaijan in 1992 (liberal democracy 0.21)."
    )
    assert not any("no point" in line for line in rents_within(["NOR"]).leaves_out)


def test_own_slopes_are_counted_among_countries_whose_rents_moved() -> None:
    rows = PANEL[PANEL["year"] <= 2021].dropna(subset=["v2x_libdem", "rents_total_pct_gdp"])
    own = []
    for _, path in rows.groupby("iso3"):
        x, y = path["rents_total_pct_gdp"], path["v2x_libdem"]
        if len(path) >= 10 and x.std() >= 1:
            own.append(np.polyfit(x, y, 1)[0])
    figure = rents_within()
    down, up = sum(each < 0 for each in own), sum(each > 0 for each in own)
    assert f"Of {len(own)} countries" in figure.summary
    assert f"{down} have less liberal democracy in years with more, and {up} have more" in (
        figure.summary
    )
    assert (len(own), down, up) == (101, 55, 46)


def test_a_country_whose_rents_hardly_moved_gets_no_slope() -> None:
    (row,) = rents_within(["BLR"]).rows
    assert row[0] == "Belarus"
    assert row[2] == "0.7 to 3.4"
    assert row[-1] == "hardly moved"


def test_too_many_countries_or_too_few_years_are_refused() -> None:
    with pytest.raises(FigureError, match="up to 6"):
        rents_within(["AZE", "RUS", "KAZ", "NOR", "GHA", "VEN", "BLR"])
    with pytest.raises(TableError, match="Turkmenistan has 0 years"):
        rents_within(["TKM"], (2020, 2021))


def test_the_slopes_are_those_of_the_checks() -> None:
    """The digits of tests/tables/test_slopes.py, per ten points."""
    found = {each.name: each for each in comparisons()}
    rents = found["Rents"]
    assert round(rents.across.value, 5) == -0.01005
    assert round(rents.within.value, 5) == -0.00032
    assert (rents.across.n, rents.across.clusters) == (5330, 174)
    assert round(found["Rents, same income"].within.error, 5) == 0.0004
    assert round(found["Rents, 15 post-Soviet states"].across.value, 5) == -0.00998
    assert round(found["Fuel exports"].across.value, 5) == -0.00328
    listed = found["Oil and gas per head, countries listed"]
    assert [round(each, 4) for each in listed.shown(listed.within)] == [-0.0215, -0.0414, -0.0015]
    assert round(listed.within.p, 3) == 0.035
    zero = found["Oil and gas per head, others set to 0"].within
    assert zero.low < 0 < zero.high


def test_the_figure_of_slopes_says_them_and_calls_none_a_refutation() -> None:
    figure = slopes()
    assert figure.rows[0][1:3] == (
        "−0.100 (−0.123 to −0.078)",
        "−0.003 (−0.011 to +0.004)",
    )
    assert "−0.100 (−0.123 to −0.078) on the index" in figure.summary
    assert "with −0.003 (−0.011 to +0.004). In brackets stand 95 % intervals" in figure.summary
    assert "1 of the 6 intervals within countries lies wholly below zero" in figure.summary
    assert any("not a refutation" in line for line in figure.leaves_out)
    assert any("15 states are few" in line for line in figure.leaves_out)
    across, within = figure.data
    assert across["marker"]["symbol"] != within["marker"]["symbol"]
    assert len(across["x"]) == len(within["x"]) == 6


@pytest.mark.parametrize("column", list(INDICATORS))
def test_a_figure_says_in_which_year_each_measure_ends(column: str) -> None:
    """Fuel exports reach into the full-scale war: no figure may say that the war is left out."""
    last = INDICATORS[column].last
    [said] = [line for line in slopes().leaves_out if "V-Dem's own" in line]
    assert f"{INDICATORS[column].name} {last}" in said
    told = " ".join(rents_within(["AZE", "NOR"], indicator=column).leaves_out)
    assert f"end in {last}: " in told
    assert "the war years" not in f"{said} {told}"


def test_belarus_by_three_indicators() -> None:
    figure = belarus()
    assert figure.rows[0] == ("rents", "1990-2021", "0.7 to 3.4 % of GDP", "World Bank")
    assert figure.rows[1][1:3] == ("2006", "38.3 % of goods exports")
    assert figure.rows[2][1:3] == ("2020", "12.6 % of goods exports")
    assert figure.rows[3] == (
        "support from Russia", "2005", "9.5 % of GDP", "US Embassy in Minsk",
    )  # fmt: skip
    assert figure.rows[4][2:] == ("15 to 20 % of GDP", "Jaroslav Romanchuk, economist")
    assert figure.rows[5][1:3] == ("2010", "7 % of GDP")
    for said in ("29.9 % in Azerbaijan", "18.5 % in Russia", "7.8 % of its goods exports in 1998"):
        assert said in figure.summary
    assert any("leaked cable" in line for line in figure.leaves_out)
    assert any("loss of 5.5 % of GDP" in line for line in figure.leaves_out)


def test_each_curve_of_belarus_is_a_column_of_the_panel() -> None:
    curves = [trace for trace in belarus().data if trace["mode"] == "lines"]
    assert len(curves) == 6
    fuel = next(each for each in curves if each["name"] == "Belarus" and each["xaxis"] == "x2")
    rows = PANEL[PANEL["iso3"] == "BLR"].dropna(subset=[FUEL])
    assert fuel["x"] == rows["year"].tolist()
    assert fuel["y"] == rows[FUEL].round(2).tolist()
