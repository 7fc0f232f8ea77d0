"""The store against a plain dictionary: whatever is done to it, in whatever order.

Two kernels work on one folder. Each knows the states it last read, and may be behind. Now and then
one dies in the middle of a save, a file is damaged, a cloud drive makes a copy, the disk is full.
What the dictionary says must then stand on disk; and every word that was ever said to be saved must
stand there, or in the trash, or have been replaced by somebody who had read it.
"""

from __future__ import annotations

import errno
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    precondition,
    rule,
)

from closereader.annotations import Annotation, checks
from closereader.work import Saved, Work, WorkError, _disk
from tests.work.making import T1, file_of, item_in, leave_still, mark

KERNELS = st.integers(0, 1)
MINUTES = st.integers(0, 30)  # clocks that are not the same, and that may be late
MOST = 3  # marks at a time: so that the kernels meet
NOTES = st.sampled_from(["why?", "שָׁלוֹם", "😀", "a\nb", "no", ""])


class Killed(BaseException):
    """The kernel dies here: nothing after it is done, nothing is cleaned up."""


@dataclass
class State:
    """What ought to be on disk about one mark: the mark (None: deleted), and when it came there."""

    item: Annotation | None
    at: str


def moment(minutes: int) -> str:
    return f"2026-03-01T11:{minutes:02d}:00.000Z"


class Store(RuleBasedStateMachine):
    """Two kernels, one folder, one dictionary."""

    ids = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self.home = tempfile.TemporaryDirectory()
        self.folder = Path(self.home.name).resolve() / "work"
        self.works = [Work(self.folder), Work(self.folder)]
        self.seen: list[dict[str, Annotation]] = [{}, {}]
        self.model: dict[str, State] = {}
        self.notes: set[str] = set()  # said to be saved, and replaced by nobody who had read it
        self.number = 0

    def teardown(self) -> None:
        self.home.cleanup()

    # ---- what a person does

    @precondition(lambda self: len(self.model) < MOST)
    @rule(target=ids, kernel=KERNELS, start=st.integers(0, 40), note=NOTES)
    def make(self, kernel: int, start: int, note: str) -> str:
        marked = mark(start, start + 5, note=self.numbered(note), now=T1)
        assert self.works[kernel].save(marked).won
        self.model[marked.id] = State(marked, T1)
        self.seen[kernel][marked.id] = marked
        self.notes.add(marked.note)
        return marked.id

    @rule(kernel=KERNELS)
    def read(self, kernel: int) -> None:
        loaded = self.works[kernel].annotations("made-up")
        self.seen[kernel] = {i.id: i for i in loaded.items if isinstance(i, Annotation)}

    def known(self, kernel: int, of: str) -> Annotation | None:
        """What the kernel knows of a mark; it looks only when it never heard of it."""
        if of not in self.seen[kernel]:
            self.read(kernel)
        return self.seen[kernel].get(of)

    @rule(kernel=KERNELS, of=ids, note=NOTES, minutes=MINUTES)
    def change(self, kernel: int, of: str, note: str, minutes: int) -> None:
        known = self.known(kernel, of)
        if known is None:
            return
        edit = rewritten(known, self.numbered(note), moment(minutes))
        saved = self.works[kernel].save(edit, base=known.modified)
        self.judge(kernel, edit, known, saved)

    @rule(of=ids, minutes=st.lists(MINUTES, min_size=2, max_size=4))
    def cross(self, of: str, minutes: list[int]) -> None:
        """Both kernels read, and then both change, neither knowing of the other."""
        for kernel in (0, 1):
            self.read(kernel)
        for turn, minute in enumerate(minutes):
            self.change(turn % 2, of, "cross", minute)

    def judge(self, kernel: int, edit: Annotation, known: Annotation, saved: Saved) -> None:
        """Do to the dictionary what the rule says, and compare with what the store says."""
        now = self.model[edit.id]
        follows = known.modified == now.at and now.item is not None
        mine, there = checks.instant(edit.modified), checks.instant(now.at)
        if follows or mine > there or (mine == there and wins_tie(edit, now)):
            assert saved.won
            assert checks.instant(saved.at) > there
            if follows and now.item is not None:
                self.notes.discard(now.item.note)
            kept = rewritten(edit, edit.note, saved.at)
            self.model[edit.id] = State(kept, saved.at)
            self.seen[kernel][edit.id] = kept
        else:
            assert (saved.won, saved.at) == (False, now.at)
            assert saved.kept is not None
        assert (saved.kept is None) == (follows or (saved.won and now.item is None))
        self.notes.add(edit.note)

    @rule(kernel=KERNELS, of=ids)
    def say_again(self, kernel: int, of: str) -> None:
        """The browser repeats an edit, not knowing that it was saved."""
        known = self.seen[kernel].get(of)
        if known is None:
            return
        now = self.model[of]
        saved = self.works[kernel].save(known)
        if now.item == known:
            assert (saved.at, saved.kept, saved.won) == (known.modified, None, True)
        else:
            assert (saved.won, saved.at) == (False, now.at)
            self.notes.add(known.note)

    @rule(kernel=KERNELS, of=ids, minutes=MINUTES)
    def delete(self, kernel: int, of: str, minutes: int) -> None:
        known = self.known(kernel, of)
        if known is None:
            return
        del self.seen[kernel][of]
        now, at = self.model[of], moment(minutes)
        saved = self.works[kernel].delete("made-up", of, base=known.modified, at=at)
        if now.item is None:
            assert saved.at == now.at
        elif known.modified == now.at or checks.instant(at) >= checks.instant(now.at):
            assert saved.won
            assert checks.instant(saved.at) > checks.instant(now.at)
            self.model[of] = State(None, saved.at)
            self.notes.add(now.item.note)
        else:
            assert (saved.won, saved.at) == (False, now.at)

    @rule(kernel=KERNELS, of=ids)
    def restore(self, kernel: int, of: str) -> None:
        now = self.model[of]
        saved = self.works[kernel].restore("made-up", of)
        assert saved.won == (now.item is None)
        if saved.won:
            [back] = [i for i in self.works[kernel].annotations("made-up").items if i.id == of]
            assert isinstance(back, Annotation)
            assert back.note in self.notes
            assert back.modified == saved.at
            assert checks.instant(saved.at) > checks.instant(now.at)
            self.model[of] = State(back, saved.at)
            self.seen[kernel][of] = back

    # ---- what the world does

    @rule(kernel=KERNELS, of=ids, note=NOTES, at=st.sampled_from(["fsync", "replace"]))
    def die(self, kernel: int, of: str, note: str, at: str) -> None:
        """A kernel dies after writing the words and before giving them their name."""
        known = self.seen[kernel].get(of)
        if known is None:
            return
        edit = rewritten(known, self.numbered(note), moment(59))
        with (
            mock.patch.object(os, at, side_effect=Killed),
            mock.patch.object(_disk, "_drop"),
            pytest.raises(Killed),
        ):
            self.works[kernel].save(edit, base=known.modified)
        self.works[kernel] = Work(self.folder)
        self.seen[kernel] = {}

    @rule(kernel=KERNELS, start=st.integers(0, 40), call=st.sampled_from(["fsync", "replace"]))
    def fill_the_disk(self, kernel: int, start: int, call: str) -> None:
        full = OSError(errno.ENOSPC, "No space left on device")
        with (
            mock.patch.object(os, call, side_effect=full),
            pytest.raises(WorkError, match="The disk is full"),
        ):
            self.works[kernel].save(mark(start, start + 5, now=T1))

    @rule(of=ids, kernel=KERNELS)
    def copy(self, of: str, kernel: int) -> None:
        """A cloud drive makes a copy of what is there; it must change nothing."""
        item = self.model[of].item
        if item is None:
            return
        file = file_of(self.works[0], item)
        file.with_stem(f"{file.stem} (1)").write_bytes(file.read_bytes())
        self.read(kernel)

    @rule(of=consumes(ids), cut=st.integers(0, 200))
    def damage(self, of: str, cut: int) -> None:
        """A file loses its end: it costs one annotation, and is set aside as it is."""
        item = self.model[of].item
        if item is None:
            return
        file = file_of(self.works[0], item)
        half = file.read_bytes()[:cut]
        file.write_bytes(half)
        problems = self.works[0].annotations("made-up").problems
        assert any("cannot be read now" in problem.sentence for problem in problems)
        leave_still(file)
        problems = self.works[0].annotations("made-up").problems
        assert any(problem.file.read_bytes() == half for problem in problems)
        assert not file.exists()
        self.notes.discard(item.note)
        del self.model[of]
        for seen in self.seen:
            seen.pop(of, None)

    # ---- what must be true

    @invariant()
    def the_disk_says_what_the_dictionary_says(self) -> None:
        loaded = Work(self.folder).annotations("made-up")
        there = {item.id: item for item in loaded.items}
        assert there == {of: s.item for of, s in self.model.items() if s.item is not None}
        assert all("damaged" in problem.sentence for problem in loaded.problems)

    @invariant()
    def no_word_is_lost(self) -> None:
        there = {s.item.note for s in self.model.values() if s.item is not None}
        kept = {note_of(item_in(path)) for path in (self.folder / "trash").rglob("*.json")}
        assert self.notes <= there | kept

    def numbered(self, note: str) -> str:
        """Make every note one that was never said before, so that none can stand for another."""
        self.number += 1
        return f"{self.number} {note}".strip()


def rewritten(marked: Annotation, note: str, at: str) -> Annotation:
    found = marked.to_w3c()
    bodies = [body for body in found["body"] if body["purpose"] != "commenting"]
    comment = {"type": "TextualBody", "format": "text/plain", "purpose": "commenting"}
    return Annotation.from_w3c(
        {**found, "body": [*bodies, {**comment, "value": note}], "modified": at}
    )


def wins_tie(edit: Annotation, now: State) -> bool:
    """A tie is broken by what is written; the words win over a deletion."""
    if now.item is None:
        return True
    return written(edit) > written(now.item)


def written(marked: Annotation) -> str:
    return json.dumps(marked.to_w3c(), ensure_ascii=False, indent=1)


def note_of(item: dict[str, Any]) -> str:
    return str(item["body"][-1].get("value", ""))


Store.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestStore = Store.TestCase
