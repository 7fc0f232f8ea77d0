"""Counts, their intervals, and when they can be compared."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from closereader.concordance import FEWEST, compare, count, kwic, poisson_interval
from closereader.concordance._count import _times
from closereader.concordance._exact import binomial_interval, binomial_p
from closereader.texts import open_text
from tests.concordance.making import made


# Garwood's table as it is printed in textbooks: 95 % limits of a Poisson mean.
@pytest.mark.parametrize(
    ("seen", "low", "high"),
    [
        (0, 0.0, 3.689),
        (1, 0.0253, 5.572),
        (2, 0.242, 7.225),
        (3, 0.619, 8.767),
        (4, 1.090, 10.242),
        (5, 1.623, 11.668),
        (10, 4.795, 18.390),
        (20, 12.217, 30.888),
        (50, 37.111, 65.919),
        (100, 81.364, 121.627),
    ],
)
def test_the_interval_is_that_of_the_published_table(seen: int, low: float, high: float) -> None:
    assert poisson_interval(seen) == pytest.approx((low, high), abs=6e-4)


@given(st.integers(0, 3000))
def test_intervals_hold_their_count_and_grow_with_it(seen: int) -> None:
    low, high = poisson_interval(seen)
    after = poisson_interval(seen + 1)
    assert 0 <= low <= seen < high
    assert low < after[0]
    assert high < after[1]


def test_the_comparison_is_that_of_the_published_example() -> None:
    """Fay (2010), "Two-sided exact tests", example of poisson.test in R: 11/800 against 21/3011."""
    low, high = (share / (1 - share) * 3011 / 800 for share in binomial_interval(11, 32))
    assert (low, high) == pytest.approx((0.8584264, 4.2772659), abs=1e-6)


@given(st.integers(0, 40), st.integers(1, 40))
def test_shares_lie_in_their_interval(seen: int, more: int) -> None:
    low, high = binomial_interval(seen, seen + more)
    assert 0 <= low <= seen / (seen + more) < high <= 1
    assert 0 < binomial_p(seen, seen + more, 0.3) <= 1


@given(st.integers(0, 40), st.integers(1, 40), st.floats(0.02, 0.98))
def test_the_test_and_the_interval_say_the_same(seen: int, more: int, share: float) -> None:
    low, high = binomial_interval(seen, seen + more)
    p = binomial_p(seen, seen + more, share)
    assume(abs(p - 0.05) > 1e-9)
    assert (p < 0.05) == (not low <= share <= high)


def test_a_ratio_that_may_be_one_has_no_small_p() -> None:
    """2 hits in 6,238 words and 3 in 1,091: the interval of the ratio reaches 1.02."""
    found = compare("alieva-2024", "post-2022", "traditional*")
    assert found.high is not None
    assert found.high > 1
    assert found.p == pytest.approx(0.0522, abs=1e-4)


def test_what_is_no_count_is_refused() -> None:
    with pytest.raises(ValueError, match="is no count"):
        poisson_interval(-1)
    with pytest.raises(ValueError, match="3 of 2 is no share"):
        binomial_interval(3, 2)


@given(st.sampled_from(["alieva-2024", "artiukh-2022", "post-2022"]), st.booleans())
def test_a_count_is_its_lines(text_id: str, notes: bool) -> None:
    found = count(text_id, "russia*|west*", notes=notes)
    lines = kwic(text_id, "russia*|west*", notes=notes)
    assert found.raw == len(lines)
    assert found.quoted == sum(line.quoted for line in lines)
    assert found.rate == pytest.approx(1000 * found.raw / found.words)
    assert found.low < found.rate < found.high
    assert (found.words == open_text(text_id).words) == (not notes or not open_text(text_id).notes)


def test_a_sentence_says_it_all() -> None:
    said = str(count("alieva-2024", "we|our|us"))
    assert said == (
        "alieva-2024: 8 hits in 6,238 words, 1.3 per 1,000 words (95 % interval 0.6 to 2.5); "
        "of these, 6 in quotation marks."
    )


@pytest.mark.parametrize("hits", [0, 1, FEWEST - 1, FEWEST])
def test_the_guard_keeps_its_rule(hits: int) -> None:
    found = count(made("no words here " + "we " * hits), "we")
    low, high = poisson_interval(hits)
    assert found.comparable == (hits >= FEWEST) == (not found.note)
    assert (low == 0 or high / low > 4) == (hits < FEWEST)
    if found.note:
        assert "too short to compare" in found.note
        assert "fewer than 10 hits" in found.note


def test_two_texts_are_compared() -> None:
    found = compare("post-2022", "alieva-2024", "they|them|their|theirs")
    assert (found.first.raw, found.second.raw) == (21, 37)
    assert found.ratio == pytest.approx(21 / 1091 / (37 / 6238))
    assert found.ratio
    assert found.high
    assert 1 < found.low < found.ratio < found.high
    assert found.p < 0.001
    assert "would seldom give counts at least this far apart" in found.sentence
    assert "cannot say why" in str(found)


def test_too_few_hits_rank_nothing() -> None:
    found = compare("artiukh-2022", "post-2022", "we|our|us")
    assert found.p < 0.05
    assert "do not rank the texts by this" in found.sentence
    assert "seldom" not in found.sentence


@pytest.mark.parametrize(
    ("p", "said"),
    [
        (0.0002, "less than once in 1,000 times (exact test, p < 0.001)"),
        (0.0012, "about once in 1,000 (exact test, p = 0.001)"),
        (0.0096, "about 10 times in 1,000 (exact test, p = 0.010)"),
        (0.0520, "about 5 times in 100 (exact test, p = 0.052)"),
        (1.0, "about 100 times in 100 (exact test, p = 1.000)"),
    ],
)
def test_a_p_value_is_said_as_how_often(p: float, said: str) -> None:
    assert _times(p) == said


def test_no_hits_on_one_side_or_on_both() -> None:
    one, none = made("we we we"), made("none at all")
    found = compare(one, none, "we")
    assert (found.ratio, found.high) == (None, None)
    assert "upward" in found.sentence
    found = compare("artiukh-2022", "post-2022", "zebra")
    assert (found.low, found.high, found.p) == (0.0, None, 1.0)
    assert found.sentence.startswith("Neither artiukh-2022 nor post-2022 has a hit")
