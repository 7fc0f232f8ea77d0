"""What comes closest to words that are in no text, and how the two differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from closereader.quotations._quoted import count_words, without_brackets
from closereader.texts import Span, Text

_LONGEST = 4_000  # code points that are looked for; of longer words, the beginning
_HELPFUL = 0.65  # a passage less alike than this would only mislead


@dataclass(frozen=True, slots=True)
class Closest:
    """A passage that resembles words which are in no text. Offered, never assumed."""

    words: str
    place: str
    score: float
    text: str
    span: Span


def closest(words: str, shelf: Sequence[Text], limit: int = 1) -> tuple[Closest, ...]:
    """Return the passages of all texts that come closest to some words, the best first."""
    looked_for = without_brackets(words)[:_LONGEST]
    least = count_words(looked_for) / 2  # a passage half as long is no help
    near = [each for text in shelf for each in _closest_in(text, looked_for)]
    near = [each for each in near if each.score >= _HELPFUL and count_words(each.words) > least]
    return tuple(sorted(near, key=lambda each: -each.score)[:limit])


def differences(mine: str, theirs: str) -> list[tuple[str, str]]:
    """Compare word by word: runs that are the ``"same"``, only ``"mine"``, only ``"theirs"``."""
    a, b = mine.split(), theirs.split()
    runs: list[tuple[str, str]] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(("same", " ".join(a[a1:a2])))
            continue
        runs += [("mine", " ".join(a[a1:a2]))] if a2 > a1 else []
        runs += [("theirs", " ".join(b[b1:b2]))] if b2 > b1 else []
    return runs


@lru_cache(maxsize=4_096)  # a teacher's pages show each answer of a seminar more than once
def _closest_in(text: Text, words: str) -> tuple[Closest, ...]:
    near = text.closest(words, least=_HELPFUL)
    return tuple(
        Closest(
            close.text, f"{text.id} {text.label_of(*close.span)}", close.score, text.id, close.span
        )
        for close in near
    )
