"""The class as tables: what is complete, and every mark of everyone, as CSV and as JSON-LD.

CSV is written for spreadsheets and for programs alike: UTF-8 with a byte order mark, because
spreadsheets take it for something else without one (pandas and R pass over the mark), lines ended
by CRLF, fields quoted as in RFC 4180. A spreadsheet would run a cell that begins with ``=``,
``+``, ``-`` or ``@``, or with a tab or a line break, as a formula: it gets an apostrophe in front.
"""

import json
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from closereader.annotations import Annotation, Link, anchor, checks
from closereader.annotations import Collection as MarkCollection
from closereader.exchange.table import csv_bytes, csv_rows
from closereader.handin import Submission
from closereader.handin.progress import amount, progress
from closereader.seminar._outline import Outline
from closereader.seminar._two import Each
from closereader.seminar.roster import Roster
from closereader.texts import Text, TextError, open_text, readable_texts

_BATCH = 100  # annotations that are written at once
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


class InShort(NamedTuple):
    """Whether something answers a question, and whether it is less than was asked for."""

    there: bool
    short: bool


#: By the `id` of the hand-in, and the key of the question.
Amounts = Mapping[int, Mapping[str, InShort]]


def complete(
    handin: Submission, outline: Outline, roster: Roster, kinds: Collection[str]
) -> tuple[Completeness, dict[str, InShort]]:
    """Say of a hand-in what it holds and what is to be known about it.

    `kinds` are those of what was found about its file. Beside it stands how much each of the
    questions, also of the lesson, got from it.
    """
    done = progress(handin, outline.sheet)
    lesson = outline.lesson.questions if outline.lesson else ()
    counted = (*done.amounts, *((one, amount(handin, one)) for one in lesson))
    marks = dict.fromkeys(handin.texts, 0)
    for mark in handin.marks:
        marks[mark.text] = marks.get(mark.text, 0) + 1
    line = Completeness(
        reader=roster.name(handin),
        exercise=handin.exercise,
        answered=done.answered,
        asked=done.asked,
        marks=marks,
        missing=tuple(one for one in done.missing if one not in handin.problems),
        short=done.short,
        flags=tuple(_flags(handin, kinds)),
    )
    return line, {one.key: InShort(each.there, each.short) for one, each in counted}


def _flags(handin: Submission, kinds: Collection[str]) -> Iterator[str]:
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


class ClassMarks:
    """Every annotation of the class once, signed by the reader who handed it in.

    The same mark comes with several exercises; its latest state counts. When two readers have one
    and the same mark, because a work folder was copied, the second one gets an id of its own.

    They are looked for anew by each who goes through them: all at once they would need more room
    than the class's hand-ins.
    """

    def __init__(self, handins: Iterable[Submission], roster: Roster) -> None:
        """See which hand-in has the latest state of each mark that is in several."""
        self._handins = [(roster.name(one), one) for one in handins]
        times = Counter(name for name, _ in self._handins)
        self._several = {name for name, many in times.items() if many > 1}
        latest: dict[tuple[str, str], tuple[float, Submission]] = {}
        for name, handin in self._handins:
            for item in _items(handin) if name in self._several else ():
                before = latest.get((name, item.id))
                if before is None or before[0] < _when(item):
                    latest[name, item.id] = _when(item), handin
        self._latest = {key: handin for key, (_, handin) in latest.items()}

    def __iter__(self) -> Iterator[Signed]:
        """Give them in the order of the hand-ins that had them first."""
        taken: set[str] = set()
        for name, item in self._states():
            own = item
            if item.id in taken:
                own = replace(item, id=uuid.uuid5(checks.uuid_of(item.id), name).urn)
            taken.add(own.id)
            yield Signed(name, own)

    def _states(self) -> Iterator[Signed]:
        given: set[tuple[str, str]] = set()
        for name, handin in self._handins:
            for item in _items(handin):
                state, source = item, handin
                if name in self._several:
                    if (name, item.id) in given:
                        continue
                    given.add((name, item.id))
                    source = self._latest[name, item.id]
                    state = next(one for one in _items(source) if one.id == item.id)
                yield Signed(name, _owned(state, source))


def _items(handin: Submission) -> tuple[Annotation | Link, ...]:
    return (*handin.marks, *handin.links)


def _when(item: Annotation | Link) -> float:
    return checks.instant(item.modified).timestamp()


def _owned(item: Annotation | Link, handin: Submission) -> Annotation | Link:
    name = _tidied(handin.name)
    if (item.creator, item.creator_name) == (handin.reader, name):
        return item
    return replace(item, creator=handin.reader, creator_name=name)


@lru_cache(maxsize=16)  # the same for all items of a hand-in
def _tidied(name: str) -> str:
    return checks.tidy(name[: checks.MOST_NAME]).strip()


def annotations_csv(found: Iterable[Signed], each: Each = map) -> Iterator[str]:
    """Write the marks, one in a row, at their places in today's texts.

    ``start`` and ``end`` are code points of the canonical text, half-open; they and ``paragraph``
    are empty when the words are no longer found for certain.
    """
    yield csv_bytes(MARKS, ()).decode()
    yield from each(_csv_rows, _batches(found))


def _batches(found: Iterable[Signed]) -> Iterator[list[Signed]]:
    rest = iter(found)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _csv_rows(batch: Iterable[Signed]) -> str:
    texts = {one.id: one for one in readable_texts().texts}
    rows = []
    for reader, mark in batch:
        if isinstance(mark, Annotation):
            start, end, label = _place(mark, texts.get(mark.text))
            row = (reader, mark.text, start, end, mark.exact, label, mark.theme, mark.move or "",
                   mark.note, mark.created)  # fmt: skip
            rows.append(row)
    return csv_rows(rows)


def _place(mark: Annotation, text: Text | None) -> tuple[int | str, int | str, str]:
    place = anchor(mark, text).certain if text is not None else None
    if text is None or place is None:
        return "", "", ""
    return *place, text.label_of(*place)


def annotations_json(found: Iterable[Signed], label: str, each: Each = map) -> Iterator[str]:
    """Write the class's annotations as one W3C AnnotationCollection, a line for each of them."""
    names, last = [], ""
    for _, item in found:
        names.append(item.id)
        last = max(last, item.modified)
    total = len(names)
    names.sort()
    whole = MarkCollection(
        id=uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(names)).urn,
        label=label,
        items=(),
        created=last,
    ).to_w3c()
    del names  # of a large class it is long
    page = whole.pop("first")
    whole["total"] = total
    page.pop("items")
    head = json.dumps({**whole, "first": page}, ensure_ascii=False)
    yield f'{head[:-2]}, "items": [\n'
    between = ""
    for lines in each(_json_lines, _batches(found)):
        yield between + lines
        between = ",\n"
    yield "\n]}}\n" if total else "]}}\n"


def _json_lines(batch: Iterable[Signed]) -> str:
    encode = json.JSONEncoder(ensure_ascii=False).encode  # one for all
    return ",\n".join([encode(item.to_w3c()) for _, item in batch])
