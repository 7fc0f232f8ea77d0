"""What widgets that show marked texts have in common: marks come from desks, and go there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import traitlets

from closereader.annotations.checks import stamp
from closereader.quotations import close_places
from closereader.widgets.base.splices import Spliced
from closereader.widgets.base.sync import Edit, EditError
from closereader.widgets.reader import payload

if TYPE_CHECKING:
    from closereader.annotations import Annotation
    from closereader.codebook import Codebook
    from closereader.widgets.reader.desk import Desk
    from closereader.work import Work


class OnDesks(Spliced):
    """A widget that shows what lies on desks.

    `desks`: text and marks for each place of the widget; one desk may be there twice.
    `work`: the work folder of all of them.
    `readonly`: take no marks.
    `traits`: what a subclass adds, by name.
    """

    #: Themes and moves with their definitions.
    codebook = traitlets.Dict().tag(sync=True, parcel=True)
    #: One's own marks: ``{id, s, e, theme, move, note, at, by, status}``, places in code points.
    marks: traitlets.List[Any] = traitlets.List().tag(sync=True)
    #: Links between passages: ``{id, from, to, a, b, note, at, by}``; one into another text names
    #: it in ``away``.
    links: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def __init__(
        self, desks: Sequence[Desk], *, work: Work, readonly: bool, **traits: object
    ) -> None:
        self._desks = tuple(desks)
        self._each = tuple(dict.fromkeys(desks))  # each once
        self._readonly = readonly
        self._shown_codebook: Codebook | None = None
        super().__init__(work=work, **traits)

    def begin(self) -> None:
        """Show what lies on the desks, and follow it from now on."""
        for desk in self._each:
            desk.join(self)
        self.follow(history=False)

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """The marked passages on disk, text by text, in the order in which they stand there."""
        return tuple(mark for desk in self._each for mark in desk.annotations)

    def refresh(self) -> None:
        """Read everything again from disk, with what other notebooks have saved."""
        for desk in self._each:
            desk.reload()
        self.follow(history=True)

    def follow(self, *, history: bool) -> None:
        """Show what lies on the desks now, and what can be taken back too when asked to."""
        raise NotImplementedError

    def _follow_first(self) -> None:
        """Show what all desks share."""
        codebook, reader = self._desks[0].codebook, self._desks[0].reader
        if codebook is not self._shown_codebook and codebook is not None:
            self.codebook = payload.codebook_payload(codebook)
        self._shown_codebook = codebook
        self.who = {"id": reader.id, "name": reader.name}

    # ---- what a person's gestures do, from Python

    def undo(self) -> bool:
        """Take the last change back, whoever made it; False when there is none."""
        return self._turn(max, back=True)

    def redo(self) -> bool:
        """Do again what was taken back last; False when there is nothing."""
        return self._turn(min, back=False)

    def _turn(self, pick: Callable[..., Desk], *, back: bool) -> bool:
        steps = {desk: step for desk in self._each if (step := desk.last(back=back)) is not None}
        if not steps:
            return False
        desk = pick(steps, key=lambda one: steps[one].at)
        self._do(desk, desk.turned(steps[desk], back=back))
        return True

    def _do(self, desk: Desk, edit: Edit) -> None:
        self._save(desk, edit, own=False)
        self.saved = stamp()

    def _save(self, desk: Desk, edit: Edit, *, own: bool) -> str:
        """Save a change; an `own` one was made in this widget's page, which shows it already."""
        if self._readonly:
            raise EditError("Here the text is for reading only: nothing can be marked in it.")
        saved = desk.apply(edit, source=self if own else None)
        if not saved.won:
            self.lose(edit)
        for notice in desk.notices:
            self.note(notice)
        desk.notices.clear()
        return saved.at

    def _name_closest(self, desk: Desk | None, message: Mapping[str, Any]) -> None:
        """Answer the mark-by-quoting box: name the passages that come closest to some words."""
        quote, text = message.get("quote"), desk.text if desk else None
        words = quote if isinstance(quote, str) else ""
        places = close_places(text, words) if text is not None and words else []
        self.reply({"type": "closest", "id": message.get("id"), "places": places})
