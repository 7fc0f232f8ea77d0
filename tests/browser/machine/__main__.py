"""Run the machine: `uv run python -m tests.browser.machine --sequences 10000 --seed 1`."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor

from tests.browser.machine.machine import STEPS
from tests.browser.machine.pages import cells_of, made_machine, run

A_PAGE = 100
"""Sequences on one page: what a page gathers in thousands of them would make each one slower."""


def say(line: str) -> None:
    """Print a line at once: a long run is looked at while it goes on."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Run sequences, or one again; return 1 when one went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.machine")
    parser.add_argument("--sequences", type=int, default=100, help="how many to run")
    parser.add_argument("--seed", type=int, default=1, help="the first one")
    parser.add_argument("--widget", default="", help="only this kind: Matrix, Reader …")
    parser.add_argument(
        "--processes", type=int, default=os.cpu_count() or 1, help="how many pages at once"
    )
    parser.add_argument(
        "--replay",
        nargs=3,
        metavar=("CELL", "SEED", "STEPS"),
        help="one sequence again, as it was printed",
    )
    asked = parser.parse_args()
    if asked.replay:
        name, seed, steps = asked.replay
        cell = next(cell for cell in cells_of("") if cell.name == name)
        with made_machine() as machine:
            outcome = machine.run(cell, int(seed), [int(step) for step in steps.split(",")])
        say(outcome.report())
        return int(outcome.bad)
    began = time.monotonic()
    last = asked.seed + asked.sequences
    parts = [range(first, min(first + A_PAGE, last)) for first in range(asked.seed, last, A_PAGE)]
    found: list[str] = []
    done = 0
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(asked.processes, mp_context=spawn) as pool:
        for part, wrong in zip(
            parts, pool.map(run, parts, [asked.widget] * len(parts)), strict=True
        ):
            found += wrong
            done += len(part)
            for line in wrong:
                say(line)
            say(f"{done} of {asked.sequences} sequences, {len(found)} went wrong")
    rate = asked.sequences * STEPS / (time.monotonic() - began)
    say(
        f"{asked.sequences} sequences of {STEPS} steps, {rate:.0f} steps/s: {len(found)} went wrong"
    )
    return int(bool(found))  # a count of 256 would pass for none


if __name__ == "__main__":
    sys.exit(main())
