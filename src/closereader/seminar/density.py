"""How many readers marked each place of a text: a difference array over the ends of the marks."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from closereader.figures import CodedPassage
from closereader.figures.strips import merged
from closereader.texts import Text

LEVELS = 6
"""Nobody, and five steps of a fifth of the readers each."""
MOST_UNITS = 60
_PART = {"paragraph": "sentence", "verse": "line"}

Marks = Sequence["CodedPassage"]


class DensityStep(NamedTuple):
    """A stretch of a text in which the number of readers does not change; places in code points."""

    start: int
    end: int
    counts: tuple[int, ...]
    """For each group of readers, how many of it marked these words."""


class Unit(NamedTuple):
    """A sentence or a paragraph."""

    start: int
    end: int
    label: str
    """``¶4``, or ``¶4, sentence 2``."""
    begins: bool
    """Whether a paragraph begins here."""

    @property
    def place(self) -> str:
        """The paragraph that it is, or is in."""
        return self.label.partition(",")[0]


def steps(groups: Sequence[Iterable[Marks]], length: int) -> list[DensityStep]:
    """Return the stretches of a text with how many readers of each group marked them.

    The marks of one reader are joined first, so that nobody counts twice. The cost depends on the
    number of marks, not on the length of the text.

    `groups`: for each group its readers, for each reader their passages.
    `length`: length of the text in code points.
    """
    change: dict[int, list[int]] = {0: [0] * len(groups), length: [0] * len(groups)}
    for at, readers in enumerate(groups):
        for marks in readers:
            for start, end in merged(each.span for each in marks):
                change.setdefault(start, [0] * len(groups))[at] += 1
                change.setdefault(end, [0] * len(groups))[at] -= 1
    found = []
    depth = [0] * len(groups)
    places = sorted(change)
    for start, end in pairwise(places):
        depth = [now + more for now, more in zip(depth, change[start], strict=True)]
        found.append(DensityStep(start, end, tuple(depth)))
    return found


def level(count: int, readers: int) -> int:
    """Return 0 for nobody, else 1 to 5: how many fifths of the readers, rounded up."""
    return -(-(LEVELS - 1) * count // readers) if readers else 0


def units(text: Text) -> tuple[Unit, ...]:
    """Return the sentences of a text, or its paragraphs when there are more than sixty sentences.

    A line of verse is a sentence, a stanza a paragraph. Headings and the byline are no units.
    """
    found: list[Unit] = []
    starts = [each.start for each in text.sentences]
    told = [block for block in text.blocks if block.kind in {"paragraph", "verse"}]
    for block in told:
        first, last = bisect_right(starts, block.start - 1), bisect_right(starts, block.end - 1)
        inside = text.sentences[first:last]
        found += [
            Unit(*span, f"{block.label}, {_PART[block.kind]} {number}", number == 1)
            for number, span in enumerate(inside, start=1)
        ]
    if len(found) <= MOST_UNITS:
        return tuple(found)
    return tuple(Unit(each.start, each.end, each.label, begins=True) for each in told)


def unit_of(found: Sequence[Unit]) -> str:
    """Return what the units of a text are: ``sentence`` or ``paragraph``."""
    return "sentence" if any("," in each.label for each in found) else "paragraph"


def within(found: Sequence[DensityStep], start: int, end: int) -> list[DensityStep]:
    """Return the steps inside a stretch of the text, cut at its ends."""
    inside = []
    for each in found[max(bisect_right(found, start, key=_start) - 1, 0) :]:
        if each.start >= end:
            break
        cut = DensityStep(max(each.start, start), min(each.end, end), each.counts)
        if cut.start < cut.end:
            inside.append(cut)
    return inside


def _start(step: DensityStep) -> int:
    return step.start
