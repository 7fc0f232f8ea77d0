"""The first page: the course as a path, with what is done, and the next step as one large link.

It is plain HTML with plain links, so that it also works where the JupyterLab plugin is not there.
All of it is read from the course's list of notebooks, their questions, and the work folder.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TypeAlias

from closereader._paths import course_folder
from closereader._reading import read_json
from closereader.annotations import Annotation, Link
from closereader.handin._amounts import is_answered
from closereader.handin._errors import HandInError
from closereader.handin.sheet import Question, QuestionSheet, open_sheet
from closereader.handin.writing import FOLDER
from closereader.output import html_output
from closereader.work import Answer, Work, WorkError, open_work

Items: TypeAlias = Sequence[Annotation | Link]
LISTING = "seeds/course-notebooks.json"
"""The notebooks in their order; `closereader.authoring.listing` writes it."""
_LESSONS, _EXERCISES, _SOLUTIONS = "notebooks", "exercises", "solutions"


@dataclass(frozen=True, slots=True)
class PathStep:
    """One notebook of the path, and how far its reader has come."""

    path: str
    """In the course folder, with slashes."""
    title: str
    minutes: int | None
    """What its head promises; None when it promises nothing."""
    asked: int
    answered: int
    """`asked`, `answered`: numbers of questions."""
    handed_in: bool = False
    """Whether a file to hand in was made; always False for a lesson."""

    @property
    def is_exercise(self) -> bool:
        """Whether it is an exercise, which is done when its file was made."""
        return self.path.startswith(f"{_EXERCISES}/")

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left to do."""
        return self.handed_in if self.is_exercise else 0 < self.asked == self.answered

    @property
    def state(self) -> str:
        """The state in words."""
        if self.is_done:
            return "handed in" if self.is_exercise else "done"
        if self.answered:
            return f"{self.answered} of {self.asked} answered"
        return "" if self.asked else "to look things up"

    @property
    def number(self) -> str:
        """The number in front of the file's name, ``"02"``."""
        return self.path.rpartition("/")[2].partition("_")[0]


class Home:
    """The course as a path; shown as HTML, or as lines of text.

    `work`: whose work; default: the reader's own.
    Raises `CourseNotFound` when no course lies at or above the current folder.
    Raises `HandInError` when the course has no list of its notebooks.
    """

    def __init__(self, work: Work | None = None) -> None:
        self._course = course_folder()
        self._work = open_work() if work is None else work
        listing = self._course / LISTING
        listed = read_json(listing, HandInError, "list of its notebooks")
        if not isinstance(listed, list) or not all(map(_is_listed, listed)):
            raise HandInError(f"{listing} is no list of notebooks. Restore it from the course.")
        there = [one for one in listed if (self._course / one["path"]).is_file()]
        path = [one for one in there if one["path"].startswith((_LESSONS, _EXERCISES))]
        #: A sentence for each file of the work folder that could not be read, each once.
        self.problems: dict[str, None] = {}
        steps = [self._step(one) for one in path]
        places = {step.number: place for place, step in reversed([*enumerate(steps)])}
        self.steps: tuple[PathStep, ...] = tuple(
            sorted(steps, key=lambda step: (places[step.number], step.is_exercise))
        )
        self._solutions = {one["path"] for one in there if one["path"].startswith(_SOLUTIONS)}

    @property
    def next(self) -> PathStep | None:
        """The first step that is not done; None when all are."""
        return next((step for step in self.steps if step.asked and not step.is_done), None)

    @property
    def minutes_left(self) -> int:
        """Minutes that the steps which are not done promise."""
        return sum(step.minutes or 0 for step in self.steps if step.asked and not step.is_done)

    def __repr__(self) -> str:
        """Give the path as lines of text."""
        lines = [self._sentence, *self.problems]
        for step in self.steps:
            parts = [step.number, step.title, _minutes(step), step.state]
            lines.append(" | ".join(part for part in parts if part))
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        rows = "".join(self._row(step) for step in self.steps)
        said = "".join(f"<p>{escape(one)}</p>" for one in (self._sentence, *self.problems))
        heads = "".join(f'<th scope="col">{one}</th>' for one in ("no.", "what", "time", "you"))
        return html_output(
            f'<div class="closereader-home">{self._button}{said}'
            "<table><caption>The course, step by step</caption>"
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    @property
    def _sentence(self) -> str:
        asked = [step for step in self.steps if step.asked]
        done = sum(step.is_done for step in asked)
        hours, minutes = divmod(self.minutes_left, 60)
        left = f"{hours} h {minutes} min" if hours else f"{minutes} min"
        return f"{done} of {len(asked)} steps done, about {left} left."

    @property
    def _button(self) -> str:
        step = self.next
        if step is None:
            return "<p><strong>You have done every step.</strong></p>"
        verb = "Go on with" if step.answered else "Begin"
        words = f"{verb}: {step.title}"
        return f'<p><a class="closereader-next" href="{escape(step.path)}">{escape(words)}</a></p>'

    def _row(self, step: PathStep) -> str:
        cell = f'<a href="{escape(step.path)}">{escape(step.title)}</a>'
        solution = step.path.replace(_EXERCISES, _SOLUTIONS, 1)
        if step.is_exercise and solution in self._solutions:
            cell += f' (<a href="{escape(solution)}">solution</a>)'
        number = "" if step.is_exercise else step.number
        cells = (number, cell, _minutes(step), step.state)
        return "<tr>" + "".join(f"<td>{one}</td>" for one in cells) + "</tr>"

    def _step(self, entry: dict[str, object]) -> PathStep:
        path, minutes = str(entry["path"]), entry["minutes"]
        answered = self._answered(self._course / path)
        step = PathStep(
            path,
            str(entry["title"]),
            minutes if isinstance(minutes, int) else None,
            len(answered),
            sum(answered.values()),
        )
        made = (self._work.folder / FOLDER).glob(f"handin-{step.number}-*.html")
        return replace(step, handed_in=step.is_exercise and any(made))

    def _answered(self, notebook: Path) -> dict[str, bool]:
        """Say by its heading whether each question has an answer, as the hand-in counts them."""
        try:
            sheet = open_sheet(notebook)
        except HandInError:  # a notebook that asks nothing
            return {}
        answers, items = self._work.answers(sheet.exercise), self._items(sheet)
        self.problems |= dict.fromkeys(one.sentence for one in answers.problems)
        found: dict[str, bool] = {}
        for one in sheet.questions:
            found[one.heading] = _is_there(one, answers, items) or found.get(one.heading, False)
        return found

    def _items(self, sheet: QuestionSheet) -> Items:
        """Read the marks and links that questions may be answered by."""
        if all(one.marks is None for one in sheet.questions):
            return ()
        try:
            loaded = [self._work.annotations(text) for text in sheet.texts]
        except WorkError:  # the readers on its pages say what is wrong
            return ()
        self.problems |= dict.fromkeys(one.sentence for each in loaded for one in each.problems)
        return [item for each in loaded for item in each.items]


def _is_listed(entry: object) -> bool:
    return (
        isinstance(entry, Mapping)
        and {"title", "minutes"} <= set(entry)
        and isinstance(entry.get("path"), str)
    )


def _is_there(question: Question, answers: Mapping[str, Answer], items: Items) -> bool:
    if question.marks is None:
        answer = answers.get(question.name)
        return answer is not None and is_answered(question.given, answer.value)
    marks = [one for one in items if isinstance(one, Annotation)]
    return question.marks.amount(marks, [one for one in items if isinstance(one, Link)]).there


def _minutes(step: PathStep) -> str:
    return f"{step.minutes} min" if step.minutes else ""
