"""Views of people's readings: shown while Python runs, and never saved into the notebook.

A view of a seminar of people holds no name, mark or note in a trait, and its stored HTML is a card
that says how to see it. What is shown goes to the browser in messages, which no notebook keeps:

======================================  ===========================================================
browser → Python                        Python → browser
======================================  ===========================================================
``{type: "show", view, n, names, …}``   ``{type: "shown", view, n, title, parts: [Part…]}``
======================================  ===========================================================

A part is ``{"tree": nodes}`` (see `_tree`) or ``{"image": address, "alt": words}``.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import traitlets

from closereader.figures import Figure, Sheet, _html
from closereader.seminar._tree import tree
from closereader.widgets._card import card
from closereader.widgets._edit import LONGEST_ID, Edit, EditError
from closereader.widgets._sync import Synced

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from closereader.seminar.readings import Seminar
    from closereader.work import Work

    Page = Figure | Sheet
    Build = Callable[[Seminar], Page]

_KEPT_OUT = (
    "What people marked and noted is shown while Python runs. It is not saved into this notebook."
)
_HOW_TO_OPEN = "Run this cell (Shift+Enter) to see it."


class SeminarView(Synced):
    """A page about people's readings.

    Parameters
    ----------
    seminar
        Whose readings.
    title
        What there is to see. It is saved with the notebook, so it names nobody.
    build
        Makes the page from a seminar: this one, or the same one without names.
    names
        Whether names are shown at first; a box above the page changes it.
    work
        The work folder, from `closereader.open_work`; the course's own when left out.
    """

    _front = "seminar.js"
    _styles = ("base.css", "seminar.css")

    #: What there is to see, without anybody's name.
    title = traitlets.Unicode("").tag(sync=True)
    #: Whether names are shown at first.
    names = traitlets.Bool(default_value=False).tag(sync=True)

    def __init__(
        self,
        seminar: Seminar,
        title: str,
        build: Build,
        *,
        names: bool = False,
        work: Work | None = None,
    ) -> None:
        self._seminar = seminar
        self._build = build
        super().__init__(work=work, title=title, names=bool(names))

    def page(self, *, names: bool | None = None) -> Page:
        """Return the page itself; names as the cell asks for when left out."""
        shown = self._seminar if (self.names if names is None else names) else self._bare
        return self._build(shown)

    @property
    def _bare(self) -> Seminar:
        return self._seminar.without_names()

    def receive(self, kind: str, message: Mapping[str, Any]) -> None:
        """Send what is asked for."""
        if kind == "show":
            self._answer("shown", message, self._shown(message))

    def _shown(self, message: Mapping[str, Any]) -> dict[str, Any]:
        page = self.page(names=message.get("names") is True)
        return {"title": page.title if isinstance(page, Figure) else self.title,
                "parts": parts(page)}  # fmt: skip

    def _answer(self, kind: str, message: Mapping[str, Any], said: Mapping[str, Any]) -> None:
        view, n = message.get("view"), message.get("n")
        self.reply({"type": kind, "view": str(view)[:LONGEST_ID],
                    "n": n if isinstance(n, int) else 0, **said})  # fmt: skip

    def apply_edit(self, edit: Edit) -> str:
        """Refuse: nothing can be changed here."""
        raise EditError(f"A view of a seminar cannot be changed ({edit.op[:LONGEST_ID]}).")

    # ---- how it looks where nothing runs

    def __repr__(self) -> str:
        """Give the words of the card: this, too, is saved with the notebook."""
        return f"{self.title}\n{_KEPT_OUT}\n{_HOW_TO_OPEN}"

    def card(self) -> str:
        """Say what there is to see, and nothing of anybody."""
        return card(self.title, [_KEPT_OUT], todo=_HOW_TO_OPEN)


def parts(page: Page) -> list[dict[str, Any]]:
    """Return a figure or a sheet as parts of a page."""
    if isinstance(page, Sheet):
        return [{"tree": tree(page.html)}]
    picture = base64.b64encode(page.to_svg().encode()).decode()
    return [
        {"tree": tree(_html.tag("p", page.key) if page.key else "")},
        {"image": f"data:image/svg+xml;base64,{picture}", "alt": page.summary},
        {"tree": tree(page.to_html())},
    ]
