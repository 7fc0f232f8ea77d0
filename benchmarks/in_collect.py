"""What `bench_collect.py` measures in a Python of its own: a zip read, and its pack written."""

from __future__ import annotations

import time

BEGUN = time.perf_counter()

import os  # noqa: E402
import sys  # noqa: E402
from importlib import import_module  # noqa: E402
from pathlib import Path  # noqa: E402

from closereader.seminar import collect  # noqa: E402
from closereader.seminar.pack import write_pack  # noqa: E402


def peaks() -> tuple[float, float]:
    """Give the most memory that this Python ever had, in MB, and the second one that it began."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        process = import_module("psutil").Process()
        return float(process.memory_info().peak_wset) / 1e6, 0.0
    unit = 1 if sys.platform == "darwin" else 1024
    own, other = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_maxrss * unit / 1e6, other.ru_maxrss * unit / 1e6


def spent() -> float:
    """Give the processor time of this Python and of what it began and ended, in seconds."""
    return sum(os.times()[:4])


def main() -> None:
    """Print counts, then seconds, processor seconds and memory."""
    loaded, busy = time.perf_counter(), spent()
    collected = collect([sys.argv[1]])
    read, read_busy = time.perf_counter(), spent()
    write_pack(collected, Path(sys.argv[2]))
    written, written_busy = time.perf_counter(), spent()
    print(
        len(collected.handins), len(collected.findings), loaded - BEGUN, read - loaded,
        read_busy - busy, written - read, written_busy - read_busy, written - BEGUN, *peaks(),
    )  # fmt: skip


if __name__ == "__main__":
    main()
