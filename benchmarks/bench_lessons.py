"""Measure the processor time of *Run All*: a kernel's own, from its start to the last cell.

``uv run python benchmarks/bench_lessons.py [checkout]`` measures another checkout in turns with
this one, so that a busy machine is as busy for both. Beside the lessons stand a kernel that runs
nothing, and what `Explore()` costs in a fresh Python. Processor time, because the machine is not
ours alone.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbclient import NotebookClient

if TYPE_CHECKING:
    from collections.abc import Iterator

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a student's Python compiles a module once

HERE = Path(__file__).resolve().parents[1]
OTHER = [Path(name).resolve() for name in sys.argv[1:2]]
RUNS = 5
TELL = "import time; print(time.process_time())"
EXPLORE = f"from whose_lessons.explorer.widget import Explore; Explore(); {TELL}"
BARE = "a kernel that runs nothing"


@contextmanager
def course(checkout: Path) -> Iterator[dict[str, str]]:
    """Let every Python that is started take the code and the texts of one checkout."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as work:
        os.environ |= {
            "PYTHONPATH": str(checkout / "src"),
            "CLOSEREADER_COURSE": str(checkout),
            "CLOSEREADER_WORK": str(Path(work) / "work"),
        }
        yield dict(os.environ)
    os.environ.clear()
    os.environ.update(before)


def run_all(checkout: Path, lesson: Path | None) -> float:
    """Return the seconds of processor that a kernel took for one notebook, or for none."""
    book = nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]
    if lesson is not None:
        book = nbformat.read(checkout / lesson, as_version=4)  # type: ignore[no-untyped-call]
    book.cells.append(nbformat.v4.new_code_cell(TELL))  # type: ignore[no-untyped-call]
    with course(checkout):
        NotebookClient(book, kernel_name="python3", timeout=600, resources={
            "metadata": {"path": str(checkout / "notebooks")}
        }).execute()  # fmt: skip
    return float(book.cells[-1].outputs[0].text)


def explore(checkout: Path) -> float:
    """Return the seconds of processor of a Python that makes an explorer."""
    with course(checkout) as env:
        said = subprocess.run(
            [sys.executable, "-c", EXPLORE], check=True, capture_output=True, env=env
        )
    return float(said.stdout)


def main() -> None:
    """Print one line per measure: the median of a few runs, those of two checkouts in turns."""
    lessons = [path.relative_to(HERE) for path in sorted((HERE / "notebooks").glob("0*.ipynb"))]
    checkouts = [HERE, *OTHER]
    measures = {BARE: lambda one: run_all(one, None), "Explore()": explore} | {
        f"Run All, {lesson.stem}": lambda one, lesson=lesson: run_all(one, lesson)
        for lesson in lessons
    }
    for name, measure in measures.items():
        taken: dict[Path, list[float]] = {one: [] for one in checkouts}
        for _ in range(RUNS):
            for one in checkouts:
                taken[one].append(measure(one))
        for one, seconds in taken.items():
            where = "" if one == HERE else f", in {one.name}"
            aim = "<= 0.65" if name == "Explore()" else ""
            print(f"{name}{where}\t{statistics.median(seconds):.2f}\ts\t{aim}", flush=True)


if __name__ == "__main__":
    main()
