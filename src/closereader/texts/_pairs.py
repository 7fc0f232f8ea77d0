"""Pair the sentences of an earlier state of a text with those of a later one.

Sentences that stayed as they were are matched first: those that stand once in both states and that
no other passed by their order, the rest by `difflib`. Between them, a sentence in which a few words
were replaced is paired with the one that it became.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import accumulate, compress, count, pairwise
from operator import ne
from typing import TYPE_CHECKING

from closereader.texts._fold import fold, fold_lines
from closereader.texts._sentences import ends_in, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = re.compile(r"\w+(?:[-‐‑'’.]\w+)*")
_PART = re.compile(r"\w+")
_LINE = re.compile(r"[^\n]+")
# Whose words a sentence has, whether it asks, and where it stops within: a mark of quotation or of
# a question, an apostrophe at the edge of a word, a full stop before white space.
_VOICES = re.compile(r"""["?!'.](?:(?<=["?!])|(?<=')(?:(?<!\w')|(?!\w))|(?<=[.])(?=\s))""")
_REPLACED = 4  # of so many words of a sentence one may be another than it was
_RUN = 3  # words replaced in a row; more are another clause
_TURN = 2  # so many words it takes to change places
_MOST_PAIRS = 1_000_000  # comparisons within one stretch that changed

Pair = tuple[int, int]
"""The number of a sentence in the earlier state, and in the later one."""


class Sentences:
    """The sentences of a canonical text.

    Which lines are headings or bylines is not known. Nor is the language: where sentences are
    compared, both sides are cut by the same rules.
    """

    def __init__(self, body: str) -> None:
        self.starts: list[int] = []
        self.texts: list[str] = []
        for found in _LINE.finditer(body):
            line, at = found[0], found.start()
            for start, end in pieces(line, ends_in(line, "en")):
                self.starts.append(at + start)
                self.texts.append(line[start:end])
        self.keys = fold_lines(self.texts)
        """The words without their typography: a changed quotation mark changes no sentence."""
        self.counts = Counter(self.keys)

    def end(self, at: int) -> int:
        """Return where a sentence ends in the text."""
        return self.starts[at] + len(self.texts[at])

    def is_single(self, at: int) -> bool:
        """Tell whether a sentence stands nowhere else."""
        return self.counts[self.keys[at]] == 1


def words_of(text: str) -> list[str]:
    """Return the words without their typography."""
    # In a word of ASCII there is nothing to fold.
    return [word if word.isascii() else fold(word) for word in WORD.findall(text)]


def pieces_of(key: str) -> list[str]:
    """Return what stands between white space in a folded text, without free-standing dashes.

    Nearly always that is a word and the signs beside it, and found in a third of the time.
    """
    return key.replace(" - ", " ").split()


def paired(old: Sentences, new: Sentences) -> list[Pair]:
    """Pair sentences that are the same, and those in which a few words were replaced."""
    pairs: list[Pair] = []
    ends = (len(old.keys), len(new.keys))
    for (one, other), (to, till) in pairwise([(-1, -1), *_same(old, new), ends]):
        if one >= 0 and old.counts[old.keys[one]] == new.counts[old.keys[one]]:
            pairs.append((one, other))
        if to - one > 1 and till - other > 1:
            pairs += _changed(old, new, range(one + 1, to), range(other + 1, till))
    return pairs


def _same(old: Sentences, new: Sentences) -> Iterator[Pair]:
    """Match the sentences that are the same, in one order."""
    where = {key: at for at, key in enumerate(new.keys) if new.counts[key] == 1}
    single = [
        (at, where[key]) for at, key in enumerate(old.keys) if key in where and old.counts[key] == 1
    ]
    places = [place for _, place in single]
    highest = accumulate(places, max, initial=-1)
    lowest = [*accumulate(reversed(places), min, initial=len(new.keys))][-2::-1]
    fixed = [
        pair
        for pair, before, after in zip(single, highest, lowest, strict=False)
        if before < pair[1] < after
    ]
    for (one, other), (to, till) in pairwise([(-1, -1), *fixed, (len(old.keys), len(new.keys))]):
        if one >= 0:
            yield one, other
        gap = old.keys[one + 1 : to]
        if till - other > 1 and any(key in new.counts for key in gap):
            there = new.keys[other + 1 : till]
            matcher = SequenceMatcher(None, gap, there, autojunk=False)
            for first, second, size in matcher.get_matching_blocks():
                for step in range(1, size + 1):
                    yield one + first + step, other + second + step


def _changed(old: Sentences, new: Sentences, ones: range, others: range) -> list[Pair]:
    """Pair the sentences of a stretch that have one likeness each, in one order.

    The old sentence stands nowhere now, and the new one stood nowhere.
    """
    if len(ones) * len(others) > _MOST_PAIRS:
        return []
    rivals: defaultdict[int, list[tuple[int, list[str]]]] = defaultdict(list)
    for other in others:
        if new.keys[other] not in old.counts:
            after = pieces_of(new.keys[other])
            rivals[len(after)].append((other, after))
    alike = []
    for one in ones:
        if old.keys[one] not in new.counts:
            before = pieces_of(old.keys[one])
            for other, after in rivals.get(len(before), ()):
                if _is_alike(before, after):
                    alike.append((one, other))
    froms, tos = [one for one, _ in alike], [other for _, other in alike]
    if len(set(froms)) < len(alike) or len(set(tos)) < len(alike):
        rivalled, rivalling = Counter(froms), Counter(tos)
        alike = [pair for pair in alike if rivalled[pair[0]] == rivalling[pair[1]] == 1]
        tos = [other for _, other in alike]
    return alike if tos == sorted(tos) else []


def _is_alike(before: list[str], after: list[str]) -> bool:
    """Tell whether a sentence is another of as many words with at most a quarter replaced.

    Words that were put in or left out, or that changed places, may turn a sentence into its
    opposite: a *not* that moved is no correction.
    """
    differ = differing(before, after)
    if 2 * len(differ) > len(before):
        return False
    gone, come = [before[at] for at in differ], [after[at] for at in differ]
    if "".join([*gone, *come]).isalnum():  # as most are: no signs beside the words
        return (
            not _are_many(len(differ), before)
            and all(till - at > _RUN for at, till in zip(differ, differ[_RUN:], strict=False))
            and (set(gone).isdisjoint(come) or not _in_turn({*zip(gone, come, strict=True)}))
        )
    runs: list[list[tuple[str, str]]] = []
    last = -2
    for at, one, other in zip(differ, gone, come, strict=True):
        pairs = _replaced(one, other, " " if at + 1 < len(before) else "")
        if pairs is None:
            return False
        if pairs and at == last + 1:
            runs[-1] += pairs
        elif pairs:
            runs.append(pairs)
        last = at if pairs else last
    replaced = [pair for run in runs for pair in run]
    if _are_many(len(replaced), before) or max(map(len, runs), default=0) > _RUN:
        return False
    if not all(one.isalnum() and other.isalnum() for one, other in replaced):
        replaced += [pair for run in runs for pair in _parts(run)]
    return len(replaced) < _TURN or not _in_turn(set(replaced))


def _are_many(replaced: int, before: list[str]) -> bool:
    """Tell whether more than a quarter of the words of a sentence were replaced."""
    least = replaced * _REPLACED
    return 2 * least > len(before) and least > len(WORD.findall(" ".join(before)))


def _replaced(one: str, other: str, after: str) -> list[tuple[str, str]] | None:
    """Pair the words that differ in two pieces; None if the pieces do not have as many words.

    Or if what is no word is of another kind; what follows both (`after`) is part of that.
    """
    if one.isalnum() and other.isalnum():
        return [(one, other)]
    if _VOICES.findall(one + after) != _VOICES.findall(other + after):
        return None
    ones, others = WORD.findall(one), WORD.findall(other)
    if len(ones) != len(others):
        return None
    return [pair for pair in zip(ones, others, strict=True) if pair[0] != pair[1]]


def differing(before: list[str], after: list[str]) -> list[int]:
    """Return at which places two lists of one length differ."""
    return [*compress(count(), map(ne, before, after))]


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
