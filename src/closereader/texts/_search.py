"""Find the places in a text whose words come closest to a quotation.

Two steps: every word of the text is weighed by how much it looks like a word of the quotation
(shared three-letter sequences) and how rare it is; then the few windows with the greatest weight
are compared with the quotation by `difflib`.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from closereader.texts._fold import fold
from closereader.texts._model import Close, Span

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|\w+")
_LIKE = 0.5  # two words look alike from this share of three-letter sequences on
_LEAST = 0.5  # below this ratio a place is not worth offering
_WINDOWS = 6
_MOST_WORDS = 400


@dataclass(frozen=True, slots=True)
class Index:
    """The words of a text, ready to be compared with a quotation."""

    body: str
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    grams: dict[str, tuple[str, ...]]
    """For each three-letter sequence, the different words that hold it."""
    counts: Counter[str]


def make_index(body: str) -> Index:
    """Index the words of ``body`` once."""
    found = list(_WORD.finditer(body))
    words = tuple(fold(word[0]).casefold() for word in found)
    counts = Counter(words)
    grams: defaultdict[str, list[str]] = defaultdict(list)
    for word in counts:
        for gram in _grams(word):
            grams[gram].append(word)
    spans = tuple(Span(word.start(), word.end()) for word in found)
    return Index(body, words, spans, {g: tuple(ws) for g, ws in grams.items()}, counts)


def closest(index: Index, quote: str, limit: int) -> tuple[Close, ...]:
    """Return up to ``limit`` places that resemble ``quote``, the best first."""
    asked = [word[0].casefold() for word in _WORD.finditer(fold(quote))][:_MOST_WORDS]
    if not asked or not index.words or limit < 1:
        return ()
    found: dict[Span, Close] = {}
    for first in _windows(index, asked):
        close = _fit(index, asked, first)
        if close is not None and close.score >= _LEAST:
            found.setdefault(close.span, close)
    chosen: list[Close] = []
    for close in sorted(found.values(), key=lambda c: (-c.score, c.span)):
        apart = all(
            close.span.end <= c.span.start or c.span.end <= close.span.start for c in chosen
        )
        if apart:
            chosen.append(close)
    return tuple(chosen[:limit])


def _grams(word: str) -> frozenset[str]:
    padded = f"^{word}$"
    return frozenset(padded[at : at + 3] for at in range(max(len(padded) - 2, 1)))


def _weights(index: Index, asked: list[str]) -> dict[str, float]:
    """Weigh the words of the text by likeness to any word asked for, times rarity."""
    total = len(index.words)
    weights: dict[str, float] = {}
    for word in set(asked):
        mine = _grams(word)
        shared = Counter(other for gram in mine for other in index.grams.get(gram, ()))
        for other, count in shared.items():
            like = 2 * count / (len(mine) + len(_grams(other)))
            if like >= _LIKE:
                rare = math.log1p(total / index.counts[other])
                weights[other] = max(weights.get(other, 0.0), like * rare)
    return weights


def _windows(index: Index, asked: list[str]) -> list[int]:
    """Return the first words of the heaviest windows, none of them too near another."""
    weights = _weights(index, asked)
    sums = [0.0, *accumulate(weights.get(word, 0.0) for word in index.words)]
    size = min(len(asked), len(index.words))
    heavy = [(sums[at + size] - sums[at], -at) for at in range(len(index.words) - size + 1)]
    chosen: list[int] = []
    for weight, minus in sorted(heavy, reverse=True):
        if weight <= 0.0 or len(chosen) == _WINDOWS:
            break
        if all(abs(-minus - other) > size // 2 for other in chosen):
            chosen.append(-minus)
    return chosen


def _fit(index: Index, asked: list[str], first: int) -> Close | None:
    """Fit the quotation into a window, and measure how like it the words there are."""
    margin = len(asked) // 2 + 2
    low = max(0, first - margin)
    high = min(len(index.words), first + len(asked) + margin)
    window = [_nearest(word, asked) for word in index.words[low:high]]
    matcher = SequenceMatcher(None, asked, window, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    begin = max(0, blocks[0].b - blocks[0].a)
    end = min(len(window), blocks[-1].b + len(asked) - blocks[-1].a)
    words = index.words[low + begin : low + end]
    score = SequenceMatcher(None, " ".join(asked), " ".join(words), autojunk=False).ratio()
    span = Span(index.spans[low + begin].start, index.spans[low + end - 1].end)
    return Close(span, index.body[span.start : span.end], round(score, 3))


def _nearest(word: str, asked: list[str]) -> str:
    """Replace a word by the like word of the quotation, so that a slip does not hide a match."""
    if word in asked:
        return word
    mine = _grams(word)
    best, most = word, 0.6
    for other in asked:
        theirs = _grams(other)
        like = 2 * len(mine & theirs) / (len(mine) + len(theirs))
        if like > most:
            best, most = other, like
    return best
