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
    """What one hand-in adds to the annotations of the class."""

    reader: str
    handin: Submission
    others: tuple[Annotation | Link, ...] | None
    """What counts instead of its own annotations, where that is something else."""

    @property
    def items(self) -> tuple[Annotation | Link, ...]:
        """The annotations, signed by the reader who handed them in."""
        if self.others is not None:
            return self.others
        return tuple(_owned(one, self.handin) for one in _items(self.handin))


_Chosen = tuple[Submission, str, str]
"""A hand-in, the id of an annotation in it, and the id that the class has it under."""


class ClassMarks:
    """Every annotation of the class once, signed by the reader who handed it in.

    The same mark comes with several exercises; its latest state counts. When two readers have one
    and the same mark, because a work folder was copied, the second one gets an id of its own.

    They are taken out of the hand-ins by each who goes through them: all at once they would need
    more room than those.
    """

    def __init__(self, handins: Iterable[Submission], roster: Roster) -> None:
        """See which hand-in has the latest state of each mark that is in several."""
        signed = [(roster.name(one), one) for one in handins]
        times = Counter(name for name, _ in signed)
        latest: dict[tuple[str, str], tuple[float, Submission]] = {}
        for name, handin in signed:
            for item in _items(handin) if times[name] > 1 else ():
                before = latest.get((name, item.id))
                if before is None or before[0] < _when(item):
                    latest[name, item.id] = _when(item), handin
        self.last = ""
        """When the last of them was made or changed."""
        self._parts: list[tuple[str, Submission, list[_Chosen] | None]] = []
        taken: set[str] = set()
        for name, handin in signed:
            items = _items(handin)
            ids, chosen = [one.id for one in items], None
            if times[name] > 1:  # each where it comes first
                sources = ((latest.pop((name, each), None), each) for each in ids)
                chosen = [(source[1], each, each) for source, each in sources if source]
            elif not taken.isdisjoint(ids):
                chosen = [(handin, each, each) for each in ids]
            if chosen is not None:
                chosen = [
                    (source, each, _own_id(each, name) if each in taken else each)
                    for source, each, _ in chosen
                ]
                ids = [own for _, _, own in chosen]
            taken.update(ids)
            self.last = max([self.last, *(one.modified for one in items)])
            self._parts.append((name, handin, chosen))
        self.total = len(taken)
        self.id = uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(sorted(taken))).urn

    def __iter__(self) -> Iterator[Signed]:
        """Give what each hand-in adds, in their order."""
        for name, handin, chosen in self._parts:
            others = None if chosen is None else tuple(_named(*each) for each in chosen)
            yield Signed(name, handin, others)


def _own_id(identity: str, name: str) -> str:
    return uuid.uuid5(checks.uuid_of(identity), name).urn


def _named(handin: Submission, identity: str, own: str) -> Annotation | Link:
    item = next(one for one in _items(handin) if one.id == identity)
    return replace(_owned(item, handin), id=own) if own != identity else _owned(item, handin)


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
    yield from each(_csv_rows, found)


def _csv_rows(part: Signed) -> str:
    texts = {one.id: one for one in readable_texts().texts}
    rows = []
    for mark in part.items:
        if isinstance(mark, Annotation):
            start, end, label = _place(mark, texts.get(mark.text))
            row = (part.reader, mark.text, start, end, mark.exact, label, mark.theme,
                   mark.move or "", mark.note, mark.created)  # fmt: skip
            rows.append(row)
    return csv_rows(rows)


def _place(mark: Annotation, text: Text | None) -> tuple[int | str, int | str, str]:
    place = anchor(mark, text).certain if text is not None else None
    if text is None or place is None:
        return "", "", ""
    return *place, text.label_of(*place)


def annotations_json(found: ClassMarks, label: str, each: Each = map) -> Iterator[str]:
    """Write the class's annotations as one W3C AnnotationCollection, a line for each of them."""
    head = MarkCollection(id=found.id, label=label, items=(), created=found.last)
    whole = {**head.to_w3c(), "total": found.total}
    page = whole.pop("first")
    page.pop("items")
    words = json.dumps({**whole, "first": page}, ensure_ascii=False)
    yield f'{words[:-2]}, "items": [\n'
    between = ""
    for lines in filter(None, each(_json_lines, found)):
        yield between + lines
        between = ",\n"
    yield "\n]}}\n" if found.total else "]}}\n"


def _json_lines(part: Signed) -> str:
    encode = json.JSONEncoder(ensure_ascii=False).encode  # one for all
    return ",\n".join([encode(item.to_w3c()) for item in part.items])
