"""Where each string of an annotation went: into the mark, into a sentence, or nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from closereader.codebook import open_codebook
from closereader.exchange import Brought, bring
from closereader.exchange._file import parse_json
from closereader.exchange.notes import notes_of
from closereader.texts import open_text

LETTER = open_text("artiukh-2022")
NAME = "notes.json"
HEAD = {"type": "Annotation", "id": "urn:x:one", "created": "2026-03-01T09:30:00Z"}
NEXT = "https://example.org/page-2"
# Keys whose values name kinds, or times that the mark has in another form.
STRUCTURE = {"type", "@context", "format", "purpose", "motivation", "created"}


def brought(raw: object) -> Brought:
    """Bring notes in, about the letter."""
    return bring(raw, [LETTER], open_codebook(), name=NAME, named=LETTER, theme="agency")


def leaves(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give every string of JSON and the names on the way to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)


def fates(raw: dict[str, Any], file: object) -> Iterator[tuple[str, str]]:
    """Give each string of an annotation that a file holds, and where it went.

    That is ``kept``: in the note, a tag or another field; ``in its words``: what a selector says is
    said by the passage; ``said``: in a sentence of the report; or ``lost``.
    """
    foreign = notes_of(file, NAME)
    notes = [note for note in foreign.notes if note.id == raw["id"]]
    kept = "\n".join(
        part
        for note in notes
        for part in (note.id, note.uri, note.exact, note.prefix, note.suffix, note.note,
                     *note.tags, note.creator, note.creator_name)
    )  # fmt: skip
    said = "\n".join((*foreign.problems, *brought(file).report()))
    worded = all(note.exact for note in notes)
    for path, words in leaves(raw):
        shown = f"{'.'.join(path)}: {words}"
        if path[-1] in STRUCTURE or "<" in words:  # HTML and SVG are compared as words elsewhere
            continue
        if worded and "selector" in path[:-1] and "target" in path:
            yield shown, "in its words"
        elif words in kept:
            yield shown, "kept"
        elif words in said or any(f"{name} (" in said for name in path):
            yield shown, "said"
        else:
            yield shown, "lost"


# ---- the forms of a file


def page(*notes: object, **more: object) -> dict[str, Any]:
    """Give a page of annotations."""
    return {"type": "AnnotationPage", "id": "https://example.org/page", "items": notes, **more}


FORMS: dict[str, Callable[[dict[str, Any]], object]] = {
    "alone": lambda note: note,
    "list": lambda note: [note],
    "page with next": lambda note: page(note, next=NEXT),
    "collection": lambda note: {
        "type": "AnnotationCollection", "total": 9, "first": page(note, next={"id": NEXT})
    },
    "two pages": lambda note: [page(note, next=NEXT), page(id=NEXT)],
}  # fmt: skip
IN_PART = {"page with next", "collection"}
"""Forms that are a part of something: the report must say so."""


def file_of(note: dict[str, Any], form: str) -> object:
    """Read a note in a file of some form, as the command does."""
    if form == "JSON Lines":
        lines = (json.dumps(one) for one in (note, {**HEAD, "id": "urn:x:other", "target": NEXT}))
        return parse_json("\n".join(lines).encode(), NAME)
    return parse_json(json.dumps(FORMS[form](note), ensure_ascii=False).encode(), NAME)
