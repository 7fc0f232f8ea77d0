"""Questions with options, and what is replied to each option once it is chosen.

They stand in ``questions.yml`` in the folder of the texts, and not in the cells that ask them:
whoever unfolds a cell, or reads a notebook on a web page, meets no reply before choosing. ::

    questions:
      - id: 02/q2
        prompt: What do these words do?
        multiple: true            # several may be chosen; left out: one
        options:
          - key: report
            label: They report
            reply: Then somebody is named who was kept out.
          - key: judge
            label: They judge
            reply: Then the author takes a side.

An entry that is damaged costs only the question that it is; the others can still be asked.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from closereader._faults import SentenceError
from closereader._paths import seeds_folder
from closereader._yaml import REMEDY, Entry, read_list

FILE = "questions.yml"

_FIELDS = {"id", "prompt", "multiple", "options"}
_OPTION_FIELDS = {"key", "label", "reply"}
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FEWEST = 2


class QuestionError(SentenceError):
    """The questions cannot be read; the message names the file and the remedy."""


class UnknownQuestion(QuestionError):  # noqa: N818 - it says what happened, as `UnknownText` does
    """There is no such question; the message lists those there are."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen."""

    key: str
    """Small letters, digits, hyphens: the name under which a choice is kept."""
    label: str
    reply: str
    """What is said about it, once it is chosen; it never says “correct”."""


@dataclass(frozen=True, slots=True)
class ChoiceQuestion:
    """A question, and the options that it offers."""

    id: str
    """Exercise and question: ``02/q2``."""
    prompt: str
    """What is asked; paragraphs have an empty line between them."""
    options: tuple[Option, ...]
    multiple: bool = False
    """Whether several options may be chosen."""


def open_question(question_id: str, path: Path | str | None = None) -> ChoiceQuestion:
    """Read one question of ``questions.yml`` in the folder of the texts, or of another file.

    Raises `UnknownQuestion` when the file has no such question.
    Raises `QuestionError` when the file, or this question in it, is damaged; what is wrong
    elsewhere does no harm.
    """
    path = _file(path)
    entries = _entries(path)
    mine = [entry for entry in entries if _id(entry) == question_id]
    if not mine:
        known = ", ".join(filter(None, map(_id, entries))) or "none"
        raise UnknownQuestion(f"{path} has no question {question_id!r}. There are: {known}.")
    if len(mine) > 1:
        raise QuestionError(f"{path}: the id {question_id!r} is used twice. {REMEDY}")
    return _question(mine[0], question_id, Entry(f"{path}: question {question_id}", QuestionError))


def question_ids(path: Path | str | None = None) -> tuple[str, ...]:
    """Give the ids of the questions in the order of the file; an entry without one has ``""``.

    Raises `QuestionError` when the file is missing or damaged as a whole.
    """
    return tuple(map(_id, _entries(_file(path))))


def _file(path: Path | str | None) -> Path:
    return (seeds_folder() / FILE) if path is None else Path(path).resolve()


def _entries(path: Path) -> Sequence[object]:
    return read_list(path, QuestionError, "questions", "choices")


def _id(entry: object) -> str:
    found = entry.get("id") if isinstance(entry, Mapping) else None
    return found if isinstance(found, str) else ""


def _question(entry: object, question_id: str, part: Entry) -> ChoiceQuestion:
    fields = part.fields(entry, _FIELDS)
    part.words(fields, "id")
    multiple = fields.get("multiple", False)
    if not isinstance(multiple, bool):
        raise part.wrong(": `multiple:` must be true or false.")
    given = fields.get("options")
    if not isinstance(given, list) or len(given) < _FEWEST:
        raise part.wrong(" needs `options:`, a list of at least two.")
    options = tuple(
        _option(one, Entry(f"{part.where}, option {n}", part.error))
        for n, one in enumerate(given, 1)
    )
    part.once((option.key for option in options), "key")
    prompt = re.sub(r"\s*\n\s*", "\n\n", part.words(fields, "prompt"))
    return ChoiceQuestion(question_id, prompt, options, multiple)


def _option(entry: object, part: Entry) -> Option:
    fields = part.fields(entry, _OPTION_FIELDS)
    key, label, reply = (part.words(fields, name) for name in ("key", "label", "reply"))
    if not _KEY.fullmatch(key):
        raise part.wrong(f": the key {key!r} must be small letters, digits and hyphens.")
    return Option(key, label, reply)
