"""Find the place of a passage again, when its text may have changed.

The order is: the place itself, when the text is the same; the same words in the same context, when
it is not; anything less is only offered; and what cannot even be offered is lost, with its words.
A passage is never attached to a look-alike without asking.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from closereader.annotations._errors import AnnotationError
from closereader.annotations._mark import Annotation
from closereader.annotations._passage import Passage, TextLike, places
from closereader.texts import Close, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

Status = Literal["exact", "moved", "offered", "lost"]

_NEIGHBOURS = 16  # code points that must be the same on one side of words that were there once
_LEAST = 0.6  # a likeness below this is not worth a reader's time
_MOST = 5  # places to choose from


class SearchableText(TextLike, Protocol):
    """A text that can also say which of its places resemble a quotation."""

    def closest(self, quote: str, limit: int = ...) -> Sequence[Close]:
        """Return places that resemble ``quote``, the best first."""
        ...


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a passage is now.

    Attributes
    ----------
    status
        ``exact``: the text is the same, and the words stand where they stood. ``moved``: the text
        has changed; the same words stand in the same context at one place. ``offered``: there are
        places like it, and a person must say which, if any. ``lost``: there is none.
    span
        The place (code points, half-open) when exact or moved; the best one offered; None if lost.
    score
        How like the words there are, 0 to 1; 1.0 when they are the same words.
    message
        One sentence for the reader; "" when exact.
    candidates
        Every place offered, best first; empty otherwise.
    """

    status: Status
    span: Span | None
    score: float
    message: str
    candidates: tuple[Span, ...] = ()


def anchor(marked: Annotation | Passage, text: SearchableText) -> Anchor:
    """Find the place of a marked passage in a state of its text.

    Parameters
    ----------
    marked
        An annotation, or one passage of a link.
    text
        The text with the same id; its fingerprint says whether it is in the same state.

    Notes
    -----
    In a text that has changed, a place is taken for the passage without asking (``moved``) in two
    cases only. (a) The same words stand there between the whole prefix and the whole suffix, and
    nowhere else: the context was chosen so that this was true of one place in the text that was
    marked. (b) The words stood once in the text that was marked, stand once in this one, and at
    least 16 code points on one side are the same. The Web Annotation model (4.2.4) would have a
    quotation that matches in several places mean all of them; here it means that one is to be
    chosen by a person.

    Raises
    ------
    AnnotationError
        When the text is another one.
    """
    passage = marked.passage if isinstance(marked, Annotation) else marked
    if passage.text != text.id:
        reason = f"it is a passage of {passage.text} and has no place in {text.id}"
        raise AnnotationError(reason, id=marked.id if isinstance(marked, Annotation) else "")
    body, here = text.body, Span(passage.start, passage.end)
    if passage.fingerprint == text.fingerprint and body[here.start : here.end] == passage.exact:
        return Anchor("exact", here, 1.0, "")
    found = places(body, passage.exact)
    proven = _proven(body, passage, found)
    if proven is not None:
        span = Span(proven, proven + len(passage.exact))
        words = _shown(passage.exact)
        message = f"The text has changed since this was marked; {words} was found again"
        return Anchor("moved", span, 1.0, f"{message}, in the same context.")
    return _offer(passage, text, found)


def _proven(body: str, passage: Passage, found: list[int]) -> int | None:
    """Return the one place that is certainly the passage's, if there is one."""
    size = len(passage.exact)
    whole = [
        at
        for at in found
        if body.endswith(passage.prefix, 0, at) and body.startswith(passage.suffix, at + size)
    ]
    if len(whole) == 1 and (passage.prefix or passage.suffix or passage.times == 1):
        return whole[0]
    if not whole and passage.times == 1 and len(found) == 1:
        near = _agreement(body, passage, found[0])
        return found[0] if max(near) >= _NEIGHBOURS else None
    return None


def _agreement(body: str, passage: Passage, at: int) -> tuple[int, int]:
    """Count the code points next to a place that are as they were: before it, and after it."""
    before = body[max(0, at - len(passage.prefix)) : at]
    end = at + len(passage.exact)
    after = body[end : end + len(passage.suffix)]
    return _common(before[::-1], passage.prefix[::-1]), _common(after, passage.suffix)


def _common(one: str, other: str) -> int:
    size = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        size += 1
    return size


def _offer(passage: Passage, text: SearchableText, found: list[int]) -> Anchor:
    """Offer the places of the same words, those in the likest context first; else like words."""
    words = _shown(passage.exact)
    size = len(passage.exact)
    if found:
        best = sorted(found, key=lambda at: (-sum(_agreement(text.body, passage, at)), at))
        spans = tuple(Span(at, at + size) for at in best[:_MOST])
        where = "at one place" if len(found) == 1 else f"at {len(found)} places"
        message = (
            f"The text has changed since this was marked; {words} stands in it {where}, but it "
            "is not certain that this is the passage. Choose its place, or leave it."
        )
        return Anchor("offered", spans[0], 1.0, message, spans)
    close = [each for each in text.closest(passage.exact, _MOST) if each.score >= _LEAST]
    if close:
        message = (
            f"The text has changed since this was marked; {words} no longer stands in it. "
            "Something like it does: choose its place, or leave it."
        )
        spans = tuple(each.span for each in close)
        return Anchor("offered", spans[0], close[0].score, message, spans)
    message = (
        f"The text has changed since this was marked; {words} no longer stands in it, nor "
        "anything like it. The mark and its note are kept."
    )
    return Anchor("lost", None, 0.0, message)


def _shown(words: str) -> str:
    """Quote the words in a message, the middle of a long passage left out."""
    flat = " ".join(words.split())
    most = 90
    return f"“{flat}”" if len(flat) <= most else f"“{flat[:60]} […] {flat[-24:]}”"
