"""The explorer's choices, pictures and words, without a browser."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from closereader.tables import TableError, closest_countries, open_table
from whose_lessons import Explore
from whose_lessons.explorer import MEASURES, draw, make_choice, settle
from whose_lessons.figures import rents_across

if TYPE_CHECKING:
    from whose_lessons.explorer import Picture

RENTS, FUEL, OIL, SCORE = (
    "rents_total_pct_gdp",
    "fuel_exports_pct_merch",
    "oil_gas_value_pc_2014usd",
    "v2x_libdem",
)
PANEL = open_table("panel")


def picture(**wishes: Any) -> Picture:
    return draw(make_choice(PANEL, wishes), PANEL)


# ---- figure, words and rows are of one choice


def test_across_countries_it_says_what_the_figure_of_the_lesson_says() -> None:
    said = picture().summary[0]
    finding = rents_across().summary.split(" With the 68 %")[0]
    assert said.startswith(finding)
    assert "does not say what causes what" in said


@pytest.mark.parametrize("x", [RENTS, FUEL, OIL, "gdp_pc_ppp_const"])
def test_every_point_is_a_row_of_the_table(x: str) -> None:
    drawn = picture(x=x)
    year = drawn.choice.year
    whole = PANEL.select(years=year).frame.dropna(subset=[x, SCORE])
    assert len(drawn.points) == len(whole)
    for point in drawn.points:
        code, row_year = point.values[-2:]
        row = PANEL.row(iso3=code, year=row_year)
        assert point.cells[-1] == row.label.removeprefix("panel: ") == f"{code}, {year}"
        assert point.values[:3] == (row.values["country"], row.values[x], row.values[SCORE])
        assert point.at[1:] == (
            row.values[SCORE],
            row.values["v2x_libdem_codelow"],
            row.values["v2x_libdem_codehigh"],
        )
    assert f"Across {len(whole)} countries in {year}" in drawn.words


@pytest.mark.parametrize("column", list(MEASURES))
def test_every_cell_names_its_unit_and_its_source(column: str) -> None:
    drawn = picture(view="over time", y=column, countries=["BLR", "NOR"])
    heading = drawn.headings[2]
    assert heading.unit == PANEL.column(column).unit
    assert heading.source.startswith(PANEL.column(column).source)
    assert drawn.source == PANEL.source_of(column)
    limits = drawn.y.limits
    assert all(limits[0] <= point.at[1] <= limits[1] for point in drawn.points)
    assert len(drawn.y.ticks) >= 3


def test_the_fifteen_over_time_have_their_intervals() -> None:
    drawn = picture(view="over time")
    assert len(drawn.lines) == 15
    assert len(drawn.points) == 524
    for _, middle, low, high in (point.at for point in drawn.points):
        assert low is not None
        assert high is not None
        assert low <= middle <= high
    assert drawn.lines[0].name == "Estonia"  # where the lines end, highest first
    assert [point.values[1] for point in drawn.points[:15]] == [2024] * 15


def test_the_line_is_the_one_of_least_squares() -> None:
    drawn = picture(draw="post-soviet")
    assert drawn.fit is not None
    (left, low), (right, high) = drawn.fit
    n = len(drawn.points)
    xs = [point.at[0] for point in drawn.points]
    ys = [point.at[1] for point in drawn.points]
    middle_x, middle_y = sum(xs) / n, sum(ys) / n
    slope = (high - low) / (right - left)
    assert low + slope * (middle_x - left) == pytest.approx(middle_y, abs=1e-3)
    residuals = [y - (low + slope * (x - left)) for x, y in zip(xs, ys, strict=True)]
    weighted = sum(r * (x - middle_x) for r, x in zip(residuals, xs, strict=True))
    assert weighted == pytest.approx(0, abs=0.5)


def test_a_correlation_of_any_two_has_its_interval_and_ends_at_one() -> None:
    asked = {"x": FUEL, "y": RENTS, "year": 2021}
    assert re.search(r"is \+0\.\d\d \(95 % interval \+0\.\d\d to", picture(**asked).words)
    few = {**asked, "draw": "chosen", "countries": ["NOR", "AZE", "RUS", "JPN"]}
    ends = re.findall(r"[−+]\d\.\d\d", picture(**few).words)
    assert ends
    assert all(abs(float(each.replace("−", "-"))) <= 1 for each in ends)


def test_countries_that_do_not_differ_have_no_correlation() -> None:
    none = picture(
        x="fuel_exports_pct_merch",
        y="rents_total_pct_gdp",
        year=2021,
        draw="chosen",
        countries=["ISL", "MLT", "PSE", "SGP"],
    )
    assert "All 4 countries have the same natural-resource rents" in none.words
    assert "nan" not in none.words


# ---- who is missing


def test_countries_without_a_value_are_counted_and_those_asked_for_are_named() -> None:
    said = picture(countries=["Turkmenistan", "Kuwait", "Norway"]).words
    assert "Not drawn: 13 countries have no value of natural-resource rents in 2021" in said
    assert "among them Kuwait and Turkmenistan" in said
    assert "Rents end in 2021 for every country" in said


def test_four_of_the_fifteen_have_no_oil_value_and_it_is_not_a_zero() -> None:
    drawn = picture(x=OIL, draw="post-soviet")
    assert "4 countries have no value" in drawn.words
    assert "Armenia, Estonia, Latvia and Moldova" in drawn.words
    assert "it is not a zero" in drawn.words
    assert len(drawn.points) == 11


def test_over_time_gaps_are_said() -> None:
    said = picture(view="over time", y=FUEL, countries=["BLR", "TKM", "NOR"]).words
    assert "Turkmenistan in 4" in said
    assert "Belarus has values for 1998-2020" in said
    asked = picture(view="over time", y=RENTS, countries=["AZE", "NOR"]).words
    assert "1990-2024 were asked for; values were found for 1990-2021." in asked


def test_a_country_outside_the_fifteen_is_not_drawn_silently() -> None:
    drawn = picture(view="over time", countries=["NOR", "EST"], draw="post-soviet")
    assert "Not among the fifteen, and so not drawn: Norway." in drawn.words
    assert [line.name for line in drawn.lines if line.role == "named"] == ["Estonia"]
    assert "Estonia: 0.69 in 1990" in drawn.words


def test_few_points_make_no_line() -> None:
    assert picture(draw="chosen", countries=["NOR"]).fit is None
    two = picture(draw="chosen", countries=["NOR", "AZE"])
    assert two.fit is None
    assert two.summary[0] == "2 countries have both values in 2021: too few for a line."
    three = picture(draw="chosen", countries=["NOR", "AZE", "RUS"])
    assert "3 countries are few" in " ".join(three.leaves_out)


# ---- bad wishes


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        ({"x": "rents_total"}, "Did you mean rents_total_pct_gdp?"),
        ({"x": SCORE}, "Both axes show liberal democracy"),
        ({"view": "sideways"}, "choose one of: across, over time"),
        ({"draw": "some"}, "choose one of: all, post-soviet, chosen"),
        ({"year": 2025}, "its years run from 1990 to 2024"),
        ({"year": "2021"}, "has no year '2021'"),
        ({"year": 2022}, "There are such values from 1990 to 2021"),
        ({"view": "over time", "years": (2010, 2000)}, "choose a last year after the first"),
        ({"view": "over time", "years": (2000,)}, "give the first and the last"),
        ({"view": "over time", "y": OIL, "years": (2016, 2020)}, "run from 1990 to 2014"),
        ({"countries": ["Belrus"]}, "Did you mean Belarus"),
        ({"countries": [7]}, "by their code or name"),
        ({"draw": "chosen", "countries": []}, "No country is chosen"),
        ({"view": "over time", "draw": "chosen", "countries": []}, "No country is chosen"),
        ({"draw": "chosen", "countries": ["TWN"]}, "None of the chosen countries has a value"),
        ({"countries": list(PANEL.country_names())[:16]}, "choose up to 15"),
    ],
)
def test_a_wish_that_cannot_be_drawn_says_what_there_is(
    wishes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(TableError) as caught:
        picture(**wishes)
    assert sentence in str(caught.value)


def test_close_names_are_offered() -> None:
    assert closest_countries(PANEL, "Belrus")[0] == ("BLR", "Belarus")
    assert ("PRK", "North Korea") in closest_countries(PANEL, "korea")
    assert closest_countries(PANEL, "zzzz") == ()


def test_another_indicator_moves_the_year_and_says_so() -> None:
    before = make_choice(PANEL, {})
    found = settle(make_choice(PANEL, {"x": OIL, "year": 2021}), before, PANEL)
    assert found.choice.year == 2014
    note = "The year moved from 2021 to 2014: there are no values of oil and gas value per head"
    assert found.notes == (f"{note} in 2021.",)
    with pytest.raises(TableError, match="from 1990 to 2021"):  # a year one chose is not moved
        settle(make_choice(PANEL, {"year": 2022}), before, PANEL)


# ---- how it looks where nothing runs


def test_repr_and_card_say_the_same_and_are_the_same_every_time() -> None:
    one, two = Explore("rents"), Explore("rents")
    assert repr(one) == repr(two)
    assert one.card() == two.card()
    assert repr(one).startswith("Explore('rents')\n\nDo countries with more resource rents")
    for part in (one.summary, "What this figure leaves out", "12 of 166 rows.", "Source: V-Dem"):
        assert part in repr(one)
        assert part in one.card()
    assert one.card().count("<tr>") == 13
    assert "<style" not in one.card()
    assert "<script" not in one.card()


def test_the_card_escapes_what_a_lesson_says() -> None:
    assert "&lt;b&gt;now&lt;/b&gt;" in Explore("rents", prompt="Choose <b>now</b>.").card()


def test_a_picture_travels_as_small_json() -> None:
    state = Explore("trajectories").picture
    assert json.loads(json.dumps(state)) == json.loads(json.dumps(state))
    assert len(json.dumps(state, separators=(",", ":"))) < 90_000


def test_an_unknown_name_lists_what_can_be_explored() -> None:
    with pytest.raises(TableError, match=r"Did you mean 'rents'.* panel, rents, trajectories"):
        Explore("rent")


def test_the_selection_is_a_table() -> None:
    rows = Explore("panel", view="over time", countries=["AZE"], years=(2000, 2004)).selection
    assert len(rows) == 5
    assert set(rows.frame["iso3"]) == {"AZE"}
