"""A matrix lets words in only as the text has them, and finds them again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from closereader import Matrix, Reader, open_text, open_work
from closereader.quotations import find_places
from closereader.widgets.base.sync import EditError
from closereader.widgets.matrix import _grid

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "small-2024"
COLUMNS = (("who", "Who?", "a person"), ("how", "How?", ""))
ROWS = (("one", f"One ({TEXT})"), ("two", "Two"))


pytestmark = pytest.mark.usefixtures("course")


@pytest.fixture
def matrix() -> Matrix:
    return Matrix("02/q6", columns=COLUMNS, rows=ROWS)


def sent(matrix: Matrix, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = []
    monkeypatch.setattr(matrix, "send", messages.append)
    return messages


def edit(rows: list[dict[str, Any]], edit_id: str = "e1") -> dict[str, Any]:
    """One edit as the browser sends it."""
    return {
        "id": edit_id,
        "op": "answer",
        "at": "2026-03-01T12:03:04.567Z",
        "base": None,
        "value": {"rows": rows},
    }


def cell(words: str, **changes: Any) -> dict[str, Any]:
    start = open_text(TEXT).body.index(words)
    place = {"text": TEXT, "s": start, "e": start + len(words), "quote": words, "note": ""}
    return {**place, **changes}


def deliver(matrix: Matrix, *edits: dict[str, Any]) -> None:
    matrix._heard(matrix, {"type": "edits", "edits": list(edits)}, None)


def one_row(**cells: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": "one", "label": "One", "cells": cells}]


def test_a_passage_is_on_disk_with_both_selectors_before_it_is_called_saved(
    matrix: Matrix, monkeypatch: pytest.MonkeyPatch, course: Path
) -> None:
    messages = sent(matrix, monkeypatch)
    deliver(matrix, edit(one_row(who=cell("It speaks of oil", note="says who"))))
    assert [(m["type"], m["edits"]) for m in messages] == [("ack", ["e1"])]
    [file] = (course / "work" / "answers" / "02").glob("*.json")
    stored = json.loads(file.read_text(encoding="utf-8"))
    assert "It speaks of oil" in json.dumps(stored)
    passage = matrix.rows[0].cells["who"].passage
    assert passage is not None
    assert open_text(TEXT).body[passage.start : passage.end] == passage.exact == "It speaks of oil"
    assert passage.prefix or passage.suffix
    assert matrix.filled == (1, 4)
    assert repr(matrix) == "Matrix('02/q6'): 1 of 4 cells hold a passage"


def test_it_is_there_again_in_another_kernel(matrix: Matrix) -> None:
    deliver(matrix, edit(one_row(who=cell("It speaks of oil"))))
    again = Matrix("02/q6", columns=COLUMNS, rows=ROWS)
    shown = again.grid[0]["cells"]["who"]
    assert (shown["quote"], shown["label"]) == ("It speaks of oil", "¶1")
    assert "lost" not in shown


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (one_row(who={"text": TEXT, "s": 0, "e": 5, "quote": "other"}), "do not stand"),
        (one_row(who={"text": "elsewhere", "s": 0, "e": 5, "quote": "other"}), "not one of"),
        (one_row(who={"text": TEXT, "s": 0, "e": 10**9, "quote": "x"}), "no place"),
        (one_row(who={"text": TEXT, "s": True, "e": 5, "quote": "x"}), "whole numbers"),
        (one_row(what={"note": "x"}), "no question"),
        (one_row(who={"note": "x" * 3000}), "a note has"),
        ([{"id": "../x", "label": "One", "cells": {}}], "id of a row"),
        ([{"id": "a", "label": "", "cells": {}}], "name of a row"),
        (one_row() * 2, "same id"),
        ([{"id": "a"}], "must be an object"),
        ("nonsense", "list of at most"),
    ],
)
def test_what_is_not_so_is_refused_with_a_sentence(
    matrix: Matrix, monkeypatch: pytest.MonkeyPatch, rows: Any, said: str
) -> None:
    messages = sent(matrix, monkeypatch)
    deliver(matrix, edit(rows))
    assert [m["type"] for m in messages] == ["refused"]
    assert said in messages[0]["why"]
    assert messages[0]["retry"] is False
    assert open_work().answer("02", "q6") is None


def test_other_operations_are_refused(matrix: Matrix, monkeypatch: pytest.MonkeyPatch) -> None:
    messages = sent(matrix, monkeypatch)
    deliver(matrix, {**edit(one_row()), "op": "put"})
    assert "cannot take" in messages[0]["why"]


def test_ones_own_marks_are_offered_and_follow(matrix: Matrix) -> None:
    assert matrix.marks == []
    Reader(TEXT).mark("It speaks of oil", theme="rentier", note="why")
    [mark] = matrix.marks
    assert (mark["quote"], mark["label"], mark["theme"]) == ("It speaks of oil", "¶1", "rentier")


def test_pasted_words_are_looked_up(matrix: Matrix, monkeypatch: pytest.MonkeyPatch) -> None:
    messages = sent(matrix, monkeypatch)
    ask = {"type": "find", "id": "f1"}
    matrix._heard(matrix, {**ask, "quote": '"It speaks of oil"'}, None)
    matrix._heard(matrix, {**ask, "quote": "It speaks about oils"}, None)
    matrix._heard(matrix, {**ask, "quote": "…"}, None)
    found, near, nothing = messages
    assert [place["quote"] for place in found["places"]] == ["It speaks of oil"]
    assert near["places"] == []
    assert "speaks of oil" in near["near"][0]["quote"]
    assert nothing["places"] == []


def test_places_in_the_text_of_the_case_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLOSEREADER_COURSE")  # a course of several texts
    matrix = Matrix("02/q6", columns=COLUMNS, rows=ROWS)
    messages = sent(matrix, monkeypatch)
    last = matrix.question["texts"][-1]["id"]
    ask = {"type": "find", "id": "f1", "quote": "the war"}
    matrix._heard(matrix, ask, None)
    matrix._heard(matrix, {**ask, "first": last}, None)
    before, after = (message["places"] for message in messages)
    assert before[0]["text"] != last
    assert after[0]["text"] == last
    place = after[0]
    assert place["before"] + place["quote"] + place["after"] in open_text(last).body


def test_an_offered_place_is_the_texts_own_words() -> None:
    text = open_text(TEXT)
    places, near = find_places([text], "It speaks about oils")
    for place in places + near:
        assert text.body[place["s"] : place["e"]] == place["quote"]
        assert place["text"] == TEXT


def test_words_that_are_cut_are_offered_whole() -> None:
    text = open_text(TEXT)
    places, near = find_places([text], "t speaks of oi")
    assert places == []
    assert [(place["quote"], place["label"]) for place in near] == [("It speaks of oil", "¶1")]


def test_a_passage_that_is_cut_is_kept_and_said(matrix: Matrix) -> None:
    deliver(matrix, edit(one_row(who=cell("t speaks of oi"))))
    shown = matrix.grid[0]["cells"]["who"]
    assert (shown["quote"], shown["label"]) == ("t speaks of oi", "¶1")
    assert shown["lost"] == (
        f"Your words begin inside the word “It” and end inside the word “oil” ({TEXT} ¶1). "
        "Quote whole words."
    )


def test_a_passage_over_a_border_names_both_paragraphs(matrix: Matrix) -> None:
    text = open_text(TEXT)
    one, two = text.paragraphs[:2]
    words = text.body[one.end - 4 : two.start + 7]
    deliver(matrix, edit(one_row(who=cell(words))))
    assert matrix.grid[0]["cells"]["who"]["label"] == "¶1–2"


def test_a_passage_of_a_text_that_has_changed_is_found_again_or_called_lost(
    matrix: Matrix, course: Path
) -> None:
    deliver(matrix, edit(one_row(who=cell("It speaks of oil"))))
    [edition] = (course / "seeds").glob(f"{TEXT}.md")
    was = edition.read_text(encoding="utf-8")
    edition.write_text(was.replace("It speaks of oil", "It is silent"), encoding="utf-8")
    shown = Matrix("02/q6", columns=COLUMNS, rows=ROWS).grid[0]["cells"]["who"]
    assert shown["quote"] == "It speaks of oil"
    assert shown["lost"]


def test_an_answer_that_is_no_matrix_is_said_and_not_overwritten() -> None:
    open_work().save_answer("02", "q6", {"text": "an essay"})
    matrix = Matrix("02/q6", columns=COLUMNS, rows=ROWS)
    assert "02/q6" in matrix.problem
    saved = open_work().answer("02", "q6")
    assert saved is not None
    assert saved.value == {"text": "an essay"}


def test_a_damaged_edition_is_named_and_the_matrix_opens(matrix: Matrix, course: Path) -> None:
    deliver(matrix, edit(one_row(who=cell("It speaks of oil"))))
    (course / "seeds" / f"{TEXT}.md").write_text("no front matter", encoding="utf-8")
    again = Matrix("02/q6", columns=COLUMNS, rows=ROWS)
    assert TEXT in again.problem
    assert again.grid[0]["cells"]["who"]["quote"] == "It speaks of oil"


def test_two_matrices_of_one_question_follow_each_other(matrix: Matrix) -> None:
    other = Matrix("02/q6", columns=COLUMNS, rows=ROWS)
    deliver(matrix, edit(one_row(who=cell("It speaks of oil"))))
    assert other.grid == matrix.grid
    assert other.kept == matrix.kept


def test_a_matrix_that_is_replaced_is_said_and_kept(
    matrix: Matrix, monkeypatch: pytest.MonkeyPatch, course: Path
) -> None:
    deliver(matrix, edit(one_row(who=cell("It speaks of oil"))))
    messages = sent(matrix, monkeypatch)
    later = {**edit(one_row(how={"note": "x"}), "e2"), "at": "2099-01-01T00:00:00.000Z"}
    deliver(matrix, later)
    [ack] = [message for message in messages if message["type"] == "ack"]
    assert "answered in another window too" in ack["notes"][0]
    assert any("It speaks of oil" in file.read_text(encoding="utf-8")
               for file in (course / "work" / "trash").rglob("*.json"))  # fmt: skip


def test_what_is_written_is_what_is_read() -> None:
    rows = _grid.read({"rows": one_row(who=cell("It speaks of oil"))}, {"who"}, {TEXT})
    assert _grid.from_json(json.loads(json.dumps(_grid.to_json(rows)))) == rows


def test_ids_are_checked() -> None:
    with pytest.raises(ValueError, match="no slash"):
        Matrix("q6", columns=COLUMNS)
    with pytest.raises(ValueError, match="same id"):
        Matrix("02/q6", columns=(COLUMNS[0], COLUMNS[0]))
    with pytest.raises(EditError):
        _grid.read({"rows": [1]}, {"who"}, {TEXT})


def test_the_card_names_cases_and_questions(matrix: Matrix) -> None:
    html = matrix.card()
    assert "One (small-2024), Two" in html
    assert "Columns: Who? · How?" in html
    assert "Shift+Enter" in html


def test_a_case_of_the_lesson_that_was_removed_comes_back_empty(matrix: Matrix) -> None:
    deliver(matrix, edit([{"id": "mine", "label": "Mine", "cells": {"who": {"note": "n"}}}]))
    again = Matrix("02/q6", columns=COLUMNS, rows=ROWS)
    assert [row["id"] for row in again.grid] == ["one", "two", "mine"]
    assert [row.id for row in again.rows] == ["one", "two", "mine"]
