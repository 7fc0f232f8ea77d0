"""The fault campaign: ``uv run python -m tests.faults``; sizes by flags, ``--help`` lists them.

It does what can go wrong on students' and teachers' computers, thousands of times, prints what was
tried and how it went, and fails when a promise was broken. It takes minutes, so it is no part of
the tests; a small part of it is (``test_faults.py``).
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Callable
from time import monotonic

from tests.faults import adversary, company, edits, files, graphs, kills, messages, samples
from tests.faults.outcome import Outcome

Part = Callable[[int, random.Random], Outcome]
# Each part: how often by default, what is counted, and what does it.
PARTS: dict[str, tuple[int, str, Part]] = {
    "kills": (1000, "writers that are killed", kills.run),
    "sync": (500, "things that sync programs do", company.beside_sync),
    "disk": (60, "disks that are full now and then", company.full_disk),
    "files": (400, "hostile files", files.run),
    "samples": (len(samples.EVERY), "files of W3C annotations", samples.run),
    "graphs": (200, "graphs of linked data", graphs.run),
    "messages": (600, "messages to each kind of widget", messages.campaign),
    "ordinary": (24_000, "edited editions", edits.ordinary_edits),
    "adversarial": (24_000, "editions edited against us", adversary.adversarial_edits),
}


def main() -> int:
    """Run the campaign; 0 when every promise was kept, 1 when one was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    for name, (count, what, _) in PARTS.items():
        parser.add_argument(f"--{name}", type=int, default=count, help=f"{what}; default {count}")
    parser.add_argument("--seed", type=int, default=1, help="the same seed does the same")
    given = vars(parser.parse_args())
    outcomes = []
    for name, (_, _, part) in PARTS.items():
        if given[name]:
            begun = monotonic()
            outcomes.append(campaign(part, given[name], given["seed"]))
            sys.stdout.write(f"{outcomes[-1].told()} ({monotonic() - begun:.0f} s)\n")
            sys.stdout.flush()
    faults = sum(len(outcome.faults) for outcome in outcomes)
    sys.stdout.write(f"{faults} faults, seed {given['seed']}\n")
    return 1 if faults else 0


def campaign(part: Part, count: int, seed: int) -> Outcome:
    """Run one part in a work folder of its own."""
    before = os.environ.get("CLOSEREADER_WORK")
    with tempfile.TemporaryDirectory() as home:
        os.environ["CLOSEREADER_WORK"] = str(home)
        try:
            return part(count, random.Random(seed))  # noqa: S311 - not for secrets
        finally:
            del os.environ["CLOSEREADER_WORK"]
            if before is not None:
                os.environ["CLOSEREADER_WORK"] = before


if __name__ == "__main__":
    sys.exit(main())
