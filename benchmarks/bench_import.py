"""Measure what it costs to start: importing, and making a reader, each in a fresh Python."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a student's Python compiles a module once

RUNS = 7
TIMED = "import time; t = time.perf_counter(); {code}; print(time.perf_counter() - t)"
MEASURED = {
    "import closereader": "<= 0.3",
    "from closereader import Reader": "",
    "from closereader import open_text; open_text('alieva-2024')": "",
    "from closereader import Reader; Reader('alieva-2024')": "",
}


def seconds(code: str) -> float:
    """Time statements in fresh processes; the median, in seconds."""
    command = [sys.executable, "-c", TIMED.format(code=code)]
    answers = [subprocess.run(command, check=True, capture_output=True) for _ in range(RUNS)]
    return statistics.median(float(answer.stdout) for answer in answers)


def main() -> None:
    """Print one line per measure."""
    for code, aim in MEASURED.items():
        print(f"{code}\t{seconds(code):.3f}\ts\t{aim}", flush=True)


if __name__ == "__main__":
    main()
