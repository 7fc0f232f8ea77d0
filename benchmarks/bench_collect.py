"""Measure the collecting of a large class: 200 hand-ins of 60 marks, and its marking pack.

``uv run python benchmarks/bench_collect.py 2000`` measures as many.

The hand-ins are generated, each in a folder of its own in one zip, as learning platforms give
them. Reading and writing run in a process of their own, whose memory is measured with it: from
its start to its end, Python and the library included.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import uuid
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from closereader import open_text
from closereader.annotations import Annotation
from closereader.handin import exercise_notebook, make, open_sheet
from closereader.handin.page import page
from closereader.work import Answer, Answers, Work

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a student's Python compiles a module once

CLASS = 200
MARKS = 60
TEXTS = ("alieva-2024", "artiukh-2022", "post-2022")
THEMES = ("exclusion", "rentier", "gender", "determinism", "agency")
LONG = 80  # characters of a paragraph that is marked and quoted
MISQUOTED = 0.2  # of the quotations
MADE = "2026-03-02T09:00:00.000Z"
AIMS = (0.0032, 0.008)  # seconds for each hand-in: half of what 2,000 took once

CHILD = Path(__file__).with_name("in_collect.py")


def handin(number: int, chance: random.Random) -> str:
    """Make the page of one reader, who marks and quotes at random."""
    who = SimpleNamespace(
        id=str(uuid.UUID(int=number + 1, version=4).urn), name=f"Reader No {number}"
    )
    marks = [a_mark(who, chance) for _ in range(MARKS)]
    answers = {
        f"exercise-question-{question}": {"kind": "prose", "text": an_answer(chance)}
        for question in (3, 4, 5, 6)
    }
    work = SimpleNamespace(
        reader=who,
        annotations=lambda text: SimpleNamespace(
            items=[m for m in marks if m.text == text], problems=()
        ),
        answers=lambda exercise: Answers(
            [Answer(exercise, question, value, MADE, MADE) for question, value in answers.items()],
            (),
        ),
    )
    sheet = open_sheet(exercise_notebook("02"))
    return page(make(cast("Work", work), sheet, made=MADE), sheet)


def a_mark(who: SimpleNamespace, chance: random.Random) -> Annotation:
    """Mark some words somewhere."""
    text = open_text(chance.choices(TEXTS, weights=(6, 1, 2))[0])
    block = chance.choice([one for one in text.paragraphs if len(one.text) > LONG])
    start = chance.randrange(block.start, block.end - 30)
    end = min(block.end, start + chance.randrange(15, 240))
    return Annotation.on(
        text, start, end, theme=chance.choice(THEMES), move=chance.choice(("claim", "grounds")),
        note="Who is meant by this, and who says so?", creator=who.id, creator_name=who.name,
        id=uuid.UUID(int=chance.getrandbits(128), version=4).urn, now=MADE,
    )  # fmt: skip


def an_answer(chance: random.Random) -> str:
    """Write some 150 words with four quotations, some of them wrong."""
    parts = []
    for _ in range(4):
        text = open_text(chance.choice(TEXTS))
        block = chance.choice([one for one in text.paragraphs if len(one.text) > LONG])
        words = block.text.split()
        at = chance.randrange(len(words) - 8)
        quote = " ".join(words[at : at + 8])
        if chance.random() < MISQUOTED:
            quote = quote.replace(words[at + 3], "somewhat")
        parts.append(
            f"The text says “{quote}” ({text.id} {block.label}), and this is why I think that "
            "the sentence keeps somebody out of a place that others have."
        )
    return "\n\n".join(parts)


def main(size: int = CLASS) -> None:
    """Print one line per measure."""
    chance = random.Random(200)  # noqa: S311 - the same class every time
    with tempfile.TemporaryDirectory() as folder:
        upload = Path(folder) / "upload.zip"
        sizes = []
        with zipfile.ZipFile(upload, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(size):
                words = handin(number, chance).encode()
                sizes.append(len(words))
                archive.writestr(
                    f"Reader No {number}_{number}_assignsubmission_file_/h.html", words
                )
        done = subprocess.run(
            [sys.executable, str(CHILD), str(upload), str(Path(folder) / "pack")],
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr)
    count, findings, *numbers = map(float, done.stdout.split())
    if (count, findings) != (size, 0):
        sys.exit(f"{count} of {size} hand-ins were read, with {findings} findings.")
    loaded, read, read_busy, written, written_busy, total, peak, second = numbers
    what = f"{size} hand-ins of {MARKS} marks"
    print(f"the largest of {what}\t{max(sizes) / 1000:.0f}\tkB\t<= 500")
    print(f"{what}: loading the library\t{loaded:.1f}\ts\t")
    print(f"{what}: reading and validating\t{read:.1f}\ts\t")
    print(f"{what}: processor time of it\t{read_busy:.1f}\ts\t{AIMS[0] * size:.1f}")
    print(f"{what}: writing the pack\t{written:.1f}\ts\t")
    print(f"{what}: processor time of it\t{written_busy:.1f}\ts\t{AIMS[1] * size:.1f}")
    print(f"{what}: collected, all in all\t{total:.1f}\ts\t")
    print(f"{what}: peak memory\t{peak:.0f}\tMB\t<= 200")
    print(f"{what}: peak memory of the second process\t{second:.0f}\tMB\t<= 200")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
