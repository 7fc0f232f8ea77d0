"""What a notebook gives to read, and what it asks about: paragraph by paragraph.

A `Reader` or `Compare` shows a whole text. Where only a part is to be read, the Markdown cell above
it names that part as a citation, ``Read (alieva-2024 ¶15–21).``: a student reads it, and so does
this module.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from closereader.authoring.asked import asked
from closereader.authoring.exercises import SOLUTION
from closereader.authoring.notebook import Cell, Notebook
from closereader.authoring.prose import headings
from closereader.authoring.speech import choices, reading_calls, strings
from closereader.course import open_course
from closereader.quotations import cited_blocks
from closereader.texts import TextError, open_text

_PARAGRAPH = re.compile(r"¶\d+")


@dataclass(frozen=True, slots=True)
class Route:
    """What one reader is opened for."""

    text: str
    paragraphs: tuple[str, ...]
    """Labels (``¶12``), in the order of the text."""
    whole: bool
    """Whether no part was named."""


def routes(notebook: Notebook) -> Iterator[Route]:
    """Give what each reader of a notebook is opened for; a text that is not there is left out."""
    cells = [cell for cell in notebook.cells if SOLUTION not in cell.tags]
    route = re.compile(rf"(?i)\b{open_course().headings.of('read')} (\([^()]*\))")
    for above, cell in zip([None, *cells], cells, strict=False):
        named = _cited(" ".join(route.findall(above.prose if above is not None else "")))
        for text in reading_calls(cell.code):
            every = _paragraphs(text)
            part = tuple(label for label in every if (text, label) in named)
            if every:
                yield Route(text, part or every, whole=not part)


def asked_about(notebook: Notebook) -> set[tuple[str, str]]:
    """Give (text, paragraph) of all that the questions of a notebook cite.

    A question is what stands under its heading “Question n” up to the widget that takes the answer
    (where marks answer it, up to the next cell of code), and what that widget itself says: its
    prompt, hints, rows, columns and options. What follows the widget, and what is replied to a
    choice, explains; it does not ask.
    """
    found: set[tuple[str, str]] = set()
    inside = False
    for cell in notebook.cells:
        if SOLUTION in cell.tags:
            continue
        if cell.kind == "markdown":
            below, inside = _question_in(cell.source, inside=inside)
            found |= _cited(below)
        else:
            inside = False
            if any(asked(cell.source)):
                words = [*strings(cell.source), *choices(cell.source, replies=False)]
                found.update(*map(_cited, words))
    return found


def _question_in(source: str, *, inside: bool) -> tuple[str, bool]:
    """Give the words of a cell that stand under headings of questions; whether it ends in one."""
    kept = []
    for line in source.split("\n"):
        if titles := headings(line):
            inside = _asks(titles[-1].title)
        if inside:
            kept.append(line)
    return "\n".join(kept), inside


def cited(cells: Sequence[Cell]) -> set[tuple[str, str]]:
    """Give (text, paragraph) of all that cells cite, in prose or in code."""
    found: set[tuple[str, str]] = set()
    for cell in cells:
        found.update(*map(_cited, [cell.prose, *strings(cell.code)]))
    return found


def _asks(title: str) -> bool:
    return open_course().headings.numbered.match(title) is not None


def _cited(words: str) -> set[tuple[str, str]]:
    return {place for place in cited_blocks(words) if _PARAGRAPH.fullmatch(place[1])}


def _paragraphs(text_id: str) -> tuple[str, ...]:
    try:
        return tuple(block.label for block in open_text(text_id).paragraphs)
    except TextError:
        return ()
