"""Claim cards keep what is expected, and show what was found only after that."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from closereader.claims import ClaimError, open_claims
from closereader.widgets.base.sync import EditError
from closereader.widgets.claims import ClaimCards
from closereader.work import open_work

if TYPE_CHECKING:
    from pathlib import Path

GUESS = {"expect": "holds", "by": "page", "seen": False}


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


def cards(**options: Any) -> ClaimCards:
    return ClaimCards("01/q5", ["c07", "c74"], **options)


def test_the_cards_are_the_claims_in_the_order_asked_for() -> None:
    assert [claim.id for claim in cards().claims] == ["c07", "c74"]
    assert {claim.text for claim in ClaimCards("01/q6", text="post-2022").claims} == {"post-2022"}
    assert [claim.id for claim in ClaimCards("01/q6", "c07").claims] == ["c07"]
    with pytest.raises(ClaimError, match="There is no claim 'c00'"):
        ClaimCards("01/q6", ["c00"])
    with pytest.raises(ValueError, match="is not the id of a question"):
        ClaimCards("q6", ["c07"])


def test_an_expectation_is_on_disk(work: Path) -> None:
    widget = cards()
    widget.keep({"cards": {"c07": GUESS}})
    assert widget.answers == {"c07": GUESS}
    assert cards().answers == {"c07": GUESS}
    [file] = (work / "answers" / "01").glob("*.json")
    assert '"holds"' in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        ("c07", "must hold cards"),
        ({"cards": []}, "must hold cards"),
        ({"cards": {"c01": GUESS}}, "There is no card 'c01' in this question"),
        ({"cards": {"c07": "holds"}}, "must say what is expected"),
        ({"cards": {"c07": {**GUESS, "expect": "contested"}}}, "An expectation must be among"),
        ({"cards": {"c07": {**GUESS, "expect": {}}}}, "An expectation must be among"),
        ({"cards": {"c07": {**GUESS, "by": "magic"}}}, "A way to check must be among"),
        ({"cards": {"c07": {**GUESS, "by": []}}}, "A way to check must be among"),
        ({"cards": {"c07": {"expect": "holds", "by": "", "seen": True}}}, "is shown after"),
        ({"cards": {"c07": {**GUESS, "seen": "yes"}}}, "is shown after"),
    ],
)
def test_what_is_no_answer_is_refused(answer: object, complaint: str) -> None:
    widget = cards()
    with pytest.raises(EditError, match=complaint):
        widget.read_value(answer)


def test_cards_of_an_earlier_form_of_the_lesson_stay_and_stop_nothing() -> None:
    ClaimCards("01/q5", ["c07", "c01"]).keep({"cards": {"c07": GUESS, "c01": GUESS}})
    now = cards()
    other = {**GUESS, "expect": "not"}
    now.keep({"cards": {"c01": GUESS, "c74": other}})  # the browser sends what it was given
    assert now.answers == {"c74": other}
    assert now.value == {"kind": "claims", "cards": {"c01": GUESS, "c74": other}}
    with pytest.raises(EditError, match="no card 'c02'"):
        now.keep({"cards": {"c02": GUESS}})


@pytest.mark.parametrize(
    "found", [5, ["c07"], {"c07": 5}, {"c07": {}}, {"c07": {"expect": [], "seen": True}}]
)
def test_what_else_lies_on_disk_is_no_answer(found: object) -> None:
    open_work().save_answer("01", "q5", {"kind": "claims", "cards": found})
    widget = cards()
    assert repr(widget).endswith("0 of 2 opened")
    assert not any(answer["seen"] for answer in widget.answers.values())


def test_what_stands_for_the_cards_says_the_words_and_not_the_finding() -> None:
    widget = cards()
    claim = open_claims().claim("c74")
    assert repr(widget) == "ClaimCards('01/q5'): 2 claim cards, 0 of 2 opened"
    html = widget.card()
    assert "“Kholod, June 2022” (alieva-2024 n35) – Reference. Claim: The interview" in html
    assert "almost 20,000" not in html
    assert claim.found[:30] not in html
    assert "Run this cell" in html
    widget.keep({"cards": {"c07": {**GUESS, "seen": True}}})
    assert repr(widget) == "ClaimCards('01/q5'): 2 claim cards, 1 of 2 opened"


def test_a_solution_shows_everything() -> None:
    widget = cards(revealed=True)
    html = widget.card()
    assert repr(widget) == "ClaimCards('01/q5'): 2 claim cards, all shown"
    for said in ("almost 20,000 detentions", "does not hold", "What stays open", "OVD-Info"):
        assert said in html
    assert "Run this cell" not in html


def test_what_reaches_the_browser_is_plain_json() -> None:
    question = json.loads(json.dumps(cards().question))
    assert [card["id"] for card in question["cards"]] == ["c07", "c74"]
    assert {option["key"] for option in question["expected"]} == {"holds", "part", "not", "cannot"}
