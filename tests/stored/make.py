"""Store a work folder and a hand-in as written now: ``uv run python -m tests.stored.make``.

What is stored under ``format-N`` must open for ever, so the script writes the folder of the
present format and no other. Run it when the format was raised; never change an older folder.
"""

from __future__ import annotations

import json
import secrets
import shutil
import tempfile
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

from closereader.annotations import Annotation, Link, Passage
from closereader.argument import Node, to_dict
from closereader.texts import open_text
from closereader.work import ReaderId, Work, open_work
from closereader.work._items import FORMAT
from tests.handin.making import matrix
from tests.seminar.make_fixtures import ESSAY, LETTER, POST, Held, handed_in
from tests.work.making import leave_still

STORED = Path(__file__).parent
ADA = "urn:uuid:7d0f3f0e-6b3c-4c55-9d3f-2f6f5f6f0a11"
FOREIGN = {
    "canonical": "https://example.org/notes/7",
    "rights": "https://creativecommons.org/publicdomain/zero/1.0/",
    "stylesheet": {"id": "https://example.org/sheet.css", "type": "CssStylesheet"},
}


def main() -> None:
    """Write the folder of the present format anew."""
    target = STORED / f"format-{FORMAT}"
    shutil.rmtree(target, ignore_errors=True)
    with tempfile.TemporaryDirectory() as home:
        work, page = made(Path(home))
        shutil.copytree(work.folder, target / "folder", ignore=shutil.ignore_patterns(".lock"))
        write(target / "handin.html", page)
        write(target / "holds.json", json.dumps(holds(work), ensure_ascii=False, indent=1) + "\n")


def write(file: Path, words: str) -> None:
    """Write a text file with plain line ends."""
    file.write_text(words, encoding="utf-8", newline="\n")


def made(home: Path) -> tuple[Work, str]:
    """Give a work folder with something of everything in it, and the hand-in made of it."""
    held, numbers = Held(), count(1)
    with (
        patch("uuid.uuid4", held.uuid4),
        patch("closereader.annotations.checks.stamp", held.stamp),
        patch("closereader.work._editions.keep"),  # a kept text has no format: its name proves it
        patch.object(secrets, "token_hex", lambda size: f"{next(numbers):0{2 * size}x}"),
    ):
        work = open_work(home / "folder")
        work.become(ReaderId(ADA, "Ada"))
        work.set_reader("Ada 😀")
        annotate(work)
        answer(work)
        damaged = work.folder / "annotations" / POST / "0b42aef8-e785-428c-921d-ba3c3e5d4ea7.json"
        damaged.write_bytes(b'{"id": "urn:uuid:0b42aef8')
        leave_still(damaged)
        settle(work)
        return work, handed_in(work, held.stamp())


def settle(work: Work) -> None:
    """Look at everything, so that what is damaged is set aside."""
    for text in (ESSAY, LETTER, POST):
        work.annotations(text)


def annotate(work: Work) -> None:
    """Mark, link, change, delete, and lose against another window."""
    who: dict[str, Any] = {"creator": work.reader.id, "creator_name": work.reader.name}
    marks = [
        Annotation.on(open_text(text), *open_text(text).sentences[number], theme=theme, **given)
        for text, number, theme, given in (
            (ESSAY, 4, "exclusion", {**who, "move": "claim", "note": "Who says so? שָׁלוֹם 😀"}),
            (ESSAY, 9, "agency", who),
            (LETTER, 3, "determinism", {**who, "note": "One line.\nAnother line."}),
            (POST, 2, "exclusion", {"codebook": 2}),
        )
    ]
    marks[1] = Annotation.from_w3c({**marks[1].to_w3c(), **FOREIGN})
    for mark in marks:
        work.save(mark)
    changed = marks[0].changed(note="Who says so, and to whom?")
    work.save(changed, base=marks[0].modified)
    work.save(replace(marks[0], note="in another window"), base=None)
    gone = Annotation.on(open_text(LETTER), 10, 40, theme="agency", note="deleted", **who)
    work.save(gone)
    work.delete(LETTER, gone.id, base=gone.modified)
    ends = [Passage.on(open_text(text), 0, 12) for text in (LETTER, POST)]
    work.save(Link.between(*ends, note="The one answers the other.", **who))


def answer(work: Work) -> None:
    """Answer questions of several kinds, and take an answer back."""
    tree = Node("claim", "They left.", children=(Node("grounds", "The numbers."),))
    values: dict[str, dict[str, Any]] = {
        "exercise-question-1": matrix({"essay": "pn-", "letter": "p--", "post": "-n-"}),
        "exercise-question-3": {"kind": "prose", "text": "It says “people there” (¶2). Да."},
        "exercise-question-4": {"kind": "argument", "map": to_dict(tree)},
        "q2": {"kind": "choice", "chosen": ["reports", "asks"], "why": ""},
    }
    for question, value in values.items():
        work.save_answer("02", question, value)
    work.save_answer("02", "exercise-question-3", {"kind": "prose", "text": "Something else."})


def holds(work: Work) -> dict[str, Any]:
    """Say what a work folder holds, by everything that reads it."""
    texts = (ESSAY, LETTER, POST)
    return {
        "reader": [work.reader.id, work.reader.name],
        "work": work.id,
        "annotations": {
            text: [item.to_w3c() for item in work.annotations(text).items] for text in texts
        },
        "answers": {
            question: [given.created, given.modified, given.value]
            for question, given in sorted(work.answers("02").items())
        },
        "trash": {
            text: [[item.why, item.at, item.item.to_w3c()] for item in work.trashed(text)]
            for text in texts
        },
        "problems": [len(work.annotations(text).problems) for text in texts],
    }


if __name__ == "__main__":
    main()
