"""What students must not have before they have answered, and whether a file tells it.

Held back are the words of the cells tagged `solution`, and the notes and essays of the model
readings: every sentence of at least eight words. What also stands in a text of the course, or in a
cell of the same notebooks that students see, is no secret; nor is a sentence that is hardly more
than a quotation from a text with its place. A cell tagged `solution` as a whole is held back too,
so that a table of nothing but quotations, which is an answer, is not given away.

Words are compared without case, punctuation, markup and line breaks, in runs of eight: a sentence
is told by a file when each of its runs stands in that file.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from closereader.annotations import Annotation, Link, read_collection
from closereader.authoring.blank import FORM
from closereader.authoring.exercises import SOLUTION, every_string, notebooks_in
from closereader.authoring.notebook import Cell, read
from closereader.authoring.prose import passages
from closereader.authoring.speech import choices, strings
from closereader.texts import open_text, text_ids

RUN = 8
"""Words that follow one another; shorter sentences are nobody's secret."""
_OWN = 4  # words of a sentence beside its quotations
_QUOTED = re.compile(r"“[^“”]*”(?:\s*\([^()]*\))?")
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,400}>")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)\]*_]*\s+")


@dataclass(frozen=True, slots=True)
class Secret:
    """A sentence that is held back, and where it stands."""

    words: str
    where: str
    runs: frozenset[int]


def secrets_of(course: Path) -> tuple[Secret, ...]:
    """Give every sentence that the solutions and the model readings of a course hold back.

    A course without solutions, such as a student's edition, has none. What the form of a new
    exercise says is in the library for everybody to read.
    """
    solutions = course / "solutions"
    open_to_all: set[int] = set()
    texts = [
        [text.body, *(note.text for note in text.notes)] for text in map(open_text, text_ids())
    ]
    for words in (*FORM, *map("\n".join, texts)):
        open_to_all |= runs_of(words)
    found: list[tuple[str, str]] = []
    whole: list[tuple[str, str]] = []
    for path in notebooks_in(solutions):
        for cell in read(path).cells:
            if SOLUTION in cell.tags:
                where = f"{path.name}, {cell.place}"
                found += [(words, where) for words in _said(cell)]
                whole.append((cell.source, where))
            else:
                open_to_all |= runs_of("\n".join([cell.source, *choices(cell.source)]))
    for path in sorted((solutions / "readings").glob("*.json")):
        for item in read_collection(path).items:
            if isinstance(item, (Annotation, Link)):
                found += [(words, path.name) for words in sentences(item.note)]
    for path in sorted((solutions / "readings").glob("*.md")):
        if path.stem != "README":
            essay = path.read_text(encoding="utf-8")
            found += [(w, path.name) for one in passages(essay) for w in sentences(one)]
    found = [one for one in found if len(_WORD.findall(_QUOTED.sub(" ", one[0]))) >= _OWN]
    secrets = (
        Secret(words, where, frozenset(runs_of(_TAG.sub(" ", words))))
        for words, where in [*found, *whole]
    )
    return tuple(one for one in secrets if one.runs and not one.runs <= open_to_all)


def told(secrets: tuple[Secret, ...], name: str, data: bytes) -> Iterator[Secret]:
    """Give the secrets that a file tells, whatever it is called."""
    runs = runs_of(_readable(name, data))
    yield from (secret for secret in secrets if secret.runs <= runs)


def runs_of(words: str) -> set[int]:
    """Return every run of eight words, as numbers that are quick to compare."""
    found = _WORD.findall(words.casefold())
    return {hash(tuple(found[at : at + RUN])) for at in range(len(found) - RUN + 1)}


def sentences(words: str) -> list[str]:
    """Part a run of prose into sentences."""
    return [one for one in _SENTENCE.split(words) if one.strip()]


def _said(cell: Cell) -> Iterator[str]:
    for one in (cell.prose, *strings(cell.code), *choices(cell.code)):
        for passage in passages(one):
            yield from sentences(passage)


def _readable(name: str, data: bytes) -> str:
    words = data.decode("utf-8", errors="replace")
    if name.endswith((".ipynb", ".json")):
        words = "\n".join(every_string(json.loads(words)))
    return _TAG.sub(" ", html.unescape(words))
