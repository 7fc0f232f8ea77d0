"""What a finding says can be seen from the page, summed, or read in the course's tables."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from closereader.claims import open_claims
from closereader.tables import open_table
from closereader.texts import open_text

ESSAY = open_text("alieva-2024")
CLAIMS = open_claims()


def found(claim_id: str) -> str:
    return CLAIMS.claim(claim_id).found


def rows(table: str, iso3: str | None = None) -> list[dict[str, Any]]:
    return [each for each in open_table(table).records() if iso3 in (None, each["iso3"])]


def note(number: int) -> str:
    return ESSAY.note(f"n{number}").text


def test_the_video_address_is_one_character_short_and_the_others_are_not() -> None:
    ids = [
        one for each in ESSAY.notes for one in re.findall(r"youtube\.com/watch\?v=(\S+)", each.text)
    ]
    lengths = {one: len(one) for one in ids}
    assert lengths.pop("rTwrqwa0f4") == 10
    assert len(lengths) >= 5
    assert set(lengths.values()) == {11}
    assert "10 characters" in found("c08")
    assert "it has 11" in found("c08")


def test_the_address_of_the_interview_says_september() -> None:
    assert "June 2022" in note(35)
    assert "/2022/09/06/" in note(35)


def test_names_and_titles_differ_within_the_essay() -> None:
    assert "Ashizava" in ESSAY.body
    assert "Ashizava" not in note(28)
    assert "Ashizawa" in note(28)
    assert "‘The Myth of Muslim tide’" in ESSAY.body
    assert "The Myth of the Muslim Tide" in note(24)
    assert "Reflections of the Breakup" in note(40)
    assert "reflections-on-the-break-up-of-britain" in note(40)
    assert note(19).startswith("Hans Ingvar Roth, P.C.Chang")
    assert "2024-03-06" in note(39)


def test_the_essay_has_a_full_stop_where_others_print_three_dots() -> None:
    said = ESSAY.block("¶24").text
    assert "gentlemen who were from Azerbaijan. I was talking to men" in said
    assert "rights and justice" in said
    assert "right and justice" not in said
    for word in ("three dots", "full stop", "“rights and justice”"):
        assert word in found("c25")


def test_years_and_weekdays() -> None:
    assert 1971 - 1918 == 53
    assert 1971 - 1919 == 52
    assert "would be 52" in found("c03")
    assert dt.date(2022, 2, 21).strftime("%w") == "1"
    assert dt.date(2022, 2, 24) - dt.date(2022, 2, 21) == dt.timedelta(days=3)
    assert 2022 - 30 == 1992
    assert 2022 - 1993 == 29
    months = (1920 - 1918) * 12 + (4 - 5)  # from 28 May 1918 to 28 April 1920
    assert f"{months} months" in found("c23")


@pytest.mark.parametrize(
    ("claim", "iso3", "year", "column", "said"),
    [
        ("c29", "AZE", 2021, "rents_total_pct_gdp", "29.9%"),
        ("c29", "RUS", 2021, "rents_total_pct_gdp", "18.5%"),
        ("c29", "BLR", 2021, "rents_total_pct_gdp", "1.9%"),
        ("c29", "BLR", 2006, "fuel_exports_pct_merch", "38.3%"),
        ("c29", "BLR", 2020, "fuel_exports_pct_merch", "12.6%"),
        ("c64", "RUS", 2021, "v2x_libdem", "0.092"),
        ("c72", "RUS", 2000, "v2x_libdem", "0.22"),
    ],
)
def test_shares_and_scores_are_those_of_the_panel(
    claim: str, iso3: str, year: int, column: str, said: str
) -> None:
    [row] = [each for each in rows("panel", iso3) if each["year"] == year]
    digits = len(said.removesuffix("%").partition(".")[2])
    value = f"{row[column]:.{digits}f}" + ("%" if said.endswith("%") else "")
    assert value == said
    assert said in found(claim)


def test_the_decade_of_the_post_in_the_panel() -> None:
    score = {row["year"]: row["v2x_libdem"] for row in rows("panel", "RUS")}
    nineties = [round(score[year], 2) for year in range(1992, 2000)]
    assert (min(nineties), max(nineties)) == (0.28, 0.3)
    assert max(value for year, value in score.items() if year >= 2002 and value) < 0.2
    germany = {row["year"]: row["v2x_libdem"] for row in rows("panel", "DEU")}
    assert {round(germany[year], 2) for year in range(1992, 2000)} == {0.86}


def test_net_migration_is_that_of_the_table() -> None:
    table = rows("net_migration")
    net = "net_migration_1990_2023"
    by_number = sorted(table, key=lambda row: -row[net])[:5]
    first = [(row["iso3"], round(row[net] / 1e6, 1)) for row in by_number]
    assert first == [("USA", 46.1), ("RUS", 13.0), ("DEU", 10.2), ("SAU", 8.9), ("ESP", 8.0)]
    per_head = sorted(table, key=lambda row: -(row["per_1000_people"] or 0))[:4]
    assert {row["iso3"] for row in per_head} == {"QAT", "ARE", "BHR", "OMN"}
    for _, million in first:
        assert f"{million:.1f}" in found("c51")
