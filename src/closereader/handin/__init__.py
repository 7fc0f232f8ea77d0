"""One student's file: an exercise with its answers and marks, to be uploaded and read again.

`make` collects it, `read_handin` reads one that came from somewhere, `open_sheet` reads the
questions of an exercise from its notebook. The questions, and the rooms that they need, are
imported when they are first asked for: whoever only reads a hand-in does not wait for them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from closereader.handin._errors import HandInError
from closereader.handin.data import Submission, digest, embedded, make, read_handin

if TYPE_CHECKING:
    from closereader.handin._marks_asked import MarksAsked
    from closereader.handin.sheet import Question, QuestionSheet, exercise_notebook, open_sheet

__all__ = [
    "HandInError",
    "MarksAsked",
    "Question",
    "QuestionSheet",
    "Submission",
    "digest",
    "embedded",
    "exercise_notebook",
    "make",
    "open_sheet",
    "read_handin",
]


def __getattr__(name: str) -> object:
    """Import a public name at its first use (PEP 562)."""
    if name not in __all__:
        reason = f"{__name__} has no {name!r}."
        raise AttributeError(reason)
    home = "_marks_asked" if name == "MarksAsked" else "sheet"
    found = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """List the public names, whether they are imported yet or not."""
    return sorted({*globals(), *__all__})
