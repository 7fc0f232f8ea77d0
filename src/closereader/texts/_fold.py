"""Compare words without their typography: curly or straight, long dash or short."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import compress
from operator import ne

# Among them the signs of direction that come along with Hebrew words, but none that overrides it.
_UNSEEN = "\u00ad\u200b\u2060\ufeff\u061c\u200e\u200f\u2066\u2067\u2068\u2069"
_SEEN = {
    **dict.fromkeys("‘’‚‛′´`ʼ＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}
_SAME = {**_SEEN, **dict.fromkeys(_UNSEEN, "")}
_ODD = "`\t\v\f\r\x1c\x1d\x1e\x1f"  # what of ASCII is folded, in one line
# One run, whatever unseen sign stands in it; and what is alone, but no space.
_SPACES = re.compile(rf"\s[\s{_UNSEEN}]*\s|[^\S ]")
# What does not become one character: runs of white space, dots in one sign, unseen signs.
_SHIFT = re.compile(rf"\s[\s{_UNSEEN}]*\s|[…{_UNSEEN}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where its characters came from.

    Kept are only the stretches that do not have one character for each of the original, as
    half-open spans in both, in order: `here` in the folded text, `there` in the original.
    """

    text: str
    here: tuple[tuple[int, int], ...]
    there: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open span of the original that became these characters, one at least."""
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, at: int) -> tuple[int, int]:
        number = bisect_right(self.here, at, key=lambda stretch: stretch[0]) - 1
        if number < 0:
            return at, at + 1
        if at < self.here[number][1]:
            return self.there[number]
        start = self.there[number][1] + at - self.here[number][1]
        return start, start + 1


def fold(text: str) -> str:
    """Make typographic quotation marks and dashes plain, and each run of white space one space."""
    signs = _SEEN
    if not _is_even(text):
        text, signs = _SPACES.sub(" ", text), _SAME
    return _plain(text, signs)


def fold_lines(lines: list[str]) -> list[str]:
    """Fold each of many texts that have no line break; in one string that takes half the time."""
    plain = "\n".join([line for line in lines if line.isascii()])
    if "  " in plain or any(sign in plain for sign in _ODD):
        return [fold(line) for line in lines]
    rest = [line for line in lines if not line.isascii()]
    even = [line if _is_even(line) else fold(line) for line in rest]
    folded = iter(_plain("\n".join(even), _SEEN).split("\n"))
    return [line if line.isascii() else next(folded) for line in lines]


def is_same_folded(one: str, other: str) -> bool:
    """Tell whether two texts are the same when they are folded.

    Where a letter or digit of ASCII first stands beside another, nothing need be folded.
    """
    if one == other:
        return True
    differ = next(compress(zip(one, other, strict=False), map(ne, one, other)), ("", ""))
    signs = "".join(differ)
    return not (signs.isascii() and signs.isalnum()) and fold(one) == fold(other)


def _plain(text: str, signs: dict[str, str]) -> str:
    if text.isascii():
        return text.replace("`", "'")
    for sign, plain in signs.items():  # many times as fast as one `translate`
        text = text.replace(sign, plain)
    return text


def _is_even(text: str) -> bool:
    """Tell whether there is no white space but single spaces, and no unseen sign."""
    return text.isprintable() and "  " not in text


def fold_with_places(text: str) -> Folded:
    """Fold ``text`` (see `fold`) and keep the place of every character in the original."""
    here: list[tuple[int, int]] = []
    there: list[tuple[int, int]] = []
    gone = 0  # how much shorter the folded text is so far
    for found in () if _is_even(text) and "…" not in text else _SHIFT.finditer(text):
        start = found.start() - gone
        size = len(_SAME.get(found[0], " "))
        here.append((start, start + size))
        there.append(found.span())
        gone = found.end() - start - size
    return Folded(fold(text), tuple(here), tuple(there))


def nfc(text: str) -> str:
    """Return ``text`` in Unicode normalisation form C, the form of every canonical text."""
    return unicodedata.normalize("NFC", text)
