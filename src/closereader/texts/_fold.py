"""Compare words without their typography: curly or straight, long dash or short."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_UNSEEN = "\u00ad\u200b\u2060\ufeff"
_SAME = {
    **dict.fromkeys("‘’‚‛′´`ʼ＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
    **dict.fromkeys(_UNSEEN, ""),
}
_SPACES = re.compile(rf"\s(?:[\s{_UNSEEN}]*\s)?")  # one run, whatever unseen sign stands in it
_PIECE = re.compile(rf"{_SPACES.pattern}|\S")
_TABLE = str.maketrans(_SAME)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its characters, where it came from."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def fold(text: str) -> str:
    """Make typographic quotation marks and dashes plain, and each run of white space one space."""
    return _SPACES.sub(" ", text).translate(_TABLE)


def fold_with_places(text: str) -> Folded:
    """Fold ``text`` (see `fold`) and keep the place of every character in the original."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece in _PIECE.finditer(text):
        for char in " " if piece[0][0].isspace() else _SAME.get(piece[0], piece[0]):
            out.append(char)
            starts.append(piece.start())
            ends.append(piece.end())
    return Folded("".join(out), tuple(starts), tuple(ends))


def nfc(text: str) -> str:
    """Return ``text`` in Unicode normalisation form C, the form of every canonical text."""
    return unicodedata.normalize("NFC", text)
