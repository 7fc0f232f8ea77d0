"""Several kernels on one folder, and kernels that are killed: no saved mark is ever lost."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import pytest

from closereader.annotations import Annotation
from closereader.work import Work, open_work
from tests.annotations.making import NOW
from tests.work.making import TEXT, fresh, in_trash, mark, marks

EACH = 25
SPAWN = multiprocessing.get_context("spawn")


def save_many(folder: Path, who: int, start: Barrier) -> None:
    work = open_work(folder)
    start.wait(120)
    for n in range(EACH):
        work.save(mark(n, n + 1 + who, note=f"{who}/{n}"))
        work.save_answer("02", f"q{who}-{n}", {"n": n})


def change_one(folder: Path, who: int, start: Barrier) -> None:
    """Change the same mark again and again, and note down what became of every change."""
    work = open_work(folder)
    start.wait(120)
    log = []
    for n in range(EACH):
        [there] = [m for m in marks(work) if m.start == 0]
        change = there.changed(note=f"{who}/{n}")
        saved = work.save(change, base=there.modified)
        log.append([change.note, there.modified, saved.at, saved.won, saved.kept is None])
    (folder.parent / f"log-{who}.json").write_text(json.dumps(log), encoding="utf-8")


def name_reader(folder: Path, who: int, start: Barrier) -> None:
    work = open_work(folder)
    start.wait(120)
    found = [work.id, work.reader.id]
    (folder.parent / f"log-{who}.json").write_text(json.dumps(found), encoding="utf-8")


def logs(work: Work) -> list[Any]:
    return [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(work.folder.parent.glob("log-*.json"))
    ]


def run(target: Callable[[Path, int, Barrier], None], folder: Path, number: int = 3) -> None:
    start = SPAWN.Barrier(number)
    processes = [
        SPAWN.Process(target=target, args=(folder, who, start)) for who in range(number)
    ]  # fmt: skip
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0] * number


def test_kernels_that_save_at_once_lose_nothing(work: Work) -> None:
    run(save_many, work.folder)
    wanted = {f"{who}/{n}" for who in range(3) for n in range(EACH)}
    assert {m.note for m in marks(work)} == wanted
    assert len(work.answers("02")) == 3 * EACH
    assert work.annotations("made-up").problems == ()


def test_kernels_that_change_one_mark_lose_no_word(work: Work) -> None:
    """Every change that was saved is on the page, was followed knowingly, or is in the trash."""
    work.save(mark(0, 3, note="first"))
    run(change_one, work.folder)
    changes = [change for log in logs(work) for change in log]
    assert len(changes) == 3 * EACH
    [left] = marks(work)
    kept = {item["body"][-1]["value"] for _, item in in_trash(work)}
    followed = {base for _, base, _, won, nothing_lost in changes if won and nothing_lost}
    lost = [
        note
        for note, _, at, won, _ in changes
        if note not in kept and note != left.note and not (won and at in followed)
    ]
    assert lost == []
    states = [at for _, _, at, won, _ in changes if won]
    assert len(states) == len(set(states))


def test_kernels_that_start_at_once_agree_who_reads(work: Work) -> None:
    run(name_reader, work.folder)
    assert logs(work) == [[work.id, work.reader.id]] * 3
    assert not (work.folder / "damaged").exists()


KILLED = """
import sys
sys.path[:0] = {path!r}
from pathlib import Path
from typing import Any
from closereader.work import open_work
from tests.work.making import mark
work = open_work(Path({folder!r}))
n = 0
while True:
    marked = mark(n % 40, n % 40 + 3, note=str(n))
    work.save(marked)
    print(marked.id, flush=True)  # told to be on disk
    n += 1
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
@pytest.mark.parametrize("after", [1, 7, 20])
def test_a_killed_kernel_loses_nothing_that_it_called_saved(work: Work, after: int) -> None:
    script = KILLED.format(path=sys.path, folder=str(work.folder))
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        saved = [process.stdout.readline().strip() for _ in range(after)]
        os.kill(process.pid, signal.SIGKILL)
        saved += [line.strip() for line in process.stdout if line.endswith("\n")]
    loaded = fresh(work).annotations(TEXT.id)
    assert set(saved) <= {item.id for item in loaded.items}
    assert loaded.problems == ()
    assert work.save(mark(now=NOW)).won  # its lock died with it
    assert all(isinstance(item, Annotation) for item in loaded.items)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has locks of its own")
def test_without_locks_of_the_system_a_mark_is_saved_all_the_same(tmp_path: Path) -> None:
    """In a browser the kernel puts an empty module in the place of `fcntl`."""
    program = (
        "import sys, types; sys.modules['fcntl'] = types.ModuleType('fcntl')\n"
        "from pathlib import Path\n"
        "from closereader.work import open_work\n"
        "open_work(Path(sys.argv[1])).save_answer('02', 'q', {'n': 1})\n"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "work")], check=True)
    assert open_work(tmp_path / "work").answers("02")["q"].value == {"n": 1}
