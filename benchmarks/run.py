"""Run every benchmark of this folder and print one table (see README.md)."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
HEADER = ("measure", "number", "unit", "aim")


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


def measure(script: Path) -> list[Measure]:
    """Run one script and read its lines; a script that fails is one line that says so."""
    print(f"{script.name} ...", file=sys.stderr, flush=True)
    done = subprocess.run(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=HERE.parent,
    )
    lines = [line.split("\t") for line in done.stdout.splitlines() if "\t" in line]
    measures = [Measure(*(parts + [""] * 4)[:4]) for parts in lines]
    if done.returncode:
        measures.append(Measure(script.name, "failed", f"exit {done.returncode}", ""))
    return measures


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


def main() -> int:
    """Print the table; fail when a script failed."""
    measures = [each for script in scripts(sys.argv[1:]) for each in measure(script)]
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}\n")
    print(table(measures))
    return int(any(each.number == "failed" for each in measures))


if __name__ == "__main__":
    sys.exit(main())
