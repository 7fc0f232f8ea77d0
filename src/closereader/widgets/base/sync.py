"""What every widget promises: an edit is confirmed only when it is on disk, and never twice.

The front end keeps each edit in the browser until Python answers (``outbox.js``). The
messages are the widget's own (`model.send`), because a trait has no acknowledgement:

============================================  ==================================================
browser → Python                              Python → browser
============================================  ==================================================
``{type: "hello", view}``                     ``{type: "welcome", view, saved}``
``{type: "edits", edits: [Edit…]}``           ``{type: "ack", edits: [id…], at, modified, notes}``
..                                            ``{type: "refused", edit, why, retry}``
``{type: "ping", n}``                         ``{type: "pong", n}``
``{type: "refresh"}``                         (the traits change)
``{type: "parcel", digest}``                  ``{type: "parcel", digest, contents}``
any                                           ``{type: "failed", of, n, why}``: Python has a fault
============================================  ==================================================

Traits flow from Python to the browser only; what the browser wants to change comes as an edit.

JupyterLab hands the messages of widgets to a subshell of the kernel, a thread of its own, even
while a cell runs (measured with Lab 4.6 and ipykernel 7.4). So whatever changes a widget, a message
or a call in a cell, holds `CHANGING`.
"""

import uuid
import weakref
from collections.abc import Collection, Mapping
from dataclasses import replace
from threading import RLock
from typing import Any, ClassVar, Self

import anywidget
import traitlets

from closereader._paths import CourseNotFound
from closereader.annotations.checks import stamp
from closereader.output import html_output
from closereader.texts import TextError, former_ids, text_ids
from closereader.widgets.base._ledger import Ledger
from closereader.widgets.base._live import follow
from closereader.widgets.base._parcels import contents_of, parcels, shared, widgets_stand_alone
from closereader.widgets.base._plain import plain
from closereader.widgets.base.asked import refuse_unknown_options
from closereader.widgets.base.bundle import LOADER, Front
from closereader.widgets.base.edit import LONGEST_ID, Edit, EditError
from closereader.work import Work, WorkError, open_work

__all__ = ["CHANGING", "Edit", "EditError", "Synced"]

CHANGING = RLock()
"""Held by whatever changes a widget; one for all, because they tell each other of changes."""

_MOST_EDITS = 500  # in one message
_FAULT = (
    "The program failed while it saved this. Copy your words from here, run the cell again "
    "(Shift+Enter) and look whether they are there; if not, put them in once more."
)

_UNDONE = (
    "This could not be done: the program failed over it. Nothing that was saved is lost. Run the "
    "cell again (Shift+Enter) and try once more."
)


# One per work folder and process, so that a second widget, which delivers what the first one
# could not, knows what has been done.
_LEDGERS: dict[str, Ledger] = {}


def is_saved(work: Work, edit_id: str) -> bool:
    """Say whether this Python saved an edit of a work folder, whatever the browser knows of it."""
    return edit_id in _LEDGERS.get(str(work.folder), Ledger()).saved


def _citable() -> dict[str, str]:
    """Give the ids of all texts and those that they had before; none where no texts are."""
    try:
        return former_ids() | {text_id: text_id for text_id in text_ids()}
    except (TextError, CourseNotFound):
        return {}


class Synced(anywidget.AnyWidget):
    """A widget whose edits are saved to the work folder before they are called saved.

    A subclass names its front end, and implements `apply_edit`, and `card` for the page without
    Python. It may extend `refresh` (read everything again from disk) and `receive`
    (messages of its own).

    Its comm opens with every trait filled: the browser may draw what it is first sent, and on a
    slow machine does. What is known beforehand goes to `__init__` as traits, what lies on disk is
    read by `begin`; nothing is assigned to a trait after ``super().__init__``.
    """

    #: The front end: ``Front.beside(__file__, "reader.js", "reader.css")``.
    _front: ClassVar[Front]
    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)

    #: Who reads: ``{"id": …, "name": …}``; the name is "" until one is chosen.
    who = traitlets.Dict().tag(sync=True)
    #: The work folder: ``{"id": …, "was": …, "label": …}``; the label is for people, and `was` the
    #: id that it had while it could not be written to.
    work = traitlets.Dict().tag(sync=True)
    #: One sentence about something wrong on this computer, or "".
    problem = traitlets.Unicode("").tag(sync=True)
    #: When this widget's work was last written to disk (ISO 8601), or "".
    saved = traitlets.Unicode("").tag(sync=True)
    #: The id of its comm, by which the front end finds the whole of its model (`hearing.js`).
    address = traitlets.Unicode("").tag(sync=True)
    #: The ids by which a citation may name a text, each with the one it has now (`cite_links.js`).
    citable = traitlets.Dict().tag(sync=True)

    #: Where the code of the front end is: digest and model id, see `base._parcels`.
    parcels: Any = traitlets.List().tag(sync=True)
    #: The traits tagged so, which other widgets may show too: their values come in parcels.
    in_parcels: Any = traitlets.List().tag(sync=True)

    @traitlets.default("_esm")
    def _default_esm(self) -> str:
        return self._front.script() if widgets_stand_alone() else LOADER.script()

    @traitlets.default("_css")
    def _default_css(self) -> str:
        return self._front.css() if widgets_stand_alone() else ""

    @traitlets.default("parcels")
    def _default_parcels(self) -> list[list[str]]:
        return [] if widgets_stand_alone() else [list(one) for one in parcels(self._front)]

    def __new__(cls, *args: object, **options: object) -> Self:
        """Refuse an option that the widget does not have."""
        refuse_unknown_options(cls, options)
        made: Self = super().__new__(cls, *args, **options)
        return made

    def __init__(self, *, work: Work | None = None, **traits: object) -> None:
        self._work = work if work is not None else open_work()
        self._notes: list[str] = []
        reader = self._work.reader
        address = uuid.uuid4().hex
        with CHANGING:  # what another widget saves meanwhile comes as an update afterwards
            super().__init__(
                model_id=address,
                address=address,
                who={"id": reader.id, "name": reader.name},
                work={
                    "id": self._work.id,
                    "was": self._work.provisional_id,
                    "label": self._work.folder.name,
                },
                citable=_citable(),
                in_parcels=[] if widgets_stand_alone() else sorted(self.traits(parcel=True)),
                **traits,
            )
            self.on_msg(self._heard)
            self._listen()
            follow(self, self._front)

    def open(self) -> None:
        """Fill the traits, then open the comm with them."""
        if self.comm is None:
            self.begin()
        super().open()

    # ---- what a subclass fills in

    def begin(self) -> None:
        """Fill the traits that the comm opens with: what `refresh` reads, and what it leaves."""
        self.refresh()

    def apply_edit(self, edit: Edit) -> str:
        """Save one edit to disk and return the ``modified`` of the thing it changed.

        Raises `EditError` when it can never be saved (a bad offset, an unknown theme …).
        Raises `WorkError` when it cannot be saved now (a full disk …); the browser keeps it and
        tries again.
        """
        raise NotImplementedError

    def receive(self, kind: str, message: Mapping[str, Any]) -> None:
        """Handle a message that is not part of the common protocol; unknown ones are ignored."""

    def refresh(self) -> None:
        """Read everything again from disk."""
        self._see_reader()

    def changed(self, kind: str, of: str) -> None:  # noqa: ARG002 - for subclasses
        """Follow a change that something in this process made in the work folder.

        ``kind`` is ``"annotations"``, ``"answers"`` or ``"reader"``, ``of`` the id of the
        text, of the question (``"02/q1"``) or of the work folder.
        """
        if kind == "reader":
            self._see_reader()

    def card(self) -> str:
        """Return the plain HTML that stands for the widget where no Python runs."""
        raise NotImplementedError

    # ---- the promise

    def reply(self, message: dict[str, Any]) -> None:
        """Answer a message of the browser; a widget of several parts says here which is meant."""
        self.send(message)

    def note(self, sentence: str) -> None:
        """Say something to the person together with the next acknowledgement."""
        self._notes.append(sentence)

    def lose(self, edit: Edit) -> None:
        """Let the browser know that a later change stands in place of this one."""
        self._ledger().lost.add(edit.id)

    def _ledger(self) -> Ledger:
        return _LEDGERS.setdefault(str(self._work.folder), Ledger())

    def _see_reader(self) -> None:
        reader = self._work.reader
        self.who = {"id": reader.id, "name": reader.name}

    def _listen(self) -> None:
        """Hear of changes without being kept alive by it."""
        mine = weakref.WeakMethod(self._follow)

        def tell(kind: str, of: str) -> None:
            if (method := mine()) is not None:
                method(kind, of)

        weakref.finalize(self, self._work.subscribe(tell))

    def _follow(self, kind: str, of: str) -> None:
        with CHANGING:
            self.changed(kind, of)

    def get_state(self, key: object = None, **how: bool) -> dict[str, Any]:
        """Name parcels in the whole state; a change goes as it is, and is drawn at once."""
        state: dict[str, Any] = super().get_state(key, **how)
        named = [] if key is not None else [name for name in self.in_parcels if name in state]
        return state | {name: shared(state[name]) for name in named}

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take no trait from the browser: changes arrive as edits, which can be refused."""

    def _heard(self, _widget: object, content: object, _buffers: object) -> None:
        content = plain(content)
        if isinstance(content, Mapping):
            try:
                with CHANGING:
                    self._hear(content)
            except BaseException:  # it is raised, for the log, and the browser need not wait
                self.reply({"type": "failed", "of": str(content.get("type"))[:LONGEST_ID],
                            "n": content.get("n"), "why": _UNDONE})  # fmt: skip
                raise

    def _hear(self, content: Mapping[str, Any]) -> None:
        kind = content.get("type")
        if kind == "hello":
            self.refresh()
            self.reply({"type": "welcome", "view": str(content.get("view", ""))[:LONGEST_ID],
                        "saved": self.saved})  # fmt: skip
        elif kind == "ping":
            n = content.get("n")
            self.reply({"type": "pong", "n": n if isinstance(n, int) else 0})
        elif kind == "refresh":
            self.refresh()
        elif kind == "parcel":
            digest = str(content.get("digest"))[:LONGEST_ID]
            self.reply({"type": kind, "digest": digest, "contents": contents_of(digest)})
        elif kind == "edits":
            self._take(content.get("edits"))
        elif isinstance(kind, str):
            self.receive(kind, content)

    def _take(self, raw_edits: object) -> None:
        """Apply the edits in order; stop at the first that may be tried again later."""
        done: dict[str, str] = {}
        ledger = self._ledger()
        try:
            self._apply(raw_edits, ledger, done)
        finally:  # whatever happens to a later edit, those before it are on disk
            self._confirm(done, ledger.lost)

    def _apply(self, raw_edits: object, ledger: Ledger, done: dict[str, str]) -> None:
        for raw in list(raw_edits)[:_MOST_EDITS] if isinstance(raw_edits, list) else []:
            try:
                edit = Edit.read(raw)
                if edit.id not in ledger.saved:
                    if edit.after is not None and edit.after in ledger.saved:
                        # the browser did not yet know what the edit before this one became
                        edit = replace(edit, base=ledger.saved[edit.after])
                    ledger.enter(edit.id, self.apply_edit(edit))
                done[edit.id] = ledger.saved[edit.id]
            except EditError as error:
                self._refuse(raw, str(error), retry=False)
            except WorkError as error:
                self._refuse(raw, error.sentence, retry=True)
                break
            except BaseException:  # ours; it is raised, and whoever wrote the words is told too
                self._refuse(raw, _FAULT, retry=False)
                raise

    def _confirm(self, done: dict[str, str], lost: Collection[str]) -> None:
        if done:
            self.saved = stamp()
            notes, self._notes = self._notes, []
            self.reply({"type": "ack", "edits": list(done), "at": self.saved,
                        "modified": done, "notes": notes,
                        "lost": [name for name in done if name in lost]})  # fmt: skip

    def _refuse(self, raw: object, why: str, *, retry: bool) -> None:
        name = raw.get("id") if isinstance(raw, Mapping) else None
        self.reply({"type": "refused", "edit": name if isinstance(name, str) else "",
                    "why": why, "retry": retry})  # fmt: skip

    # ---- how it looks where nothing runs

    def _repr_mimebundle_(
        self, **kwargs: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any]] | None:
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        data, metadata = bundle
        return {**data, "text/plain": repr(self), "text/html": html_output(self.card())}, metadata
