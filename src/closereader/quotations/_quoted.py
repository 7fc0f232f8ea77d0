"""Find what prose quotes: words in quotation marks, and the place cited behind them."""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection
from dataclasses import dataclass

from closereader.quotations._citation import Cited, read_citation
from closereader.quotations._marks import Stretch, readings

TERM = 3
"""Fewer words in quotation marks are a term and no quotation, unless a place follows."""

_BEHIND = re.compile(r"['’>]?[\s,.;:!?]{0,3}[(\[]([^()\[\]\n]{1,120})[)\]]")
_BRACKETS = re.compile(r"\[[^\]]*\]|\((?:\.\.\.|…)\)")
_COUNTED = re.compile(r"[^\W_]\S*")  # from the first letter or digit of a run to its end
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")  # where no spaces are set, a sign
_INNER = re.compile(r"[”“»«›‹\"」』]\s?\([^()\n]*[¶§\d]")
_SURE = "“„«»‹›「『〝"  # with its partner, such a mark says for itself what it encloses
_MOST_TRIES = 400  # readings of one answer that are looked up; an answer may be made to hold us up


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks; ``start`` and ``end`` are their code points in the answer."""

    words: str
    start: int
    end: int
    cited: Cited | None


def count_words(prose: str) -> int:
    """Count runs without white space that hold a letter or a digit, as `Text.words` does."""
    return len(_COUNTED.findall(prose))


def without_brackets(words: str) -> str:
    """Leave out […] and what else a writer puts into brackets."""
    return _BRACKETS.sub(" ", words)


def find_quoted(
    prose: str,
    ids: Collection[str] = (),
    stands: Callable[[str], bool] | None = None,
) -> tuple[Quoted, ...]:
    """Find the quotations of an answer.

    Parameters
    ----------
    prose
        Plain text; an empty line ends a paragraph, and a quotation does not cross it.
    ids
        The texts that a citation may name.
    stands
        Says whether words stand in a text. Asked where marks can be read in several ways: an
        apostrophe behind a plural, half a pair that the text itself has.

    Returns
    -------
    tuple of Quoted
        In order. Taken as quotations are at least `TERM` words in marks of any form that
        `stretches` reads, and fewer ones when a cited place follows. Quotations inside a quotation
        are part of it; white space at its ends is not.
    """
    found = []
    at, tries = 0, _MOST_TRIES
    every = readings(prose)
    starts = [each.start for each in every]
    for stretch in every:
        if stretch.start <= at:
            continue
        end = None
        if stands and (stretch.others or not stretch.paired):
            ends = sorted((stretch.end, *stretch.others), reverse=True)[:tries]
            tries -= len(ends)
            end = next((each for each in ends if stands(prose[stretch.start : each])), None)
        ended = (end, _cited(prose, end, ids)) if end else _likely_end(prose, stretch, starts, ids)
        if ended is None:
            continue
        end, cited = ended
        at = end + 1
        words = prose[stretch.start : end]
        if sum(1 for _ in _WORD.finditer(words)) >= (1 if cited else TERM):
            start = stretch.start + len(words) - len(words.lstrip())
            found.append(Quoted(words.strip(), start, start + len(words.strip()), cited))
    return tuple(found)


def _likely_end(
    prose: str, stretch: Stretch, starts: list[int], ids: Collection[str]
) -> tuple[int, Cited | None] | None:
    """Choose the end by what follows it; None when the stretch would swallow a cited quotation."""
    if cited := _cited(prose, stretch.end, ids):
        return stretch.end, cited
    for end in stretch.others:
        if bisect_right(starts, stretch.end) != bisect_right(starts, end):
            break  # another quotation begins before it
        if cited := _cited(prose, end, ids):
            return end, cited
    inner = starts[bisect_right(starts, stretch.start) : bisect_right(starts, stretch.end)]
    sure = stretch.paired and prose[stretch.start - 1] in _SURE
    if inner and not sure and _INNER.search(prose, stretch.start, stretch.end):
        return None
    return stretch.end, None


def _cited(prose: str, end: int, ids: Collection[str]) -> Cited | None:
    behind = _BEHIND.match(prose, end + 1)
    return read_citation(behind[1], ids) if behind else None
