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
    (question,) = beside(found, work)["questions"]
    assert (question["heading"], question["remark"]) == ("Question 4", "Remark for 22.")
    (one,) = question["comments"]
    assert (one["body"], one["exact"], one["state"]) == ("Whom?", "could name people", "changed")
    assert ["gone", "people."] in one["pieces"]
    assert ["new", "Ann and Ben."] in one["pieces"]
    silent = read_returned(pages["N1_481_assignsubmission_file_/feedback-02.html"].encode())
    assert silent.questions == ()
