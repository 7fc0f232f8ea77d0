"""The rubrics of a course, as the solutions of its exercises have them."""

import re
from collections.abc import Iterable

from closereader.authoring.exercises import SOLUTION
from closereader.authoring.notebook import Notebook
from closereader.course import open_course

_LOOKED_AT = re.compile(r"^#### How this answer is looked at$", re.MULTILINE)
_PART_D = re.compile(r"^## Part D\.", re.MULTILINE)


def rubrics(solutions: Iterable[Notebook]) -> str:
    """Give the rubric of each question that has one, in Markdown, each under its title."""
    found = rubrics_by_title(solutions)
    return "\n".join(
        line for title, rows in found.items() for line in (f"**{title}**\n", *rows, "")
    )


def rubrics_by_title(solutions: Iterable[Notebook]) -> dict[str, list[str]]:
    """Give the rows of the rubric of each question that has one, as its solution has them.

    The exercise's come first: those under a question, and that of part D, which stands above its
    question. Then comes that of the lesson.
    """
    found: dict[str, list[str]] = {}
    known = open_course().headings
    of_lesson = re.compile(
        rf"(?m)^## {known.of('in_the_lesson')}: ((?i:{known.of('question')}) \d+)$"
    )
    heading = re.compile(rf"(?m)^### ({known.of('question')} \d+)$")
    for one in solutions:
        number, question, part_d = one.path.name[:2], "", ""
        for cell in one.cells:
            rows = [line for line in cell.source.splitlines() if line.startswith("|")]
            part_d = cell.source if _PART_D.search(cell.source) else part_d
            if named := heading.findall(cell.source):
                question = named[-1].lower()
            titles = []
            if SOLUTION in cell.tags and (there := of_lesson.search(cell.source)):
                titles = [f"Lesson {number}, {there[1]}"]
            elif named and part_d:
                rows = [line for line in part_d.splitlines() if line.startswith("|")]
                titles, part_d = [f"Exercise {number}, {question}"], ""
            elif SOLUTION in cell.tags and _LOOKED_AT.search(cell.source):
                titles = [f"Exercise {number}, {question}"]
            found |= dict.fromkeys(titles, rows)
    return found
