"""The machine: random steps on every widget of the course, with the real Python behind the page.

Afterwards every word that was typed is in the work folder (the trash counts) or on the screen.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from closereader.texts import open_text, text_ids
from closereader.widgets.base import sync
from closereader.work import _open
from tests.browser.front.harness import MOCK, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Page

    from closereader.widgets.base.sync import Synced
    from tests.browser.machine.cells import Cell

ADDRESS = "http://localhost/machine"
SCRIPT = Path(__file__).with_name("machine.js")
STEPS = 60
_RANDOM = 7  # numbers that a step may use
_MEMORY = Path("/dev/shm")  # noqa: S108 - a disk that costs nothing, where there is one


@dataclass
class Outcome:
    """What came of one sequence."""

    lost: list[str]
    errors: list[str]
    undelivered: list[str]
    trace: list[str]

    @property
    def bad(self) -> bool:
        """Say whether anything went wrong."""
        return bool(self.lost or self.errors or self.undelivered)

    def report(self) -> str:
        """Say what, line by line."""
        return "\n".join(
            [*(f"LOST {line}" for line in self.lost), *(f"ERROR {line}" for line in self.errors),
             *(f"NEVER DELIVERED {line}" for line in self.undelivered), *self.trace]
        )  # fmt: skip


@dataclass
class _Living:
    """A widget of the Python that runs now: what it says and which traits it changes."""

    widget: Synced
    messages: list[Any] = field(default_factory=list)
    changed: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.widget.send = lambda content, buffers=None: self.messages.append(content)  # noqa: ARG005
        for name in state_of(self.widget):
            self.widget.observe(self._see, name)

    def _see(self, change: Any) -> None:
        self.changed[change["name"]] = change["new"]

    def take(self, number: int) -> dict[str, Any] | None:
        if not self.messages and not self.changed:
            return None
        said = {"real": number, "traits": self.changed, "messages": self.messages}
        self.messages, self.changed = [], {}
        return said


class Machine:
    """A page with two tabs, and the Python behind them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.cell: Cell | None = None
        self.living: dict[int, _Living] = {}
        self.last = 0
        self.work = Path()
        self.modules: dict[str, int] = {}
        page.route("**/*", lambda route: route.fulfill(body="<body>", content_type="text/html"))
        page.goto(ADDRESS)
        # One string each way: handing over every part of a text by itself takes ten times as long.
        page.expose_function("machine_open", lambda *asked: json.dumps(self._open(*asked)))
        page.expose_function(
            "machine_python", lambda calls: json.dumps(self._hear(json.loads(calls)))
        )
        page.expose_function("machine_restart", self.restart)
        page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
        page.evaluate(
            "([mock, passages]) => { machine.mock = mock; machine.passages = passages; }",
            [MOCK.read_text(encoding="utf-8"), _passages()],
        )

    def _open(self, number: int | None, known: list[int]) -> dict[str, Any]:
        """Give the page a widget: the one it had, or a new one, as running the cell does."""
        if number is None or number not in self.living:
            assert self.cell is not None
            self.last = number = self.last + 1
            self.living[number] = _Living(self.cell.run())
        widget = self.living[number].widget
        module = self.modules.setdefault(widget._front.script(), len(self.modules))
        given = {"real": number, "state": state_of(widget), "module": module}
        if module not in known:
            given |= {"source": widget._front.script(), "css": widget._front.css()}
        return given

    def _hear(self, calls: list[tuple[int, dict[str, Any]]]) -> list[dict[str, Any]]:
        for number, message in calls:
            if living := self.living.get(number):
                living.widget._heard(living.widget, message, [])
        said = [living.take(number) for number, living in self.living.items()]
        return [each for each in said if each is not None]

    def restart(self) -> None:
        """End this Python: what it remembers is gone, what is on disk stays."""
        for living in self.living.values():
            living.widget.close()
        self.living.clear()
        sync._LEDGERS.clear()
        _open._OPEN.clear()

    def run(self, cell: Cell, seed: int, steps: Sequence[int]) -> Outcome:
        """Do the steps of a sequence that are named, on the widget of a cell."""
        self.cell = cell
        self.restart()
        place = _MEMORY if _MEMORY.is_dir() else None
        self.work = Path(tempfile.mkdtemp(prefix="machine-", dir=place))
        before = os.environ.get("CLOSEREADER_WORK")
        os.environ["CLOSEREADER_WORK"] = str(self.work)
        try:
            given = [[number, numbers_of(seed, number)] for number in steps]
            found = self.page.evaluate("(steps) => machine.run(steps)", given)
            kept = "\n".join(
                file.read_text(encoding="utf-8") for file in self.work.rglob("*") if file.is_file()
            )
        finally:
            self.restart()
            shutil.rmtree(self.work, ignore_errors=True)
            if before is None:
                del os.environ["CLOSEREADER_WORK"]
            else:
                os.environ["CLOSEREADER_WORK"] = before
        lost = [
            f"{word} ({where})"
            for word, where in found["typed"]
            if word not in kept and word not in found["screen"]
        ]
        return Outcome(lost, found["errors"], found["left"], found["trace"])

    def shrink(self, cell: Cell, seed: int, steps: Sequence[int]) -> tuple[list[int], Outcome]:
        """Leave out steps as long as the sequence still goes wrong."""
        best, outcome = list(steps), self.run(cell, seed, steps)
        size = len(best) // 2
        while size >= 1:
            at = 0
            while at < len(best):
                fewer = best[:at] + best[at + size :]
                tried = self.run(cell, seed, fewer)
                if tried.bad:
                    best, outcome = fewer, tried
                else:
                    at += size
            size //= 2
        return best, outcome


def numbers_of(seed: int, step: int) -> list[float]:
    """Give a step its random numbers, whatever other steps there are."""
    chance = random.Random(f"{seed}/{step}")  # noqa: S311 - a dice
    return [chance.random() for _ in range(_RANDOM)]


def plan(cells: Sequence[Cell], seed: int) -> Cell:
    """Choose the widget of a sequence: every kind is as likely, however many cells make one."""
    chance = random.Random(seed)  # noqa: S311 - a dice
    kind = chance.choice(sorted({cell.widget for cell in cells}))
    return chance.choice([cell for cell in cells if cell.widget == kind])


def search(
    machine: Machine, cells: Sequence[Cell], seeds: Sequence[int], tell: Callable[[str], None]
) -> list[str]:
    """Run one sequence for each seed; return what went wrong, shrunk, each with its command."""
    found: list[str] = []
    for count, seed in enumerate(seeds, 1):
        cell = plan(cells, seed)
        if machine.run(cell, seed, range(STEPS)).bad:
            steps, outcome = machine.shrink(cell, seed, range(STEPS))
            numbers = ",".join(map(str, steps))
            command = f"python -m tests.browser.machine --replay {cell.name} {seed} {numbers}"
            found.append(f"{cell.widget}: {command}\n{outcome.report()}")
            tell(found[-1])
        if count % 25 == 0:
            tell(f"{count} of {len(seeds)} sequences, {len(found)} went wrong")
    return found


def _passages() -> list[str]:
    """Give some words of the texts, to be pasted."""
    found: list[str] = []
    for text in map(open_text, text_ids()):
        words = text.body.split()
        found += [" ".join(words[at : at + 5]) for at in range(40, min(len(words), 900), 97)]
    return found
