"""What the work folder holds: annotations, links and answers, and the files they become."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from closereader.annotations import Annotation, Link, checks, read_w3c
from closereader.work import _json

FORMAT = 1
"""The format of every file of the work folder. Raise it when a program of the earlier format would
misread a file or lose something of it by saving; a further field is carried and needs no raise."""
_OF_MARK = "closereader:format"  # ``format`` alone means something else in a W3C annotation
_ANSWER = ("exercise", "question", "created", "modified", "value")


class NewerFormat(ValueError):  # noqa: N818 - no fault of the file
    """A file was written by a newer version of the course than this one."""

    def __init__(self, found: object) -> None:
        super().__init__(
            f"it was written by a newer version of the course (format {found}; this one knows "
            f"{FORMAT})"
        )


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
    extra
        Further fields that its file held; they are written again.
    """

    exercise: str
    question: str
    value: dict[str, Any]
    created: str
    modified: str
    extra: dict[str, Any] = field(default_factory=dict, repr=False)


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
    """Return the file of an item, relative to the work folder; its names were checked with it."""
    if isinstance(item, Answer):
        return answer_place(item.exercise, item.question)
    return Path("annotations", item.text, f"{checks.uuid_of(item.id)}.json")


def written(item: Item) -> dict[str, Any]:
    """Return the JSON object of an item, with the format of its file."""
    if isinstance(item, Answer):
        return {
            "format": FORMAT,
            **item.extra,
            **{name: getattr(item, name) for name in _ANSWER},
        }
    return {**item.to_w3c(), _OF_MARK: FORMAT}


def check_format(found: object) -> None:
    """Raise `NewerFormat` when the format that a file names is not known; one without is 0."""
    if isinstance(found, int) and found > FORMAT:
        raise NewerFormat(found)


def parsed(found: dict[str, Any], place: Path) -> Item:
    """Read the JSON object that was found at ``place`` (which says of what kind it is).

    Raises `NewerFormat` when a newer version of the course wrote it.
    Raises `ValueError` with a clause that says what is wrong with it; `AnnotationError` is one.
    """
    if place.parts[0] == "annotations":
        check_format(found.get(_OF_MARK))
        return read_w3c({name: value for name, value in found.items() if name != _OF_MARK})
    check_format(found.get("format"))
    value = found.get("value")
    if not isinstance(value, dict):
        raise ValueError("it holds no value")  # noqa: TRY004 - damage of one kind
    answer = Answer(
        exercise=checks.name(found.get("exercise"), "its exercise"),
        question=checks.name(found.get("question"), "its question"),
        value=value,
        created=found.get("created", ""),
        modified=found.get("modified", ""),
        extra={name: found[name] for name in found.keys() - {*_ANSWER, "format"}},
    )
    checks.instant(answer.created, "created")
    checks.instant(answer.modified, "modified")
    return answer
