"""The last cell of an exercise: what will be handed in, the file, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import traitlets

from closereader._faults import SentenceError
from closereader._paths import exchange_folder
from closereader.handin._bringing import Bringing
from closereader.handin._errors import HandInError
from closereader.handin._marks_asked import MarksAsked
from closereader.handin._waiting import absent
from closereader.handin.data import LARGEST, Submission, carried, read_handin
from closereader.handin.handing_over import hand_over, handed_over
from closereader.handin.notebook import MIME
from closereader.handin.placing import keep_placing, to_place
from closereader.handin.preview import HOLDS, Preview, holds, look, made_last
from closereader.handin.restore import restore
from closereader.handin.returned import beside, open_returned
from closereader.handin.writing import FOLDER, open_sheets, put
from closereader.widgets.base.bundle import QUESTION_CSS, Front
from closereader.widgets.base.card import card
from closereader.widgets.base.sync import CHANGING, Edit, EditError, Synced
from closereader.work import Work, WorkError

_WHY = (
    "Look at what is there and what is missing, make your file, and upload it where your teacher "
    "asks for it. You may make it as often as you like: earlier files are kept."
)
_WHY_HERE = (
    "Look at what is there and what is missing, and make your file. A copy of it goes into the "
    "folder of your class. You may make it as often as you like: earlier files are kept."
)
_HOW_TO_OPEN = (
    "This cell has not run since the page was opened. Run it (Shift+Enter) to see what is there, "
    "what is missing, and to make your file."
)


class HandIn(Synced):
    """Hand in an exercise: a preview, a button that makes the file, and a way to bring one back.

    ::

        HandIn("02")
        HandIn("02", marks={"Question 2": {"themes": ["exclusion"], "each": 2, "notes": True}})

    Parameters
    ----------
    exercise
        Its number.
    marks
        What the questions ask for that are answered by marks, by the heading that each stands
        under; the fields are those of `closereader.handin.MarksAsked`. Like the questions
        themselves it is read from the notebook, by the shell and the marking pack too: write it
        in constants.
    work
        The work folder, from `closereader.open_work`; the course's own when left out.

    Raises
    ------
    HandInError
        When the course has no such exercise, or `marks` asks for something that there is not.
    """

    _front = Front.beside(
        __file__,
        "front/handin.js",
        QUESTION_CSS,
        "front/handin.css",
        "front/samples.css",
        "front/returned.css",
    )
    #: What does not change: ``{"exercise", "title", "why", "holds": [sentence…], "most": bytes,
    #: "lesson": {key: what a question of the lesson is called}}``.
    about: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    #: What a file made now would hold (`closereader.handin.preview.Preview.as_json`).
    preview: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    #: The file made last: ``{"name", "place", "size", "at", "changed", "copy"}``, or empty;
    #: `copy` is a sentence about the copy in the folder of the class, "" where there is none.
    made: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    #: Once a file was made: for each question with samples what may be seen of them now, as
    #: `closereader.handin.placing.to_place` gives it.
    samples: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    #: What came back from the teacher, laid beside the answers as they are now
    #: (`closereader.handin.returned.beside`), or empty.
    returned: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    #: Grows when something was saved in this kernel; the browser then asks for a new preview, so
    #: that ten marks in a second cost one look at the disk, and none delays a save.
    stirred = traitlets.Int(0).tag(sync=True)

    def __init__(
        self,
        exercise: str,
        *,
        marks: Mapping[str, Mapping[str, Any]] | None = None,
        work: Work | None = None,
    ) -> None:
        for heading, wanted in (marks or {}).items():
            MarksAsked.read(heading, wanted)  # refuses what cannot be asked for
        self._sheets = open_sheets(exercise)
        self._copy = ""  # what became of the copy for the class when the file was made here
        self._exercise = exercise
        sheet = self._sheets.exercise
        self._titles = {one.name: one.heading for one in sheet.questions}
        super().__init__(
            work=work,
            about={
                "exercise": exercise,
                "title": sheet.title,
                "why": _WHY if exchange_folder() is None else _WHY_HERE,
                "holds": list(holds()),
                "most": LARGEST,
                "lesson": self._sheets.lesson_names(),
            },
        )
        self._bringing = Bringing(self._work, exercise)

    def make(self) -> Path:
        """Make the file now, and a copy for the class where it has a folder; return its path.

        Raises
        ------
        WorkError
            When it cannot be written; an earlier file still stands.
        """
        with CHANGING:
            data = look(self._work, self._sheets).data
            file = put(data, self._sheets, self._work.folder / FOLDER)
            self._copy = hand_over(file)
            self.refresh()
            return file

    def bring(self, page: bytes, *, mine: bool = False) -> str:
        """Bring the work of a hand-in back into this work folder; say what came.

        `mine` says that both the file and the work that stands here are yours, though they are of
        two readers' ids.

        Raises
        ------
        HandInError
            When the file is no hand-in, or of another reader than the work here.
        WorkError
            When something cannot be written.
        """
        with CHANGING:
            done = restore(read_handin(page), self._work, mine=mine).sentence
            self.refresh()
            return done

    # ---- the promise of every widget

    def apply_edit(self, edit: Edit) -> str:
        """Take a name or a placement, or make the file."""
        if edit.op == "make":
            try:
                self.make()
            except SentenceError as error:
                raise EditError(str(error)) from error
        elif edit.op == "place":
            titles = self._titles
            saved = keep_placing(self._work, self._exercise, edit.value, titles=titles, at=edit.at)
            self.refresh()
            return saved
        elif edit.op == "name" and isinstance(edit.value, str):
            try:
                self._work.set_reader(edit.value)
            except ValueError as error:
                raise EditError(f"This name cannot be used: {error}.") from error
            self.refresh()
        else:
            raise EditError(f"A hand-in cannot take the change “{edit.op}”.")
        return edit.at

    def refresh(self) -> None:
        """Look at the work folder again."""
        with CHANGING:
            super().refresh()
            try:
                found = look(self._work, self._sheets)
            except (WorkError, SentenceError) as error:
                self.problem = str(error)
                return
            with self.hold_sync():
                self.problem = found.large
                self.preview = found.as_json()
                self.made = self._made(found)
                self.samples = self._to_place(found.handin) if self.made else []
                self.returned = self._returned(found.handin)

    def _to_place(self, handin: Submission) -> list[dict[str, Any]]:
        try:
            return to_place(handin, self._titles)
        except HandInError as error:  # the file of samples is damaged; handing in goes on
            self.problem = str(error)
            return []

    def _returned(self, now: Submission) -> dict[str, Any]:
        try:
            found = open_returned(self._work, self._exercise)
            return beside(found, now.answers) if found else {}
        except HandInError as error:
            self.problem = f"What came back cannot be shown. {error}"
            return {}

    def _made(self, found: Preview) -> dict[str, Any]:
        last = made_last(self._work, self._exercise)
        if last is None:
            return {}
        return {
            "name": last.file.name,
            "place": last.place(self._work),
            "size": last.size,
            "at": last.at,
            "changed": not last.still_fits(found.data),
            "copy": handed_over(last.file, self._copy),
        }

    def changed(self, kind: str, of: str) -> None:
        """Note that something was saved; the browser asks what is there now."""
        super().changed(kind, of)
        self.stirred += 1

    def receive(self, kind: str, message: Mapping[str, Any]) -> None:
        """Send the file; say what it would lack; look at one to be brought back; bring it."""
        if kind == "file":
            self._send_file()
        elif kind == "waiting":
            lacks = absent(message.get("edits"), self._work, self._sheets.exercise)
            self.reply({"type": "waiting", "n": _n(message), "absent": lacks})
        elif kind == "bring" and (offer := self._bringing.gather(message)) is not None:
            self.reply({"type": "offer", "n": _n(message), **offer})
        elif kind == "restore":
            brought = self._bringing.bring(mine=message.get("mine") is True)
            self.refresh()
            self.reply({"type": "brought", "n": _n(message), **brought})

    def _send_file(self) -> None:
        last = made_last(self._work, self._exercise)
        try:
            words = last.file.read_text(encoding="utf-8") if last else ""
        except OSError:  # it was moved a moment ago
            words = ""
        self.reply({"type": "file", "name": last.file.name if last else "", "page": words})

    # ---- how it looks where nothing runs

    def _repr_mimebundle_(
        self, **kwargs: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """Carry the file that was made last, for whoever collects the notebooks themselves."""
        bundle = super()._repr_mimebundle_(**kwargs)
        last = made_last(self._work, self._exercise)
        if bundle is None or last is None:
            return bundle
        try:
            return {**bundle[0], MIME: carried(last.file.read_bytes())}, bundle[1]
        except (OSError, HandInError):  # it was moved a moment ago
            return bundle

    def __repr__(self) -> str:
        """Say how much is there, and whether a file was made."""
        made = "a file was made" if self.made else "no file made yet"
        said = str(self.preview.get("sentence", "The work folder cannot be read.")).rstrip(".")
        return f"HandIn({self._exercise!r}): {said}; {made}"

    def card(self) -> str:
        """Say what the cell is for; no counts, which would be those of an earlier day."""
        return card(f"Hand in: {self.about['title']}", [_WHY, *HOLDS], todo=_HOW_TO_OPEN)


def _n(message: Mapping[str, Any]) -> int:
    """Read the number that the browser gave its question, so that it knows the answer."""
    n = message.get("n")
    return n if isinstance(n, int) else 0
