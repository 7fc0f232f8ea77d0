"""Agreement on marks in a text: against published lines, and against counting characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.agreement import (
    AgreementError,
    alpha,
    cohen_kappa,
    fleiss_kappa,
    leave_one_passage_out,
    span_alpha,
    unitized_alpha,
)
from closereader.agreement._continuum import Profile, merged, totals
from tests.agreement import published

Spans = dict[str, list[tuple[int, int]]]
LENGTH = 40


def characters(spans: Spans, length: int) -> list[list[bool]]:
    """Count the slow way: one code for every character."""
    return [
        [any(start <= at < end for start, end in marks) for at in range(length)]
        for marks in spans.values()
    ]


def marks() -> st.SearchStrategy[tuple[int, int]]:
    ends = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH))
    return ends.map(lambda pair: (min(pair), max(pair)))


def readings(least: int = 0) -> st.SearchStrategy[Spans]:
    return st.dictionaries(st.sampled_from("abcde"), st.lists(marks(), max_size=5), min_size=least)


def apart(spans: Spans, length: int = LENGTH) -> Spans:
    return {who: merged(each, length, who) for who, each in spans.items()}


@given(readings())
def test_the_same_as_counting_characters(spans: Spans) -> None:
    found, slow = span_alpha(spans, LENGTH), alpha(characters(spans, LENGTH))
    assert (found.value is None) == (slow.value is None)
    if found.value is not None:
        assert found.value == pytest.approx(slow.value)
        assert found.agreed == pytest.approx(slow.agreed)
    if len(spans) > 1:
        assert (found.n_units, found.n_readers) == (slow.n_units, slow.n_readers)


@given(readings(least=2))
def test_numpy_gives_the_same_sums(spans: Spans) -> None:
    tidy = apart(spans)
    if any(tidy.values()):
        profile = Profile(list(tidy.values()), LENGTH)
        assert totals(tidy, LENGTH) == profile.sums(0, LENGTH)


def test_numpy_leaves_untidy_marks_to_python() -> None:
    assert totals({"a": [(3, 5), (1, 2)], "b": []}, 9) is None
    assert totals({"a": [(3, 5), (4, 6)], "b": []}, 9) is None
    assert totals({"a": [(3, 5)], "b": [(4, 6)]}, 5) is None
    many = {who: [(2 * at, 2 * at + 1) for at in range(who, 2100)] for who in (0, 1)}
    few = {who: [(0, 2), *[(2 * at, 2 * at + 1) for at in range(who, 2100)]] for who in (0, 1)}
    assert span_alpha(many, 5000).value == pytest.approx(cohen_like(many, 5000), abs=1e-9)
    assert span_alpha(few, 5000).value == pytest.approx(cohen_like(few, 5000), abs=1e-9)
    with pytest.raises(AgreementError, match="does not lie in a text of 4000"):
        span_alpha(many, 4000)


def cohen_like(spans: dict[int, list[tuple[int, int]]], length: int) -> float | None:
    return alpha(characters({str(who): each for who, each in spans.items()}, length)).value


@given(readings(least=2), st.integers(2, 60))
def test_stretching_changes_alpha_only_by_its_correction_for_few_units(
    spans: Spans, times: int
) -> None:
    longer = {who: [(a * times, b * times) for a, b in each] for who, each in spans.items()}
    short, long = span_alpha(spans, LENGTH), span_alpha(longer, LENGTH * times)
    assert (short.value is None) == (long.value is None)
    if short.value is not None and long.value is not None:
        n = len(spans) * LENGTH
        assert abs(short.value - long.value) <= (1 - long.value) / (n - 1) + 1e-12
        uncorrected = [
            1 - (1 - one.value) * size / (size - 1)
            for one, size in ((short, n), (long, n * times))
            if one.value is not None
        ]
        assert uncorrected[0] == pytest.approx(uncorrected[1])


@given(readings(least=2))
def test_the_order_of_readers_and_marks_does_not_matter(spans: Spans) -> None:
    mixed = {who: spans[who][::-1] for who in reversed(spans)}
    assert span_alpha(mixed, LENGTH) == span_alpha(spans, LENGTH)


def test_who_marked_nothing_counts_and_who_did_not_open_the_text_does_not() -> None:
    two = {"a": [(0, 10)], "b": [(5, 15)]}
    assert span_alpha({**two, "c": []}, LENGTH).n_readers == 3
    assert span_alpha({**two, "c": []}, LENGTH).value != span_alpha(two, LENGTH).value
    assert "fewer than two" in span_alpha({"a": [(0, 10)]}, LENGTH).reason


@pytest.mark.parametrize(
    ("spans", "length", "reason"),
    [
        ({"a": [], "b": []}, 9, "nobody marked anything"),
        ({"a": [(0, 9)], "b": [(0, 4), (4, 9)]}, 9, "everybody marked everything"),
        ({"a": [(0, 9)]}, 9, "fewer than two readers"),
        ({}, 9, "fewer than two readers"),
        ({"a": [], "b": []}, 0, "no unit"),
    ],
)
def test_undefined_is_none_with_a_reason(spans: Spans, length: int, reason: str) -> None:
    found = span_alpha(spans, length)
    assert found.value is None
    assert reason in found.reason


@given(readings(least=1))
def test_identical_readers_agree_if_there_is_variation(spans: Spans) -> None:
    one = next(iter(spans.values()))
    twice = {"a": one, "b": one, "c": one}
    covered = sum(b - a for a, b in merged(one, LENGTH, "a"))
    expected = pytest.approx(1) if 0 < covered < LENGTH else None
    assert span_alpha(twice, LENGTH).value == expected


@pytest.mark.parametrize(
    ("pair", "kappa", "pi", "value"),
    [("A", 0.385, 0.314, 0.329), ("B", 0.385, 0.314, 0.329), ("C", 0.314, 0.314, 0.329)],
)
def test_krippendorff_1995_by_characters(pair: str, kappa: float, pi: float, value: float) -> None:
    spans = published.PAIRS[pair]
    coded = characters(spans, published.LINE)
    assert cohen_kappa(*coded).value == pytest.approx(kappa, abs=5e-4)
    assert fleiss_kappa(coded).value == pytest.approx(pi, abs=5e-4)
    assert span_alpha(spans, published.LINE).value == pytest.approx(value, abs=5e-4)


def test_krippendorff_1995_pair_without_variation() -> None:
    spans = published.PAIRS["D"]
    coded = characters(spans, published.LINE)
    found = [
        cohen_kappa(*coded), fleiss_kappa(coded), alpha(coded),
        span_alpha(spans, published.LINE), unitized_alpha(spans, published.LINE),
    ]  # fmt: skip
    assert [one.value for one in found] == [None] * len(found)
    assert all(one.reason for one in found)


@given(readings(least=2))
def test_with_units_of_one_character_unitized_alpha_is_alpha(spans: Spans) -> None:
    ones = {
        who: [(at, at + 1, "ab"[at % 2]) for a, b in each for at in range(a, b)]
        for who, each in apart(spans).items()
    }
    coded = [
        ["ab"[at % 2] if inside else "outside" for at, inside in enumerate(row)]
        for row in characters(spans, LENGTH)
    ]
    found, slow = unitized_alpha(ones, LENGTH), alpha(coded)
    assert (found.value is None) == (slow.value is None)
    if found.value is not None:
        assert found.value == pytest.approx(slow.value)


@given(readings(least=2))
def test_unitized_alpha_of_one_theme_is_the_binary_one(spans: Spans) -> None:
    tidy = apart(spans)
    valued = {who: [(a, b, a % 3) for a, b in each] for who, each in tidy.items()}
    one = unitized_alpha(tidy, LENGTH)
    assert unitized_alpha(valued, LENGTH, binary=True).value == one.value
    assert one.agreed == pytest.approx(span_alpha(tidy, LENGTH).agreed or one.agreed)
    if one.value == pytest.approx(1):
        assert one.observed == pytest.approx(0)


def test_unitized_alpha_sees_where_marks_are_cut() -> None:
    whole, cut = {"a": [(2, 10)], "b": [(3, 12)]}, {"a": [(2, 6), (6, 10)], "b": [(3, 12)]}
    assert span_alpha(whole, 20) == span_alpha(cut, 20)
    assert unitized_alpha(whole, 20).value != unitized_alpha(cut, 20).value
    with pytest.raises(AgreementError, match="overlap at 5"):
        unitized_alpha({"a": [(2, 6), (5, 10)], "b": []}, 20)


@given(readings(least=2))
def test_what_a_passage_costs_is_alpha_without_it(spans: Spans) -> None:
    passages = {"first": (0, 10), "second": (10, 25), "third": (25, LENGTH)}
    found = leave_one_passage_out(spans, LENGTH, passages)
    whole = span_alpha(spans, LENGTH).value
    for one in found:
        start, end = passages[one.label]
        coded = [row[:start] + row[end:] for row in characters(spans, LENGTH)]
        slow = alpha(coded).value
        again = span_alpha(spans, LENGTH, leave_out=[(start, end)]).value
        assert one.without == again
        assert one.without == (None if slow is None else pytest.approx(slow))
        if whole is not None and slow is not None:
            assert one.cost == pytest.approx(slow - whole)
    costs = [one.cost for one in found if one.cost is not None]
    assert costs == sorted(costs, reverse=True)
    assert sum(one.share for one in found) == pytest.approx(1) or not any(o.share for o in found)


def test_three_passages_at_once() -> None:
    spans = {"a": [(0, 10), (30, 40)], "b": [(0, 10), (30, 35)], "c": [(2, 12), (36, 40)]}
    left = span_alpha(spans, LENGTH, leave_out=[(30, 40), (8, 12)])
    coded = [row[:8] + row[12:30] for row in characters(spans, LENGTH)]
    assert left.value == pytest.approx(alpha(coded).value)
    assert left.n_units == 26


def test_intervals_are_the_same_every_time() -> None:
    spans = {"a": [(0, 10)], "b": [(2, 12)], "c": [(1, 9), (30, 33)], "d": [(0, 8)]}
    blocks = [(at, at + 8) for at in range(0, LENGTH, 8)]
    for found, again in (
        [span_alpha(spans, LENGTH, interval="readers", times=300) for _ in range(2)],
        [span_alpha(spans, LENGTH, interval="paragraphs", paragraphs=blocks, times=300)
         for _ in range(2)],
    ):  # fmt: skip
        assert found == again
        assert found.low is not None
        assert found.high is not None
        assert found.low <= (found.value or 0) <= found.high


def test_what_cannot_be_read_is_said() -> None:
    with pytest.raises(AgreementError, match="mark 3 to 99 of reader a"):
        span_alpha({"a": [(3, 99)]}, 9)
    with pytest.raises(AgreementError, match="Say where the paragraphs lie"):
        span_alpha({"a": [(1, 2)], "b": []}, 9, interval="paragraphs")
    with pytest.raises(AgreementError, match="overlap at 3"):
        span_alpha({"a": [(1, 2)], "b": []}, 9, interval="paragraphs", paragraphs=[(0, 4), (3, 9)])
    with pytest.raises(AgreementError, match="cannot have -1"):
        span_alpha({}, -1)
    with pytest.raises(AgreementError, match="does not lie in the text"):
        leave_one_passage_out({"a": [], "b": []}, 9, [(3, 12)])
