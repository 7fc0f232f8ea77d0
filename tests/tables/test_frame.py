from __future__ import annotations

import sys

import pandas as pd
import pytest

from closereader.tables import TableError, open_table, table_names
from tests.tables.making import folder

__all__ = ["folder"]  # a fixture


@pytest.mark.usefixtures("folder")
def test_changing_a_frame_does_not_change_the_table() -> None:
    table = open_table("small")
    frame = table.frame
    frame["wealth"] = 0.0
    assert table.frame["wealth"].iloc[0] == 1.5


@pytest.mark.parametrize("name", table_names())
def test_the_frame_of_each_table_is_the_one_that_pandas_reads_itself(name: str) -> None:
    table = open_table(name)
    kinds = {"string": "str", "integer": "Int64", "number": "float64", "date": "str"}
    own = pd.read_csv(
        table.resource.path,
        dtype={each: kinds[column.type] for each, column in table.columns.items()},
        keep_default_na=False,
        na_values={each: [""] for each, column in table.columns.items() if column.type != "string"},
        encoding="utf-8",
    )
    dates = [each for each, column in table.columns.items() if column.type == "date"]
    whole = [each for each, column in table.columns.items() if column.type == "integer"]
    own[dates] = own[dates].apply(pd.to_datetime)
    found = table.frame
    assert set(map(str, found[whole].dtypes)) <= {"int64", "Int64"}
    found[whole] = found[whole].astype("Int64")
    pd.testing.assert_frame_equal(found, own, rtol=1e-14)


@pytest.mark.usefixtures("folder")
def test_where_there_is_no_pandas_a_frame_is_refused_with_what_to_use_instead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    table = open_table("small")
    with pytest.raises(TableError, match=r"needs pandas, .* open_table\(\.\.\.\)\.records\(\)"):
        _ = table.frame
    assert len(table.records()) == 3
