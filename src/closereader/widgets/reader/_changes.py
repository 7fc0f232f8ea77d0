"""From what the browser asks for to what shall lie on disk. Nothing is written here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from closereader.annotations import Annotation, Link, Passage
from closereader.texts import Text, open_text
from closereader.widgets.base.sync import Edit, EditError
from closereader.widgets.reader._edits import (
    LinkForm,
    MarkForm,
    moment,
    read_id,
    read_link,
    read_mark,
)

if TYPE_CHECKING:
    from closereader.codebook import Codebook
    from closereader.widgets.reader._history import History
    from closereader.work import ReaderId

Item = Annotation | Link


class State(Protocol):
    """What has to be known of a text: what is on disk of it and was, and who marks it."""

    items: dict[str, Item]
    history: History
    reader: ReaderId

    def readable(self) -> tuple[Text, Codebook]:
        """Return text and codebook, or raise `EditError`."""


def meant(edit: Edit, state: State) -> tuple[Item | None, Item | None]:
    """Say what an edit changes: the thing as it is, and as it should be.

    Returns
    -------
    tuple
        Before and after; None means that it is not there.

    Raises
    ------
    EditError, AnnotationError, CodebookError
        When the edit can never be saved.
    """
    if edit.op == "put":
        mark = read_mark(edit.mark)
        return state.items.get(mark.id), _mark(mark, edit, state)
    if edit.op == "link":
        link = read_link(edit.value)
        return state.items.get(link.id), _link(link, edit, state)
    if edit.op in {"delete", "unlink"}:
        return state.items.get(thing(edit)), None
    raise EditError(f"A reader cannot do “{edit.op}”.")


def thing(edit: Edit) -> str:
    """Return the id of the mark or link that an edit is about."""
    return read_id(edit.mark or edit.value)


def _known(thing_id: str, state: State) -> Item | None:
    """Find a thing on disk, else as the history remembers it: undoing brings back the same."""
    return state.items.get(thing_id) or state.history.recall(thing_id)


def _mark(form: MarkForm, edit: Edit, state: State) -> Annotation:
    text, codebook = state.readable()
    known = _known(form.id, state)
    if isinstance(known, Link):
        raise EditError(f"{form.id} is a link, not a mark.")
    if known is None:
        return _new_mark(form, edit, state)
    changed = known.changed(theme=form.theme, move=form.move, note=form.note, now=moment(edit))
    if (changed.theme, changed.move) != (known.theme, known.move):
        _check_codes(form, codebook)
        changed = replace(changed, codebook=codebook.version)
    if form.placed and not _stands(changed, form, text):
        changed = changed.changed(text=text, start=form.start, end=form.end)
    return changed


def _stands(mark: Annotation, form: MarkForm, text: Text) -> bool:
    place = (mark.start, mark.end, mark.fingerprint)
    return place == (form.start, form.end, text.fingerprint)


def _check_codes(form: MarkForm, codebook: Codebook) -> None:
    codebook.theme(form.theme)
    if form.move is not None:
        codebook.move(form.move)


def _new_mark(form: MarkForm, edit: Edit, state: State) -> Annotation:
    text, codebook = state.readable()
    _check_codes(form, codebook)
    if not form.placed:
        raise EditError("A mark needs a place in the text: choose where its words stand.")
    return Annotation.on(
        text,
        form.start,
        form.end,
        theme=form.theme,
        move=form.move,
        note=form.note,
        creator=state.reader.id,
        creator_name=state.reader.name,
        id=form.id,
        now=moment(edit),
        codebook=codebook.version,
    )


def _link(form: LinkForm, edit: Edit, state: State) -> Link:
    text, _ = state.readable()
    known = _known(form.id, state)
    if isinstance(known, Annotation):
        raise EditError(f"{form.id} is a mark, not a link.")
    if known is not None:
        return known.changed(note=form.note, now=moment(edit))
    return Link.between(
        Passage.on(text, *form.first),
        Passage.on(open_text(form.away) if form.away else text, *form.second),
        note=form.note,
        creator=state.reader.id,
        creator_name=state.reader.name,
        id=form.id,
        now=moment(edit),
    )
