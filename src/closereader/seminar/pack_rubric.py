"""The rubric of a question: what its solution notebook says under the question's heading."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from closereader._paths import course_folder
from closereader.course import open_course
from closereader.handin import HandInError, Question, open_sheet
from closereader.pages import Html, el, join
from closereader.pages.markdown import render

#: For each item that is judged, the words of its levels.
Levels = dict[str, dict[str, str]]

_HEADING = re.compile(r"(?m)^(#{1,6})[ \t]+(.+?)[ \t]*#*$")
_SOLUTION = "solution"
_LARGEST = 5_000_000
#: The levels of a rubric, the best first.
LEVELS = ("strong", "adequate", "thin")
_PART = 2  # the level of the headings that part an exercise

#: What a page says when there is no solution.
ABSENT = (
    "The solutions are not on this computer, so no rubric and no model answers stand here. They "
    "belong to the folder solutions/ of the teacher's copy of the course."
)


@dataclass(frozen=True, slots=True)
class Rubric:
    """What a solution notebook says, by heading."""

    titles: tuple[str, ...] = ()
    """The headings of all its questions, in order: ``Question 1`` …"""
    shown: dict[str, Html] = field(default_factory=dict)
    """For each of them, the rubric and the model answers."""
    words: dict[str, str] = field(default_factory=dict)
    """For each of them, the Markdown that `shown` is made of."""
    lesson: dict[str, Html] = field(default_factory=dict)
    """For each question of the lesson that counts, its rubric."""
    levels: dict[str, Levels] = field(default_factory=dict)
    """For each of all these, what its table of *strong*, *adequate* and *thin* judges, and the
    words of each level; nothing where there is no such table."""
    after: Html = field(default_factory=lambda: Html(""))
    """What stands behind the last question: common misreadings."""

    def of(self, heading: str) -> Html:
        """Give what belongs to a question, or a sentence that says why there is nothing."""
        if found := self.shown.get(heading):
            return found
        words = "The solution says nothing of this question." if self.titles else ABSENT
        return el("p", words, class_="none")

    def of_lesson(self, heading: str) -> Html:
        """Give what belongs to a question of the lesson, most of which do not count."""
        words = "This question of the lesson does not count, so it has no rubric."
        return self.lesson.get(heading) or el("p", words if self.titles else ABSENT, class_="none")


def open_rubric(exercise: str) -> Rubric:
    """Read the rubric of an exercise; an empty one when the solutions are absent or damaged."""
    folder = course_folder() / "solutions"
    for path in sorted(folder.glob("*.ipynb")):
        if path.name.partition("_")[0] == exercise or _is_of(path, exercise):
            return _rubric(path)
    return Rubric()


def _is_of(path: Path, exercise: str) -> bool:
    try:
        return open_sheet(path).exercise == exercise
    except HandInError:
        return False


def _rubric(path: Path) -> Rubric:
    """Sort the cells of a solution under the questions they stand under.

    A part of an exercise may say how all of its answers are looked at: what stands between the
    heading of the part and its first question belongs to each of its questions that has no table of
    its own.
    """
    known = open_course().headings
    numbered = known.numbered
    in_lesson = re.compile(rf"{known.of('in_the_lesson')}: ((?i:{known.of('question')}) \d+)$")
    titles: list[str] = []
    found: dict[str, list[Html]] = {}
    words: dict[str, list[str]] = {}
    lesson: dict[str, Html] = {}
    levels: dict[str, Levels] = {}
    after: list[Html] = []
    part: list[str] = []
    heading = ""
    for kind, tagged, source, cell in _cells(path):
        above = [(len(level), name) for level, name in _HEADING.findall(source)]
        of_lesson = [one[1] for _, name in above if (one := in_lesson.match(name))]
        if kind == "markdown" and of_lesson:
            name = of_lesson[0].capitalize()
            lesson[name] = render(source)
            levels[f"Lesson: {name}"] = _levels([source])
            heading, part = "", []
            continue
        if kind == "markdown" and any(level <= _PART for level, _ in above):
            heading, part = "", []
        if kind == "markdown" and (names := [n for _, n in above if numbered.match(n)]):
            heading = names[-1]
            titles.append(heading)
            found[heading] = [render(one) for one in part if "|" in one]
            words[heading] = []
            levels[heading] = _levels(part)
        elif tagged:
            shown = render(source) if kind == "markdown" else _run(source, cell)
            if heading:
                if own := _levels([source]):
                    levels[heading] = own
                    shared = {str(render(one)) for one in part}
                    found[heading] = [one for one in found[heading] if str(one) not in shared]
                found[heading].append(shown)
                words[heading].append(source)
            elif titles:  # what stands before the first question is about the notebook
                after.append(shown)
        elif kind == "markdown" and not heading:
            part.append(source)
    return Rubric(
        titles=tuple(titles),
        shown={name: join(parts) for name, parts in found.items() if parts},
        words={name: "\n\n".join(parts) for name, parts in words.items()},
        lesson=lesson,
        levels={name: those for name, those in levels.items() if those},
        after=join(after),
    )


def turned(rubric: Rubric, questions: Iterable[Question]) -> Iterator[str]:
    """Give the keys of the matrices whose questions stand across in the rubric."""
    for one in questions:
        columns = {str(column[1]) for column in one.given.get("columns") or ()}
        head = next((rows[0] for rows in _tables([rubric.words.get(one.heading, "")])), [])
        if len(columns & set(head)) * 2 > len(columns):
            yield one.key


def _tables(sources: Iterable[str]) -> Iterator[list[list[str]]]:
    """Give the first table of each source, row by row, without the rule under its head."""
    for source in sources:
        rows = [
            [cell.strip(" *") for cell in line.strip().strip("|").split("|")]
            for line in source.splitlines()
            if line.strip().startswith("|")
        ]
        rows = [row for row in rows if any(cell.strip("-: ") for cell in row)]
        if rows:
            yield rows


def _levels(sources: Iterable[str]) -> Levels:
    """Read the first table of levels, item by item; levels may be its columns or its rows."""
    for table in _tables(sources):
        for head, *body in (table, list(zip_longest(*table, fillvalue=""))):
            if {one.lower() for one in head[1:]} == set(LEVELS):
                return {
                    f"{item[:1].upper()}{item[1:]}": {
                        level.lower(): re.sub(r"[*`]", "", words)
                        for level, words in zip(head[1:], cells, strict=False)
                    }
                    for item, *cells in body
                }
    return {}


def _run(source: str, cell: dict[str, Any]) -> Html:
    """Show what a cell of code put out, as words, and its code folded away."""
    parts = [el("details", el("summary", "Code"), el("pre", source, class_="code"))]
    outputs = cell.get("outputs")
    for output in outputs if isinstance(outputs, list) else ():
        data = output.get("data", {}) if isinstance(output, dict) else {}
        said = output.get("text") or (data.get("text/plain") if isinstance(data, dict) else "")
        if words := _text(said):
            parts.append(el("pre", words))
    return join(parts)


def _cells(path: Path) -> Iterator[tuple[str, bool, str, dict[str, Any]]]:
    """Give kind, whether it is of the solution, source and cell; nothing of a damaged file."""
    try:
        with path.open("rb") as file:
            cells = json.loads(file.read(_LARGEST))["cells"]
        found = [(cell["cell_type"], cell["metadata"], _text(cell["source"])) for cell in cells]
    except (OSError, ValueError, KeyError, TypeError):
        return
    for (kind, about, source), cell in zip(found, cells, strict=True):
        tags = about.get("tags") if isinstance(about, dict) else ()
        yield kind, _SOLUTION in (tags or ()), source, cell


def _text(value: object) -> str:
    if isinstance(value, list):
        return "".join(one for one in value if isinstance(one, str))
    return value if isinstance(value, str) else ""
