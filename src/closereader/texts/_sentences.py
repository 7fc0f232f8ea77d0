"""Cut a block into sentences by rule.

The rules are made for edited English prose with quotations, initials and abbreviations; they fall
back sensibly on other scripts. A sentence never crosses a block, sentences never overlap, and
nothing but white space lies between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from closereader.texts._model import Block, Span

_CLOSERS = "\"'”’»)\\]"
_END = re.compile(rf"[.!?…؟]+[{_CLOSERS}]*(?=\s)|[。！？]+[」』”’）]*\s*(?=\S)")  # noqa: RUF001
_OPENERS = " \t\n\u00a0\"'“‘«„([¿¡–—-"  # noqa: RUF001 - these very marks are meant
_WORD_BEFORE = re.compile(r"(?:(\w+)\W+)?([\w.]+)$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_TITLES = frozenset(
    "dr mr mrs ms mx prof st ed eds e.g i.e cf vs viz gen rev hon capt col sen rep gov".split()
)
_NUMBERED = frozenset("no nos p pp vol vols fig figs ch art sec fn n c ca approx issue".split())


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
        cuts = [end.end() for end in _END.finditer(text) if _is_end(text, end.start(), end.end())]
    start = 0
    for cut in (*cuts, len(text)):
        piece = text[start:cut]
        words = piece.strip()
        if words:
            first = start + len(piece) - len(piece.lstrip())
            yield Span(block.start + first, block.start + first + len(words))
        start = cut


def _is_end(text: str, stop: int, after: int) -> bool:
    """Tell whether the stop at ``text[stop]``, with its closing marks, ends a sentence."""
    rest = text[after : after + 40].lstrip(_OPENERS)
    if rest[:1].islower():
        return False
    if text[stop] != "." or text[stop : stop + 2] == "..":
        return True
    before = _WORD_BEFORE.search(text[max(0, stop - 80) : stop])
    if before is None:
        return True
    previous, word = before[1] or "", before[2]
    if word.lower() in _TITLES:
        return False
    if word.lower() in _NUMBERED and rest[:1].isdigit():
        return False
    if _INITIALS.fullmatch(word) and word[-1].isupper():
        # "so have I. I am sure": the pronoun, after a word in small letters, is no initial.
        return word == "I" and previous[:1].islower()
    return True
