"""Carry places from an earlier state of a text to a later one, where it is certain which is which.

Both are cut into sentences. Sentences that stayed as they were are matched by `difflib`; between
them, a sentence in which a few words were replaced is paired with the one that it became. A place
is carried only through such pairs, and only where a neighbour agrees: words of the text that were
copied, moved, or written into another sentence are never taken for those that were meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby

from closereader.texts._fold import fold
from closereader.texts._model import Block, Span
from closereader.texts._sentences import sentences_of

_WORD = re.compile(r"\w+(?:[-‐‑'’.]\w+)*")
_PART = re.compile(r"\w+")
_LINE = re.compile(r"[^\n]+")
# Whose words a sentence has, whether it asks, and where it stops within.
_VOICES = re.compile("[\"?!]|(?<!\\w)'|'(?!\\w)|[.](?=\\s)")
_REPLACED = 4  # of so many words of a sentence one may be another than it was
_OWN = 3  # and of so many that are marked; one of two, too
_RUN = 3  # words replaced in a row; more are another clause
_SHORT = 4  # a sentence of fewer words is known by both its neighbours only
_MOST_PAIRS = 1_000_000  # comparisons within one stretch that changed


@dataclass(frozen=True)
class EditionSentence:
    """A sentence of one state of a text."""

    span: Span
    text: str

    @cached_property
    def key(self) -> str:
        """The words without their typography: a changed quotation mark changes no sentence."""
        return fold(self.text)

    @cached_property
    def spans(self) -> list[Span]:
        """The words, as places in the text."""
        at = self.span.start
        return [Span(at + w.start(), at + w.end()) for w in _WORD.finditer(self.text)]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words themselves, without their typography."""
        return _words(self.text)

    @cached_property
    def shape(self) -> tuple[int, tuple[str, ...]]:
        """What replacing some words leaves alone: how many there are, and whose they are."""
        return len(self.words), tuple(_VOICES.findall(self.key))


def _words(text: str) -> tuple[str, ...]:
    # In a word of ASCII there is nothing to fold.
    return tuple([word if word.isascii() else fold(word) for word in _WORD.findall(text)])


def sentences_in(body: str) -> list[EditionSentence]:
    """Cut a canonical text into sentences; which lines are headings or bylines is not known.

    Nor is the language: where sentences are compared, both sides are cut by the same rules.
    """
    return [
        EditionSentence(span, body[span.start : span.end])
        for line in _LINE.finditer(body)
        for span in sentences_of(Block("paragraph", 1, 0, *line.span(), line[0]), "en")
    ]


def holds_sentence(before: str, words: str, after: str) -> bool:
    """Tell whether a passage stands in its context with the whole sentences that it touches."""
    found = [sentence.span for sentence in sentences_in(before + words + after)]
    size = len(before)
    starts = [span.start for span in found[1:]] + [size] * before.endswith("\n")
    ends = [span.end for span in found[:-1]] + [size + len(words)] * after.startswith("\n")
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
        self._old, self._new = sentences_in(earlier), sentences_in(later)
        self._starts = [sentence.span.start for sentence in self._old]
        self._counts = [Counter(each.key for each in side) for side in (self._old, self._new)]
        self._pairs = self._paired()
        self._certain = sorted(self._pairs)

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
        high = end - (len(words) - len(words.rstrip()))
        first, last = self._at(low), self._at(high - 1)
        if low >= high or first < 0 or not self._known(first, last):
            return None
        begin = _carried(self._old[first], self._new[self._pairs[first]], low, side=0)
        stop = _carried(self._old[last], self._new[self._pairs[last]], high, side=1)
        if begin is None or stop is None or begin >= stop:
            return None
        before, after = self.earlier[start:low], self.earlier[high:end]
        if not (self.later.endswith(before, 0, begin) and self.later.startswith(after, stop)):
            return None
        span = Span(begin - len(before), stop + len(after))
        return span if self._same(Span(start, end), span) else None

    def about(self, start: int, end: int) -> Span:
        """Return the stretch of the later text in which a place must lie if nothing was moved.

        It runs from the end of the last certain sentence before it to the start of the next.
        """
        first, last = self._at(start), self._at(max(start, end - 1))
        before, after = bisect_left(self._certain, first), bisect_right(self._certain, last)
        low, high = 0, len(self.later)
        if before:
            low = self._new[self._pairs[self._certain[before - 1]]].span.end
        if after < len(self._certain):
            high = self._new[self._pairs[self._certain[after]]].span.start
        return Span(low, max(low, high))

    def _at(self, offset: int) -> int:
        """Return the number of the sentence that a sign lies in; -1 before the first."""
        return bisect_right(self._starts, offset) - 1

    def _paired(self) -> dict[int, int]:
        """Pair sentences that are the same, and those in which a few words were replaced."""
        keys = [each.key for each in self._old]
        later = [each.key for each in self._new]
        pairs: dict[int, int] = {}
        low = (0, 0)
        for old, new, size in SequenceMatcher(
            None, keys, later, autojunk=False
        ).get_matching_blocks():
            pairs |= self._changed(range(low[0], old), range(low[1], new))
            for step in range(size):
                if self._counts[0][keys[old + step]] == self._counts[1][keys[old + step]]:
                    pairs[old + step] = new + step
            low = (old + size, new + size)
        return pairs

    def _changed(self, old: range, new: range) -> dict[int, int]:
        """Pair the sentences of a stretch that have one likeness each, in one order."""
        if len(old) * len(new) > _MOST_PAIRS:
            return {}
        alike = [
            (one, other)
            for one in old
            for other in new
            if _is_alike(self._old[one], self._new[other]) and self._is_gone(one, other)
        ]
        ones, others = (Counter(pair[side] for pair in alike) for side in (0, 1))
        certain = [pair for pair in alike if ones[pair[0]] == others[pair[1]] == 1]
        return dict(certain) if certain == sorted(certain, key=lambda pair: pair[1]) else {}

    def _is_gone(self, one: int, other: int) -> bool:
        """Tell whether the old sentence stands nowhere now, and the new one stood nowhere."""
        return not (self._counts[1][self._old[one].key] or self._counts[0][self._new[other].key])

    def _known(self, first: int, last: int) -> bool:
        """Tell whether sentences are paired, without a gap, and have a neighbour that is too."""
        run = range(first, last + 1)
        if any(self._pairs.get(at, -2) - at != self._pairs.get(first, -1) - first for at in run):
            return False
        begin, stop = self._pairs[first], self._pairs[last]
        sides = [
            begin == 0 if first == 0 else self._stands(first - 1, begin - 1),
            stop == len(self._new) - 1
            if last == len(self._old) - 1
            else self._stands(last + 1, stop + 1),
        ]
        sure = all(self._counts[0][self._old[at].key] == 1 for at in run)
        long = sum(len(self._old[at].words) for at in run) >= _SHORT
        return any(sides) if sure and long else all(sides)

    def _stands(self, one: int, other: int) -> bool:
        """Tell whether two neighbours are a pair, and the only one of these words."""
        return self._pairs.get(one) == other and self._counts[0][self._old[one].key] == 1

    def _same(self, was: Span, now: Span) -> bool:
        """Tell whether most words of a place are as they were: two thirds, or one of two."""
        old, new = self.earlier[was.start : was.end], self.later[now.start : now.end]
        if old == new:
            return True
        one, other = _words(old), _words(new)
        if len(one) != len(other) or not one:
            return False
        replaced = sum(a != b for a, b in zip(one, other, strict=True))
        return replaced <= max(len(one) // _OWN, min(1, len(one) - 1))


def _is_alike(old: EditionSentence, new: EditionSentence) -> bool:
    """Tell whether a sentence is another with at most a quarter of its words replaced.

    Words that were put in or left out, or that changed places, may turn a sentence into its
    opposite: a *not* that moved is no correction.
    """
    if old.shape != new.shape:
        return False
    runs = [
        [(one, other) for _, one, other in run]
        for differ, run in groupby(
            ((a != b, a, b) for a, b in zip(old.words, new.words, strict=True)),
            key=lambda pair: pair[0],
        )
        if differ
    ]
    if sum(map(len, runs)) * _REPLACED > len(old.words) or max(map(len, runs), default=0) > _RUN:
        return False
    return not _in_turn({pair for run in runs for pair in (*run, *_parts(run))})


def _parts(run: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pair the parts of the words of a run, those of "post-Soviet" for example, if as many."""
    ones, others = (_PART.findall(" ".join(words)) for words in zip(*run, strict=True))
    same = len(ones) == len(others)
    return [pair for pair in zip(ones, others, strict=True) if len(set(pair)) > 1] if same else []


def _in_turn(replaced: set[tuple[str, str]]) -> bool:
    """Tell whether some words took each other's places: each came where another one went."""
    left = replaced
    while left:
        gone = {word for word, _ in left}
        still = {pair for pair in left if pair[1] in gone}
        if still == left:
            return True
        left = still
    return False


def _carried(old: EditionSentence, new: EditionSentence, offset: int, *, side: int) -> int | None:
    """Carry the beginning (side 0) or the end (1) of a place from a sentence to its pair."""
    if old.text == new.text:
        return offset - old.span.start + new.span.start
    if len(old.spans) != len(new.spans):
        return None
    for at, word in enumerate(old.spans):
        if word[side] == offset:
            return new.spans[at][side]
        if word.start < offset < word.end:
            start, end = new.spans[at]
            same = old.words[at] == new.words[at] and end - start == word.end - word.start
            return start + offset - word.start if same else None
    return _between(old, new, offset)


def _between(old: EditionSentence, new: EditionSentence, offset: int) -> int | None:
    """Carry a place among the signs between two words, when these are as many as they were."""
    at = sum(word.end <= offset for word in old.spans)
    gaps = [
        (each.spans[at - 1].end if at else each.span.start,
         each.spans[at].start if at < len(each.spans) else each.span.end)
        for each in (old, new)
    ]  # fmt: skip
    (low, high), (begin, stop) = gaps
    return begin + offset - low if high - low == stop - begin else None
