"""Cut a block into sentences by rule.

The rules are made for edited English prose with quotations, initials and abbreviations; they fall
back sensibly on other scripts. A sentence never crosses a block, sentences never overlap, and
nothing but white space lies between them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from closereader.texts._model import Block, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSERS = "\"'”’»)\\]"
# What follows a stop is looked at in Python: a lookahead that fails would make the run of stops be
# tried again from each of its signs, which for a long row of leaders takes minutes.
_END = re.compile(rf"[.!?…؟]+[{_CLOSERS}]*|[。！？]+[」』”’）]*\s*")
_NARROW = ".!?…؟"
_OPENERS = " \t\n\u00a0\"'“‘«„([¿¡–—-"
_WORD_BEFORE = re.compile(r"(?:(\w+)\W+)?([\w.]+)$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
# fmt: off
_TITLES = frozenset(
    {
        "dr", "mr", "mrs", "ms", "mx", "prof", "st", "ed", "eds", "e.g", "i.e", "cf", "vs",
        "viz", "gen", "rev", "hon", "capt", "col", "sen", "rep", "gov",
    }
)
_NUMBERED = frozenset(
    {
        "no", "nos", "p", "pp", "vol", "vols", "fig", "figs", "ch", "art", "sec", "fn", "n",
        "c", "ca", "approx", "issue",
    }
)
# fmt: on


def sentences_of(block: Block) -> Iterator[Span]:
    """Yield the sentences of one block, as spans of the body.

    A heading is one sentence; so is each line of a byline.
    """
    text = block.text
    if block.kind == "heading":
        cuts: list[int] = []
    elif block.kind == "byline":
        cuts = [at for at, char in enumerate(text) if char == "\n"]
    else:
        cuts = [
            end.end()
            for end in _END.finditer(text)
            if _may_end(text, end) and _is_end(text, end.start(), end.end())
        ]
    start = 0
    for cut in (*cuts, len(text)):
        piece = text[start:cut]
        words = piece.strip()
        if words:
            first = start + len(piece) - len(piece.lstrip())
            yield Span(block.start + first, block.start + first + len(words))
        start = cut


def _may_end(text: str, found: re.Match[str]) -> bool:
    """Tell whether what follows is as after a stop: white space; after a wide one, anything."""
    after = text[found.end() : found.end() + 1]
    return after.isspace() if found[0][0] in _NARROW else after != ""


def _is_end(text: str, stop: int, after: int) -> bool:
    """Tell whether the stop at ``text[stop]``, with its closing marks, ends a sentence."""
    rest = text[after : after + 40].lstrip(_OPENERS)
    if rest[:1].islower():
        return False
    if text[stop] != "." or text[stop : stop + 2] == "..":
        return True
    before = _WORD_BEFORE.search(text[max(0, stop - 80) : stop])
    return before is None or not _is_short(before[2], before[1] or "", rest)


def _is_short(word: str, previous: str, rest: str) -> bool:
    """Tell whether the full stop after ``word`` only shortens it."""
    if _INITIALS.fullmatch(word) and word[-1].isupper():
        # "so have I. I am sure": the pronoun, after a word in small letters, is no initial.
        return word != "I" or not previous[:1].islower()
    small = word.lower()
    return small in _TITLES or (small in _NUMBERED and rest[:1].isdigit())
