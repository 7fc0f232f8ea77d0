"""Beside other programs: what is still being written, copied, renamed, or has no room."""

from __future__ import annotations

import errno
import json
import os
import time
from pathlib import Path

import pytest

from closereader.work import Work, WorkError, _still
from tests.annotations.making import NOW
from tests.work.making import (
    T2,
    act,
    file_of,
    files,
    fresh,
    in_trash,
    leave_still,
    mark,
    marks,
)

# ---- a file that another program is still writing


def test_a_mark_that_is_being_written_is_left_until_it_is_whole(work: Work) -> None:
    one, two = mark(0, 3), mark(7, 15)
    work.save(one)
    work.save(two)
    file = file_of(work, two)
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])
    for change in (
        two.changed(note="new"),
        None,
    ):
        with pytest.raises(WorkError, match="may still be writing it"):
            act(work, two, change)
    loaded = work.annotations("made-up")
    assert loaded.items == (one,)
    assert [p.file for p in loaded.problems] == [file]
    assert "cannot be read now (it is not JSON" in loaded.problems[0].sentence
    file.write_bytes(data)
    loaded = work.annotations("made-up")
    assert (loaded.items, loaded.problems) == ((one, two), ())
    assert files(work, "damaged") == []


def test_an_answer_that_is_being_written_is_not_taken_for_none(work: Work) -> None:
    work.save_answer("02", "q1", {"text": "a"})
    file = work.folder / "answers/02/q1.json"
    data = file.read_bytes()
    file.write_bytes(data[:9])
    with pytest.raises(WorkError, match="cannot be read now"):
        work.answer("02", "q1")
    with pytest.raises(WorkError, match="cannot be read now"):
        work.save_answer("02", "q1", {"text": "b"})
    file.write_bytes(data)
    assert work.answers("02")["q1"].value == {"text": "a"}


def test_the_clock_of_a_network_drive_may_run_ahead(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then a file is still when this process saw the same state of it some seconds ago."""
    file = work.folder / "answers/02/q1.json"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"{")
    ahead = time.time() + 3600
    os.utime(file, (ahead, ahead))
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    assert not _still.is_still(file)
    now[0] += _still.STILL - 0.1
    assert not _still.is_still(file)
    file.write_bytes(b"{{")
    os.utime(file, (ahead, ahead))
    now[0] += 0.2
    assert not _still.is_still(file)
    now[0] += _still.STILL
    assert _still.is_still(file)
    file.unlink()
    assert not _still.is_still(file)


@pytest.mark.parametrize("deleted", [False, True])
def test_what_is_whole_again_goes_back_by_the_rule(work: Work, *, deleted: bool) -> None:
    """A later change, or a deletion, of the same thing stands; nothing is lost for it."""
    marked = mark(note="first")
    aside = work.folder / "damaged/annotations/made-up" / f"{marked.id[9:]}~then~1.json"
    aside.parent.mkdir(parents=True)
    aside.write_text(json.dumps(marked.to_w3c()), encoding="utf-8")
    later = marked.changed(note="later", now=T2)
    work.save(later)
    if deleted:
        work.delete("made-up", marked.id)
    loaded = work.annotations("made-up")
    assert loaded.items == (() if deleted else (later,))
    assert "is whole again; the later of the two stays" in loaded.problems[0].sentence
    assert ("outrun", marked.to_w3c()) in in_trash(work)
    assert not aside.exists()
    assert work.annotations("made-up").problems == ()


# ---- names that another program gave


@pytest.mark.parametrize("ending", [".json.bak", ".json~", "", ".json.part", ".txt"])
def test_a_file_that_was_renamed_is_named_and_left(work: Work, ending: str) -> None:
    marked, other = mark(0, 3), mark(7, 15)
    work.save(marked)
    work.save(other)
    file = file_of(work, marked)
    away = file.with_name(f"{file.stem}{ending}")
    file.rename(away)
    loaded = work.annotations("made-up")
    assert loaded.items == (other,)
    [problem] = loaded.problems
    assert f"another program renamed it: work/annotations/made-up/{away.name}. Nothing was" in (
        problem.sentence
    )
    away.rename(file)
    assert work.annotations("made-up").items == (marked, other)
    assert work.annotations("made-up").problems == ()


def test_files_that_a_cloud_drive_took_away_are_counted(work: Work) -> None:
    for start in range(3):
        marked = mark(start, 9)
        work.save(marked)
        file = file_of(work, marked)
        file.rename(file.with_name(f".{file.name}.icloud"))
    work.save_answer("02", "q1", {"text": "a"})
    answer = work.folder / "answers/02/q1.json"
    answer.rename(answer.with_name(".q1.json.icloud"))
    [problem] = work.annotations("made-up").problems
    assert ".json.icloud and 2 more. Nothing was changed in it" in problem.sentence
    assert "q1.json.icloud" in work.answers("02").problems[0].sentence


def test_a_name_in_capitals_is_ours(work: Work) -> None:
    marked = mark()
    work.save(marked)
    file = file_of(work, marked)
    file.rename(file.with_name(file.name.upper()))
    assert marks(work) == [marked]
    assert marks(fresh(work)) == [marked]
    assert file.exists()


def test_two_names_of_one_file_are_no_two_copies(work: Work) -> None:
    """Where a drive tells no capitals, taking a copy away would take the mark away."""
    marked = mark()
    work.save(marked)
    file = file_of(work, marked)
    os.link(file, file.with_name(file.name.upper()))
    assert marks(work) == [marked]
    assert marks(fresh(work)) == [marked]


# ---- copies, seen by every way of reading


def test_a_copy_of_an_answer_is_seen_by_every_way_of_reading(work: Work) -> None:
    for name in ("q1 (conflicted copy)", "Copy of q1", "q1-laptop", "q1 2", "Q1"):
        base = work.save_answer("02", "q1", {"text": "earlier"}).at
        work.save_answer("02", "q10", {"text": "another question"})
        own = json.loads((work.folder / "answers/02/q1.json").read_bytes())
        later = {**own, "value": {"text": f"later, in {name}"}, "modified": f"2{base[1:]}"}
        later["modified"] = "2900" + base[4:]
        (work.folder / "answers/02" / f"{name}.json").write_text(
            json.dumps(later), encoding="utf-8"
        )
        alone = fresh(work).answer("02", "q1")
        assert alone is not None
        assert alone.value == later["value"]
        assert work.answers("02")["q1"] == alone
        assert [path.name for path in (work.folder / "answers/02").iterdir()].count("q1.json") == 1
        work.folder.joinpath("answers/02/q1.json").unlink()


def test_an_answer_that_is_whole_again_is_seen(work: Work) -> None:
    work.save_answer("02", "q1", {"text": "a"})
    file = work.folder / "answers/02/q1.json"
    data = file.read_bytes()
    file.write_bytes(data[:20])
    leave_still(file)
    assert work.answer("02", "q1") is None
    [problem] = work.answers("02").problems
    problem.file.write_bytes(data)
    answer = work.answer("02", "q1")
    assert answer is not None
    assert answer.value == {"text": "a"}


def test_a_copy_is_all_there_is_where_nothing_can_be_written(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.save_answer("02", "q1", {"text": "a"})
    file = work.folder / "answers/02/q1.json"
    file.rename(file.with_stem("q1 (1)"))

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "replace", refuse)
    answer = work.answer("02", "q1")
    assert answer is not None
    assert answer.value == work.answers("02")["q1"].value == {"text": "a"}


# ---- a full disk


def test_deleting_needs_no_room(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even for a folder: that of the trash is made when the first mark is saved."""
    marked = mark(note="why?")
    work.save(marked)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("closereader.work._disk.write", full)
        patched.setattr(Path, "mkdir", full)
        saved = work.delete("made-up", marked.id, base=NOW)
    assert saved.won
    assert saved.kept is not None
    assert marks(work) == []
    assert [t.item for t in work.trashed("made-up")] == [marked]
    assert work.restore("made-up", marked.id).won
    assert [m.note for m in marks(work)] == ["why?"]
