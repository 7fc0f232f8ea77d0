"""``closereader handin`` and ``closereader restore``: one student's file, made and brought back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from closereader.handin import HandInError, read_handin
from closereader.handin.data import LARGEST
from closereader.handin.handing_over import hand_over
from closereader.handin.preview import look
from closereader.handin.restore import is_others, restore, told
from closereader.handin.writing import FOLDER, open_sheets, put
from closereader.work import open_work

FINE, FOUND = 0, 1

_HANDIN = """Make the file that you hand in: your answers to an exercise and its lesson, and your
marks in its texts, as one page that every browser opens. It is written into your work folder, and
where CLOSEREADER_EXCHANGE names the folder of a class, a copy goes into that; nothing is sent
anywhere. What is missing is said, and is no reason not to hand in."""
_RESTORE = """Bring the work in a hand-in back into your work folder, on another computer or after a
loss. What would come is said first. Nothing that is newer here is replaced, and what is replaced
lies in the folder trash. Another reader's work is left alone: you then choose one of two ways."""

_TWO_WAYS = """Nothing was changed. There are two ways to go on:
  to look at it in a folder of its own:  closereader restore "{file}" --into FOLDER
  when both are yours:                   closereader restore "{file}" --mine"""
_ONE_WAY = """Nothing was changed. To look at it in a folder of its own:
  closereader restore "{file}" --into FOLDER"""


def add(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the two commands."""
    about = "make the file that you hand in"
    one = commands.add_parser("handin", help=about, description=_HANDIN)
    one.add_argument("exercise", metavar="NUMBER", help="the number of the exercise: 02")
    one.add_argument("--name", help="the name that you read under; a pseudonym is enough")
    one.add_argument("--out", type=Path, metavar="FILE", help="the file to write instead")
    one.set_defaults(run=run_handin)
    about = "bring the work in a hand-in back"
    one = commands.add_parser("restore", help=about, description=_RESTORE)
    one.add_argument("file", type=Path, metavar="FILE", help="a file that was handed in")
    one.add_argument("--check", action="store_true", help="say what would come; write nothing")
    way = one.add_mutually_exclusive_group()
    about = "bring it into a folder of its own, not into your work folder"
    way.add_argument("--into", type=Path, metavar="FOLDER", help=about)
    about = "the file and the work that stands here are both yours"
    way.add_argument("--mine", action="store_true", help=about)
    one.set_defaults(run=run_restore)


def run_handin(given: argparse.Namespace) -> int:
    """Say what is there and what is missing, and write the file; give the exit code."""
    work, sheets = open_work(), open_sheets(given.exercise)
    if given.name is not None:
        try:
            work.set_reader(given.name)
        except ValueError as error:
            raise HandInError(f"--name: {error}.") from error
    found = look(work, sheets)
    for line in found.lines:
        _say(line)
    for line in found.gaps:
        _say(f"Missing: {line}")
    file = put(found.data, sheets, work.folder / FOLDER, file=given.out)
    _say(f"{file} ({max(1, round(file.stat().st_size / 1000))} kB)")
    if given.out is None and (copy := hand_over(file)):
        _say(copy)
    return FINE


def run_restore(given: argparse.Namespace) -> int:
    """Say what would come, and bring it, never into another reader's work; give the exit code."""
    work = open_work(given.into)
    with given.file.open("rb") as opened:
        page = opened.read(LARGEST + 1)
    try:
        handin = read_handin(page)
    except HandInError as error:
        raise HandInError(f"{given.file}: {error}") from error
    for line in told(handin, work):
        _say(line)
    if given.check:
        return FINE
    if not given.mine and is_others(handin, work):
        ways = _ONE_WAY if handin.elsewhere else _TWO_WAYS
        _say(ways.format(file=given.file))
        return FOUND
    done = restore(handin, work, mine=given.mine)
    _say(f"{done.sentence} They are in {work.folder}.")
    return FOUND if handin.problems or done.refused else FINE


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
