"""What the work folder holds: annotations, links and answers, and the files they become."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from closereader.annotations import Annotation, Link, checks, read_w3c
from closereader.work import _json


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one question.

    Attributes
    ----------
    exercise, question
        Their ids, for example ``02`` and ``q1``.
    value
        Whatever the question stores: a JSON object.
    created, modified
        ISO 8601 in UTC with ``Z``.
    """

    exercise: str
    question: str
    value: dict[str, Any]
    created: str
    modified: str


Item = Annotation | Link | Answer


def text_folder(text: str) -> Path:
    """Return where the annotations of a text lie, relative to the work folder."""
    return Path("annotations", checks.name(text, "the name of the text"))


def annotation_place(text: str, id: str) -> Path:  # noqa: A002 - the model's word
    """Return the file of an annotation, relative to the work folder."""
    return text_folder(text) / f"{checks.uuid_of(checks.iri(id, 'the id'))}.json"


def exercise_folder(exercise: str) -> Path:
    """Return where the answers of an exercise lie, relative to the work folder."""
    return Path("answers", checks.name(exercise, "the exercise"))


def answer_place(exercise: str, question: str) -> Path:
    """Return the file of an answer, relative to the work folder."""
    return exercise_folder(exercise) / f"{checks.name(question, 'the question')}.json"


def check_answer(value: dict[str, Any]) -> dict[str, Any]:
    """Return the value of an answer as it will be read, when a work folder can keep it.

    Raises
    ------
    ValueError
        When it holds what JSON cannot, or has more than 4 MB.
    """
    return _json.load(_json.dump(value, most=_json.MOST_ITEM))


def place_of(item: Item) -> Path:
    """Return the file of an item, relative to the work folder."""
    if isinstance(item, Answer):
        return answer_place(item.exercise, item.question)
    return annotation_place(item.text, item.id)


def written(item: Item) -> dict[str, Any]:
    """Return the JSON object of an item."""
    if isinstance(item, Answer):
        return {
            "exercise": item.exercise,
            "question": item.question,
            "created": item.created,
            "modified": item.modified,
            "value": item.value,
        }
    return item.to_w3c()


def parsed(found: dict[str, Any], place: Path) -> Item:
    """Read the JSON object that was found at ``place`` (which says of what kind it is).

    Raises
    ------
    ValueError
        With a clause that says what is wrong with it; `AnnotationError` is one.
    """
    if place.parts[0] == "annotations":
        return read_w3c(found)
    value = found.get("value")
    if not isinstance(value, dict):
        raise ValueError("it holds no value")  # noqa: TRY004 - damage of one kind
    answer = Answer(
        exercise=checks.name(found.get("exercise"), "its exercise"),
        question=checks.name(found.get("question"), "its question"),
        value=value,
        created=found.get("created", ""),
        modified=found.get("modified", ""),
    )
    checks.instant(answer.created, "created")
    checks.instant(answer.modified, "modified")
    return answer
