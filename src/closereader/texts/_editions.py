"""Carry places from an earlier state of a text to a later one, where it is certain which is which.

Both are cut into sentences, and these are paired. A place is carried only through such pairs, and
only where a neighbour agrees: words of the text that were copied, moved, or written into another
sentence are never taken for those that were meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import chain, pairwise
from operator import ne

from closereader.texts._fold import fold
from closereader.texts._model import Span
from closereader.texts._pairs import WORD, Sentences, differing, paired, pieces_of, words_of
from closereader.texts._stretches import Stretches

_OWN = 3  # of so many words that are marked one may be another than it was; one of two, too
_SHORT = 4  # a sentence of fewer words is known by both its neighbours only
# Where a word begins, and where one ends.
_EDGES = (
    re.compile(r"(?<!\w)(?<!\w[-‐‑'’.])(?=\w)"),
    re.compile(r"(?<=\w)(?!\w|[-‐‑'’.]\w)"),
)
_NONE = -2  # in place of a sentence that has no pair; no neighbour of one that has


def holds_sentence(before: str, words: str, after: str) -> bool:
    """Tell whether a passage stands in its context with the whole sentences that it touches."""
    found = Sentences(before + words + after)
    size = len(before)
    starts = found.starts[1:] + [size] * before.endswith("\n")
    ends = [found.end(at) for at in range(len(found.starts) - 1)]
    ends += [size + len(words)] * after.startswith("\n")
    first = size + len(words) - len(words.lstrip())
    last = size + len(words.rstrip())
    return any(start <= first for start in starts) and any(end >= last for end in ends)


class Editions:
    """An earlier and a later state of one text.

    Parameters
    ----------
    earlier, later
        Canonical texts (NFC).
    """

    def __init__(self, earlier: str, later: str) -> None:
        self.earlier, self.later = earlier, later
        self._old, self._new = Sentences(earlier), Sentences(later)
        self._pairs = paired(self._old, self._new)
        self._now = [_NONE] * len(self._old.starts)
        for one, other in self._pairs:
            self._now[one] = other
        counts = self._old.counts
        self._sure = [
            now if counts[key] == 1 else _NONE
            for key, now in zip(self._old.keys, self._now, strict=True)
        ]
        """The same, but of sentences only that stand nowhere else."""

    def carry(self, start: int, end: int) -> Span | None:
        """Say where a place of the earlier text is in the later one, None when it is not certain.

        It is certain when each sentence that the place touches stands in the later text, one after
        the other, beside a sentence that it stood beside before; unchanged, or with at most a
        quarter of its words replaced, three in a row at most, and none of them exchanged with
        others. Of the words of the place itself at most a third may be others, or one of two.

        Parameters
        ----------
        start, end
            Code points of the earlier text, half-open.

        Returns
        -------
        Span or None
            Code points of the later text.
        """
        words = self.earlier[start:end]
        low = start + len(words) - len(words.lstrip())
        high = start + len(words.rstrip())
        first = self._at(low)
        if low >= high or first < 0:
            return None
        last = first if high <= self._old.end(first) else self._at(high - 1)
        if not self._known(first, last):
            return None
        begin, stop = self._carried(first, low, side=0), self._carried(last, high, side=1)
        if begin is None or stop is None or begin >= stop:
            return None
        before, after = self.earlier[start:low], self.earlier[high:end]
        if not (self.later.endswith(before, 0, begin) and self.later.startswith(after, stop)):
            return None
        span = Span(begin - len(before), stop + len(after))
        return span if _is_same(words, self.later[span.start : span.end]) else None

    def about(self, start: int, end: int) -> Span:
        """Return the stretch of the later text in which a place must lie if nothing was moved.

        It runs from the end of the last certain sentence before it to the start of the next.
        """
        first, last = self._at(start), self._at(max(start, end - 1))
        before = bisect_left(self._pairs, (first, 0))
        after = bisect_left(self._pairs, (last + 1, 0))
        low, high = 0, len(self.later)
        if before:
            low = self._new.end(self._pairs[before - 1][1])
        if after < len(self._pairs):
            high = self._new.starts[self._pairs[after][1]]
        return Span(low, max(low, high))

    @cached_property
    def changed(self) -> Stretches:
        """The stretches of the later text whose sentences have no counterpart in the earlier one.

        What is not certain can be in them or where it was (`about`): the words of all other
        sentences are known to be others.
        """
        spans: list[Span] = []
        for (_, one), (_, other) in pairwise([(0, -1), *self._pairs, (0, len(self._new.starts))]):
            if other - one > 1:
                spans.append(Span(self._new.starts[one + 1], self._new.end(other - 1)))
        return Stretches(self.later, spans)

    def _at(self, offset: int) -> int:
        """Return the number of the sentence that a sign lies in; -1 before the first."""
        return bisect_right(self._old.starts, offset) - 1

    def _known(self, first: int, last: int) -> bool:
        """Tell whether sentences are paired, without a gap, and have a neighbour that is too."""
        begin, stop = self._now[first], self._now[last]
        run = range(first, last + 1)
        if begin < 0 or (
            last > first and self._now[first : last + 1] != [*range(begin, begin + len(run))]
        ):
            return False
        before = begin == 0 if first == 0 else self._sure[first - 1] == begin - 1
        ends = last == len(self._now) - 1
        after = stop == len(self._new.starts) - 1 if ends else self._sure[last + 1] == stop + 1
        if before and after:
            return True
        return (
            (before or after)
            and all(map(self._old.is_single, run))
            and sum(len(pieces_of(self._old.keys[at])) for at in run) >= _SHORT
        )

    def _carried(self, at: int, offset: int, *, side: int) -> int | None:
        """Carry the beginning (side 0) or the end (1) of a place from a sentence to its pair."""
        now = self._now[at]
        was, then = self._old.starts[at], self._new.starts[now]
        old, new = self._old.texts[at], self._new.texts[now]
        found = offset - was if old == new else _place(old, new, offset - was, side)
        return None if found is None else then + found


def _is_same(old: str, new: str) -> bool:
    """Tell whether most words of a place are as they were: two thirds, or one of two."""
    if old == new:
        return True
    ones, others = old.split(), new.split()
    count = len(ones)
    if count == len(others):
        differ = differing(ones, others)
        if 2 * len(differ) * _OWN < count and all(
            ones[at].isalnum() and others[at].isalnum() for at in differ
        ):
            return True
        ones, others = ([side[at] for at in differ] for side in (ones, others))
    was, now = words_of(" ".join(ones)), words_of(" ".join(others))
    if len(was) != len(now):
        return False
    replaced = sum(map(ne, was, now))
    if 2 * replaced * _OWN < count:
        return True  # whatever of it is no word
    size = len(WORD.findall(old))
    return size > 0 and replaced <= max(size // _OWN, min(1, size - 1))


def _place(old: str, new: str, offset: int, side: int) -> int | None:
    """Carry the beginning (side 0) or the end (1) of a place from one sentence to another.

    Words are counted only where neither all that is before the place is as it was, nor all that
    follows, nor what stands there between two spaces.
    """
    edge, left = _EDGES[side], len(new) - len(old) + offset
    if edge.match(old, offset) is None:
        return _within(old, new, offset)
    if new.startswith(old[:offset]) and edge.match(new, offset):
        return offset
    if new.endswith(old[offset:]) and edge.match(new, left):
        return left
    if old.count(" ") == new.count(" "):
        number = old.count(" ", 0, offset)
        piece, there = old.split(" ", number + 1)[number], new.split(" ", number)
        if there[number].partition(" ")[0] == piece:
            return offset - old.rfind(" ", 0, offset) - 1 + len(new) - len(there[number])
    number = len(WORD.findall(old, 0, offset))
    words = [found.span() for found in WORD.finditer(new)]
    if number + len(WORD.findall(old, offset)) != len(words):
        return None
    return words[number - side][side]


def _within(old: str, new: str, offset: int) -> int | None:
    """Carry a place in a word that stayed as it is, or among as many signs between two words."""
    ones, others = ([found.span() for found in WORD.finditer(text)] for text in (old, new))
    if len(ones) != len(others):
        return None
    borders = [(0, *chain(*spans), len(text)) for spans, text in ((ones, old), (others, new))]
    at = bisect_right(borders[0], offset, hi=len(borders[0]) - 1) - 1
    at -= at % 2 and borders[0][at] == offset
    (low, high), (begin, stop) = (each[at : at + 2] for each in borders)
    is_same = at % 2 == 0 or fold(old[low:high]) == fold(new[begin:stop])
    return begin + offset - low if is_same and high - low == stop - begin else None
