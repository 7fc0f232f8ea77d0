"""A table behind a figure: indicators, countries and years are chosen, and the picture follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

import traitlets

from closereader.tables import Table, TableError, open_table
from closereader.widgets.base.answering import QuestionWidget, Value
from closereader.widgets.base.bundle import QUESTION_CSS, Front
from closereader.widgets.base.card import card
from closereader.widgets.base.sync import Edit, EditError, Synced
from closereader.work import Work
from whose_lessons import explorer
from whose_lessons.explorer._drawing import Sorry, look, read_choice

if TYPE_CHECKING:
    from whose_lessons.explorer import Choice, Picture

_TABLE = "panel"
_HOW_TO_OPEN = "Run this cell (Shift+Enter) to choose other indicators, countries and years."
_CELL = "text-align:left;vertical-align:top"


class Explore(QuestionWidget):
    """A table behind a figure: the drawing, its words and its rows change together.

    Parameters
    ----------
    of
        The table ``"panel"``, or a ready picture of it: ``"rents"`` (resource rents and liberal
        democracy across countries) or ``"trajectories"`` (the fifteen post-Soviet states over
        time).
    view
        ``"across"``: one year, a point for each country; ``"over time"``: a line for each country.
    x, y
        Columns of the panel, see `whose_lessons.explorer.MEASURES`. Over time only `y` is
        drawn. By default liberal democracy (``v2x_libdem``) against ``rents_total_pct_gdp``.
    year
        The year, across countries; by default the last with values for most countries.
    years
        First and last year, over time; by default all.
    countries
        Codes or names, at most fifteen: pointed out across countries, drawn over time.
    draw
        ``"all"`` countries (across only), the fifteen ``"post-soviet"`` states, or ``"chosen"``:
        only `countries`.
    id
        Exercise and question, ``"03/q4"``: then a picture can be kept as the answer, and is shown
        again when the cell is run again. Without it nothing is saved.
    prompt
        What is asked; plain text, an empty line between paragraphs.
    work
        The work folder, from `closereader.open_work`; the course's own when left out.

    Raises
    ------
    TableError
        For an unknown picture, indicator, country or year, and when nothing is left to draw. In
        the browser the same sentence stands beside the last picture.
    ValueError
        When `id` is not ``"exercise/question"``.
    """

    _front = Front.beside(__file__, "front/explorer.js", QUESTION_CSS, "front/explorer.css")

    #: What is drawn: `whose_lessons.explorer.Picture` as JSON.
    picture: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(  # noqa: PLR0913 - each is one thing that can be chosen
        self,
        of: str = _TABLE,
        *,
        view: str | None = None,
        x: str | None = None,
        y: str | None = None,
        year: int | None = None,
        years: tuple[int, int] | None = None,
        countries: str | Sequence[str] | None = None,
        draw: str | None = None,
        id: str | None = None,  # noqa: A002 - the word of all question widgets
        prompt: str = "",
        work: Work | None = None,
    ) -> None:
        self._of = of
        self._panel = open_table(_TABLE)
        wishes = {"view": view, "x": x, "y": y, "year": year, "years": years,
                  "countries": countries, "draw": draw}  # fmt: skip
        wishes = {name: value for name, value in wishes.items() if value is not None}
        self._first = explorer.draw(
            explorer.make_choice(self._panel, {**explorer.preset(of), **wishes}), self._panel
        )
        self._now: Picture = self._first
        question = {
            "prompt": prompt,
            "offered": explorer.offered(self._panel),
            # What the cell asks for names it in the browser's store, whatever is chosen later.
            "asked": self._first.choice.to_json(),
        }
        if id is not None:
            super().__init__(id, work=work, **question)
        else:  # nothing is asked, and so nothing is kept: a widget, but no question
            self._exercise = self._question = ""
            self._trouble = []
            Synced.__init__(self, work=work, question={"id": "", "label": "", **question})

    def begin(self) -> None:
        """Draw the picture that was kept, else the one that the lesson asks for."""
        super().begin()
        if picked := self.picked:
            self._now = explorer.draw(picked, self._panel)
        self.picture = self._now.to_json()

    # ---- what is chosen

    @property
    def choice(self) -> Choice:
        """What is drawn now."""
        return self._now.choice

    @property
    def summary(self) -> str:
        """What there is to see in the picture, in sentences."""
        return self._now.words

    @property
    def selection(self) -> Table:
        """The rows behind the points, as a table."""
        shown = self._now.choice
        codes = tuple(dict.fromkeys(str(each.values[-2]) for each in self._now.points))
        years = shown.year if shown.view == "across" else shown.years
        return self._panel.select(countries=codes, years=years)

    @property
    def picked(self) -> Choice | None:
        """The choice that was kept as the answer; None when there is none."""
        kept = (self.value or {}).get("choice")
        if kept is None:
            return None
        try:
            return read_choice(kept, self._panel)
        except TableError:  # said in `shown`
            return None

    # ---- what every question does (see `widgets.base.answering`)

    def read_value(self, raw: object) -> Value:
        """Take a choice, draw it, and keep it with its title and summary; None takes it back."""
        choice = raw.get("choice") if isinstance(raw, dict) else None
        if choice is None:
            return {"kind": "picture", "choice": None}
        try:
            picture = explorer.draw(read_choice(choice, self._panel), self._panel)
        except TableError as error:
            raise EditError(str(error)) from error
        return {
            "kind": "picture",
            "choice": picture.choice.to_json(),
            "title": picture.title,
            "summary": picture.words,
        }

    def apply_edit(self, edit: Edit) -> str:
        """Keep a picture, if this explorer belongs to a question."""
        if not self._question:
            raise EditError("This picture belongs to no question, so it cannot be kept.")
        return super().apply_edit(edit)

    def shown(self, value: Value | None) -> None:
        """Say so when the picture that was kept cannot be drawn any more."""
        self._trouble = []
        kept = (value or {}).get("choice")
        if kept is not None and self.picked is None:
            self._trouble = ["The picture that you kept cannot be drawn from today's table."]

    def _reread(self, *, only_newer: bool = False) -> None:
        if self._question:
            super()._reread(only_newer=only_newer)

    def receive(self, kind: str, message: Mapping[str, Any]) -> None:
        """Draw what is asked for, or say why not; the last picture stays then."""
        if kind != "look":
            return
        number = message.get("n")
        answer = {"type": "looked", "n": number if isinstance(number, int) else 0}
        found = look(message, self._now.choice, self._panel)
        if isinstance(found, Sorry):
            self.send({**answer, "why": found.sentence, "near": found.near})
            return
        self._now = found
        self.picture = found.to_json()
        self.send({**answer, "why": "", "near": []})

    # ---- how it looks where nothing runs

    def __repr__(self) -> str:
        """Give the words of the picture: the same on every computer."""
        name = f"Explore({self._of!r}"
        if self._question:
            name += f", id={self.question['id']!r}"
        return f"{name})\n\n{self._now.to_text()}"

    def card(self) -> str:
        """Return question, words, first rows, what is left out and source."""
        now = self._now
        headings, rows, more = now.first_rows()
        caption = f"Rows of the table {now.choice.table}"
        head = "".join(_cell("th", each, ' scope="col"') for each in headings)
        body = "".join(f"<tr>{''.join(_cell('td', each) for each in row)}</tr>" for row in rows)
        left = "".join(f"<li>{escape(each, quote=False)}</li>" for each in now.leaves_out)
        table = (
            f"<table><caption>{escape(caption, quote=False)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
            + (f"<p>{escape(more)}</p>" if more else "")
            + f"<p><strong>What this figure leaves out</strong></p><ul>{left}</ul>"
            + f"<p>Source: {escape(now.source, quote=False)}</p>"
        )
        label = self.question["label"]
        title = f"{label}. {now.title}" if label else now.title
        asked = [part.strip() for part in self.question["prompt"].split("\n\n")]
        return card(title, [*asked, now.words], todo=_HOW_TO_OPEN, more=table)


def _cell(tag: str, text: str, more: str = "") -> str:
    return f'<{tag}{more} style="{_CELL}">{escape(text, quote=False)}</{tag}>'
