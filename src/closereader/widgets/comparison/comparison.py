"""Two texts side by side: marked with one codebook, searched together, linked to each other."""

from collections.abc import Iterable, Sequence

import traitlets

from closereader.annotations import Link, checks
from closereader.pages.lines import counted
from closereader.quotations import find_quote
from closereader.widgets.base.asked import refuse_unknown_text
from closereader.widgets.base.bundle import Front
from closereader.widgets.base.card import card
from closereader.widgets.base.sync import Edit, EditError
from closereader.widgets.reader.desk import desk_for
from closereader.widgets.reader.several import SeveralTexts, described, opened
from closereader.work import Work, open_work

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
        desks = (desk_for(work, first), desk_for(work, second))
        options = opened(desks, labels, themes=themes, readonly=readonly, height=height)
        super().__init__(desks, options=options, work=work, readonly=readonly, search=search)

    # ---- what a person's gestures do, from Python

    @property
    def linked(self) -> tuple[Link, ...]:
        """The links between the two texts on disk, the oldest first."""
        ids = sorted(desk.text_id for desk in self._desks)
        found = [
            item
            for desk in self._each
            for item in desk.items.values()
            if isinstance(item, Link) and sorted(one.text for one in item.passages) == ids
        ]
        return tuple(sorted(found, key=lambda link: (link.created, link.id)))

    def link(self, quote: str, other: str, *, note: str = "") -> Link:
        """Link words of the first text with words of the second, and save the link.

        Raises
        ------
        QuoteError
            When the words are not in their text, or in several places of it.
        EditError, WorkError
            As in `closereader.Reader.mark`.
        """
        first, second = self._desks
        (text, _), (away, _) = first.readable(), second.readable()
        one, two = find_quote(text, quote, None), find_quote(away, other, None)
        link = {"id": checks.new_id(), "a": [*one], "b": [*two], "note": note}
        if first is not second:
            link["away"] = second.text_id
        self._do(first, Edit(op="link", value=link))
        return self._linked(str(link["id"]))

    def unlink(self, link: Link | str) -> None:
        """Remove a link, given it or its id; it can be taken back."""
        found = self._linked(link if isinstance(link, str) else link.id)
        desk = next(desk for desk in self._each if desk.text_id == found.text)
        self._do(desk, Edit(op="unlink", value={"id": found.id}, base=found.modified))

    def _linked(self, link_id: str) -> Link:
        for link in self.linked:
            if link.id == link_id:
                return link
        raise EditError(f"There is no link {link_id} between these texts.")

    # ---- how it looks where nothing runs

    def __repr__(self) -> str:
        """Say which texts, how many marks and links: the same on every computer."""
        names = ", ".join(repr(desk.text_id) for desk in self._desks)
        passages = counted(len(self.annotations), "passage")
        return f"Compare({names}): {passages} marked, {counted(len(self.linked), 'link')}"

    def card(self) -> str:
        """Return both titles, authors and sizes, and how to open the comparison."""
        titles = [desk.text.title if desk.text else desk.text_id for desk in self._each]
        lines = [line for desk in self._each for line in described(desk)]
        looked_for = f"Search: {self.search}" if self.search else ""
        return card(" | ".join(titles), [*lines, looked_for], todo=_HOW_TO_OPEN)


def _two_places(show: Sequence[str | None] | None) -> tuple[str | None, str | None]:
    if show is None:
        return None, None
    if isinstance(show, str) or len(show) != 2:  # noqa: PLR2004 - one for each text
        raise TypeError('Compare opens each text at a place of its own: show=("¶4", "¶1").')
    return show[0], show[1]
