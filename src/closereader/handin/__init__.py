"""One student's file: an exercise with its answers and marks, to be uploaded and read again.

`make` collects it, `read_handin` reads one that came from somewhere, `open_sheet` reads the
questions of an exercise from its notebook.
"""

from __future__ import annotations

from closereader.handin._errors import HandInError
from closereader.handin._marks_asked import MarksAsked
from closereader.handin.data import Submission, digest, embedded, make, read_handin
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
