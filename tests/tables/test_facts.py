"""The numbers that lessons print, each against the cells it comes from."""

from __future__ import annotations

import pytest

from closereader.tables import open_table
from closereader.texts import open_text

PANEL = open_table("panel")


def value(country: str, year: int, column: str) -> float:
    found = PANEL.row(iso3=country, year=year).values[column]
    assert isinstance(found, int | float)
    return found


@pytest.mark.parametrize(
    ("country", "year", "column", "printed"),
    [
        ("AZE", 2021, "rents_total_pct_gdp", 29.9),
        ("RUS", 2021, "rents_total_pct_gdp", 18.5),
        ("BLR", 2021, "rents_total_pct_gdp", 1.9),
        ("RUS", 1998, "rents_total_pct_gdp", 4.3),
        ("RUS", 2000, "rents_total_pct_gdp", 21.5),
        ("BLR", 1998, "fuel_exports_pct_merch", 7.8),
        ("BLR", 2006, "fuel_exports_pct_merch", 38.3),
        ("BLR", 2009, "fuel_exports_pct_merch", 37.4),
        ("BLR", 2020, "fuel_exports_pct_merch", 12.6),
        ("AZE", 2021, "fuel_exports_pct_merch", 88),
        ("RUS", 2021, "fuel_exports_pct_merch", 43),
    ],
)
def test_percentages(country: str, year: int, column: str, printed: float) -> None:
    places = 1 if isinstance(printed, float) else None
    assert round(value(country, year, column), places) == printed


@pytest.mark.parametrize(
    ("country", "year", "printed"),
    [
        ("AZE", 1992, 0.206),
        ("AZE", 1994, 0.088),
        ("BLR", 1995, 0.356),
        ("BLR", 1997, 0.139),
        ("RUS", 2000, 0.222),
        ("RUS", 2021, 0.092),
        ("RUS", 2023, 0.062),
    ],
)
def test_indices(country: str, year: int, printed: float) -> None:
    assert value(country, year, "v2x_libdem") == pytest.approx(printed, abs=0.0051)


def test_the_interval_of_azerbaijans_best_year() -> None:
    row = PANEL.row(iso3="AZE", year=1992).values
    assert (row["v2x_libdem_codelow"], row["v2x_libdem_codehigh"]) == (0.174, 0.234)
    best = PANEL.select("AZE").frame["v2x_libdem"].idxmax()
    assert PANEL.select("AZE").frame["year"].iloc[best] == 1992


def test_rents_end_in_2021_and_belarus_has_almost_none() -> None:
    frame = PANEL.frame
    rents = frame.dropna(subset=["rents_total_pct_gdp"])
    assert rents["year"].max() == 2021
    assert rents[rents["iso3"] == "TKM"]["year"].max() == 2019
    belarus = rents[rents["iso3"] == "BLR"]["rents_total_pct_gdp"]
    assert (round(belarus.min(), 1), round(belarus.max(), 1)) == (0.7, 3.4)
    collapse = [round(value("AZE", year, "rents_total_pct_gdp")) for year in (1993, 1994)]
    assert collapse == [41, 45]


def test_there_are_fifteen_post_soviet_states_and_their_intervals_hold_the_estimate() -> None:
    frame = PANEL.frame.dropna(subset=["v2x_libdem"])
    assert frame[frame["post_soviet"] == 1]["iso3"].nunique() == 15
    assert (frame["v2x_libdem_codelow"] <= frame["v2x_libdem"]).all()
    assert (frame["v2x_libdem"] <= frame["v2x_libdem_codehigh"]).all()


def test_the_correlations_of_2021() -> None:
    year = PANEL.select(years=2021).frame.dropna(subset=["v2x_libdem", "rents_total_pct_gdp"])
    soviet = year[year["post_soviet"] == 1]
    parts = [year, soviet, soviet[~soviet["iso3"].isin(["EST", "LVA", "LTU"])]]
    found = [(len(p), round(p["v2x_libdem"].corr(p["rents_total_pct_gdp"]), 2)) for p in parts]
    assert found == [(166, -0.38), (14, -0.69), (11, -0.59)]


def test_net_migration() -> None:
    frame = open_table("net_migration").frame
    most = frame.sort_values("net_migration_1990_2023", ascending=False)
    millions = (most["net_migration_1990_2023"] / 1e6).round(1).tolist()
    assert most["iso3"].tolist()[:5] == ["USA", "RUS", "DEU", "SAU", "ESP"]
    assert millions[:5] == [46.1, 13.0, 10.2, 8.9, 8.0]
    assert most["iso3"].tolist().index("ARE") == 7
    per_head = frame.sort_values("per_1000_people", ascending=False)["iso3"].tolist()
    assert per_head[:4] == ["QAT", "ARE", "BHR", "OMN"]


def test_belarus_has_two_sources_and_three_numbers() -> None:
    frame = open_table("belarus_discount").frame
    assert frame["who"].nunique() == 2
    assert list(zip(frame["low_pct_gdp"], frame["high_pct_gdp"], strict=True)) == [
        (9.5, 9.5),
        (15, 20),
        (7, 7),
    ]


def test_the_people_stand_in_the_notes_they_are_said_to_stand_in() -> None:
    text = open_text("alieva-2024")
    notes = {note.number: note for note in text.notes}
    frame = open_table("cited_people").frame
    for row in frame.to_dict("records"):
        note = notes[row["note"]]
        assert row["paragraph"] == text.paragraph_at(note.offset).label
        assert row["printed_as"] in note.text, row["person"]
    unprinted = frame[frame["printed_as"] == ""]["person"].tolist()
    assert unprinted == ["Jack Matlock", "Francis Fukuyama"]


def test_a_code_that_rests_on_the_essay_rests_on_words_that_are_there() -> None:
    text = open_text("alieva-2024")
    frame = open_table("cited_people").frame
    for row in frame[frame["basis"] == "essay"].to_dict("records"):
        text_id, place = row["basis_place"].split()
        assert text_id == "alieva-2024"
        if place.startswith("n"):
            words = next(note.text for note in text.notes if note.label == place)
        else:
            words = text.block(place).text
        assert row["basis_detail"] in words, row["person"]


def test_a_code_has_its_basis_and_a_name_is_none() -> None:
    frame = open_table("cited_people").frame
    unknown = frame["coded_as"] == "unknown"
    assert (unknown == (frame["basis"] == "none seen")).all()
    seen = frame[frame["basis"] == "page seen"]
    assert seen["basis_place"].str.startswith("http").all()
    women = frame[(frame["coded_as"] == "woman") & (frame["self_citation"] == 0)]
    assert set(women["basis"]) == {"essay", "page seen"}


def test_those_who_are_widely_known_were_looked_up_like_the_others() -> None:
    frame = open_table("cited_people").frame
    assert (frame["looked_up"].isin({"first", "later"}) == (frame["basis"] != "essay")).all()
    later = frame[frame["looked_up"] == "later"].drop_duplicates("person")
    assert later["coded_as"].value_counts().to_dict() == {"man": 15, "unknown": 1}
    assert later[later["coded_as"] == "unknown"]["person"].tolist() == ["Nicholas Bunnin"]
    codes = frame.groupby("person")[["coded_as", "basis", "basis_place", "looked_up"]].nunique()
    assert (codes.drop(columns="basis_place") <= 1).all(axis=None), "each mention has the same code"


def test_repeats_are_those_that_come_again() -> None:
    frame = open_table("cited_people").frame
    others = frame[frame["self_citation"] == 0]
    assert (others["person"].duplicated() == (others["repeat"] == 1)).all()
    assert set(frame[frame["self_citation"] == 1]["person"]) == {"Leila Alieva"}


def test_three_datasets_disagree_for_119_of_199() -> None:
    frame = open_table("suffrage").frame
    years = frame[["lied_year", "pipe_equal_year", "owid_year"]].astype("float")
    assert (years.notna().sum(axis=1) >= 2).all()
    spread = years.max(axis=1) - years.min(axis=1)
    assert (len(frame), int((spread > 1).sum())) == (199, 119)


@pytest.mark.parametrize(
    ("country", "printed"),
    [
        ("Azerbaijan", (1991, 1991, 1991)),
        ("United States", (1965, 1920, 1920)),
        ("Canada", (1920, 1918, 1960)),
        ("Australia", (1901, 1902, 1962)),
        ("Switzerland", (1971, 1971, 1971)),
        ("New Zealand", (1893, 1893, 1907)),
        ("Russia", (1917, 1917, 1991)),
    ],
)
def test_suffrage_years(country: str, printed: tuple[int, int, int]) -> None:
    row = open_table("suffrage").row(country=country).values
    assert (row["lied_year"], row["pipe_equal_year"], row["owid_year"]) == printed


@pytest.mark.parametrize(
    ("wave", "regret"),
    [("1992-03", 66), ("2000-12", 75), ("2012-12", 49), ("2017-11", 58), ("2018-11", 66)],
)
def test_levada(wave: str, regret: int) -> None:
    assert open_table("levada_regret").row(wave=wave).values["regret_pct"] == regret


def test_the_answers_of_a_wave_add_up() -> None:
    frame = open_table("levada_regret").frame.dropna(subset=["hard_to_say_pct"])
    sums = frame[["regret_pct", "no_regret_pct", "hard_to_say_pct"]].sum(axis=1)
    assert len(frame) == 21
    assert sums.between(99, 101).all()


@pytest.mark.parametrize(
    ("study", "share"),
    [
        ("WIIS scorecard, experts", 27),
        ("WIIS scorecard, heads", 32),
        ("WIIS scorecard, boards", 22),
        ("Open Society, An End to Manels II", 25),
        ("Missing in Action, panels", 25),
        ("Zenko, City of Men, policy", 21),
    ],
)
def test_published_shares(study: str, share: int) -> None:
    assert open_table("expertise_shares").row(study=study).values["share_women_pct"] == share


def test_zenkos_percentages_are_those_of_his_counts() -> None:
    assert round(100 * 154 / 723) == 21
    assert round(100 * 250 / 874) == 29
