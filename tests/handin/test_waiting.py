"""A change that waits in a browser is said to be absent only when the file would lack it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from closereader.handin._waiting import absent
from closereader.widgets.question import Ask
from closereader.work import Work
from tests.handin.making import full_work, mark, sheet_02

EARLY, LATE = "2001-01-01T00:00:00.000Z", "2099-01-01T00:00:00.000Z"
ANSWER = "ask:02/exercise-question-4"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return full_work(tmp_path)


def lacks(work: Work, shelf: str, at: str, **given: Any) -> bool:
    waiting = {"id": "e1", "shelf": shelf, "op": "answer", "at": at, "of": "", "name": None}
    found = absent([{**waiting, **given}], work, sheet_02())
    assert found in ([], ["e1"])
    return bool(found)


def test_an_answer_is_absent_when_the_disk_has_none_or_an_earlier_one(work: Work) -> None:
    assert lacks(work, ANSWER, LATE)
    assert not lacks(work, ANSWER, EARLY)
    there = work.answer("02", "exercise-question-4")
    assert there is not None
    assert not lacks(work, ANSWER, there.modified)
    assert lacks(work, "matrix:02/exercise-question-1", EARLY)


def test_what_belongs_to_another_exercise_is_never_absent(work: Work) -> None:
    assert not lacks(work, "ask:03/exercise-question-5", LATE)
    assert not lacks(work, "reader:none-2020", LATE, op="put", of="urn:uuid:x")
    assert not lacks(work, "handin:01", LATE, op="make")


def test_a_mark_is_absent_until_it_is_there_and_a_deletion_until_it_is_gone(work: Work) -> None:
    made = mark(work, "artiukh-2022", "our corner", "agency")
    shelf = "reader:artiukh-2022"
    assert not lacks(work, shelf, made.modified, op="put", of=made.id)
    assert lacks(work, shelf, LATE, op="put", of=made.id)
    assert lacks(work, shelf, LATE, op="delete", of=made.id)
    work.delete("artiukh-2022", made.id)
    assert not lacks(work, shelf, LATE, op="delete", of=made.id)
    assert lacks(work, shelf, LATE, op="put", of=made.id)
    assert not lacks(work, shelf, EARLY, op="put", of=made.id)  # deleted later
    assert lacks(work, shelf, EARLY, op="put", of="urn:uuid:" + "0" * 8)


def test_a_name_is_absent_until_it_is_the_readers(work: Work) -> None:
    for shelf in ("name:reader", "handin:01"):
        assert lacks(work, shelf, EARLY, op="name", name="Étoile")
        assert not lacks(work, shelf, LATE, op="name", name=" Quiet  Reader ")


def test_what_this_python_saved_is_not_absent_whatever_its_time(work: Work) -> None:
    ask = Ask("02/exercise-question-6", "Why?", work=work)
    ask.send = lambda *_given, **_more: None
    edit = {"id": "e1", "op": "answer", "at": LATE, "value": {"text": "So."}}
    assert lacks(work, "ask:02/exercise-question-6", LATE)
    ask._heard(ask, {"type": "edits", "edits": [edit]}, [])
    work.save_answer("02", "exercise-question-6", {"kind": "prose", "text": "Later."}, base=LATE)
    assert not lacks(work, "ask:02/exercise-question-6", "2099-02-02T00:00:00.000Z")


@pytest.mark.parametrize("waiting", [None, 7, [7], [{}], [{"id": 7}]])
def test_what_is_no_list_of_changes_says_nothing(work: Work, waiting: object) -> None:
    assert absent(waiting, work, sheet_02()) == []


@pytest.mark.parametrize("given", [{"at": "yesterday"}, {"at": None}, {"shelf": "ask:02/../x"}])
def test_what_cannot_be_looked_up_is_not_called_saved(work: Work, given: dict[str, Any]) -> None:
    assert lacks(work, **{"shelf": ANSWER, "at": LATE, **given})
