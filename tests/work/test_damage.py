"""A damaged file costs one annotation: it is set aside untouched, and named."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from closereader.work import Work, _disk
from tests.annotations.making import NOW
from tests.work.making import T1, T2, file_of, files, fresh, in_trash, leave_still, mark, marks

NAME = "0b42aef8-e785-428c-921d-ba3c3e5d4ea7.json"
GOOD = json.dumps(mark(note="why?").to_w3c())
DAMAGE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "it is empty"),
    "half-written": (GOOD[: len(GOOD) // 2].encode(), "it is not JSON at line 1"),
    "zeros": (b"\0" * 512, "it is not JSON"),
    "not UTF-8": (b'{"a": "\xff"}', "it is not UTF-8 at byte 7"),
    "UTF-16": (GOOD.encode("utf-16"), "it is not UTF-8"),
    "a list": (b"[1, 2]", "it is not a JSON object"),
    "a number without end": (b'{"a": ' + b"9" * 9000 + b"}", "integer string conversion"),
    "NaN": (b'{"a": NaN}', "it holds NaN"),
    "nested": (b'{"a":' * 200_000, "it is nested without end"),
    "no annotation": (b'{"a": 1}', "its id must be an IRI"),
    "bad offsets": (GOOD.replace('"start": 7', '"start": 8').encode(), "8 to 15 has 7 characters"),
    "too large": (b" " * (_disk.MOST_BYTES + 1), "it has more than 8 MB"),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_a_damaged_mark_is_set_aside_and_named_and_the_others_stay(work: Work, what: str) -> None:
    whole = mark(0, 3)
    work.save(whole)
    data, reason = DAMAGE[what]
    file = work.folder / "annotations" / "made-up" / NAME
    file.write_bytes(data)
    leave_still(file)
    for _ in range(2):  # it is named again every time, until it is mended or taken away
        loaded = fresh(work).annotations("made-up")
        assert loaded.items == (whole,)
        [problem] = loaded.problems
        assert reason in problem.sentence
        assert "work/damaged/annotations/made-up/0b42aef8" in problem.sentence
        assert problem.sentence.endswith("it goes back by itself; or delete it.")
        assert problem.file.read_bytes() == data
    assert not file.exists()
    problem.file.unlink()
    assert work.annotations("made-up").problems == ()


def test_a_mended_file_goes_back_by_itself(work: Work) -> None:
    marked = mark(note="why?")
    work.save(marked)
    file = file_of(work, marked)
    data = file.read_bytes()
    file.write_bytes(data[:-9])
    leave_still(file)
    [problem] = work.annotations("made-up").problems
    problem.file.write_bytes(data)
    loaded = work.annotations("made-up")
    assert loaded.items == (marked,)
    assert loaded.problems[0].sentence.endswith(
        f"is whole again; it is back as work/annotations/made-up/{file.name}."
    )
    assert work.annotations("made-up").problems == ()
    assert files(work, "damaged") == []


def test_saving_over_a_damaged_file_sets_it_aside_first(work: Work) -> None:
    marked = mark()
    work.save(marked)
    file_of(work, marked).write_bytes(b"{")
    leave_still(file_of(work, marked))
    work.save(marked.changed(note="new"), base=NOW)
    assert [m.note for m in marks(work)] == ["new"]
    assert [(work.folder / name).read_bytes() for name in files(work, "damaged")] == [b"{"]


def test_a_damaged_answer_is_none_and_is_set_aside(work: Work) -> None:
    work.save_answer("02", "q1", {"text": "a"})
    work.save_answer("02", "q2", {"text": "b"})
    (work.folder / "answers/02/q1.json").write_bytes(b'{"value": 1}')
    leave_still(work.folder / "answers/02/q1.json")
    assert work.answer("02", "q1") is None
    assert set(work.answers("02")) == {"q2"}
    [problem] = work.answers("02").problems
    assert "it holds no value" in problem.sentence
    assert problem.file.read_bytes() == b'{"value": 1}'


def test_a_damaged_reader_is_set_aside_and_the_marks_stay(work: Work) -> None:
    work.set_reader("Ada")
    marked = mark()
    work.save(marked)
    (work.folder / "reader.json").write_bytes(b"\0\0")
    leave_still(work.folder / "reader.json")
    assert fresh(work).reader.name == ""
    loaded = work.annotations("made-up")
    assert loaded.items == (marked,)
    [problem] = loaded.problems
    assert "choose it again; then delete that file" in problem.sentence
    assert problem.file.read_bytes() == b"\0\0"
    assert work.reader.id == fresh(work).reader.id


def test_a_copy_made_by_a_cloud_drive_is_taken_in_by_the_rule(work: Work) -> None:
    """The later of the two stays, the other is kept; both names are said."""
    marked = mark()
    older = marked.changed(note="older", now=T1)
    newer = marked.changed(note="newer", now=T2)
    work.save(older)
    copy = file_of(work, marked).with_name("mark (Ada's conflicted copy).json")
    copy.write_text(json.dumps(newer.to_w3c()), encoding="utf-8")
    loaded = fresh(work).annotations("made-up")
    assert loaded.items == (newer,)
    [problem] = loaded.problems
    assert "Ada's conflicted copy" in problem.sentence
    assert "The earlier one is kept as work/trash/" in problem.sentence
    assert not copy.exists()
    assert in_trash(work) == [("replaced", older.to_w3c())]
    assert work.annotations("made-up").problems == ()


def test_a_mark_in_the_folder_of_another_text_is_brought_home(work: Work) -> None:
    marked = mark()
    astray = work.folder / "annotations" / "other" / file_of(work, marked).name
    astray.parent.mkdir(parents=True)
    astray.write_text(json.dumps(marked.to_w3c()), encoding="utf-8")
    assert work.annotations("other").items == ()
    assert work.annotations("made-up").items == (marked,)


def test_a_file_that_holds_another_mark_is_not_overwritten(work: Work) -> None:
    """Somebody gave it the name of another one; then that one is saved."""
    mine, other = mark(0, 3), mark(7, 15)
    work.save(mine)
    file_of(work, mine).write_text(json.dumps(other.to_w3c()), encoding="utf-8")
    work.save(mine.changed(note="new", now=T1), base=NOW)
    assert {m.id for m in marks(work)} == {mine.id, other.id}


def test_two_files_with_each_other_s_names(work: Work) -> None:
    one, two = mark(0, 3), mark(7, 15)
    for item, name in ((one, two), (two, one)):
        file = file_of(work, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(item.to_w3c()), encoding="utf-8")
    assert {m.id for m in marks(work)} == {one.id, two.id}
    assert {m.id for m in marks(fresh(work))} == {one.id, two.id}
    assert fresh(work).annotations("made-up").problems == ()


def test_a_file_that_cannot_be_read_now_is_named_and_left(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Locked or forbidden is not damaged (as root, permissions do not count: so it is played)."""
    one, two = mark(0, 3), mark(7, 15)
    work.save(one)
    work.save(two)
    refuse(monkeypatch, file_of(work, one))
    loaded = work.annotations("made-up")
    assert loaded.items == (two,)
    [problem] = loaded.problems
    assert "could not be read: permission was refused" in problem.sentence
    assert problem.file == file_of(work, one)
    monkeypatch.undo()
    assert marks(work) == [one, two]


def test_an_answer_that_cannot_be_read_now_is_not_taken_for_none(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.save_answer("02", "q1", {"text": "a"})
    refuse(monkeypatch, work.folder / "answers/02/q1.json")
    with pytest.raises(OSError, match=r"work/answers/02/q1\.json could not be read"):
        work.answer("02", "q1")


def refuse(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    read = _disk.read

    def refusing(asked: Path) -> bytes | None:
        if asked == file:
            raise PermissionError(13, "Permission denied", str(asked))
        return read(asked)

    monkeypatch.setattr(_disk, "read", refusing)


def test_what_is_not_ours_is_left_alone(work: Work) -> None:
    work.save(mark())
    folder = work.folder / "annotations" / "made-up"
    for name in ("desktop.ini", ".DS_Store", "notes.txt", "._0b42.json", "._0b42.json.bak"):
        (folder / name).write_bytes(b"\0")
    (folder / "folder").mkdir()
    loaded = work.annotations("made-up")
    assert (len(loaded.items), loaded.problems) == (1, ())
    assert len(list(folder.iterdir())) == 7


def test_a_folder_with_the_name_of_a_mark_is_named_and_left(work: Work) -> None:
    work.save(mark())
    odd = work.folder / "annotations" / "made-up" / "odd.json"
    odd.mkdir()
    loaded = work.annotations("made-up")
    assert len(loaded.items) == 1
    assert "odd.json could not be read" in loaded.problems[0].sentence
    assert odd.is_dir()


def test_unfinished_files_are_ignored_and_swept_when_they_are_old(work: Work) -> None:
    work.save(mark())
    folder = work.folder / "annotations" / "made-up"
    new, old = folder / ".one-0123456789ab.tmp", folder / ".two-ba9876543210.tmp"
    theirs = folder / f".syncthing.{NAME}.tmp"
    for file in (new, old, theirs):
        file.write_text(GOOD[:50], encoding="utf-8")
    hours_ago = time.time() - 2 * 60 * 60
    for file in (old, theirs):
        os.utime(file, (hours_ago, hours_ago))
    loaded = work.annotations("made-up")
    assert (len(loaded.items), loaded.problems) == (1, ())
    assert new.exists()
    assert not old.exists()
    assert theirs.exists()  # another program's, which may go on with it


def test_a_damaged_file_in_the_trash_is_left_out(work: Work) -> None:
    marked, other = mark(0, 3), mark(7, 15)
    for each in (marked, other):
        work.save(each)
        work.delete("made-up", each.id)
    [damaged] = [t.file for t in work.trashed("made-up") if t.item.id == marked.id]
    damaged.write_bytes(b"{")
    assert [t.item.id for t in work.trashed("made-up")] == [other.id]
    with pytest.raises(OSError, match="What was deleted cannot be brought back: it is not JSON"):
        work.restore("made-up", marked.id)
