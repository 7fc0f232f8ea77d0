"""How long the questions of a notebook take."""

from closereader.course import open_course
from closereader.handin.sheet import WIDGETS, Call, asked

__all__ = ["asked", "minutes"]

# A slow writer in a second language.
_WORDS_A_MINUTE = 12


def minutes(question: Call) -> float:
    """Estimate how long a question takes: to think, and to write what it asks for.

    Of a range of words the middle counts; a matrix takes a minute a cell when its cells are known.
    """
    if question.widget == "Matrix":
        rows, columns = (question.given.get(name) for name in ("rows", "columns"))
        if isinstance(rows, list) and isinstance(columns, list) and rows and columns:
            return float(len(rows) * len(columns))
    words = [n or 0 for n in question.given.get("words") or ()]
    known = {**WIDGETS, **open_course().questions}[question.widget]
    return known.minutes + (sum(words) / len(words) if words else 0) / _WORDS_A_MINUTE
