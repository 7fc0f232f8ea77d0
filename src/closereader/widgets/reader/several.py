"""What widgets that show several texts have in common: each text is a reader of its own.

Every trait that a `closereader.Reader` has once comes here as a list, one entry for each text that
is shown (`several.js` gives each its part), and a message names its text in ``about``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import traitlets

from closereader.widgets.base.asked import known_themes, place_of
from closereader.widgets.base.sync import CHANGING, Edit, EditError
from closereader.widgets.reader import payload
from closereader.widgets.reader.on_desks import OnDesks

if TYPE_CHECKING:
    from closereader.widgets.reader.desk import Desk
    from closereader.work import Work


class SeveralTexts(OnDesks):
    """Texts that are read, marked and saved each for itself, in one widget.

    `desks`, `work`, `readonly`, `traits`: as `OnDesks` takes them; marks and links are a list for
    each place.
    `options`: ``{themes, readonly, focus, height}`` for each.
    """

    #: The texts, as `payload.text_payload` gives them.
    texts: traitlets.List[Any] = traitlets.List().tag(sync=True, parcel=True)
    #: ``{themes, readonly, focus, height}`` of each text.
    options: traitlets.List[Any] = traitlets.List().tag(sync=True)
    #: What is wrong with each text, or "".
    problems: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def __init__(
        self,
        desks: Sequence[Desk],
        *,
        options: Sequence[dict[str, Any]],
        work: Work,
        readonly: bool,
        **traits: object,
    ) -> None:
        self._about: Desk | None = None
        super().__init__(desks, work=work, readonly=readonly, options=list(options), **traits)

    # ---- what every widget promises (see `base.sync`)

    def _hear(self, content: Mapping[str, Any]) -> None:
        """Hear a message that is about one of the texts."""
        named = content.get("about")
        self._about = next((desk for desk in self._each if desk.text_id == named), None)
        try:
            super()._hear(content)
        finally:
            self._about = None

    def reply(self, message: dict[str, Any]) -> None:
        """Answer the part that has asked."""
        super().reply(message if self._about is None else {**message, "about": self._about.text_id})

    def apply_edit(self, edit: Edit) -> str:
        """Save one change that the browser made; see `Desk.apply`."""
        if self._about is None:
            raise EditError("A change arrived that does not say which of the texts it is in.")
        return self._save(self._about, edit, own=True)

    def receive(self, kind: str, message: Mapping[str, Any]) -> None:
        """Answer a mark-by-quoting box."""
        if kind == "closest":
            self._name_closest(self._about, message)

    def follow(self, *, history: bool) -> None:
        """Show what lies on the desks now."""
        with CHANGING, self.hold_sync():
            desks = self._desks
            fingerprints = [desk.text.fingerprint if desk.text else "" for desk in desks]
            if fingerprints != [text["fingerprint"] for text in self.texts]:
                history = history or bool(self.texts)  # its places are others now
                self.texts = [
                    payload.text_payload(desk.text) if desk.text else payload.no_text(desk.text_id)
                    for desk in desks
                ]
            self._follow_first()
            shown = [desk.shown() for desk in desks]
            self.show_list("marks", [marks for marks, _ in shown])
            self.show_list("links", [links for _, links in shown])
            found = (one for marks, links in shown for one in (*marks, *links))
            self.saved = max([self.saved, *(one["at"] for one in found)])
            self.problems = [" ".join(desk.problems) for desk in desks]
        if history:
            for desk in self._each:
                self.send({"type": "history", "about": desk.text_id, **desk.shown_history()})


def opened(
    desks: Sequence[Desk],
    labels: Sequence[str | None],
    *,
    themes: Iterable[str] | None,
    readonly: bool,
    height: int | None,
) -> list[dict[str, Any]]:
    """Read desks from disk, and give the ``options`` of each: what a lesson asks of a reader.

    `desks`: as they are shown.
    `labels`: the paragraph that each is opened at, None for its beginning.
    `themes`, `readonly`, `height`: as `closereader.Reader` takes them, for all.
    Raises `CodebookError, TextError` when `themes` or `labels` name something that is not there.
    """
    for desk in dict.fromkeys(desks):
        desk.reload()
    wanted = themes if themes is None or isinstance(themes, str) else list(themes)
    return [
        {
            "themes": known_themes(wanted, desk.codebook),
            "readonly": readonly,
            "focus": place_of(label, desk.text),
            "height": height,
        }
        for desk, label in zip(desks, labels, strict=True)
    ]


def described(desk: Desk) -> list[str]:
    """Say who wrote a text and how long it is, or what is wrong with it."""
    text = desk.text
    if text is None:
        return desk.problems
    size = f"{len(text.paragraphs)} paragraphs, {text.words:,} words"
    return [f"{text.meta.cited_as or text.meta.author}: {text.title}. {size}"]
