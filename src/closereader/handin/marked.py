"""Marked text on a page: the paragraphs that hold marks, with real ``<mark>`` elements."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from closereader.annotations import Annotation
from closereader.codebook import Codebook, CodebookError, open_codebook
from closereader.pages import Html, el, join, table
from closereader.texts import Block, Text, TextError, open_text, reached
from closereader.work import Placed, placed

_LONG = 400  # code points of a passage that the table shows whole


def text_section(text_id: str, marks: Sequence[Annotation]) -> Html:
    """Give what was marked in one text: its paragraphs, a table, and what was not found."""
    book = open_codebook()  # once: asking for it looks at its file
    try:
        text = open_text(text_id)
    except TextError:
        rows = [_row(mark, "not in the course", book) for mark in marks]
        return join([el("h3", text_id), _table(text_id, rows)])
    standing, lost = placed(text, marks)
    blocks = _by_block(text, standing)
    parts = [
        el("h3", f"{text.title} ({text_id})"),
        _count(len(marks), len(blocks), len(text.blocks)),
    ]
    parts += [_block(text, block, here, book) for block, here in blocks.items()]
    rows = [
        _row(one.mark, text.label_of(one.start, one.end), book, whole=False) for one in standing
    ]
    rows += [_row(mark, unplaced(text, mark), book) for mark in lost]
    return join([*parts, _table(text_id, rows)])


def unplaced(text: Text, mark: Annotation) -> str:
    """Say of a mark of another state of the text why it has no place in today's."""
    if mark.exact in text.body:
        return "these words stand in today's text, but their place is not certain"
    return "not found in today's text"


def _block(text: Text, block: Block, here: Sequence[Placed], book: Codebook) -> Html:
    edges = {block.start, block.end, *(edge for one in here for edge in (one.start, one.end))}
    cuts = sorted(edge for edge in edges if block.start <= edge <= block.end)
    parts: list[object] = []
    for start, end in pairwise(cuts):
        over = [one for one in here if one.start <= start and end <= one.end]
        words = _words(text, block, start, end)
        if over:
            parts.append(el("mark", *words, title=_names(over, book), class_=_class(over, book)))
        else:
            parts += words
        ending = [one for one in over if min(one.end, block.end) == end]
        parts += [el("sup", _code(one.mark, book)) for one in ending]
    return el("p", el("b", f"{block.label} ", class_="label"), *parts, class_="marked")


def _words(text: Text, block: Block, start: int, end: int) -> list[object]:
    """Give words of a block; before a line of verse that is set in stands room, and no sign."""
    parts: list[object] = []
    for at, spaces in block.set_in.items():
        if start <= at < end:
            room = el("span", style=f"display:inline-block;width:{spaces / 2:g}em")
            parts += [text.body[start:at], room]
            start = at
    return [*parts, text.body[start:end]]


def _by_block(text: Text, standing: Iterable[Placed]) -> dict[Block, list[Placed]]:
    """Give the blocks that hold marks, each with its marks, in the order of the text, as these."""
    found: dict[Block, list[Placed]] = {}
    for one in standing:
        for block in reached(text.blocks, one.start, one.end):
            found.setdefault(block, []).append(one)
    return found


def _count(marks: int, blocks: int, every: int) -> Html:
    words = f"{marks} passages marked." if marks != 1 else "1 passage marked."
    shown = f" Shown are the {blocks} of {every} paragraphs and headings that hold marks."
    return el("p", words, shown if blocks else "", class_="check")


def _table(text_id: str, rows: Sequence[Sequence[object]]) -> Html:
    if not rows:
        return Html("")
    return table(f"All marks in {text_id}", ("Place", "Words", "Theme", "Move", "Note"), rows)


def _row(mark: Annotation, where: str, book: Codebook, *, whole: bool = True) -> tuple[object, ...]:
    """Give a row of the table; words that stand in the marked text above are shown short.

    A page with sixty marks over a whole essay would have it sixty times otherwise.
    """
    words = mark.exact
    if not whole and len(words) > _LONG:
        words = f"{words[: _LONG // 2].rstrip()} […] {words[-_LONG // 4 :].lstrip()}"
    move = book.move_name(mark.move) if mark.move else ""
    return where, el("q", words), book.theme_name(mark.theme), move, mark.note


def _names(over: Iterable[Placed], book: Codebook) -> str:
    return "; ".join(book.theme_name(one.mark.theme) for one in over)


def _class(over: Sequence[Placed], book: Codebook) -> str:
    return f"t-{_code(over[0].mark, book).lower()}" if len(over) == 1 else "t-many"


def _code(mark: Annotation, book: Codebook) -> str:
    try:
        return book.theme(mark.theme).code
    except CodebookError:
        return "??"
