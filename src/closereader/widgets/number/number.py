"""`Number`: a question whose answer stands in a cell of a table, and can be looked up."""

from collections.abc import Mapping, Sequence
from typing import Any

import traitlets

from closereader.annotations import checks
from closereader.widgets.base.answering import HOW_TO_OPEN, QuestionWidget, Value, paragraphs
from closereader.widgets.base.bundle import QUESTION_CSS, Front
from closereader.widgets.base.card import card
from closereader.widgets.base.sync import EditError
from closereader.widgets.number.check import NumberCheck, TableCell, compare
from closereader.work import Work

_LONGEST = 60


class Number(QuestionWidget):
    """A number to be read from a table of the course.

    What was typed is compared with the cell itself, so the number asked for is never written into
    a lesson. The reader is told whether it fits; if not, whether the sign, the decimal point, the
    row or the column is another one. After a first answer the row can be opened.

    Parameters
    ----------
    id, prompt, hints, work
        As for `Ask`.
    table
        Name of the table, as for `closereader.tables.open_table`.
    row
        The columns that name the row, for example ``{"iso3": "BLR", "year": 2006}``.
    column
        Name of the column.
    minus
        A second row: asked is then how much the first is above it (negative when below).
    tolerance
        How far an answer may be from the cell, in the unit of the column: 0.05 for one decimal.

    Raises
    ------
    TableError
        When there is no such cell, or no number in it.
    ValueError
        When `id` is not of the form ``"03/q1"`` or `tolerance` is negative.
    """

    _front = Front.beside(__file__, "number.js", QUESTION_CSS, "number.css")

    #: What was found out about the answer on disk: text, status, sentence, label and the row.
    checked = traitlets.Dict().tag(sync=True)

    def __init__(  # noqa: PLR0913 - each is one thing that names a cell or helps to find it
        self,
        id: str,  # noqa: A002 - what lessons call it
        prompt: str,
        *,
        table: str,
        row: Mapping[str, Any],
        column: str,
        minus: Mapping[str, Any] | None = None,
        tolerance: float = 0.0,
        hints: Sequence[str] = (),
        work: Work | None = None,
    ) -> None:
        if tolerance < 0:
            raise ValueError(f"tolerance={tolerance!r} must not be below zero.")
        self._cell = TableCell(table, column, dict(row), dict(minus) if minus is not None else None)
        self._tolerance = tolerance
        self._opened = self._cell.open()  # refuses a cell that does not exist
        self._check = NumberCheck("empty", "")
        super().__init__(
            id,
            work=work,
            prompt=prompt,
            unit=self._opened.unit,
            hints=[hints] if isinstance(hints, str) else list(hints),
        )

    @property
    def answer(self) -> str:
        """What was typed, "" when nothing was."""
        return str((self.value or {}).get("text", ""))

    @property
    def check(self) -> NumberCheck:
        """How the answer on disk compares with the table."""
        return self._check

    def read_value(self, raw: object) -> Value:
        """Take what was typed, whatever it is: a wrong number is an answer too."""
        text = raw.get("text") if isinstance(raw, dict) else raw
        if not isinstance(text, str):
            raise EditError("The answer to this question must be text.")
        if len(text) > _LONGEST:
            raise EditError(f"A number has at most {_LONGEST} characters. Shorten it.")
        return {"kind": "number", "text": " ".join(checks.tidy(text).split())}

    def shown(self, value: Value | None) -> None:
        """Compare the answer with the table; its row goes along once there is an answer."""
        text = str(value.get("text", "")) if value else ""
        self._check = compare(text, self._cell, self._opened, self._tolerance)
        tried = self._check.status not in {"empty", "unreadable"}
        self.checked = {
            "text": text,
            "status": self._check.status,
            "sentence": self._check.sentence,
            "label": self._opened.label if tried else "",
            "cells": self._opened.cells() if tried else [],
            "asked": self._opened.title if tried else "",
        }

    def __repr__(self) -> str:
        """Say what was typed and how it compares."""
        state = f"{self.answer} ({self.check.status})" if self.answer else "not answered yet"
        return f"Number({self.question['id']!r}): {state}"

    def card(self) -> str:
        """Return the question and the answer if there is one."""
        lines = paragraphs(self.question["prompt"])
        if self.answer:
            lines += [f"Your answer when this cell was last run: {self.answer}"]
        return card(self.question["label"], [*lines, self.check.sentence], todo=HOW_TO_OPEN)
