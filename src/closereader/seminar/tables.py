"""The class as tables: what is complete, and every mark of everyone, as CSV and as JSON-LD.

CSV is written for spreadsheets and for programs alike: UTF-8 with a byte order mark, because
spreadsheets take it for something else without one (pandas and R pass over the mark), lines ended
by CRLF, fields quoted as in RFC 4180. A spreadsheet would run a cell that begins with ``=``,
``+``, ``-`` or ``@``, or with a tab or a line break, as a formula: it gets an apostrophe in front.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from closereader.annotations import Annotation, Collection, Link, anchor, checks
from closereader.exchange.table import csv_bytes, csv_row
from closereader.handin.progress import progress
from closereader.texts import Text, TextError, open_text, readable_texts

if TYPE_CHECKING:
    from closereader.handin import QuestionSheet, Submission
    from closereader.seminar.collecting import Collected
    from closereader.seminar.roster import Roster

MARKS = ("reader", "text", "start", "end", "quote", "paragraph", "theme", "move", "note", "created")


@dataclass(frozen=True, slots=True)
class Completeness:
    """A line of the table of what is complete."""

    reader: str
    exercise: str
    answered: int
    asked: int
    marks: Mapping[str, int]
    missing: tuple[str, ...]
    short: tuple[str, ...]
    """A sentence for each answer with less than its question asks for."""
    flags: tuple[str, ...]


def completeness(
    collected: Collected, roster: Roster, sheets: Mapping[str, QuestionSheet]
) -> tuple[Completeness, ...]:
    """Say of each hand-in what it holds and what is to be known about it."""
    found = []
    for handin in collected.handins:
        done = progress(handin, sheets[handin.exercise])
        marks = dict.fromkeys(handin.texts, 0)
        for mark in handin.marks:
            marks[mark.text] = marks.get(mark.text, 0) + 1
        found.append(
            Completeness(
                reader=roster.name(handin),
                exercise=handin.exercise,
                answered=done.answered,
                asked=done.asked,
                marks=marks,
                missing=tuple(one for one in done.missing if one not in handin.problems),
                short=done.short,
                flags=tuple(_flags(handin, collected)),
            )
        )
    return tuple(found)


def _flags(handin: Submission, collected: Collected) -> Iterator[str]:
    if handin.altered:
        yield "changed after it was made"
    if handin.problems:
        yield f"{len(handin.problems)} marks could not be read"
    for text, fingerprint in handin.texts.items():
        try:
            other = open_text(text).fingerprint != fingerprint
        except TextError:
            yield f"{text} is not in the course"
        else:
            if other:
                yield f"made with another state of {text}"
    file = collected.file_of(handin)
    kinds = {one.kind for one in collected.findings if file in {one.name, one.other}}
    yield from (said for kind, said in _SAID.items() if kind in kinds)


_SAID = {
    "duplicate": "handed in more than once",
    "namesake": "another reader has the same name",
    "unlisted": "not on the class list",
    "loose": "on the class list, but written otherwise",
}


def completeness_csv(
    lines: Sequence[Completeness], absent: Iterable[tuple[str, str]] = ()
) -> bytes:
    """Write what is complete; `absent` are names of the class list without a hand-in, and why."""
    texts = sorted({text for line in lines for text in line.marks})
    headings = ["reader", "exercise", "answered", "asked", "marks"]
    headings += [f"marks in {text}" for text in texts]
    rows: list[list[object]] = [
        [
            # a word with the number: a spreadsheet would make 2 of "02"
            line.reader, f"exercise {line.exercise}", line.answered, line.asked,
            sum(line.marks.values()),
            *(line.marks.get(text, "") for text in texts),
            " ".join(line.missing), " ".join(line.short), "; ".join(line.flags),
        ]
        for line in lines
    ]  # fmt: skip
    gaps = [""] * (len(texts) + 4)
    rows += [[name, *gaps, why, "", "missing"] for name, why in absent]
    return csv_bytes([*headings, "missing", "less than asked", "flags"], rows)


class Signed(NamedTuple):
    """An annotation and the reader it is from."""

    reader: str
    item: Annotation | Link


def signed(handins: Iterable[Submission], roster: Roster) -> tuple[Signed, ...]:
    """Give every annotation of the class once, signed by the reader who handed it in.

    The same mark comes with several exercises; its latest state counts. When two readers have one
    and the same mark, because a work folder was copied, the second one gets an id of its own.
    """
    latest: dict[tuple[str, str], Signed] = {}
    for handin in handins:
        name = roster.name(handin)
        items: tuple[Annotation | Link, ...] = (*handin.marks, *handin.links)
        for item in items:
            before = latest.get((name, item.id))
            if before is None or _when(before.item) < _when(item):
                latest[name, item.id] = Signed(name, _owned(item, handin))
    taken: set[str] = set()
    found = []
    for (name, given), (_, item) in latest.items():
        own = item
        if given in taken:
            own = replace(item, id=uuid.uuid5(checks.uuid_of(given), name).urn)
        taken.add(own.id)
        found.append(Signed(name, own))
    return tuple(found)


def _when(item: Annotation | Link) -> float:
    return checks.instant(item.modified).timestamp()


def _owned(item: Annotation | Link, handin: Submission) -> Annotation | Link:
    name = checks.tidy(handin.name[: checks.MOST_NAME]).strip()
    if (item.creator, item.creator_name) == (handin.reader, name):
        return item
    return replace(item, creator=handin.reader, creator_name=name)


def annotations_csv(found: Iterable[Signed]) -> Iterator[str]:
    """Write the marks, one in a row, at their places in today's texts.

    ``start`` and ``end`` are code points of the canonical text, half-open; they and ``paragraph``
    are empty when the words are no longer found for certain.
    """
    texts = {one.id: one for one in readable_texts().texts}
    yield csv_bytes(MARKS, ()).decode()
    for reader, mark in found:
        if not isinstance(mark, Annotation):
            continue
        start, end, label = _place(mark, texts.get(mark.text))
        row = (reader, mark.text, start, end, mark.exact, label, mark.theme, mark.move or "",
               mark.note, mark.created)  # fmt: skip
        yield csv_row(row)


def _place(mark: Annotation, text: Text | None) -> tuple[int | str, int | str, str]:
    place = anchor(mark, text).certain if text is not None else None
    if text is None or place is None:
        return "", "", ""
    return *place, text.label_of(*place)


def annotations_json(found: Sequence[Signed], label: str) -> Iterator[str]:
    """Write the class's annotations as one W3C AnnotationCollection, a line for each of them."""
    names = "\n".join(sorted(item.id for _, item in found))
    whole = Collection(
        id=uuid.uuid5(uuid.NAMESPACE_URL, names).urn,
        label=label,
        items=(),
        created=max((item.modified for _, item in found), default=""),
    ).to_w3c()
    page = whole.pop("first")
    whole["total"] = len(found)
    page.pop("items")
    head = json.dumps({**whole, "first": page}, ensure_ascii=False)
    yield f'{head[:-2]}, "items": [\n'
    for place, (_, item) in enumerate(found, 1):
        comma = "," if place < len(found) else ""
        yield f"{json.dumps(item.to_w3c(), ensure_ascii=False)}{comma}\n"
    yield "]}}\n"
