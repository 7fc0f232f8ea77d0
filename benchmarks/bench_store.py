"""Measure the store: from a mark to "saved on disk", and opening a full work folder.

Every save writes a file of its own, flushes it to the disk and renames it, as it does for a
student; so the numbers are those of this disk.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from closereader import open_text, open_work
from closereader.annotations import Annotation

MARKS = 200
LENGTH = 80
RUNS = 20
AIM = "<= 150"


def milliseconds(act: Callable[[], object]) -> float:
    """Time one call."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def line(name: str, times: list[float], aim: str = "") -> None:
    """Print the median and the 95th percentile."""
    print(f"{name}, p50\t{statistics.median(times):.1f}\tms\t{aim}")
    print(f"{name}, p95\t{statistics.quantiles(times, n=20)[-1]:.1f}\tms\t{aim}", flush=True)


def main() -> None:
    """Print one line per measure."""
    text = open_text("alieva-2024")
    step = (len(text.body) - LENGTH) // MARKS
    marks = [
        Annotation.on(text, at, at + LENGTH, theme="exclusion", move="claim", note="Why?")
        for at in range(0, step * MARKS, step)
    ]
    with tempfile.TemporaryDirectory() as folder:
        work = open_work(Path(folder) / "work")
        line("a new mark to disk", [milliseconds(partial(work.save, mark)) for mark in marks], AIM)
        changes = [(mark.changed(note="Because."), mark.modified) for mark in marks]
        changed = [milliseconds(partial(work.save, new, base=old)) for new, old in changes]
        line("a changed mark to disk", changed, AIM)
        opened = [milliseconds(partial(work.annotations, text.id)) for _ in range(RUNS)]
        line(f"opening {MARKS} marks", opened)
        answers = [
            milliseconds(partial(work.save_answer, "02", "q1", {"n": n})) for n in range(RUNS)
        ]
        line("an answer to disk", answers, AIM)
        gone = [milliseconds(partial(work.delete, text.id, mark.id)) for mark in marks]
        line("a deletion to disk", gone, AIM)


if __name__ == "__main__":
    main()
