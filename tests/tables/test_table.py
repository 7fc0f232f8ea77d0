from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from closereader.tables import TableError, UnknownTable, open_table, table_names
from tests.tables.making import ROWS, folder, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["folder", "rewrite"]  # fixtures


def refused(of: Callable[[], object]) -> str:
    with pytest.raises(TableError) as caught:
        of()
    return str(caught.value)


@pytest.mark.usefixtures("folder")
def test_a_table_has_its_rows_with_their_types_and_says_what_they_are() -> None:
    table = open_table("small")
    assert repr(table) == "Table('small'): 3 rows, 6 columns"
    kinds = [str(kind) for kind in table.frame.dtypes[["year", "wealth", "day"]]]
    assert [kind.split("[")[0] for kind in kinds] == ["int64", "float64", "datetime64"]
    assert table.frame["note"].tolist() == ["first", "", "third"]
    assert table.title == "A small table"
    assert table.description == "Three rows."
    assert table.traps == ("One cell is empty.",)
    assert table.licence == "CC BY 4.0"
    assert table.sources == (("Us", "https://example.org/"), ("Them", ""))
    assert table.columns["wealth"].unit == "unit of wealth"
    assert table_names() == ("small",)


def test_a_table_is_read_as_a_spreadsheet_saved_it(folder: Path) -> None:
    saved = "\ufeff" + ROWS.replace("first", '"one, ""two""\nthree"').replace("\n", "\r\n") + "\r\n"
    (folder / "small.csv").write_bytes(saved.encode("utf-8"))
    table = open_table("small")
    assert table.cells("note") == ['one, "two"\r\nthree', "", "third"]
    assert table.cells("iso3") == ["AAA", "AAA", "BBB"]


@pytest.mark.usefixtures("folder")
def test_a_missing_value_is_none_and_equal_to_nothing() -> None:
    table = open_table("small")
    assert table.cells("wealth") == [1.5, None, 3.0]
    assert table.cells("day") == ["2000-01-02", "2001-01-02", None]
    assert refused(lambda: table.row(wealth=None)).startswith("0 rows")


@pytest.mark.usefixtures("folder")
def test_the_source_line_names_each_source_with_its_series() -> None:
    table = open_table("small")
    assert table.source_of("wealth", "day") == "source of wealth (W.1); source of day"


def test_it_is_read_once_and_again_when_the_file_changes(folder: Path) -> None:
    first = open_table("small")
    assert open_table("small") is first
    (folder / "small.csv").write_text(ROWS + "CCC,Cland,2005,2,,\n", encoding="utf-8")
    assert len(open_table("small")) == 4


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("asked", ["AAA", "aaa", " Aland", "ALAND", ["Aland", "AAA"]])
def test_a_country_is_found_by_code_or_name(asked: str | list[str]) -> None:
    table = open_table("small")
    assert table.countries(asked) == ("AAA",)
    assert set(table.select(asked).frame["country"]) == {"Aland"}


@pytest.mark.usefixtures("folder")
def test_accents_do_not_matter() -> None:
    assert open_table("small").country_name("turkland") == "Türkland"


@pytest.mark.usefixtures("folder")
def test_an_unknown_country_is_named_with_the_closest() -> None:
    table = open_table("small")
    assert refused(lambda: table.select("Oland")) == (
        "The table small has no country 'Oland'. Did you mean Aland or Türkland?"
    )
    assert refused(lambda: table.select("al")).endswith("Did you mean Aland?")
    assert refused(lambda: table.select(["AAA", "Q"])) == (
        "The table small has no country 'Q'. Use a name or code of the table."
    )
    assert refused(lambda: table.select([])) == "Name at least one country of the table small."


@pytest.mark.usefixtures("folder")
def test_years_are_one_or_from_to() -> None:
    table = open_table("small")
    assert len(table.select(years=2000)) == 2
    assert len(table.select("AAA", (2000, 2001))) == 2


@pytest.mark.usefixtures("folder")
def test_an_empty_selection_says_what_was_asked_and_what_there_is() -> None:
    assert refused(lambda: open_table("small").select("BBB", (1990, 1995))) == (
        "No row of the table small is left for BBB in 1990 to 1995. "
        "Its years run from 2000 to 2001."
    )


@pytest.mark.usefixtures("folder")
def test_columns_keep_those_that_name_a_row() -> None:
    part = open_table("small").select(columns=["wealth"])
    assert list(part.columns) == list(part.frame) == ["iso3", "country", "year", "wealth"]


@pytest.mark.usefixtures("folder")
def test_an_unknown_column_is_named_with_the_closest() -> None:
    said = refused(lambda: open_table("small").select(columns=["welth"]))
    assert said.startswith("The table small has no column 'welth'. Did you mean wealth?")
    assert "year" in said


@pytest.mark.usefixtures("folder")
def test_a_row_is_plain_values_and_has_a_label() -> None:
    row = open_table("small").row(iso3="AAA", year=2001)
    assert row.values == {
        "iso3": "AAA", "country": "Aland", "year": 2001, "wealth": None, "note": "",
        "day": "2001-01-02",
    }  # fmt: skip
    assert row.key == {"iso3": "AAA", "year": 2001}
    assert row.label == "small: AAA, 2001"


@pytest.mark.usefixtures("folder")
def test_records_are_the_rows_in_plain_values() -> None:
    table = open_table("small")
    assert [record["wealth"] for record in table.records()] == [1.5, None, 3.0]
    assert table.records()[1] == table.row(iso3="AAA", year=2001).values


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("keys", "number"), [({"iso3": "AAA"}, 2), ({"iso3": "CCC"}, 0)])
def test_a_row_must_be_one(keys: dict[str, object], number: int) -> None:
    said = refused(lambda: open_table("small").row(**keys))
    assert said.startswith(f"{number} rows of the table small have iso3=")
    assert said.endswith("one row is named by iso3, year.")


@pytest.mark.usefixtures("folder")
def test_an_unknown_table_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownTable, match=r"no table 'big'\. The tables are: small"):
        open_table("big")


def test_a_table_without_countries_or_years_says_so(
    rewrite: Callable[[Callable[[dict[str, Any]], None]], None],
) -> None:
    def drop(package: dict[str, Any]) -> None:
        schema = package["resources"][0]["schema"]
        schema["fields"] = schema["fields"][3:]
        schema["primaryKey"] = "note"

    rewrite(drop)
    table = open_table("small")
    assert refused(lambda: table.select("AAA")) == "The table small does not list countries."
    assert "no column 'year'" in refused(lambda: table.select(years=2000))
    assert table.key == ("note",)


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda text: text.replace("wealth", "health"), "lacks the column 'wealth'"),
        (lambda text: text.replace("1.5", "much"), "line 2: 'much' in the column 'wealth'"),
        (lambda text: text.replace("2001,,", "2001.5,,"), "line 3: '2001.5' in the column 'year'"),
        (lambda text: text.replace("BBB", ""), "line 4: '' in the column 'iso3'"),
        (lambda text: text.replace("2000-01-02", "2000-13-02"), "line 2: '2000-13-02'"),
        (lambda text: text.replace("2000-01-02", "20000102"), "line 2: '20000102'"),
        (lambda text: text.replace("1.5", "nan"), "line 2: 'nan' in the column 'wealth'"),
        (lambda text: text.replace("1.5", "1e999"), "line 2: '1e999' in the column 'wealth'"),
        (lambda text: text.replace("1.5", "1_5"), "line 2: '1_5' in the column 'wealth'"),
        (lambda text: text.replace("2001,,", f"{2**63},,"), f"line 3: '{2**63}' in the column"),
        (lambda text: text.replace("first", '"a\nb"').replace("2001,,", "x,,"), "line 4: 'x'"),
        (lambda text: text.replace(",first", ""), "line 2: 5 cells stand under 6 headings"),
        (lambda text: text.replace("first", "a,b"), "line 2: 7 cells stand under 6 headings"),
        (lambda text: text + 'AAA,"x', "cannot be read"),
        (lambda _: "", "cannot be read"),
    ],
)
def test_a_damaged_file_is_named_with_line_column_and_remedy(
    folder: Path, damage: Callable[[str], str], sentence: str
) -> None:
    (folder / "small.csv").write_text(damage(ROWS), encoding="utf-8")
    said = refused(lambda: open_table("small"))
    assert sentence in said
    assert str(folder / "small.csv") in said
    assert "restore" in said


def test_a_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "small.csv").write_bytes(ROWS.encode("latin-1"))
    assert "the file is not UTF-8; save it again" in refused(lambda: open_table("small"))


def test_all_that_a_new_table_does_not_say_is_told_at_once(folder: Path) -> None:
    fields = [{"name": "year", "type": "integer"}, {"name": "minutes", "title": "Minutes"}]
    package = {"resources": [{"name": "boats", "path": "boats.csv", "schema": {"fields": fields}}]}
    (folder / "datapackage.json").write_text(json.dumps(package), "utf-8")
    said = refused(lambda: open_table("boats"))
    place = (
        "datapackage.json: the field year of the table boats has no `title`, `unit`, `description`"
    )
    assert f"{place}, `source`, `version`, `licence`; " in said
    assert "the field minutes of the table boats has no `type`, `unit`, " in said
    assert "the table boats has no `description`, `title`. Write each as words; " in said


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "small.csv").unlink()
    assert refused(lambda: open_table("small")).endswith("is missing: restore it from the course.")
    (folder / "datapackage.json").unlink()
    assert "datapackage.json is missing" in refused(table_names)


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (lambda p: p.update(resources=[]), "lists no tables"),
        (lambda p: p["resources"].append("small"), "a table has no `name`"),
        (lambda p: p["resources"][0].pop("title"), "the table small has no `title`"),
        (lambda p: p["resources"][0].update(schema={}), "has no fields"),
        (
            lambda p: p["resources"][0]["schema"]["fields"][3].update(unit=" "),
            "the field wealth of the table small has no `unit`",
        ),
        (
            lambda p: p["resources"][0]["schema"]["fields"][3].update(type="money"),
            "has the type 'money'",
        ),
    ],
)
def test_a_wrong_package_is_named(
    rewrite: Callable[[Callable[[dict[str, Any]], None]], None],
    edit: Callable[[dict[str, Any]], None],
    sentence: str,
) -> None:
    rewrite(edit)
    assert sentence in refused(table_names)


def test_a_package_that_is_no_json_is_named(folder: Path) -> None:
    (folder / "datapackage.json").write_text("{", encoding="utf-8")
    assert "is not JSON" in refused(table_names)
