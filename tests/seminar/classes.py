"""A class of readers with names, marks and notes, as hand-ins; all of them are invented."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from closereader.annotations import Annotation
from closereader.codebook import open_codebook
from closereader.texts import open_text
from tests.seminar.making import MADE, reader_id
from tests.seminar.making import handin as page_of

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = ("artiukh-2022", "post-2022", "alieva-2024")
FIRST = ("Anna", "Jonas", "Elif", "Іванна", "Leyla", "Zoë", "Giorgi", "Maria", "Viktor", "Aylin")
LAST = ("Schmidt", "Becker", "Шевченко", "Məmmədova", "Larsson")


def name_of(number: int) -> str:
    """Give a name: no two of fifty are alike, and from then on a number stands with it."""
    first, last = FIRST[number % len(FIRST)], LAST[number // len(FIRST) % len(LAST)]
    again = number // (len(FIRST) * len(LAST))
    return f"{first} {last}" + (f" {again + 1}" if again else "")


def note_of(number: int, place: int) -> str:
    return f"Wie in der Vorlesung {number:03}-{place}"


def hand_in_class(folder: Path, size: int, *, marks: int = 12, choices: bool = True) -> list[str]:
    """Write the hand-ins of a class, and return all that must not get out of the room."""
    folder.mkdir(parents=True, exist_ok=True)
    secrets = []
    for number in range(size):
        reader = reader_id(number + 1)
        given = _marks(number, reader, marks)
        answers = {"02/q2": {"kind": "choice", "chosen": ["abc"[number % 3]]}} if choices else {}
        page = page_of(
            number + 1,
            name_of(number),
            marks=given,
            answers=answers,
            texts={
                each: {"title": each, "fingerprint": open_text(each).fingerprint} for each in TEXTS
            },
        )
        (folder / f"{number:03}.html").write_bytes(page)
        secrets += [
            name_of(number),
            reader.removeprefix("urn:uuid:"),
            *(one.note for one in given if one.note),
        ]
    return secrets


def _marks(number: int, reader: str, marks: int) -> list[Annotation]:
    """Mark sentences of the three texts; the first sentences are marked most."""
    chance = random.Random(number)  # noqa: S311 - no secret
    themes = [each.id for each in open_codebook().themes]
    made = []
    for place in range(marks):
        text = open_text(TEXTS[place % len(TEXTS)])
        at = min(int(chance.expovariate(0.12)), len(text.sentences) - 1)
        start, end = text.sentences[at]
        note = note_of(number, place) if place % 2 else ""
        made.append(
            Annotation.on(
                text,
                start,
                end,
                theme=chance.choice(themes),
                note=note,
                creator=reader,
                creator_name=name_of(number),
                id=reader_id(10_000 + number * 100 + place),
                now=MADE,
            )
        )
    return made
