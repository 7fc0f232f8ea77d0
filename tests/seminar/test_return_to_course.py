"""A page that was returned is read again in the course, beside the answer as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closereader.handin.returned import beside, read_returned
from closereader.work import open_work
from tests.seminar.making import reader_id
from tests.seminar.test_return import SAYS, comment, packed, prose, record, returned, saved

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("nameless", [False, True])
def test_the_course_lays_a_returned_page_beside_the_answer(nameless: bool, tmp_path: Path) -> None:
    pack = packed(tmp_path, nameless=nameless)
    text = f"{SAYS} My number is 22."
    said = comment("could name people", text, "Whom?")
    _, pages, _ = returned(pack, saved(pack, record(pack, 2, comments=(said,))))
    found = read_returned(pages["N2_482_assignsubmission_file_/feedback-02.html"].encode())
    assert (found.reader, found.name, found.exercise) == (reader_id(2), "N2", "02")
    work = open_work(tmp_path / "work")
    now = text.replace("people", "Ann and Ben")
    work.save_answer("02", "exercise-question-4", prose(now))
    now_there = {f"02/{key}": one for key, one in work.answers("02").items()}
    (question,) = beside(found, now_there)["questions"]
    assert (question["heading"], question["remark"]) == ("Question 4", "Remark for 22.")
    (one,) = question["comments"]
    assert (one["body"], one["exact"], one["state"]) == ("Whom?", "could name people", "changed")
    assert ["gone", "people."] in one["pieces"]
    assert ["new", "Ann and Ben."] in one["pieces"]
    silent = read_returned(pages["N1_481_assignsubmission_file_/feedback-02.html"].encode())
    assert silent.questions == ()


def test_a_lesson_question_that_nobody_asked_for_is_not_on_the_page(tmp_path: Path) -> None:
    pack = packed(tmp_path)
    _, pages, _ = returned(pack, saved(pack, record(pack, 1)))
    for words in pages.values():
        assert "<h2>Question 4</h2>" in words
        assert "<h2>Lesson:" not in words


def test_of_a_whole_class_that_wrote_little_the_first_page_folds_the_list(tmp_path: Path) -> None:
    pack = packed(tmp_path, many=13, said="Short.")
    words = (pack / "index.html").read_text("utf-8")
    assert "<summary>All 13</summary>" in words
    assert words.index("<summary>All 13</summary>") < words.index("For the seminar")
