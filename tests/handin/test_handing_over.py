"""The copy of a hand-in in the folder of a class: where it goes, what it replaces, what is said."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from closereader.cli import main
from closereader.handin import read_handin
from closereader.handin.handing_over import hand_over, handed_over
from closereader.handin.widget import HandIn
from closereader.work import Work, open_work
from tests.handin.making import full_work

ANSWER = {"kind": "prose", "text": "Another answer."}
THERE = "A copy lies in the folder of your class"
LACKING = "No copy could be put into the folder of your class"


@pytest.fixture
def exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "exchange"
    folder.mkdir()
    monkeypatch.setenv("CLOSEREADER_EXCHANGE", str(folder))
    monkeypatch.setenv("JUPYTERHUB_USER", "anna")
    return folder


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return full_work(tmp_path)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def change_and_make(widget: HandIn, text: str) -> Path:
    widget._work.save_answer("02", "exercise-question-1", {"kind": "prose", "text": text})
    return widget.make()


def test_without_a_folder_of_a_class_nothing_is_copied_and_nothing_is_said(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLOSEREADER_EXCHANGE", raising=False)
    widget = HandIn("02", work=work)
    assert hand_over(widget.make()) == ""
    assert widget.made["copy"] == ""
    assert "Nothing is sent anywhere. The file lies in your work folder" in str(widget.about)


def test_making_the_file_puts_a_copy_into_the_folder_of_the_class(
    work: Work, exchange: Path
) -> None:
    widget = HandIn("02", work=work)
    assert "goes into the folder of your class" in widget.about["holds"][-1]
    file = widget.make()
    assert names(exchange) == [file.name]
    assert (exchange / file.name).read_bytes() == file.read_bytes()
    assert widget.made["copy"].startswith(THERE)
    assert HandIn("02", work=work).made["copy"].startswith(THERE), "the next Python sees it too"


def test_the_copy_is_replaced_and_the_earlier_one_stays_in_the_work_folder(
    work: Work, exchange: Path
) -> None:
    widget = HandIn("02", work=work)
    first = widget.make().read_bytes()
    second = change_and_make(widget, "Another answer.")
    assert names(exchange) == [second.name]
    assert (exchange / second.name).read_bytes() == second.read_bytes()
    assert first in [one.read_bytes() for one in (second.parent / "earlier").iterdir()]


def test_under_another_name_the_copy_moves_to_it(work: Work, exchange: Path) -> None:
    widget = HandIn("02", work=work)
    widget.make()
    work.set_reader("Grey Heron")
    file = widget.make()
    assert "grey-heron" in file.name
    assert names(exchange) == [file.name]


def test_a_folder_of_the_hubs_user_is_taken_where_there_is_one(work: Work, exchange: Path) -> None:
    (exchange / "anna").mkdir()
    file = HandIn("02", work=work).make()
    assert (exchange / "anna" / file.name).is_file()
    assert len(names(exchange)) == 1


@pytest.mark.parametrize("user", ["..", ".", "a/b", "a\\b", "../exchange"])
def test_no_users_name_leads_out_of_the_folder(
    work: Work, exchange: Path, monkeypatch: pytest.MonkeyPatch, user: str
) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", user)
    (exchange / "a").mkdir()
    file = HandIn("02", work=work).make()
    assert (exchange / file.name).is_file()


def test_a_hand_in_of_somebody_with_a_copied_work_folder_stays(
    work: Work, exchange: Path, tmp_path: Path
) -> None:
    shutil.copytree(work.folder, tmp_path / "ben" / "work")
    hers = HandIn("02", work=work).make().read_bytes()
    other = open_work(tmp_path / "ben" / "work")
    other.save_answer("02", "exercise-question-1", ANSWER)
    his = HandIn("02", work=other).make().read_bytes()
    assert {path.read_bytes() for path in exchange.iterdir()} == {hers, his}
    his = change_and_make(HandIn("02", work=other), "A third.").read_bytes()
    assert {path.read_bytes() for path in exchange.iterdir()} == {hers, his}


def test_a_folder_that_is_not_there_costs_nothing_and_is_said(work: Work, exchange: Path) -> None:
    exchange.rmdir()
    widget = HandIn("02", work=work)
    file = widget.make()
    assert read_handin(file.read_bytes()).exercise == "02"
    assert widget.made["copy"].startswith(LACKING)
    assert str(exchange) in widget.made["copy"]
    assert "(it is not there)" in widget.made["copy"]
    exchange.mkdir()
    widget.make()
    assert widget.made["copy"].startswith(THERE)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights on folders")
def test_a_folder_that_may_not_be_written_to_costs_nothing_and_is_said(
    work: Work, exchange: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    widget = HandIn("02", work=work)
    file = widget.make()
    (exchange / file.name).unlink()
    assert handed_over(file).startswith("The folder of your class does not hold this file yet")
    with monkeypatch.context() as patch:  # the tests may run as one who may write everywhere
        patch.setattr("closereader.work._disk._put", refuse)
        said = hand_over(file)
    assert said.startswith(LACKING)
    assert "(Permission denied)" in said
    assert handed_over(file, said) == said
    assert file.is_file()
    assert not names(exchange)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights on files")
def test_the_teacher_can_read_the_copy(work: Work, exchange: Path) -> None:
    before = os.umask(0o077)
    try:
        file = HandIn("02", work=work).make()
    finally:
        os.umask(before)
    assert (exchange / file.name).stat().st_mode & 0o044 == 0o044


def test_the_shell_hands_over_too(
    work: Work,
    exchange: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(work.folder))
    assert main(["handin", "02"]) == 0
    assert THERE in capsys.readouterr().out
    assert len(names(exchange)) == 1


def test_collect_reads_the_folder_of_the_class_when_nothing_is_named(
    work: Work,
    exchange: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (exchange / "anna").mkdir()
    HandIn("02", work=work).make()
    out = tmp_path / "pack"
    assert main(["collect", "--out", str(out)]) == 0
    assert "1 hand-in of exercise 02." in capsys.readouterr().out
    assert (out / "index.html").is_file()
    monkeypatch.delenv("CLOSEREADER_EXCHANGE")
    assert main(["collect"]) == 2
    assert "set CLOSEREADER_EXCHANGE to the folder of your class" in capsys.readouterr().err
