"""A figure and the words that belong to it."""

import copy
import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from IPython.core.display_functions import publish_display_data

from closereader._faults import SentenceError
from closereader.figures.still import StillError, still
from closereader.figures.template import CONFIG, TEMPLATE
from closereader.output import html_output
from closereader.pages import cells
from closereader.tables.digits import to_digits

PLOTLY = "application/vnd.plotly.v1+json"
SVG = "image/svg+xml"
MOST_ROWS = 6
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z0-9‘“])")


class FigureError(SentenceError):
    """A figure lacks something that every figure of the course has."""


def rounded(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Return JSON with its numbers rounded as `to_digits` does: the one place where this is done.

    Raises `ValueError` when a number is not finite.
    """
    if isinstance(value, float):
        return to_digits(value)
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(each) for each in value]
    return value


class Figure:
    """A Plotly figure with its question, its summary, its table and what it leaves out.

    Shown in a notebook it gives three outputs: the head (its question, and how to read it), the
    drawing, as Plotly JSON and, for pages on which Plotly does not run, as SVG; and below it the
    words, as a small page of HTML: the first sentence of the summary, and all else to unfold. The
    head is no part of the drawing because only HTML wraps by
    itself. The words are there for everyone: a reader who cannot see the drawing, a page that
    cannot draw it, and `nbval`, which compares the outputs with the committed ones. The same input
    always gives the same JSON and the same SVG.

    Parameters
    ----------
    title
        The question that the figure helps to answer.
    data, layout
        Plotly traces and layout as plain JSON (no arrays, no Plotly objects). Numbers are rounded
        to the digits that can be seen. The course template is put in.
    summary
        What there is to see, in sentences; the alternative text of the drawing. The first one
        stands alone below the drawing.
    headings, rows
        A small table of the same numbers, with at most six rows.
    leaves_out
        What the figure does not show, at least one sentence.
    source
        Where the numbers come from.
    key
        How to read the drawing, in a line or two; no result.
    passages
        Quotations with their places, for all that was drawn: the words behind the bars.

    Raises
    ------
    FigureError
        When the summary or ``leaves_out`` is empty, the table has no row or more than six, or a
        number of the drawing is not finite.
    """

    def __init__(  # noqa: PLR0913 - each is a part that every figure must have
        self,
        *,
        title: str,
        data: Sequence[Mapping[str, Any]],
        layout: Mapping[str, Any],
        summary: str,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        leaves_out: Sequence[str],
        source: str,
        key: str = "",
        passages: Sequence[str] = (),
    ) -> None:
        if not summary.strip() or not leaves_out:
            raise FigureError(f"The figure {title!r} needs a summary and what it leaves out.")
        if not 1 <= len(rows) <= MOST_ROWS:
            raise FigureError(
                f"The table of the figure {title!r} has {len(rows)} rows; give it one to "
                f"{MOST_ROWS}, for example by putting readings into columns."
            )
        if any(len(row) != len(headings) for row in rows):
            raise FigureError(f"Every row of the figure {title!r} needs {len(headings)} cells.")
        self.title = title
        try:
            self.data = [rounded(dict(trace)) for trace in data]
            self.layout = rounded(dict(layout))
        except ValueError as error:
            raise FigureError(f"The figure {title!r}: {error}") from error
        self.summary = summary
        self.headings = tuple(headings)
        self.rows = tuple(tuple(row) for row in rows)
        self.leaves_out = tuple(leaves_out)
        self.source = source
        self.key = key
        self.passages = tuple(passages)

    def to_plotly(self) -> dict[str, Any]:
        """Return the Plotly JSON: ``data``, ``layout`` (with the template) and ``config``."""
        layout = {**self.layout, "template": TEMPLATE}
        return copy.deepcopy({"data": self.data, "layout": layout, "config": CONFIG})

    def to_svg(self) -> str:
        """Return the drawing as SVG, for a page on which Plotly does not run.

        Raises
        ------
        FigureError
            When the drawing has a part that `closereader.figures.still` does not know.
        """
        try:
            return still(self.to_plotly(), self.title)
        except StillError as error:
            raise FigureError(f"The figure {self.title!r}: {error}") from error

    def to_text(self) -> str:
        """Return the question, the summary, the table and what is left out as plain text."""
        return "\n\n".join(
            (
                self.title,
                *([self.key] if self.key else []),
                self.summary,
                cells.plain_table(self.headings, self.rows),
                "\n- ".join(("What this figure leaves out:", *self.leaves_out)),
                f"Source: {self.source}",
            )
        )

    def to_head(self) -> str:
        """Return what stands below the question, as HTML: the key, and the style of all figures."""
        mark = "<span class=closereader-figure></span>"
        key = f"<p class=closereader-key>{escape(self.key, quote=False)}</p>" if self.key else ""
        return f"{mark}{key}<style>{_style()}</style>"

    def to_html(self) -> str:
        """Return the same words as HTML: one sentence, and what can be unfolded below it.

        The native element, since a search of the page finds what is folded in it.
        """
        first, *rest = _SENTENCE_END.split(self.summary, maxsplit=1)
        parts = [
            cells.tag("p", first),
            cells.unfolding(
                "The numbers, the source, and what this figure leaves out",
                *(cells.tag("p", words) for words in rest),
                cells.table(f"In numbers: {self.title}", self.headings, self.rows, cell=""),
                "<p><strong>What this figure leaves out</strong></p>",
                cells.bullets(self.leaves_out),
                cells.tag("p", f"Source: {self.source}"),
            ),
        ]
        if self.passages:
            drawn = f"The {len(self.passages)} passages that are drawn"
            parts.append(cells.unfolding(drawn, cells.bullets(self.passages)))
        return "".join(parts)

    def __repr__(self) -> str:
        """Give the words: stable, and enough to follow without the drawing."""
        return self.to_text()

    def _ipython_display_(self) -> None:
        head = "\n".join((self.title, *([self.key] if self.key else [])))
        # Where an output is folded, its first line is shown: the question, and no result.
        title = escape(self.title, quote=False)
        publish_display_data(  # type: ignore[no-untyped-call]
            {"text/html": html_output(self.to_head(), first=title), "text/plain": head}
        )
        publish_display_data(  # type: ignore[no-untyped-call]
            {PLOTLY: self.to_plotly(), SVG: self.to_svg(), "text/plain": self.summary}
        )
        publish_display_data(  # type: ignore[no-untyped-call]
            # HTML is shown wherever a notebook is; `print(figure)` gives the same as plain text.
            {"text/html": html_output(self.to_html()), "text/plain": f"In words: {self.title}"}
        )


@cache
def _style() -> str:
    """Return the style sheet without comments and line breaks: it is stored with each figure."""
    text = (files(__package__) / "figure.css").read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/|\n\s*", "", text, flags=re.DOTALL)
    return re.sub(r" ?([{};]|!important) ?", r"\1", text).replace(";}", "}")
