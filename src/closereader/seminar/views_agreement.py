"""How far a seminar agrees, theme by theme, and what that number can and cannot see."""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any, Literal, NamedTuple

from closereader.agreement import Agreement, number, span_alpha
from closereader.codebook import Theme, open_codebook
from closereader.figures import Figure, Sheet
from closereader.figures.charts import axis, dots, page, plain, rule, whiskers, words
from closereader.figures.figure import MOST_ROWS
from closereader.figures.strips import name_of
from closereader.figures.template import INK, QUIET
from closereader.pages.lines import listed
from closereader.seminar import _words
from closereader.seminar.density import steps
from closereader.seminar.readings import Reading, Seminar
from closereader.texts import Text, open_text

ENOUGH = 5
"""Readers from whom on readers are drawn again for the interval; below, paragraphs."""
_ROW = 40
_SPREAD = 0.14


class ThemeAgreement(NamedTuple):
    """Agreement on one theme in one text."""

    theme: Theme
    found: Agreement
    somebody: float
    """Share of the characters that at least one reader marked."""
    everybody: float
    """Share that all readers marked."""


def agreement_figure(seminar: Seminar, text_id: str) -> Figure | Sheet:
    """Draw the agreement of `closereader.seminar.agreement_figure`.

    A Sheet of a sentence when nobody's reading of this text can be shown.
    """
    if quiet := seminar.quiet(text_id):
        return quiet
    text, found = open_text(text_id), seminar.of(text_id)
    over = over_what(len(found))
    drawn = [line(text, found, theme, over) for theme in open_codebook().themes]
    source = (
        f"{seminar.source}. Alpha: Krippendorff (2011), nominal, characters as units; "
        f"95 % bootstrap intervals over {over}"
    )
    return Figure(
        title=f"How far do {_words.readers(len(found))} agree? {name_of(text)}",
        data=_traces(drawn),
        layout=_layout(drawn),
        summary=_summary(drawn, len(found)),
        headings=("Theme", "Alpha (95 % interval)", "Observed agreement", "Marked by some, by all"),
        rows=[_row(each) for each in drawn[:MOST_ROWS]],
        leaves_out=[*_leaves_out(seminar, found, over), *seminar.not_counted(text_id)],
        source=source,
    )


def over_what(readers: int) -> Literal["readers", "paragraphs"]:
    """Return what is drawn again for the interval."""
    return "readers" if readers >= ENOUGH else "paragraphs"


def line(
    text: Text,
    found: Mapping[str, Reading],
    theme: Theme,
    over: Literal["readers", "paragraphs"],
) -> ThemeAgreement:
    """Compute agreement and coverage for one theme."""
    marks = {name: one.of(theme.id, text.id) for name, one in found.items()}
    depth = steps([marks.values()], len(text))
    size = max(len(text), 1)
    result = span_alpha(
        {name: [(each.span.start, each.span.end) for each in one] for name, one in marks.items()},
        len(text),
        interval=over,
        paragraphs=[(each.start, each.end) for each in text.paragraphs],
    )
    return ThemeAgreement(
        theme,
        result,
        sum(each.end - each.start for each in depth if each.counts[0]) / size,
        sum(each.end - each.start for each in depth if each.counts[0] == len(marks)) / size,
    )


def _traces(drawn: Sequence[ThemeAgreement]) -> list[dict[str, Any]]:
    at = [(place, each.found, each.found.value) for place, each in enumerate(drawn)]
    defined = [(place, found, value) for place, found, value in at if value is not None]
    observed = [(place, each.found.agreed) for place, each in enumerate(drawn)]
    shown = [(place, value) for place, value in observed if value is not None]
    ends = [
        (
            value,
            value if found.low is None else found.low,
            value if found.high is None else found.high,
        )
        for _, found, value in defined
    ]
    return [
        dots(
            [value for _, value in shown],
            [place + _SPREAD for place, _ in shown],
            {"symbol": "diamond-open", "size": 10, "color": QUIET, "line": {"width": 2}},
            name="observed agreement",
            hovertemplate="observed agreement %{x:.2f}<extra></extra>",
        ),
        dots(
            [value for _, _, value in defined],
            [place - _SPREAD for place, _, _ in defined],
            {"symbol": "circle", "size": 10, "color": INK},
            name="alpha, and its interval",
            error_x=whiskers(ends, color=INK, width=5),
            hovertemplate="alpha %{x:.2f}<extra></extra>",
        ),
    ]


def _layout(drawn: Sequence[ThemeAgreement]) -> dict[str, Any]:
    lows = [each.found.low for each in drawn if each.found.low is not None]
    lows += [each.found.value for each in drawn if each.found.value is not None]
    left = min(-0.1, *lows, 0) - 0.05
    notes = [
        words("<br>".join(wrap(f"alpha not defined: {plain(each.found.reason)}", 28)), 0.02,
              place - _SPREAD, size=11)
        for place, each in enumerate(drawn)
        if each.found.value is None
    ]  # fmt: skip
    return page(
        plot=_ROW * len(drawn),
        left=40,
        entries=2,
        annotations=notes,
        shapes=[rule("x", 0)],
        xaxis=axis("0: what chance would give; 1: full agreement", (left, 1.05)),
        yaxis=axis(
            "",
            (len(drawn) - 0.5, -0.5),
            {float(place): each.theme.code for place, each in enumerate(drawn)},
            showgrid=False,
        ),
    )


def _row(each: ThemeAgreement) -> tuple[str, ...]:
    found = each.found
    if found.value is None:
        value = f"not defined: {found.reason}"
    elif found.low is None or found.high is None:
        value = f"{number(found.value)} (no interval)"
    else:
        value = f"{number(found.value)} ({number(found.low)} to {number(found.high)})"
    return (
        f"{each.theme.name} ({each.theme.code})",
        value,
        _agreed(found.agreed),
        f"{_words.percent(each.somebody)}, {_words.percent(each.everybody)}",
    )


def _agreed(value: float | None) -> str:
    """Write an observed agreement; one that is not whole must not be rounded to a whole one."""
    if value is None:
        return "–"
    return "above 0.99" if value < 1 and number(value) == number(1) else number(value)


def _summary(drawn: Sequence[ThemeAgreement], n: int) -> str:
    values = {each.theme.name: each.found.value for each in drawn if each.found.value is not None}
    none = [each.theme.name for each in drawn if each.found.value is None]
    if not values:
        reasons = list(dict.fromkeys(each.found.reason for each in drawn))
        return f"Alpha is not defined for any theme: {listed(reasons)}."
    high = max(values, key=lambda name: values[name])
    low = min(values, key=lambda name: values[name])
    if high == low:
        alpha = f"alpha for {high} is {number(values[high])}."
    else:
        alpha = (
            f"alpha is highest for {high} ({number(values[high])}) and lowest for {low} "
            f"({number(values[low])})."
        )
    said = [f"{_words.readers(n).capitalize()}: {alpha}"]
    if none:
        said.append(f"Not defined for {listed(none)}.")
    said.append(
        "Observed agreement is high throughout, because most characters are left unmarked by "
        "nearly everybody; alpha takes out what chance would give."
        if all((each.found.agreed or 0) > 0.7 for each in drawn)  # noqa: PLR2004 - "high"
        else "Alpha takes out of the observed agreement what chance would give."
    )
    return " ".join(said)


def _leaves_out(
    seminar: Seminar, found: Mapping[str, Reading], over: Literal["readers", "paragraphs"]
) -> list[str]:
    drawn = {
        "readers": "The interval says how much rests on which readers were here. It does not say "
        "what other readers would have marked.",
        "paragraphs": "With so few readers the interval is drawn over paragraphs: it says how much "
        "rests on single paragraphs, and nothing of how other readers would differ.",
    }[over]
    return [
        (
            "Reasons. Alpha sees which words were marked under a theme. It cannot see why, in "
            "which move, or with which note."
        ),
        (
            "What kind of difference: two readers who mark the same sentence, one with three words "
            "more, lose agreement just as two who dispute what it says."
        ),
        (
            "Who is right. Readers who share a mistake agree perfectly; a reader who sees more "
            "than the others lowers the number."
        ),
        drawn,
        *_words.rows_cut(len(open_codebook().themes)),
        *seminar.problems(found.values()),
    ]
