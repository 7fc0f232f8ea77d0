"""The passages on which a seminar is most divided, with what everybody noted there."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from closereader.agreement import leave_one_passage_out, number
from closereader.codebook import Theme, open_codebook
from closereader.figures import CodedPassage, Sheet
from closereader.pages import cells
from closereader.seminar import _words
from closereader.seminar.density import Unit, steps, units, within
from closereader.seminar.readings import Reading, Seminar, lines
from closereader.texts import Text, open_text

_MOST_NOTES = 8
_HALF = 0.5
_MISSES = (
    (
        "A passage costs agreement where alpha would be higher without it. What "
        "costs much is worth a discussion. It is no mistake of anybody."
    ),
    "Longer sentences can cost more, because they have more characters to disagree about.",
)


class Contested(NamedTuple):
    """A sentence (or paragraph) on which readers are divided under a theme."""

    theme: Theme
    unit: Unit
    marked: tuple[str, ...]
    """Who marked something in it; those with a note stand first."""
    unmarked: tuple[str, ...]
    depth: int
    """How many readers marked its most divided words."""
    divided: int
    """Characters times pairs of readers of whom one marked and the other did not."""
    cost: float | None
    """How much higher alpha is without it; ``None`` where it is then not defined."""


def contested(
    seminar: Seminar, text_id: str, theme: str | None = None, *, most: int = 5
) -> tuple[Contested, ...]:
    """Find the passages on which the readers of a text are most divided.

    Passages are sentences, or paragraphs in a text with more than sixty sentences. Those stand
    first whose most divided words come nearest, in tenths, to being marked by one half of the
    readers; among equals, those with more characters in dispute.

    `seminar`, `text_id`: as in `heat_map`.
    `theme`: the id of one theme; all themes when left out.
    `most`: how many are returned.
    """
    text, found = open_text(text_id), seminar.of(text_id)
    book = open_codebook()
    themes = book.themes if theme is None else (book.theme(theme),)
    every = [each for one in themes for each in _splits(text, found, one)]
    n = max(len(found), 1)
    every.sort(
        key=lambda each: (round(abs(each.depth / n - _HALF), 1), -each.divided, each.unit.start)
    )
    return tuple(_contested(text, found, each) for each in every[:most])


def contested_sheet(
    seminar: Seminar, text_id: str, theme: str | None = None, *, most: int = 5
) -> Sheet:
    """Show the most contested passages of a text with who marked them, and everybody's notes.

    The parameters are those of `contested`. Names and notes are shown as plain text.
    """
    if quiet := seminar.quiet(text_id):
        return quiet
    text, found = open_text(text_id), seminar.of(text_id)
    passages = contested(seminar, text_id, theme, most=most)
    if not passages:
        why = "only one reader opened it" if len(found) == 1 else "all readers marked the same"
        return lines([f"Nothing is contested in {text_id}: {why}."])
    parts, plain = [], []
    for place, each in enumerate(passages, start=1):
        head, quote, said = _entry(place, text, found, each)
        rest = [_mark(text, name, found[name], each) for name in each.marked[_MOST_NOTES:]]
        parts.append(
            f"<p><strong>{escape(head, quote=False)}</strong></p>"
            f"<blockquote>{escape(quote, quote=False)}</blockquote>{cells.bullets(said)}"
            f"{_folded(rest)}"
        )
        more = [f"and {len(rest)} more who marked it"] if rest else []
        plain.append("\n".join((head, quote, *(f"- {one}" for one in (*said, *more)))))
    parts.append(cells.bullets(_MISSES))
    plain.append("\n".join(_MISSES))
    return Sheet("".join(parts), "\n\n".join(plain))


def _folded(rest: Sequence[str]) -> str:
    """Give the notes of those for whom there is no room, to unfold."""
    return cells.unfolding(f"{len(rest)} more who marked it", cells.bullets(rest)) if rest else ""


class _Split(NamedTuple):
    """What is to be known of a passage to say how divided its readers are."""

    theme: Theme
    unit: Unit
    depth: int
    divided: int


def _splits(text: Text, found: Mapping[str, Reading], theme: Theme) -> Iterator[_Split]:
    n = len(found)
    depth = steps([[one.of(theme.id, text.id) for one in found.values()]], len(text))
    for unit in units(text):
        inside = within(depth, unit.start, unit.end)
        split = [one for one in inside if 0 < one.counts[0] < n]
        if split:
            nearest = min(
                split, key=lambda one: (abs(one.counts[0] / n - _HALF), one.start - one.end)
            ).counts[0]
            pairs = (one.counts[0] * (n - one.counts[0]) * (one.end - one.start) for one in split)
            yield _Split(theme, unit, nearest, 2 * sum(pairs))


def _contested(text: Text, found: Mapping[str, Reading], split: _Split) -> Contested:
    theme, unit, depth, divided = split
    marks = {name: one.of(theme.id, text.id) for name, one in found.items()}
    spans = {name: [(one.span.start, one.span.end) for one in each] for name, each in marks.items()}
    [left] = leave_one_passage_out(spans, len(text), [(unit.start, unit.end)])
    there = {name: _inside(each, unit) for name, each in marks.items()}
    noted = {name for name, each in there.items() if any(one.note.strip() for one in each)}
    marked = sorted(filter(there.get, there), key=lambda one: one not in noted)
    unmarked = tuple(name for name, each in there.items() if not each)
    return Contested(theme, unit, tuple(marked), unmarked, depth, divided, left.cost)


def _inside(marks: Sequence[CodedPassage], unit: Unit) -> list[CodedPassage]:
    return [each for each in marks if each.span.start < unit.end and unit.start < each.span.end]


def _entry(
    place: int, text: Text, found: Mapping[str, Reading], each: Contested
) -> tuple[str, str, list[str]]:
    n = len(found)
    head = f"{place}. {each.theme.name}: its most divided words are marked by {each.depth} of {n}"
    said = [_mark(text, name, found[name], each) for name in each.marked[:_MOST_NOTES]]
    said.append(_cost(each.cost))
    return head, _words.cite(text, each.unit.start, each.unit.end), said


def _cost(cost: float | None) -> str:
    if cost is None:
        return "It is the only place where readers differ about this theme."
    how = "about the same"
    if float(f"{cost:.2f}"):
        how = f"{number(abs(cost))} {'lower' if cost < 0 else 'higher'}"
    return f"Without this passage, alpha for the theme would be {how}."


def _mark(text: Text, name: str, reading: Reading, each: Contested) -> str:
    """Say which of the words a reader marked, as what, and with which note."""
    said = []
    for one in _inside(reading.of(each.theme.id, text.id), each.unit):
        start, end = max(one.span.start, each.unit.start), min(one.span.end, each.unit.end)
        whole = (start, end) == (each.unit.start, each.unit.end)
        words = "all of it" if whole else _words.cite(text, start, end)
        doing = f", {one.move}" if one.move else ""
        note = " ".join(one.note.split())
        said.append(f"{words}{doing}" + (f" – note: {note}" if note else ""))
    return f"{name} marked " + "; ".join(said)
