"""All that a notebook says to its reader, and where it says it."""

import ast
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from closereader.authoring.notebook import Cell
from closereader.authoring.prose import passages, shown
from closereader.handin.code_cells import calls_in, name_of, parsed
from closereader.handin.sheet import asked
from closereader.questions import QuestionError, open_question

# What opens texts to be read; its first arguments are their ids.
_READING = ("Reader", "Compare")


@dataclass(frozen=True, slots=True)
class Said:
    """One run of words: of prose, of code (a prompt, a hint), of a choice, or of an output."""

    words: str
    by: str
    """``prose``, ``code``, ``choice`` (what ``questions.yml`` holds for it) or ``output``."""
    whole: str
    """The string it stands in."""


def said(cell: Cell) -> Iterator[Said]:
    """Give every run of words of a cell."""
    yield from (Said(words, "prose", cell.prose) for words in passages(cell.prose))
    for string in strings(cell.code):
        yield from (Said(words, "code", string) for words in passages(string))
    for string in choices(cell.code):
        yield from (Said(words, "choice", string) for words in passages(string))
    for output in cell.outputs:
        yield from _put_out(output)


def _put_out(output: Mapping[str, Any]) -> Iterator[Said]:
    for mime, value in (("text/plain", output.get("text")), *output.get("data", {}).items()):
        if isinstance(value, str):
            seen = shown(value) if mime == "text/html" else value
            runs = (" ".join(run.split()) for run in seen.split("\n\n"))
            yield from (Said(run, "output", value) for run in runs if run)


def strings(source: str) -> Iterator[str]:
    """Give every string constant of a code cell; strings written side by side are one."""
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def choices(source: str, *, replies: bool = True) -> Iterator[str]:
    """Give what the choices of a code cell ask, offer and reply; it stands in ``questions.yml``.

    A question that is missing there or damaged says nothing; `needs` says that it cannot be asked.
    """
    for call in asked(source):
        if call.widget != "Choose":
            continue
        with suppress(QuestionError):
            question = open_question(call.key)
            yield question.prompt
            for option in question.options:
                yield option.label
                if replies:
                    yield option.reply


def reading_calls(source: str) -> Iterator[str]:
    """Give the id of every text that a code cell opens to be read, alone or beside another."""
    for node in calls_in(source):
        if name_of(node) in _READING:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def calls(source: str) -> Iterator[tuple[str, str]]:
    """Give (name of the function, first argument when it is a string) for every call of a cell."""
    for node in calls_in(source):
        first = node.args[0] if node.args else None
        text = first.value if isinstance(first, ast.Constant) else ""
        yield name_of(node), text if isinstance(text, str) else ""
