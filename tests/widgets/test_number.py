"""A number that is read from a table: what was typed can be compared, and nothing gives it away."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import closereader
from closereader.tables import TableError, open_table
from closereader.widgets.base.sync import EditError
from closereader.widgets.number import Number
from closereader.widgets.number.check import TableCell, compare, readings

SEEDS = Path(__file__).parents[2] / "seeds"
RENTS = "rents_total_pct_gdp"


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLOSEREADER_COURSE", str(tmp_path))
    monkeypatch.setenv("CLOSEREADER_SEEDS", str(SEEDS))
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    return tmp_path


def number(**more: Any) -> Number:
    asked: dict[str, Any] = {"table": "panel", "row": {"iso3": "AZE", "year": 2021}}
    asked |= {"column": RENTS, "tolerance": 0.05}
    return Number("03/q1", "How much?", **(asked | more))


def told(text: str, **more: Any) -> tuple[str, str]:
    widget = number(**more)
    widget.keep({"text": text})
    return widget.check.status, widget.check.sentence


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("29.9", (29.9,)),
        ("29,9 %", (29.9,)),
        (" about 29.9 % of GDP", (29.9,)),
        ("−0.217", (-0.217,)),
        ("- 0,2", (-0.2,)),
        ("1,234.5", (1234.5,)),
        ("1.234,5", (1234.5,)),
        ("3,538", (3.538, 3538.0)),
        ("12 500", (12500.0,)),
        ("0.356", (0.356,)),
        ("0,356", (0.356,)),
        ("7.", (7.0,)),
        ("seven", ()),
        ("between 15 and 20", ()),
        ("", ()),
    ],
)
def test_what_a_typed_number_can_mean(typed: str, meant: tuple[float, ...]) -> None:
    assert readings(typed) == meant


@given(st.floats(-99999, 99999).map(lambda value: round(value, 3)))
def test_a_number_written_with_a_point_or_a_comma_is_read_again(value: float) -> None:
    shown = f"{value:.3f}"
    assert float(shown) in readings(shown)
    assert float(shown) in readings(shown.replace(".", ",").replace("-", "−"))


@given(st.text(max_size=60))
def test_nothing_that_can_be_typed_breaks_it(text: str) -> None:
    cell = TableCell("panel", RENTS, {"iso3": "AZE", "year": 2021})
    assert compare(text, cell, cell.open(), 0.05).status


def test_what_fits_is_what_the_table_holds() -> None:
    held = open_table("panel").row(iso3="AZE", year=2021).values[RENTS]
    assert told(f"{held:.1f} %")[0] == "fits"
    assert told(str(held))[0] == "fits"
    status, sentence = told(f"{held:.1f}".replace(".", ","))
    assert status == "fits"
    assert sentence == "This is what the table holds: panel: AZE, 2021, Natural-resource rents."


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ("-29.9", "sign", "the sign does not"),
        ("0.299", "point", "The unit is: % of GDP"),
        ("55", "other", "another number here"),
        ("30", "rounded", "Close, but rounded too far. Give one decimal."),
        ("30 %", "rounded", "Give one decimal"),
        ("30.", "rounded", "Give one decimal"),
        ("31", "other", "another number here"),
        ("15 to 20", "unreadable", "Write one number"),
    ],
)
def test_a_slip_is_named_and_the_number_is_not(typed: str, status: str, words: str) -> None:
    found, sentence = told(typed)
    assert found == status
    assert words in sentence
    assert "29" not in sentence


def test_too_few_decimals_are_named_only_where_the_rest_is_right() -> None:
    low: dict[str, Any] = {"row": {"iso3": "BLR", "year": 1995}, "column": "v2x_libdem"}
    held = open_table("panel").row(iso3="BLR", year=1995).values["v2x_libdem"]
    assert told(f"{held:.2f}", tolerance=0.0051, **low)[0] == "fits"
    assert told(f"{held:.1f}", tolerance=0.0051, **low) == (
        "rounded",
        "Close, but rounded too far. Give two decimals.",
    )
    assert told(f"{held + 0.2:.1f}", tolerance=0.0051, **low)[0] != "rounded"
    assert told("0", tolerance=0.0051, **low)[0] != "rounded"
    assert told("0", **low)[0] != "rounded"


def test_nearly_nothing_is_no_slip_of_the_point() -> None:
    assert told("0", tolerance=1)[0] != "point"
    assert told("0.30", tolerance=1)[0] == "point"
    assert told("0.7", tolerance=1)[0] != "point"


def test_the_value_of_another_column_or_year_is_recognised_and_a_country_is_not_guessed() -> None:
    panel = open_table("panel")
    low = panel.row(iso3="AZE", year=2021).values["v2x_libdem_codelow"]
    where = "in the same row, under “Liberal democracy, low end”"
    assert where in told(str(low), tolerance=0.0005)[1]
    before = panel.row(iso3="AZE", year=2020).values[RENTS]
    assert told(str(before))[1] == (
        "That number stands in the same column, in the row panel: AZE, 2020. Asked is another cell."
    )
    norway = panel.row(iso3="NOR", year=2021).values[RENTS]
    assert told(str(norway), tolerance=0.0005)[0] == "other"


def test_a_difference_of_two_rows_has_a_sign() -> None:
    fall: dict[str, Any] = {
        "row": {"iso3": "BLR", "year": 1997},
        "minus": {"iso3": "BLR", "year": 1995},
        "column": "v2x_libdem",
        "tolerance": 0.005,
    }
    assert number(**fall).checked["label"] == ""
    rows = [open_table("panel").row(**fall[part]).values["v2x_libdem"] for part in ("row", "minus")]
    assert told(f"{rows[0] - rows[1]:.2f}", **fall)[0] == "fits"
    assert told(f"{rows[1] - rows[0]:.2f}", **fall) == (
        "sign",
        "The digits fit, the sign does not. Which is taken from which?",
    )
    widget = number(**fall)
    widget.keep({"text": "1"})
    assert widget.checked["label"] == "panel: BLR, 1997, less panel: BLR, 1995"
    assert ["Liberal democracy", str(rows[0]), str(rows[1])] in widget.checked["cells"]


def test_nothing_gives_the_number_away_before_an_answer() -> None:
    widget = number()
    held = str(open_table("panel").row(iso3="AZE", year=2021).values[RENTS])
    sent = json.dumps([widget.question, widget.checked, widget.kept])
    assert held[:4] not in sent + widget.card() + repr(widget)
    widget.keep({"text": "seven"})
    assert widget.checked["cells"] == []
    widget.keep({"text": "7"})
    assert ["Natural-resource rents", held] in widget.checked["cells"]


def test_the_answer_is_on_disk_and_comes_back(course: Path) -> None:
    widget = number()
    assert repr(widget) == "Number('03/q1'): not answered yet"
    widget.keep({"text": " 29.9  % "})
    kept = json.loads((course / "work/answers/03/q1.json").read_text(encoding="utf-8"))
    assert kept["value"] == {"kind": "number", "text": "29.9 %"}
    again = number()
    assert (again.answer, again.check.status) == ("29.9 %", "fits")
    assert repr(again) == "Number('03/q1'): 29.9 % (fits)"
    assert "29.9 %" in again.card()


def test_what_is_no_text_or_too_long_is_refused() -> None:
    with pytest.raises(EditError, match="must be text"):
        number().keep({"text": 3})
    with pytest.raises(EditError, match="at most 60"):
        number().keep({"text": "1" * 61})


def test_a_cell_that_is_not_there_is_named_when_the_lesson_is_written() -> None:
    with pytest.raises(TableError, match="There is no table 'panels'"):
        number(table="panels")
    with pytest.raises(TableError, match=r"no column 'rents'.*Did you mean"):
        number(column="rents")
    with pytest.raises(TableError, match="0 rows of the table panel have iso3='ATL'"):
        number(row={"iso3": "ATL", "year": 2021})
    with pytest.raises(TableError, match="panel: AZE, 2022 has no number under Natural-resource"):
        number(row={"iso3": "AZE", "year": 2022})
    with pytest.raises(ValueError, match="tolerance"):
        number(tolerance=-1)


def test_it_is_one_of_the_names_of_the_course() -> None:
    assert closereader.Number is Number


def test_a_rounded_number_of_the_same_row_is_recognised_and_a_coincidence_is_not_named() -> None:
    best: dict[str, Any] = {"row": {"iso3": "AZE", "year": 1992}, "column": "v2x_libdem_codelow"}
    assert "under “Liberal democracy”" in told("0.21", tolerance=0.0051, **best)[1]
    fuel: dict[str, Any] = {"column": "fuel_exports_pct_merch", "tolerance": 3}
    status, sentence = told("75", row={"iso3": "AZE", "year": 2006}, **fuel)
    assert (status, "in the row" in sentence) == ("elsewhere", True)
    assert told("92", row={"iso3": "AZE", "year": 2006}, **fuel)[0] == "other"
