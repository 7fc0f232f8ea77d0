"""What stops a seminar's files from being collected."""

from closereader._faults import SentenceError


class CollectError(SentenceError):
    """Nothing can be collected, or a pack cannot be written; one sentence that says what to do."""
