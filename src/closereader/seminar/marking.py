"""What a teacher said of answers: the records of a marking file.

A marking file is a table, one row for each reader and question, that the question pages of a pack
save. It may have been opened in a spreadsheet and saved again, and several may be given: of two
rows about the same answer the later one counts, and the other is kept as an earlier one.
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from closereader.annotations import checks
from closereader.handin import Submission
from closereader.seminar._errors import CollectError
from closereader.seminar._folder import read_words
from closereader.seminar._outline import Asked
from closereader.seminar.who import rows_of

COLUMNS = (
    "reader", "name", "exercise", "question", "rubric", "remark", "comments", "answer", "at",
)  # fmt: skip
_NEEDED = ("reader", "exercise", "question")
_LARGEST = 100_000_000
_CELL = 20_000_000  # characters of a cell: all the comments on an answer
_MOST = 100_000  # characters of a remark or a comment


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on words of an answer."""

    id: str
    """``urn:uuid:…``."""
    answer: str
    """The key of the answer: ``02/exercise-question-3``."""
    body: str
    """What the teacher wrote."""
    at: str
    """When: ISO 8601, UTC."""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    """`exact`, `prefix`, `suffix`: the words, and those before and behind them (W3C
    TextQuoteSelector). "" in `exact` is a comment on the whole answer."""
    start: int | None = None
    end: int | None = None
    """`start`, `end`: where they stood: code points of the answer, half-open (W3C
    TextPositionSelector)."""


@dataclass(frozen=True, slots=True)
class Record:
    """What was said of one reader's answer to one question."""

    reader: str
    """The random id of ``who-is-who.csv``."""
    name: str
    """What the page called them."""
    exercise: str
    question: str
    """`exercise`, `question`: the number of the exercise, and the heading of the question."""
    rubric: dict[str, str]
    """The level of each item of the rubric: ``{"Reasons": "strong"}``."""
    remark: str
    """A sentence or more about the whole answer."""
    comments: tuple[Comment, ...]
    """Comments on words of it."""
    answer: str
    """`answer_digest` of what was marked."""
    at: str
    """When it was last changed: ISO 8601, UTC."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What there is one record of."""
        return self.reader, self.exercise, self.question

    @property
    def says(self) -> bool:
        """Whether it says anything: what was taken back leaves an empty one."""
        return bool(self.rubric or self.remark.strip() or self.comments)


class Marking(NamedTuple):
    """What was read of marking files."""

    records: tuple[Record, ...]  # the records that count, in the order of the files
    earlier: tuple[Record, ...] = ()  # those that a later one of the same answer replaces
    problems: tuple[str, ...] = ()  # a sentence for each row that could not be read


def answer_digest(handin: Submission, asked: Asked) -> str:
    """Give a digest of what a reader answered under a heading; the same words, the same digest.

    For a question that is answered by marks these are the marks: place, theme, move, note.
    """
    said: Any = {
        one.key: handin.answers[one.key].value
        for one in asked.questions
        if one.key in handin.answers
    }
    if not asked.questions:
        said = sorted(
            [one.text, one.start, one.end, one.theme, one.move or "", one.note]
            for one in handin.marks
        )
    words = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()[:16]}"


def read_marking(paths: Iterable[Path]) -> Marking:
    """Read marking files.

    Raises `CollectError` when a file cannot be read at all; what is wrong with a row is one of the
    `problems`.
    """
    latest: dict[tuple[str, str, str], Record] = {}
    earlier: list[Record] = []
    problems: list[str] = []
    for path in paths:
        for number, cells in enumerate(_cells(path), 2):
            try:
                record = _record(cells)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                said = f"{path.name}, row {number}: cannot be read ({error}). It was left out."
                problems.append(said)
                continue
            before = latest.get(record.key)
            if before is None:
                latest[record.key] = record
            elif before != record:
                old, new = sorted((before, record), key=lambda one: checks.instant(one.at))
                latest[record.key] = new
                earlier.append(old)
    return Marking(tuple(latest.values()), tuple(earlier), tuple(problems))


def _cells(path: Path) -> Iterator[dict[str, str]]:
    again = "Save it again on a question page, with the key e."
    before = csv.field_size_limit(_CELL)
    try:
        yield from list(rows_of(read_words(path, _LARGEST, again), _NEEDED))
    except CollectError:
        raise
    except (csv.Error, ValueError) as error:
        raise CollectError(f"{path}: is no marking file ({error}). {again}") from error
    finally:
        csv.field_size_limit(before)


def _record(cells: dict[str, str]) -> Record:
    rubric = json.loads(cells.get("rubric") or "{}")
    comments = json.loads(cells.get("comments") or "[]")
    if not isinstance(rubric, dict) or not isinstance(comments, list):
        raise ValueError("its levels or comments are not as a page saves them")  # noqa: TRY004
    at = cells.get("at") or "1970-01-01T00:00:00.000Z"
    checks.instant(at)
    return Record(
        reader=checks.iri(cells["reader"], "the reader"),
        name=cells.get("name", ""),
        exercise=cells["exercise"],
        question=cells["question"],
        rubric={str(item): str(level) for item, level in rubric.items()},
        remark=_words(cells.get("remark", "")),
        comments=tuple(_comment(one) for one in comments),
        answer=cells.get("answer", ""),
        at=at,
    )


def _comment(one: dict[str, Any]) -> Comment:
    quote: dict[str, Any] = {}
    place: dict[str, Any] = {}
    for selector in one.get("selector") or ():
        if selector["type"] == "TextQuoteSelector":
            quote = selector
        elif selector["type"] == "TextPositionSelector":
            place = selector
    start, end = place.get("start"), place.get("end")
    sound = type(start) is int and type(end) is int and 0 <= start < end
    checks.instant(one["at"])
    return Comment(
        id=checks.iri(one["id"], "the comment"),
        answer=_words(one["answer"]),
        body=_words(one["body"]),
        at=one["at"],
        exact=_words(quote.get("exact", "")),
        prefix=_words(quote.get("prefix", "")),
        suffix=_words(quote.get("suffix", "")),
        start=start if sound else None,
        end=end if sound else None,
    )


def comment_json(comment: Comment) -> dict[str, Any]:
    """Give a comment as a marking file has it."""
    selector: list[dict[str, Any]] = []
    if comment.exact:
        selector.append({
            "type": "TextQuoteSelector", "exact": comment.exact, "prefix": comment.prefix,
            "suffix": comment.suffix,
        })  # fmt: skip
    if comment.start is not None:
        place = {"type": "TextPositionSelector", "start": comment.start, "end": comment.end}
        selector.append(place)
    return {
        "id": comment.id, "answer": comment.answer, "body": comment.body, "at": comment.at,
        "selector": selector,
    }  # fmt: skip


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("it holds something else where words should be")  # noqa: TRY004
    if len(value) > _MOST:
        raise ValueError(f"it holds more than {_MOST:,} characters")
    return value
