"""The sample sentences of the solutions, as the file that students get after their hand-in.

Under a question of a solution stands, in a cell tagged ``solution``::

    #### Sample sentences

    - **Strong:** ‘The sentence.’ Why it is placed there.

A level may have two, one for each side of a question. In the same cell or a later one stands
``**Where the two readings differ:** …``, of which students get the first sentence. The samples are
ordered by what their words hash to: always the same, and never by level.
"""

import hashlib
import json
import re
from pathlib import Path

from closereader.authoring._errors import AuthoringError
from closereader.authoring.exercises import SOLUTION, notebooks_in
from closereader.authoring.notebook import Notebook, read, write_words
from closereader.course import open_course
from closereader.handin import HandInError
from closereader.handin.samples import FILE, LEVELS
from closereader.handin.sheet import open_sheet

PLACE = f"seeds/{FILE}"
_NONE = "{}\n"
_BULLET = re.compile(r"(?m)^- \*\*(Strong|Adequate|Thin):\*\* ")
_SAMPLE = re.compile(r"‘(?P<words>.+)’ (?P<reason>[^‘’]\S*.*)")
_DIFFER = re.compile(
    r"\*\*Where the (?:two )?read(?:ing|er)s differ:\*\* (.+?[.?!])(?= (?:\*\*|[A-Z])|$)",
    re.MULTILINE,
)
_EMPHASIS = re.compile(r"(\*\*|\*|`)(?=\S)(.+?)(?<=\S)\1")


def samples_of(solution: Notebook) -> dict[str, dict[str, object]]:
    """Give the samples of one solution, by the part of the question's id after the exercise.

    Raises `AuthoringError` when a sample has no reason, a level is missing, or no question stands
    above.
    """
    keys = _questions(solution)
    question = re.compile(rf"(?m)^#{{1,6}} ({open_course().headings.of('question')} \d+)$")
    found: dict[str, dict[str, object]] = {}
    heading = ""
    for cell in solution.cells:
        if titles := question.findall(cell.source):
            heading = titles[-1]
        if SOLUTION not in cell.tags or cell.kind != "markdown":
            continue
        where = f"{solution.path}, {cell.place}"
        if lines := [one for one in cell.source.splitlines() if _BULLET.match(one)]:
            if heading not in keys or keys[heading] in found:
                raise AuthoringError(f"{where}: its samples belong to no question of their own.")
            samples = sorted((_sample(one, where) for one in lines), key=lambda one: one["id"])
            if {one["level"] for one in samples} != set(LEVELS):
                every = ", ".join(LEVELS)
                raise AuthoringError(f"{where}: give at least one sample for each of {every}.")
            found[keys[heading]] = {"samples": samples, "differ": ""}
        if (differ := _DIFFER.search(cell.source)) and keys.get(heading) in found:
            found[keys[heading]]["differ"] = _plain(differ[1])
    return found


def _questions(solution: Notebook) -> dict[str, str]:
    """Give the names of the questions by their headings; a notebook may ask none."""
    try:
        return {one.heading: one.name for one in open_sheet(solution.path).questions}
    except HandInError:
        return {}


def _sample(line: str, where: str) -> dict[str, str]:
    level = _BULLET.match(line)
    parts = _SAMPLE.fullmatch(line[level.end() :]) if level else None
    if level is None or parts is None:
        raise AuthoringError(f"{where}: write a sample as ‘The sentence.’ and then why: “{line}”.")
    words = _plain(parts["words"])
    name = hashlib.sha256(words.encode()).hexdigest()[:12]
    return {
        "id": name,
        "words": words,
        "level": level[1].lower(),
        "reason": _plain(parts["reason"]),
    }


def _plain(words: str) -> str:
    return _EMPHASIS.sub(r"\2", words).strip()


def made(course: Path) -> str:
    """Give the file of a course."""
    every = {
        path.name.partition("_")[0]: samples
        for path in notebooks_in(course / "solutions")
        if (samples := samples_of(read(path)))
    }
    return json.dumps(every, ensure_ascii=False, indent=1) + "\n"


def samples_stale(course: Path) -> bool:
    """Tell whether the file on disk is another one than the solutions give."""
    path = course / PLACE
    there = path.read_text(encoding="utf-8") if path.is_file() else _NONE
    return there != made(course)


def write_samples(course: Path) -> bool:
    """Write the file; say whether it changed."""
    return samples_stale(course) and write_words(course / PLACE, made(course))
