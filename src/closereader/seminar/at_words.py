"""Who marked some words of a text, as what, and with which note."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from closereader.codebook import open_codebook
from closereader.figures import CodedPassage
from closereader.seminar import _words
from closereader.seminar.readings import Seminar
from closereader.texts import Text, open_text

_LONGEST = 240


class Marked(NamedTuple):
    """One mark that touches the words."""

    reader: str
    passage: CodedPassage


def marked_at(
    seminar: Seminar, text_id: str, start: int, end: int, theme: str | None = None
) -> tuple[Marked, ...]:
    """Find the marks that touch a stretch of a text, reader by reader.

    `start`, `end`: code points of the text, half-open.
    `theme`: the id of one theme; all themes when left out.
    """
    return tuple(
        Marked(name, each)
        for name, one in seminar.of(text_id).items()
        for each in sorted(
            (
                mark
                for mark in one.marks[text_id]
                if mark.span.start < end and start < mark.span.end and theme in {None, mark.theme}
            ),
            key=lambda mark: mark.span,
        )
    )


def readers_part(
    seminar: Seminar, text_id: str, start: int, end: int, theme: str | None = None
) -> dict[str, Any]:
    """Return the words and their readers for the browser: by theme, those with a note first."""
    text, found = open_text(text_id), marked_at(seminar, text_id, start, end, theme)
    n = len(seminar.of(text_id))
    many = len({each.reader for each in found})
    themes = [
        {"id": one.id, "name": one.name, **_of_theme(text, start, end, here)}
        for one in open_codebook().themes
        if (here := [each for each in found if each.passage.theme == one.id])
    ]
    return {
        "quote": _short(text, start, end),
        "start": start,
        "end": end,
        "many": f"{many} of {_words.readers(n)} marked these words, or a part of them.",
        "themes": themes,
    }


def _of_theme(text: Text, start: int, end: int, found: Sequence[Marked]) -> dict[str, Any]:
    """Return each mark with a note or with words of its own, and the names of all others."""
    told = [each for each in found if _note(each)]
    plain = [each for each in found if not _note(each)]
    exact = [each for each in plain if each.passage.span == (start, end)]
    other = [each for each in plain if each.passage.span != (start, end)]
    by_words: dict[tuple[int, int, str | None], list[str]] = {}
    for each in other:
        by_words.setdefault((*each.passage.span, each.passage.move), []).append(each.reader)
    by_move: dict[str | None, list[str]] = {}
    for each in exact:
        by_move.setdefault(each.passage.move, []).append(each.reader)
    return {
        "count": len({each.reader for each in found}),
        "marks": [
            *(
                {
                    "who": [each.reader],
                    "move": each.passage.move or "",
                    "note": _note(each),
                    "words": ""
                    if each.passage.span == (start, end)
                    else _short(text, *each.passage.span),
                }
                for each in told
            ),
            *(
                {"who": who, "move": move or "", "note": "", "words": ""}
                for move, who in by_move.items()
            ),
            *(
                {"who": who, "move": move or "", "note": "", "words": _short(text, first, last)}
                for (first, last, move), who in by_words.items()
            ),
        ],
    }


def _note(each: Marked) -> str:
    return " ".join(each.passage.note.split())


def _short(text: Text, start: int, end: int) -> str:
    """Quote words with their place; of long ones the beginning."""
    if end - start <= _LONGEST:
        return _words.cite(text, start, end)
    cut = start + text.body[start : start + _LONGEST].rindex(" ")
    said = " ".join(text.body[start:cut].split())
    return f"“{said} […]” ({text.id} {text.label_of(start, end)})"
