"""The contents of a matrix: cases across, questions down, a passage in every cell.

Three forms of the same thing: as the browser sends it (`read`), as it lies on disk (`to_json`,
`from_json`), and as the browser shows it (`shown`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from closereader.annotations import AnnotationError, Passage, anchor, checks
from closereader.quotations import cut_words
from closereader.texts import TextError, open_text
from closereader.widgets.base.own_marks import read_passage
from closereader.widgets.base.sync import EditError
from closereader.work import earlier

MOST_ROWS = 40
MOST_NOTE = 2_000
MOST_LABEL = 120


@dataclass(frozen=True, slots=True)
class GridCell:
    """What one cell holds: a passage of a text, a short note in the reader's own words, or both."""

    passage: Passage | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One case: its name, and a cell for each question that has been answered."""

    id: str
    label: str
    cells: Mapping[str, GridCell] = field(default_factory=dict)


def read(value: object, columns: Collection[str], texts: Collection[str]) -> tuple[GridRow, ...]:
    """Take the rows that the browser sent.

    `value`: ``{"rows": [{"id", "label", "cells": {column: {"text", "s", "e", "quote",
    "note"}}}]}``; places in code points, half-open.
    `columns`, `texts`: the ids that may occur.
    Raises `EditError` when anything is not what it must be, above all when a quotation does not
    stand, character by character, at the place it names.
    """
    rows = value.get("rows") if isinstance(value, dict) else None
    if not isinstance(rows, list) or len(rows) > MOST_ROWS:
        raise EditError(f"A matrix has a list of at most {MOST_ROWS} rows.")
    found = tuple(_row(raw, columns, texts) for raw in rows)
    if len({row.id for row in found}) != len(found):
        raise EditError("Two rows of the matrix have the same id.")
    return found


def _row(raw: object, columns: Collection[str], texts: Collection[str]) -> GridRow:
    if not isinstance(raw, dict) or not isinstance(raw.get("cells"), dict):
        raise EditError("A row of the matrix must be an object with “id”, “label” and “cells”.")
    strange = [str(column) for column in raw["cells"] if column not in columns]
    if strange:
        raise EditError(f"The matrix has no question “{strange[0][:40]}”.")
    try:
        row_id = checks.name(raw.get("id"), "the id of a row")
        label = checks.text(raw.get("label"), "the name of a row", least=1, most=MOST_LABEL)
        cells = {str(key): _cell(cell, texts) for key, cell in raw["cells"].items()}
    except ValueError as error:
        raise EditError(f"The matrix was not saved: {error}.") from error
    return GridRow(row_id, label, {key: cell for key, cell in cells.items() if cell != GridCell()})


def _cell(raw: object, texts: Collection[str]) -> GridCell:
    if not isinstance(raw, dict):
        raise EditError("A cell of the matrix must be an object.")
    note = checks.text(checks.tidy(str(raw.get("note") or "")), "a note", most=MOST_NOTE)
    text_id = raw.get("text")
    if text_id is None:
        return GridCell(note=note)
    if text_id not in texts:
        raise EditError(f"“{str(text_id)[:40]}” is not one of the texts of this matrix.")
    return GridCell(read_passage(raw), note)


def to_json(rows: Sequence[GridRow]) -> dict[str, Any]:
    """Return what is written to disk: every passage with its quotation and its place."""
    return {
        "kind": "matrix",
        "rows": [
            {"id": row.id, "label": row.label,
             "cells": {key: _cell_json(cell) for key, cell in row.cells.items()}}
            for row in rows
        ],
    }  # fmt: skip


def _cell_json(cell: GridCell) -> dict[str, Any]:
    passage = cell.passage
    if passage is None:
        return {"note": cell.note}
    names = ("text", "fingerprint", "start", "end", "exact", "prefix", "suffix", "times")
    return {"passage": {name: getattr(passage, name) for name in names}, "note": cell.note}


def from_json(value: Mapping[str, Any]) -> tuple[GridRow, ...]:
    """Read what `to_json` wrote.

    Raises `ValueError` when it is something else; the sentence says what.
    """
    try:
        return tuple(
            GridRow(
                checks.name(row["id"], "the id of a row"),
                checks.text(row["label"], "the name of a row", most=MOST_LABEL),
                {str(key): _cell_of(cell) for key, cell in row["cells"].items()},
            )
            for row in value["rows"]
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"the answer is not a matrix ({error!r})") from error


def _cell_of(raw: Mapping[str, Any]) -> GridCell:
    passage = raw.get("passage")
    return GridCell(Passage.of(passage) if passage is not None else None, str(raw.get("note", "")))


def shown(rows: Sequence[GridRow]) -> list[dict[str, Any]]:
    """Return the rows as the browser shows them, each passage found again in today's text."""
    return [
        {"id": row.id, "label": row.label,
         "cells": {key: _shown_cell(cell) for key, cell in row.cells.items()}}
        for row in rows
    ]  # fmt: skip


def _shown_cell(cell: GridCell) -> dict[str, Any]:
    passage = cell.passage
    if passage is None:
        return {"note": cell.note}
    base = {"text": passage.text, "quote": passage.exact, "note": cell.note}
    try:
        text = open_text(passage.text)
        place = anchor(passage, text, earlier(text))
    except (AnnotationError, TextError) as error:
        return {**base, "s": passage.start, "e": passage.end, "label": "", "lost": str(error)}
    if place.certain is not None:
        start, end = place.certain
        shown = {**base, "s": start, "e": end, "label": text.label_of(start, end)}
        cut = cut_words(text, place.certain)
        return {**shown, "lost": cut} if cut else shown
    return {**base, "s": passage.start, "e": passage.end, "label": "", "lost": place.message}
