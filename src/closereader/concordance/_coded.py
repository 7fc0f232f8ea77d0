"""The words and the marks: hits that are not marked yet, marked passages without the words."""

from dataclasses import dataclass

from closereader.annotations import Annotation
from closereader.codebook import open_codebook
from closereader.concordance._lines import WIDTH, Line, Texts, kwic, opened
from closereader.concordance._pattern import Pattern, read_pattern
from closereader.work import Work, open_work, placed


@dataclass(frozen=True, slots=True)
class Coded:
    """How the hits of some words meet the passages that the reader marked with a theme."""

    theme: str
    """The id of the theme."""
    marked: tuple[Line, ...]
    """Hits that touch a passage marked with the theme."""
    unmarked: tuple[Line, ...]
    """Hits that do not."""
    without: tuple[str, ...]
    """Marked passages in which none of the words stands, each cited with its place."""
    passages: int
    """How many passages are marked with the theme, in these texts."""
    problems: tuple[str, ...]
    """One sentence for every mark or file that could not be taken into account."""


def coded(
    texts: Texts,
    pattern: str | Pattern,
    theme: str,
    *,
    work: Work | None = None,
    width: int = WIDTH,
) -> Coded:
    """Set the hits of some words beside the reader's own marks of a theme.

    Parameters
    ----------
    texts, pattern, width
        As in `kwic`. Notes cannot be marked, so they are not looked in.
    theme
        The id of a theme, for example ``exclusion``.
    work
        The work folder; by default the reader's own.

    Raises
    ------
    CodebookError
        When there is no such theme; the message lists those there are.
    PatternError, UnknownText
        As in `kwic`.
    """
    theme = open_codebook().theme(theme).id
    work = open_work() if work is None else work
    found = pattern if isinstance(pattern, Pattern) else read_pattern(pattern)
    marked: list[Line] = []
    unmarked: list[Line] = []
    without: list[str] = []
    problems: list[str] = []
    passages = 0
    for text in opened(texts):
        loaded = work.annotations(text.id)
        problems += [each.sentence for each in loaded.problems]
        marks = [each for each in loaded.items if isinstance(each, Annotation)]
        standing, lost = placed(text, [each for each in marks if each.theme == theme], work)
        if lost:
            said = f"{len(lost)} of your marks in {text.id} could not be placed for certain."
            problems.append(said)
        spans = [(start, end) for start, end, _ in standing]
        lines = kwic(text, found, width=width)
        passages += len(spans)
        for line in lines:
            (marked if any(_meet(line.span, span) for span in spans) else unmarked).append(line)
        without += [
            text.cite(*span) for span in spans if not any(_meet(line.span, span) for line in lines)
        ]
    return Coded(theme, tuple(marked), tuple(unmarked), tuple(without), passages, tuple(problems))


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
