"""One error: which file cannot be exchanged, and why."""

from closereader._faults import SentenceError


class ExchangeError(SentenceError):
    """A file cannot be read as what it was taken for; the message is one sentence."""
