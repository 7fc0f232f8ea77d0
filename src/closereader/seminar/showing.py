"""Views of people's readings: shown while Python runs, and never saved into the notebook.

A view of a seminar of people holds no name, mark or note in a trait, and its stored HTML is a card
that says how to see it. What is shown goes to the browser in messages, which no notebook keeps:

======================================  ===========================================================
browser → Python                        Python → browser
======================================  ===========================================================
``{type: "show", view, n, names,        ``{type: "shown", view, n, title, parts: [Part…]}``
wishes}``
``{type: "words", view, n, names,       ``{type: "readers", view, n, quote, many, themes: […]}``
start, end, theme}``
======================================  ===========================================================

A part is ``{"tree": nodes}`` (see `_tree`), ``{"image": address, "alt": words}``, ``{"grid": …}``
(see `views_heat.grid_part`) or ``{"text": …}`` (see `shading`).
"""

import base64
from collections.abc import Callable, Mapping
from typing import Any

import traitlets

from closereader.codebook import open_codebook
from closereader.figures import Figure, Sheet
from closereader.pages import cells
from closereader.seminar._tree import tree
from closereader.seminar.at_words import readers_part
from closereader.seminar.readings import Seminar
from closereader.texts import open_text
from closereader.widgets.base.bundle import Front
from closereader.widgets.base.card import card
from closereader.widgets.base.edit import LONGEST_ID, Edit, EditError
from closereader.widgets.base.sync import Synced
from closereader.work import Work

Parts = list[dict[str, Any]]
Build = Callable[[Seminar, Mapping[str, Any]], tuple[str, Parts]]


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
        Makes title and parts of the page from a seminar (this one, or the same one without names)
        and from what is chosen in the browser.
    text_id
        The text whose words can be asked for; none when left out.
    names
        Whether names are shown at first; a box above the page changes it.
    work
        The work folder, from `closereader.open_work`; the course's own when left out.
    """

    _front = Front.beside(__file__, "front/seminar.js", "front/seminar.css")

    #: What there is to see, without anybody's name.
    title = traitlets.Unicode("").tag(sync=True)
    #: Whether these are people's readings.
    people = traitlets.Bool(default_value=True).tag(sync=True)
    #: Whether names are shown at first.
    names = traitlets.Bool(default_value=False).tag(sync=True)

    def __init__(  # noqa: PLR0913 - the parts of a view
        self,
        seminar: Seminar,
        title: str,
        build: Build,
        *,
        text_id: str = "",
        names: bool = False,
        work: Work | None = None,
    ) -> None:
        self._seminar = seminar
        self._build = build
        self._text = text_id
        super().__init__(
            work=work, title=title, names=bool(names) or not seminar.people, people=seminar.people
        )

    def receive(self, kind: str, message: Mapping[str, Any]) -> None:
        """Send what is asked for."""
        named = message.get("names") is True
        shown = self._seminar if named else self._seminar.without_names()
        if kind == "show":
            wishes = message.get("wishes")
            title, parts = self._build(shown, wishes if isinstance(wishes, Mapping) else {})
            self._answer("shown", message, {"title": title or self.title, "parts": parts})
        elif kind == "words" and (asked := self._asked(message)):
            self._answer("readers", message, readers_part(shown, self._text, *asked))

    def _asked(self, message: Mapping[str, Any]) -> tuple[int, int, str | None] | None:
        """Take a stretch of the text out of a message; None when there is no such stretch."""
        start, end, theme = (message.get(name) for name in ("start", "end", "theme"))
        if not self._text or type(start) is not int or type(end) is not int:
            return None
        known = {each.id for each in open_codebook().themes}
        if not 0 <= start < end <= len(open_text(self._text)):
            return None
        return start, end, theme if isinstance(theme, str) and theme in known else None

    def _answer(self, kind: str, message: Mapping[str, Any], said: Mapping[str, Any]) -> None:
        view, n = message.get("view"), message.get("n")
        self.reply({"type": kind, "view": str(view)[:LONGEST_ID],
                    "n": n if isinstance(n, int) else 0, **said})  # fmt: skip

    def apply_edit(self, edit: Edit) -> str:
        """Refuse: nothing can be changed here."""
        raise EditError(f"A view of a seminar cannot be changed ({edit.op[:LONGEST_ID]}).")

    # ---- how it looks where nothing runs

    @property
    def _said(self) -> list[str]:
        return [_KEPT_OUT] if self.people else []

    def __repr__(self) -> str:
        """Give the words of the card: this, too, is saved with the notebook."""
        return "\n".join([self.title, *self._said, _HOW_TO_OPEN])

    def card(self) -> str:
        """Say what there is to see, and nothing of anybody."""
        return card(self.title, self._said, todo=_HOW_TO_OPEN)


def page_of(made: Figure | Sheet, grid: dict[str, Any] | None = None) -> tuple[str, Parts]:
    """Return a figure or a sheet as title and parts of a page; a grid stands for its drawing."""
    if not isinstance(made, Figure):
        return "", [{"tree": tree(made.html)}]
    picture = base64.b64encode(made.to_svg().encode()).decode() if grid is None else ""
    image = {"image": f"data:image/svg+xml;base64,{picture}", "alt": made.summary}
    key = cells.tag("p", made.key) if made.key else ""
    return made.title, [
        image if grid is None else {"grid": grid},
        {"tree": tree(key + made.to_html())},
    ]
