"""A text, marks in it, and a work folder that belongs to nobody."""

from __future__ import annotations

import json
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
    found = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((work.folder / "trash").rglob("*.json"))
    ]
    return [(entry["why"], entry["item"]) for entry in found]
