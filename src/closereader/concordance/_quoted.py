"""Which stretches of a text stand in quotation marks.

Words in quotation marks are somebody else's, or words that are spoken about: “we” there is not the
author's “we”. `closereader.quotations` knows the marks.
"""

from closereader.quotations import stretches
from closereader.texts import Span


def quoted(words: str) -> tuple[Span, ...]:
    """Return the stretches between paired quotation marks, in order; they may lie in each other."""
    return tuple(Span(each.start, each.end) for each in stretches(words))


def stands_in(spans: tuple[Span, ...], start: int, end: int) -> bool:
    """Whether a place lies wholly within one of the spans."""
    return any(span.start <= start and end <= span.end for span in spans)
