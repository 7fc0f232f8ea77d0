"""Run every benchmark of this folder; print each line and keep it in RESULTS.md (see README.md)."""

from __future__ import annotations

import os
import platform
import re
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import peers

if TYPE_CHECKING:
    from collections.abc import Iterator

# A student's Python compiles a module once; where this is set, every process does.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "RESULTS.md"
PACKAGES = ("jupyterlab", "anywidget", "numpy", "pandas", "playwright")
INTRODUCTION = """# Results

Made by `uv run python benchmarks/run.py`. Each part says when it was measured and how busy the
machine was: on a machine that others use, times are longer and bytes are not.
"""
HEADER = ("measure", "number", "unit", "aim")
FAILED = "failed"
LONGEST = 900  # seconds; a part takes five minutes at most on a machine at rest


class Measure(NamedTuple):
    """One line of the table; the number is kept as its script wrote it."""

    name: str
    number: str
    unit: str
    aim: str


def scripts(names: list[str]) -> list[Path]:
    """Return the scripts with these names (``notebooks`` for bench_notebooks.py), or all."""
    found = sorted(HERE.glob("bench_*.py"))
    known = {path.stem.removeprefix("bench_"): path for path in found}
    if unknown := set(names) - set(known):
        sys.exit(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(known)}.")
    return [known[name] for name in names] if names else found


def measures(script: Path) -> Iterator[Measure]:
    """Run one script and give its lines as they come; one that fails gives one that says so."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=HERE.parent,
        start_new_session=True,
    )
    fence = threading.Timer(LONGEST, stop, [process])
    fence.start()
    try:
        for line in process.stdout or ():
            if "\t" in line:
                yield Measure(*([*line.rstrip("\n").split("\t"), "", "", ""])[:4])
        failed = process.wait()
    finally:
        fence.cancel()
        stop(process)
    taken = time.monotonic() - begun
    if failed:
        yield Measure(script.name, FAILED, f"exit {failed} after {taken:.0f} s", "")
    else:
        yield Measure("this part, all in all", f"{taken:.0f}", "s", "<= 300")


def stop(process: subprocess.Popen[str]) -> None:
    """End a script with the browsers and kernels that it began."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()


def table(measures: list[Measure]) -> str:
    """Return a Markdown table with columns of even width, numbers to the right."""
    rows = [HEADER, *measures]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]

    def line(row: tuple[str, ...]) -> str:
        name, number, unit, aim = (
            part.ljust(width) for part, width in zip(row, widths, strict=True)
        )
        return f"| {name} | {number.strip().rjust(widths[1])} | {unit} | {aim} |"

    rule = ["-" * width for width in widths]
    rule[1] = "-" * (widths[1] - 1) + ":"
    return "\n".join([line(HEADER), "| " + " | ".join(rule) + " |", *map(line, measures)])


def machine() -> str:
    """Say on what, when and with what it was measured, and how busy the machine was."""
    memory = (
        os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if hasattr(os, "sysconf") else 0
    )
    load = f", load {os.getloadavg()[0]:.0f}" if hasattr(os, "getloadavg") else ""
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{datetime.now(tz=UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, "
        f"{memory / 2**30:.0f} GB{load}; {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, {versions}"
    )


def keep(measured: dict[str, list[Measure]]) -> None:
    """Write RESULTS.md; what was not measured now stays as it was, with its own date."""
    found = RESULTS.read_text(encoding="utf-8") if RESULTS.is_file() else ""
    parts = dict(re.findall(r"^## (\S+)\n\n(.*?)\s*(?=^## |\Z)", found, re.MULTILINE | re.DOTALL))
    parts |= {name: f"{machine()}\n\n{table(lines)}" for name, lines in measured.items()}
    sections = (f"## {name}\n\n{words}\n" for name, words in sorted(parts.items()))
    RESULTS.write_text("\n".join([INTRODUCTION, *sections]), encoding="utf-8", newline="\n")


def main() -> int:
    """Print each line as it comes and keep it at once; fail when a script failed."""
    peers.fetch()
    failed = False
    for script in scripts(sys.argv[1:]):
        print(f"\n{script.name}: {machine()}", flush=True)
        lines: list[Measure] = []
        for each in measures(script):
            lines.append(each)
            print(" | ".join(each), flush=True)
            keep({script.name: lines})
            failed |= each.number == FAILED
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
