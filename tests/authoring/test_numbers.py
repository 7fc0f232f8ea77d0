"""Every number of the prose is put out by a cell of its section, or registered and true."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from closereader.authoring import Notebook
from closereader.authoring.numbers import (
    Registered,
    check_numbers,
    check_register,
    numbers,
    read_register,
    value,
)
from tests.authoring.build import code, markdown, notebook, shows

PATH = Path("notebooks/03_a.ipynb")
ROW = "iso3=BLR;year=2006"
COLUMN = "fuel_exports_pct"


def lesson(*cells: dict[str, object]) -> Notebook:
    return notebook(PATH, markdown("# A\n\n**Time:** 75 minutes"), *cells)


def found(made: Notebook, *rows: Registered) -> list[str]:
    return [one.what for one in check_numbers(made, rows)]


def row(number: str, **given: str) -> Registered:
    parts = {"what": "", "table": "", "row": "", "column": "", "source": ""} | given
    return Registered(2, "03_a", number, **parts)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("12 of 41 people, or 29 %.", ["12", "41", "29"]),
        ("a slope of −0.010 (0.0011), n = 5,330", ["−0.010", "0.0011", "5,330"]),
        ("In 1992, from 2000 to 2004, in the 1990s, 1990–2021 and 2000–04", []),
        ("on 24 February 2022, 17 Nov–5 Dec 1988, 7 December", []),
        ("“3,804 NGOs” (alieva-2024 n9) and ‘5 of them’", []),
        ("¶12, ¶1 to ¶6, §2, n9, notes 33–36, question 4, Lesson 02 and COP28", []),
        ("*5 minutes.* Then 10 to 15 minutes more.", []),
        ("https://doi.org/10.1353/wp.2001.0011, volume", []),
        ("It was the 19th century; a 10-character id", ["10"]),
        ("1,200 of 20,615", ["1,200", "20,615"]),
    ],
)
def test_what_is_a_datum_and_what_is_not(words: str, left: list[str]) -> None:
    assert numbers(words) == left


@pytest.mark.parametrize(
    ("printed", "held"), [("−0.10", "-0.1"), ("5,330", "5330"), ("+46.1", "46.1"), ("12", "12.0")]
)
def test_a_number_is_compared_as_a_value(printed: str, held: str) -> None:
    assert value(printed) == Decimal(held)


def test_a_number_that_a_cell_of_the_section_puts_out_is_fine() -> None:
    made = lesson(
        markdown("## One\n\nWomen are 12 of 41."),
        code("count()", shows(text_plain="12 women, 41 people")),
        markdown("### Still in section one\n\nThat is 12."),
    )
    assert found(made) == []


def test_a_number_of_another_section_or_of_the_source_alone_is_found() -> None:
    made = lesson(
        markdown("## One"),
        code("count(12)", shows(text_plain="41 people")),
        markdown("## Two\n\nWomen are 12 of 41."),
    )
    assert [one.split(",")[0] for one in found(made)] == ["Prints 12", "Prints 41"]
    assert found(made, row("12", source="a"), row("41", source="a")) == []


def test_plotly_and_the_list_of_works_do_not_count() -> None:
    made = lesson(
        markdown("## One\n\nIt is 12."),
        code("f()", shows(**{"application_vnd.plotly.v1+json": {"data": [12]}})),
        markdown("## Further reading\n\n- A (2001). *B* 53(3), 325–361. https://doi.org/10.1000/1"),
    )
    assert [one.split(",")[0] for one in found(made)] == ["Prints 12"]


def test_a_registered_number_must_be_what_the_table_holds() -> None:
    made = lesson(markdown("## Belarus\n\nFuel was 38.3 percent, others say 39 percent."))
    true = row("38.3", table="panel", row=ROW, column="fuel_exports_pct_merch")
    wrong = row("39", table="panel", row=ROW, column="fuel_exports_pct_merch")
    (only,) = check_register(Path("n.csv"), [true, wrong], [made])
    assert only.what.startswith("39 is 38.")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (row("7", source="a"), "7 is not printed in 03_a."),
        (row("5"), "5 has neither a table nor a source."),
        (row("5", table="none", row=ROW, column="x"), "none"),
        (row("5", table="panel", row="iso3=ZZZ;year=2006", column="year"), "fits 0 rows"),
        (row("5", table="panel", row="iso3=BLR", column="year"), "rows of panel"),
        (row("5", table="panel", row=ROW, column="nothing"), "no column 'nothing'"),
        (row("5", table="panel", row=ROW, column="country"), "5 is Belarus in panel"),
        (
            row("5", table="panel", row="iso3=BLR;year=2024", column="rents_total_pct_gdp"),
            "5 is empty in panel",
        ),
    ],
)
def test_a_row_that_proves_nothing_is_found(given: Registered, says: str) -> None:
    made = lesson(markdown("## A\n\nIt is 5."))
    (only,) = check_register(Path("n.csv"), [given], [made])
    assert says in only.what


def test_the_register_is_read_by_the_names_of_its_columns(tmp_path: Path) -> None:
    file = tmp_path / "numbers.csv"
    assert read_register(file) == ()
    file.write_text(
        "notebook,number,what,table,row,column,source\n03_a,38.3,fuel,panel,iso3=BLR,f,\n",
        encoding="utf-8",
    )
    (only,) = read_register(file)
    assert (only.line, only.number, only.source) == (2, "38.3", "")
