"""What each lesson promises, and the question of its exercise that tries it: ``seeds/goals.yml``.

A promise is tried by a question that asks for it in its own words. So the file names, for every
goal of an exercise's head and every question that tries it, the words in which the two meet. The
check looks for them in both: a goal that moves to another question takes its words along, or is
reported. The table of the teacher guide is written from the same file.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from closereader._yaml import read_yaml
from closereader.authoring._errors import AuthoringError
from closereader.authoring.exercises import DERIVED
from closereader.authoring.findings import Finding
from closereader.authoring.notebook import Notebook
from closereader.authoring.prose import headings, plain
from closereader.authoring.rubrics import rubrics_by_title
from closereader.authoring.speech import choices, strings
from closereader.course import open_course

FILE = "seeds/goals.yml"
HEAD = (
    "| lesson | a student will be able to | tried by question | in these words |",
    "|---|---|---|---|",
)
# Words in which a goal and a question meet may stand in so large a part of the other questions.
_MOST = 0.5
_QUESTION_LEVEL = 3


class Tried(NamedTuple):
    """A question that tries a goal, and the words in which it does."""

    question: int
    words: Mapping[str, str]
    """Words of the goal, and beside each the words of the question; often the same."""


class Goal(NamedTuple):
    """What a lesson promises that a student will be able to do."""

    lesson: str
    says: str
    tried: Sequence[Tried]


def open_goals(course: Path) -> tuple[Goal, ...]:
    """Read the goals of a course; none when it has no such file.

    Raises `AuthoringError` when the file is damaged; the sentence names the entry.
    """
    path = course / FILE
    found = read_yaml(path, AuthoringError) if path.is_file() else {"goals": []}
    entries = found.get("goals") if isinstance(found, Mapping) else None
    if not isinstance(entries, list):
        raise AuthoringError(f"{path} must hold `goals:`, a list.")
    return tuple(_goal(each, number, path) for number, each in enumerate(entries, start=1))


def _goal(entry: object, number: int, path: Path) -> Goal:
    wrong = AuthoringError(
        f"{path}: entry {number} of `goals:` needs `lesson:` and `goal:` in words, and `tried:`, a "
        "list of `question:` (a number) and `words:` (a list)."
    )
    if not isinstance(entry, Mapping) or not isinstance(entry.get("tried"), list):
        raise wrong
    lesson, says = entry.get("lesson"), entry.get("goal")
    if not isinstance(lesson, str) or not isinstance(says, str):
        raise wrong
    tried = []
    for each in entry["tried"]:
        words = each.get("words") if isinstance(each, Mapping) else None
        if not isinstance(words, list) or not words or type(each.get("question")) is not int:
            raise wrong
        pairs = [one if isinstance(one, Mapping) else {one: one} for one in words]
        both = {str(mine): str(its) for pair in pairs for mine, its in pair.items()}
        tried.append(Tried(each["question"], both))
    return Goal(lesson, says, tuple(tried))


def check_goals(notebooks: Sequence[Notebook], course: Path) -> Iterator[Finding]:
    """Give every goal that no question tries, and every pairing that its words do not bear out.

    `notebooks` are all exercises and solutions of the course; others among them are passed over.
    """
    goals = open_goals(course)
    exercises = [one for one in notebooks if one.folder == DERIVED]
    rubrics = rubrics_by_title(one for one in notebooks if one.folder == "solutions")
    for exercise in exercises:
        number = exercise.path.name[:2]
        here = [goal for goal in goals if goal.lesson == number]
        promised = _promised(exercise)
        if goals and [goal.says for goal in here] != promised:
            what = f"The goals of exercise {number} are not those of its head: {promised}."
            yield Finding(course / FILE, number, what, "Write them alike, in the same order.")
        asked = questions(exercise, rubrics)
        for goal in here:
            yield from untried(course / FILE, goal, asked)
    known = {exercise.path.name[:2] for exercise in exercises}
    for goal in goals:
        if goal.lesson not in known:
            what = f"There is no exercise {goal.lesson} for “{goal.says}”."
            yield Finding(course / FILE, goal.lesson, what, "Take the goal out.")


def untried(path: Path, goal: Goal, asked: Mapping[int, str]) -> Iterator[Finding]:
    """Give every pairing of a goal with one of the `questions` that its words do not bear out."""
    if not goal.tried:
        yield Finding(path, goal.lesson, f"Nothing tries “{goal.says}”.", "Name a question.")
    for tried in goal.tried:
        where = f"{goal.lesson}, question {tried.question}"
        if tried.question not in asked:
            what = f"There is no such question to try “{goal.says}”."
            yield Finding(path, where, what, "Name another.")
            continue
        missing = [one for one in tried.words if not _stands(one, goal.says)]
        missing += [one for one in tried.words.values() if not _stands(one, asked[tried.question])]
        for one in missing:
            what = f"“{one}” does not stand in the goal “{goal.says}”, or not in the question."
            yield Finding(path, where, what, "Name words that do, or another question.")
        like = [
            number for number, said in asked.items()
            if all(_stands(one, said) for one in tried.words.values())
        ]  # fmt: skip
        if not missing and len(like) > _MOST * len(asked):
            what = f"The words for “{goal.says}” stand in most questions: {like}."
            yield Finding(path, where, what, "Name words that set this question apart.")


def _stands(words: str, said: str) -> bool:
    """Look for whole words; an asterisk at the end stands for any ending."""
    ending = r"\w*" if words.endswith("*") else ""
    return bool(re.search(rf"(?i)(?<!\w){re.escape(words.rstrip('*'))}{ending}(?!\w)", said))


def _promised(exercise: Notebook) -> list[str]:
    able = open_course().headings.of("able")
    found = re.search(rf"(?i)\*\*{able}:\*\* (.+)", exercise.cells[0].source)
    return [one.strip(" .") for one in found[1].split(";")] if found else []


def questions(exercise: Notebook, rubrics: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Give the words of every numbered question: its prose, what it asks, offers and looks at.

    Of a rubric the first column is left out, which is the same in all of them.
    """
    known = open_course().headings
    found: dict[int, list[str]] = {}
    here: list[str] = []
    for cell in exercise.cells:
        for one in headings(cell.prose):
            if one.level <= _QUESTION_LEVEL:
                here = []
            if numbered := re.fullmatch(rf"{known.of('question')} (\d+)", one.title):
                here = found.setdefault(int(numbered[1]), [])
        here += [cell.prose, *strings(cell.code), *choices(cell.code, replies=False)]
    for number, words in found.items():
        title = f"Exercise {exercise.path.name[:2]}, {known.question[0].lower()} {number}"
        words += [row.split("|", 2)[2] for row in rubrics.get(title, ())[2:]]
    return {number: " ".join(map(plain, words)) for number, words in found.items()}


def table(goals: Sequence[Goal]) -> str:
    """Write the goals as the Markdown table of the teacher guide."""
    rows = []
    for goal in goals:
        numbers = ", ".join(str(one.question) for one in goal.tried)
        words = dict.fromkeys(its for one in goal.tried for its in one.words.values())
        shown = ", ".join(f"*{one.rstrip('*')}*" for one in words)
        rows.append(f"| {goal.lesson} | {goal.says} | {numbers} | {shown} |")
    return "\n".join((*HEAD, *rows)) + "\n"
