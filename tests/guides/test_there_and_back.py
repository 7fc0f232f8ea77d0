"""From a zip of thirty to thirty returned pages, with the commands of the teacher guide."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from closereader import cli
from closereader.exchange.table import csv_bytes
from closereader.seminar._outline import open_outline
from closereader.seminar.marking import COLUMNS, answer_digest
from closereader.seminar.pack_handins import read_handins
from closereader.seminar.who import FILE, read_who
from tests.guides.words import ROOT, TEACHER, commands, section
from tests.seminar.making import handin, zipped
from tests.seminar.test_worksheet import COMMENT, GRADE, cells_of, sheet

if TYPE_CHECKING:
    from pathlib import Path

ASK = "02/exercise-question-4"
MANY = 30


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the zip that a platform gives, and a class list."""
    people = [f"Person {number}" for number in range(1, MANY + 1)]
    members = {
        f"{name}_{480 + number}_assignsubmission_file_/handin.html": handin(
            number, name, answers={ASK: {"kind": "prose", "text": f"It reports, I say {number}."}}
        )
        for number, name in enumerate(people, 1)
    }
    (tmp_path / "handins.zip").write_bytes(zipped(members))
    (tmp_path / "class.txt").write_text("\n".join(people), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def mark_all(folder: Path) -> None:
    """Save what the question page saves for thirty answers (its keys are tried in a browser)."""
    handins = read_handins(folder / "pack-02")
    asked = next(one for one in open_outline("02", handins).asked if one.heading == "Question 4")
    by_reader = {row.reader: row for row in read_who(folder).rows}
    found = [
        [
            by_reader[one.reader].id, one.name, "02", "Question 4",
            json.dumps({"Reasons": "strong"}),
            f"Remark for {one.name}.", "[]", answer_digest(one, asked), "2026-03-05T10:00:00.000Z",
        ]
        for one in handins
    ]  # fmt: skip
    (folder / "marking-2026-03-05-100000.csv").write_bytes(csv_bytes(COLUMNS, found))


def test_thirty_go_there_and_back_as_the_guide_says(folder: Path) -> None:
    (collect,) = commands(section("Collect"))
    assert cli.main(collect) == 0
    assert f"`{FILE}`" in section("Collect")
    assert len(read_who(folder)) == MANY
    assert (folder / FILE).is_file()
    mark_all(folder)
    back, with_grades = commands(section("Give it back"))
    assert cli.main(back) == 0
    with zipfile.ZipFile(folder / "feedback-02" / "feedback.zip") as archive:
        names = archive.namelist()
        assert len(names) == MANY
        for name in names:
            person = name.partition("_")[0]
            page = archive.read(name).decode()
            assert name.split("/")[0].endswith("_assignsubmission_file_")
            assert f"Remark for {person}." in page
            assert f"I say {person.removeprefix('Person ')}." in page
    people = [(str(480 + number), "", "") for number in range(1, MANY + 1)]
    (folder / "worksheet.csv").write_bytes(sheet(people, "uk")[0])
    assert cli.main(with_grades) == 0
    filled = cells_of((folder / "feedback-02" / "moodle-worksheet.csv").read_bytes())
    assert [row[GRADE - 1] for row in filled[1:]] == ["2"] * MANY
    assert filled[1][COMMENT - 1] == "Question 4: Remark for Person 1."


def test_every_key_of_the_guide_is_one_of_the_page() -> None:
    front = ROOT / "src" / "closereader" / "seminar" / "front" / "marking"
    heard = "".join((front / name).read_text("utf-8") for name in
                    ("page.js", "comments.js"))  # fmt: skip
    table = TEACHER.split("| key | what it does |")[1].split("\n\n")[0]
    for line in table.splitlines()[2:]:
        for key in line.split("|")[1].replace("`", " ").replace(", then", " ").split():
            if (key.isalpha() and len(key) == 1) or key == "?":
                assert f'"{key}"' in heard, key
