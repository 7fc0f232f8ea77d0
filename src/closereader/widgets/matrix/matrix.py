"""A matrix: the same questions put to several cases, and a passage as the answer in every cell."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import traitlets

from closereader.texts import text_ids
from closereader.widgets.base.answering import Value
from closereader.widgets.base.bundle import QUESTION_CSS, Front
from closereader.widgets.base.card import card
from closereader.widgets.base.own_marks import OffersMarks, OwnMarks, theme_names
from closereader.widgets.matrix import _grid
from closereader.work import Work, open_work

_HOW_TO_OPEN = (
    "Run this cell (Shift+Enter) to fill the matrix. What you have put in before comes back then."
)


class Matrix(OffersMarks):
    """Cases across, questions down; every cell holds a passage, and a note if one is wanted.

    Parameters
    ----------
    id
        Exercise and question: ``"02/q6"``.
    columns
        The questions: ``(id, question, hint)`` each.
    rows
        The cases it begins with: ``(id, name)`` each; students may add others. A case whose name
        holds the id of a text offers the passages of that text first.
    texts
        Ids of the texts that passages may come from; all texts when left out.
    prompt
        One sentence above the matrix; "" when the notebook says it.
    work
        The work folder, from `closereader.open_work`; the course's own when left out.

    Raises
    ------
    UnknownText
        When `texts` names one that does not exist.
    ValueError
        When `id` is not ``"exercise/question"``, or two questions have the same id.

    Notes
    -----
    A passage is kept as a TextQuoteSelector and a TextPositionSelector together (W3C Web
    Annotation Data Model, 4.2.4 and 4.2.5), and is let in only if its words stand at its place,
    character by character.
    """

    _front = Front.beside(__file__, "matrix.js", QUESTION_CSS, "matrix.css")

    #: The cases as they are shown: ``{id, label, cells}``; see `_grid.shown`.
    grid: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def __init__(  # noqa: PLR0913 - each is one thing a lesson may ask for
        self,
        id: str,  # noqa: A002 - the word of all question widgets
        *,
        columns: Sequence[tuple[str, str, str]],
        rows: Iterable[tuple[str, str]] = (),
        texts: Iterable[str] | None = None,
        prompt: str = "",
        work: Work | None = None,
    ) -> None:
        self._columns = tuple(columns)
        if len({column[0] for column in columns}) != len(columns):
            raise ValueError(f"Two questions of the matrix {id} have the same id.")
        self._start = tuple(_grid.GridRow(row_id, label) for row_id, label in rows)
        self._texts = tuple(texts) if texts is not None else text_ids()
        texts_there = self._readable(self._texts)
        work = work if work is not None else open_work()
        self._own = OwnMarks(work, self._texts)
        super().__init__(
            id,
            work=work,
            prompt=prompt,
            columns=[{"id": c, "label": label, "hint": hint} for c, label, hint in columns],
            texts=[{"id": text.id, "title": text.title} for text in texts_there],
            themes=theme_names(),
            required=[row.id for row in self._start],
        )

    @property
    def rows(self) -> tuple[_grid.GridRow, ...]:
        """The cases with their cells, as they lie on disk."""
        try:
            return self._with_start(self.value)
        except ValueError:  # said in `shown`
            return self._start

    def _with_start(self, value: Value | None) -> tuple[_grid.GridRow, ...]:
        """Read the cases of an answer; those that the lesson gives are always among them."""
        rows = {row.id: row for row in (_grid.from_json(value) if value is not None else ())}
        given = [rows.pop(row.id, row) for row in self._start]
        return (*given, *rows.values())

    @property
    def filled(self) -> tuple[int, int]:
        """How many cells hold a passage, and how many cells there are."""
        rows = self.rows
        held = sum(1 for row in rows for cell in row.cells.values() if cell.passage is not None)
        return held, len(rows) * len(self._columns)

    # ---- what every question does (see `base.answering`)

    def read_value(self, raw: object) -> Value:
        """Take the whole matrix; the browser sends all of it with every change."""
        return _grid.to_json(_grid.read(raw, {column[0] for column in self._columns}, self._texts))

    def shown(self, value: Value | None) -> None:
        """Find every passage again in today's texts."""
        self._readable(self._texts)
        try:
            rows = self._with_start(value)
        except ValueError as error:
            rows = self._start
            self._trouble.append(f"The answer to {self.question['id']} cannot be read: {error}.")
        self.grid = _grid.shown(rows)

    def receive(self, kind: str, message: Mapping[str, Any]) -> None:
        """Look pasted words up."""
        if kind == "find":
            self.send({"type": "answer", "id": message.get("id"), **self.find(message)})

    # ---- how it looks where nothing runs

    def __repr__(self) -> str:
        """Say how far it is filled: the same on every computer."""
        held, cells = self.filled
        return f"Matrix({self.question['id']!r}): {held} of {cells} cells hold a passage"

    def card(self) -> str:
        """Return the cases and the questions, and how to open the matrix."""
        cases = ", ".join(row.label for row in self.rows)
        questions = " · ".join(label for _, label, _ in self._columns)
        title = self.question["prompt"] or "A matrix in which every cell holds a passage"
        lines = [f"Cases: {cases}" if cases else "", f"Columns: {questions}"]
        return card(title, lines, todo=_HOW_TO_OPEN)
