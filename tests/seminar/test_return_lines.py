"""What is taken, and what is said of it: on the first line of a page, and in the window."""

from __future__ import annotations

import os
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from closereader import cli
from closereader.seminar import collect
from closereader.seminar.pack import write_pack
from closereader.seminar.pack_handins import read_handins
from tests.house.tree import ROOT
from tests.seminar.making import handin, reader_id, zipped
from tests.seminar.shown import rows
from tests.seminar.test_return import SAYS, comment, packed, record, returned, saved

if TYPE_CHECKING:
    from pathlib import Path


def test_the_first_line_of_a_page_leads_to_what_was_said(tmp_path: Path) -> None:
    pack = packed(tmp_path)
    said = comment("the masses", f"{SAYS} My number is 11.")
    _, pages, _ = returned(pack, saved(pack, record(pack, 1, comments=(said, said))))
    own = pages["N1_481_assignsubmission_file_/feedback-02.html"]
    (place,) = re.findall(
        r'Something was said of: <a href="#(part-\d+)">Question 4</a> '
        r"\(levels, remark, 2 comments\)\.",
        own,
    )
    assert f'<section id="{place}"><h2>Question 4</h2>' in own
    # and how it is laid beside the answers, in the words of the cell that does it
    [named] = re.findall(r"open “([^”]+)” in the last cell of the exercise", own)
    assert named in (ROOT / "src/closereader/handin/front/bring.js").read_text("utf-8")
    other = pages["N2_482_assignsubmission_file_/feedback-02.html"]
    assert "Nothing was said of this hand-in yet." in other
    assert "in the last cell" not in other


def test_without_a_name_the_newest_marking_file_is_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = packed(tmp_path)
    assert cli.main(["return", str(pack)]) == 2
    assert "No marking file lies in" in capsys.readouterr().err
    new = saved(pack, record(pack, 1, remark="New."), name="marking-2026-11-29-142300.csv")
    old = saved(pack, record(pack, 1, remark="Old."))
    os.utime(old, (1, 1))
    code, pages, _ = returned(pack)
    assert code == 0
    assert f"From {new.name}, the newest marking file there." in capsys.readouterr().out
    assert "New." in pages["N1_481_assignsubmission_file_/feedback-02.html"]


def test_marks_of_another_exercise_alone_make_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = packed(tmp_path)
    marking = saved(pack, record(pack, 1, exercise="05"))
    assert cli.main(["return", str(pack), str(marking)]) == 2
    told = capsys.readouterr().err
    assert "It is about exercise 05, the pack of exercise 02." in re.sub(r"\s+", " ", told)
    assert not (tmp_path / "feedback").exists()
    stranger = saved(pack, record(pack, 1, reader=reader_id(99)))
    assert cli.main(["return", str(pack), str(stranger)]) == 2
    assert "not those of who-is-who.csv" in capsys.readouterr().err


def test_an_answer_that_is_not_there_counts_nothing_and_can_be_spoken_of(tmp_path: Path) -> None:
    pack = packed(tmp_path)
    two, three = (
        record(pack, number, question="Question 3", rubric=rubric, remark=remark)
        for number, rubric, remark in ((2, {"Answer": "none"}, ""), (3, {}, "Where is it?"))
    )
    code, pages, folder = returned(pack, saved(pack, two, three), "--points", "2,1,0")
    assert code == 0
    grades = {row["name"]: row["grade"] for row in rows(folder / "grades.csv")}
    assert grades == {"N1": "", "N2": "0", "N3": ""}
    assert "Answer: none" in pages["N2_482_assignsubmission_file_/feedback-02.html"]
    assert "Where is it?" in pages["N3_483_assignsubmission_file_/feedback-02.html"]


@pytest.mark.parametrize(
    ("file", "column", "called"),
    [
        ("schmidtanna_482_99482_handin.html", "Student", "Quiet Pencil (schmidtanna)"),
        ("Anna Schmidt_482_assignsubmission_file_/h.html", "name", "Quiet Pencil (Anna Schmidt)"),
        ("Schmidt_Anna_aschm_482/h.html", "name", "Quiet Pencil (Anna Schmidt)"),
        ("pencilquiet_482_99482_handin.html", "Student", "Quiet Pencil"),
        ("some/h.html", "name", "Quiet Pencil"),
    ],
)
def test_grades_say_what_the_platform_calls_a_person(
    file: str, column: str, called: str, tmp_path: Path
) -> None:
    (tmp_path / "upload.zip").write_bytes(zipped({file: handin(1, "Quiet Pencil")}))
    pack = write_pack(collect([tmp_path / "upload.zip"]), tmp_path / "pack").folder
    assert cli.main(["return", str(pack), str(saved(pack))]) == 0
    assert [row[column] for row in rows(tmp_path / "feedback" / "grades.csv")] == [called]


def test_the_same_pages_make_the_same_zip_of_the_day_of_the_newest_hand_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = packed(tmp_path, "moodle")
    marking = saved(pack, record(pack, 1), record(pack, 2))
    code, _, folder = returned(pack, marking)
    assert code == 0
    first = (folder / "feedback.zip").read_bytes()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert returned(pack, marking)[0] == 0
    assert (folder / "feedback.zip").read_bytes() == first
    with zipfile.ZipFile(folder / "feedback.zip") as archive:
        days = {one.date_time for one in archive.infolist()}
    newest = max(one.made for one in read_handins(pack))
    assert days == {datetime.fromisoformat(newest).timetuple()[:6]}
