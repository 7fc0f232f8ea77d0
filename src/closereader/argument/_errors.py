"""What can be wrong with an argument map."""

from closereader._faults import SentenceError


class ArgumentError(SentenceError):
    """A map, or a file that should hold one, is not what it must be; the message says where."""
