"""What a part of the campaign came to: how much was tried, how it went, and what broke."""

from __future__ import annotations

import json
import random
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

MOST_TOLD = 20  # faults that are printed whole


@dataclass
class Outcome:
    """Counts of one part; ``faults`` are broken promises, a sentence each."""

    part: str
    tried: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def expect(self, holds: object, fault: str, what: str = "") -> None:
        """Count one check, and note the fault when it does not hold.

        ``what`` names such faults: how many of them there were is printed, none too.
        """
        self.tried["checks"] += 1
        if not holds:
            self.faults.append(fault)
        if what:
            self.tried[what] += not holds

    def told(self) -> str:
        """Print the counts, and the faults, in lines."""
        counts = ", ".join(f"{count:,} {what}" for what, count in self.tried.items())
        lines = [f"{self.part}: {counts}; {len(self.faults)} faults"]
        lines += [f"  FAULT {fault}" for fault in self.faults[:MOST_TOLD]]
        rest = len(self.faults) - MOST_TOLD
        return "\n".join(lines + ([f"  and {rest} more"] if rest > 0 else []))


# Odd values that JSON can bring. None of them is aimed at another program.
ODD: tuple[Any, ...] = (
    None, True, False, -1, 0, 1, 1.5, 10**6, 10**40, 1e308, float("nan"), "", " ", "\n", "x\n",
    "\x00", "\x1b", "\u202e", "\ufeff=1", "\ud800", "e\u0301", "a" * 121, "a" * 5000, "../x", "Q1",
    "con", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-02-30T00:00:00Z", [], {}, [[]],
    [{}], {"": None}, {"text": []}, {"id": {"id": {}}}, "02/q1", "alieva-2024", "urn:uuid:x",
)  # fmt: skip


def mutated(value: Any, chance: random.Random, most: int = 3) -> Any:
    """Give a copy of a JSON object with up to ``most`` places inside it changed; often none."""
    whole: Any = json.loads(json.dumps(value))
    for _ in range(chance.choice([0, *range(most + 1)])):
        holder: Any = whole
        while True:
            key = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
            inner = holder[key]
            if not isinstance(inner, (dict, list)) or not inner or chance.random() < 0.1:
                break
            holder = inner
        match chance.randrange(5):
            case 0 if holder is not whole:
                del holder[key]
            case 1:
                holder[key] = [holder[key]]
            case 2 if isinstance(holder[key], str):
                at = chance.randrange(len(holder[key]) + 1)
                holder[key] = holder[key][:at] + str(chance.choice(ODD)) + holder[key][at:]
            case 3 if isinstance(holder[key], int):
                holder[key] += chance.choice([-1, 1, 1000])
            case _:
                holder[key] = deepcopy(chance.choice(ODD))
    return whole
