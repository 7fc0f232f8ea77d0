"""From what the browser asks for to what shall lie on disk. Nothing is written here.

What each value must be, the annotation asks that is made of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from closereader.annotations import Annotation, Earlier, Link, Passage, checks
from closereader.texts import Text, open_text
from closereader.widgets.base.sync import Edit, EditError

if TYPE_CHECKING:
    from closereader.codebook import Codebook
    from closereader.widgets.reader._history import History
    from closereader.work import ReaderId

Item = Annotation | Link
Raw = Mapping[str, Any]
_OTHER_WORDS = (
    "The text has changed since this was marked, and where these words stand now is not known. "
    "Mark them again."
)


class State(Protocol):
    """What has to be known of a text: what is on disk of it and was, and who marks it."""

    items: dict[str, Item]
    history: History
    reader: ReaderId
    states: Earlier

    def thrown(self, thing: str) -> Item | None:
        """Return a mark or link as it was deleted."""

    def readable(self) -> tuple[Text, Codebook]:
        """Return text and codebook, or raise `EditError`."""


def meant(edit: Edit, state: State) -> tuple[Item | None, Item | None]:
    """Say what an edit changes: the thing as it is, and as it should be.

    Returns: before and after; None means that it is not there.
    Raises `EditError, AnnotationError, CodebookError, ValueError` when the edit can never be saved.
    """
    if edit.op not in {"put", "link", "delete", "unlink"}:
        raise EditError(f"A reader cannot do “{edit.op}”.")
    name = thing(edit)
    before: Item | None = state.items.get(name)
    after: Item | None = None
    # undoing brings back the same thing, as the history remembers it, or what was thrown away
    known = before or state.history.recall(name)
    if known is None and (edit.undoes or edit.redoes):
        known = state.thrown(name)
    if edit.op == "put":
        if isinstance(known, Link):
            raise EditError(f"{name} is a link, not a mark.")
        after = _mark(name, edit, known, state)
    elif edit.op == "link":
        if isinstance(known, Annotation):
            raise EditError(f"{name} is a mark, not a link.")
        after = _link(name, edit, known, state)
    return before, after


def thing(edit: Edit) -> str:
    """Return the id of the mark or link that an edit is about."""
    raw = edit.mark or edit.value
    try:
        return checks.iri(raw.get("id") if isinstance(raw, Mapping) else None, "the id of a mark")
    except ValueError as error:
        raise EditError(f"A change was refused: {error}.") from error


def _mark(name: str, edit: Edit, known: Annotation | None, state: State) -> Annotation:
    text, codebook = state.readable()
    raw: Raw = edit.mark or {}
    said: Raw = {"theme": raw.get("theme", ""), "move": raw.get("move") or None, "note": _note(raw)}
    place: Raw = {"start": raw.get("s", -1), "end": raw.get("e", -1)}
    # A mark whose words are not in the text, and of which nobody has said where they belong.
    placed = raw.get("status", "exact") not in ("offered", "lost")
    codes = said["theme"], said["move"]
    if known is None or codes != (known.theme, known.move):
        codebook.theme(said["theme"])
        if said["move"] is not None:
            codebook.move(said["move"])
    if known is None:
        if not placed:
            raise EditError("A mark needs a place in the text: choose where its words stand.")
        return Annotation.on(
            _counted_in(edit, text, state),
            **place,
            **said,
            creator=state.reader.id,
            creator_name=state.reader.name,
            id=name,
            now=edit.at,
            codebook=codebook.version,
        )
    changed = known.changed(**said, now=edit.at)
    if codes != (known.theme, known.move):
        changed = replace(changed, codebook=codebook.version)
    stands = {"start": changed.start, "end": changed.end} == place
    if placed and not (stands and changed.fingerprint == (edit.edition or text.fingerprint)):
        changed = changed.changed(text=_counted_in(edit, text, state), **place)
    return changed


class _Edition(NamedTuple):
    """An earlier state of a text."""

    id: str
    body: str
    fingerprint: str


def _counted_in(edit: Edit, text: Text, state: State) -> Text | _Edition:
    """Give the state of a text that an edit counts its places in: it may have waited for days."""
    if edit.edition is None or edit.edition == text.fingerprint:
        return text
    editions = state.states(edit.edition)
    if editions is None:
        raise EditError(_OTHER_WORDS)
    return _Edition(text.id, editions.earlier, edit.edition)


def _link(name: str, edit: Edit, known: Link | None, state: State) -> Link:
    text, _ = state.readable()
    raw: Raw = edit.value if isinstance(edit.value, Mapping) else {}
    note = _note(raw)
    if known is not None:
        return known.changed(note=note, now=edit.at)
    away = checks.name(raw["away"], "its other text") if raw.get("away") else ""
    here = _counted_in(edit, text, state)
    second = Passage.on(open_text(away) if away else here, *_place(raw.get("b")))
    quoted = raw.get("quotes")
    if away and isinstance(quoted, list) and quoted[1:] != [second.exact]:
        raise EditError(_OTHER_WORDS)
    return Link.between(
        Passage.on(here, *_place(raw.get("a"))),
        second,
        note=note,
        creator=state.reader.id,
        creator_name=state.reader.name,
        id=name,
        now=edit.at,
    )


def _note(raw: Raw) -> str:
    if isinstance(note := raw.get("note") or "", str):
        return note
    raise EditError("A note must be text.")


def _place(raw: object) -> tuple[int, int]:
    if not isinstance(raw, list) or len(raw) != 2:  # noqa: PLR2004 - a start and an end
        raise EditError("A place must be a start and an end.")
    return raw[0], raw[1]
