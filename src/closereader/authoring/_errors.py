"""The one error of the authoring room."""

from closereader._faults import SentenceError


class AuthoringError(SentenceError):
    """A notebook cannot be read, run or derived; the message says which, why, and what to do."""
