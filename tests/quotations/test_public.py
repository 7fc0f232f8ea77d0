"""`check_quotations`, as a teacher calls it."""

from __future__ import annotations

import doctest

import pytest

import closereader
from closereader import check_quotations
from closereader.quotations import _check
from closereader.texts import UnknownText

WORDS = "a close Russian friend of mine"


def test_the_examples_of_its_docstring_are_true() -> None:
    assert doctest.testmod(_check).attempted >= 5
    assert doctest.testmod(_check).failed == 0


def test_it_is_part_of_the_public_face() -> None:
    assert "check_quotations" in closereader.__all__
    assert closereader.check_quotations is _check.check_quotations


def test_only_the_texts_that_are_named_are_looked_in() -> None:
    assert [each.places for each in check_quotations(f"“{WORDS}”")] == [("alieva-2024 ¶2",)]
    [found] = check_quotations(f"“{WORDS}”", ["artiukh-2022"])
    assert (found.verbatim, found.places) == (False, ())
    [found] = check_quotations(f"“{WORDS}” (¶2)", "alieva-2024")
    assert (found.verbatim, found.cited) == (True, "alieva-2024 ¶2")
    with pytest.raises(UnknownText):
        check_quotations("", ["nobody-1900"])
    assert check_quotations("No quotation, and a ‘term’.") == []
