"""Two texts side by side: marked with one codebook, searched together, linked to each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import traitlets

from closereader.widgets.base.asked import refuse_unknown_text
from closereader.widgets.base.bundle import Front
from closereader.widgets.base.card import card
from closereader.widgets.base.sync import Edit, now
from closereader.widgets.comparison._pair import TextPair
from closereader.widgets.reader.several import SeveralTexts, described, opened
from closereader.work import Work, open_work

if TYPE_CHECKING:
    from closereader.annotations import Link
    from closereader.widgets.reader.desk import Desk

_HOW_TO_OPEN = (
    "Run this cell (Shift+Enter) to open both texts. Marks and links that you have made before "
    "come back then."
)


class Compare(SeveralTexts):
    """Two texts to read, mark, search and link.

    Each side is a reader: its marks are those of `closereader.Reader`, in the same work folder,
    and what is marked in one place appears in the other at once.

    Parameters
    ----------
    first, second
        Which texts, for example ``"artiukh-2022"`` and ``"post-2022"``; the same one twice
        compares two places of it.
    themes
        Ids of the themes that can be marked; all of the codebook when left out.
    show
        The paragraphs to open at, one for each text: ``("¶4", "¶1")``. None leaves a text at its
        beginning.
    search
        What to look for at first: ``"soil|roots"``, ``"imperial*"``; see
        `closereader.concordance`.
    height
        How much of the page the texts may take, in CSS pixels.
    readonly
        Show marks and links and take no new ones.
    work
        The work folder, from `closereader.open_work`; the course's own when left out.

    Raises
    ------
    UnknownText
        When there is no such text; the message lists those there are.
    CodebookError, TextError
        When `themes` or `show` name something that is not there.
    TypeError
        When an option is not one of the above, or `show` is not one place for each text.

    Examples
    --------
    >>> Compare("artiukh-2022", "post-2022", show=("¶4", "¶1"), search="soil|roots")
    """

    _front = Front.beside(__file__, "comparison.js", "../reader/reader.css", "comparison.css")

    #: What is looked for when the comparison opens.
    search = traitlets.Unicode("").tag(sync=True)

    def __init__(  # noqa: PLR0913 - each is one thing a lesson may ask for
        self,
        first: str,
        second: str,
        *,
        themes: Iterable[str] | None = None,
        show: Sequence[str | None] | None = None,
        search: str = "",
        height: int | None = None,
        readonly: bool = False,
        work: Work | None = None,
    ) -> None:
        for text_id in (first, second):
            refuse_unknown_text(text_id)
        labels = _two_places(show)
        if not isinstance(search, str):
            raise TypeError('Compare searches for words: search="soil|roots".')
        work = work if work is not None else open_work()
        self._pair = TextPair(work, first, second)
        desks = self._pair.desks
        options = opened(desks, labels, themes=themes, readonly=readonly, height=height)
        super().__init__(desks, options=options, work=work, readonly=readonly, search=search)

    # ---- what a person's gestures do, from Python

    @property
    def linked(self) -> tuple[Link, ...]:
        """The links between the two texts on disk, the oldest first."""
        return self._pair.links

    def link(self, quote: str, other: str, *, note: str = "") -> Link:
        """Link words of the first text with words of the second, and save the link.

        Raises
        ------
        QuoteError
            When the words are not in their text, or in several places of it.
        EditError, WorkError
            As in `closereader.Reader.mark`.
        """
        link = self._pair.new_link(quote, other, note)
        self._do(self._pair.desks[0], link)
        return self._pair.link(self._pair.id_of(link))

    def unlink(self, link: Link | str) -> None:
        """Remove a link, given it or its id; it can be taken back."""
        desk, edit = self._pair.unlinking(link if isinstance(link, str) else link.id)
        self._do(desk, edit)

    def undo(self) -> bool:
        """Take the last change of either text back; False when there is none."""
        return self._step(self._pair.taking_back(now()))

    def redo(self) -> bool:
        """Do again what was taken back last; False when there is nothing."""
        return self._step(self._pair.doing_again(now()))

    def _step(self, step: tuple[Desk, Edit] | None) -> bool:
        if step is None:
            return False
        self._do(*step)
        return True

    def _do(self, desk: Desk, edit: Edit) -> None:
        self._save(desk, edit, own=False)
        self.saved = now()

    # ---- how it looks where nothing runs

    def __repr__(self) -> str:
        """Say which texts, how many marks and links: the same on every computer."""
        names = ", ".join(repr(desk.text_id) for desk in self._pair.desks)
        marks, links = len(self.annotations), len(self.linked)
        passages = "1 passage" if marks == 1 else f"{marks} passages"
        between = "1 link" if links == 1 else f"{links} links"
        return f"Compare({names}): {passages} marked, {between}"

    def card(self) -> str:
        """Return both titles, authors and sizes, and how to open the comparison."""
        titles = [desk.text.title if desk.text else desk.text_id for desk in self._pair.both]
        lines = [line for desk in self._pair.both for line in described(desk)]
        looked_for = f"Search: {self.search}" if self.search else ""
        return card(" | ".join(titles), [*lines, looked_for], todo=_HOW_TO_OPEN)


def _two_places(show: Sequence[str | None] | None) -> tuple[str | None, str | None]:
    if show is None:
        return None, None
    if isinstance(show, str) or len(show) != 2:  # noqa: PLR2004 - one for each text
        raise TypeError('Compare opens each text at a place of its own: show=("¶4", "¶1").')
    return show[0], show[1]
