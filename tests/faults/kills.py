"""Writers that are killed: whatever they called saved is there, and the folder opens.

One, two or four writers at once save, change, delete and bring back marks, answer questions and
choose names, and say what they are about to do and what was saved; then all of them are killed.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import tempfile
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from closereader.annotations import Annotation
from closereader.work import Saved, Work, WorkError
from tests.faults.outcome import Outcome
from tests.work.making import TEXT, item_in, mark

ROUNDS = 10  # kills in one folder
PATIENCE = 300.0  # seconds that writers may need for some acts, on a busy machine


@dataclass
class Writer:
    """A process that writes: what it said, and its pipe."""

    process: int
    pipe: int
    words: bytes = b""
    acts: list[dict[str, Any]] = field(default_factory=list)

    def listen(self) -> None:
        """Read what it said since."""
        try:
            self.words += os.read(self.pipe, 1 << 20)
        except BlockingIOError:
            return

    def end(self) -> None:
        """Kill it, and read the whole lines it said."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.set_blocking(self.pipe, True)
        while part := os.read(self.pipe, 1 << 20):
            self.words += part
        os.close(self.pipe)
        self.acts = [json.loads(line) for line in self.words.split(b"\n")[:-1]]


def run(count: int, chance: random.Random) -> Outcome:
    """Kill ``count`` times, whatever writes at that moment."""
    outcome = Outcome("kills")
    if sys.platform != "linux":
        outcome.tried["kills (only Linux copies a process that has loaded libraries)"] += 0
        return outcome
    while outcome.tried["kills"] < count:
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home).resolve() / "work"
            who = Work(folder).reader.id
            for _ in range(min(ROUNDS, count - outcome.tried["kills"])):
                kill(folder, chance, outcome)
                outcome.expect(Work(folder).reader.id == who, "the reader's id has changed")
            left = len(list(folder.rglob("*.tmp")))
            outcome.expect(left <= 4 * ROUNDS, f"{left} unfinished files are left")
    return outcome


def kill(folder: Path, chance: random.Random, outcome: Outcome) -> None:
    """Let writers begin, kill them at any moment, and look."""
    number = chance.choice([1, 1, 2, 4])
    writers = [start(folder, chance.getrandbits(32)) for _ in range(number)]
    try:
        wanted, end = chance.randrange(1, 12), monotonic() + PATIENCE
        while min(writer.words.count(b"\n") for writer in writers) < wanted and monotonic() < end:
            for writer in writers:
                writer.listen()
            sleep(0.0005)
        outcome.expect(monotonic() < end, "a writer was silent for too long")
    finally:
        for writer in writers:  # one after the other: those that are left go on meanwhile
            sleep(chance.random() * 0.004)
            writer.end()
            outcome.tried["kills"] += 1
    for writer in writers:
        look(folder, writer.acts, outcome)
    problems = Work(folder).annotations(TEXT.id).problems + Work(folder).answers("02").problems
    outcome.expect(not problems, f"the folder does not open whole: {problems[:1]}")


def start(folder: Path, seed: int) -> Writer:
    """Begin a writer: a copy of this process, so that none waits for imports."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.close(reading)
            write(Work(folder), writing, random.Random(seed))  # noqa: S311 - not for secrets
        except BaseException:  # noqa: BLE001 - a copy of the campaign must not go on
            traceback.print_exc()
        os._exit(1)
    os.close(writing)
    os.set_blocking(reading, False)
    return Writer(process, reading)


def write(work: Work, pipe: int, chance: random.Random) -> None:
    """Change the work folder until somebody puts an end to it."""
    own: dict[str, Any] = {}
    while True:
        note = f"{chance.getrandbits(64):x} why? 😀"
        act = chance.choice(["mark", "mark", "change", "delete", "restore", "answer", "share"])
        if act in {"change", "delete", "restore"} and not own:
            continue
        start = chance.randrange(40)
        item = mark(start, start + 5, note=note)
        if act in {"change", "delete", "restore"}:
            item = own[chance.choice(list(own))]
        if act == "change":
            item = item.changed(note=note)
        name = f"q-{note[:8]}" if act == "answer" else "shared"
        of = name if act in {"answer", "share"} else item.id
        say(pipe, about=of, act=act, note=note)
        sleep(0.001)  # the others want the lock too
        try:
            saved = done(work, act, item, name)
        except WorkError:  # somebody held the lock for ten seconds: refused, and not called saved
            continue
        if act in {"mark", "change"}:
            own[item.id] = item
        say(pipe, about=of, act=act, note=note, saved=saved.at, won=saved.won)


def done(work: Work, act: str, item: Annotation, name: str) -> Saved:
    """Do one act; a change follows the state that was saved last."""
    if act == "mark":
        return work.save(item)
    if act == "change":
        return work.save(item, base=item.modified)
    if act == "delete":
        return work.delete(TEXT.id, item.id)
    if act == "restore":
        return work.restore(TEXT.id, item.id)
    return work.save_answer("02", name, {"text": item.note})


def say(pipe: int, **words: Any) -> None:
    """Write one line at once: a line this short is never cut."""
    os.write(pipe, json.dumps(words).encode() + b"\n")


def look(folder: Path, acts: list[dict[str, Any]], outcome: Outcome) -> None:
    """Compare what a writer called saved with what is there; its last act may have been done."""
    work = Work(folder)
    there = {item.id: item.note for item in work.annotations(TEXT.id).items}
    answers = {key: given.value["text"] for key, given in work.answers("02").items()}
    kept = {json.dumps(item_in(file)) for file in (folder / "trash").rglob("*.json")}
    trash = "\n".join(kept)
    deleted, last = {}, acts[-1] if acts and "saved" not in acts[-1] else {}
    for act in acts:
        if "saved" not in act:
            continue
        outcome.tried["acts called saved"] += 1
        deleted[act["about"]] = act["act"] == "delete"
        words = {*there.values(), *answers.values()}
        if act["act"] in {"mark", "change", "answer", "share"}:
            noted = act["note"] in words or json.dumps(act["note"])[1:-1] in trash
            outcome.expect(noted or changed_since(act, acts), f"lost: {act}", "lost")
    for of, gone in deleted.items():
        if of != last.get("about") and not of.startswith(("q-", "shared")):
            outcome.expect(
                (of not in there) == gone, f"{of} is {'there' if gone else 'gone'}", "lost"
            )


def changed_since(act: dict[str, Any], acts: list[dict[str, Any]]) -> bool:
    """Say whether the same writer knowingly wrote over it."""
    later = acts[acts.index(act) + 1 :]
    return act["act"] in {"mark", "change"} and any(
        other["about"] == act["about"] and other["act"] == "change" for other in later
    )
