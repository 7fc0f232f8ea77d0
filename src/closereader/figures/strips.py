"""What one reading marked along one text under one theme: how it is measured and drawn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from typing import Any

from closereader.codebook import Theme
from closereader.figures.charts import PALE, axis, darker, page, plain, words
from closereader.figures.readings import CodedPassage, CodedReading
from closereader.figures.template import GROUND
from closereader.pages.lines import counted, shorten
from closereader.texts import Span, Text, open_text

_HEIGHT = 0.72  # of a strip, as a share of its line
_HOVER_WIDTH = 46
_EDGE = 4  # where the name of a text begins, from the left edge of the drawing


@dataclass(frozen=True)
class Strip:
    """One reading of one text under one theme."""

    text: Text
    reading: CodedReading
    passages: tuple[CodedPassage, ...]

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
        return f"{counted(len(self.passages), 'passage')}, {self.share:.1f} % of characters"


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
    theme: str, readings: Sequence[CodedReading], texts: Sequence[str]
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


def equally_long(texts: Sequence[Text]) -> list[str]:
    """Say that strips of texts of unequal length are drawn equally long; nothing for one text."""
    lengths = [len(text) for text in texts]
    if len(lengths) < 2:  # noqa: PLR2004 - one has nothing to be compared with
        return []
    times = max(lengths) / max(min(lengths), 1)
    said = (
        "The strips are drawn equally long. The texts are not: the longest here has "
        f"{times:.0f} times as many characters as the shortest."
    )
    return [said]


def quoted(text: Text, span: tuple[int, int], most: int = 320) -> list[str]:
    """Return the words of a passage, cut when there are many, and its place: for Plotly, in lines.

    What the passage does in the argument is not said here.
    """
    said = f"“{shorten(text.body[slice(*span)], most)}”"
    return [*map(plain, wrap(said, _HOVER_WIDTH)), f"({text.id} {text.label_of(*span)})"]


def ground(lines: Sequence[int]) -> dict[str, Any]:
    """Draw the whole text on each line, below its passages."""
    return {
        "type": "bar",
        "orientation": "h",
        "base": [0] * len(lines),
        "x": [100] * len(lines),
        "y": list(lines),
        "width": _HEIGHT,
        "marker": {"color": GROUND, "line": {"color": PALE, "width": 1}},
        "hoverinfo": "skip",
        "name": "whole text",
    }


def bars(line: int, strip: Strip, theme: Theme, name: str, hover: Sequence[str]) -> dict[str, Any]:
    """Draw the passages of a strip where they stand; ``hover`` has the words for each."""
    starts = [percent(each.span.start, strip.text) for each in strip.passages]
    ends = [percent(each.span.end, strip.text) for each in strip.passages]
    return {
        "type": "bar",
        "orientation": "h",
        "base": starts,
        "x": [end - start for start, end in zip(starts, ends, strict=True)],
        "y": [line] * len(starts),
        "width": _HEIGHT,
        # The outline keeps a short passage visible in a long text: it is never under two pixels.
        "marker": {"color": theme.colour, "line": {"color": darker(theme.colour), "width": 2}},
        "hovertext": list(hover),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "name": name,
    }


def layout(
    row: int,
    left: int,
    heads: Mapping[int, Text],
    labels: Mapping[int, str],
    empty: Mapping[int, str],
) -> dict[str, Any]:
    """Return the layout of strips below each other.

    `row`, `left`: height of a line and room for the labels, in pixels.
    `heads`: which lines name a text.
    `labels`: what stands to the left of the other lines.
    `empty`: what is written across lines without a passage.
    """
    lines = len(heads) + len(labels)
    edge = (_EDGE - left, 0)
    notes = [
        words(f"<b>{plain(name_of(text))}</b>", 0, at, axes=("paper", "y"), nudge=edge, size=13)
        for at, text in heads.items()
    ]
    notes += [words(f"<i>{plain(said)}</i>", 50, at, anchor="center") for at, said in empty.items()]
    ticks = {float(at): plain(label) for at, label in labels.items()}
    return page(
        plot=row * lines,
        left=left,
        annotations=notes,
        barmode="overlay",
        xaxis=axis("Place, % of the characters", (0, 100), (0, 25, 50, 75, 100), showgrid=False),
        yaxis=axis("", (lines - 0.5, -0.5), ticks, showgrid=False, ticklabelstandoff=6),
    )
