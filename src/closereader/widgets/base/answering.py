"""What every question has in common: a number, an answer in the work folder, a place to say so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import traitlets

from closereader.annotations import checks
from closereader.texts import Text, TextError, UnknownText, open_text
from closereader.widgets.base.sync import CHANGING, Edit, EditError, Synced
from closereader.work import Work, WorkError

Value = dict[str, Any]

HOW_TO_OPEN = (
    "Run this cell (Shift+Enter) to answer. What you have answered before comes back then."
)
"""What a question's card says to do."""


class QuestionWidget(Synced):
    """A numbered question whose answer is kept in ``answers/<exercise>/<question>.json``.

    A subclass implements `read_value`, which makes a value that the browser sent safe to keep.
    """

    #: What is asked and does not change: id, label, prompt, and what the kind of question adds.
    question: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    #: The answer on disk: ``{"value": {…} or null, "modified": ISO 8601 or ""}``.
    kept: traitlets.Dict[str, Any] = traitlets.Dict(
        default_value={"value": None, "modified": ""}
    ).tag(sync=True)

    def __init__(self, id: str, *, work: Work | None, **question: object) -> None:  # noqa: A002
        self._exercise, self._question = split_id(id)
        self._trouble: list[str] = []
        self._lost: list[str] = []
        self._saving = False
        super().__init__(
            work=work,
            question={"id": id, "label": label_of(self._question), **question},
        )

    # ---- what a subclass fills in

    def read_value(self, raw: object) -> Value:
        """Return a value that may be kept, or raise `EditError`."""
        raise NotImplementedError

    def shown(self, value: Value | None) -> None:
        """Follow a new value: whatever is computed from it."""

    # ---- the answer and its place

    @property
    def value(self) -> Value | None:
        """The answer on disk as JSON, None when there is none."""
        found = self.kept["value"]
        return dict(found) if found is not None else None

    def keep(self, value: Value) -> None:
        """Save an answer from Python, as if a person had given it."""
        with CHANGING:
            self._save(self.read_value(value), base=self.kept["modified"] or None, at=None)

    def apply_edit(self, edit: Edit) -> str:
        """Save the answer that the browser sent."""
        if edit.op != "answer":
            raise EditError(f"A question cannot take the change “{edit.op}”.")
        undo = edit.undoes is not None  # what is taken back may be wanted after all
        return self._save(self.read_value(edit.value), base=edit.base, at=edit.at, keep=undo)

    def _save(self, value: Value, *, base: str | None, at: str | None, keep: bool = False) -> str:
        self._saving = True
        try:
            saved = self._work.save_answer(
                self._exercise, self._question, value, base=base, at=at, keep=keep
            )
        except ValueError as error:
            raise EditError(f"The answer cannot be saved: {error}.") from error
        finally:
            self._saving = False
        if saved.kept is not None:
            loser = "its answer" if saved.won else "yours"
            file = saved.kept.relative_to(self._work.folder.parent).as_posix()
            self.note(
                "This question was answered in another window too. The later answer stands; "
                f"{loser} is kept in {file}."
            )
        if saved.won:
            self._follow_answer(value, saved.at)  # what is on disk now need not be read from there
        else:
            self._reread()
        if saved.won or at is None:
            return saved.at
        # The next edit of this view must not pass for one that followed the winner, which the view
        # may not have shown yet: not even when both were made in the same instant.
        return at if at != saved.at else checks.before(at)

    def refresh(self) -> None:
        """Read the answer again from disk."""
        with CHANGING:
            super().refresh()
            self._reread()

    def changed(self, kind: str, of: str) -> None:
        """Follow what another widget of the same question has saved."""
        super().changed(kind, of)
        if kind == "answers" and of == self.question["id"] and not self._saving:
            self._reread(only_newer=True)

    def _reread(self, *, only_newer: bool = False) -> None:
        try:
            # first, since it takes in the copies that a cloud drive made, and says so only once
            self._lost = set_aside(self._work, self._exercise, self._question)
            answer = self._work.answer(self._exercise, self._question)
        except WorkError as error:
            self.problem = error.sentence
            return
        modified = answer.modified if answer else ""
        if only_newer and not self._lost and modified == self.kept["modified"]:
            return
        self._follow_answer(answer.value if answer else None, modified)

    def _follow_answer(self, value: Value | None, modified: str) -> None:
        with self.hold_sync():
            self.kept = {"value": value, "modified": modified}
            self.saved = modified
            self.shown(value)
            self.problem = " ".join([*self._trouble, *self._lost])

    def _readable(self, texts: Iterable[str]) -> list[Text]:
        """Open texts; one that is damaged is named in ``problem``, and the others go on.

        Raises `UnknownText` when there is no such text, which only the author of the lesson can
        mend.
        """
        found: list[Text] = []
        trouble: list[str] = []
        for text in texts:
            try:
                found.append(open_text(text))
            except UnknownText:
                raise
            except TextError as error:
                trouble.append(str(error))
        self._trouble = trouble
        return found


def split_id(id: str) -> tuple[str, str]:  # noqa: A002
    """Split ``"02/q1"`` into exercise and question.

    Raises `ValueError` with a sentence, when it is not of this form.
    """
    exercise, slash, question = str(id).partition("/")
    wrong = f"{id!r} is not the id of a question, which is written like '02/q1'"
    if not slash:
        raise ValueError(f"{wrong}: it has no slash.")
    try:
        return checks.name(exercise, "the exercise"), checks.name(question, "the question")
    except ValueError as error:
        raise ValueError(f"{wrong}: {error}.") from None


def label_of(question: str) -> str:
    """Name a question for people: ``q1`` is “Question 1”, ``exercise-3`` is “Exercise 3”."""
    short = re.fullmatch(r"q-?(\d+[a-z]?)", question)
    if short:
        return f"Question {short[1]}"
    words = question.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def set_aside(work: Work, exercise: str, question: str) -> list[str]:
    """Say which answers to a question could not be read, were set aside or were taken in."""
    return [
        problem.sentence
        for problem in work.answers(exercise).problems
        if _asked_in(problem.file.name) == question
    ]


def _asked_in(file: str) -> str:
    """Name the question whose answer a file holds, or held before something renamed it."""
    return file.partition("~")[0].partition(".json")[0].removeprefix(".")


def paragraphs(prose: str) -> list[str]:
    """Part a prompt or an answer at its empty lines."""
    return [part.strip() for part in prose.split("\n\n") if part.strip()]
