"""Every column of every table: could this be true? What looks odd is listed with what we know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closereader.claims import GRADES
from closereader.tables import open_table, table_names
from tests.tables.plausibility import (
    ADDRESS,
    INCOME,
    OIL,
    RENTS,
    both,
    every_year,
    fifteen,
    heads,
    moved,
    oil_against_income,
    oil_against_rents,
    one_for_each,
    ordered,
    population,
    shares,
    steady,
    sums,
    within,
    words,
    year_of,
)

if TYPE_CHECKING:
    import pandas as pd

    from tests.tables.plausibility import Rule

FUEL, INDEX = "fuel_exports_pct_merch", "v2x_libdem"
GRADE = words("grade", 13, pattern="|".join(GRADES))

RULES: dict[tuple[str, str], Rule] = {
    ("panel", "iso3"): both(words("iso3", 3, pattern="[A-Z]{3}"), one_for_each("iso3", "country")),
    ("panel", "country"): both(words("country", 40), one_for_each("country", "iso3")),
    ("panel", "year"): both(within("year", 1990, 2024), every_year),
    ("panel", "post_soviet"): both(one_for_each("post_soviet", "iso3"), fifteen),
    ("panel", INDEX): both(within(INDEX, 0, 1), moved(INDEX, 0.3)),
    ("panel", "v2x_libdem_codelow"): both(ordered("v2x_libdem_codelow", INDEX),
                                          moved("v2x_libdem_codelow", 0.4)),
    ("panel", "v2x_libdem_codehigh"): both(ordered(INDEX, "v2x_libdem_codehigh"),
                                           moved("v2x_libdem_codehigh", 0.4)),
    ("panel", RENTS): both(within(RENTS, 0, 90), steady(RENTS, 8, 1)),
    ("panel", FUEL): both(within(FUEL, 0, 100), steady(FUEL, 40, 1)),
    ("panel", OIL): both(steady(OIL, 8, 1), oil_against_income, oil_against_rents),
    ("panel", INCOME): both(within(INCOME, 400, 150_000), steady(INCOME, 2, 1)),
    ("panel_withdrawn", "iso3"): words("iso3", 3, pattern="SEN"),
    ("panel_withdrawn", "country"): words("country", 7, pattern="Senegal"),
    ("panel_withdrawn", "year"): both(within("year", 1995, 2008), every_year),
    ("panel_withdrawn", OIL): heads,
    ("panel_withdrawn", "oil_gas_value_million_2014usd"): heads,
    ("net_migration", "iso3"): words("iso3", 3, pattern="[A-Z]{3}"),
    ("net_migration", "country"): words("country", 40),
    ("net_migration", "net_migration_1990_2023"): both(
        population, within("net_migration_1990_2023", -3e7, 5e7)),
    ("net_migration", "per_1000_people"): both(population, within("per_1000_people", -600, 1500)),
    ("belarus_discount", "estimate"): words("estimate", 40, pattern="[a-z0-9-]+"),
    ("belarus_discount", "period"): words("period", 40),
    ("belarus_discount", "year"): within("year", 1994, 2020),
    ("belarus_discount", "low_pct_gdp"): shares("low_pct_gdp", "high_pct_gdp", 20),
    ("belarus_discount", "high_pct_gdp"): shares("low_pct_gdp", "high_pct_gdp", 20),
    ("belarus_discount", "who"): words("who", 60),
    ("belarus_discount", "words"): words("words", 200),
    ("belarus_discount", "grade"): GRADE,
    ("belarus_discount", "url"): words("url", 200, pattern=ADDRESS),
    ("belarus_discount", "caveat"): words("caveat", 300),
    ("cited_people", "note"): within("note", 1, 42),
    ("cited_people", "paragraph"): words("paragraph", 3, pattern=r"¶\d{1,2}"),
    ("cited_people", "person"): words("person", 40),
    ("cited_people", "printed_as"): words("printed_as", 60, empty=True),
    ("cited_people", "role"): words("role", 12, pattern="[a-z]+"),
    ("cited_people", "repeat"): within("repeat", 0, 1),
    ("cited_people", "self_citation"): within("self_citation", 0, 1),
    ("cited_people", "coded_as"): both(words("coded_as", 7, pattern="woman|man|unknown"),
                                       one_for_each("coded_as", "person")),
    ("cited_people", "basis"): words("basis", 20),
    ("cited_people", "looked_up"): words("looked_up", 5, pattern="first|later", empty=True),
    ("cited_people", "basis_detail"): words("basis_detail", 300),
    ("cited_people", "basis_place"): words(
        "basis_place", 300, pattern=rf"alieva-2024 (¶|n)\d+|{ADDRESS}", empty=True),
    ("cited_people_essay", "person"): words("person", 40),
    ("cited_people_essay", "coded_as"): words("coded_as", 5, pattern="woman|man"),
    ("cited_people_essay", "kind"): words("kind", 7, pattern="pronoun|group"),
    ("cited_people_essay", "words"): words("words", 300),
    ("cited_people_essay", "word"): words("word", 20),
    ("cited_people_essay", "place"): words("place", 20, pattern=r"alieva-2024 (¶|n)\d+"),
    ("expertise_shares", "study"): words("study", 60),
    ("expertise_shares", "year"): within("year", 2000, 2025),
    ("expertise_shares", "counted"): words("counted", 200),
    ("expertise_shares", "share_women_pct"): within("share_women_pct", 10, 50),
    ("expertise_shares", "n"): within("n", 10, 30_000),
    ("expertise_shares", "n_unit"): words("n_unit", 40, empty=True),
    ("expertise_shares", "how"): words("how", 10, pattern="reported|derived|misprinted"),
    ("expertise_shares", "remark"): words("remark", 300),
    ("expertise_shares", "grade"): GRADE,
    ("expertise_shares", "url"): words("url", 300, pattern=ADDRESS),
    ("suffrage", "country"): words("country", 40),
    ("suffrage", "lied_start"): year_of("lied_start", "lied_year"),
    ("suffrage", "lied_year"): within("lied_year", 1893, 2015),
    ("suffrage", "pipe_start"): year_of("pipe_start", "pipe_any_year"),
    ("suffrage", "pipe_any_year"): ordered("pipe_any_year", "pipe_equal_year"),
    ("suffrage", "pipe_equal_year"): within("pipe_equal_year", 1893, 2015),
    ("suffrage", "owid_start"): year_of("owid_start", "owid_year"),
    ("suffrage", "owid_year"): within("owid_year", 1893, 2015),
    ("suffrage_events", "polity"): words("polity", 60),
    ("suffrage_events", "date"): words("date", 10, pattern=r"(19|18)\d\d-[01]\d(-[0-3]\d)?"),
    ("suffrage_events", "event"): words("event", 200),
    ("suffrage_events", "kind"): words("kind", 12, pattern="[a-z]+"),
    ("suffrage_events", "source"): words("source", 200),
    ("suffrage_events", "grade"): GRADE,
    ("suffrage_events", "url"): words("url", 300, pattern=ADDRESS),
    ("suffrage_events", "caveat"): words("caveat", 300, empty=True),
    ("levada_regret", "wave"): words("wave", 7, pattern=r"(199|20[01])\d-[01]\d"),
    ("levada_regret", "regret_pct"): both(within("regret_pct", 40, 80), sums),
    ("levada_regret", "no_regret_pct"): both(within("no_regret_pct", 10, 45), sums),
    ("levada_regret", "hard_to_say_pct"): both(within("hard_to_say_pct", 3, 25), sums),
    ("levada_regret", "source"): words("source", 200),
    ("levada_regret", "grade"): GRADE,
    ("levada_regret", "url"): words("url", 300, pattern=ADDRESS),
}  # fmt: skip


# ---- what stands out, and was left --------------------------------------------------------------

SOURCE = "stands so in the source; not explained"
TURNED = "the index turned within a year; the interval of the new value lies wholly beyond the old"
SMALL = "a few dollars per head more or less, of a country with little"

ODD: dict[tuple[str, str], dict[str, str]] = {
    ("panel", INDEX): dict.fromkeys(
        ("EST 1993", "HRV 2000", "IDN 1999", "NPL 2014", "PER 2001", "TUN 2012"), TURNED
    ),
    ("panel", "v2x_libdem_codelow"): {"EST 1993": TURNED},
    ("panel", "v2x_libdem_codehigh"): dict.fromkeys(("EST 1993", "PER 2001", "TUN 2012"), TURNED),
    ("panel", RENTS): {
        "ERI 2011": SOURCE,
        "NAM 1991": SOURCE,
        "SSD 2012": "oil and gas per head falls by a factor of 7 in the same year",
    },
    ("panel", FUEL): {
        "GHA 2011": "oil and gas per head rises by a factor of 12 in the same year",
        "SDN 2000": "rents rise from 2.1 to 10.8 % of GDP in the same year",
        "YEM 2015": "rents fall from 11.0 to 2.1 % of GDP in the same year",
        **dict.fromkeys(
            ("BHR 1996", "BHR 2001", "CMR 2008", "CMR 2010", "CMR 2011", "CMR 2012", "GMB 2021",
             "GMB 2022", "GUY 2020", "PRY 2000", "SDN 2012", "TLS 2019", "ZWE 2007"), SOURCE
        ),
    },
    ("panel", OIL): {
        "AFG 2001": "27.5, then 0.5 and less: which of the two levels is right we do not know",
        "BGD 2012": "a sixteenth of both neighbours: probably a slip, and not an impossible value",
        "BGD 2013": "back from the probable slip of 2012",
        "BLR 1991": "10 times the value of 1990; the source has 42 and 556 million dollars",
        "GHA 2011": "fuel exports rise from 0.1 to 40.4 % of goods exports in the same year",
        "IRQ 1991": "income per head falls to a third in the same year",
        "ISR 2004": SOURCE,
        "JOR 1993": SMALL,
        "KGZ 1992": SMALL,
        "SVN 1992": SMALL,
        "SVN 2001": SMALL,
        "TKM 2005": "more than income per head; the source values all gas at a world price",
        "TLS 2008": "more than income per head; more than half of it in most years",
    },
    ("panel", INCOME): {
        "GNQ 1997": "rents are above 60 % of GDP in the same year",
        "IRQ 1991": "oil and gas per head falls to a ninth in the same year",
    },
}  # fmt: skip


def frame_of(table: str) -> pd.DataFrame:
    return open_table(table).frame


def restored() -> pd.DataFrame:
    """Return the panel with the values that were withdrawn."""
    key = ["iso3", "year"]
    back = frame_of("panel_withdrawn").set_index(key)[OIL]
    panel = frame_of("panel").set_index(key)
    return panel.assign(**{OIL: panel[OIL].fillna(back)}).reset_index()


def test_every_column_of_every_table_has_a_rule() -> None:
    columns = {(table, column) for table in table_names() for column in open_table(table).columns}
    assert set(RULES) == columns
    assert set(ODD) <= columns


@pytest.mark.parametrize(("table", "column"), list(RULES), ids=[".".join(key) for key in RULES])
def test_what_stands_out_is_listed_with_its_reason(table: str, column: str) -> None:
    assert RULES[table, column](frame_of(table)) == set(ODD.get((table, column), {}))


def test_the_old_series_of_senegal_is_refused_by_its_neighbours_and_by_the_other_measure() -> None:
    before, panel = restored(), frame_of("panel")
    assert steady(OIL, 8, 1)(before) - steady(OIL, 8, 1)(panel) == {
        "SEN 1995", "SEN 2002", "SEN 2009",
    }  # fmt: skip
    assert oil_against_rents(before) == {f"SEN {year}" for year in (*range(1995, 2002), 2004, 2005)}
    assert not oil_against_rents(panel)


def test_the_withdrawn_values_are_the_gap_of_senegal_and_no_more() -> None:
    gone = frame_of("panel_withdrawn")
    assert gone["year"].tolist() == list(range(1995, 2009))
    series = frame_of("panel").query("iso3 == 'SEN' and year < 2014").set_index("year")[OIL]
    assert series[series.isna()].index.tolist() == gone["year"].tolist()
    assert series.max() <= 3  # dollars per head in all the years that are left
    assert len(restored().dropna(subset=[OIL])) == len(frame_of("panel").dropna(subset=[OIL])) + 14


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("panel", INCOME, 3_000_000),
        ("panel", RENTS, 0.09),
        ("panel", INDEX, 0.999),
        ("panel", FUEL, 900),
        ("net_migration", "per_1000_people", 0.001),
        ("levada_regret", "no_regret_pct", 35),
        ("belarus_discount", "high_pct_gdp", 95),
        ("expertise_shares", "share_women_pct", 0.27),
        ("suffrage", "lied_year", 1019),
        ("cited_people", "note", 1986),
        ("cited_people", "coded_as", "Man"),
    ],
)
def test_a_slip_of_a_unit_or_a_digit_is_seen(table: str, column: str, value: object) -> None:
    frame = frame_of(table)
    known = frame[frame[column].notna()]
    at = known[known["iso3"] == "AZE"].index[8] if table == "panel" else known.index[2]
    frame[column] = frame[column].astype(object if isinstance(value, str) else float)
    frame.loc[at, column] = value
    assert RULES[table, column](frame) - set(ODD.get((table, column), {}))
