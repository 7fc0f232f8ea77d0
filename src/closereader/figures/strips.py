"""What one reading marked along one text under one theme, and how it is measured."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from closereader.texts import Span, Text, open_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from closereader.figures.readings import Passage, Reading


@dataclass(frozen=True)
class Strip:
    """One reading of one text under one theme."""

    text: Text
    reading: Reading
    passages: tuple[Passage, ...]

    @property
    def covered(self) -> int:
        """How many code points lie in at least one passage; overlaps count once."""
        return sum(end - start for start, end in merged(each.span for each in self.passages))

    @property
    def share(self) -> float:
        """The same as a percentage of the text's code points, 0 to 100."""
        return 100 * self.covered / len(self.text) if len(self.text) else 0.0

    @property
    def places(self) -> tuple[str, ...]:
        """The paragraphs (or headings) that a passage begins in, in order, each once."""
        labels = (self.text.paragraph_at(each.span.start).label for each in self.passages)
        return tuple(dict.fromkeys(labels))

    @property
    def widest_gap(self) -> tuple[float, float]:
        """The longest stretch without a passage, as two percentages of the text."""
        runs = merged(each.span for each in self.passages)
        edges = [0, *(edge for run in runs for edge in run), len(self.text)]
        gaps = list(pairwise(edges))[::2]
        start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
        return percent(start, self.text), percent(end, self.text)

    @property
    def count(self) -> str:
        """Passages and share in words, for example ``11 passages, 2.9 % of characters``."""
        if not self.passages:
            return "0 passages"
        noun = "passage" if len(self.passages) == 1 else "passages"
        return f"{len(self.passages)} {noun}, {self.share:.1f} % of characters"


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join spans that overlap or touch; the result is sorted and has no overlap."""
    runs: list[Span] = []
    for start, end in sorted(spans):
        if runs and start <= runs[-1].end:
            runs[-1] = Span(runs[-1].start, max(runs[-1].end, end))
        else:
            runs.append(Span(start, end))
    return tuple(runs)


def percent(offset: int, text: Text) -> float:
    """Return how far into the text a place lies, from 0 to 100, to three decimals."""
    return round(100 * offset / len(text), 3) if len(text) else 0.0


def strips(
    theme: str, readings: Sequence[Reading], texts: Sequence[str]
) -> tuple[tuple[Strip, ...], ...]:
    """Return, for each text, one strip per reading."""
    return tuple(
        tuple(Strip(open_text(each), reading, reading.of(theme, each)) for reading in readings)
        for each in texts
    )


def name_of(text: Text) -> str:
    """Return the author's last name and the genre, for example ``Artiukh, open letter``."""
    genre, short = text.meta.genre, text.meta.short
    if not genre:
        return text.id
    return genre if text.meta.cited_as else f"{short}, {genre[:1].lower()}{genre[1:]}"
