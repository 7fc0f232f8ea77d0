"""What came back to a student: read from the page, kept in the work folder, laid beside the words.

The page carries its data as a hand-in does, and is as hostile as one until it is validated: size,
JSON, the schema (``returned_schema.json``), then the checks of the work folder.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastjsonschema import JsonSchemaValueException

from closereader.annotations import checks
from closereader.handin._changed import changed
from closereader.handin._errors import HandInError
from closereader.handin._json import finite, no_number, shallow, validator
from closereader.handin.data import BACK, LARGEST, Given, Json, Submission, embedded
from closereader.handin.page import moment
from closereader.pages.lines import counted
from closereader.work import Answer, Work, keep_earlier, write_file

FORMAT, VERSION = "closereader-returned", 1
FOLDER = "returned"
EARLIER = "earlier"
_SCRIPT = re.compile(
    rf'<script type="application/json" id="{BACK}">(?P<data>[^<]*)</script>', re.ASCII
)
_AGAIN = "Download it again where you found it."


@dataclass(frozen=True, slots=True)
class ReturnedPage:
    """A page that came back, read and found whole."""

    exercise: str
    title: str
    """`exercise`, `title`: the number of the exercise, and its title."""
    reader: str
    name: str
    """`reader`, `name`: whose answers it is about: the id of the hand-in, and the name."""
    made: str
    """When the hand-in was made: ISO 8601 in UTC."""
    questions: tuple[Json, ...]
    """What was said, by heading: ``{"heading", "levels", "remark", "answers", "comments"}``, the
    answers as they were read, by key; a comment has the ``place`` of its words in its answer."""
    page: bytes
    """The file itself."""

    @property
    def sentence(self) -> str:
        """Say what it is."""
        comments = counted(sum(len(one["comments"]) for one in self.questions), "comment")
        whose = self.name or "a reader without a name"
        return (
            f"What was said of exercise {self.exercise}, {self.title}: answers of {whose}, handed "
            f"in {moment(self.made)}. {comments}."
        )


def returned_data(handin: Submission, *, reader: str, name: str, questions: Iterable[Json]) -> str:
    """Give the element of a page that carries what was said; `ReturnedPage` says what it holds."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "exercise": {"id": handin.exercise, "title": handin.title},
        "reader": {"id": reader, "name": name},
        "made": handin.made,
        "questions": list(questions),
    }
    return embedded(data, BACK)


def is_returned(page: bytes) -> bool:
    """Whether a file is a page that came back, whole or not."""
    return f'id="{BACK}"'.encode() in page


def read_returned(page: bytes) -> ReturnedPage:
    """Read a page that came back.

    Raises `HandInError` when it is too large, damaged, or made by a newer program: one sentence.
    """
    if len(page) > LARGEST:
        raise HandInError(f"The file has {len(page) / 1e6:.0f} MB and is not read. {_AGAIN}")
    try:
        found = _SCRIPT.findall(page.decode("utf-8"))
        data: Any = json.loads(found[0], parse_constant=no_number, parse_float=finite)
        json.dumps(data, ensure_ascii=False).encode()  # half a surrogate pair has no bytes
    except (ValueError, IndexError, RecursionError) as error:
        raise HandInError(f"The file is damaged: its data cannot be read. {_AGAIN}") from error
    shallow(data)
    version = data.get("version") if isinstance(data, dict) else None
    if type(version) is int and version > VERSION:
        raise HandInError("The file was made by a newer version of the course. Update the course.")
    try:
        validator("returned_schema.json")(data)
        checks.name(data["exercise"]["id"], "the exercise")
        checks.iri(data["reader"]["id"], "the reader's id")
        checks.instant(data["made"])
    except (JsonSchemaValueException, ValueError) as error:
        raise HandInError(f"The file is damaged: it is not as it was made. {_AGAIN}") from error
    return ReturnedPage(
        data["exercise"]["id"], data["exercise"]["title"], data["reader"]["id"],
        data["reader"]["name"], data["made"], tuple(data["questions"]), page,
    )  # fmt: skip


def keep_returned(returned: ReturnedPage, work: Work) -> Path:
    """Keep a page in the work folder; one that came back before is kept as well.

    Raises `WorkError` when it cannot be written; whatever was there still is.
    """
    file = _file(work, returned.exercise)
    keep_earlier(file, file.parent / EARLIER)
    write_file(file, returned.page)
    return file


def open_returned(work: Work, exercise: str) -> ReturnedPage | None:
    """Read what came back for an exercise; None when nothing did.

    Raises `HandInError` when the file that is kept is damaged.
    """
    try:
        page = _file(work, exercise).read_bytes()
    except OSError:
        return None
    return read_returned(page)


def beside(returned: ReturnedPage, answers: Mapping[str, Given | Answer]) -> Json:
    """Lay what was said beside the answers as they are now, by question, for the browser.

    Returns ``{"sentence", "questions": [{"heading", "levels", "remark", "comments",
    "answers"}]}``. A comment is ``{"body", "exact", "state", "pieces"}``, an answer ``{"state",
    "pieces"}``: see `closereader.handin._changed.Changed`; the state is ``""`` where there are no
    words to compare, and ``"none"`` where no answer is here.
    """

    def words(key: str) -> str:
        given = answers.get(key)
        text = given.value.get("text") if given else None
        return text if isinstance(text, str) else ""

    questions = [_beside(one, words) for one in returned.questions]
    comments = [one for question in questions for one in question["comments"]]
    compared = [one for one in comments if one["state"] not in {"", "none"}]
    many = sum(one["state"] != "same" for one in compared)
    told = (
        f" You changed the words behind {many} of {counted(len(compared), 'comment')} on words."
        if compared
        else ""
    )
    return {"sentence": returned.sentence + told, "questions": questions}


def _beside(question: Json, words: Callable[[str], str]) -> Json:
    was = question["answers"]
    comments = []
    for one in question["comments"]:
        place = one["place"] or (None, None)
        about = was.get(one["answer"]) if one["place"] else None
        found = _compared(about, words(one["answer"]), *place) if about is not None else _NOTHING
        comments.append({"body": one["body"], "exact": one["exact"], **found})
    answers = [_compared(text, words(key), None, None) for key, text in was.items()]
    said = "; ".join(f"{item}: {level}" for item, level in question["levels"].items())
    return {
        "heading": question["heading"],
        "levels": said,
        "remark": question["remark"],
        "comments": comments,
        "answers": answers,
    }


_NOTHING: Json = {"state": "", "pieces": []}


def _compared(was: str, now: str, start: int | None, end: int | None) -> Json:
    if not now.strip():
        return {"state": "none", "pieces": []}
    found = changed(was, now, start or 0, end)
    return {"state": found.state, "pieces": [list(one) for one in found.pieces]}


def _file(work: Work, exercise: str) -> Path:
    return work.folder / FOLDER / f"returned-{exercise}.html"
