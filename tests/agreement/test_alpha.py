"""Krippendorff's alpha against published tables, and what must hold of it for any codes."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.agreement import (
    DISTANCES,
    Agreement,
    AgreementError,
    alpha,
    each_value,
)
from tests.agreement import published

Codes = list[list[int | None]]


@st.composite
def coded(draw: st.DrawFn) -> Codes:
    readers, units = draw(st.integers(1, 5)), draw(st.integers(0, 8))
    code = st.none() | st.integers(0, 3)
    return [[draw(code) for _ in range(units)] for _ in range(readers)]


def same(one: Agreement, other: Agreement) -> None:
    assert (one.value is None) == (other.value is None)
    if one.value is not None:
        assert one.value == pytest.approx(other.value, abs=1e-9)
    assert one.n_units == other.n_units


@pytest.mark.parametrize(
    ("distance", "value"),
    [("nominal", 0.743421), ("ordinal", 0.815388), ("interval", 0.849107), ("ratio", 0.797403)],
)
def test_four_observers(distance: Any, value: float) -> None:
    found = alpha(published.FOUR_OBSERVERS, distance)
    assert found.value == pytest.approx(value, abs=5e-7)
    assert (found.n_readers, found.n_units) == (4, 11)


def test_four_observers_step_by_step() -> None:
    nominal = alpha(published.FOUR_OBSERVERS)
    assert nominal.observed == pytest.approx(0.200, abs=5e-4)
    assert nominal.expected == pytest.approx(0.779, abs=5e-4)
    assert nominal.value == pytest.approx(0.743421052632, abs=5e-13)
    interval = alpha(published.FOUR_OBSERVERS, "interval")
    assert interval.observed == pytest.approx(0.433, abs=5e-4)
    assert interval.expected == pytest.approx(2.872, abs=5e-4)


@pytest.mark.parametrize("table", [published.TWO_OBSERVERS, published.TWO_OBSERVERS_2004])
def test_two_observers(table: Codes) -> None:
    found = alpha(table)
    assert found.value == pytest.approx(0.095238, abs=5e-7)
    assert found.observed == pytest.approx(0.400)
    assert found.expected == pytest.approx(0.442, abs=5e-4)
    assert found.agreed == pytest.approx(0.600)


@pytest.mark.parametrize(
    ("distance", "value"), [("nominal", 0.641732), ("interval", 0.546917), ("ratio", 0.483254)]
)
def test_three_raters(distance: Any, value: float) -> None:
    assert alpha(published.THREE_RATERS, distance).value == pytest.approx(value, abs=5e-7)


def test_three_raters_by_code() -> None:
    assert alpha(published.THREE_RATERS).agreed == pytest.approx(0.740, abs=1e-3)
    found = {code: one.value for code, one in each_value(published.THREE_RATERS).items()}
    assert found == pytest.approx({1: 0.381, 2: 0.711, 3: 0.717, 4: 0.764}, abs=5e-4)


@pytest.mark.parametrize(
    ("distance", "value", "observed", "expected"),
    [
        ("nominal", 0.238806, 0.666667, 0.875817),
        ("jaccard", 0.315620, 0.462963, 0.676471),
        ("masi", 0.273081, 0.543210, 0.747277),
    ],
)
def test_sets_of_codes(distance: Any, value: float, observed: float, expected: float) -> None:
    found = alpha(published.SETS, distance)
    assert found.value == pytest.approx(value, abs=5e-7)
    assert (found.observed, found.expected) == pytest.approx((observed, expected), abs=5e-7)


def test_two_empty_sets_are_the_same_set() -> None:
    found = alpha([[set(), set("A")], [set(), set("B")]], "masi")
    assert found.observed == pytest.approx(0.5)


def test_a_unit_with_one_code_changes_nothing() -> None:
    shorter = {who: codes[:-1] for who, codes in published.FOUR_OBSERVERS.items()}
    assert alpha(shorter) == alpha(published.FOUR_OBSERVERS)


def test_codes_by_the_name_of_the_unit() -> None:
    named = {
        who: {f"unit {at}": code for at, code in enumerate(codes) if code is not None}
        for who, codes in published.FOUR_OBSERVERS.items()
    }
    same(alpha(named), alpha(published.FOUR_OBSERVERS))


def test_a_nan_of_a_table_is_a_missing_code() -> None:
    filled = [[math.nan if code is None else code for code in codes]
              for codes in published.FOUR_OBSERVERS.values()]  # fmt: skip
    same(alpha(filled), alpha(published.FOUR_OBSERVERS))


@given(coded(), st.sampled_from(DISTANCES[:4]), st.randoms(use_true_random=False))
def test_the_order_of_readers_and_units_does_not_matter(
    codes: Codes, distance: Any, chance: Any
) -> None:
    units = list(range(len(codes[0])))
    chance.shuffle(units)
    mixed = [[row[at] for at in units] for row in codes]
    chance.shuffle(mixed)
    same(alpha(mixed, distance), alpha(codes, distance))


@given(coded(), st.sampled_from(("nominal", "interval")))
def test_other_names_for_the_codes_change_nothing(codes: Codes, distance: Any) -> None:
    renamed = [[None if code is None else 3 - code for code in row] for row in codes]
    same(alpha(renamed, distance), alpha(codes, distance))


@given(coded())
def test_ordinal_sees_only_the_order(codes: Codes) -> None:
    stretched = [[None if code is None else code**3 for code in row] for row in codes]
    same(alpha(stretched, "ordinal"), alpha(codes, "ordinal"))


@given(coded(), st.sampled_from(DISTANCES[:4]))
def test_a_reader_who_coded_nothing_changes_nothing(codes: Codes, distance: Any) -> None:
    silent: Codes = [*codes, [None] * len(codes[0])]
    same(alpha(silent, distance), alpha(codes, distance))


@given(coded(), st.integers(2, 4), st.sampled_from(DISTANCES[:4]))
def test_identical_readers_agree_if_there_is_variation(
    codes: Codes, readers: int, distance: Any
) -> None:
    found = alpha([codes[0]] * readers, distance)
    varied = len({code for code in codes[0] if code is not None}) > 1
    assert found.value == (pytest.approx(1) if varied else None)
    assert bool(found.reason) is not varied


@given(coded())
def test_nominal_is_interval_for_two_codes(codes: Codes) -> None:
    two = [[None if code is None else code % 2 for code in row] for row in codes]
    same(alpha(two), alpha(two, "interval"))


@pytest.mark.parametrize(
    ("codes", "reason"),
    [
        ([[1, 1, 1], [1, 1, 1]], "without variation"),
        ([[1, 2, 3]], "fewer than two readers"),
        ([[1, None], [None, 2]], "fewer than two readers"),
        ([], "fewer than two readers"),
        ([[], []], "fewer than two readers"),
    ],
)
def test_undefined_is_none_with_a_reason(codes: Codes, reason: str) -> None:
    found = alpha(codes)
    assert found.value is None
    assert reason in found.reason
    assert "not defined" in found.sentence


@pytest.mark.parametrize(
    ("codes", "distance", "said"),
    [
        ([[1, 2], [1]], "nominal", "Reader 2 has 1 codes and reader 1 has 2"),
        ([["a"], ["b"]], "interval", "'a' is not a number"),
        ([[-1], [1]], "ratio", "-1 is below 0"),
        ([["a"], [1]], "ordinal", "these have none"),
        ([["a"], ["b"]], "masi", "'a' is not a set"),
        ([[1], [2]], "euclid", "no distance 'euclid'"),
    ],
)
def test_what_cannot_be_read_is_said(codes: Any, distance: Any, said: str) -> None:
    with pytest.raises(AgreementError, match=said):
        alpha(codes, distance)


def test_an_interval_is_the_same_every_time_and_holds_the_value() -> None:
    for over in ("readers", "units"):
        found = alpha(published.FOUR_OBSERVERS, interval=over, times=200)
        assert found == alpha(published.FOUR_OBSERVERS, interval=over, times=200)
        assert found.value is not None
        assert found.low is not None
        assert found.high is not None
        assert found.low <= found.value <= found.high
    other = alpha(published.FOUR_OBSERVERS, interval="units", times=200, seed=7)
    assert other.low != alpha(published.FOUR_OBSERVERS, interval="units", times=200).low


def test_copies_of_a_drawn_reader_are_not_compared_with_each_other() -> None:
    found = alpha([[1, 2, 1, 2], [2, 1, 2, 1]], interval="readers", times=400)
    assert found.low is None  # in half of the draws there is only one reader: no interval
    assert alpha([[1, 2, 1, 2]] * 4, interval="readers", times=100).low == pytest.approx(1)


def test_the_sentence() -> None:
    found = alpha(published.FOUR_OBSERVERS)
    assert found.sentence == ("alpha, nominal: 0.74; observed agreement 0.80; 4 readers, 11 units.")
    assert alpha([[1, 2], [2, 1]]).sentence.startswith("alpha, nominal: \N{MINUS SIGN}0.50;")
