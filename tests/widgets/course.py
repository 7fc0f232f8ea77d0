"""A small course in a temporary folder, and a reader whose messages can be seen."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from closereader import Reader
from closereader.annotations.checks import stamp

if TYPE_CHECKING:
    from pathlib import Path

EDITION = """\
---
id: small-2024
title: A small text
author: An Author
date: "2024-01-01"
language: en
rights: none
---

# A small text

First words of the *first* paragraph. It speaks of oil, and of oil again.[^1]

The second paragraph says that nothing could change. 🛢 It ends here.

[^1]: A note about oil.
"""
CODEBOOK = """\
version: 3
themes:
  - id: rentier
    name: Rentier states
    code: RE
    colour: "#E69F00"
    underline: dashed
    definition: Income from rents.
    mark_when: Rents explain something.
    not_when: Oil is only mentioned.
    example: It speaks of oil
    example_text: small-2024
    example_place: ¶1
  - id: determinism
    name: Determinism
    code: DE
    colour: "#0072B2"
    underline: double
    definition: What could not be otherwise.
    mark_when: Words say so.
    not_when: Words say what was.
    example: nothing could change
    example_text: small-2024
    example_place: ¶2
moves:
  - id: claim
    name: Claim
    definition: What is to be believed.
"""
_OPTIONS = """\
    options:
      - key: "yes"
        label: Yes, it does
        reply: It speaks for yes.
      - key: "no"
        label: No, it does not
        reply: It speaks for no.
      - key: both
        label: Both
        reply: It keeps two things apart.
"""
QUESTIONS = f"""\
questions:
  - id: 02/q2
    prompt: Yes or no?
{_OPTIONS}  - id: 02/q3
    prompt: Yes or no?
    multiple: true
{_OPTIONS}"""


def make_course(folder: Path) -> Path:
    """Write a course with one small text."""
    seeds = folder / "seeds"
    seeds.mkdir(parents=True)
    (seeds / "small-2024.md").write_text(EDITION, encoding="utf-8")
    (seeds / "codebook.yml").write_text(CODEBOOK, encoding="utf-8")
    (seeds / "questions.yml").write_text(QUESTIONS, encoding="utf-8")
    return folder


def mark_id() -> str:
    return f"urn:uuid:{uuid.uuid4()}"


@dataclass
class Browser:
    """Plays the front end: sends messages as it does, and keeps what Python answers."""

    reader: Reader
    heard: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.reader.send = lambda content, buffers=None: self.heard.append(content)  # noqa: ARG005

    def tell(self, **message: Any) -> None:
        self.reader._heard(self.reader, message, [])

    def edit(self, op: str, thing: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Send one edit and return Python's answer to it."""
        what = "value" if "link" in op else "mark"
        edit = {"id": str(uuid.uuid4()), "op": op, "at": stamp(), "base": None, what: thing, **more}
        return self.resend(edit)

    def resend(self, edit: dict[str, Any]) -> dict[str, Any]:
        self.tell(type="edits", edits=[edit])
        return next(m for m in reversed(self.heard) if m["type"] in {"ack", "refused"})

    def put(self, s: int, e: int, theme: str = "rentier", **more: Any) -> dict[str, Any]:
        """Mark a place; give the mark as Python shows it then."""
        mark = {"id": mark_id(), "s": s, "e": e, "theme": theme, "move": None, "note": ""}
        edit = {key: more.pop(key) for key in ("undoes", "redoes", "at", "base") if key in more}
        answer = self.edit("put", {**mark, **more}, **edit)
        assert answer["type"] == "ack", answer
        return next(m for m in self.reader.marks if m["id"] == {**mark, **more}["id"])

    def last(self, kind: str) -> dict[str, Any]:
        return next(message for message in reversed(self.heard) if message["type"] == kind)
