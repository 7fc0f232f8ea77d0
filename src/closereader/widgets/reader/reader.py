"""The reader: a text as a page, on which passages are marked and every mark is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import traitlets

from closereader.annotations import Annotation, checks
from closereader.quotations import find_quote
from closereader.widgets.base.asked import known_themes, place_of, refuse_unknown_text
from closereader.widgets.base.bundle import Front
from closereader.widgets.base.card import card
from closereader.widgets.base.sync import Edit
from closereader.widgets.reader import payload
from closereader.widgets.reader.desk import desk_for
from closereader.widgets.reader.on_desks import OnDesks
from closereader.work import Work, open_work

_HOW_TO_OPEN = (
    "Run this cell (Shift+Enter) to open the reader. What you have marked before comes back then."
)


class Reader(OnDesks):
    """A text to read and mark.

    Parameters
    ----------
    text_id
        Which text, for example ``"alieva-2024"``.
    themes
        Ids of the themes that can be marked; all of the codebook when left out. Marks of other
        themes are still shown.
    readonly
        Show the marks and take no new ones.
    others
        Other readings laid over one's own: a name for each, and its annotations.
    show
        The paragraph to open at, as citations name it: ``"¶12"``.
    height
        How much of the page the text may take, in CSS pixels; the front end decides when left out.
    work
        The work folder, from `closereader.open_work`; the course's own when left out.

    Raises
    ------
    UnknownText
        When there is no such text; the message lists those there are.
    CodebookError, TextError
        When `themes` or `show` name something that is not there.
    TypeError
        When an option is not one of the above.

    Notes
    -----
    What is wrong with files on this computer (a damaged edition, an unreadable annotation, a
    work folder that cannot be written) is no error here: the reader opens and says so.
    """

    _front = Front.beside(__file__, "reader.js", "reader.css")

    #: The text: id, title, body and its parts, as `payload.text_payload` gives it.
    text = traitlets.Dict().tag(sync=True, parcel=True)
    #: Other readings: ``[{name, marks}]``.
    others: traitlets.List[Any] = traitlets.List().tag(sync=True)
    #: ``{themes, readonly, focus, height}``.
    options = traitlets.Dict().tag(sync=True)

    def __init__(  # noqa: PLR0913 - each is one thing a lesson may ask for
        self,
        text_id: str,
        *,
        themes: Iterable[str] | None = None,
        readonly: bool = False,
        others: Mapping[str, Iterable[Annotation]] | None = None,
        show: str | None = None,
        height: int | None = None,
        work: Work | None = None,
    ) -> None:
        refuse_unknown_text(text_id)
        work = work if work is not None else open_work()
        self._desk = desk_for(work, text_id)
        self._desk.reload()
        super().__init__(
            [self._desk],
            work=work,
            readonly=readonly,
            options={
                "themes": known_themes(themes, self._desk.codebook),
                "readonly": readonly,
                "focus": place_of(show, self._desk.text),
                "height": height,
            },
            others=[self._reading(name, marks) for name, marks in (others or {}).items()],
        )

    # ---- what a person's gestures do, from Python

    def mark(
        self,
        quote: str,
        *,
        theme: str,
        move: str | None = None,
        note: str = "",
        occurrence: int | None = None,
    ) -> Annotation:
        """Mark the passage that has these words, and save it.

        Parameters
        ----------
        quote
            The words; quotation marks, dashes and line breaks need not match exactly.
        theme, move
            Ids of the codebook.
        note
            Why; plain text.
        occurrence
            Which place is meant when the words occur several times, counted from 1.

        Raises
        ------
        QuoteError
            When the words are nowhere, or in several places; the message says where.
        EditError
            When the theme or move is not in the codebook, or the reader is read-only.
        WorkError
            When it cannot be saved; nothing has changed then.
        """
        text, _ = self._desk.readable()
        span = find_quote(text, quote, occurrence)
        mark = {"id": checks.new_id(), "s": span.start, "e": span.end}
        mark |= {"theme": theme, "move": move, "note": note}
        self._do(self._desk, Edit(op="put", mark=mark))
        return self._desk.annotation(str(mark["id"]))

    def remove(self, annotation: Annotation | str) -> None:
        """Remove a mark, given it or its id; it can be taken back, and its file goes to trash."""
        found = self._desk.annotation(annotation if isinstance(annotation, str) else annotation.id)
        self._do(self._desk, Edit(op="delete", mark={"id": found.id}, base=found.modified))

    # ---- what every widget promises (see `base.sync`)

    def apply_edit(self, edit: Edit) -> str:
        """Save one change that the browser made; see `Desk.apply`."""
        return self._save(self._desk, edit, own=True)

    def receive(self, kind: str, message: Mapping[str, Any]) -> None:
        """Answer the mark-by-quoting box."""
        if kind == "closest":
            self._name_closest(self._desk, message)

    def follow(self, *, history: bool) -> None:
        """Show what lies on the desk now."""
        desk = self._desk
        text = desk.text
        with self.hold_sync():
            if self.text.get("fingerprint") != (text.fingerprint if text is not None else ""):
                history = history or bool(self.text)  # its places are others now
                self.text = payload.text_payload(text) if text else payload.no_text(desk.text_id)
            self._follow_first()
            marks, links = desk.shown()
            self.show_list("marks", marks)
            self.show_list("links", links)
            self.saved = max([self.saved, *(one["at"] for one in (*marks, *links))])
            self.problem = " ".join(desk.problems)
        if history:
            self.send({"type": "history", **desk.shown_history()})

    # ---- how it looks where nothing runs

    def __repr__(self) -> str:
        """Say which text and how many marks: the same on every computer."""
        count = len(self.annotations)
        passages = "1 passage" if count == 1 else f"{count} passages"
        return f"Reader({self._desk.text_id!r}): {passages} marked"

    def card(self) -> str:
        """Return title, author and size of the text, and how to open the reader."""
        text = self._desk.text
        if text is None:
            return card(self._desk.text_id, self._desk.problems)
        size = f"{len(text.paragraphs)} paragraphs, {text.words:,} words"
        return card(text.title, [text.meta.cited_as or text.meta.author, size], todo=_HOW_TO_OPEN)

    # ---- what a lesson asked for

    def _reading(self, name: str, marks: Iterable[Annotation]) -> dict[str, Any]:
        text, states = self._desk.text, self._desk.states
        if text is None:
            return {"name": name, "marks": []}
        here = [mark for mark in marks if mark.text == text.id]
        return {"name": name, "marks": [payload.found_mark(mark, text, states) for mark in here]}
