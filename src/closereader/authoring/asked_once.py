"""A question is asked once: by its widget, which a reader has before them while they answer.

The prose above it says what is needed to answer: the lines that are meant, the time, what to do.
What it says in the question's own words is read twice by everybody, and aloud by some.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise

from closereader.authoring.asked import asked
from closereader.authoring.findings import Finding
from closereader.authoring.notebook import Cell, Notebook
from closereader.authoring.prose import without_code
from closereader.handin.sheet import Call
from closereader.questions import QuestionError, open_question

RUN = 7
"""Words in a row that are more than chance."""
_QUOTED = re.compile(r"“[^”]*”|‘[^’]{40,}’|\([a-z]+-\d{4}[^)]*\)")
_WORD = re.compile(r"\w+")


def asked_once(notebook: Notebook, cells: Sequence[Cell]) -> Iterator[Finding]:
    """Give the prose that asks in the very words of the question below it."""
    for above, cell in pairwise(cells):
        for call in asked(cell.code):
            if run := _shared(without_code(above.prose), _prompt(call)):
                what = f"Asks “{run}”, and so does {call.widget} below it."
                remedy = "Say in the prose only what the question does not say."
                yield Finding(notebook.path, above.place, what, remedy)


def _prompt(call: Call) -> str:
    if call.widget == "Choose":
        with suppress(QuestionError):  # that there is none is said when the notebook is run
            return open_question(call.key).prompt
    return str(call.given.get("prompt") or "")


def _shared(prose: str, prompt: str) -> str:
    """Return the first run of words that both have; what they quote may be quoted in both."""
    mine, theirs = (_WORD.findall(_QUOTED.sub(" | ", each).casefold()) for each in (prose, prompt))
    runs = {tuple(theirs[at : at + RUN]) for at in range(len(theirs) - RUN + 1)}
    for at in range(len(mine) - RUN + 1):
        if tuple(mine[at : at + RUN]) in runs:
            return " ".join(mine[at : at + RUN])
    return ""
