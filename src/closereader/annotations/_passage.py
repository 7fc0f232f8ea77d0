"""A passage: words of one text, and what is needed to find them again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, Self

from closereader.annotations import checks
from closereader.annotations._errors import AnnotationError
from closereader.texts import current_id, places

CONTEXT = 32
"""Code points of context on either side, where that is enough."""


class TextLike(Protocol):
    """What this room needs of a text; `closereader.texts.Text` has it."""

    @property
    def id(self) -> str:
        """The short name that citations use."""
        ...

    @property
    def body(self) -> str:
        """The canonical text, in NFC."""
        ...

    @property
    def fingerprint(self) -> str:
        """``sha256:`` and the digest of the body."""
        ...


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a text, by place and by quotation.

    Attributes
    ----------
    text
        The id of the text, for example ``alieva-2024``.
    fingerprint
        Which state of the text the place counts in: ``sha256:`` and 64 hexadecimal digits.
    start, end
        Code points of the canonical body, half-open.
    exact
        The words, as they stand there: ``end - start`` code points in NFC.
    prefix, suffix
        The words before and after: 32 code points each, or as many more as make this place the
        only one in its text; fewer where the text begins or ends.
    times
        How often the words stood in the text when they were marked; 0 when that is not known.
        Words that were there once are known again when one of their neighbours has changed; words
        of a refrain only by all of them.

    Raises
    ------
    AnnotationError
        When a field is not what it must be.
    """

    text: str
    fingerprint: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    times: int = 0

    def __post_init__(self) -> None:
        """Refuse a passage that cannot be."""
        try:
            checks.name(self.text, "the name of the text")
            checks.fingerprint(self.fingerprint, "the fingerprint of the text")
            checks.count(self.start, "start")
            checks.count(self.end, "end")
            checks.count(self.times, "the number of occurrences")
            checks.quote(self.exact, "the quotation", least=1, most=checks.MOST_QUOTE)
            checks.quote(self.prefix, "the prefix", most=checks.MOST_CONTEXT)
            checks.quote(self.suffix, "the suffix", most=checks.MOST_CONTEXT)
        except ValueError as error:
            raise AnnotationError(str(error)) from error
        if self.start >= self.end:
            raise AnnotationError(f"start {self.start} is not before end {self.end}")
        if self.end - self.start != len(self.exact):
            raise AnnotationError(
                f"the place {self.start} to {self.end} has {self.end - self.start} characters, "
                f"its quotation {len(self.exact)}"
            )

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> Self:
        """Make one of the fields that JSON holds; an earlier id of the text becomes today's.

        Raises
        ------
        TypeError
            When a field is missing, or there is one more.
        AnnotationError
            When a field is not what it must be.
        """
        passage = cls(**fields)
        return replace(passage, text=current_id(passage.text))

    @classmethod
    def on(cls, text: TextLike, start: int, end: int) -> Self:
        """Take the words from ``start`` up to ``end`` of a text.

        A selection should begin and end at whole characters as a reader sees them (grapheme
        clusters; Web Annotation model 4.2.4); which those are is for the page to know. The
        context never begins or ends inside a combining sequence of its own making: it is a slice
        of NFC text, and so in NFC itself.
        """
        body = text.body
        try:
            checks.count(start, "start")
            checks.count(end, "end")
        except ValueError as error:
            raise AnnotationError(str(error)) from error
        if not start < end <= len(body):
            raise AnnotationError(
                f"{start} to {end} is no place in {text.id}, which has {len(body)} characters"
            )
        exact = body[start:end]
        found = places(body, exact)
        prefix, suffix = _context(body, start, end, found)
        return cls(
            text=text.id,
            fingerprint=text.fingerprint,
            start=start,
            end=end,
            exact=exact,
            prefix=prefix,
            suffix=suffix,
            times=len(found),
        )


def _context(body: str, start: int, end: int, found: list[int]) -> tuple[str, str]:
    """Take as much text before and after as tells this place from all the others."""
    size = CONTEXT
    while True:
        prefix, suffix = body[max(0, start - size) : start], body[end : end + size]
        rivals = sum(
            body.endswith(prefix, 0, at) and body.startswith(suffix, at + end - start)
            for at in found
        )
        if rivals == 1 or size >= checks.MOST_CONTEXT:
            return prefix, suffix
        size *= 2
