"""The questions of an exercise, read from its notebook without running it.

A hand-in shows every question with its answer, and says which have none; a marking pack orders
the answers of a seminar by question. Both need the questions themselves, and the notebook is
where they stand.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from closereader._paths import course_folder
from closereader.course import open_course
from closereader.handin._asked import WIDGETS, Call, asked, marks_asked
from closereader.handin._errors import HandInError
from closereader.handin._marks_asked import MarksAsked
from closereader.questions import QuestionError, open_question

__all__ = [
    "WIDGETS", "Call", "Question", "QuestionSheet",
    "asked", "exercise_notebook", "marks_asked", "open_sheet",
]  # fmt: skip

_HEADING = re.compile(r"(?m)^#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$")
_SET_OFF = re.compile(r"(\*\*|\*|`)(?=\S)(.+?)(?<=\S)\1")
_LARGEST = 5_000_000
_SOLUTION = "solution"  # the tag of a cell that no student gets


@dataclass(frozen=True, slots=True)
class Question:
    """One question of an exercise.

    Attributes
    ----------
    key
        Its id, ``02/exercise-question-4``.
    heading
        What it stands under: “Question 4”.
    widget
        What asks it: ``Ask``, ``Choose``, ``Matrix`` …; "" when it is answered by marks.
    prompt
        What is asked; the prose under the heading when the widget itself asks nothing.
    given
        The other arguments of the widget, as far as they are plain values: rows, texts, words;
        of a choice the ``options`` instead, label by key.
    marks
        What it asks of marks, when it is answered by them.
    links
        The links that it asks for beside its widget.
    """

    key: str
    heading: str
    widget: str
    prompt: str
    given: Mapping[str, Any] = field(default_factory=dict)
    marks: MarksAsked | None = None
    links: MarksAsked | None = None

    @property
    def name(self) -> str:
        """The part of the id that names the question within its exercise."""
        return self.key.partition("/")[2]

    @property
    def plain(self) -> str:
        """What is asked, without the signs by which a notebook sets words off."""
        return _SET_OFF.sub(r"\2", self.prompt)


@dataclass(frozen=True, slots=True)
class QuestionSheet:
    """An exercise: its number, its title, its questions in order, and the texts they name.

    `prose` is what stands under each heading, up to the next cell of Markdown.
    """

    exercise: str
    title: str
    questions: tuple[Question, ...]
    prose: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def texts(self) -> tuple[str, ...]:
        """The ids of the texts that its questions are about, in order of first mention."""
        named = [text for one in self.questions for text in one.given.get("texts") or ()]
        return tuple(dict.fromkeys(one for one in named if isinstance(one, str)))

    @property
    def apart(self) -> tuple[str, ...]:
        """The numbered headings whose question no widget asks and no mark answers."""
        is_numbered = open_course().headings.numbered.match
        asked = {one.heading for one in self.questions}
        return tuple(one for one in self.prose if is_numbered(one) and one not in asked)


def exercise_notebook(exercise: str) -> Path:
    """Find the notebook of an exercise by its number, ``"02"``.

    While an exercise is being written there may be only its solution, which asks the same.

    Raises
    ------
    HandInError
        When there is none, or more than one; the sentence names those there are.
    """
    folder = course_folder() / "exercises"
    found = _numbered(folder, exercise) or _numbered(folder.with_name("solutions"), exercise)
    if len(found) == 1:
        return found[0]
    numbers = sorted({path.name.partition("_")[0] for path in folder.glob("*_*.ipynb")})
    there = f"There are: {', '.join(numbers)}." if numbers else f"{folder} holds no exercises."
    many = "more than one exercise has" if found else "no exercise has"
    raise HandInError(f"{exercise!r}: {many} this number. {there}")


def _numbered(folder: Path, exercise: str) -> list[Path]:
    return sorted(folder.glob(f"{exercise}_*.ipynb")) if re.fullmatch(r"\w+", exercise) else []


def open_sheet(notebook: Path) -> QuestionSheet:
    """Read the questions of an exercise (or a lesson); of a solution, without what is added there.

    Raises
    ------
    HandInError
        When the file cannot be read, is no notebook, or asks nothing.
    """
    cells = _cells(notebook)
    title, heading, prose = "", "", ""
    is_numbered = open_course().headings.numbered.match
    prompts: dict[str, str] = {}  # the prose under each heading, in order
    marks: dict[str, Any] = {}
    found: list[Question] = []
    for kind, source in cells:
        if kind == "markdown":
            titles = _HEADING.findall(source)
            title = title or (titles[0] if titles else "")
            numbered = [one for one in titles if is_numbered(one)]
            if titles:
                heading, prose = (numbered or titles)[-1], ""
            prose += _HEADING.sub("", source).strip() + "\n"
            prompts.setdefault(heading, prose.strip())
        elif kind == "code":
            found += _questions(source, heading, prose.strip())
            marks |= marks_asked(source)
    if not found:
        raise HandInError(f"{notebook.name}: asks no question, so there is nothing to hand in.")
    exercise = found[0].key.partition("/")[0]
    title = title.partition(": ")[2] or title
    sheet = QuestionSheet(exercise, title, tuple(found), prompts)
    return replace(sheet, questions=_with_marks(sheet, marks, prompts)) if marks else sheet


def _with_marks(
    sheet: QuestionSheet, marks: Mapping[str, Any], prompts: Mapping[str, str]
) -> tuple[Question, ...]:
    """Put the questions that are answered by marks among the others, where their headings stand."""
    found = list(sheet.questions)
    order = list(prompts)
    for heading, raw in marks.items():
        if heading not in prompts:
            raise HandInError(f"marks= of {heading!r}: the notebook has no such heading.")
        wanted = MarksAsked.read(heading, raw)
        wanted = replace(wanted, texts=wanted.texts or sheet.texts)
        here = next((at for at, one in enumerate(found) if one.heading == heading), None)
        if wanted.only_links and here is not None:
            found[here] = replace(found[here], links=wanted)
            continue
        key = f"{sheet.exercise}/{heading.lower().replace(' ', '-')}"
        given = {"texts": wanted.texts}
        found.append(Question(key, heading, "", prompts[heading], given, wanted))
    return tuple(
        sorted(found, key=lambda one: order.index(one.heading) if one.heading in prompts else -1)
    )


def _questions(source: str, heading: str, prose: str) -> Iterator[Question]:
    for call in asked(source):
        given = dict(call.given)
        if call.widget == "Choose":
            given |= _choice(call.key)
        prompt = given.pop("prompt", None)
        words = prompt if isinstance(prompt, str) and prompt else prose
        yield Question(call.key, heading or call.key, call.widget, words, given)


def _choice(key: str) -> dict[str, Any]:
    """Read what a choice asks and offers, which stands in no cell; nothing when it is damaged."""
    try:
        question = open_question(key)
    except QuestionError:
        return {}
    options = {one.key: one.label for one in question.options}
    return {"prompt": question.prompt, "options": options}


def _cells(notebook: Path) -> Iterator[tuple[str, str]]:
    try:
        data = json.loads(notebook.read_bytes()[: _LARGEST + 1])
        for cell in data["cells"]:
            if _SOLUTION in cell.get("metadata", {}).get("tags", ()):
                continue
            source = cell["source"]
            yield cell["cell_type"], source if isinstance(source, str) else "".join(source)
    except OSError as error:
        what = f"{notebook}: cannot be read ({error.strerror})."
        raise HandInError(f"{what} Check that the exercise is still there.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise HandInError(f"{notebook.name}: is no notebook. Get a fresh copy of it.") from error
