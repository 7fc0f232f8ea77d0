"""Codes for cases: what may be kept, and what is shown where nothing runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closereader import Coding
from closereader.widgets.base.sync import EditError
from closereader.work import open_work

if TYPE_CHECKING:
    from pathlib import Path

CASES = [
    ("n3", "Note 3: one", "“He calls it”", "alieva-2024 ¶7"),
    ("n8", "Note 8: two", "Author page: she.", "https://example.org/two"),
]
CODES = {"woman": "the line says it", "man": "the line says it", "unknown": "it does not"}


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


def coding() -> Coding:
    return Coding("04/q3", "Code them.\n\nOnly from the line.", CASES, codes=CODES)


def test_codes_are_kept_in_the_order_of_the_cases() -> None:
    coding().keep({"codes": {"n8": "woman", "n3": "man"}})
    again = coding()
    assert list(again.codes.items()) == [("n3", "man"), ("n8", "woman")]
    assert repr(again) == "Coding('04/q3'): 2 of 2 coded"
    assert again.value == {"kind": "codes", "codes": {"n3": "man", "n8": "woman"}}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"codes": {"n9": "man"}}, "cases of this question"),
        ({"codes": {"n3": "neither"}}, "among woman, man, unknown"),
        ({"codes": {"n3": ["man"]}}, "among woman, man, unknown"),
        ({"codes": ["n3"]}, "cases of this question"),
        ({}, "cases of this question"),
    ],
)
def test_other_values_are_refused(value: dict[str, object], said: str) -> None:
    with pytest.raises(EditError, match=said):
        coding().keep(value)
    assert coding().codes == {}


def test_codes_of_an_earlier_form_of_the_lesson_stay_and_stop_nothing() -> None:
    earlier = Coding("04/q3", "", [*CASES, ("n9", "", "", "")], codes={**CODES, "both": ""})
    earlier.keep({"codes": {"n3": "both", "n9": "man"}})
    now = coding()
    assert now.codes == {}
    now.keep({"codes": {"n3": "both", "n9": "man", "n8": "woman"}})  # as the browser was given them
    assert now.codes == {"n8": "woman"}
    assert earlier.codes == {"n3": "both", "n8": "woman", "n9": "man"}
    now.keep({"codes": {"n8": "woman", "n3": "man"}})
    assert coding().codes == {"n3": "man", "n8": "woman"}
    with pytest.raises(EditError, match="among woman"):
        now.keep({"codes": {"n3": "both"}})


@pytest.mark.parametrize("found", [5, "n3", ["n3"], {"n3": []}, {"n3": {"man": 1}}])
def test_what_else_lies_on_disk_is_no_answer(found: object) -> None:
    open_work().save_answer("04", "q3", {"kind": "codes", "codes": found})
    assert repr(coding()) == "Coding('04/q3'): 0 of 2 coded"
    assert "Coded" not in coding().card()


def test_only_an_address_is_a_link() -> None:
    assert [case["link"] for case in coding().question["cases"]] == [False, True]
    odd = Coding("04/q3", "", [("a", "A", "", "javascript:alert(1)")], codes=CODES)
    assert odd.question["cases"][0]["link"] is False


def test_the_card_holds_the_cases_and_the_codes() -> None:
    coding().keep({"codes": {"n3": "man"}})
    card = coding().card()
    assert "Note 3: one: “He calls it” Coded man." in card
    assert "Note 8: two: Author page: she." in card
    assert "Only from the line." in card


def test_mistakes_of_a_lesson_are_said() -> None:
    with pytest.raises(ValueError, match="id of its own"):
        Coding("04/q3", "", [CASES[0], CASES[0]], codes=CODES)
    with pytest.raises(ValueError, match="two codes"):
        Coding("04/q3", "", CASES, codes={"woman": ""})
    with pytest.raises(ValueError, match="the case"):
        Coding("04/q3", "", [("A b", "", "", "")], codes=CODES)
