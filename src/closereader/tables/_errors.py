"""What can go wrong with a table: always one sentence, with the file and the remedy."""

from closereader._faults import SentenceError


class TableError(SentenceError):
    """A table cannot be read, or has no such column, country or row."""


class UnknownTable(TableError):  # noqa: N818 - it says what is unknown
    """No table has this name; the message lists the tables there are."""
