"""Where a comment stands in an answer: on the very words it was written about, or nowhere.

An answer may have been written again since. The words are taken only when they and what was
around them stand there exactly once; in doubt a comment is about the whole answer, never about
words that look alike.
"""

from collections.abc import Sequence
from itertools import pairwise

from closereader.pages import Html, el, join, visible
from closereader.seminar.marking import Comment

_CERTAIN = 24  # letters around moved words that make them the same words

Place = tuple[int, int]


def place_of(answer: str, comment: Comment) -> Place | None:
    """Find the words of a comment in an answer as a page shows it.

    `answer`: the text of the answer (see `closereader.pages.visible`).
    `comment`: with its words, and those before and behind them.
    Returns code points, half-open; None when it is not certain.
    """
    if not comment.exact:
        return None
    known = comment.prefix + comment.exact + comment.suffix
    first = answer.find(known)
    if first < 0 or answer.find(known, first + 1) >= 0:
        return None
    start = first + len(comment.prefix)
    around = len(comment.prefix) + len(comment.suffix)
    if start != comment.start and around < _CERTAIN:
        return None
    return start, start + len(comment.exact)


def marked(answer: str, places: Sequence[tuple[int, Place]]) -> Html:
    """Give an answer with the words of comments marked, and the numbers of the comments.

    `places` has the number of each comment and where it stands; they may overlap.
    """
    shown = visible(answer)
    edges = sorted({0, len(shown), *(edge for _, place in places for edge in place)})
    parts: list[object] = []
    for start, end in pairwise(edges):
        over = [number for number, place in places if place[0] <= start and end <= place[1]]
        words = shown[start:end]
        parts.append(el("mark", words, class_="said") if over else words)
        ending = [number for number, place in places if place[1] == end]
        parts += [el("sup", number) for number in ending]
    return el("div", join(parts), class_="words")
