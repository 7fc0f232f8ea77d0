"""Measure the committed notebooks: seconds under strict nbval, and size on disk."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

COURSE = Path(__file__).resolve().parents[1]
COMPARED = ("notebooks", "solutions")
ALL = (*COMPARED, "exercises")


def seconds(*options: str) -> float:
    """Return how long pytest takes, from a cold start, over notebooks that must pass."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options]
    begun = time.perf_counter()
    done = subprocess.run(
        command, cwd=COURSE, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(options)} does not pass:\n{done.stdout[-2000:]}")
    return time.perf_counter() - begun


def main() -> None:
    """Print one line per measure."""
    compared = [path for folder in COMPARED for path in sorted((COURSE / folder).glob("*.ipynb"))]
    total = seconds("-n", "2", "--dist", "loadfile", *COMPARED)
    print(f"strict nbval, all {len(compared)} notebooks, two workers\t{total:.1f}\ts\t")
    for path in compared:
        name = path.relative_to(COURSE).as_posix()
        print(f"strict nbval, {name}\t{seconds(name):.1f}\ts\t", flush=True)
    for folder in ALL:
        for path in sorted((COURSE / folder).glob("*.ipynb")):
            size = path.stat().st_size / 1000
            print(f"size, {path.relative_to(COURSE).as_posix()}\t{size:.0f}\tkB\t<= 200")


if __name__ == "__main__":
    main()
