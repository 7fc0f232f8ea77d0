"""A new exercise: the form of one, with a question for each text, to be written into."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from closereader.authoring._errors import AuthoringError
from closereader.authoring.exercises import SOLUTION, notebooks_in
from closereader.authoring.notebook import (
    FORMAT,
    FORMAT_MINOR,
    KERNELSPEC,
    LANGUAGE_INFO,
    Notebook,
    parse,
)
from closereader.texts import open_text

_MINUTES = 7  # that a question takes, with its text and its answer
_ABOUT = (
    "**This is the teacher's notebook.** It has every cell that students get, and below each "
    "question what you expect. Cells with the tag *solution* stay here."
)
_EXPECTED = (
    "**What an answer shows.** It quotes the text and names the paragraph. Write here what you "
    "expect, and a second reading that the words allow as well."
)
FORM = (_ABOUT, _EXPECTED)
"""What the form says to teachers until they write their own words."""
_HAND_IN = (
    "## Hand in\n\nThis cell shows what is there and what is missing, and makes **one file** to "
    "upload. A pseudonym is enough, and nothing is sent anywhere."
)
_NEXT = (
    "## What next\n\nThe file that you make lies in the folder `work/handins` of the course. "
    "Upload it where your teacher asks for it. When you change an answer afterwards, make "
    "the file again."
)


def blank_exercise(solutions: Path, number: str, texts: Sequence[str], title: str) -> Notebook:
    """Return a solution to begin with; nothing is written.

    `solutions`: the folder where it will lie.
    `number`: two digits that no exercise has yet.
    `texts`: ids of the texts that it asks about, at least one.
    `title`: what it is about, in words for students.
    Raises `AuthoringError` when the number is not of two digits or is taken, or there is no text.
    Raises `UnknownText` when there is no such text; the message lists those there are.
    """
    if not re.fullmatch(r"\d\d", number):
        raise AuthoringError(f"{number}: the number of an exercise has two digits, for example 09.")
    taken = [each for each in notebooks_in(solutions) if each.name.startswith(f"{number}_")]
    if taken:
        raise AuthoringError(f"{number}: is {taken[0].name} already. Take a number that is free.")
    if not texts or not title.strip():
        raise AuthoringError("An exercise needs at least one text, and a title.")
    for each in texts:
        open_text(each)
    slug = re.sub(r"[^a-z0-9]+", "_", title.casefold()).strip("_") or "exercise"
    return exercise(solutions / f"{number}_{slug[:40]}.ipynb", number, texts, title)


def exercise(path: Path, number: str, texts: Sequence[str], title: str) -> Notebook:
    """Return the same for a course that need not be there yet: its texts are not looked up."""
    cells = [*_beginning(title.strip(), texts), *_questions(number, texts), *_end(number)]
    return notebook(path, cells)


def _beginning(title: str, texts: Sequence[str]) -> list[dict[str, Any]]:
    named = ", ".join(f"`{each}`" for each in texts)
    head = (
        f"# Exercise: {title}\n\n- **Time:** {_MINUTES * len(texts)} minutes\n"
        f"- **What you need:** your reader name\n- **Texts:** {named}\n"
        "- **What you will be able to do:** answer from the words of a text, and say where they "
        "stand"
    )
    return [markdown("head", head), markdown("about-solution", _ABOUT, SOLUTION)]


def _questions(number: str, texts: Sequence[str]) -> list[dict[str, Any]]:
    made = []
    for at, text in enumerate(texts, start=1):
        prompt = f"What does the first paragraph of {text} ask of its reader? Quote it."
        made += [
            markdown(
                f"question-{at}",
                f"### Question {at}\n\nRead the first paragraph of `{text}`. What does it ask of "
                "its reader? Quote the words on which your answer rests.",
            ),
            code(
                f"x{at}",
                f'from closereader import Ask\n\nAsk(\n    "{number}/exercise-question-{at}",\n'
                f'    "{prompt}",\n    texts=("{text}",),\n    words=(40, 90),\n)',
                jupyter={"source_hidden": True},
            ),
            markdown(f"x{at}-solution", _EXPECTED, SOLUTION),
        ]
    return [markdown("part-a", "## Part A. From the words"), *made]


def _end(number: str) -> list[dict[str, Any]]:
    call = f'from closereader import HandIn\n\nHandIn("{number}")'
    return [
        markdown("hand-in", _HAND_IN), code("hand-in-file", call), markdown("next", _NEXT),
    ]  # fmt: skip


def notebook(path: Path, cells: Sequence[dict[str, Any]]) -> Notebook:
    """Return a notebook of these cells."""
    metadata = {"kernelspec": KERNELSPEC, "language_info": LANGUAGE_INFO}
    data = {
        "cells": cells,
        "metadata": metadata,
        "nbformat": FORMAT,
        "nbformat_minor": FORMAT_MINOR,
    }
    return parse(json.dumps(data), path)


def markdown(name: str, source: str, *tags: str) -> dict[str, Any]:
    """Return a cell of prose; `name` is its id."""
    metadata = {"tags": list(tags)} if tags else {}
    return {"cell_type": "markdown", "id": name, "metadata": metadata, "source": source}


def code(name: str, source: str, **metadata: object) -> dict[str, Any]:
    """Return a cell of code that was not run; `name` is its id."""
    return {"cell_type": "code", "id": name, "metadata": metadata, "source": source,
            "execution_count": None, "outputs": []}  # fmt: skip
