"""When the disk will not have it: one clear sentence, and all that was saved before unharmed."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from closereader.work import Work, WorkError, _disk, _lock, open_work
from tests.annotations.making import NOW
from tests.work.making import T1, T2, file_of, files, fresh, mark, marks

UNHARMED = "Everything saved before is unharmed."


def failing(code: int) -> Callable[..., None]:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def snapshot(work: Work) -> dict[str, bytes]:
    return {name: (work.folder / name).read_bytes() for name in files(work)}


@pytest.fixture
def full(work: Work) -> Work:
    """Return a folder with a mark, an answer and a name in it."""
    work.set_reader("Ada")
    work.save(mark(0, 3, note="one"))
    work.save_answer("02", "q1", {"text": "saved"}, at=NOW)
    return work


def assert_nothing_can_be_saved(work: Work, *parts: str, but_deleted: bool = False) -> None:
    """Try every kind of change; each must say one sentence and leave every file as it was."""
    before = snapshot(work)
    [there] = marks(work)
    changes: list[Callable[[], object]] = [
        lambda: work.save(mark()),
        lambda: work.save(there.changed(note="other"), base=there.modified),
        lambda: work.save_answer("02", "q1", {"text": "new"}, base=NOW, at=T1),
        lambda: work.save_answer("02", "q2", {"text": "new"}),
        lambda: work.set_reader("Grace"),
    ]
    changes += [] if but_deleted else [lambda: work.delete("made-up", there.id)]
    for change in changes:
        with pytest.raises(WorkError) as raised:
            change()
        sentence = raised.value.sentence
        assert str(raised.value) == sentence
        assert sentence.endswith(".")
        assert "\n" not in sentence
        for part in (*parts, UNHARMED):
            assert part in sentence
        assert snapshot(work) == before
    assert fresh(work).annotations("made-up").problems == ()


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk(full: Work, monkeypatch: pytest.MonkeyPatch, call: str, code: int) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(os, call, failing(code))
        assert_nothing_can_be_saved(full, "The disk is full", "Free some space", "work/")
    assert full.save(mark()).won


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_that_says_so_while_writing(
    full: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real ENOSPC, from the system: the unfinished file is opened as /dev/full."""
    real = Path.open

    def opening(path: Path, mode: str = "r", **rest: object) -> object:
        return real(Path("/dev/full"), "wb") if mode == "xb" else real(path, mode, **rest)  # type: ignore[call-overload]

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", opening)
        assert_nothing_can_be_saved(full, "The disk is full", but_deleted=True)
        [there] = marks(full)
        assert full.delete("made-up", there.id).won  # it needs no room
    assert marks(full) == []
    assert full.restore("made-up", there.id).won
    assert [(item.id, item.note) for item in marks(full)] == [(there.id, there.note)]


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.EPERM])
def test_a_folder_that_may_not_be_written_to(
    full: Work, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Played, so that it is proved for root too; the next test does it with real permissions."""
    real = Path.open

    def opening(path: Path, mode: str = "r", **rest: object) -> object:
        if "r" not in mode:
            raise OSError(code, os.strerror(code), str(path))
        return real(path, mode, **rest)  # type: ignore[call-overload]

    monkeypatch.setattr(_disk, "_MOMENTARY", False)
    monkeypatch.setattr(Path, "open", opening)
    wanted = ("could not be saved", "CLOSEREADER_WORK")
    assert_nothing_can_be_saved(full, *wanted)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_folder_without_write_permission() -> None:
    """With real permissions; root, whom they do not bind, becomes nobody for as long."""
    with tempfile.TemporaryDirectory() as above:
        Path(above).chmod(0o755)
        work = open_work(Path(above) / "work")
        work.set_reader("Ada")
        work.save(mark(0, 3, note="one"))
        work.save_answer("02", "q1", {"text": "saved"}, at=NOW)
        folders = [work.folder, *(path for path in work.folder.rglob("*") if path.is_dir())]
        root = os.geteuid() == 0
        for folder in folders:
            folder.chmod(0o555)
        (work.folder / ".lock").chmod(0o444)
        try:
            if root:
                os.seteuid(65534)
            assert_nothing_can_be_saved(work, "may not be written to", "Make that folder writable")
        finally:
            if root:
                os.seteuid(0)
            for folder in folders:
                folder.chmod(0o755)


def test_a_work_path_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "work").write_text("my essay", encoding="utf-8")
    work = open_work(tmp_path / "work")
    with pytest.raises(WorkError) as raised:
        work.save(mark())
    assert "work is a file where a folder is needed" in raised.value.sentence
    assert "Rename or move that file" in raised.value.sentence
    [problem] = work.annotations("made-up").problems
    assert "is a file where a folder is needed" in problem.sentence
    assert (tmp_path / "work").read_text(encoding="utf-8") == "my essay"


def test_a_file_in_the_place_of_a_text_s_folder(work: Work) -> None:
    (work.folder / "annotations").mkdir(parents=True)
    (work.folder / "annotations" / "made-up").write_text("x", encoding="utf-8")
    with pytest.raises(WorkError, match="made-up is a file where a folder is needed"):
        work.save(mark())


def test_who_reads_is_known_even_when_nothing_can_be_written(tmp_path: Path) -> None:
    """The ids then follow from the path, so that they are the same after a restart."""
    (tmp_path / "work").write_text("", encoding="utf-8")
    one, two = open_work(tmp_path / "work"), fresh(open_work(tmp_path / "work"))
    assert (one.id, one.reader) == (two.id, two.reader)
    assert one.reader.id.startswith("urn:uuid:")
    assert one.id not in one.reader.id


def test_a_folder_that_vanished_is_not_made_anew(full: Work, tmp_path: Path) -> None:
    """Its drive may have been disconnected: what is saved beside it would be lost from sight."""
    assert len(marks(full)) == 1
    full.folder.rename(tmp_path / "away")
    with pytest.raises(WorkError, match="is no longer there; a drive may have been"):
        full.save(mark())
    [problem] = full.annotations("made-up").problems
    assert "Bring it back and try again" in problem.sentence
    for read in (lambda: full.answer("02", "q1"), lambda: full.answers("02")):
        with pytest.raises(WorkError, match="is no longer there"):
            read()
    assert not full.folder.exists()
    (tmp_path / "away").rename(full.folder)
    assert full.save(mark()).won
    assert len(marks(full)) == 2


def test_a_text_s_folder_that_vanished_is_made_anew(full: Work) -> None:
    shutil.rmtree(full.folder / "annotations")
    assert full.save(mark()).won


def test_a_folder_that_another_program_holds(full: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process holds the lock for longer than anybody waits."""
    monkeypatch.setattr(_lock, "_PATIENCE", 0.05)
    with (full.folder / ".lock").open("ab") as opened:
        _lock._take(opened)
        assert_nothing_can_be_saved(full, "Another notebook has been writing", "save again")
        _lock._let_go(opened)
    assert full.save(mark()).won


def test_a_thread_that_holds_it(full: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_lock, "_PATIENCE", 0.05)
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with _lock.lock_of(full.folder).held():
            held.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    with pytest.raises(WorkError, match="Another notebook has been writing"):
        full.save(mark())
    done.set()
    thread.join()
    assert full.save(mark()).won


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS])
def test_a_drive_without_locks(full: Work, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    monkeypatch.setattr(_lock, "_try", failing(code))
    assert full.save(mark()).won


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP])
def test_a_drive_that_cannot_be_told_to_flush(
    full: Work, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(os, "fsync", failing(code))
    assert full.save(mark()).won
    assert len(marks(fresh(full))) == 2


def test_a_broken_disk_is_not_called_saved(full: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", failing(errno.EIO))
    with pytest.raises(WorkError, match="could not be saved"):
        full.save(mark())


def test_a_scanner_that_lets_go_after_a_moment(full: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to replace a file that somebody reads; it is tried again, not for ever."""
    refused: list[Path] = []
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        if len(refused) < 3:
            refused.append(target)
            raise PermissionError(errno.EACCES, "The process cannot access the file")
        real(source, target)

    monkeypatch.setattr(_disk, "_MOMENTARY", True)
    monkeypatch.setattr(os, "replace", replace)
    assert full.save(mark()).won
    assert len(refused) == 3


def test_a_scanner_that_does_not_let_go(full: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def replace(_source: Path, target: Path) -> None:
        tries.append(target)
        raise PermissionError(errno.EACCES, "The process cannot access the file")

    monkeypatch.setattr(_disk, "_MOMENTARY", True)
    monkeypatch.setattr(_disk, "_WAITS", (0.001, 0.001))
    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(WorkError):
        full.save(mark())
    assert len(tries) == 3


def test_nothing_unfinished_is_left_behind(full: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "replace", failing(errno.ENOSPC))
    with pytest.raises(WorkError):
        full.save(mark())
    assert [path.name for path in full.folder.rglob("*.tmp")] == []


def test_a_failure_after_the_renaming_is_healed_by_saying_it_again(
    full: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is on disk, but that it will stay there is not certain: so it is not called saved."""
    marked = mark(note="sure?", now=T2)
    with monkeypatch.context() as patched:
        patched.setattr(_disk, "_folder_to_disk", failing(errno.EIO))
        with pytest.raises(WorkError):
            full.save(marked)
    again = full.save(marked)
    assert (again.won, again.at) == (True, T2)
    assert files(full, "trash") == []


@pytest.mark.skipif(
    not hasattr(os, "pathconf"), reason="this system does not tell its longest path"
)
def test_what_could_not_be_deleted_again_is_not_saved(tmp_path: Path) -> None:
    """The name in the trash is longer: near the longest path only the file's own would fit."""
    longest = os.pathconf(tmp_path, "PC_PATH_MAX")
    file = len(str(file_of(Work(tmp_path), mark()))) - len(str(tmp_path))
    deep = tmp_path
    while len(str(deep)) + 201 < longest - file - 30:
        deep /= "d" * 200
    deep /= "d" * (longest - file - 30 - len(str(deep)) - 1)
    work = Work(deep)
    with pytest.raises(WorkError, match=r"path of .* is so long .* Move the course into"):
        work.save(mark())
    assert not file_of(work, mark()).exists()
