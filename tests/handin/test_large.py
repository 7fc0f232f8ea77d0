"""What is made can be read: limits are the same on both sides, and none is met unsaid."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from closereader.annotations import Annotation, Collection
from closereader.cli import main
from closereader.handin import HandInError, _size, digest, make, read_handin, writing
from closereader.handin.preview import look
from closereader.handin.writing import open_sheets, put
from closereader.texts import open_text
from closereader.work import Work, WorkError, _disk, keep_earlier
from tests.handin.making import MADE, full_work, mark, sheet_02, write


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return full_work(tmp_path)


def test_more_than_five_thousand_marks_read_back(work: Work, tmp_path: Path) -> None:
    text = open_text("artiukh-2022")
    marks = tuple(
        Annotation.on(text, 4, 12, theme="exclusion", note=f"{one:0200}") for one in range(5_001)
    )
    data = make(work, sheet_02(), made=MADE)
    data["annotations"] = Collection(work.reader.id, "marks", marks).to_w3c()
    file = put({**data, "digest": digest(data)}, open_sheets("02"), tmp_path / "out")
    assert file.stat().st_size > 5_000_000
    found = read_handin(file.read_bytes())
    assert (len(found.marks), found.altered, found.problems) == (5_001, False, ())


def test_a_long_passage_stands_once_in_the_data_and_once_among_the_marks(work: Work) -> None:
    """Twenty marks over a whole text: the table names them, and does not repeat the text."""
    text = open_text("artiukh-2022")
    for start in range(20):
        marked = Annotation.on(text, start, len(text), theme="exclusion")
        work.save(marked)
    file = write(work, "02")
    size = file.stat().st_size
    assert size < 22 * len(text.body.encode("utf-8")) + 100_000
    words = file.read_text(encoding="utf-8")
    table = words[words.index("All marks in artiukh-2022") :].partition("</table>")[0]
    assert f"{text.body[19:60]}" in table
    assert " […] " in table
    assert {mark.exact for mark in read_handin(file.read_bytes()).marks} >= {text.body[19:]}


def test_a_file_that_would_not_be_taken_is_not_made(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(work, "02")
    before = file.read_bytes()
    monkeypatch.setattr(writing, "LARGEST", 10_000)
    with pytest.raises(HandInError, match=r"would have .* MB.*Most of it are 2 answers"):
        write(work, "02")
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_a_file_that_would_not_read_back_is_not_made(work: Work) -> None:
    data = make(work, sheet_02(), made=MADE)
    with pytest.raises(HandInError, match="would not read back"):
        put({**data, "digest": "sha256:" + "0" * 64}, open_sheets("02"), work.folder / "out")
    assert not (work.folder / "out").exists()


def test_nearness_to_the_limit_is_said_with_what_makes_it_large(
    work: Work, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mark(work, "artiukh-2022", "our corner", "exclusion", note="n" * 15_000)
    sheets = open_sheets("02")
    size = write(work, "02").stat().st_size
    monkeypatch.setattr(_size, "LARGEST", int(size / 0.79))
    assert look(work, sheets).large == ""
    monkeypatch.setattr(_size, "LARGEST", int(size / 0.81))
    found = look(work, sheets)
    assert "can be handed in. Most of it are the notes of 4 marks" in found.large
    assert found.large in found.lines
    monkeypatch.setenv("CLOSEREADER_WORK", str(work.folder))
    assert main(["handin", "02"]) == 0
    assert found.large in capsys.readouterr().out


def test_an_earlier_file_is_kept_whole_however_long_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(os.urandom(9) * 1_100_000)
    kept = keep_earlier(file, tmp_path / "earlier")
    assert kept is not None
    assert kept.read_bytes() == file.read_bytes()
    assert keep_earlier(file, tmp_path / "earlier") == kept
    assert keep_earlier(tmp_path / "none", tmp_path / "earlier") is None


def test_an_earlier_file_that_cannot_be_copied_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.html").write_bytes(b"x")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", refuse)
    with pytest.raises(WorkError, match="The disk is full"):
        keep_earlier(tmp_path / "a.html", tmp_path / "earlier")
    assert list((tmp_path / "earlier").iterdir()) == []


def test_what_is_read_is_the_whole_of_it_or_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b" " * _disk.MOST_BYTES)
    assert len(_disk.read(file) or b"") == _disk.MOST_BYTES
    file.write_bytes(b" " * (_disk.MOST_BYTES + 1))
    with pytest.raises(ValueError, match="more than 8 MB"):
        _disk.read(file)
