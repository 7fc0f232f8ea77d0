"""The texts that a notebook names: in its head, and in what its cells show or ask about."""

import ast
import re
from collections.abc import Collection, Iterator

from closereader.authoring.findings import Finding
from closereader.authoring.notebook import Notebook
from closereader.authoring.speech import reading_calls, strings
from closereader.course import open_course
from closereader.handin.code_cells import calls_in


def unknown_texts(notebook: Notebook, known: Collection[str]) -> Iterator[Finding]:
    """Give each text that a notebook asks for, and that the course does not have.

    `known`: the ids of all texts of the course.
    """
    remedy = f"Write one of your texts: {', '.join(known)}."
    for cell in notebook.cells:
        promised = re.findall(r"`([\w-]+)`", _line(cell.source)) if cell.kind == "markdown" else ()
        for each in dict.fromkeys((*promised, *_asked_for(cell.code))):
            if each not in known:
                what = f"Names the text {each}, and this course has none of that name."
                yield Finding(notebook.path, cell.place, what, remedy)


def _line(head: str) -> str:
    """Give the line of a head that names texts; nothing where there is none."""
    word = open_course().headings.of("texts")
    found = re.search(rf"(?m)^[\s>|*#_+-]*{word}\b.*$", head)
    return found[0] if found else ""


def _asked_for(code: str) -> Iterator[str]:
    yield from reading_calls(code)
    for call in calls_in(code):
        for keyword in call.keywords:
            if keyword.arg == "texts" and isinstance(keyword.value, ast.Tuple | ast.List):
                yield from (
                    one for each in keyword.value.elts for one in strings(ast.unparse(each))
                )


def check_texts(notebook: Notebook, known: Collection[str]) -> Iterator[Finding]:
    """Give each text that stands only in the head of an exercise, or only in its cells.

    `known`: the ids of all texts of the course.
    """
    if notebook.folder not in {"exercises", "solutions"} or not notebook.cells:
        return
    head = notebook.cells[0]
    word = open_course().headings.texts[0]
    line = _line(head.source)
    if not line:  # the grammar says so
        return
    promised = set(re.findall(r"`([\w-]+)`", line)) & set(known)
    named = {each for cell in notebook.cells for each in strings(cell.code) if each in known}
    for each in sorted(promised - named):
        what = f"The head promises the text {each}, and no cell shows it or asks about it."
        yield Finding(notebook.path, head.place, what, f"Take it out of the line “{word}”, or ask.")
    for each in sorted(named - promised):
        what = f"A cell shows {each} or asks about it, and the head does not name it."
        yield Finding(notebook.path, head.place, what, f"Write `{each}` into the line “{word}”.")
