"""Measure what it costs to start: importing, and making a reader, each in a fresh Python."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a student's Python compiles a module once

RUNS = 7
TIMED = "import time; t = time.perf_counter(); {code}; print(time.perf_counter() - t)"
MEASURED = {
    "import closereader": "<= 0.3",
    "from closereader import Reader": "",
    "from closereader import open_text; open_text('alieva-2024')": "",
    "from closereader import Reader; Reader('alieva-2024')": "",
}
HANDED = Path(__file__).resolve().parents[1] / "tests/seminar/fixtures/short-and-many.html"
FIRST = """
import time
import closereader.annotations, closereader.codebook, closereader.work
page = open({page!r}, "rb").read()
closereader.codebook.open_codebook()
begun = time.process_time()
import fastjsonschema
from closereader.handin.data import read_handin
read_handin(page)
print(time.process_time() - begun)
"""


def seconds(code: str) -> float:
    """Time statements in fresh processes; the median, in seconds."""
    command = [sys.executable, "-c", code]
    answers = [subprocess.run(command, check=True, capture_output=True) for _ in range(RUNS)]
    return statistics.median(float(answer.stdout) for answer in answers)


def main() -> None:
    """Print one line per measure."""
    for code, aim in MEASURED.items():
        print(f"{code}\t{seconds(TIMED.format(code=code)):.3f}\ts\t{aim}", flush=True)
    first = seconds(FIRST.format(page=str(HANDED)))
    print(f"the first hand-in, with the loading of what reads it\t{first:.3f}\ts CPU\t<= 0.05")


if __name__ == "__main__":
    main()
