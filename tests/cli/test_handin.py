"""``closereader handin`` and ``closereader restore``, as a student types them."""

from __future__ import annotations

from pathlib import Path

import pytest

from closereader import cli
from closereader.handin import read_handin
from closereader.work import open_work
from tests.handin.making import full_work
from tests.house.tree import ROOT


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work over the real course, in a folder with some work in it."""
    monkeypatch.setenv("CLOSEREADER_COURSE", str(ROOT))
    monkeypatch.setenv("CLOSEREADER_WORK", str(full_work(tmp_path).folder))
    return tmp_path


def test_it_says_what_is_there_what_is_missing_and_where_the_file_lies(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["handin", "02", "--name", "Étoile du Nord"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Question 1: no answer yet"
    assert said[1].startswith("Question 2: 1 mark under Exclusion, 1 with a note; no mark")
    assert said[3] == "Question 4: 15 of 30-70 words"
    assert "artiukh-2022: 2 marked" in said
    assert any(one.startswith("3 of 6 questions answered, 3 of them with less") for one in said)
    assert "Missing: Question 1, Question 3 and Question 6 have no answer." in said
    (file,) = (folder / "work" / "handins").iterdir()
    assert file.name.startswith("handin-02-etoile-du-nord-")
    assert said[-1].startswith(f"{file} (")
    assert read_handin(file.read_bytes()).name == "Étoile du Nord"


def test_another_file_may_be_named_and_what_stood_there_is_kept(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder / "mine.html"
    out.write_text("an essay", encoding="utf-8")
    assert cli.main(["handin", "02", "--out", str(out)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith(str(out))
    assert len(read_handin(out.read_bytes()).marks) == 3
    (kept,) = folder.glob("mine-*.html")
    assert kept.read_text(encoding="utf-8") == "an essay"


def test_a_look_writes_nothing_and_restoring_says_what_came(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder / "mine.html"
    assert cli.main(["handin", "02", "--out", str(out)]) == 0
    monkeypatch.setenv("CLOSEREADER_WORK", str(folder / "other"))
    capsys.readouterr()
    assert cli.main(["restore", str(out), "--check"]) == 0
    said = capsys.readouterr().out
    assert "handed in by Quiet Reader" in said
    assert "Would come back: 3 marks, 1 link, 2 answers." in said
    assert open_work(folder / "other").answers("02") == {}
    assert cli.main(["restore", str(out)]) == 0
    assert "Brought back: 3 marks, 1 link, 2 answers." in capsys.readouterr().out
    assert len(open_work(folder / "other").answers("02")) == 2
    assert cli.main(["restore", str(out)]) == 0
    assert "Nothing in it is new here." in capsys.readouterr().out


def test_an_answer_that_comes_back_was_begun_when_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, out = open_work(folder / "work"), folder / "mine.html"
    for month, words in enumerate(("First.", "Then."), start=1):
        said = {"kind": "prose", "text": words}
        at = f"2026-0{month}-01T00:00:00.000Z"
        work.save_answer("02", "exercise-question-1", said, at=at)
    assert cli.main(["handin", "02", "--out", str(out)]) == 0
    monkeypatch.setenv("CLOSEREADER_WORK", str(folder / "other"))
    assert cli.main(["restore", str(out)]) == 0
    back = open_work(folder / "other").answers("02")["exercise-question-1"]
    assert (back.created[:7], back.modified[:7]) == ("2026-01", "2026-02")


def test_another_readers_work_stops_it_and_two_ways_are_offered(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder / "anna.html"
    assert cli.main(["handin", "02", "--out", str(out)]) == 0
    elif_ = open_work(folder / "elif")
    elif_.set_reader("Elif")
    said = {"kind": "prose", "text": "Elif's words"}
    elif_.save_answer("02", "exercise-question-4", said, at="2026-01-01T00:00:00.000Z")
    monkeypatch.setenv("CLOSEREADER_WORK", str(folder / "elif"))
    capsys.readouterr()
    assert cli.main(["restore", str(out)]) == 1
    words = capsys.readouterr().out
    assert "Nothing was changed." in words
    assert "--into FOLDER" in words
    assert "--mine" in words
    assert [one.value for one in elif_.answers("02").values()] == [said]
    assert cli.main(["restore", str(out), "--into", str(folder / "look")]) == 0
    assert open_work(folder / "look").reader.name == "Quiet Reader"
    assert [one.value for one in elif_.answers("02").values()] == [said]
    assert cli.main(["restore", str(out), "--mine"]) == 0
    assert len(elif_.answers("02")) == 2
    (kept,) = (folder / "elif" / "trash" / "answers").rglob("*.json")
    assert "Elif's words" in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["handin", "77"], "'77': no exercise has this number. There are: 01, 02"),
        (["handin", "02", "--name", " "], "--name: "),
        (["restore", "none.html"], "none.html: No such file"),
        (["restore", "essay.html"], "essay.html: The file is no hand-in: it carries no data."),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    argv: list[str],
    says: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder)
    (folder / "essay.html").write_text("<p>an essay</p>", encoding="utf-8")
    assert cli.main(argv) == 2
    complaint = capsys.readouterr().err
    assert complaint.startswith(f"closereader: {says}")
    assert "Traceback" not in complaint


def test_a_folder_that_cannot_be_written_is_a_sentence_and_nothing_is_lost(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "work" / "handins").write_text("a file", encoding="utf-8")
    assert cli.main(["handin", "02"]) == 2
    assert "a file where a folder is needed" in capsys.readouterr().err
    assert (folder / "work" / "handins").read_text(encoding="utf-8") == "a file"
