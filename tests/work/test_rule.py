"""The rule for edits that cross, by itself."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from closereader.annotations import checks
from closereader.work._rule import judge
from tests.work.making import T1, T2, T3

TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001
    lambda moment: checks.stamp(moment.replace(tzinfo=UTC))
) | st.sampled_from([T1, T2, T3, "2026-03-01T10:00:00Z"])


def test_nothing_there() -> None:
    assert judge(T1, None, None, wins_tie=False).wins
    assert judge(T1, T3, None, wins_tie=False).modified == T1


def test_the_later_wins() -> None:
    assert judge(T2, None, T1, wins_tie=False).wins
    assert not judge(T1, None, T2, wins_tie=True).wins
    assert not judge(T1, T3, T2, wins_tie=True).wins


def test_a_time_is_the_same_however_it_is_written() -> None:
    assert judge(T1, "2026-03-01T11:00:00Z", T2, wins_tie=False).follows


@given(mine=TIMES, base=st.none() | TIMES, there=st.none() | TIMES, tie=st.booleans())
def test_what_is_on_disk_only_ever_grows_later(
    mine: str, base: str | None, there: str | None, tie: bool
) -> None:
    verdict = judge(mine, base, there, wins_tie=tie)
    if there is None:
        assert verdict.wins
        return
    if verdict.wins:
        assert checks.instant(verdict.modified) > checks.instant(there)
        assert checks.instant(verdict.modified) >= checks.instant(mine)
    else:
        assert verdict.modified == there
        assert checks.instant(mine) <= checks.instant(there)
    assert verdict.follows == (base is not None and checks.instant(base) == checks.instant(there))


@given(one=TIMES, two=TIMES)
def test_two_edits_that_did_not_know_of_each_other_end_the_same(one: str, two: str) -> None:
    """Whichever comes to disk first, the same one stays; a tie is broken the same way."""
    for tie in (True, False):
        forward = judge(two, None, one, wins_tie=tie).wins
        backward = judge(one, None, two, wins_tie=not tie).wins
        assert forward != backward
