"""One's own marks over the whole course: every theme, along every text."""

from collections.abc import Sequence
from typing import Any

from closereader.codebook import Theme, open_codebook
from closereader.figures.charts import plain
from closereader.figures.figure import MOST_ROWS, Figure, FigureError
from closereader.figures.readings import CodedPassage, CodedReading, own_reading
from closereader.figures.strips import Strip, bars, equally_long, ground, layout, quoted, strips
from closereader.pages.lines import listed
from closereader.texts import open_text, readable_ids

_ROW, _LEFT = 25, 74  # pixels
_MOST_TEXTS = 6

Grid = tuple[tuple[Strip, ...], ...]
"""For each text, one strip per theme of the codebook."""


def own_marks(reading: CodedReading | None = None, texts: Sequence[str] | None = None) -> Figure:
    """Draw where along each text the reader's own marks stand, theme by theme.

    Parameters
    ----------
    reading
        Whose marks; by default those in the work folder.
    texts
        Ids of at most six texts; by default all texts of the course.

    Returns
    -------
    Figure
        Each strip is a text from its first character (0 %) to its last (100 %). Nothing in it
        depends on when a mark was made. With no mark at all it is drawn empty and says so.

    Raises
    ------
    UnknownText
        When there is no such text.
    FigureError
        When there is no text, or more than six.
    """
    texts = readable_ids() if texts is None else tuple(texts)
    if not 1 <= len(texts) <= _MOST_TEXTS:
        raise FigureError(f"own_marks() draws one to {_MOST_TEXTS} texts, not {len(texts)}.")
    own = reading is None
    reading = own_reading() if reading is None else reading
    themes = open_codebook().themes
    columns = [strips(theme.id, [reading], texts) for theme in themes]
    grid: Grid = tuple(tuple(column[at][0] for column in columns) for at in range(len(texts)))
    return Figure(
        title=f"What did {'you' if own else reading.name} mark, and where?",
        data=_traces(grid, themes),
        layout=_layout(grid, themes),
        summary=_summary(grid, themes),
        headings=("Theme", *(_author(each) for each in texts), "All"),
        rows=_rows(grid, themes),
        leaves_out=_leaves_out(grid, themes, reading),
        source=f"{'your marks' if own else reading.name}, at their places in the course editions",
        passages=[
            _said(strip, each, theme)
            for group in grid
            for strip, theme in zip(group, themes, strict=True)
            for each in strip.passages
        ],
    )


def _line(text: int, theme: int, themes: int) -> int:
    """Give the line of the drawing, from the top: a text's name, then one line per theme."""
    return text * (themes + 1) + 1 + theme


def _traces(grid: Grid, themes: Sequence[Theme]) -> list[dict[str, Any]]:
    size = len(themes)
    lines = [_line(text, theme, size) for text in range(len(grid)) for theme in range(size)]
    found = [
        bars(
            _line(text, at, size),
            group[at],
            theme,
            f"{group[at].text.id}, {theme.name}",
            [_hover(group[at], each, theme) for each in group[at].passages],
        )
        for text, group in enumerate(grid)
        for at, theme in enumerate(themes)
        if group[at].passages
    ]
    return [ground(lines), *found]


def _hover(strip: Strip, passage: CodedPassage, theme: Theme) -> str:
    doing = f" · {passage.move}" if passage.move else ""
    return "<br>".join([f"<b>{plain(theme.name)}</b>{doing}", *quoted(strip.text, passage.span)])


def _said(strip: Strip, passage: CodedPassage, theme: Theme) -> str:
    doing = f", {passage.move}" if passage.move else ""
    return f"{theme.name}{doing}: {strip.text.cite(*passage.span)}"


def _layout(grid: Grid, themes: Sequence[Theme]) -> dict[str, Any]:
    size = len(themes)
    return layout(
        _ROW,
        _LEFT,
        heads={_line(text, -1, size): group[0].text for text, group in enumerate(grid)},
        labels={
            _line(text, at, size): f"{theme.code}: {len(group[at].passages)}"
            for text, group in enumerate(grid)
            for at, theme in enumerate(themes)
        },
        empty={
            _line(text, size // 2, size): "nothing marked yet"
            for text, group in enumerate(grid)
            if not any(strip.passages for strip in group)
        },
    )


def _count(grid: Grid, theme: int) -> list[int]:
    return [len(group[theme].passages) for group in grid]


def _rows(grid: Grid, themes: Sequence[Theme]) -> list[tuple[str, ...]]:
    """Give one row per theme; when there are more than six, those after the fifth as one."""
    counted = [
        (f"{theme.name} ({theme.code})", _count(grid, at)) for at, theme in enumerate(themes)
    ]
    if len(counted) > MOST_ROWS:
        rest = [numbers for _, numbers in counted[MOST_ROWS - 1 :]]
        together = [sum(column) for column in zip(*rest, strict=True)]
        counted = [*counted[: MOST_ROWS - 1], ("Other themes", together)]
    return [(name, *map(str, numbers), str(sum(numbers))) for name, numbers in counted]


def _summary(grid: Grid, themes: Sequence[Theme]) -> str:
    every = [each for group in grid for strip in group for each in strip.passages]
    if not every:
        return (
            "No passage is marked yet. Mark some in the lessons, then run this cell again: each "
            "strip fills where the marks stand."
        )
    texts = listed([f"{_in(group)} in {_author(group[0].text.id)}" for group in grid])
    totals = {theme.name: sum(_count(grid, at)) for at, theme in enumerate(themes)}
    most = max(totals, key=lambda name: totals[name])
    none = [name for name, number in totals.items() if not number]
    noted = sum(bool(each.note.strip()) for each in every)
    parts = [
        f"{_passages(len(every))}: {texts}.",
        f"Most often marked: {most} ({totals[most]}).",
        *([f"Not marked at all: {listed(none)}."] if none else []),
        f"{noted} of {len(every)} have a note.",
    ]
    return " ".join(parts)


def _in(group: Sequence[Strip]) -> int:
    return sum(len(strip.passages) for strip in group)


def _passages(number: int) -> str:
    return "1 passage is marked" if number == 1 else f"{number} passages are marked"


def _author(text_id: str) -> str:
    return open_text(text_id).meta.short


def _leaves_out(grid: Grid, themes: Sequence[Theme], reading: CodedReading) -> list[str]:
    known = {theme.id for theme in themes}
    foreign = sum(each.theme not in known for each in reading.passages)
    strange = f"{foreign} of the marks carry a theme that the codebook does not have: not drawn."
    return [
        "What was read and left unmarked. An empty stretch is no proof that nothing is there.",
        "How good a mark is: a long passage looks bigger than a telling word.",
        "When a passage was marked, and what was marked once and taken back.",
        *equally_long([group[0].text for group in grid]),
        "Footnotes: they cannot be marked.",
        *([strange] if foreign else []),
        *reading.problems,
    ]
