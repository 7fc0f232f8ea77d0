"""One error: which annotation was refused, and why."""

from closereader._faults import SentenceError


class AnnotationError(SentenceError):
    """An annotation is not what it has to be.

    Parameters
    ----------
    reason
        What is wrong, as a clause that can follow a colon.
    id
        The annotation's IRI, or ``""`` when it has none that can be read.

    Attributes
    ----------
    id, reason
        The same, for a program that wants to show them apart.
    """

    def __init__(self, reason: str, *, id: str = "") -> None:  # noqa: A002 - the model's word
        self.id = id
        self.reason = reason
        super().__init__(f"{f'Annotation {id}' if id else 'An annotation'} was refused: {reason}.")
