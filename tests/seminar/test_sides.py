"""Sides that are chosen and not written: a passage, a reply, two groups, two lists."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from closereader.codebook import open_codebook
from closereader.figures import CodedPassage, Sheet
from closereader.seminar import Reading, Seminar, SeminarView, difference_map, open_seminar
from closereader.seminar.likeness import _trade, two_groups
from closereader.seminar.people import SeminarOfPeople
from closereader.seminar.sides import first_key, make_sides, offered
from closereader.seminar.stored import read_readings, readings_json
from closereader.texts import open_text
from tests.seminar.classes import hand_in_class
from tests.seminar.readers import CORNER, LETTER, THANKS, reading
from tests.seminar.test_showing import shown

POST = "post-2022"
QUESTION = "02/q2"


def seven() -> list[Reading]:
    """R1 to R4 mark the thanks, R5 to R7 do not; R1 to R3 chose one reply, R4 to R6 another."""
    given = []
    for at in range(1, 8):
        one = reading(f"R{at}", [(THANKS, "exclusion")] if at < 5 else [(CORNER, "agency")])
        chosen = {1: "a", 2: "a", 3: "a", 4: "b", 5: "b", 6: "b"}.get(at)
        given.append(replace(one, choices={QUESTION: (chosen,)} if chosen else {}))
    return given


def here() -> SeminarOfPeople:
    return SeminarOfPeople(tuple(seven()), "a test")


def names(made: Any) -> list[list[str]]:
    assert not isinstance(made.groups, Sheet)
    return [list(each.readings) for each in made.groups]


@pytest.fixture
def question(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a question with two replies, whatever the course asks."""
    from closereader.questions import ChoiceQuestion, Option  # noqa: PLC0415 - for this fixture

    options = (Option("a", "They report", "…"), Option("b", "They judge", "…"))
    made = ChoiceQuestion(QUESTION, "What do they do?", options)
    monkeypatch.setattr("closereader.seminar.sides.open_question", lambda _: made)


def test_who_marked_a_passage_and_who_did_not() -> None:
    key = first_key(here(), LETTER)
    made = make_sides(here(), LETTER, key, {})
    assert sorted(names(made)) == [["R1", "R2", "R3", "R4"], ["R5", "R6", "R7"]]
    start = open_text(LETTER).body.index(CORNER)
    made = make_sides(here(), LETTER, f"marked::{start}:{start + 5}", {})
    assert names(made) == [["R5", "R6", "R7"], ["R1", "R2", "R3", "R4"]]
    assert "any theme" in made.said


@pytest.mark.usefixtures("question")
def test_who_chose_a_reply_and_who_did_not_answer() -> None:
    keys = [key for group in offered(here(), LETTER) for key, _ in group["options"]]
    assert f"reply:{QUESTION}:a" in keys
    made = make_sides(here(), LETTER, f"reply:{QUESTION}:a", {})
    assert names(made) == [["R1", "R2", "R3"], ["R4", "R5", "R6"]]
    assert "Without an answer, and on no side: 1 reader." in made.said
    fewer = SeminarOfPeople(tuple(seven()[1:]), "a test")
    keys = [key for group in offered(fewer, LETTER) for key, _ in group["options"]]
    assert not [each for each in keys if each.startswith("reply:")], "two would be shown up"


def test_two_lists_are_made_of_anybody() -> None:
    made = make_sides(here(), LETTER, "lists", {"a": ["0"], "b": ["6", "5"]})
    assert names(made) == [["R1"], ["R6", "R7"]]
    assert isinstance(make_sides(here(), LETTER, "lists", {"a": ["0"]}).groups, Sheet)


@pytest.mark.parametrize(
    "key",
    ["", "marked", "marked:exclusion:5:5", "marked:x:0:5", "marked::0:99999999", "reply:z:z",
     "reply:", "marked:exclusion:-1:5", "\x00", "lists:1"],
)  # fmt: skip
@pytest.mark.parametrize("wishes", [{}, {"a": 1, "b": [[]]}, {"a": ["99"], "b": ["x"]}])
def test_what_cannot_be_compared_is_a_sentence(key: str, wishes: dict[str, Any]) -> None:
    made = make_sides(here(), LETTER, key, wishes)
    assert isinstance(made.groups, Sheet)
    assert made.groups.text.endswith(".")


def test_the_view_offers_sides_and_holds_no_name() -> None:
    view = difference_map(here(), LETTER)
    assert isinstance(view, SeminarView)
    answer = shown(view, wishes={"sides": "lists", "a": ["0"], "b": ["4"]})
    sides = answer["parts"][0]
    assert len(sides["sides"]["readers"]) == 7
    grid = next(part["grid"] for part in answer["parts"] if "grid" in part)
    assert len(grid["rows"]) == 2 * len(open_codebook().themes)
    said = json.dumps(answer)
    assert not [f"R{at}" for at in range(1, 8) if f'"R{at}"' in said]
    assert "Say who is compared" not in said


# ---- two groups by likeness


def random_class(size: int, seed: int, bias: float = 0) -> Seminar:
    """Readers who mark at random; with a bias every second one leans to another theme."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    text, themes = open_text(POST), [each.id for each in open_codebook().themes]
    readings = []
    for at in range(size):
        marks = []
        for _ in range(chance.randint(3, 14)):
            place = min(int(chance.expovariate(0.08)), len(text.sentences) - 1)
            theme = chance.choice(themes)
            if chance.random() < bias:
                theme = themes[0] if at % 2 else themes[-1]
            marks.append(CodedPassage(POST, text.sentences[place], theme, None, ""))
        readings.append(Reading(f"R{at:02}", {POST: tuple(marks)}))
    return Seminar(tuple(readings), "a test")


def test_trades_keep_how_much_each_reader_marks_and_how_often_each_cell_is_marked() -> None:
    chance = np.random.default_rng(5)
    table = chance.random((20, 40)) < 0.3
    before = table.copy()
    _trade(table, chance)
    assert (table != before).any()
    assert (table.sum(axis=0) == before.sum(axis=0)).all()
    assert (table.sum(axis=1) == before.sum(axis=1)).all()


def test_every_table_with_the_same_totals_is_as_likely() -> None:
    """Of three readers and three cells, one each, there are six tables."""
    chance = np.random.default_rng(5)
    table = np.eye(3, dtype=bool)
    found: Counter[bytes] = Counter()
    for _ in range(3000):
        _trade(table, chance)
        found[table.tobytes()] += 1
    assert len(found) == 6
    assert all(400 < many < 600 for many in found.values()), "500 each, within five deviations"


def test_chance_is_seldom_taken_for_two_groups() -> None:
    tried = [two_groups(random_class(16, seed), POST, tables=59) for seed in range(40)]
    false = sum(each is not None and each.found for each in tried)
    assert false <= 5, "one in twenty is two of forty; more than five would be a wrong test"


def test_two_ways_of_reading_are_found() -> None:
    found = two_groups(random_class(24, 1, bias=0.6), POST)
    assert found is not None
    assert found.found
    even = {f"R{at:02}" for at in range(0, 24, 2)}
    right = max(len(even & set(found.one)), len(even & set(found.other)))
    assert right >= 11
    assert two_groups(random_class(24, 1, bias=0.6), POST) == found, "the same each time"


def test_how_much_somebody_marks_makes_no_group() -> None:
    """Half of the readers mark everything twice as often: a habit, and no way of reading."""
    text = open_text(POST)
    chance = random.Random(3)  # noqa: S311 - no secret
    few = [chance.sample(range(30), 4 if at % 2 else 16) for at in range(16)]
    readings = tuple(
        Reading(f"R{at:02}", {POST: tuple(
            CodedPassage(POST, text.sentences[place], "exclusion", None, "") for place in each)})
        for at, each in enumerate(few)
    )  # fmt: skip
    found = two_groups(Seminar(readings), POST)
    assert found is not None
    assert not found.found


def test_the_sentence_gives_the_test_and_silent_readers_are_on_no_side() -> None:
    whole = Seminar((*random_class(24, 1, bias=0.6).readings, Reading("Silent", {POST: ()})))
    made = make_sides(whole, POST, "likeness", {})
    assert "p = 0.0" in made.said
    assert "Without a mark, and on no side: 1 reader." in made.said
    chance = make_sides(random_class(16, 2), POST, "likeness", {}).groups
    assert isinstance(chance, Sheet)
    assert "Chance would make two groups like these too" in chance.text
    few = make_sides(random_class(5, 1), POST, "likeness", {}).groups
    assert isinstance(few, Sheet)


# ---- what goes with hand-ins and packs


def test_choices_come_with_handins_and_with_a_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("closereader.seminar.opening.is_teachers", lambda: True)
    hand_in_class(tmp_path / "in", 4)
    found = open_seminar(tmp_path / "in").readings
    assert sorted(each.choices[QUESTION] for each in found) == [("a",), ("a",), ("b",), ("c",)]
    (tmp_path / "readings.json").write_text("".join(readings_json(found)), "utf-8")
    assert read_readings(tmp_path / "readings.json") == found


def test_who_opened_no_text_is_said_and_not_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("closereader.seminar.opening.is_teachers", lambda: True)
    hand_in_class(tmp_path, 4)
    hand_in_class(tmp_path, 1, marks=0, choices=False)
    found = open_seminar(tmp_path)
    assert len(found.of(LETTER)) == 3
    said = found.sheet().text
    assert "4 readers" in said
    assert "1 of 4 readers opened no text: not counted anywhere." in said
