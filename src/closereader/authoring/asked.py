"""How long the questions of a notebook take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closereader.handin.sheet import asked

if TYPE_CHECKING:
    from closereader.handin.sheet import Call

__all__ = ["asked", "minutes"]

# Minutes to think and to work, apart from the words of an answer. Guesses of a teacher, and said
# to be so in docs/maintainer.md; what they are for is to notice a promise that cannot be kept.
MINUTES = {
    "Ask": 2,
    "Choose": 3,
    "ClaimCards": 8,
    "Coding": 8,
    "Explore": 8,
    "Matrix": 10,
    "Number": 3,
    "Scale": 8,
    "ArgumentMap": 20,
}
# A slow writer in a second language.
_WORDS_A_MINUTE = 15


def minutes(question: Call) -> float:
    """Estimate how long a question takes: to think, and to write the fewest words it asks for."""
    words = question.given.get("words")
    fewest = words[0] if isinstance(words, (tuple, list)) and words else 0
    return MINUTES[question.widget] + (fewest or 0) / _WORDS_A_MINUTE
