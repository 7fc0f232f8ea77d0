"""How often each text says we, you, they and I: a first look at who speaks, and to whom."""

from collections.abc import Sequence
from typing import Any

from closereader.concordance import FEWEST, Count, Line, count, kwic
from closereader.figures.charts import axis, dots, page, plain, whiskers, words
from closereader.figures.figure import Figure, FigureError
from closereader.figures.template import INK, OKABE_ITO, PAPER
from closereader.pages.lines import counted, listed
from closereader.texts import open_text, readable_ids

PRONOUNS = {
    "we": "we|us|our|ours",
    "you": "you|your|yours",
    "they": "they|them|their|theirs",
    "I": "I|me|my|mine",
}
"""The groups that are drawn, each with its pattern; ``us`` does not find *the US*."""

LANGUAGE = "en"
"""The language of the words that are counted (BCP 47)."""

_ROW = 23
_LEFT = 150
_EDGE = 4  # where the heads begin
_MOST_TEXTS = 6
_GENRES = ("letter", "post", "essay")
_KEY = f"Line: 95 % interval. Hollow: fewer than {FEWEST} hits, too few to compare."
_TICKS = 10


def pronouns(texts: Sequence[str] | None = None) -> Figure:
    """Draw how often pronouns stand in each text, per 1,000 words.

    Parameters
    ----------
    texts
        Ids of at most six texts; by default all texts of the course that are in English.

    Returns
    -------
    Figure
        Hits per 1,000 words with Garwood's exact 95 % interval (`closereader.concordance.count`).
        Hits in quotation marks are counted, and told apart in the table. Every hit stands, with
        its place, in the passages below the figure.

    Raises
    ------
    UnknownText
        When there is no such text.
    FigureError
        When there is no text, or more than six, or one in another language: a count of English
        words would give it a false zero.
    """
    left_out: list[str] = []
    if texts is None:
        every = readable_ids()
        texts = tuple(each for each in every if _language(each) == LANGUAGE)
        left_out = [each for each in every if each not in texts]
        if left_out and not texts:
            raise FigureError(f"pronouns() counts English words, and {_foreign(left_out)}.")
    elif foreign := [each for each in texts if _language(each) != LANGUAGE]:
        raise FigureError(
            f"pronouns() counts English words, and {_foreign(foreign)}. Leave out what is in "
            "another language, or ask for its own words with `closereader.concordance`."
        )
    if not 1 <= len(texts) <= _MOST_TEXTS:
        raise FigureError(f"pronouns() draws one to {_MOST_TEXTS} texts, not {len(texts)}.")
    counts = {
        group: [count(each, pattern) for each in texts] for group, pattern in PRONOUNS.items()
    }
    return Figure(
        title="Who says we, you, they and I, and how often?",
        data=[_dots(at, each, counts) for at, each in enumerate(texts)],
        layout=_layout(texts, counts),
        summary=_summary(counts),
        headings=("Pronouns", *(_size(counts["we"][at]) for at in range(len(texts)))),
        rows=[
            (PRONOUNS[group].replace("|", ", "), *map(_cell, found))
            for group, found in counts.items()
        ],
        leaves_out=[*_other_languages(left_out), *_leaves_out(texts, counts)],
        source=f"counted in the course editions of {listed(texts)}, without their notes",
        key=_KEY,
        passages=[
            _shown(line) for pattern in PRONOUNS.values() for line in kwic(texts, pattern, width=50)
        ],
    )


def _language(text_id: str) -> str:
    return open_text(text_id).meta.language.partition("-")[0].lower()


def _foreign(texts: Sequence[str]) -> str:
    return listed([f"{each} is in another language ({_language(each)})" for each in texts])


def _other_languages(texts: Sequence[str]) -> list[str]:
    return [f"{listed(list(texts))}: not in English, and so not counted."] if texts else []


def _line(group: int, text: int, texts: int) -> int:
    """Give the line of the drawing, from the top: a group's name, then one line for each text."""
    return group * (texts + 1) + 1 + text


def _dots(at: int, text_id: str, counts: dict[str, list[Count]]) -> dict[str, Any]:
    found = [each[at] for each in counts.values()]
    colour = OKABE_ITO[at]
    marker = {
        "size": 11,
        "color": [colour if each.comparable else PAPER for each in found],
        "line": {"color": colour, "width": 2},
    }
    # From the point: rounded, so that a figure is lighter.
    ends = [(0, round(one.low - one.rate, 2), round(one.high - one.rate, 2)) for one in found]
    return dots(
        [round(each.rate, 2) for each in found],
        [_line(group, at, len(counts["we"])) for group in range(len(found))],
        marker,
        map(_hover, found),
        name=text_id,
        cliponaxis=False,
        error_x=whiskers(ends, color=colour, width=5),
    )


def _hover(found: Count) -> str:
    inside = f"<br>{found.quoted} of them in quotation marks" if found.quoted else ""
    return (
        f"<b>{plain(found.text)}</b><br>{found.pattern.replace('|', ', ')}<br>{found.raw} in "
        f"{found.words:,} words: {found.rate:.1f} per 1,000<br>95 % interval {found.low:.1f} to "
        f"{found.high:.1f}{inside}"
    )


def _layout(texts: Sequence[str], counts: dict[str, list[Count]]) -> dict[str, Any]:
    groups = list(counts.values())
    labels = {
        float(_line(group, at, len(texts))): f"{_name(each.text)}: {each.raw}"
        for group, found in enumerate(groups)
        for at, each in enumerate(found)
    }
    heads = [
        words(
            f"<b>{pattern.replace('|', ', ')}</b>",
            0,
            _line(group, -1, len(texts)),
            axes=("paper", "y"),
            nudge=(_EDGE - _LEFT, 0),
            size=13,
        )
        for group, pattern in enumerate(PRONOUNS.values())
    ]
    highest = max(each.high for found in groups for each in found)
    end = (int(highest / _TICKS) + 1) * _TICKS
    lines = len(groups) * (len(texts) + 1)
    return page(
        plot=_ROW * lines,
        left=_LEFT,
        annotations=heads,
        xaxis=axis("Hits per 1,000 words", (0, end), range(0, end + 1, _TICKS)),
        yaxis=axis(
            "",
            (lines - 0.5, -0.5),
            labels,
            showgrid=False,
            ticklabelstandoff=10,
            tickfont={"color": INK},
        ),
    )


def _name(text_id: str) -> str:
    """Name a text as the lessons do: ``letter (Artiukh)``."""
    meta = open_text(text_id).meta
    genre = next((each for each in _GENRES if each in meta.genre.lower()), "")
    if not genre or meta.cited_as:
        return genre or meta.short
    return f"{genre} ({meta.short})"


def _size(found: Count) -> str:
    return f"{_name(found.text)}, {found.words:,} words"


def _cell(found: Count) -> str:
    if not found.raw:
        return f"0 hits; up to {found.high:.1f}"
    inside = f" ({found.quoted} in quotation marks)" if found.quoted else ""
    hits = counted(found.raw, "hit")
    return f"{hits}{inside}; {found.rate:.1f}, {found.low:.1f} to {found.high:.1f}"


def _summary(counts: dict[str, list[Count]]) -> str:
    said = []
    for group, found in counts.items():
        rates = listed([f"{_name(each.text)} {each.rate:.1f} ({each.raw})" for each in found])
        said.append(f"‘{group}’ and its forms: {rates}.")
    quoted = [each for each in counts["we"] if each.quoted]
    if quoted:
        inside = listed([f"{_name(each.text)} {each.quoted} of {each.raw}" for each in quoted])
        said.append(f"In quotation marks, of ‘we’ and its forms: {inside}.")
    few = sum(not each.comparable for found in counts.values() for each in found)
    total = sum(len(found) for found in counts.values())
    return (
        "Hits per 1,000 words, number of hits in brackets; "
        + " ".join(said)
        + f" {few} of the {total} counts are below {FEWEST}, too few to compare."
    )


def _leaves_out(texts: Sequence[str], counts: dict[str, list[Count]]) -> list[str]:
    made = [
        (
            "Who is meant: a ‘we’ may be the author, a movement, a people, the readers, or "
            "somebody quoted. Only the lines can tell; every hit is listed below."
        ),
    ]
    if any(each.quoted for found in counts.values() for each in found):
        made.append(
            "Whose word it is: words in quotation marks are counted too. The table says how many."
        )
    made += [
        f"The rest of {each}: our copy is an excerpt, and the rates are those of the excerpt."
        for each in texts
        if "excerpt" in open_text(each).meta.genre.lower()
    ]
    return [
        *made,
        (
            "That words come in clusters. The intervals take each word for an independent draw, so "
            "they are narrower than they ought to be."
        ),
        "Speaking without a pronoun: ‘the West must’ also speaks for somebody.",
    ]


def _shown(line: Line) -> str:
    inside = " (in quotation marks)" if line.quoted else ""
    return " ".join(f"{line.place}: {line.left}[{line.hit}]{line.right}{inside}".split())
