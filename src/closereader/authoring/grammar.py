"""The grammar of a notebook, as far as a program can see it.

Headings: one H1, first, and no level skipped. A head that says Time, What you need, Texts, What
you will be able to do. Cells of at most three visible lines; prose of at most 120 words. Every
question stands under a heading “Question n”, counted from 1, and has an id of its own; one that
came later stands under “One more question: …”, so that the others keep the ids of their answers.
Figures are looked at in `closereader.authoring.figure_rules`, what is said of earlier answers in
`closereader.authoring.again_rules`, whether a question is asked twice in
`closereader.authoring.asked_once`, what a listener needs in `closereader.authoring.access_rules`.
A lesson ends in Key points, Key terms and Further reading; no
notebook ends with a code cell, because the key that runs it would add an empty one.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from closereader.authoring.access_rules import access
from closereader.authoring.again_rules import promises
from closereader.authoring.asked import asked
from closereader.authoring.asked_once import asked_once
from closereader.authoring.button_rules import named_buttons
from closereader.authoring.cell_rules import DOI, one_cell
from closereader.authoring.english import english
from closereader.authoring.exercises import SOLUTION, STUDENT
from closereader.authoring.figure_rules import figures
from closereader.authoring.findings import Finding
from closereader.authoring.notebook import Cell, Notebook
from closereader.authoring.prose import headings
from closereader.course import open_course

LARGEST = 200_000
HEAD_CELLS = 5

HEAD = {"time": r"\b[^\n]*\d+\s*min", "needed": r"\b", "texts": r"\b", "able": r"\b"}
"""What the head says (`closereader.course.Headings`), and what follows its word."""
CLOSING = ("key_points", "key_terms", "reading")
_FOUND_SOMEWHERE = re.compile(r"(?i)\bISBN\b|https?://")
_QUESTION_ID = re.compile(r"(\d\d)/[a-z0-9-]+")


def check(notebook: Notebook) -> Iterator[Finding]:
    """Give every breach of the grammar.

    A solution is two notebooks in one; its ``student`` cells are looked at in the exercise.
    """
    cells = tuple(cell for cell in notebook.cells if STUDENT not in cell.tags)
    yield from _size(notebook)
    yield from _headings(notebook, cells)
    yield from _head(notebook, cells)
    yield from _questions(notebook, cells)
    yield from figures(notebook, cells)
    yield from promises(notebook, cells)
    yield from asked_once(notebook, cells)
    yield from access(notebook, cells)
    yield from _end(notebook)
    if notebook.folder == "notebooks":
        yield from _closing(notebook, cells)
    for cell in notebook.cells:
        remarks = [*one_cell(cell, of_solution=notebook.folder == "solutions"), *english(cell)]
        remarks += [remark for _, remark in named_buttons(cell.prose)]
        yield from (Finding(notebook.path, cell.place, *remark) for remark in remarks)


def _size(notebook: Notebook) -> Iterator[Finding]:
    size = notebook.path.stat().st_size if notebook.path.exists() else 0
    if size > LARGEST:
        what = f"Weighs {size // 1000} kB; {LARGEST // 1000} kB is the most."
        yield Finding(notebook.path, "", what, "Let cells show less.")


def _headings(notebook: Notebook, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    path = notebook.path
    found = [(cell, one) for cell in cells for one in headings(cell.prose)]
    tops = [cell for cell, one in found if one.level == 1]
    if not found or found[0][1].level != 1 or cells[0] is not found[0][0]:
        yield Finding(
            path, "", "Does not begin with an H1.", "Begin the first cell with “# Title”."
        )
    for cell in tops[1:]:
        yield Finding(path, cell.place, "Is a second H1.", "Use ## here.")
    for (_, before), (cell, one) in pairwise(found):
        if one.level > before.level + 1:
            what = f"The heading “{one.title}” skips from level {before.level} to {one.level}."
            yield Finding(path, cell.place, what, f"Use level {before.level + 1}.")


def _head(notebook: Notebook, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    words = "\n".join(cell.prose for cell in cells[:HEAD_CELLS])
    known = open_course().headings
    for name, rest in HEAD.items():
        if not re.search(rf"(?im)^[\s>|*#_+-]*{known.of(name)}{rest}", words):
            label = getattr(known, name)[0]
            what = f"The head (the first {HEAD_CELLS} cells) does not say “{label}”."
            example = f"**{label}:** 75 minutes" if name == "time" else f"**{label}:** …"
            yield Finding(notebook.path, "", what, f"Add a line that begins “{example}”.")


def _questions(notebook: Notebook, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    current, level, seen = False, 0, 0
    known = open_course().headings
    question, uncounted = known.numbered, re.compile(rf"{known.of('uncounted')}: ")
    ids: set[str] = set()
    for cell in cells:
        for one in headings(cell.prose):
            numbered = question.match(one.title)
            if numbered or uncounted.match(one.title):
                current, level = True, one.level
            elif one.level <= level:
                current = False
            if numbered:
                if int(numbered[1]) != seen + 1:
                    what = f"“{one.title}” follows question {seen}."
                    yield Finding(notebook.path, cell.place, what, f"Number it {seen + 1}.")
                seen = int(numbered[1])
        for put in asked(cell.code):
            call = f"{put.widget}({put.key!r})"
            yield from _asked(notebook, cell, call, put.key, ids)
            if not current:
                what = f"{call} stands under no numbered question."
                word = open_course().headings.question[0]
                yield Finding(notebook.path, cell.place, what, f"Begin a heading “{word} n”.")


def _asked(notebook: Notebook, cell: Cell, call: str, key: str, ids: set[str]) -> Iterator[Finding]:
    number = _QUESTION_ID.fullmatch(key)
    name = notebook.path.name
    if number is None or not name.startswith(number[1]):
        remedy = f"Use an id such as “{name[:2]}/q1” as its first argument."
        yield Finding(notebook.path, cell.place, f"{call} has an id of another form.", remedy)
    elif key in ids and SOLUTION not in cell.tags:
        what = f"{call} has the id of an earlier question."
        yield Finding(notebook.path, cell.place, what, "Give it an id of its own.")
    ids.add(key)


def _end(notebook: Notebook) -> Iterator[Finding]:
    """Look at the last cell that students get, also of a solution."""
    last = [cell for cell in notebook.cells if SOLUTION not in cell.tags][-1:]
    if last and last[0].kind == "code":
        what = "Is the last cell, and code: Shift+Enter would add an empty cell below it."
        remedy = "End with Markdown that says what to do next."
        yield Finding(notebook.path, last[0].place, what, remedy)


def _closing(notebook: Notebook, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    sections = sections_of(cells)
    known = open_course().headings
    for name in CLOSING:
        titles = getattr(known, name)
        if not any(one.startswith(_small(titles)) for one in sections):
            what = f"Has no “{titles[0]}”."
            yield Finding(notebook.path, "", what, f"Add a section “## {titles[0]}”.")
    for title, words in sections.items():
        if not title.startswith(_small(known.reading)):
            continue
        if not DOI.search(words):
            yield Finding(notebook.path, "", f"{known.reading[0]} gives no DOI.", "Add the DOIs.")
        for item in re.findall(
            r"(?m)^[ \t]*(?:[-*+]|\d+[.)])[ \t]+.*(?:\n(?![ \t]*[-*+#]|\n).*)*", words
        ):
            if not DOI.search(item) and not _FOUND_SOMEWHERE.search(item):
                what = f"{known.reading[0]} does not say where to find: {item.strip()[:70]}"
                yield Finding(notebook.path, "", what, "Add a DOI, an ISBN or an address.")


def _small(titles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(title.lower() for title in titles)


def sections_of(cells: tuple[Cell, ...]) -> dict[str, str]:
    """Give the Markdown under every heading, by its title in small letters."""
    found: dict[str, str] = {}
    title = ""
    for cell in cells:
        for line in cell.prose.splitlines():
            begins = headings(line)
            title = begins[0].title.lower() if begins else title
            found[title] = found.get(title, "") + ("" if begins else line + "\n")
    return found
