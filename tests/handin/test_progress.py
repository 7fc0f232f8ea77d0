"""What is less than asked for is said in counts: to the student, in the file, and never judged."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from closereader.argument import Node, to_dict
from closereader.handin import HandInError, MarksAsked, Submission, make, open_sheet, read_handin
from closereader.handin._amounts import NOTHING, Amount, answer_amount
from closereader.handin.page import page
from closereader.handin.preview import look
from closereader.handin.progress import progress
from closereader.handin.widget import HandIn
from closereader.handin.writing import open_sheets
from closereader.scale import open_scale
from closereader.work import Work
from tests.handin.making import (
    MADE,
    full_work,
    lesson_02,
    link,
    mark,
    matrix,
    new_work,
    sheet_02,
    short_work,
    words,
)
from tests.house.tree import ROOT

SHORT = (
    (
        "Question 1: 5 of 9 cells; no “Grounds” in Post (post-2022); no “Counter-passage” in "
        "Essay (alieva-2024), Letter (artiukh-2022) and Post (post-2022); no link yet."
    ),
    (
        "Question 2: 3 marks under Exclusion; no mark in alieva-2024; 1 of 2 marks in "
        "post-2022; 1 of 3 marks with a note; no counter-passage."
    ),
    "Question 4: 28 of 30-70 words.",
    "Question 5: 12 of 20-40 words.",
    "Question 6: 7 of 120-180 words.",
)
JUDGING = re.compile(r"(?i)\b(correct|wrong|right|good|bad|poor|thin|fail)")


def read(work: Work) -> Submission:
    return read_handin(page(make(work, sheet_02(), made=MADE), sheet_02(), lesson_02()).encode())


def shown(work: Work) -> str:
    made = page(make(work, sheet_02(), made=MADE), sheet_02(), lesson_02())
    return re.sub(r"\s+", " ", re.sub(r"<script.*|<style.*?</style>|<[^>]+>", " ", made))


def test_a_hurried_hand_in_says_what_is_short(tmp_path: Path) -> None:
    done = progress(read(short_work(tmp_path)), sheet_02())
    assert done.short == SHORT
    assert done.missing == ()
    assert done.sentence == (
        "6 of 6 questions answered, 5 of them with less than is asked for, 4 passages marked."
    )
    assert not [one for one in (*done.short, done.sentence) if JUDGING.search(one)]


def test_the_preview_the_file_and_the_shell_say_the_same(tmp_path: Path) -> None:
    work = short_work(tmp_path)
    found = look(work, open_sheets("02"))
    states = {one["label"]: one["state"] for one in found.questions}
    assert list(states) == [f"Question {number}" for number in range(1, 7)]
    assert [f"{label}: {states[label]}." for label in states if label != "Question 3"] == list(
        SHORT
    )
    assert states["Question 3"] == "60 words"
    (gap,) = found.gaps
    assert gap.startswith("Question 1, Question 2, Question 4, Question 5 and Question 6: less ")
    assert "Question 5: 12 of 20-40 words" in found.lines
    file = shown(work)
    for sentence in SHORT:
        assert sentence in file
    assert "Less than is asked for:" in file
    assert "Nothing is missing" not in file
    assert "12 of 20-40 words, 0 words quoted." in file


def test_nothing_is_missing_only_when_nothing_is(tmp_path: Path) -> None:
    work = short_work(tmp_path)
    full = matrix({"essay": "ppp", "letter": "ppp", "post": "pnp"})
    work.save_answer("02", "exercise-question-1", full)
    for question, count in ((4, 30), (5, 300), (6, 120)):
        work.save_answer("02", f"exercise-question-{question}", words(count))
    short = progress(read(work), sheet_02()).short
    assert [one[:10] for one in short] == ["Question 1", "Question 2"]
    assert "Nothing is missing" not in shown(work)
    for made in [one for one in read(work).marks if one.theme == "exclusion"]:
        work.save(made.changed(note="Why?"), base=made.modified)
    link(work, ("artiukh-2022", "our corner"), ("alieva-2024", "powerful driver"), "Who is told?")
    state = look(work, open_sheets("02")).questions[0]["state"]
    assert state == "9 of 9 cells (1 with a note only); 1 of 2 links"
    link(work, ("artiukh-2022", "our corner"), ("artiukh-2022", "Western Left"), "One text.")
    link(work, ("artiukh-2022", "our corner"), ("alieva-2024", "best reform"), "Of another week.")
    assert look(work, open_sheets("02")).questions[0]["state"] == state
    link(work, ("artiukh-2022", "our corner"), ("alieva-2024", "top-down"), "Another.")
    mark(work, "post-2022", "The country chose not to", "exclusion", note="Who?")
    for quote in ("frustrations with identity", "cruel and dehumanising"):
        mark(work, "alieva-2024", quote, "exclusion", note="Who?")
    states = {one["label"]: one["state"] for one in look(work, open_sheets("02")).questions}
    assert states["Question 2"] == "6 marks under Exclusion, 6 with a note; no counter-passage"
    mark(work, "alieva-2024", "can be", "exclusion", note="Only can?", move="qualifier")
    found = look(work, open_sheets("02"))
    assert found.gaps == []
    assert [one["state"] for one in found.questions] == [
        "9 of 9 cells (1 with a note only); 2 links",
        "7 marks under Exclusion, 7 with a note, 1 counter-passage",
        "60 words", "30 words", "300 words (20-40 asked for)", "120 words",
    ]  # fmt: skip
    assert "Nothing is missing." in shown(work)


def test_what_holds_nothing_is_no_answer(tmp_path: Path) -> None:
    work = new_work(tmp_path)
    work.save_answer(
        "02", "exercise-question-1", matrix(dict.fromkeys(("essay", "letter", "post"), "---"))
    )
    work.save_answer("02", "exercise-question-4", {"kind": "prose", "text": " \n"})
    done = progress(read(work), sheet_02())
    assert done.answered == 0
    assert done.missing[:3] == (
        "Question 1 has no answer.",
        "Question 2 has no mark under Exclusion.",
        "Question 3 has no answer.",
    )
    assert "no mark under Exclusion yet." in shown(work).replace("No mark", "no mark")


def test_a_question_with_two_widgets_is_named_once(tmp_path: Path) -> None:
    (lacking,) = (gap for gap in look(Work(tmp_path), open_sheets("05")).gaps if "have" in gap)
    assert (
        lacking == "Question 1, Question 2, Question 3, Question 4 and Question 5 have no answer."
    )


def test_the_lesson_is_counted_too(tmp_path: Path) -> None:
    work = full_work(tmp_path)
    work.save_answer("02", "q3", words(2))
    assert look(work, open_sheets("02")).lesson == (
        f"From the lesson: 1 of {len(lesson_02().questions)} questions answered, "
        "1 of them with less than is asked for."
    )


def row(id_: str, name: str) -> dict[str, Any]:
    cells = {"a": {"note": "n"}}
    return {"kind": "matrix", "rows": [{"id": id_, "label": name, "cells": cells}]}


MATRIX = {"columns": [("a", "Claim", "")], "rows": [("r", "Row")]}
IDS = [one.id for one in open_scale().sentences]
CARD = {"expect": "holds", "by": "table", "seen": False}


@pytest.mark.parametrize(
    ("given", "value", "amount"),
    [
        ({}, None, NOTHING),
        ({"words": (5, 9)}, words(5), Amount(True, "5 words")),
        ({"words": (5, 9)}, words(4), Amount(True, "4 of 5-9 words", True)),
        ({"words": None}, words(1), Amount(True, "1 word")),
        ({"words": (5, 9)}, {"kind": "prose", "text": "?!"}, Amount(True, "0 of 5-9 words", True)),
        ({}, {"kind": "prose", "text": 7}, Amount(True, "answered")),
        ({}, {"kind": "choice", "chosen": []}, NOTHING),
        ({}, {"kind": "choice", "chosen": ["a"]}, Amount(True, "answered")),
        ({}, {"kind": "number", "text": " "}, NOTHING),
        ({}, {"kind": "number", "text": "3"}, Amount(True, "answered")),
        ({}, {"kind": "picture", "choice": None, "title": "T"}, NOTHING),
        ({"ids": ["c16", "c42"]}, {"kind": "claims", "cards": {"c16": CARD, "c41": CARD}},
         Amount(True, "1 of 2 cards", True)),
        ({"ids": ["c16"]}, {"kind": "claims", "cards": {"c16": {"expect": "holds"}}},
         Amount(True, "0 of 1 card", True)),
        ({"ids": None}, {"kind": "claims", "cards": {"c16": CARD}}, Amount(True, "1 of 1 card")),
        ({"ids": ["c16", "c42", "c41"], "choose": 1}, {"kind": "claims", "cards": {"c42": CARD}},
         Amount(True, "1 of 1 card")),
        ({"ids": ["c16", "c42", "c41"], "choose": 1},
         {"kind": "claims", "cards": {"c16": CARD, "c42": CARD}}, Amount(True, "2 cards")),
        ({"ids": ["c16", "c42", "c41"], "choose": 2}, {"kind": "claims", "cards": {"c42": CARD}},
         Amount(True, "1 of 2 cards", True)),
        ({"sentences": IDS[:2]},
         {"kind": "scale", "placed": {IDS[0]: {"value": "?", "reason": ""},
                                      IDS[1]: {"value": None, "reason": "Why?"}}},
         Amount(True, "1 of 2 sentences", True)),
        ({"cases": [("n1", "Note 1", ""), ("n2", "Note 2", "")]},
         {"kind": "codes", "codes": {"n1": "unknown", "old": "man"}},
         Amount(True, "1 of 2 cases", True)),
        (MATRIX, {"kind": "matrix", "rows": []}, NOTHING),
        (MATRIX, row("r", "R"), Amount(True, "1 of 1 cell (1 with a note only)")),
        (MATRIX, row("o", "O"), Amount(True, "0 of 1 cell; no “Claim” in Row", True)),
        ({}, {"kind": "matrix", "rows": 7}, Amount(True, "answered")),
        ({"rows": MATRIX["rows"], "columns": None}, row("r", "R"), Amount(True, "answered")),
        ({}, {"kind": "argument", "map": to_dict(Node("claim"))}, NOTHING),
        ({}, {"kind": "argument", "map": to_dict(Node("claim", "Oil"))},
         Amount(True, "a map of 1 part; 3 things that it does not have yet", True)),
        ({}, {"kind": ["odd"], "x": ""}, NOTHING),
        ({}, {"kind": "of tomorrow", "x": "y"}, Amount(True, "answered")),
    ],
)  # fmt: skip
def test_every_kind_of_answer_is_counted(
    given: dict[str, Any], value: dict[str, Any] | None, amount: Amount
) -> None:
    assert answer_amount(given, value)[:3] == amount[:3]  # what is told has tests of its own


@pytest.mark.parametrize(
    "path", sorted((ROOT / "exercises").glob("*.ipynb")), ids=lambda one: one.stem
)
def test_every_exercise_says_how_much_it_asks_for(path: Path) -> None:
    """Else a half-finished answer of the course would pass for a whole one."""
    for one in open_sheet(path).questions:
        given = one.given
        counted = {
            "Ask": given.get("words"), "ClaimCards": given.get("ids"), "Coding": given.get("cases"),
            "Matrix": given.get("rows") and given.get("columns"), "": one.marks,
        }  # fmt: skip
        assert counted.get(one.widget, True), one.key


def test_a_counter_passage_may_be_asked_for_in_every_text(tmp_path: Path) -> None:
    work = short_work(tmp_path)
    mark(work, "artiukh-2022", "the way you have tried", "exclusion", move="concession")
    texts = ("alieva-2024", "artiukh-2022", "post-2022")
    wanted = MarksAsked.read("Q", {"themes": "exclusion", "counter": "each"})
    state = replace(wanted, texts=texts).amount(read(work).marks, ()).state
    assert state.endswith("no counter-passage in alieva-2024 and post-2022")
    every = replace(MarksAsked(counter="each"), texts=texts).amount(read(work).marks, ())
    assert every.state == (
        "5 marks, 2 counter-passages; no mark in alieva-2024; no counter-passage in alieva-2024"
    )


@pytest.mark.parametrize(
    ("marks", "says"),
    [
        (
            {"theme": "exclusion"},
            "a dictionary of themes, each, notes, counter, texts, links, within",
        ),
        (["exclusion"], "must be a dictionary"),
        ({"themes": ["oil"]}, "There is no theme 'oil'"),
        ({"texts": ["none-2020"]}, "there is no text 'none-2020'"),
        ({"themes": 3}, "themes= is a list of ids"),
        ({"texts": [3]}, "there is no text '3'"),
        ({"each": 0}, "each= is a count"),
        ({"notes": 1}, "notes= is True or False"),
        ({"links": -1}, "links= is a count"),
        ({"links": "2"}, "links= is a count"),
        ({"links": 2, "within": "¶2"}, "within= is like 'author-2024 ¶15–21'"),
        ({"links": 2, "within": 7}, "within= is like 'author-2024 ¶15–21'"),
        ({"links": 2, "each": -1}, "each= is a count"),
        ({"counter": "twice"}, "counter= is 'once' or 'each'"),
    ],
)
def test_marks_that_cannot_be_asked_for_are_refused(tmp_path: Path, marks: Any, says: str) -> None:
    with pytest.raises(HandInError, match=re.escape(says)):
        HandIn("02", marks={"Question 2": marks}, work=new_work(tmp_path))


def test_links_are_counted_beside_marks_beside_a_widget_and_alone(tmp_path: Path) -> None:
    work = full_work(tmp_path)
    marks, links = read(work).marks, read(work).links
    both = ("artiukh-2022", "post-2022")
    asked = replace(MarksAsked.read("Q", {"each": 2, "links": 2}), texts=both)
    assert asked.amount(marks, links) == Amount(
        True, "3 marks; 1 of 2 marks in post-2022; 1 of 2 links", True
    )
    alone = MarksAsked.read("Q", {"links": 1, "texts": both})
    assert alone.amount(marks, links) == Amount(True, "1 link")
    assert alone.amount(marks, ()) == Amount(False, "no link yet")
    elsewhere = MarksAsked.read("Q", {"links": 1, "texts": ["alieva-2024", "post-2022"]})
    assert not elsewhere.amount(marks, links).there
    from_one = MarksAsked.read("Q", {"links": 1, "texts": "post-2022"})
    assert from_one.amount(marks, links).there


@pytest.mark.parametrize(
    "path", sorted((ROOT / "exercises").glob("*.ipynb")), ids=lambda one: one.stem
)
def test_every_exercise_counts_at_least_two_links(path: Path) -> None:
    questions = open_sheet(path).questions
    asked = [one.links or one.marks for one in questions]
    assert sum(one.links for one in asked if one) >= 2
