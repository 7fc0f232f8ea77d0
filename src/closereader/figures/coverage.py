"""How far along each text a theme is marked, and where."""

from collections.abc import Iterator, Sequence
from typing import Any

from closereader.codebook import Theme, open_codebook
from closereader.figures.figure import Figure, FigureError
from closereader.figures.readings import CodedReading, own_reading, prepared_reading
from closereader.figures.strips import (
    Strip,
    bars,
    equally_long,
    ground,
    layout,
    name_of,
    quoted,
    strips,
)
from closereader.texts import Text, readable_ids

_ROW, _LEFT = 30, 98  # pixels


def coverage(
    theme: str, readings: Sequence[CodedReading] | None = None, texts: Sequence[str] | None = None
) -> Figure:
    """Draw where along each text the passages of a theme stand.

    Each text is a strip from its first character (0 %) to its last (100 %). Every passage is
    drawn where it stands and as long as it is, and shows its words and its paragraph when it is
    pointed at.

    Parameters
    ----------
    theme
        The id of a theme, for example ``exclusion``.
    readings
        Whose passages; by default those prepared for the course and the reader's own.
    texts
        Ids of at most six texts; by default all texts of the course.

    Returns
    -------
    Figure
        Shares are percentages of a text's characters (Unicode code points of its body, headings
        included); within a reading, characters in two overlapping passages count once.

    Raises
    ------
    CodebookError, UnknownText
        When there is no such theme or text.
    FigureError
        When there is no text or no reading, or more than six texts.
    """
    found = open_codebook().theme(theme)
    readings = (prepared_reading(), own_reading()) if readings is None else tuple(readings)
    texts = readable_ids() if texts is None else tuple(texts)
    if not texts or not readings:
        raise FigureError("coverage() needs at least one text and one reading.")
    groups = strips(theme, readings, texts)
    return Figure(
        title=f"{found.name}: where do the marks stand in each text?",
        data=_traces(groups, found),
        layout=_layout(groups),
        summary=_summary(groups),
        headings=("Text", "Characters", *(reading.name for reading in readings)),
        rows=[_row(group) for group in groups],
        leaves_out=_leaves_out(groups, readings),
        source=_source(readings),
        passages=[
            f"{strip.reading.label}: {strip.text.cite(*each.span)}"
            for group in groups
            for strip in group
            for each in strip.passages
        ],
    )


def _rows(groups: Sequence[Sequence[Strip]]) -> Iterator[tuple[int, Strip | Text]]:
    """Give each line of the drawing its number from the top: a text's name, then its strips."""
    line = 0
    for group in groups:
        entries: tuple[Strip | Text, ...] = (group[0].text, *group)
        for entry in entries:
            yield line, entry
            line += 1


def _traces(groups: Sequence[Sequence[Strip]], theme: Theme) -> list[dict[str, Any]]:
    lines = [(line, entry) for line, entry in _rows(groups) if isinstance(entry, Strip)]
    return [
        ground([line for line, _ in lines]),
        *(
            bars(line, strip, theme, f"{strip.text.id}, {strip.reading.label}", _hovers(strip))
            for line, strip in lines
            if strip.passages
        ),
    ]


def _hovers(strip: Strip) -> list[str]:
    doing = [f" · {each.move}" if each.move else "" for each in strip.passages]
    shown = ["<br>".join(quoted(strip.text, each.span)) for each in strip.passages]
    return [words + move for words, move in zip(shown, doing, strict=True)]


def _layout(groups: Sequence[Sequence[Strip]]) -> dict[str, Any]:
    lines = list(_rows(groups))
    drawn = {line: entry for line, entry in lines if isinstance(entry, Strip)}
    return layout(
        _ROW,
        _LEFT,
        heads={line: entry for line, entry in lines if isinstance(entry, Text)},
        labels={at: f"{strip.reading.label}: {len(strip.passages)}" for at, strip in drawn.items()},
        empty={at: strip.reading.empty for at, strip in drawn.items() if not strip.passages},
    )


def _row(group: Sequence[Strip]) -> tuple[str, ...]:
    text = group[0].text
    cells = (
        f"{strip.count}: {', '.join(strip.places)}" if strip.passages else "none yet"
        for strip in group
    )
    return (name_of(text), f"{len(text):,}", *cells)


def _summary(groups: Sequence[Sequence[Strip]]) -> str:
    sentences = []
    for column in zip(*groups, strict=True):
        drawn = [strip for strip in column if strip.passages]
        name = column[0].reading.name
        if not drawn:
            sentences.append(f"{name}: none yet in any of these texts.")
            continue
        counts = "; ".join(f"{name_of(strip.text)}: {strip.count}" for strip in drawn)
        longest = max(drawn, key=lambda strip: strip.widest_gap[1] - strip.widest_gap[0])
        start, end = longest.widest_gap
        stretch = (
            f"The longest stretch without one is in {longest.text.id}, from {start:.0f} % to "
            f"{end:.0f} %."
        )
        empty = [name_of(strip.text) for strip in column if not strip.passages]
        if empty:
            stretch = (
                f"No mark at all, from 0 % to 100 %: {'; '.join(empty)}. Of the "
                f"{'others' if len(drawn) > 1 else 'other'}, the longest stretch without one is in "
                f"{longest.text.id}, from {start:.0f} % to {end:.0f} %."
            )
        sentences.append(f"{name}: {counts}. {stretch}")
    return " ".join(sentences)


def _leaves_out(groups: Sequence[Sequence[Strip]], readings: Sequence[CodedReading]) -> list[str]:
    silence = "An unmarked stretch may have been read and left unmarked, or not read at all."
    notes = "Footnotes cannot be marked, so they are not counted."
    problems = [problem for reading in readings for problem in reading.problems]
    return [silence, *equally_long([group[0].text for group in groups]), notes, *problems]


def _source(readings: Sequence[CodedReading]) -> str:
    whose = " and ".join(f"{reading.name[0].lower()}{reading.name[1:]}" for reading in readings)
    return f"{whose}, at their places in the course editions of the texts."
