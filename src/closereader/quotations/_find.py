"""Where a quotation's words stand: its parts, in their order, in the body or in one note."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import accumulate, pairwise
from typing import Literal

from closereader.quotations._citation import Region
from closereader.quotations._parts import Part, readings
from closereader.quotations._words import cuts, word_at
from closereader.texts import Span, Text, fold, nfc

_LONGEST = 20_000  # code points; what is longer is no quotation, and would hold everybody up
Kept = Literal["whole", "joined", "replaced", "cut"]
"""``whole``: one quotation. ``joined``: its parts lie further apart than […] may reach.
``replaced``: the writer's brackets stand in the place of other words. ``cut``: a part begins or
ends inside a word."""

_LINE = re.compile(r"[ \t]*\r?\n[ \t]*")


@dataclass(frozen=True, slots=True)
class Found:
    """Where words stand.

    Attributes
    ----------
    text, spans
        One span for each part, in code points of the body, or of the note.
    note
        ``n9`` when they stand in a note, else "".
    kept
        How far these are the words as they stand there.
    remark
        A sentence about `kept` that names the place, "" for a whole quotation.
    omitted
        The words that each […] stands for.
    own
        Whether the writer has put words of his own between those of the text, in brackets.
    meant
        The place of the whole words around a cut quotation of the body.
    """

    text: Text
    spans: tuple[Span, ...]
    note: str = ""
    kept: Kept = "whole"
    remark: str = ""
    omitted: tuple[str, ...] = ()
    own: bool = False
    meant: Span | None = None

    @property
    def place(self) -> str:
        """The citation: ``alieva-2024 ¶12``."""
        label = self.note or self.text.label_of(self.spans[0].start, self.spans[-1].end)
        return f"{self.text.id} {label}"

    @property
    def places(self) -> tuple[str, ...]:
        """The citation, or one for each of the parts when they do not belong together."""
        if self.kept != "joined":
            return (self.place,)
        return tuple(f"{self.text.id} {self.text.label_of(*span)}" for span in self.spans)

    def within(self, cited: Sequence[Region]) -> bool:
        """Whether every part stands in one of the cited stretches."""
        return all(
            any(r.note == self.note and r.span.start <= s.start and s.end <= r.span.end
                for r in cited)
            for s in self.spans
        )  # fmt: skip


def find_words(
    words: str,
    text: Text,
    cited: Sequence[Region] = (),
    *,
    folded: bool = False,
    strict: bool = False,
) -> tuple[Found, ...]:
    """Find every place in a text, or in its notes, that has a quotation's parts in order.

    Parameters
    ----------
    words
        As they were quoted: ``[…]`` leaves words out, other words in brackets are the writer's.
        A line break counts as a space.
    cited
        Within these stretches parts may lie in several paragraphs; elsewhere in one only.
    folded
        See `Text.find`.
    strict
        Whether only ``[…]`` is read; every other bracket then must stand in the text.

    Returns
    -------
    tuple of Found
        Whole quotations, in order. If there is none: what comes nearest to one.
    """
    if len(words) > _LONGEST:
        return ()  # not by its beginning: nobody would have looked at the rest
    body, notes, words_of_notes = _runs(text, folded=folded)
    for parts in _ways(words, strict=strict):
        first = fold(parts[0].words) if folded else parts[0].words
        runs = (body, *notes) if first in words_of_notes else (body,)
        found = [one for run in runs for one in run.places(parts, cited)]
        if found:
            whole = tuple(one for one in found if one.kept == "whole")
            return whole or (min(found, key=worth),)
    return ()


@lru_cache(maxsize=64)  # the same for every text
def _ways(words: str, *, strict: bool) -> tuple[list[Part], ...]:
    return tuple(readings(_LINE.sub(" ", nfc(words)).strip(), strict=strict))


def whole_places(text: Text, words: str, *, folded: bool | None = None) -> tuple[Span, ...]:
    """Find every place of the body that has these words, and has them as whole words.

    `folded` is as for `Text.find`; None asks for exact places first.
    """
    if folded is None:
        return whole_places(text, words, folded=False) or whole_places(text, words, folded=True)
    language = text.meta.language
    found = text.find(words.strip(), folded=folded)
    return tuple(span for span in found if cuts(text.body, span, language) == (False, False))


def cut_words(text: Text, span: Span) -> str:
    """Say that a stretch of the body begins or ends inside a word, "" when it does not."""
    begins, ends = cuts(text.body, span, text.meta.language)
    if not (begins or ends):
        return ""
    first, last = (_word(text.body, at, text.meta.language) for at in span)
    how = [f"begin inside the word “{first}”"] * begins + [f"end inside the word “{last}”"] * ends
    label = text.label_of(*span)
    return f"Your words {' and '.join(how)} ({text.id} {label}). Quote whole words."


def whole_words(text: Text, span: Span) -> Span:
    """Return a stretch of the body, made longer by what it cuts of its first and last word."""
    return _whole(text.body, span, text.meta.language)


class _Run:
    """Words that are searched as one: the body, or a note."""

    def __init__(
        self, text: Text, note: str, words: str, find: Callable[[str], Sequence[Span]]
    ) -> None:
        self._text, self._note, self._words, self._find = text, note, words, find
        self._language = text.meta.language

    def places(self, parts: Sequence[Part], cited: Sequence[Region]) -> Iterator[Found]:
        """Give each place of the first part after which the others follow; whole words first."""
        found: dict[str, list[Span]] = {}
        for part in parts:
            if not (spans := list(self._find(part.words))):
                return
            found[part.words] = spans
        whole = {words: [s for s in spans if not any(self._cut(s))]
                 for words, spans in found.items()}  # fmt: skip
        for part in parts:  # the writer's letters may stand for the beginning or end of a word
            if part.before is not None or part.after is not None:
                whole[part.words] = found[part.words]
        got = list(self._in_order(parts, whole))
        if got:
            yield from (self._judged(parts, spans, cited) for spans in got)
        else:
            yield from (self._judged(parts, spans, cited) for spans in self._in_order(parts, found))

    def _in_order(
        self, parts: Sequence[Part], found: Mapping[str, Sequence[Span]]
    ) -> Iterator[tuple[Span, ...]]:
        for first in found[parts[0].words]:
            spans = [first]
            for part in parts[1:]:
                later = found[part.words]
                at = bisect_left(later, spans[-1].end, key=lambda span: span.start)
                if at == len(later):
                    return  # nor after a later first part
                spans.append(later[at])
            yield tuple(spans)

    def _judged(
        self, parts: Sequence[Part], spans: tuple[Span, ...], cited: Sequence[Region]
    ) -> Found:
        gaps = [" ".join(self._words[a.end : b.start].split()) for a, b in pairwise(spans)]
        gone = tuple(gap for part, gap in zip(parts[1:], gaps, strict=True) if part.put is None)
        own = any(part.put and part.before is None for part in parts)
        found = Found(self._text, spans, self._note, omitted=gone, own=own)
        kept, remark = self._flaw(parts, gaps, found, cited)
        meant = None
        if kept == "cut" and len(spans) == 1 and not self._note:
            meant = _whole(self._words, spans[0], self._language)
        return replace(found, kept=kept, remark=remark, meant=meant)

    def _flaw(
        self, parts: Sequence[Part], gaps: Sequence[str], found: Found, cited: Sequence[Region]
    ) -> tuple[Kept, str]:
        for part, span in zip(parts, found.spans, strict=True):
            first, last = (_word(self._words, at, self._language) for at in span)
            begins, ends = self._cut(span)
            before = self._words[self._around(span.start).start : span.start] if begins else ""
            after = self._words[span.end : self._around(span.end).end] if ends else ""
            begins = begins and not _same(part.before, before)
            ends = ends and not _same(part.after, after)
            how = [f"begin inside the word “{first}”"] * begins
            how += [f"end inside the word “{last}”"] * ends
            if how:
                which = "Your words" if len(parts) == 1 else f"“{part.words}”: these words"
                return "cut", f"{which} {' and '.join(how)} ({found.place}). Quote whole words."
        for part, gap in zip(parts[1:], gaps, strict=True):
            if part.put is not None and gap and not _same(part.put, gap):
                return "replaced", (
                    f"Your [{part.put}] stands where {found.place} has “{_short(gap)}”. Write […] "
                    "where you leave words out."
                )
        if len(parts) > 1 and not self._note and not found.within(cited):
            labels = [self._text.label_of(*span) for span in found.spans]
            labels = list(dict.fromkeys(labels))
            if len(labels) > 1:
                text, last = self._text.id, labels.pop()
                return "joined", (
                    f"Your words are joined from {text} {', '.join(labels)} and {last}. Quote each "
                    f"passage by itself, or cite all places: ({text} {', '.join(labels)}, {last})."
                )
        return "whole", ""

    def _cut(self, span: Span) -> tuple[bool, bool]:
        return cuts(self._words, span, self._language)

    def _around(self, at: int) -> Span:
        return word_at(self._words, at, self._language)


@lru_cache(maxsize=64)
def _runs(text: Text, *, folded: bool) -> tuple[_Run, tuple[_Run, ...], str]:
    """Give the body, the notes, and the words of all notes, of which most quotations have none."""
    body = partial(text.find, folded=True) if folded else partial(_body_places, text)
    words = [fold(note.text) if folded else note.text.replace("\n", " ") for note in text.notes]
    notes = tuple(
        _Run(text, note.label, run, partial(_note_places, run, folded=folded))
        for note, run in zip(text.notes, words, strict=True)
    )
    return _Run(text, "", text.body, body), notes, "\n".join(words)


def _note_places(run: str, words: str, *, folded: bool) -> list[Span]:
    return _places(run, fold(words) if folded else words)


def _body_places(text: Text, words: str) -> list[Span]:
    """Find words that may run over a border, where the blank line counts as one space."""
    run, starts = _running(text)
    found = []
    for start, end in _places(run, words):
        # Each border before a place has one sign more in the body.
        found.append(Span(start + bisect_right(starts, start) - 1,
                          end + bisect_right(starts, end - 1) - 1))  # fmt: skip
    return found


@lru_cache(maxsize=64)
def _running(text: Text) -> tuple[str, tuple[int, ...]]:
    """Return the body with every break as one space, and where its blocks begin in that."""
    words = [block.text.replace("\n", " ") for block in text.blocks]
    starts = accumulate((len(each) + 1 for each in words[:-1]), initial=0)
    return " ".join(words), tuple(starts)


def _places(run: str, words: str) -> list[Span]:
    found = []
    at = run.find(words) if words else -1
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = run.find(words, at + 1)
    return found


def worth(found: Found) -> tuple[int, int]:
    """Order what is no whole quotation: first what is least far from one."""
    order: tuple[Kept, ...] = ("whole", "joined", "replaced", "cut")
    return order.index(found.kept), found.spans[-1].end - found.spans[0].start


def _same(put: str | None, there: str) -> bool:
    """Whether the writer's letters in brackets are those of the text, upper case or lower."""
    return put is not None and fold(put).casefold() == fold(there).casefold()


def _whole(run: str, span: Span, language: str) -> Span:
    begins, ends = cuts(run, span, language)
    start = word_at(run, span.start, language).start if begins else span.start
    return Span(start, word_at(run, span.end, language).end if ends else span.end)


def _word(run: str, at: int, language: str) -> str:
    return run[slice(*word_at(run, at, language))]


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:50].rstrip()} […]"  # noqa: PLR2004 - shown
