"""The questions of an exercise as a pack shows them: also those that ask for marks, not answers."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from closereader._paths import course_folder
from closereader.course import open_course
from closereader.handin import HandInError, Question, QuestionSheet, exercise_notebook, open_sheet
from closereader.seminar.archives import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from closereader.handin import Submission

_HEADING = re.compile(r"(?m)^#{1,6}[ \t]+(.+?)[ \t]*#*$")
_LARGEST = 5_000_000
_MOST = 60  # questions of an exercise whose notebook is not here


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands under one heading: its prose, and the widgets that ask (none: marks).

    `marks` is the question that says which marks are asked for, when the exercise says it.
    """

    heading: str
    prose: str
    questions: tuple[Question, ...]
    marks: Question | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """An exercise with its lesson.

    Attributes
    ----------
    sheet
        The questions of the exercise.
    asked
        The same, by heading, and the headings that ask for marks.
    lesson
        The questions of the lesson that somebody answered.
    known
        Whether the notebook of the exercise is here.
    """

    sheet: QuestionSheet
    asked: tuple[Asked, ...]
    lesson: QuestionSheet | None = None
    known: bool = True

    @property
    def questions(self) -> tuple[Question, ...]:
        """All the questions, those of the lesson last."""
        return self.sheet.questions + (self.lesson.questions if self.lesson else ())

    @property
    def keys(self) -> set[str]:
        """The ids of all the questions."""
        return {one.key for one in self.questions}


def open_outline(exercise: str, handins: Iterable[Submission]) -> Outline:
    """Read an exercise; when its notebook is not here, take the questions from the hand-ins."""
    handins = list(handins)
    given = {key for one in handins for key in one.answers}
    try:
        path = exercise_notebook(exercise)
        sheet = open_sheet(path)
    except HandInError:
        keys = sorted(given, key=_natural)[:_MOST]
        questions = tuple(Question(key, plain(key), "Ask", "") for key in keys)
        title = plain(handins[0].title) if handins else exercise
        sheet = QuestionSheet(exercise, title, questions)
        asked = tuple(Asked(one.heading, "", (one,)) for one in questions)
        return Outline(sheet, asked, known=False)
    lesson = _lesson(exercise)
    if lesson is not None:
        told = tuple(one for one in lesson.questions if one.key in given)
        lesson = QuestionSheet(lesson.exercise, lesson.title, told) if told else None
    return Outline(sheet, _by_heading(path, sheet), lesson)


def _lesson(exercise: str) -> QuestionSheet | None:
    """Read the lesson that an exercise belongs to."""
    for path in sorted((course_folder() / "notebooks").glob(f"{exercise}_*.ipynb")):
        try:
            return open_sheet(path)
        except HandInError:
            continue
    return None


def _by_heading(path: Path, sheet: QuestionSheet) -> tuple[Asked, ...]:
    headings = _headings(path)
    for one in sheet.questions:
        headings.setdefault(one.heading, "")
    return tuple(
        _asked(name, words, [one for one in sheet.questions if one.heading == name])
        for name, words in headings.items()
    )


def _asked(name: str, words: str, here: list[Question]) -> Asked:
    marks = next((one for one in here if one.marks is not None), None)
    return Asked(name, words, tuple(one for one in here if one.marks is None), marks)


def _headings(path: Path) -> dict[str, str]:
    """Give the numbered headings of a notebook that `open_sheet` has read, and their prose."""
    with path.open("rb") as file:
        cells = json.loads(file.read(_LARGEST))["cells"]
    found: dict[str, str] = {}
    for cell in cells:
        if cell.get("cell_type") != "markdown":
            continue
        source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        numbered = open_course().headings.numbered
        names = [one for one in _HEADING.findall(source) if numbered.match(one)]
        if names:
            found[names[-1]] = _HEADING.sub("", source).strip()
    return found


def _natural(key: str) -> str:
    return re.sub(r"\d+", lambda found: found[0].zfill(6), key)
