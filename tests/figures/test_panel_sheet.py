from __future__ import annotations

import pytest

from closereader.tables import TableError
from whose_lessons.figures import panel_sheet


def test_rows_come_as_they_are_asked_for_with_their_intervals_and_gaps() -> None:
    sheet = panel_sheet({"Azerbaijan": (1992, 1994), "BLR": (1995,)})
    assert sheet.text.splitlines() == [
        "Country | Year | Liberal democracy | Natural-resource rents, % of GDP",
        "Azerbaijan | 1992 | 0.21 (68 %: 0.17 to 0.23) | no value",
        "Azerbaijan | 1994 | 0.09 (68 %: 0.07 to 0.10) | 44.6",
        "Belarus | 1995 | 0.36 (68 %: 0.31 to 0.40) | 2.3",
        (
            "Source: V-Dem, version 15 of 2025 (v2x_libdem); "
            "World Bank WDI, July 2026 (NY.GDP.TOTL.RT.ZS)"
        ),
    ]
    assert "<table" in sheet.html
    assert "no value" in sheet.html


def test_dollars_are_shown_whole() -> None:
    sheet = panel_sheet({"RUS": (2004,)}, ["oil_gas_value_pc_2014usd", "fuel_exports_pct_merch"])
    assert sheet.text.splitlines()[1] == "Russia | 2004 | 2,381 | 54.7"


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(TableError, match="Did you mean"):
        panel_sheet({"Azerbaidjan": (1992,)})
    with pytest.raises(TableError, match="0 rows"):
        panel_sheet({"AZE": (1919,)})
    with pytest.raises(TableError, match="no column"):
        panel_sheet({"AZE": (1992,)}, ["rents"])
