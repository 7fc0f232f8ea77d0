from __future__ import annotations

from typing import Any

from closereader.tables.rows import grouped, having, values

ROWS: list[dict[str, Any]] = [
    {"who": "b", "x": 1.0, "y": None},
    {"who": "a", "x": 0.0, "y": ""},
    {"who": "b", "x": None, "y": "z"},
]


def test_a_zero_and_an_empty_text_are_values_and_none_is_not() -> None:
    assert having(ROWS, "x") == ROWS[:2]
    assert having(ROWS, "x", "y") == [ROWS[1]]
    assert having(ROWS) == ROWS


def test_a_column_has_a_place_for_each_row() -> None:
    assert values(ROWS, "x") == [1.0, 0.0, None]


def test_groups_stand_in_the_order_of_the_rows() -> None:
    assert list(grouped(ROWS, "who").items()) == [("b", [ROWS[0], ROWS[2]]), ("a", [ROWS[1]])]
