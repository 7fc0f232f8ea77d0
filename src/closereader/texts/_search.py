"""Find the places in a text whose words come closest to a quotation.

Two steps: the words of the text are weighed by how much each looks like a word of the quotation
(shared three-letter sequences) and how rare it is; then the few windows with the greatest weight
are compared with the quotation by `difflib`. In a text of very many words only those windows are
weighed in which the heaviest of these words stand.
"""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from functools import lru_cache
from itertools import accumulate, chain, islice
from operator import sub

from closereader.texts._fold import fold
from closereader.texts._model import Close, Span

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|\w+")
_SPACE = re.compile(r"\s")
_STRETCH = 2_000  # code points
_FEW = 3  # words that stand in one order only where a quotation may be
_COMMON = 10_000  # places of a word; to read the text takes no longer
_LIKE = 0.5  # two words look alike from this share of three-letter sequences on
LEAST = 0.5  # below this ratio a place is not worth offering
_WINDOWS = 6
_MOST_WEIGHED = 50_000  # windows
_LIGHT = 0.4  # a window with less than this share of the greatest weight is left out
_LONG = 40
_ROUNDING = 0.001  # scores are rounded to three places before they are compared
_MOST_WORDS = 400
_SIGNS = 20  # before or after a word; more are no typography
_ROOM = 3  # signs may be shorter or longer than they are folded: a border between two blocks


@dataclass(frozen=True, slots=True)
class Index:
    """The words of a text, ready to be compared with a quotation."""

    body: str
    stretches: tuple[int, ...]
    """Where stretches of the text begin, at white space, and where the last one ends."""
    firsts: tuple[int, ...]
    """For each stretch, how many words are before it."""
    numbers: array[int]
    """For each word of the text, which of the different words it is."""
    words: tuple[str, ...]
    """The different words, without typography and capitals."""
    grams: dict[str, tuple[str, ...]]
    """For each three-letter sequence, the different words that hold it."""
    where: dict[str, array[int]]
    """For each different word, which words of the text it is: their places in ``numbers``."""

    def run(self, first: int, last: int) -> list[str]:
        """Return the words of the text from one place up to another."""
        return [self.words[number] for number in self.numbers[first:last]]

    def place(self, number: int) -> Span:
        """Return where a word of the text stands.

        It is looked for in its stretch: to keep the places of a million words takes 15 MB.
        """
        at = bisect_right(self.firsts, number) - 1
        found = _WORD.finditer(self.body, *self.stretches[at : at + 2])
        return Span(*next(islice(found, number - self.firsts[at], None)).span())

    def places(self, words: str) -> list[int] | None:
        """Return where these very words begin; None when their words tell too little.

        Where the rarest of them stands is looked at only. The first and the last do not count:
        they may be parts of words.
        """
        if words.count(" ") <= _FEW:
            return None
        inner = list(_WORD.finditer(words, words.find(" "), words.rfind(" ")))
        stand = [self.where.get(fold(word[0]).casefold(), array("i")) for word in inner]
        at = min(range(len(inner)), key=lambda one: len(stand[one]), default=-1)
        if len(inner) < _FEW or len(stand[at]) > _COMMON:
            return None
        if not stand[at]:
            return []
        wanted = array("i", [self.numbers[where[0]] for where in stand])
        near = (
            self.place(hit).start - inner[at].start()
            for hit in stand[at]
            if self.numbers[max(0, hit - at) : hit - at + len(wanted)] == wanted
        )
        return [start for start in near if start >= 0 and self.body.startswith(words, start)]


class _Pieces(dict[str, tuple[int, ...]]):
    """The numbers of the words in what stands between white space: the same again and again."""

    def __init__(self) -> None:
        super().__init__()
        self.of_key: dict[str, int] = {}

    def __missing__(self, piece: str) -> tuple[int, ...]:
        keys = [fold(word).casefold() for word in _WORD.findall(piece)]
        self[piece] = numbers = tuple(
            [self.of_key.setdefault(key, len(self.of_key)) for key in keys]
        )
        return numbers


def make_index(body: str) -> Index:
    """Index the words of ``body`` once."""
    pieces = _Pieces()
    numbers = array("i")
    stretches, firsts = [0], []
    while (at := stretches[-1]) < len(body):
        space = _SPACE.search(body, at + _STRETCH)
        stretches.append(space.start() if space else len(body))
        firsts.append(len(numbers))
        found = body[at : stretches[-1]].split()
        numbers.fromlist([*chain.from_iterable(map(pieces.__getitem__, found))])
    words = tuple(pieces.of_key)
    where: list[array[int]] = [array("i") for _ in words]
    adds = [each.append for each in where]
    for at, number in enumerate(numbers):
        adds[number](at)
    grams: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        for gram in _grams(word):
            grams[gram].append(word)
    by_gram = {gram: tuple(those) for gram, those in grams.items()}
    by_word = dict(zip(words, where, strict=True))
    return Index(body, tuple(stretches), tuple(firsts), numbers, words, by_gram, by_word)


def places(body: str, words: str, most: int | None = None, index: Index | None = None) -> list[int]:
    """Return every place, overlapping ones too, where ``words`` begin in ``body``.

    Or, of very many, the first ``most``. An index, where there is one, saves reading the text.
    """
    found = index.places(words) if index is not None else None
    if found is not None:
        return found[:most]
    found = []
    at = body.find(words) if words else -1
    while at >= 0 and len(found) != most:
        found.append(at)
        at = body.find(words, at + 1)
    return found


def closest(index: Index, quote: str, limit: int, least: float = LEAST) -> tuple[Close, ...]:
    """Return up to ``limit`` places that resemble ``quote``, the best first; see `Text.closest`."""
    wanted = fold(quote).strip()
    matches = list(_WORD.finditer(wanted))
    asked = [word[0].casefold() for word in matches][:_MOST_WORDS]
    if not asked or not index.words or limit < 1:
        return ()
    ends = wanted[: matches[0].start()], wanted[matches[-1].end() :]
    found: dict[Span, Close] = {}
    alike = _alike(index, asked)
    for first in _windows(index, alike, len(asked)):
        close = _fit(index, asked, alike, first, least)
        if close.score >= least:
            whole = _with_signs(index.body, close, *ends)
            found[whole.span] = whole
    chosen: list[Close] = []
    for close in sorted(found.values(), key=lambda c: (-c.score, c.span)):
        start, end = close.span
        if all(end <= other.span.start or other.span.end <= start for other in chosen):
            chosen.append(close)
    return tuple(chosen[:limit])


@lru_cache(maxsize=20_000)
def _grams(word: str) -> frozenset[str]:
    padded = f"^{word}$"
    return frozenset(padded[at : at + 3] for at in range(max(len(padded) - 2, 1)))


def _alike(index: Index, asked: list[str]) -> dict[str, tuple[float, str]]:
    """Find, for words of the text, the word asked for that looks most like them (0 to 1)."""
    best: dict[str, tuple[float, str]] = {}
    for word in sorted(set(asked)):
        mine = _grams(word)
        shared = Counter(other for gram in mine for other in index.grams.get(gram, ()))
        for other, count in shared.items():
            like = 2 * count / (len(mine) + len(_grams(other)))
            if like >= _LIKE and like > best.get(other, (0.0, ""))[0]:
                best[other] = (like, word)
    return best


def _windows(index: Index, alike: dict[str, tuple[float, str]], size: int) -> list[int]:
    """Return the first words of the heaviest windows, none of them too near another."""
    total = len(index.numbers)
    size = min(size, total)
    weights = {
        word: like * math.log1p(total / len(index.where[word])) for word, (like, _) in alike.items()
    }
    starts: list[int] = []
    every: list[float] = []
    by_number = [weights.get(word, 0.0) for word in index.words]
    for run in _runs(index, weights, size):
        numbers = index.numbers[run.start : run.stop - 1 + size]
        sums = [0.0, *accumulate(map(by_number.__getitem__, numbers))]
        starts += run
        every += map(sub, sums[size:], sums)
    light = max(every, default=0.0) * _LIGHT
    chosen: list[int] = []
    while len(chosen) < _WINDOWS and (heaviest := max(every, default=0.0)) > light:
        at = starts[every.index(heaviest)]
        chosen.append(at)
        low, high = bisect_left(starts, at - size // 2), bisect_right(starts, at + size // 2)
        every[low:high] = [0.0] * (high - low)
    return chosen


def _runs(index: Index, weights: dict[str, float], size: int) -> list[range]:
    """Return where windows begin that hold words of weight; of very many, the heaviest only."""
    many = len(index.numbers) > _MOST_WEIGHED
    hits: list[int] = []
    for word in sorted(weights, key=lambda word: (-weights[word], word)):
        places = index.where[word]
        if many and hits and (len(hits) + len(places)) * size > _MOST_WEIGHED:
            break
        hits += places
    last = len(index.numbers) - size
    runs: list[range] = []
    for hit in sorted(hits):
        start, stop = max(0, hit - size + 1), min(hit, last) + 1
        if runs and start <= runs[-1].stop:
            runs[-1] = range(runs[-1].start, stop)
        else:
            runs.append(range(start, stop))
    return runs


def _fit(
    index: Index, asked: list[str], alike: dict[str, tuple[float, str]], at: int, least: float
) -> Close:
    """Fit the quotation into the text around word ``at``, and measure how alike they are.

    For the fit, a word of the text stands for the word asked for that it looks like, so that a
    slip in one letter does not hide it; the likeness is measured on the words as they are.
    """
    margin = len(asked) // 2 + 2
    low = max(0, at - margin)
    high = min(len(index.numbers), at + len(asked) + margin)
    there = index.run(low, high)
    window = [alike.get(word, (0.0, word))[1] for word in there]
    matcher = SequenceMatcher(None, asked, window, autojunk=False)
    blocks = matcher.get_matching_blocks()[:-1] or [Match(0, at - low, 1)]
    begin = max(0, blocks[0].b - blocks[0].a)
    end = min(len(window), blocks[-1].b + len(asked) - blocks[-1].a)
    score = _likeness(asked, there[begin:end], least)
    span = Span(index.place(low + begin).start, index.place(low + end - 1).end)
    return Close(span, index.body[span.start : span.end], round(score, 3))


def _with_signs(body: str, close: Close, before: str, after: str) -> Close:
    """Take in the signs that the quotation begins or ends with, where they stand there too."""
    start, end = close.span
    for size in range(1, len(before) + _ROOM if 0 < len(before) < _SIGNS else 0):
        if fold(body[max(0, start - size) : start]) == before:
            start -= size
            break
    for size in range(1, len(after) + _ROOM if 0 < len(after) < _SIGNS else 0):
        if fold(body[end : end + size]) == after:
            end += size
            break
    return Close(Span(start, end), body[start:end], close.score)


def _likeness(asked: Sequence[str], words: Sequence[str], least: float) -> float:
    """Compare two runs of words letter by letter; long ones, for speed, word by word.

    The ratio counts letters in common that stand in one order, so it is never more than the
    longest common subsequence allows: most places are told apart by that, which costs next to
    nothing. Below ``least`` any number may be returned.
    """
    if len(asked) > _LONG:
        return SequenceMatcher(None, asked, words, autojunk=False).ratio()
    mine, theirs = " ".join(asked), " ".join(words)
    if 2 * _common(mine, theirs) < (least - _ROUNDING) * (len(mine) + len(theirs)):
        return 0.0
    return SequenceMatcher(None, mine, theirs, autojunk=False).ratio()


def _common(a: str, b: str) -> int:
    """Return the length of the longest common subsequence, many letters at a time.

    Bit-parallel, after Hyyrö, “Bit-parallel LCS-length computation revisited” (AWOCA 2004): a bit
    of ``row`` is 0 where the length grows.
    """
    bits: defaultdict[str, int] = defaultdict(int)
    for at, letter in enumerate(a):
        bits[letter] |= 1 << at
    full = row = (1 << len(a)) - 1
    for letter in b:
        same = row & bits.get(letter, 0)
        row = ((row + same) | (row - same)) & full
    return len(a) - row.bit_count()
