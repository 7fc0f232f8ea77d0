"""What the browser says of a mark or a link, checked before anything believes it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from closereader.annotations import checks
from closereader.widgets.base.sync import Edit, EditError


class MarkForm(NamedTuple):
    """A mark as it is shown: code points into the canonical text, half-open."""

    id: str
    start: int
    end: int
    theme: str
    move: str | None
    note: str
    placed: bool
    """False while the mark's words are not in the text and nobody has said where they belong."""


class LinkForm(NamedTuple):
    """A link as it is shown: two places, of one text or of two."""

    id: str
    first: tuple[int, int]
    second: tuple[int, int]
    note: str
    away: str
    """The text of the second place when it is another one, else ""."""


def read_id(raw: object) -> str:
    """Read the id of a mark or a link."""
    found = raw.get("id") if isinstance(raw, Mapping) else None
    try:
        return checks.iri(found, "the id of a mark")
    except ValueError as error:
        raise EditError(f"A change was refused: {error}.") from error


def read_mark(raw: object) -> MarkForm:
    """Read a mark out of a ``put``; raises `EditError` with one sentence."""
    mark_id = read_id(raw)
    mark: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {}
    move = mark.get("move")
    try:
        return MarkForm(
            id=mark_id,
            start=checks.count(mark.get("s"), "its start"),
            end=checks.count(mark.get("e"), "its end"),
            theme=checks.name(mark.get("theme"), "its theme"),
            move=None if move is None or move == "" else checks.name(move, "its move"),
            note=_note(mark),
            placed=mark.get("status", "exact") not in ("offered", "lost"),
        )
    except ValueError as error:
        raise EditError(f"A mark was refused: {error}.") from error


def read_link(raw: object) -> LinkForm:
    """Read a link out of a ``link``; raises `EditError` with one sentence."""
    link_id = read_id(raw)
    link: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {}
    try:
        away = "" if not link.get("away") else checks.name(link["away"], "its other text")
        return LinkForm(link_id, _place(link.get("a")), _place(link.get("b")), _note(link), away)
    except ValueError as error:
        raise EditError(f"A link was refused: {error}.") from error


def moment(edit: Edit) -> str:
    """When an edit was made, as annotations write it: UTC with ``Z``, to the millisecond."""
    return checks.stamp(datetime.fromisoformat(edit.at))


def _note(raw: Mapping[str, Any]) -> str:
    found = raw.get("note") or ""
    if isinstance(found, str):
        found = checks.tidy(found).strip()
    return checks.text(found, "its note", most=checks.MOST_NOTE)


def _place(raw: object) -> tuple[int, int]:
    if not isinstance(raw, list) or len(raw) != 2:  # noqa: PLR2004 - a start and an end
        raise ValueError("a place must be a start and an end")
    return checks.count(raw[0], "its start"), checks.count(raw[1], "its end")
