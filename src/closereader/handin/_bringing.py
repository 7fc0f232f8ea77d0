"""A file that is brought to the cell *Hand in*: looked at first, and then brought or opened."""

from collections.abc import Mapping
from typing import Any

from closereader.handin._errors import HandInError
from closereader.handin.data import LARGEST, Submission, read_handin
from closereader.handin.restore import is_others, restore, told
from closereader.handin.returned import ReturnedPage, is_returned, keep_returned, read_returned
from closereader.work import Work, WorkError

_TWO_WAYS = (
    "When both are yours, say so, and it is brought here; what it replaces is kept in the trash. "
    "When not, leave it: a teacher can bring it into a folder of its own, with the command "
    "closereader restore and --into."
)
_NOT_YOURS = (
    "The work here is another reader's ({here}). Open it only when both are yours; any browser "
    "shows the page as it is."
)
_OPENED = "Opened: it stands above, under “What came back”, and is kept in {place}."
_ELSEWHERE = "It is kept in {place}, and shown in the cell Hand in of exercise {exercise}."


class Bringing:
    """What one cell was offered last, and the pieces of a file that are on their way to it."""

    def __init__(self, work: Work, exercise: str) -> None:
        self._work = work
        self._exercise = exercise
        self._offered: Submission | ReturnedPage | None = None
        self._pieces: list[str] = []

    def gather(self, message: Mapping[str, Any]) -> dict[str, Any] | None:
        """Put the pieces of a file together; answer the last of them, and no earlier one."""
        self._offered = None
        page, part, parts = (message.get(key) for key in ("page", "part", "parts"))
        if part == 0:
            self._pieces = []
        fits = isinstance(parts, int) and part == len(self._pieces) < parts
        if not isinstance(page, str) or not fits:
            found: dict[str, Any] = {"refused": "The file did not come whole. Choose it again."}
        else:
            self._pieces.append(page)
            if parts != len(self._pieces) and sum(map(len, self._pieces)) <= LARGEST:
                return None
            found = self._offer("".join(self._pieces))
        self._pieces = []
        return found

    def _offer(self, page: str) -> dict[str, Any]:
        data = page.encode("utf-8", "surrogatepass")
        try:
            if is_returned(data):
                return self._offer_returned(read_returned(data))
            found = read_handin(data)
            lines = told(found, self._work, exercise=self._exercise)
        except HandInError as error:
            return {"refused": str(error)}
        except WorkError as error:
            return {"refused": error.sentence}
        self._offered = found
        if is_others(found, self._work):
            lines.append(_TWO_WAYS)
            return {"lines": lines, "others": True}
        return {"lines": lines}

    def _offer_returned(self, found: ReturnedPage) -> dict[str, Any]:
        self._offered = found
        others = self._work.has_work and self._work.reader.id != found.reader
        here = self._work.reader.name or "a reader without a name"
        lines = [found.sentence, *([_NOT_YOURS.format(here=here)] if others else [])]
        yes = "Both are mine: open it here" if others else "Open it"
        return {"lines": lines, "others": others, "yes": yes}

    def bring(self, *, mine: bool) -> dict[str, Any]:
        """Bring what was offered last into the work folder; say what came, or why nothing did."""
        offered, self._offered = self._offered, None
        if offered is None:
            return {"refused": "Python was restarted meanwhile. Choose the file again."}
        try:
            if isinstance(offered, ReturnedPage):
                return self._open(offered, mine=mine)
            return {"sentence": restore(offered, self._work, mine=mine).sentence}
        except HandInError as error:
            return {"refused": str(error)}
        except WorkError as error:
            return {"refused": f"{error.sentence} What came before that is here; choose it again."}

    def _open(self, offered: ReturnedPage, *, mine: bool) -> dict[str, Any]:
        if not mine and self._work.has_work and self._work.reader.id != offered.reader:
            return {"refused": "The work here is another reader's. Nothing was opened."}
        file = keep_returned(offered, self._work)
        place = file.relative_to(self._work.folder.parent).as_posix()
        words = _OPENED if offered.exercise == self._exercise else _ELSEWHERE
        return {"sentence": words.format(place=place, exercise=offered.exercise)}
