"""Work folders with something in them, for the tests of this folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from closereader.annotations import Annotation, Link, Passage, checks
from closereader.argument import Node, one_line, to_dict
from closereader.handin import QuestionSheet, open_sheet
from closereader.handin.data import make
from closereader.handin.writing import FOLDER, open_sheets, put
from closereader.texts import open_text
from closereader.widgets.matrix._grid import GridCell, GridRow, to_json
from closereader.work import Work, open_work
from tests.house.tree import ROOT

if TYPE_CHECKING:
    from typing import Any

MADE = "2026-01-02T03:04:05.678Z"
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)><!-- & \u2028 \U0001f600"


def write(
    work: Work, exercise: str, folder: Path | None = None, *, file: Path | None = None
) -> Path:
    """Make the file of an exercise as the command and the button do, and give its path."""
    sheets = open_sheets(exercise)
    data = make(work, sheets.exercise, made=checks.stamp())
    return put(data, sheets, folder or work.folder / FOLDER, file=file)


def sheet_02() -> QuestionSheet:
    return open_sheet(ROOT / "exercises" / "02_exclusion.ipynb")


def lesson_02() -> QuestionSheet:
    return open_sheet(ROOT / "notebooks" / "02_exclusion.ipynb")


def new_work(folder: Path, name: str = "Quiet Reader") -> Work:
    work = open_work(folder / "work")
    if name:
        work.set_reader(name)
    return work


def mark(work: Work, text_id: str, quote: str, theme: str, **given: Any) -> Annotation:
    text = open_text(text_id)
    span = text.find(quote)[0]
    made = Annotation.on(
        text, span.start, span.end, theme=theme,
        creator=work.reader.id, creator_name=work.reader.name, **given,
    )  # fmt: skip
    work.save(made)
    return made


def link(work: Work, first: tuple[str, str], second: tuple[str, str], note: str = "") -> Link:
    ends = []
    for text_id, quote in (first, second):
        text = open_text(text_id)
        span = text.find(quote)[0]
        ends.append(Passage.on(text, span.start, span.end))
    made = Link.between(*ends, note=note, creator=work.reader.id, creator_name=work.reader.name)
    work.save(made)
    return made


def full_work(folder: Path, name: str = "Quiet Reader") -> Work:
    """Give a folder with three marks, a link and two answers to exercise 02."""
    work = new_work(folder, name)
    mark(work, "artiukh-2022", "tried to theorise", "exclusion", note="Tried, and failed?")
    mark(work, "artiukh-2022", "the way you have tried to theorise our corner", "agency")
    mark(work, "post-2022", "The country chose not to. The country groaned", "determinism")
    link(work, ("artiukh-2022", "our corner"), ("post-2022", "Western people"), "Who is told?")
    said = "It says “the masses hated the freedom” (post-2022 ¶4). I would not say “they hate”."
    for number in (4, 5):
        work.save_answer("02", f"exercise-question-{number}", {"kind": "prose", "text": said})
    return work


def words(count: int) -> dict[str, Any]:
    """Give an answer of so many words."""
    return {"kind": "prose", "text": " ".join(["well-known"] * count)}


def matrix(filled: dict[str, str]) -> dict[str, Any]:
    """Give an answer to question 1 of exercise 02; a cell holds a passage (p) or a note (n)."""
    rows = []
    for row, text_id in (("essay", "alieva-2024"), ("letter", "artiukh-2022"),
                         ("post", "post-2022")):  # fmt: skip
        passage = Passage.on(open_text(text_id), 0, 4)
        held = {"p": GridCell(passage), "n": GridCell(note="The text gives none.")}
        cells = {
            key: held[one]
            for key, one in zip(("claim", "grounds", "counter"), filled[row], strict=True)
            if one in held
        }
        rows.append(GridRow(row, row.title(), cells))
    return to_json(rows)


def short_work(folder: Path) -> Work:
    """Give exercise 02 as a hurried student hands it in: something of everything, little of most.

    Five of nine cells and no counter-passage; marks without notes; answers below their length.
    """
    work = new_work(folder)
    work.save_answer(
        "02", "exercise-question-1", matrix({"essay": "pp-", "letter": "pp-", "post": "p--"})
    )
    mark(work, "artiukh-2022", "tried to theorise", "exclusion", note="Tried, and failed?")
    mark(work, "artiukh-2022", "our corner", "exclusion", move="claim")
    mark(work, "post-2022", "Western people", "exclusion")
    mark(work, "post-2022", "The country groaned", "determinism", move="rebuttal")
    for question, count in ((3, 60), (4, 28), (5, 12), (6, 7)):
        work.save_answer("02", f"exercise-question-{question}", words(count))
    return work


def hostile_page(folder: Path) -> Path:
    """Write a hand-in in which every word that a student can choose is hostile."""
    work = new_work(folder, f"{HOSTILE[:60]}".replace("\u2028", " "))
    for theme in ("exclusion", "rentier", "gender", "determinism", "agency"):
        mark(work, "artiukh-2022", "tried to theorise our corner", theme, note=HOSTILE)
    link(work, ("artiukh-2022", "our corner"), ("post-2022", "Western people"), HOSTILE)
    passage = {"text": HOSTILE, "start": 0, "end": 4, "exact": HOSTILE}
    cells = {HOSTILE: {"note": HOSTILE, "passage": passage}}
    words = one_line(HOSTILE)
    tree = Node("claim", words, children=(Node("grounds", words),))
    values: tuple[dict[str, Any], ...] = (
        {"kind": "matrix", "rows": [{"id": "essay", "label": HOSTILE, "cells": cells}]},
        {
            "kind": "argument",
            "map": to_dict(tree),
        },
        {"kind": "choice", "chosen": [HOSTILE]},
        {"kind": "prose", "text": f"{HOSTILE} “{HOSTILE}” (alieva-2024 ¶1)"},
        {"kind": HOSTILE, HOSTILE: [HOSTILE]},
        {"kind": "argument", "map": {"kind": "claim", "text": HOSTILE, "children": [HOSTILE]}},
    )
    for number, value in enumerate(values, start=1):
        work.save_answer("02", f"exercise-question-{number}", value)
    return write(work, "02")
