"""A small part of the fault campaign, and proof that it would see a broken promise.

The whole is ``uv run python -m tests.faults``.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from closereader.annotations import Anchor, Annotation
from closereader.seminar import collecting
from closereader.texts import Span
from closereader.widgets._sync import Synced
from closereader.work import Work, _disk, _records
from tests.faults import edits, kills, messages
from tests.faults.__main__ import PARTS, campaign
from tests.faults.outcome import Outcome
from tests.work.making import TEXT, mark

SIZES = {"kills": 12, "sync": 24, "disk": 2, "files": 8, "messages": 12, "ordinary": 40,
         "adversarial": 40}  # fmt: skip
FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot copy a process")
# What is put into a look-alike without a word is counted, and is the anchor's own matter.
KEPT = [name for name in PARTS if name != "adversarial"]


@pytest.mark.parametrize("name", KEPT)
def test_a_small_campaign_finds_nothing(name: str) -> None:
    outcome = campaign(PARTS[name][2], SIZES[name], seed=3)
    if name == "messages":  # too few for each of the widgets to accept one
        outcome.faults = [fault for fault in outcome.faults if "accepted nothing" not in fault]
    assert outcome.faults == []
    assert sum(outcome.tried.values()) >= SIZES[name] or not hasattr(os, "fork")


def test_the_counts_are_printed() -> None:
    outcome = campaign(PARTS["adversarial"][2], SIZES["adversarial"], seed=3)
    told = outcome.told()
    assert told.startswith("adversarial edits: 40 edited texts")
    assert told.splitlines()[0].endswith(f"{len(outcome.faults)} faults")
    assert outcome.tried["silently wrong"] == len(outcome.faults)


# ---- it would see what broke


def broken(part: Callable[[int, random.Random], Outcome], count: int = 6) -> list[str]:
    return campaign(part, count, seed=3).faults


@FORKS
def test_a_store_that_loses_marks_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    real = _disk.write

    def forgetful(file: Path, data: bytes) -> None:
        if not file.stem.startswith(("0", "1", "2", "3", "4", "5", "6", "7")):
            real(file, data)

    monkeypatch.setattr(_disk, "write", forgetful)
    assert any("lost" in fault or "gone" in fault for fault in broken(kills.run, 12))


def test_a_store_that_calls_what_is_being_written_damaged_is_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def overwriting(folder: Path, place: Path) -> None:
        (folder / place).unlink()

    monkeypatch.setattr(_records, "set_aside", overwriting)
    assert broken(PARTS["sync"][2], 40)


def test_a_full_disk_that_is_called_saved_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def unsaid(_work: Work, *_: object, **__: object) -> None:
        return

    monkeypatch.setattr(Work, "save", unsaid)
    assert "lost on a full disk" in broken(PARTS["disk"][2], 1)


def test_a_file_that_costs_its_neighbour_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    real = collecting._newest

    def first_only(received: Any) -> Any:
        return real(received[:1])

    monkeypatch.setattr(collecting, "_newest", first_only)
    assert any("cost its neighbour" in fault for fault in broken(PARTS["files"][2], 12))


def test_a_widget_that_does_not_answer_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Synced, "_refuse", lambda *_, **__: None)
    assert broken(messages.run)


def test_a_mark_in_a_wrong_place_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def anywhere(marked: Annotation, text: Any) -> Anchor:
        at = text.body.rfind(marked.exact)
        found = Span(at, at + len(marked.exact)) if at >= 0 else None
        return Anchor("moved" if found else "lost", found, 1.0, "")

    monkeypatch.setattr(edits, "anchor", anywhere)
    assert broken(PARTS["ordinary"][2], 40)


def test_what_a_writer_called_saved_is_looked_for(tmp_path: Path) -> None:
    work, outcome, marked = Work(tmp_path / "work"), Outcome("x"), mark(note="here")
    work.save(marked)
    act = {"about": marked.id, "act": "mark", "note": "here", "saved": "x", "won": True}
    kills.look(work.folder, [act], outcome)
    assert outcome.faults == []
    work.delete(TEXT.id, marked.id)
    kills.look(work.folder, [act], outcome)
    assert outcome.faults == [f"{marked.id} is gone"]
