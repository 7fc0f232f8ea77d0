"""The questions of an exercise as a pack shows them: also those that ask for marks, not answers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from closereader.course import open_course
from closereader.handin import HandInError, Question, QuestionSheet, Submission
from closereader.handin.writing import open_sheets
from closereader.seminar.archives import plain

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
    """An exercise with its lesson."""

    sheet: QuestionSheet  # the questions of the exercise
    asked: tuple[Asked, ...]  # the same, by heading, and the headings that ask for marks
    lesson: QuestionSheet | None = None  # the questions of the lesson that somebody answered
    known: bool = True  # whether the notebook of the exercise is here

    @property
    def questions(self) -> tuple[Question, ...]:
        """All the questions, those of the lesson last."""
        return self.sheet.questions + (self.lesson.questions if self.lesson else ())

    @property
    def of_lesson(self) -> tuple[Asked, ...]:
        """What stands under the headings of the lesson."""
        lesson = self.lesson.questions if self.lesson else ()
        return tuple(
            Asked(heading, "", tuple(one for one in lesson if one.heading == heading))
            for heading in dict.fromkeys(one.heading for one in lesson)
        )

    @property
    def pages(self) -> tuple[tuple[Asked, bool], ...]:
        """What a pack has a page for, each with whether the lesson asks it."""
        asked = [(one, False) for one in self.asked]
        return (*asked, *((one, True) for one in self.of_lesson))

    @property
    def by_heading(self) -> dict[str, Asked]:
        """The same by the words that a marking file has for them."""
        return {heading_of(asked, lesson=told): asked for asked, told in self.pages}

    @property
    def keys(self) -> set[str]:
        """The ids of all the questions."""
        return {one.key for one in self.questions}


def heading_of(asked: Asked, *, lesson: bool) -> str:
    """Give the words by which a marking file knows a question."""
    return f"Lesson: {asked.heading}" if lesson else asked.heading


def open_outline(exercise: str, handins: Iterable[Submission]) -> Outline:
    """Read an exercise; when its notebook is not here, take the questions from the hand-ins."""
    handins = list(handins)
    given = {key for one in handins for key in one.answers}
    try:
        sheets = open_sheets(exercise)
    except HandInError:
        keys = sorted(given, key=_natural)[:_MOST]
        questions = tuple(Question(key, plain(key), "Ask", "") for key in keys)
        title = plain(handins[0].title) if handins else exercise
        sheet = QuestionSheet(exercise, title, questions)
        asked = tuple(Asked(one.heading, "", (one,)) for one in questions)
        return Outline(sheet, asked, known=False)
    lesson = sheets.lesson
    if lesson is not None:
        told = tuple(one for one in lesson.questions if one.key in given)
        lesson = replace(lesson, questions=told) if told else None
    return Outline(sheets.exercise, tuple(_by_heading(sheets.exercise)), lesson)


def _by_heading(sheet: QuestionSheet) -> Iterator[Asked]:
    numbered = open_course().headings.numbered
    prose = {name: words for name, words in sheet.prose.items() if numbered.match(name)}
    for name in dict.fromkeys([*prose, *(one.heading for one in sheet.questions)]):
        here = [one for one in sheet.questions if one.heading == name]
        yield _asked(name, prose.get(name, ""), here)


def _asked(name: str, words: str, here: list[Question]) -> Asked:
    marks = next((one for one in here if one.marks is not None), None)
    return Asked(name, words, tuple(one for one in here if one.marks is None), marks)


def _natural(key: str) -> str:
    return re.sub(r"\d+", lambda found: found[0].zfill(6), key)
