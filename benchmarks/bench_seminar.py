"""Measure how long a seminar of 200 readers, 60 marks each, takes to be seen.

Opening is measured in a Python of its own, from its first import to the first figure of lesson 08,
as a kernel does it: from the marking pack of the class. The views are measured after that, each
by itself.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from closereader._paths import course_folder
from closereader.codebook import open_codebook
from closereader.figures import CodedPassage
from closereader.seminar import Reading
from closereader.seminar.archives import MARKER
from closereader.seminar.stored import FILE, readings_json
from closereader.texts import Span, open_text, text_ids

READERS, MARKS = 200, 60
AIMS = {"first figure": "<= 2", "its most marked passage, readers": "<= 0.1"}

CHILD = Path(__file__).with_name("in_seminar.py")


def reading(number: int, chance: random.Random, marked: int) -> Reading:
    """Mark at random, most in the longest text."""
    themes = [each.id for each in open_codebook().themes]
    marks: dict[str, tuple[CodedPassage, ...]] = dict.fromkeys(text_ids(), ())
    for text_id in chance.choices(text_ids(), weights=(6, 1, 2), k=marked):
        block = chance.choice(list(open_text(text_id).paragraphs))
        start = chance.randrange(block.start, max(block.end - 30, block.start + 1))
        span = Span(start, min(block.end, start + chance.randrange(15, 240)))
        note = "Who is meant by this, and who says so?"
        made = CodedPassage(text_id, span, chance.choice(themes), "claim", note)
        marks[text_id] = (*marks[text_id], made)
    return Reading(f"Reader {number:03}", marks)


def main(readers: int = READERS, marks: int = MARKS) -> None:
    """Print one line per measure."""
    chance = random.Random(1)  # noqa: S311 - marks, not secrets
    course = course_folder()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in ("seeds", "solutions/readings"):
            shutil.copytree(course / name, copy / name)
        pack = copy / "pack"
        pack.mkdir()
        (pack / MARKER).write_text("{}", encoding="utf-8")
        found = (reading(one, chance, marks) for one in range(readers))
        (pack / FILE).write_text("".join(readings_json(found)), "utf-8")
        done = subprocess.run(
            [sys.executable, str(CHILD), str(readers)],
            env={**os.environ, "CLOSEREADER_COURSE": folder, "CLOSEREADER_WORK": f"{folder}/work"},
            check=False, capture_output=True, text=True, encoding="utf-8",
        )  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr)
    for said in done.stdout.splitlines():
        what, seconds = said.rsplit(" ", 1)
        aim = AIMS.get(what, "")
        name = f"{readers} readers, {marks} marks each: {what.removesuffix('_sheet')}"
        print(f"{name}\t{float(seconds):.2f}\ts\t{aim}")


if __name__ == "__main__":
    main()
