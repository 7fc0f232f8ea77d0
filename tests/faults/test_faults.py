"""A small part of the fault campaign, and proof that it would see a broken promise.

The whole is ``uv run python -m tests.faults``.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from closereader.annotations import Anchor, Annotation
from closereader.exchange import _bodies
from closereader.seminar import collecting
from closereader.texts import Span, open_text
from closereader.widgets.base.sync import Synced
from closereader.work import Work, _lost_card
from tests.faults import company, edits, kills, messages
from tests.faults.__main__ import PARTS, campaign
from tests.faults.outcome import ODD, Outcome, mutated
from tests.house.tree import ROOT
from tests.work.making import TEXT, mark

SIZES = {"kills": 4, "sync": 24, "disk": 1, "files": 3, "samples": 60, "graphs": 40, "messages": 3,
         "ordinary": 100, "adversarial": 100}  # fmt: skip
# What is killed is a copy of its process, which must be that of the command.
KEPT = [name for name in PARTS if name != "kills"]


@pytest.mark.parametrize("name", KEPT)
def test_a_small_campaign_finds_nothing(name: str) -> None:
    outcome = campaign(PARTS[name][2], SIZES[name], seed=3)
    if name == "messages":  # too few for each of the widgets to accept one
        outcome.faults = [fault for fault in outcome.faults if "accepted nothing" not in fault]
    assert outcome.faults == []
    assert sum(outcome.tried.values()) >= SIZES[name]


def test_the_command_kills_and_prints_what_it_tried() -> None:
    sizes = [f"--{name}={SIZES[name] if name == 'kills' else 0}" for name in PARTS]
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", *sizes, "--seed", "3"],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    kills_line, total = done.stdout.splitlines()
    assert kills_line.startswith("kills: ")
    assert total == "0 faults, seed 3"


def test_the_counts_are_printed() -> None:
    outcome = campaign(PARTS["adversarial"][2], SIZES["adversarial"], seed=3)
    told = outcome.told()
    assert told.startswith("adversarial edits: 100 edited texts")
    assert told.splitlines()[0].endswith("0 faults")
    assert outcome.tried["silently wrong"] == 0


# ---- it would see what broke


def broken(part: Callable[[int, random.Random], Outcome], count: int = 6) -> list[str]:
    return campaign(part, count, seed=3).faults


def test_a_store_that_makes_a_new_reader_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_lost_card, "recovered", lambda _folder: {})
    monkeypatch.setattr(company, "HAPPENINGS", (company.long_half_written,))
    assert any("another reader" in fault for fault in broken(PARTS["sync"][2], 20))


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
    assert any("cost its neighbour" in fault for fault in broken(PARTS["files"][2], 3))


def test_a_word_of_a_note_that_is_lost_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_bodies, "_take", lambda *_, **__: None)
    assert any("lost from" in fault for fault in broken(PARTS["samples"][2], 20))


def test_a_widget_that_does_not_answer_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Synced, "_refuse", lambda *_, **__: None)
    assert any("Reader" in fault for fault in broken(messages.run, 3))


def test_a_mark_in_a_wrong_place_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def anywhere(marked: Annotation, text: Any, _earlier: object = None) -> Anchor:
        at = text.body.rfind(marked.exact)
        found = Span(at, at + len(marked.exact)) if at >= 0 else None
        return Anchor("moved" if found else "lost", found, 1.0, "")

    monkeypatch.setattr(edits, "anchor", anywhere)
    assert broken(PARTS["ordinary"][2], 40)
    assert broken(PARTS["adversarial"][2], 40)


def test_a_sentence_with_a_word_replaced_is_the_same_in_its_own_place_only() -> None:
    text = open_text("artiukh-2022")
    start, end = text.sentences[5]
    marked = Annotation.on(text, start, end - 20, theme="exclusion")
    old = text.body[start:end]
    new, other = (f"{old[:-20]}{tail}" for tail in (f"{old[-20:-6]}other.", "never, they told us."))

    def stays(anew: str, *, at_the_end: bool) -> bool:
        rest: list[edits.Piece] = [(text.body[:start], 0), (text.body[end:], end)]
        pieces = [*rest, (f" {anew}", -1)] if at_the_end else [rest[0], (anew, -1), rest[1]]
        edited = edits.Unsearched(text.id, pieces)
        at = edited.body.rindex(old[:-20])
        return edits.stays(text, marked, edited, Span(at, at + len(old) - 20))

    assert stays(new, at_the_end=False)
    assert not stays(new, at_the_end=True)
    assert stays(old, at_the_end=True)
    assert not stays(other, at_the_end=True)


def test_what_a_writer_called_saved_is_looked_for(tmp_path: Path) -> None:
    work, outcome, marked = Work(tmp_path / "work"), Outcome("x"), mark(note="here")
    work.save(marked)
    act = {"about": marked.id, "act": "mark", "note": "here", "saved": "x", "won": True}
    kills.look(work.folder, [act], outcome)
    assert outcome.faults == []
    work.delete(TEXT.id, marked.id)
    kills.look(work.folder, [act], outcome)
    assert outcome.faults == [f"{marked.id} is gone"]


def test_what_is_put_in_is_a_copy() -> None:
    """Or a change to one message would be in the next, and a list could come to hold itself."""
    before = repr(ODD)
    chance = random.Random(5)  # noqa: S311 - the same messages each time
    for _ in range(2000):
        mutated({"edits": [{"id": "a1", "mark": {"s": 1}}], "about": "x"}, chance)
    assert repr(ODD) == before
