"""A text, marks in it, and a work folder that belongs to nobody."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

from closereader.annotations import Annotation
from closereader.work import Work
from tests.annotations.making import NOW, MadeUp

TEXT = MadeUp(
    "Who is excluded, and by whom? 😀 Those who live there are seldom asked, and thanked.",
    id="made-up",
)
T1, T2, T3 = "2026-03-01T10:00:00.000Z", "2026-03-01T11:00:00.000Z", "2026-03-01T12:00:00.000Z"


def mark(start: int = 7, end: int = 15, note: str = "", now: str = NOW) -> Annotation:
    return Annotation.on(TEXT, start, end, theme="exclusion", note=note, now=now)


def fresh(work: Work) -> Work:
    """Open the folder as another kernel would: nothing of this process is remembered."""
    return Work(work.folder)


def marks(work: Work) -> list[Annotation]:
    return [a for a in work.annotations("made-up").items if isinstance(a, Annotation)]


def file_of(work: Work, marked: Annotation) -> Path:
    return work.folder / "annotations" / marked.text / f"{marked.id.removeprefix('urn:uuid:')}.json"


def files(work: Work, below: str = ".") -> list[str]:
    """List the files of the folder that are anybody's work."""
    return sorted(
        path.relative_to(work.folder).as_posix()
        for path in (work.folder / below).rglob("*")
        if path.is_file() and path.name != ".lock"
    )


def in_trash(work: Work) -> list[tuple[str, Any]]:
    """List what the trash holds: why, and the thing."""
    return [
        (path.stem.split("~")[2], item_in(path))
        for path in sorted((work.folder / "trash").rglob("*.json"))
    ]


def item_in(file: Path) -> Any:
    """Give the thing that a file of the trash holds, without the format it is stored in."""
    found = json.loads(file.read_text(encoding="utf-8"))
    item = found.get("item", found)
    return {key: value for key, value in item.items() if not key.endswith("format")}


def leave_still(file: Path) -> None:
    """Let nobody have written a file for a minute."""
    before = time.time() - 60
    os.utime(file, (before, before))


def act(work: Work, marked: Annotation, change: Annotation | None) -> None:
    """Save a change of a mark, or delete it when there is none."""
    if change is None:
        work.delete("made-up", marked.id)
    else:
        work.save(change, base=marked.modified)
