"""Run the machine: `uv run python -m tests.browser.machine --sequences 10000 --seed 1`."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS, MISSING, find_chromium
from tests.browser.machine.cells import widget_cells
from tests.browser.machine.machine import STEPS, Machine, search

ROOT = Path(__file__).parents[3]


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
        "--replay",
        nargs=3,
        metavar=("CELL", "SEED", "STEPS"),
        help="one sequence again, as it was printed",
    )
    asked = parser.parse_args()
    cells = [cell for cell in widget_cells(ROOT) if asked.widget in {"", cell.widget}]
    with sync_playwright() as playwright:
        path = find_chromium(playwright)
        if path is None:
            sys.exit(MISSING)
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        machine = Machine(browser.new_page())
        if asked.replay:
            name, seed, steps = asked.replay
            cell = next(cell for cell in cells if cell.name == name)
            outcome = machine.run(cell, int(seed), [int(step) for step in steps.split(",")])
            say(outcome.report())
            return int(outcome.bad)
        began = time.monotonic()
        seeds = range(asked.seed, asked.seed + asked.sequences)
        found = search(machine, cells, seeds, say)
        took = time.monotonic() - began
        steps_done = asked.sequences * STEPS / took
        say(
            f"{asked.sequences} sequences of {STEPS} steps, {steps_done:.0f} steps/s: "
            f"{len(found)} went wrong"
        )
        return int(bool(found))  # a count of 256 would pass for none


if __name__ == "__main__":
    sys.exit(main())
