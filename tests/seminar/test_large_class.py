"""A large class: two processes and packed marks, and not a byte of its pack is another."""

from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from functools import partial
from operator import floordiv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from closereader.handin import read_handin
from closereader.seminar import _two, collect
from closereader.seminar._packed import Packed
from closereader.seminar._two import Two
from closereader.seminar.pack import write_pack
from closereader.seminar.who import FILE as WHO
from tests.seminar.classes import hand_in_class
from tests.seminar.making import a_mark, handin, reader_id

if TYPE_CHECKING:
    from collections.abc import Iterator

MANY = 60  # marks of a reader
_KILOBYTES = 20  # that a hand-in with so many may hold: its marks alone had sixty


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Let a second process begin at once, and say which ones did."""
    processes: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def noted(command: list[str], **more: Any) -> subprocess.Popen[bytes]:
        processes.append(popen(command, **more))
        return processes[-1]

    monkeypatch.setattr(_two, "LEAST", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(subprocess, "Popen", noted)
    yield processes
    assert all(each.poll() is not None for each in processes)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def a_class(folder: Path) -> Path:
    """Write a class in which a file is damaged, one is no hand-in, and one was sent twice."""
    hand_in_class(folder, 7)
    (folder / "damaged.html").write_bytes((folder / "001.html").read_bytes()[:-9_000])
    (folder / "notes.txt").write_text("Nothing", encoding="utf-8")
    (folder / "again.html").write_bytes(
        handin(3, "Elif Schmidt", made="2026-01-09T08:00:00.000Z", marks=(a_mark(7),))
    )
    return folder


def as_plain(path: Path) -> dict[str, bytes]:
    """Make a pack with marks that are not packed, in one process."""
    collected = collect([path])
    plain = {id(one): replace(one, marks=tuple(one.marks)) for one in
             (*collected.handins, *collected.earlier)}  # fmt: skip
    unpacked = replace(
        collected,
        handins=tuple(plain[id(one)] for one in collected.handins),
        earlier=tuple(plain[id(one)] for one in collected.earlier),
        files={id(plain[key]): file for key, file in collected.files.items() if key in plain},
    )
    return files(write_pack(unpacked, path.parent / "plain" / "pack").folder)


@pytest.mark.parametrize("nameless", [False, True])
def test_the_pack_of_two_processes_is_that_of_one_byte_for_byte(
    nameless: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = a_class(tmp_path / "in")
    alone = collect([folder])
    first = write_pack(alone, tmp_path / "one" / "pack", nameless=nameless).folder
    begun = request.getfixturevalue("begun")
    both = collect([folder])
    assert both.findings == alone.findings
    assert both.handins == alone.handins
    assert both.earlier == alone.earlier
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / WHO).write_bytes((tmp_path / "one" / WHO).read_bytes())
    second = write_pack(both, tmp_path / "two" / "pack", nameless=nameless).folder
    assert len(begun) == 2
    if nameless:  # ids of marks are drawn at random there
        assert files(first).keys() == files(second).keys()
    else:
        assert files(first) == files(second)


def test_packed_marks_make_the_same_pack(tmp_path: Path) -> None:
    folder = a_class(tmp_path / "in")
    (tmp_path / "plain").mkdir()
    made = files(write_pack(collect([folder]), tmp_path / "pack").folder)
    (tmp_path / "plain" / WHO).write_bytes((tmp_path / WHO).read_bytes())
    assert as_plain(folder) == made


def test_a_hand_in_that_was_read_holds_little(tmp_path: Path) -> None:
    hand_in_class(tmp_path, 20, marks=MANY)
    collect([tmp_path])  # what is kept for all
    tracemalloc.start()
    found = collect([tmp_path])
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found.handins) == 20
    assert held / 20 < _KILOBYTES * 1000


def test_packed_marks_are_those_that_were_packed() -> None:
    marks = tuple(a_mark(number, note=f"Note {number}") for number in range(1, 4))
    packed = Packed(marks)
    assert (len(packed), list(packed), packed[1], packed[1:]) == (3, [*marks], marks[1], marks[1:])
    assert packed == marks == Packed(marks)
    assert hash(packed) == hash(Packed(marks))
    assert packed != marks[:2]
    assert not Packed(())
    whole = read_handin(handin(1, marks=marks))
    assert replace(whole, marks=packed) == whole
    assert packed[0].creator == reader_id(1)


def test_results_come_in_the_order_of_the_jobs(begun: list[subprocess.Popen[bytes]]) -> None:
    with Two() as two:
        assert list(two.each(str, range(7))) == [str(each) for each in range(7)]
        assert list(two.each(partial(floordiv, 12), (1, 2, 3, 4))) == [12, 6, 4, 3]
    assert len(begun) == 1


@pytest.mark.parametrize("wrong", [0, 1, 2, 3])
def test_what_a_job_raises_is_raised_here(wrong: int, begun: list[subprocess.Popen[bytes]]) -> None:
    jobs = [1, 2, 3, 4]
    jobs[wrong] = 0
    with Two() as two:
        with pytest.raises(ZeroDivisionError):
            list(two.each(partial(floordiv, 12), jobs))
        assert list(two.each(partial(floordiv, 12), [1, 2, 3])) == [12, 6, 4]
    assert begun


def test_a_second_process_that_ends_costs_no_job(begun: list[subprocess.Popen[bytes]]) -> None:
    done = []
    with Two() as two:
        for place, each in enumerate(two.each(str, range(9))):
            done.append(each)
            if place == 3:
                begun[0].kill()
    assert done == [str(each) for each in range(9)]


def test_where_no_second_process_can_begin_one_does_all(
    begun: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with Two() as two:
        assert list(two.each(str, range(5))) == ["0", "1", "2", "3", "4"]
    assert not begun


def test_what_is_printed_in_the_second_process_is_no_answer(
    begun: list[subprocess.Popen[bytes]],
) -> None:
    with Two() as two:
        assert list(two.each(print, ["a", "b", "c"])) == [None, None, None]
    assert begun
