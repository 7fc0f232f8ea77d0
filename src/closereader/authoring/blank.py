"""A new exercise: the form of one, with a question for each text, to be written into."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from closereader.authoring._errors import AuthoringError
from closereader.authoring.exercises import SOLUTION, notebooks_in
from closereader.authoring.notebook import Notebook, parse
from closereader.texts import open_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}
_ABOUT = (
    "**This is the teacher's notebook.** It has every cell that students get, and below each "
    "question what you expect. Cells with the tag *solution* stay here."
)
_EXPECTED = (
    "**What an answer shows.** It quotes the text and names the paragraph. Write here what you "
    "expect, and a second reading that the words allow as well."
)
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

    Parameters
    ----------
    solutions
        The folder where it will lie.
    number
        Two digits that no exercise has yet.
    texts
        Ids of the texts that it asks about, at least one.
    title
        What it is about, in words for students.

    Raises
    ------
    AuthoringError
        When the number is not of two digits or is taken, or there is no text.
    UnknownText
        When there is no such text; the message lists those there are.
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
    cells = [*_beginning(title.strip(), texts), *_questions(number, texts), *_end(number)]
    data = {"cells": cells, "metadata": _KERNEL, "nbformat": 4, "nbformat_minor": 5}
    return parse(json.dumps(data), solutions / f"{number}_{slug[:40]}.ipynb")


def _minutes(questions: int) -> int:
    """Return the time that is promised: seven minutes a question, in steps of five."""
    return max(10, -(-7 * questions // 5) * 5)


def _beginning(title: str, texts: Sequence[str]) -> list[dict[str, Any]]:
    named = ", ".join(f"`{each}`" for each in texts)
    head = (
        f"# Exercise: {title}\n\n- **Time:** {_minutes(len(texts))} minutes\n"
        f"- **What you need:** your reader name\n- **Texts:** {named}\n"
        "- **What you will be able to do:** answer from the words of a text, and say where they "
        "stand"
    )
    return [_markdown("head", head), _markdown("about-solution", _ABOUT, SOLUTION)]


def _questions(number: str, texts: Sequence[str]) -> list[dict[str, Any]]:
    made = []
    for at, text in enumerate(texts, start=1):
        prompt = f"What does the first paragraph of {text} ask of its reader? Quote it."
        made += [
            _markdown(
                f"question-{at}",
                f"### Question {at}\n\nRead the first paragraph of `{text}`. What does it ask of "
                "its reader? Quote the words on which your answer rests.",
            ),
            _code(
                f"x{at}",
                f'from closereader import Ask\n\nAsk(\n    "{number}/exercise-question-{at}",\n'
                f'    "{prompt}",\n    texts=("{text}",),\n    words=(40, 90),\n)',
                jupyter={"source_hidden": True},
            ),
            _markdown(f"x{at}-solution", _EXPECTED, SOLUTION),
        ]
    return [_markdown("part-a", "## Part A. From the words"), *made]


def _end(number: str) -> list[dict[str, Any]]:
    code = f'from closereader import HandIn\n\nHandIn("{number}")'
    return [
        _markdown("hand-in", _HAND_IN), _code("hand-in-file", code), _markdown("next", _NEXT),
    ]  # fmt: skip


def _markdown(name: str, source: str, *tags: str) -> dict[str, Any]:
    metadata = {"tags": list(tags)} if tags else {}
    return {"cell_type": "markdown", "id": name, "metadata": metadata, "source": source}


def _code(name: str, source: str, **metadata: object) -> dict[str, Any]:
    return {"cell_type": "code", "id": name, "metadata": metadata, "source": source,
            "execution_count": None, "outputs": []}  # fmt: skip
