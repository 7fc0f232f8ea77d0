"""All files of the course that are there and cannot be read, each with its sentence."""

from collections.abc import Callable, Iterator

from closereader._faults import SentenceError
from closereader._paths import seeds_folder
from closereader.claims import open_claims
from closereader.codebook import open_codebook
from closereader.course import open_course
from closereader.glossary import open_glossary
from closereader.questions import open_question, question_ids
from closereader.scale import open_scale
from closereader.tables import open_table, table_names
from closereader.texts import TextError, readable_texts

# By the file that must be there for it to be read; a course need not have it.
_MAY: dict[str, Callable[[], object]] = {
    "questions.yml": lambda: [*map(open_question, question_ids())],
    "claims.yml": open_claims,
    "scale.yml": open_scale,
    "tables/datapackage.json": lambda: [*map(open_table, table_names())],
    "glossary.yml": open_glossary,
}


def damages() -> Iterator[str]:
    """Give a sentence for each file that is damaged: the file, the line, and what to do."""
    seeds = seeds_folder()
    there = [read for file, read in _MAY.items() if (seeds / file).exists()]
    told: list[str] = []
    for sentence in (*_wrong(open_course, open_codebook), *_texts(), *_wrong(*there)):
        if not any(one in sentence for one in told):  # a text that the glossary quotes
            told.append(sentence)
            yield sentence


def _texts() -> Iterator[str]:
    try:
        yield from readable_texts().problems
    except TextError as error:
        yield str(error)


def _wrong(*reads: Callable[[], object]) -> Iterator[str]:
    for read in reads:
        try:
            read()
        except SentenceError as error:
            yield str(error)
