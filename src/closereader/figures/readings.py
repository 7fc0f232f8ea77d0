"""Readings: who marked what. The course's prepared passages, and the reader's own marks."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from closereader._faults import SentenceError
from closereader._paths import seeds_folder
from closereader._yaml import read_yaml
from closereader.annotations import Annotation
from closereader.codebook import CodebookError, open_codebook
from closereader.texts import Span, TextError, open_text, readable_texts
from closereader.work import Work, open_work, placed

_FIELDS = ("text", "place", "theme", "move", "quote", "why")


class PassageError(SentenceError):
    """The file of prepared passages cannot be read; the message names the entry and the remedy."""


@dataclass(frozen=True, slots=True)
class CodedPassage:
    """A stretch of a text that somebody marked."""

    text: str
    """The id of the text."""
    span: Span
    """Code points of the body, half-open."""
    theme: str
    move: str | None
    note: str


@dataclass(frozen=True, slots=True)
class CodedReading:
    """The passages that one reader marked, over any number of texts."""

    name: str
    """For a sentence or a table heading, for example ``Prepared passages``."""
    label: str
    """The same, short enough to stand beside a strip."""
    passages: tuple[CodedPassage, ...]
    empty: str = "No passage yet."
    """What to say where there is nothing to show."""
    problems: tuple[str, ...] = ()
    """One sentence for everything that could not be shown."""

    def of(self, theme: str, text_id: str) -> tuple[CodedPassage, ...]:
        """Return the passages under this theme in this text, in the order of the text."""
        found = [each for each in self.passages if (each.theme, each.text) == (theme, text_id)]
        return tuple(sorted(found, key=lambda each: each.span))


def prepared_reading(path: Path | str | None = None) -> CodedReading:
    """Read the passages that the course points to: ``passages.yml`` in the folder of the texts.

    Raises
    ------
    PassageError
        When the file is missing or damaged, names an unknown text, theme or move, or quotes words
        that do not stand, exactly once, in the paragraph it names.
    """
    path = (seeds_folder() / "passages.yml") if path is None else Path(path)
    found = read_yaml(path, PassageError, "prepared passages")
    entries = found.get("passages") if isinstance(found, dict) else None
    if not isinstance(entries, list):
        raise PassageError(f"{path} must hold a list under `passages:`.")
    passages = tuple(
        _passage(entry, f"{path}, passage {number}") for number, entry in enumerate(entries, 1)
    )
    return CodedReading("Prepared passages", "prepared", passages)


def _passage(entry: Any, where: str) -> CodedPassage:  # noqa: ANN401 - whatever YAML held
    if not isinstance(entry, dict) or any(not isinstance(entry.get(f), str) for f in _FIELDS):
        raise PassageError(f"{where} needs each of: {', '.join(_FIELDS)}.")
    codebook = open_codebook()
    quote = entry["quote"]
    try:
        text = open_text(entry["text"])
        block = text.block(entry["place"])
        codebook.theme(entry["theme"])
        codebook.move(entry["move"])
    except (TextError, CodebookError) as error:
        raise PassageError(f"{where}: {error}") from error
    times = block.text.count(quote)
    if times != 1:
        raise PassageError(
            f"{where}: the words “{quote}” stand {times} times in {text.id} {block.label}; "
            "quote words that stand there once, letter for letter."
        )
    start = block.start + block.text.index(quote)
    span = Span(start, start + len(quote))
    return CodedPassage(text.id, span, entry["theme"], entry["move"], entry["why"])


def own_reading(work: Work | None = None) -> CodedReading:
    """Read the marks in the work folder, each at the place it is found now.

    A mark whose words are no longer found for certain is not drawn: it is counted in
    ``problems``, and so is a file that could not be read.
    """
    work = open_work() if work is None else work
    passages: list[CodedPassage] = []
    problems: list[str] = []
    shelf = readable_texts()
    for text in shelf.texts:
        loaded = work.annotations(text.id)
        problems += [each.sentence for each in loaded.problems]
        marks = [each for each in loaded.items if isinstance(each, Annotation)]
        standing, lost = placed(text, marks, work)
        passages += [
            CodedPassage(text.id, Span(start, end), mark.theme, mark.move, mark.note)
            for start, end, mark in standing
        ]
        if lost:
            problems.append(
                f"{len(lost)} of your marks in {text.id} could not be placed for certain."
            )
    return CodedReading(
        name="Your marks",
        label="yours",
        passages=tuple(passages),
        empty="no passage of yours yet",
        problems=(*problems, *shelf.problems),
    )
