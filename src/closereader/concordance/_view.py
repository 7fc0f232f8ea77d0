"""A concordance as a page of a notebook: the lines, then the counts, then what they miss."""

import re
from collections.abc import Sequence

from closereader.codebook import open_codebook
from closereader.concordance import _page
from closereader.concordance._coded import Coded, coded
from closereader.concordance._count import RULE, Comparison, Count, compare, count
from closereader.concordance._errors import PatternError
from closereader.concordance._lines import (
    WIDTH,
    Line,
    Texts,
    accented,
    kwic,
    left_out,
    nearest,
    opened,
)
from closereader.concordance._pattern import Pattern, read_pattern
from closereader.output import html_output
from closereader.pages import cells
from closereader.texts import Text
from closereader.work import Work

MOST = 20
"""Lines shown of one text."""
_PAIR = 2
_HEADINGS = ("Place", "Words before", "Hit", "Words after")
_COUNTED = ("Text", "Hits", "Words", "Hits per 1,000 words", "95 % interval", "In quotation marks")
_MISSES = "What this count misses"


class Concordance:
    """Every line of some words in one or more texts, and how often they stand there.

    It shows itself in a notebook as HTML and as the same words in plain text; both are always the
    same for the same texts, pattern and marks. Make one with `concordance`.

    Attributes
    ----------
    pattern
        As it was typed.
    lines
        All lines, also those beyond the ones that are shown.
    counts
        One for each text.
    comparison
        With two texts: their rates compared; else None.
    coded
        With a theme: how hits and marks meet; else None.
    problem
        A sentence when there is nothing to look for; then all else is empty.
    """

    def __init__(  # noqa: PLR0913 - what `concordance` is asked for
        self,
        texts: Sequence[Text],
        pattern: str,
        *,
        theme: str | None,
        work: Work | None,
        width: int,
        most: int | None,
        notes: bool,
    ) -> None:
        self.pattern = pattern
        self.lines: tuple[Line, ...] = ()
        self.counts: tuple[Count, ...] = ()
        self.comparison: Comparison | None = None
        self.coded: Coded | None = None
        self.problem = ""
        self._texts, self._width, self._most, self._notes = tuple(texts), width, most, notes
        try:
            self._read: Pattern | None = read_pattern(pattern)
        except PatternError as error:
            self._read, self.problem = None, str(error)
            return
        read = self._read
        self.lines = kwic(texts, read, width=width, notes=notes)
        self.counts = tuple(count(text, read, notes=notes) for text in texts)
        if len(texts) == _PAIR and self.lines:
            self.comparison = compare(texts[0], texts[1], read, notes=notes)
        if theme is not None:
            self.coded = coded(texts, read, theme, work=work, width=width)

    # ---- how it is shown

    def to_text(self) -> str:
        """Return the whole page as plain text, the hits below each other."""
        if self._read is None:
            return self.problem
        parts = []
        for text in self._texts:
            rows = self._rows(text)
            parts.append("\n".join([self._caption(text), *_page.plain_lines(rows, self._width)]))
            parts += self._under(text)
        parts.append(cells.plain_table(_COUNTED, self._counted()))
        parts += self._said()
        for title, listed in self._lists():
            parts.append("\n- ".join((f"{title}:", *listed)))
        return "\n\n".join(parts)

    def to_html(self) -> str:
        """Return the same as HTML; it needs no style sheet and no script."""
        if self._read is None:
            return _page.paragraph(self.problem)
        parts = []
        for text in self._texts:
            if rows := self._rows(text):
                headings = (*_HEADINGS, "Remark")[: len(rows[0])]
                parts.append(_page.lines_table(self._caption(text), headings, rows))
            else:
                parts.append(_page.paragraph("", strong=self._caption(text)))
            parts += [_page.paragraph(line) for line in self._under(text)]
        parts.append(_page.table(f"How often: {self._read}", _COUNTED, self._counted()))
        parts += [_page.paragraph(line) for line in self._said()]
        for title, listed in self._lists():
            if title == _MISSES:
                parts.append(_page.paragraph("", strong=title) + cells.bullets(listed))
            else:
                parts.append(_page.unfolded(title, listed))
        return "".join(parts)

    def __repr__(self) -> str:
        """Give the page as plain text."""
        return self.to_text()

    def _repr_html_(self) -> str:
        return html_output(self.to_html())

    # ---- its parts

    def _of(self, text: Text) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.text == text.id)

    def _shown(self, text: Text) -> tuple[Line, ...]:
        return self._of(text)[: self._most]

    def _caption(self, text: Text) -> str:
        hits = len(self._of(text))
        return f"{text.id}, {self._read}: {'1 hit' if hits == 1 else f'{hits:,} hits'}"

    def _rows(self, text: Text) -> list[tuple[str, ...]]:
        lines = self._shown(text)
        marked = set(self.coded.marked) if self.coded else set()
        remarks = []
        for line in lines:
            remark = ["in quotation marks"] if line.quoted else []
            if self.coded and self.coded.passages and not line.in_note:
                remark.append("marked" if line in marked else "not marked")
            remarks.append(", ".join(remark))
        rows = [tuple(map(_even, (line.place, line.left, line.hit, line.right))) for line in lines]
        if not any(remarks):
            return list(rows)
        return [(*row, remark) for row, remark in zip(rows, remarks, strict=True)]

    def _under(self, text: Text) -> list[str]:
        hits, shown = len(self._of(text)), len(self._shown(text))
        if not hits and self._read is not None:
            close = nearest(text, self._read, notes=self._notes)
            offer = f" The closest forms there: {', '.join(close)}." if close else ""
            return [f"{text.id} has no hit.{offer}"]
        also = accented(text, self._read, notes=self._notes) if self._read is not None else ()
        told = f"Not counted in {text.id}, with other accents: {', '.join(also)}." if also else ""
        return [each for each in (_cut(shown, hits) if shown < hits else "", told) if each]

    def _counted(self) -> list[tuple[str, ...]]:
        return [
            (
                each.text,
                f"{each.raw:,}",
                f"{each.words:,}",
                f"{each.rate:.1f}",
                f"{each.low:.1f} to {each.high:.1f}",
                f"{each.quoted:,}",
            )
            for each in self.counts
        ]

    def _said(self) -> list[str]:
        guards = [each.note.removesuffix(RULE).strip() for each in self.counts if each.note]
        guards += [RULE] if guards else []
        if self.comparison:
            guards.append(str(self.comparison))
        if not self.coded:
            return guards
        name = open_codebook().theme(self.coded.theme).name
        return [*guards, f"{name}: {_met(self.coded)}", *self.coded.problems]

    def _lists(self) -> list[tuple[str, list[str]]]:
        lists = []
        if self.coded and self.coded.without:
            lists.append(("Marked passages without these words", list(self.coded.without)))
        return [*lists, (_MISSES, self._misses())]

    def _misses(self) -> list[str]:
        lines = [
            "Who or what a word stands for, which may change from line to line. Read the lines.",
            "Other words that say the same: only these forms are found.",
        ]
        if any(each.quoted for each in self.counts):
            lines.append(
                "Whose word it is: hits in quotation marks are counted too, and they are somebody "
                "else's words, or words that are spoken about."
            )
        if self._read is not None:
            for text in self._texts:
                if number := left_out(text, self._read, notes=self._notes):
                    words = "word" if number == 1 else "words"
                    lines.append(
                        f"Abbreviations: {number} {words} in capitals (such as US) in {text.id} "
                        "look like one of these and are left out."
                    )
        for text in self._texts:
            if longer := [line.longer for line in self._of(text) if line.longer]:
                are = "hit is a part" if len(longer) == 1 else "hits are parts"
                lines.append(
                    f"How much text there is: {len(longer)} {are} of a longer word in {text.id} "
                    f"(such as {longer[0]}). Each counts as a hit; among the words, all that "
                    "stands between two spaces counts as one."
                )
        if not self._notes and any(text.notes for text in self._texts):
            lines.append(
                "Footnotes: they are left out. In the reader, the key f opens the next one."
            )
        lines += [
            f"What follows: our copy of {text.id} is an excerpt."
            for text in self._texts
            if "excerpt" in text.meta.genre.lower()
        ]
        lines.append(
            "That words come in clusters: the intervals take each for an independent draw, so "
            "they are narrower than they ought to be."
        )
        return lines


def concordance(  # noqa: PLR0913 - each is one thing a lesson may ask for
    texts: Texts,
    pattern: str,
    *,
    theme: str | None = None,
    work: Work | None = None,
    width: int = WIDTH,
    most: int | None = MOST,
    notes: bool = False,
) -> Concordance:
    """Show every line of some words in one or more texts, and count them.

    Parameters
    ----------
    texts
        The id of a text, or several.
    pattern
        ``we|our|us``, ``imperial*``, ``"soft power"``; see `closereader.concordance.read_pattern`.
    theme
        The id of a theme: then each line says whether the reader marked it with the theme, and
        marked passages without the words are listed.
    work
        The work folder; by default the reader's own.
    width
        Code points of context on each side.
    most
        How many lines of each text are shown; None for all. All are counted.
    notes
        Whether to look in the notes too, and to count their words.

    Returns
    -------
    Concordance
        When the pattern holds no word, it says so instead of raising.

    Raises
    ------
    UnknownText, CodebookError
        When there is no such text or theme.
    """
    return Concordance(
        opened(texts), pattern, theme=theme, work=work, width=width, most=most, notes=notes
    )


def _cut(shown: int, hits: int) -> str:
    return (
        f"These are the first {shown} of {hits:,} hits, in the order of the text. The search of a "
        "reader shows them all."
    )


def _met(found: Coded) -> str:
    hits = len(found.marked) + len(found.unmarked)
    if not found.passages:
        return "you have marked no passage with this theme yet in these texts."
    return (
        f"{len(found.unmarked)} of {hits} hits stand in no passage that you marked with it; "
        f"{len(found.without)} of your {found.passages} marked passages have none of these words."
    )


def _even(words: str) -> str:
    return re.sub(r"\s", " ", words)
