"""``closereader export`` and ``import``: a report first, then what was agreed, and nothing else."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from closereader import cli
from closereader.annotations import Annotation, read_collection
from closereader.commands import collecting
from closereader.texts import open_text
from closereader.work import Work, open_work
from tests.exchange import making


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    monkeypatch.chdir(tmp_path)
    return open_work()


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.json"
    path.write_text(json.dumps(making.api()), encoding="utf-8")
    return path


def test_the_text_that_is_written_is_the_one_that_marks_count_in(
    work: Work, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter, out = open_text("artiukh-2022"), tmp_path / "letter.txt"
    work.save(Annotation.on(letter, 400, 480, theme="agency"))
    assert cli.main(["export", "txt", "--text", letter.id, "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}: the text artiukh-2022.\n"
    written = out.read_bytes().decode()
    (mark,) = work.annotations(letter.id).items
    quote, place = mark.to_w3c()["target"]["selector"]
    assert written[place["start"] : place["end"]] == quote["exact"]
    assert written == letter.body
    assert cli.main(["export", "txt"]) == 2
    assert "alieva-2024, artiukh-2022" in capsys.readouterr().err


def test_nothing_is_saved_before_somebody_says_yes(
    work: Work, notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import", str(notes)]) == 0
    said = capsys.readouterr().out
    assert "notes.json: 10 notes." in said
    assert said.endswith("Write --yes to save them.\nNothing was saved.\n")
    assert work.annotations("artiukh-2022").items == ()


def test_notes_are_brought_in_once_and_what_was_deleted_stays_away(
    work: Work, notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import", str(notes), "--yes"]) == 0
    items = work.annotations("artiukh-2022").items
    assert len(items) == 5
    assert len(work.annotations("alieva-2024").items) == 1
    work.delete("artiukh-2022", items[0].id)
    mine = items[1]
    assert isinstance(mine, Annotation)
    work.save(mine.changed(note="my own words"), base=mine.modified)
    capsys.readouterr()
    assert cli.main(["import", str(notes), "--yes"]) == 0
    said = capsys.readouterr().out
    assert "6 of them are in your work already, or were deleted." in said
    assert said.endswith("There is nothing to save.\n")
    left = work.annotations("artiukh-2022").items
    assert len(left) == 4
    assert "my own words" in {one.note for one in left}


def test_progress_is_told_when_it_takes_long(
    work: Work,
    notes: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(collecting, "_QUIET", 0.0)
    monkeypatch.setattr(collecting, "_EVERY", 0.0)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert cli.main(["import", str(notes)]) == 0
    assert "\rPlacing: 3 of 10 notes " in capsys.readouterr().err
    assert work.annotations("artiukh-2022").items == ()


def test_notes_may_be_taken_for_ones_own(work: Work, notes: Path) -> None:
    work.set_reader("Aster")
    assert cli.main(["import", str(notes), "--yes", "--mine"]) == 0
    assert {one.creator_name for one in work.annotations("artiukh-2022").items} == {"Aster"}


def test_marks_go_out_and_come_back_in_another_work_folder(
    work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.set_reader("Aster")
    letter = open_text("artiukh-2022")
    for at in (0, 100):
        work.save(Annotation.on(letter, at, at + 30, theme="agency", note="=1+1"))
    out = tmp_path / "marks.jsonld"
    assert cli.main(["export", "jsonld", "--out", str(out)]) == 0
    whole = read_collection(out)
    assert (whole.creator_name, len(whole.items), whole.problems) == ("Aster", 2, ())
    first = out.read_bytes()
    assert cli.main(["export", "jsonld", "--out", str(out)]) == 0
    assert out.read_bytes() == first
    before = work.annotations("artiukh-2022").items
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "other"))
    assert cli.main(["import", str(out), "--yes"]) == 0
    assert open_work().annotations("artiukh-2022").items == before


def test_the_table_opens_in_a_spreadsheet(work: Work, tmp_path: Path) -> None:
    letter = open_text("artiukh-2022")
    work.save(Annotation.on(letter, 0, 30, theme="agency", note="=1+1"))
    out = tmp_path / "marks.csv"
    assert cli.main(["export", "csv", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfid,kind,text,place,")
    with out.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["place"], row["note"]) == ("¶1", "'=1+1")


@pytest.mark.usefixtures("work")
def test_the_codebook_is_printed_or_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["export", "qdc"]) == 0
    printed = capsys.readouterr().out
    out = tmp_path / "codebook.qdc"
    assert cli.main(["export", "qdc", "--out", str(out)]) == 0
    assert out.read_bytes() == printed.encode()
    out = tmp_path / "codebook.csv"
    assert cli.main(["export", "codebook.csv", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfpath,description\r\nThemes.Exclusion,")


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import", "missing.json"], "There is no file missing.json"),
        (["import", "notes.json", "--text", "artiukh-2023"], "Did you mean 'artiukh-2022'?"),
        (["import", "notes.json", "--theme", "fate"], "There is no theme 'fate'"),
        (["import", "empty.json"], "empty.json cannot be read: it is not JSON at line 1"),
        (
            ["export", "csv", "--out", "empty.json/marks.csv"],
            "move that file, or choose another folder.",
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    words: list[str], said: str, notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes.with_name("empty.json").write_text("", encoding="utf-8")
    assert cli.main(words) == 2
    complaint = capsys.readouterr().err
    assert said in complaint
    assert complaint.count("\n") == 1
