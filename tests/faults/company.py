"""The work folder beside sync programs and on a full disk: nothing that was saved is lost."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from closereader.annotations import Annotation
from closereader.work import Work, WorkError
from tests.faults.outcome import Outcome
from tests.work.making import TEXT, fresh, item_in, leave_still, mark

COPIES = ("{} (1)", "{} (Ada's conflicted copy 2026-03-01)", "{}-LAPTOP", "{} 2", "Copy of {}",
          "{} - Copy", "{}.sync-conflict-20260301-101500-ABCDEFG", "{}~")  # fmt: skip
ROOM = 96  # kB of a disk that is to be full soon


# ---- beside sync programs


def beside_sync(count: int, chance: random.Random) -> Outcome:
    """Do ``count`` times to a folder what a sync program may do, and write in it meanwhile."""
    outcome = Outcome("sync programs")
    while outcome.tried["happenings"] < count:
        with tempfile.TemporaryDirectory() as home:
            work = Work(Path(home).resolve() / "work")
            who = work.set_reader("Ada").id
            notes = [fill(work, chance) for _ in range(3)]
            for _ in range(min(12, count - outcome.tried["happenings"])):
                outcome.tried["happenings"] += 1
                happening = chance.choice(HAPPENINGS)
                outcome.tried[happening.__name__.replace("_", " ")] += 1
                happening(work, chance)
                notes.append(fill(work, chance))
                outcome.expect(fresh(work).reader.id == who, f"another reader: {happening}")
                settle(work)
                there = words_of(work)
                lost = [note for note in notes if note not in there]
                outcome.expect(not lost, f"{lost} lost after {happening.__name__}")
            outcome.expect(not list((work.folder / "damaged").rglob("*.json")), "left in damaged")
            outcome.expect(work.reader.name == "Ada", "another name")
    return outcome


def fill(work: Work, chance: random.Random) -> str:
    """Save a mark or an answer with words that were never written before."""
    note = f"{chance.getrandbits(64):x} why?"
    if chance.random() < 0.5:
        work.save(by_reader(work, note, chance))
    else:
        work.save_answer("02", chance.choice(["q1", "q10", note[:8]]), {"text": note})
    return note


def by_reader(work: Work, note: str, chance: random.Random) -> Annotation:
    """Mark some words as the reader of this folder."""
    start = chance.randrange(40)
    return Annotation.on(
        TEXT, start, start + 5, theme="exclusion", note=note, creator=work.reader.id
    )


def words_of(work: Work) -> str:
    """Give all that is there by every way of reading, or in the trash."""
    answers = work.answers("02")
    one_by_one = {key: work.answer("02", key) for key in answers}
    if one_by_one != answers:
        return ""
    live = [item.note for item in work.annotations(TEXT.id).items]
    trash = [json.dumps(item_in(path)) for path in (work.folder / "trash").rglob("*.json")]
    return "\n".join([*live, *(str(given.value) for given in answers.values()), *trash])


def settle(work: Work) -> None:
    """Look at everything, as the next lesson does."""
    for _ in range(2):
        work.annotations(TEXT.id)
        work.answers("02")


def any_file(work: Work, chance: random.Random) -> Path:
    """Choose a file that is somebody's work."""
    files = [path for kind in ("annotations", "answers")
             for path in (work.folder / kind).rglob("*.json")]  # fmt: skip
    return work.folder / "reader.json" if chance.random() < 0.2 else chance.choice(files)


def half_written(work: Work, chance: random.Random) -> None:
    """Write a file bit by bit; it is looked at meanwhile."""
    file = any_file(work, chance)
    data = file.read_bytes()
    file.write_bytes(data[: chance.randrange(len(data))])
    settle(work)
    work.reader  # noqa: B018 - it reads the card
    file.write_bytes(data)


def long_half_written(work: Work, chance: random.Random) -> None:
    """Leave half of a file for so long that it is set aside; then write the rest of it there."""
    file = any_file(work, chance)
    data = file.read_bytes()
    with file.open("r+b") as opened:
        opened.truncate(chance.randrange(len(data)))
    leave_still(file)
    before = set((work.folder / "damaged").rglob("*.json"))
    settle(work)
    work.reader  # noqa: B018 - it reads the card
    aside = set((work.folder / "damaged").rglob("*.json")) - before
    (aside.pop() if aside else file).write_bytes(data)


def conflict_copy(work: Work, chance: random.Random) -> None:
    """Put a copy beside a file, an older or a newer one."""
    file = any_file(work, chance)
    copy = file.with_name(chance.choice(COPIES).format(file.stem) + ".json")
    found = json.loads(file.read_bytes())
    if "modified" in found and chance.random() < 0.5:
        found["modified"] = f"2{chance.randrange(100, 1000)}{found['modified'][4:]}"
    copy.write_text(json.dumps(found), encoding="utf-8")


def another_name(work: Work, chance: random.Random) -> None:
    """Rename a file, look, and name it back."""
    file = any_file(work, chance)
    away = file.with_name(chance.choice([f".{file.name}.icloud", f"{file.name}.bak", file.stem]))
    file.rename(away)
    settle(work)
    if file.exists():  # it was written again meanwhile; so this is a copy
        file = file.with_stem(f"{file.stem} (old)")
    away.rename(file)


def capitals(work: Work, chance: random.Random) -> None:
    """Write the name of a file in capitals."""
    file = any_file(work, chance)
    if file.name != "reader.json":
        file.rename(file.with_name(file.name.upper()))


def gone_and_back(work: Work, chance: random.Random) -> None:
    """Take a file away and bring it back later, as a drive does that comes and goes."""
    file = any_file(work, chance)
    away = work.folder.parent / file.name
    shutil.move(file, away)
    settle(work)
    work.reader  # noqa: B018 - it reads the card
    shutil.move(away, file)


def clock_back(work: Work, chance: random.Random) -> None:
    """Write with a clock that is years late."""
    work.save(mark(note=f"{chance.getrandbits(64):x}", now="2001-01-01T00:00:00.000Z"))


HAPPENINGS: tuple[Callable[[Work, random.Random], None], ...] = (
    half_written, long_half_written, conflict_copy, another_name, capitals, gone_and_back,
    clock_back,
)  # fmt: skip


# ---- on a full disk


def full_disk(count: int, chance: random.Random) -> Outcome:
    """Write while any call may find the disk full; and until a small disk really is."""
    outcome = Outcome("full disk")
    for _ in range(count):
        with tempfile.TemporaryDirectory() as home:
            played(Work(Path(home).resolve() / "work"), chance, outcome)
    really(outcome)
    return outcome


def played(work: Work, chance: random.Random, outcome: Outcome) -> None:
    """Let the calls of the system fail now and then; what was called saved must be there."""
    notes = [fill(work, chance)]
    calls = {name: getattr(os, name) for name in ("replace", "fsync", "mkdir")}

    def failing(name: str) -> Callable[..., Any]:
        def call(*given: Any, **more: Any) -> Any:
            if chance.random() < 0.3:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return calls[name](*given, **more)

        return call

    for _ in range(20):
        outcome.tried["writings"] += 1
        patches = [patch.object(os, name, failing(name)) for name in calls]
        for each in patches:
            each.start()
        try:
            notes.append(fill(work, chance))
        except WorkError as error:
            outcome.tried["refused"] += 1
            outcome.expect("The disk is full" in error.sentence, error.sentence)
        finally:
            for each in patches:
                each.stop()
    there = words_of(work)
    outcome.expect(all(note in there for note in notes), "lost on a full disk")


def really(outcome: Outcome) -> None:
    """Fill a disk of some kilobytes, where the system lets us have one (Linux)."""
    with tempfile.TemporaryDirectory() as home:
        mount = (
            f'mount -t tmpfs -o size={ROOM}k none "$1" && exec "$2" -m tests.faults.company "$1"'
        )
        command = ["unshare", "-rm", "sh", "-c", mount, "sh", home, sys.executable]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
            )
        except OSError:
            done = None
    if done is None or not done.stdout:
        outcome.tried["small disks (this system lets us have none)"] += 0
        return
    counts = json.loads(done.stdout)
    outcome.tried["writings on a small disk"] += counts["saved"]
    outcome.tried["small disks"] += 1
    outcome.faults += counts["faults"]


def fill_up(folder: Path) -> dict[str, Any]:
    """Write until the disk is full, delete on it, and write again."""
    work, chance = Work(folder / "work"), random.Random(1)  # noqa: S311 - not for secrets
    work.set_reader("Ada")
    outcome, marks = Outcome("a small disk"), []
    for _ in range(10_000):
        marked = by_reader(work, f"{chance.getrandbits(64):x}", chance)
        try:
            work.save(marked)
        except WorkError as error:
            outcome.expect("The disk is full" in error.sentence, error.sentence)
            break
        marks.append(marked)
    there = {item.id for item in fresh(work).annotations(TEXT.id).items}
    outcome.expect(there == {marked.id for marked in marks}, "marks are missing on a full disk")
    try:
        outcome.expect(work.delete(TEXT.id, marks[0].id).won, "nothing was deleted")
    except WorkError as error:
        outcome.faults.append(f"deleting on a full disk: {error.sentence}")
    left = fresh(work).annotations(TEXT.id)
    outcome.expect(len(left.items) == len(marks) - 1, "it is still there")
    outcome.expect(not left.problems, f"{left.problems}")
    return {"saved": len(marks), "faults": outcome.faults}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(fill_up(Path(sys.argv[1]))))
