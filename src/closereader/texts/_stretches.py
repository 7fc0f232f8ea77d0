"""Stretches of a text: those that a place reaches into, and words looked for in some only."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, islice, takewhile
from typing import TYPE_CHECKING, Protocol, TypeVar

from closereader.texts import _search
from closereader.texts._model import Close, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BORDER = "\n\n"


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=_Placed)


def reached(parts: Sequence[P], start: int, end: int) -> Iterator[P]:
    """Give those of some parts of a text that a place reaches into; in order, none over another."""
    first = bisect_right(parts, start, key=lambda part: part.end)
    return takewhile(lambda part: part.start < end, islice(parts, first, None))


class Stretches:
    """Stretches of a text that are searched as if there were nothing else.

    Parameters
    ----------
    body
        The canonical text.
    spans
        Its stretches, in order, none over another.
    """

    def __init__(self, body: str, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._body = _BORDER.join([body[start:end] for start, end in spans])
        sizes = (end - start + len(_BORDER) for start, end in spans)
        self._starts = [*accumulate(sizes, initial=0)]

    def places(self, words: str, most: int | None = None) -> list[int]:
        """Return where these very words begin in the text; of very many, the first ``most``."""
        found = _search.places(self._body, words, most, self.__dict__.get("_index"))
        spans = (self._there(Span(at, at + len(words))) for at in found)
        return [span.start for span in spans if span is not None]

    def closest(
        self, quote: str, limit: int = 3, least: float = _search.LEAST
    ) -> tuple[Close, ...]:
        """Return up to ``limit`` places that resemble ``quote``, the best first."""
        close = _search.closest(self._index, quote, limit, least)
        found = [(self._there(each.span), each) for each in close]
        return tuple(each._replace(span=span) for span, each in found if span is not None)

    def _there(self, span: Span) -> Span | None:
        """Say where a place is in the whole text; None when it reaches over a border."""
        at = bisect_right(self._starts, span.start) - 1
        start, end = self._spans[at]
        shift = start - self._starts[at]
        there = Span(span.start + shift, span.end + shift)
        return there if there.end <= end else None

    @cached_property
    def _index(self) -> _search.Index:
        return _search.make_index(self._body)
