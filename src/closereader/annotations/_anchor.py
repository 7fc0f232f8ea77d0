"""Find the place of a passage again, when its text may have changed.

The order is: the place itself, when the text is the same; when it is not, the place that the text
before and after the change shows to be the same one; where the text before is not known, the same
words in their whole sentence and context; anything less is only offered; and what cannot even be
offered is lost, with its words. A passage is never attached to a look-alike without asking.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from closereader.annotations._errors import AnnotationError
from closereader.annotations._mark import Annotation
from closereader.annotations._passage import CONTEXT, Passage, TextLike
from closereader.texts import (
    Close,
    Editions,
    Span,
    Stretches,
    holds_sentence,
    is_same_folded,
    places,
)

Marked = Annotation | Passage
Earlier = Callable[[str], Editions | None]
"""Gives, for a fingerprint, that state of a text beside today's; None when it is not known."""

Status = Literal["exact", "moved", "offered", "lost"]

_LEAST = 0.6  # a likeness below this is not worth a reader's time
_MOST = 5  # places to choose from
_MANY = 200  # places of the same words
_ALIKE = 4  # code points of context on both sides
_NEAR = 20_000  # code points of a stretch; in a longer one words are as good as anywhere


class SearchableText(TextLike, Protocol):
    """A text that can also say which of its places resemble a quotation."""

    def places(self, words: str, most: int | None = ...) -> list[int]:
        """Return where these very words begin; of very many, the first ``most``."""
        ...

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
        has changed, and this is certainly the place; at most a third of its words are others now,
        or one of two (none, where the text before the change is not known). ``offered``: there are
        places like it, and a person must say which, if any. ``lost``: there is none.
    span
        The place (code points, half-open) when exact or moved; the best one offered; None if lost.
    score
        How like the words there are, 0 to 1; 1.0 when they are the same words, or certain.
    message
        One sentence for the reader; "" when exact.
    candidates
        Every place offered, best first; empty otherwise.
    reworded
        Whether the place is certain although some of its words are others now.
    """

    status: Status
    span: Span | None
    score: float
    message: str
    candidates: tuple[Span, ...] = ()
    reworded: bool = False

    @property
    def certain(self) -> Span | None:
        """The place when it is exact or moved; None when a person must say which, or it is lost."""
        return self.span if self.status in {"exact", "moved"} else None


def anchor(passage: Marked, text: SearchableText, earlier: Earlier | None = None) -> Anchor:
    """Find the place of a marked passage in a state of its text.

    Parameters
    ----------
    passage
        An annotation, or one passage of a link.
    text
        The text with the same id; its fingerprint says whether it is in the same state.
    earlier
        Gives earlier states of the text, as the work folder keeps them (`Work.earlier`).

    Notes
    -----
    In a text that has changed, a place is taken for the passage without asking (``moved``) in two
    cases only. (a) The state that was marked is known, and `Editions.carry` finds the place
    certain. (b) That state is not known; the same words stand between the whole prefix and the
    whole suffix, and nowhere else; and prefix and suffix reach over the sentence that the words
    stand in. The Web Annotation model (4.2.4) would have a quotation that matches in several places
    mean all of them; here it means that one is to be chosen by a person.

    Raises
    ------
    AnnotationError
        When the text is another one.
    """
    if passage.text != text.id:
        reason = f"it is a passage of {passage.text} and has no place in {text.id}"
        raise AnnotationError(reason, id=passage.id if isinstance(passage, Annotation) else "")
    body, here = text.body, Span(passage.start, passage.end)
    if passage.fingerprint == text.fingerprint and body[here.start : here.end] == passage.exact:
        return Anchor("exact", here, 1.0, "")
    editions = earlier(passage.fingerprint) if earlier is not None else None
    if editions is not None and editions.earlier[here.start : here.end] == passage.exact:
        span = editions.carry(*here)
        if span is not None:
            return _moved(passage, body, span)
        return _offer_near(passage, text, editions)
    found = places(body, passage.exact)
    proven = _proven(body, passage, found)
    if proven is not None and (
        passage.fingerprint == text.fingerprint or _is_whole(body, passage, proven)
    ):
        return _moved(passage, body, Span(proven, proven + len(passage.exact)))
    return _offer(passage, text, found, () if found else _good(text.closest(passage.exact, _MOST)))


def _moved(passage: Marked, body: str, span: Span) -> Anchor:
    """Say that a place is certain, and which words stand there when they are others."""
    message = f"The text has changed since this was marked; {_shown(passage.exact)} "
    now = body[span.start : span.end]
    if is_same_folded(now, passage.exact):
        return Anchor("moved", span, 1.0, f"{message}was found again, in the same context.")
    message += f"now reads {_shown(now)}, in the same place."
    return Anchor("moved", span, 1.0, message, reworded=True)


def _proven(body: str, passage: Marked, found: list[int]) -> int | None:
    """Return the one place of the same words in their whole context, if there is one."""
    size = len(passage.exact)
    whole = [
        at
        for at in found
        if body.endswith(passage.prefix, 0, at) and body.startswith(passage.suffix, at + size)
    ]
    known = passage.prefix or passage.suffix or passage.times == 1
    return whole[0] if len(whole) == 1 and known else None


def _is_whole(body: str, passage: Marked, at: int) -> bool:
    """Tell whether the context of a place reaches over the sentence that the words stand in.

    Where it reached to an end of the text that was marked, a block must begin or end there now.
    """
    before, after = passage.prefix, passage.suffix
    head, tail = body[: at - len(before)], body[at + len(passage.exact) + len(after) :]
    if passage.start == len(before) and (not head or head.endswith("\n\n")):
        before = f"\n\n{before}"
    if len(after) < CONTEXT and (not tail or tail.startswith("\n\n")):
        after = f"{after}\n\n"
    return holds_sentence(before, passage.exact, after)


def _agreement(body: str, passage: Marked, at: int) -> tuple[int, int]:
    """Count the code points next to a place that are as they were: before it, and after it."""
    before = body[max(0, at - len(passage.prefix)) : at]
    end = at + len(passage.exact)
    after = body[end : end + len(passage.suffix)]
    return shared_start(before[::-1], passage.prefix[::-1]), shared_start(after, passage.suffix)


def shared_start(one: str, other: str) -> int:
    """Count the characters with which both begin."""
    size = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        size += 1
    return size


def _offer_near(passage: Marked, text: SearchableText, editions: Editions) -> Anchor:
    """Offer places where the words can be: about where they were, or in what was changed.

    Where nothing was changed is looked only for the very words, and only if nothing like them is
    there: that is another sentence, but they are not lost.
    """
    words = passage.exact
    about = editions.about(passage.start, passage.end)
    near = Stretches(text.body, [about])
    is_long = about.end - about.start > _NEAR
    found = {*near.places(words, _MANY), *editions.changed.places(words, _MANY)}
    close: Sequence[Close] = ()
    if not found:
        close = () if is_long else near.closest(words, _MOST, _LEAST)
        close = close or editions.changed.closest(words, _MOST, _LEAST)
    away = [] if found or close else text.places(words, _MANY)
    found = set(away) or found
    stretch = None if is_long else about
    return _offer(passage, text, sorted(found), close, stretch, is_near=not away)


def _good(close: Sequence[Close]) -> Sequence[Close]:
    """Leave out what is not worth a reader's time."""
    return [each for each in close if each.score >= _LEAST]


def _offer(  # noqa: PLR0913 - what was found, and where
    passage: Marked,
    text: SearchableText,
    found: list[int],
    close: Sequence[Close],
    about: Span | None = None,
    *,
    is_near: bool = False,
) -> Anchor:
    """Offer the places of the same words, else of like words.

    Those where the words must be if nothing was moved (``about``) come first, then those in the
    likest context. ``is_near``: they were looked for only where the words can be.
    """
    words = _shown(passage.exact)
    size = len(passage.exact)

    def is_away(at: int) -> bool:
        return about is not None and not about.start <= at <= about.end - size

    def order(at: int) -> tuple[bool, int, int]:
        return is_away(at), -sum(_agreement(text.body, passage, at)), at

    if found:
        many = len(found) >= _MANY
        if many:
            inside = [at for at in found if about and not is_away(at)]
            found = inside or _alike(passage, text, found)
        spans = tuple(Span(at, at + size) for at in sorted(found, key=order)[:_MOST])
        where = "at one place" if len(found) == 1 else f"at {len(found)} places"
        where = f"at {_MANY} places or more" if many else where
        where = f"{where} where it can be" if is_near else f"in it {where}"
        message = (
            f"The text has changed since this was marked; {words} stands {where}, but it "
            "is not certain that this is the passage. Choose its place, or leave it."
        )
        return Anchor("offered", spans[0], 1.0, message, spans)
    if close:
        gone, does = "in it", "does"
        if is_near:
            gone, does = "where it did", "stands in what was changed"
        message = (
            f"The text has changed since this was marked; {words} no longer stands {gone}. "
            f"Something like it {does}: choose its place, or leave it."
        )
        spans = tuple(each.span for each in close)
        return Anchor("offered", spans[0], close[0].score, message, spans)
    there = " in what was changed" if is_near else ""
    message = (
        f"The text has changed since this was marked; {words} no longer stands in it, nor "
        f"anything like it{there}. The mark and its note are kept."
    )
    return Anchor("lost", None, 0.0, message)


def _alike(passage: Marked, text: SearchableText, found: list[int]) -> list[int]:
    """Of very many places of the same words, return those that have most of the context too."""
    before, after = passage.prefix[-_ALIKE:], passage.suffix[:_ALIKE]
    there = text.places(before + passage.exact + after)
    return [at + len(before) for at in there] or found


def _shown(words: str) -> str:
    """Quote the words in a message, the middle of a long passage left out."""
    flat = words.strip()
    if not flat.isprintable() or "  " in flat:
        flat = " ".join(flat.split())
    most = 90
    return f"“{flat}”" if len(flat) <= most else f"“{flat[:60]} […] {flat[-24:]}”"
