"""The data of a hand-in: making it, and reading one that somebody else has sent.

What is read is hostile until it is validated: size first, then JSON, then the schema
(``schema.json``, JSON Schema draft-07, by the library ``fastjsonschema``), then every annotation by
the rules of the W3C model and every other value by the checks of the work folder, then the digest.
So whatever was read can be kept. Nothing in it is ever executed, and its text is only ever shown
as text.

The digest says whether a file is as the program wrote it. It is no signature: whoever wants to
change a hand-in can compute it anew. It catches what happens to files by accident, and shows what
was edited by hand.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fastjsonschema import JsonSchemaValueException

from closereader.annotations import Annotation, Collection, CollectionError, Link, checks
from closereader.codebook import open_codebook
from closereader.handin._errors import HandInError
from closereader.handin._json import finite, no_number, shallow, validator
from closereader.handin.notebook import is_notebook, out_of_notebook
from closereader.texts import current_id, open_text, text_ids
from closereader.work import Work, check_answer

if TYPE_CHECKING:
    from closereader.handin.sheet import QuestionSheet

FORMAT, VERSION = "closereader-handin", 1
#: The id of the element of the page that holds the data.
ELEMENT = "closereader-data"
#: The same in the page that comes back to a student (`closereader.handin.returned`).
BACK = "closereader-returned"
#: Bytes of a file that is read at all, and so of one that is made; most have some tens of
#: kilobytes, and four thousand marks with short notes have seven million.
LARGEST = 20_000_000

_SCRIPT = re.compile(
    rf'<script type="application/json" id="{ELEMENT}">(?P<data>[^<]*)</script>', re.ASCII
)
_ELSEWHERE = re.compile(rf"""<script\b[^<>]*\bid=["']?{ELEMENT}\b""", re.ASCII | re.IGNORECASE)
_TIMES = ("created", "modified")
_LABEL = 200
_TITLE = 500

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """One answer of a hand-in: the id of its question, its value, its times."""

    question: str
    value: Json
    created: str
    modified: str


@dataclass(frozen=True, slots=True)
class Submission:
    """A hand-in that was read and found whole.

    Attributes
    ----------
    exercise, title
        The number of the exercise, and its title.
    reader, name
        The reader's id (``urn:uuid:…``), and the name they chose; it may be empty.
    made
        When it was made: ISO 8601 in UTC with ``Z``.
    program
        The version of the program that made it.
    codebook
        The version of the codebook its marks are made with.
    texts
        The fingerprint of every text, by id.
    marks, links
        What was marked, in order of the file.
    answers
        The answers, by the id of their question.
    problems
        A sentence for each annotation that could not be read; the others stand.
    altered
        Whether the digest fits no longer: the file was changed after it was made.
    """

    exercise: str
    title: str
    reader: str
    name: str
    made: str
    program: str
    codebook: int
    texts: dict[str, str]
    marks: Sequence[Annotation]
    links: tuple[Link, ...]
    answers: dict[str, Given]
    problems: tuple[str, ...] = ()
    altered: bool = False

    @property
    def elsewhere(self) -> bool:
        """Whether it is of another course: it has texts, and this course has none of them."""
        here = set(text_ids())
        return bool(here and self.texts) and here.isdisjoint(map(current_id, self.texts))


def make(work: Work, sheet: QuestionSheet, *, made: str) -> Json:
    """Collect what a student hands in, as `gather` does."""
    return gather(work, sheet, made=made)[0]


def gather(work: Work, sheet: QuestionSheet, *, made: str) -> tuple[Json, tuple[str, ...]]:
    """Collect what a student hands in: answers of the exercise and its lesson, marks, links.

    `made` is the time, ISO 8601 in UTC with ``Z``. All marks in the texts of the exercise belong
    to it: that is what the answers were written from. With it comes a sentence for each file that
    could not be read, and so is not in it.
    """
    reader = work.reader
    answers = work.answers(sheet.exercise)
    problems = [*answers.problems]
    unique: dict[str, Annotation | Link] = {}  # a link stands with both of its texts
    for text in sheet.texts:
        loaded = work.annotations(text)
        problems += loaded.problems
        unique |= {item.id: item for item in loaded.items}
    found: Json = {
        "format": FORMAT,
        "version": VERSION,
        "program": _version(),
        "made": made,
        "exercise": {"id": sheet.exercise, "title": sheet.title},
        "reader": {"id": reader.id, "name": reader.name},
        "codebook": open_codebook().version,
        "texts": {one: _text(one) for one in sheet.texts},
        "annotations": Collection(
            # the same marks handed in again are the same collection
            id=uuid.uuid5(uuid.NAMESPACE_URL, f"{reader.id}/{sheet.exercise}").urn,
            label=f"Exercise {sheet.exercise}: {sheet.title}"[:_LABEL],
            items=tuple(unique.values()),
            creator=reader.id,
            creator_name=reader.name,
        ).to_w3c(),
        "answers": [
            {
                "question": f"{sheet.exercise}/{name}",
                "value": answer.value,
                "created": answer.created,
                "modified": answer.modified,
            }
            for name, answer in sorted(answers.items())
        ],
    }
    sentences = tuple(dict.fromkeys(problem.sentence for problem in problems))
    return {**found, "digest": digest(found)}, sentences


def digest(data: Json) -> str:
    """Give the SHA-256 over all of the data but the digest itself, in canonical JSON.

    Canonical is: keys sorted by code point, no white space, text not escaped, UTF-8.
    """
    rest = {key: value for key, value in data.items() if key != "digest"}
    words = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(words.encode()).hexdigest()}"


def embedded(data: Json, element: str = ELEMENT) -> str:
    """Give the element that carries data in a page; nothing in it can end the element."""
    words = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = words.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    safe = safe.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'<script type="application/json" id="{element}">{safe}</script>'


def read_handin(page: bytes) -> Submission:
    """Read a hand-in: the HTML file that a student uploads, or the notebook of the exercise.

    Raises
    ------
    HandInError
        When it is too large, no hand-in, damaged, or made by a newer program: one sentence.
    """
    return read_data(carried(page))


def carried(page: bytes) -> Json:
    """Take the data out of a page, not yet validated; `read_handin` says what is refused."""
    if len(page) > LARGEST:
        what = f"has {len(page) / 1e6:.0f} MB, and {LARGEST / 1e6:.0f} MB are read at most"
        raise HandInError(f"The file {what}. Ask for the file that the exercise made.")
    if is_notebook(page):
        return _checked(out_of_notebook(page))
    try:
        words = page.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HandInError(
            "The file is no hand-in: it is not UTF-8 text. Ask for the file that the exercise made."
        ) from error
    found = _SCRIPT.findall(words)
    if len(found) != 1:
        if f'id="{BACK}"' in words:
            raise HandInError(
                "The file is no hand-in: it is the page that came back. Ask for the file that the "
                "exercise made."
            )
        what = "is no hand-in: it carries no data"
        if at := _ELSEWHERE.search(words):
            whole = "</script" in words[at.end() :].lower()
            by = "was saved anew by another program, which changed how its data stand in it"
            what = by if whole else "is damaged: its data are cut off"
        raise HandInError(f"The file {what}. Ask for the file that the exercise made.")
    try:
        data = json.loads(found[0], parse_constant=no_number, parse_float=finite)
    except (ValueError, RecursionError) as error:
        raise HandInError("The file is damaged: its data are no JSON. Ask for it again.") from error
    return _checked(data)


def _checked(data: object) -> Json:
    """Give the data of a hand-in that this program can read, and no others."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise HandInError("The file carries other data than a hand-in.")
    if type(data.get("version")) is int and data["version"] > VERSION:
        raise HandInError(
            f"The file was made by a newer version ({data.get('program', '?')!s:.40}) of the "
            "course. Update the course and read it again."
        )
    return data


def read_data(data: Json) -> Submission:
    """Read the data of a hand-in that are already JSON; `read_handin` says what is refused."""
    shallow(data)
    try:
        validator("schema.json")(data)
    except JsonSchemaValueException as error:
        place = "/".join(error.path[1:])[:80] or "its data"
        raise HandInError(f"The file is damaged: {place} is not as a hand-in has it.") from None
    try:
        found = Collection.from_w3c(data["annotations"], name="The list of marks")
        altered = data["digest"] != digest(data)  # half a surrogate pair has no bytes
        _kept(data)
    except CollectionError as error:
        raise HandInError(f"The file is damaged: {error}") from error
    except UnicodeEncodeError as error:
        raise HandInError("The file is damaged: it holds a letter that cannot be.") from error
    except ValueError as error:
        raise HandInError(f"The file is damaged: {error}.") from error
    return Submission(
        exercise=data["exercise"]["id"],
        title=data["exercise"]["title"],
        reader=data["reader"]["id"],
        name=data["reader"]["name"],
        made=data["made"],
        program=data["program"],
        codebook=int(data["codebook"]),  # JSON may write 1.0
        texts={text: one["fingerprint"] for text, one in data["texts"].items()},
        marks=tuple(one for one in found.items if isinstance(one, Annotation)),
        links=tuple(one for one in found.items if isinstance(one, Link)),
        answers={one["question"]: Given(**one) for one in data["answers"]},
        problems=found.problems,
        altered=altered,
    )


def _kept(data: Json) -> None:
    """Refuse with `ValueError` what no work folder could keep, by the checks that it uses."""
    checks.name(data["exercise"]["id"], "the exercise")
    checks.text(data["exercise"]["title"], "the title", most=_LABEL)
    checks.text(data["program"], "the version of the program", most=_LABEL)
    checks.iri(data["reader"]["id"], "the reader's id")
    checks.text(data["reader"]["name"], "the reader's name", most=checks.MOST_NAME)
    checks.instant(data["made"])
    for text_id, text in data["texts"].items():
        checks.name(text_id, "the name of a text")
        checks.text(text["title"], "the title of a text", most=_TITLE)
        checks.fingerprint(text["fingerprint"], "the fingerprint of a text")
    seen: set[str] = set()
    for one in data["answers"]:
        for part in one["question"].split("/"):
            checks.name(part, "a question")
        for key in _TIMES:
            checks.instant(one[key])
        check_answer(one["value"])
        if one["question"] in seen:
            raise ValueError(f"the question {one['question']} is answered twice")
        seen.add(one["question"])


@functools.cache
def _version() -> str:
    """Give the version of what is installed, whatever distribution brings the library."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - 20 ms, for who makes one only

    found = entry_points(group="console_scripts", name="closereader")
    return next((entry.dist.version for entry in found if entry.dist), "0")


def _text(text_id: str) -> Json:
    text = open_text(text_id)
    return {"title": text.title, "fingerprint": text.fingerprint}
