"""What can go wrong with a text: always one sentence, with the file and the remedy."""

from __future__ import annotations

from closereader._faults import SentenceError


class TextError(SentenceError):
    """An edition cannot be read, or a place does not exist in it."""


class UnknownText(TextError):  # noqa: N818 - fixed public name
    """No text has this id; the message lists the ids there are."""
