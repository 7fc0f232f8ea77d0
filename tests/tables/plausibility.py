"""Rules of what is plausible in a table: each returns the names of the rows that stand out.

A rule knows nothing of the source. It compares a value with its range, with the neighbouring years,
or with another measure of the same thing.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    Rule = Callable[[pd.DataFrame], set[str]]

OIL, INCOME, RENTS = "oil_gas_value_pc_2014usd", "gdp_pc_ppp_const", "rents_total_pct_gdp"
ADDRESS = r"https?://[^\s/]+\.[a-z]+(/\S*)?"


def names(frame: pd.DataFrame, odd: pd.Series) -> set[str]:
    """Name the rows that stand out: by country and year, or by the first column."""
    rows = frame[odd.fillna(value=False).astype(bool)]
    if {"iso3", "year"} <= set(frame):
        return {f"{row.iso3} {row.year}" for row in rows.itertuples()}
    return {str(each) for each in rows.iloc[:, 0]}


def within(column: str, low: float, high: float) -> Rule:
    """Refuse what lies outside of two ends, both included."""

    def rule(frame: pd.DataFrame) -> set[str]:
        known = frame[column].notna()
        return names(frame, known & ~frame[column].astype(float).between(low, high))

    return rule


def steady(column: str, factor: float, floor: float) -> Rule:
    """Refuse a year that differs from the year before by a factor; below the floor all is one."""

    def rule(frame: pd.DataFrame) -> set[str]:
        frame = frame.sort_values(["iso3", "year"], ignore_index=True)
        value = frame[column].astype(float)
        before = value.groupby(frame["iso3"]).shift()
        ratio = np.log(value.clip(lower=floor) / before.clip(lower=floor)).abs()
        return names(frame, ratio > np.log(factor))

    return rule


def moved(column: str, most: float) -> Rule:
    """Refuse a year that differs from the year before by more than so much."""

    def rule(frame: pd.DataFrame) -> set[str]:
        frame = frame.sort_values(["iso3", "year"], ignore_index=True)
        return names(frame, frame.groupby("iso3")[column].diff().abs() > most)

    return rule


def oil_against_income(frame: pd.DataFrame) -> set[str]:
    """Refuse more oil and gas per head than income per head."""
    return names(frame, frame[OIL] > frame[INCOME])


def oil_against_rents(frame: pd.DataFrame) -> set[str]:
    """Refuse oil and gas, as a share of income, far above all rents, of which they are a part."""
    share = 100 * frame[OIL] / frame[INCOME].astype(float)
    return names(frame, share > 3.5 * (frame[RENTS] + 1))


def ordered(*columns: str) -> Rule:
    """Refuse a row in which a value is larger than the next one."""

    def rule(frame: pd.DataFrame) -> set[str]:
        odd: set[str] = set()
        for one, two in pairwise(columns):
            odd |= names(frame, frame[one] > frame[two])
        return odd

    return rule


def one_for_each(column: str, other: str) -> Rule:
    """Refuse two values of a column that go with the same value of another."""

    def rule(frame: pd.DataFrame) -> set[str]:
        kinds = frame.groupby(other)[column].nunique()
        return {str(each) for each in kinds[kinds > 1].index}

    return rule


def every_year(frame: pd.DataFrame) -> set[str]:
    """Refuse a country with a hole in its years."""
    frame = frame.sort_values(["iso3", "year"], ignore_index=True)
    return names(frame, frame.groupby("iso3")["year"].diff() > 1)


def fifteen(frame: pd.DataFrame) -> set[str]:
    """Refuse a number of post-Soviet states that is not fifteen."""
    states = frame[frame["post_soviet"] == 1]["iso3"].unique()
    return set() if len(states) == 15 else set(states)


def population(frame: pd.DataFrame) -> set[str]:
    """Refuse a number and a rate that do not give the population of a country."""
    people = 1000 * frame["net_migration_1990_2023"] / frame["per_1000_people"]
    return names(frame, ~people.between(5e4, 1.5e9))


def heads(frame: pd.DataFrame) -> set[str]:
    """Refuse totals and values per head that do not give a population which grows slowly."""
    people = frame["oil_gas_value_million_2014usd"] / frame[OIL]
    grows = people.diff().fillna(0.2)
    return names(frame, ~people.between(8, 13) | ~grows.between(0.1, 0.5))


def words(column: str, longest: int, *, pattern: str = r".*\w.*", empty: bool = False) -> Rule:
    """Refuse text that is too long, has two spaces together, or is not of this form."""

    def rule(frame: pd.DataFrame) -> set[str]:
        text = frame[column].fillna("").astype(str)
        wrong = ~text.map(lambda each: bool(re.fullmatch(pattern, each, re.DOTALL)))
        wrong |= text.str.contains(r"\s\s|\?\?|�|\bnan\b|\bTODO\b")
        wrong |= text.str.len() > longest
        return names(frame, wrong & ((text != "") if empty else True))

    return rule


def shares(low: str, high: str, most: float) -> Rule:
    """Refuse a share of GDP above what anybody has claimed, or two ends turned round."""

    def rule(frame: pd.DataFrame) -> set[str]:
        return names(frame, (frame[low] > frame[high]) | (frame[high] > most))

    return rule


def sums(frame: pd.DataFrame) -> set[str]:
    """Refuse answers that are not all of those who were asked."""
    total = frame[["regret_pct", "no_regret_pct", "hard_to_say_pct"]].sum(axis=1, skipna=False)
    return names(frame, total.notna() & ~total.between(99, 101))


def both(*rules: Rule) -> Rule:
    """Refuse what one of the rules refuses."""
    return lambda frame: set().union(*(rule(frame) for rule in rules))


def year_of(*columns: str) -> Rule:
    """Refuse a start of a series after its first year, or years before 1770 and after 2025."""
    return both(ordered(*columns), *(within(each, 1770, 2025) for each in columns))
