"""The reading desk: the texts of a course as tabs, for the side of the page.

JupyterLab docks it beside the questions where the course's plugin is there; in a cell it is one
reader with a tab for each text. Citations on the page open in it, and questions take passages
from it (`reading_desk.js` says how they find each other).
"""

from collections.abc import Iterable

from closereader.texts import text_ids
from closereader.widgets.base.asked import refuse_unknown_text
from closereader.widgets.base.bundle import Front
from closereader.widgets.base.card import card
from closereader.widgets.reader.desk import desk_for
from closereader.widgets.reader.several import SeveralTexts, described, opened
from closereader.work import Work, open_work

_HOW_TO_OPEN = (
    "Run this cell (Shift+Enter) to open the texts. What you have marked before comes back then."
)


class ReadingDesk(SeveralTexts):
    """Several texts to read and mark, one at a time, each behind a tab.

    Each text is a reader: its marks are those of `closereader.Reader`, in the same work folder,
    and what is marked in one place appears in the other at once.

    Parameters
    ----------
    wanted
        Which texts, in the order of their tabs; all texts of the course when none is named.
    themes
        Ids of the themes that can be marked; all of the codebook when left out.
    height
        How much of the page the text may take, in CSS pixels. A desk that is docked has the height
        of its dock.
    readonly
        Show the marks and take no new ones.
    work
        The work folder, from `closereader.open_work`; the course's own when left out.

    Raises
    ------
    UnknownText
        When there is no such text; the message lists those there are.
    CodebookError
        When `themes` name something that is not there.
    TextError
        When there is no text at all.
    TypeError
        When an option is not one of the above.

    Examples
    --------
    >>> ReadingDesk("artiukh-2022", "post-2022")
    """

    _front = Front.beside(__file__, "reading_desk.js", "../reader/reader.css", "reading_desk.css")

    def __init__(
        self,
        *wanted: str,
        themes: Iterable[str] | None = None,
        height: int | None = None,
        readonly: bool = False,
        work: Work | None = None,
    ) -> None:
        ids = tuple(dict.fromkeys(wanted)) or text_ids()
        for text_id in ids:
            refuse_unknown_text(text_id)
        work = work if work is not None else open_work()
        desks = [desk_for(work, text_id) for text_id in ids]
        beginnings = [None] * len(desks)
        options = opened(desks, beginnings, themes=themes, readonly=readonly, height=height)
        super().__init__(desks, options=options, work=work, readonly=readonly)

    def __repr__(self) -> str:
        """Say which texts and how many marks: the same on every computer."""
        names = ", ".join(repr(desk.text_id) for desk in self._each)
        count = len(self.annotations)
        return f"ReadingDesk({names}): {'1 passage' if count == 1 else f'{count} passages'} marked"

    def card(self) -> str:
        """Return title, author and size of every text, and how to open them."""
        lines = [line for desk in self._each for line in described(desk)]
        return card("The texts", lines, todo=_HOW_TO_OPEN)
