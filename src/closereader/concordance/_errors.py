"""What cannot be looked for, or counted, said in one sentence."""

from closereader._faults import SentenceError


class PatternError(SentenceError):
    """A pattern holds no word, or something that patterns do not have; the message says what."""
