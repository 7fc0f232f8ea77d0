"""What can be wrong with a hand-in."""

from closereader._faults import SentenceError


class HandInError(SentenceError):
    """A hand-in cannot be made or read; the message is one sentence, and says what to do."""
