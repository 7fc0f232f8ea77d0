"""One student's file: an exercise with its answers and marks, to be uploaded and read again.

`make` collects it, `read_handin` reads one that came from somewhere, `open_sheet` reads the
questions of an exercise from its notebook. The questions, and the rooms that they need, are
imported when they are first asked for: whoever only reads a hand-in does not wait for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from closereader.handin._errors import HandInError
from closereader.handin.data import Submission, digest, embedded, make, read_handin
from closereader.moved import at_first_use

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

_SHEET = ("Question", "QuestionSheet", "exercise_notebook", "open_sheet")
_HOMES = {"MarksAsked": "_marks_asked", **dict.fromkeys(_SHEET, "sheet")}
__getattr__, __dir__ = at_first_use(__name__, _HOMES, __all__)
