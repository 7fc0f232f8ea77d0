"""Work folders with something in them, for the tests of this folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from closereader.annotations import Annotation, Link, Passage
from closereader.handin import Sheet, open_sheet
from closereader.texts import open_text
from closereader.work import Work, open_work
from tests.house.tree import ROOT

if TYPE_CHECKING:
    from typing import Any

MADE = "2026-01-02T03:04:05.678Z"
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)><!-- & \u2028 \U0001f600"


def sheet_02() -> Sheet:
    return open_sheet(ROOT / "exercises" / "02_exclusion.ipynb")


def lesson_02() -> Sheet:
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
