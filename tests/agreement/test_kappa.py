"""Cohen's and Fleiss' kappa against the tables of their papers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.agreement import (
    AgreementError,
    alpha,
    codes_of_table,
    cohen_kappa,
    cohen_kappa_most,
    each_value,
    fleiss_kappa,
)
from tests.agreement import published

Table = list[list[int]]
PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=20)


def test_cohen_1960_first_example() -> None:
    codes = codes_of_table(published.COHEN_1)
    found = cohen_kappa(*codes)
    assert found.agreed == pytest.approx(0.29)
    assert found.expected == pytest.approx(1 - 0.35)
    assert cohen_kappa_most(*codes) == pytest.approx(0.846, abs=5e-4)


def test_cohen_1960_second_example() -> None:
    codes = codes_of_table(published.COHEN_2)
    found = cohen_kappa(*codes)
    assert found.value == pytest.approx(0.491525, abs=5e-7)
    assert found.agreed == pytest.approx(0.70)
    assert found.expected == pytest.approx(1 - 0.41)
    assert cohen_kappa_most(*codes) == pytest.approx(0.830508, abs=5e-7)


def test_artstein_and_poesio() -> None:
    first = codes_of_table(published.ARTSTEIN_1)
    assert cohen_kappa(*first).agreed == pytest.approx(0.7)
    assert cohen_kappa(*first).value == pytest.approx(0.347826, abs=5e-7)
    assert fleiss_kappa(first).value == pytest.approx(0.340659, abs=5e-7)
    second = codes_of_table(published.ARTSTEIN_2)
    assert cohen_kappa(*second).agreed == pytest.approx(0.88)
    assert cohen_kappa(*second).value == pytest.approx(0.801325, abs=5e-7)
    assert fleiss_kappa(second).value == pytest.approx(0.799532, abs=5e-7)
    assert alpha(second).value == pytest.approx(0.800535, abs=5e-7)
    # S of Bennett, Alpert and Goldstein (1954) takes all codes for equally likely.
    shares = [cohen_kappa(*codes).agreed for codes in (first, second)]
    likely = [1 / 2, 1 / 3]
    s = [(one - p) / (1 - p) for one, p in zip(shares, likely, strict=True) if one is not None]
    assert s == pytest.approx([0.4, 0.82])


def test_artstein_and_poesio_with_weights() -> None:
    codes = codes_of_table(published.ARTSTEIN_2, published.ARTSTEIN_2_CODES)

    def apart(one: str, other: str) -> float:
        return 0.5 if "Chck" in {one, other} else 1.0

    assert cohen_kappa(*codes, weights=apart).value == pytest.approx(0.8163, abs=5e-5)
    assert alpha(codes, apart).value == pytest.approx(0.8156, abs=5e-5)


def test_kappa_rewards_readers_with_different_habits() -> None:
    equal = codes_of_table(published.EQUAL_HABITS)
    unequal = codes_of_table(published.UNEQUAL_HABITS)
    assert cohen_kappa(*equal).agreed == cohen_kappa(*unequal).agreed == pytest.approx(0.46)
    assert cohen_kappa(*equal).value == pytest.approx(0.186, abs=5e-4)
    assert cohen_kappa(*unequal).value == pytest.approx(0.258, abs=5e-4)
    for codes in (equal, unequal):
        assert fleiss_kappa(codes).value == pytest.approx(0.186, abs=5e-4)


def test_fleiss_1971() -> None:
    found = fleiss_kappa(published.FLEISS)
    assert found.value == pytest.approx(0.430245, abs=5e-7)
    assert found.agreed == pytest.approx(0.555556, abs=5e-7)
    assert found.expected == pytest.approx(1 - 0.219938, abs=5e-7)
    assert (found.n_readers, found.n_units) == (6, 30)
    assert alpha(published.FLEISS).value == pytest.approx(0.433410, abs=5e-7)
    by_code = {code: one.value for code, one in each_value(published.FLEISS, fleiss_kappa).items()}
    published_values = {1: 0.2448, 2: 0.2448, 3: 0.5200, 4: 0.4711, 5: 0.5661}
    assert by_code == pytest.approx(published_values, abs=5e-5)


@given(PAIRS)
def test_without_variation_in_habits_the_three_are_one(pairs: list[tuple[int, int]]) -> None:
    both = [*pairs, *[(b, a) for a, b in pairs]]
    first, second = [a for a, _ in both], [b for _, b in both]
    cohen, fleiss = cohen_kappa(first, second), fleiss_kappa([first, second])
    assert (cohen.value is None) == (fleiss.value is None)
    if cohen.value is not None:
        assert cohen.value == pytest.approx(fleiss.value)
        n = len(first) + len(second)
        corrected = 1 - (1 - cohen.value) * (n - 1) / n
        assert alpha([first, second]).value == pytest.approx(corrected)


@given(PAIRS, st.permutations(range(4)))
def test_other_names_for_the_codes_change_nothing(
    pairs: list[tuple[int, int]], names: list[int]
) -> None:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    renamed = cohen_kappa([names[a] for a in first], [names[b] for b in second])
    plain = cohen_kappa(first, second)
    assert renamed.reason == plain.reason
    assert (renamed.value or 0) == pytest.approx(plain.value or 0)
    assert (cohen_kappa(second, first).value or 0) == pytest.approx(plain.value or 0)


@given(PAIRS)
def test_no_value_is_above_the_most_that_habits_allow(pairs: list[tuple[int, int]]) -> None:
    codes = [a for a, _ in pairs], [b for _, b in pairs]
    found, most = cohen_kappa(*codes).value, cohen_kappa_most(*codes)
    assert (found is None) == (most is None)
    if found is not None and most is not None:
        assert found <= most + 1e-9


def test_undefined_is_none_with_a_reason() -> None:
    assert cohen_kappa(["a", "a"], ["a", "a"]).value is None
    assert "without variation" in cohen_kappa(["a", "a"], ["a", "a"]).reason
    assert cohen_kappa([], []).reason == "no unit was coded by two readers"
    assert cohen_kappa([None, "a"], ["a", None]).agreed is None
    assert cohen_kappa_most(["a"], ["a"]) is None
    assert fleiss_kappa([["a", "a"], ["a", "a"]]).value is None
    assert "fewer than two" in fleiss_kappa([[1, 2]]).reason or fleiss_kappa([[1, 2]]).reason
    assert "alpha" in fleiss_kappa([[1, 2], [1, None]]).reason


def test_a_missing_code_leaves_the_unit_out() -> None:
    found = cohen_kappa({"n3": "man", "n8": None, "n10": "woman"}, {"n3": "man", "n10": "unknown"})
    assert found.n_units == 2
    assert found.agreed == pytest.approx(0.5)


def test_nan_is_a_missing_code_as_tables_have_it() -> None:
    nan = float("nan")
    full = cohen_kappa([1, 2, 2], [1, 2, 1])
    assert cohen_kappa([1, 2, 2, nan, 1], [1, 2, 1, 1, nan]) == full
    assert fleiss_kappa([[1, 2, 2, nan], [1, 2, 1, nan]]) == fleiss_kappa([[1, 2, 2], [1, 2, 1]])
    assert list(each_value([[1, nan], [1, nan]])) == [1]


def test_codes_by_name_and_codes_in_a_row_are_not_mixed() -> None:
    for statistic in (alpha, fleiss_kappa):
        with pytest.raises(AgreementError, match="give all of them in one way"):
            statistic([{"a": 1, "b": 2}, [1, 2]])
    with pytest.raises(AgreementError, match="give all of them in one way"):
        cohen_kappa([1, 2], {1: 1, 2: 2})


def test_weights_in_numbers() -> None:
    near, far = (
        cohen_kappa([1, 2, 3], [1, 2, 4], weights="linear"),
        cohen_kappa([1, 2, 3], [3, 2, 1]),
    )
    assert near.value is not None
    assert far.value is not None
    assert near.value > far.value
    squared = cohen_kappa([1, 2, 3], [1, 2, 4], weights="quadratic")
    assert squared.observed == pytest.approx(1 / 3)
    assert squared.agreed is None
    with pytest.raises(AgreementError, match="need numbers"):
        cohen_kappa(["a"], ["b"], weights="linear")
    with pytest.raises(AgreementError, match="no weights 'cubic'"):
        cohen_kappa([1], [2], weights="cubic")  # type: ignore[arg-type]


def test_a_table_must_be_square() -> None:
    with pytest.raises(AgreementError, match="as many columns"):
        codes_of_table([[1, 2]])


def test_intervals_are_the_same_every_time() -> None:
    codes = codes_of_table(published.ARTSTEIN_1)
    one = cohen_kappa(*codes, interval="units", times=200)
    assert one == cohen_kappa(*codes, interval="units", times=200)
    several = fleiss_kappa(published.FLEISS, interval="units", times=200)
    for found in (one, several):
        assert found.low is not None
        assert found.high is not None
        assert found.low < (found.value or 0) < found.high
