"""Choose a reader name: a pseudonym is enough."""

import traitlets

from closereader._paths import hub_user
from closereader.widgets.base.bundle import QUESTION_CSS, Front
from closereader.widgets.base.card import card
from closereader.widgets.base.sync import CHANGING, Edit, EditError, Synced
from closereader.work import Work, open_work

_WHY = (
    "Your marks and answers carry this name, so that a seminar can compare readings. A pseudonym "
    "is enough: nobody needs your real name."
)


class WhoAmI(Synced):
    """A card to choose the reader name with; it is kept in ``reader.json`` of the work folder."""

    _front = Front.beside(__file__, "whoami.js", QUESTION_CSS)
    #: Why a name is asked for, and where it is kept: two sentences for people.
    why = traitlets.Unicode(_WHY).tag(sync=True)
    where = traitlets.Unicode("").tag(sync=True)
    #: The name by which the hub knows the reader, to be taken with one click; "" without a hub.
    offered = traitlets.Unicode("").tag(sync=True)

    def __init__(self, *, work: Work | None = None) -> None:
        work = work if work is not None else open_work()
        super().__init__(
            work=work,
            offered=hub_user()[:120],  # as long as a name may be
            where=f"It is kept in {work.folder.name}/reader.json, beside your marks and answers. "
            "It leaves that folder only in a file that you hand in.",
        )

    @property
    def name(self) -> str:
        """The reader name, "" until one is chosen."""
        return str(self.who["name"])

    def choose(self, name: str) -> None:
        """Choose a name from Python; raises ValueError when it cannot be one."""
        with CHANGING:
            self._work.set_reader(name)

    def apply_edit(self, edit: Edit) -> str:
        """Take the name that the browser sent."""
        if edit.op != "name" or not isinstance(edit.value, str):
            raise EditError("A reader name must be text.")
        try:
            self.choose(edit.value)
        except ValueError as error:
            raise EditError(f"This name cannot be used: {error}.") from error
        return edit.at

    def __repr__(self) -> str:
        """Say which name is chosen."""
        return f"WhoAmI(): {self.name}" if self.name else "WhoAmI(): no name chosen yet"

    def card(self) -> str:
        """Say what the name is for."""
        lines = [_WHY, f"You read as “{self.name}”." if self.name else ""]
        todo = "Run this cell (Shift+Enter) to choose a reader name."
        return card("Your reader name", lines, todo=todo)
