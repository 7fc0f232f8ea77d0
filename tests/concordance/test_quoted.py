"""What stands in quotation marks is told apart from what the author says."""

from __future__ import annotations

import pytest

from closereader.concordance import count, kwic
from closereader.quotations import stretches


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("He said “we” and left.", ["we"]),
        ('He said "we will" and "you".', ["we will", "you"]),
        ("By ‘we’, I mean us.", ["we"]),
        ("The 'older brother' role", ["older brother"]),
        ("It’s Russia’s, isn't it? I'm sure.", []),
        ("the ‘other’s’ image", ["other’s"]),
        ("“outer ‘inner’ outer”", ["outer ‘inner’ outer", "inner"]),
        ("“one “two” three”", ["one “two” three", "two"]),
        ("never “closed", []),
        ('one " alone', []),
        ("«we»", ["we"]),
        ("", []),
    ],
)
def test_the_stretches(words: str, found: list[str]) -> None:
    assert [words[each.start : each.end] for each in stretches(words)] == found


def test_most_of_the_essays_we_is_not_its_author() -> None:
    lines = kwic("alieva-2024", "we|our|us")
    assert [line.label for line in lines if not line.quoted] == ["¶21", "¶32"]
    assert count("alieva-2024", "we|our|us").quoted == 6


def test_a_quotation_does_not_run_on_into_the_next_paragraph() -> None:
    assert [line.quoted for line in kwic("post-2022", "I")].count(True) == 1
