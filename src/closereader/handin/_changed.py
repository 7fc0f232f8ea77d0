"""Which words of an answer changed since it was read: around a comment, and in the whole."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

Kind = Literal["same", "gone", "new"]
State = Literal["same", "changed", "gone"]
Piece = tuple[Kind, str]

_MOST = 1_000_000  # pairs of words that are compared; beyond it the middle is one change
_PART = 3  # with less than a third of its words left, a sentence is no longer there
_WORD = re.compile(r"\S+")  # what str.split parts
_END = re.compile(r"(?<=[.!?…])[”’\"')\]]*\s+|\n+")


class Changed(NamedTuple):
    """How words became what they are now."""

    state: State
    """``"same"``, ``"changed"``, or ``"gone"`` when less than a third of the words is left."""
    pieces: tuple[Piece, ...]
    """Runs of words with what became of them: ``"same"``, ``"gone"``, ``"new"``."""


class _Run(NamedTuple):
    same: bool
    a1: int
    a2: int
    b1: int
    b2: int


def changed(was: str, now: str, start: int = 0, end: int | None = None) -> Changed:
    """Compare two versions of an answer word by word, at the sentences of a passage.

    `was`, `now`: the answer as it was read, and as it is.
    `start`, `end`: a passage of `was` in code points, half-open; the whole answer when left out.
    Returns the words of every sentence that the passage touches, and the words that are new in
    them or right beside them.
    """
    a = list(_WORD.finditer(was))
    before, after = was.split(), now.split()
    first, last = _sentences(was, start, len(was) if end is None else end)
    i1 = sum(one.end() <= first for one in a)
    i2 = sum(one.start() < last for one in a)
    pieces: list[Piece] = []
    for run in _runs(was, now):
        gone = before[max(run.a1, i1) : min(run.a2, i2)]
        if gone:
            pieces.append(("same" if run.same else "gone", " ".join(gone)))
        if not run.same and run.b2 > run.b1 and (gone or i1 <= run.a1 == run.a2 <= i2):
            pieces.append(("new", " ".join(after[run.b1 : run.b2])))
    kinds = {kind for kind, _ in pieces}
    if kinds <= {"same"}:
        return Changed("same", tuple(pieces))
    left = sum(len(run.split()) for kind, run in pieces if kind == "same")
    return Changed("changed" if left * _PART >= i2 - i1 else "gone", tuple(pieces))


def _sentences(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a passage to the ends of the sentences that it touches."""
    ends = [one.end() for one in _END.finditer(text)]
    first = max((at for at in ends if at <= start), default=0)
    last = min((at for at in ends if at >= max(end, start + 1)), default=len(text))
    return first, last


@lru_cache(maxsize=64)  # each comment on an answer asks for the same
def _runs(was: str, now: str) -> tuple[_Run, ...]:
    """Give runs of words that stayed, and runs that were replaced, in their order."""
    return tuple(_compared(was.split(), now.split()))


def _compared(a: list[str], b: list[str]) -> Iterator[_Run]:
    most = min(len(a), len(b))
    head = next((n for n in range(most) if a[n] != b[n]), most)
    most -= head
    tail = next((n for n in range(most) if a[-1 - n] != b[-1 - n]), most)
    a_end, b_end = len(a) - tail, len(b) - tail
    if head:
        yield _Run(True, 0, head, 0, head)
    inner_a, inner_b = a[head:a_end], b[head:b_end]
    if len(inner_a) * len(inner_b) > _MOST:
        yield _Run(False, head, a_end, head, b_end)
    else:
        found = SequenceMatcher(None, inner_a, inner_b, autojunk=False).get_opcodes()
        for kind, a1, a2, b1, b2 in found:
            yield _Run(kind == "equal", head + a1, head + a2, head + b1, head + b2)
    if tail:
        yield _Run(True, a_end, len(a), b_end, len(b))
