"""What nobody marked, and what only one reader marked."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from closereader.codebook import open_codebook
from closereader.figures import CodedPassage, Sheet
from closereader.pages.lines import counted
from closereader.seminar import _words
from closereader.seminar.density import Unit, steps, unit_of, units, within
from closereader.seminar.readings import Reading, Seminar, lines
from closereader.texts import Text, open_text

MOST = 8
_WORDS = 140
_UNMARKED_MISSES = (
    "An unmarked passage may have been read and found to have nothing to do with the themes, or "
    "not read at all. The codebook has no theme for everything."
)
_ONLY_MISSES = (
    "To be alone is no fault and no merit. Read the words: did the others see less here, or did "
    "you see more than the words carry?"
)


class Silence(NamedTuple):
    """Sentences (or paragraphs) in a row that nobody marked under any theme."""

    first: Unit
    last: Unit
    number: int

    @property
    def length(self) -> int:
        """Code points from its beginning to its end."""
        return self.last.end - self.first.start


class Alone(NamedTuple):
    """A mark of one reader that no other reader's mark of the same theme touches."""

    reader: str
    passage: CodedPassage
    elsewhere: tuple[str, ...]
    """Who marked some of these words under another theme, and which: ``Anna: Agency``."""


def unmarked(seminar: Seminar, text_id: str) -> tuple[Silence, ...]:
    """Find the sentences (or paragraphs) that no reader of the text marked under any theme.

    The longest runs stand first. Headings are left out.
    """
    text = open_text(text_id)
    every = [one.marks[text_id] for one in seminar.of(text_id).values()]
    depth = steps([every], len(text))
    runs: list[Silence] = []
    columns = units(text)
    empty = [
        not any(each.counts[0] for each in within(depth, unit.start, unit.end)) for unit in columns
    ]
    for at, unit in enumerate(columns):
        if not empty[at]:
            continue
        if runs and at and empty[at - 1]:
            runs[-1] = Silence(runs[-1].first, unit, runs[-1].number + 1)
        else:
            runs.append(Silence(unit, unit, 1))
    return tuple(sorted(runs, key=lambda run: (-run.length, run.first.start)))


def unmarked_sheet(seminar: Seminar, text_id: str) -> Sheet:
    """Show the longest stretches of a text that nobody marked, at most eight."""
    if quiet := seminar.quiet(text_id):
        return quiet
    text, n = open_text(text_id), len(seminar.of(text_id))
    runs, columns = unmarked(seminar, text_id), units(text)
    what = f"{unit_of(columns)}s"
    total = sum(run.number for run in runs)
    said = f"{total} of {len(columns)} {what} were marked by nobody ({_words.readers(n)})."
    if not runs:
        return lines([said])
    rows = [(_from_to(run), str(run.number), _begins(text, run.first)) for run in runs[:MOST]]
    more = len(runs) - len(rows)
    shorter = [f"and {more} shorter stretches"] if more else []
    caption = f"What nobody marked in {text_id}"
    headings = ("Where", what.capitalize(), "It begins")
    after = [*shorter, _UNMARKED_MISSES]
    return Sheet.tabled(caption, headings, rows, after, above=said)


def only(seminar: Seminar, text_id: str, reader: str | None = None) -> tuple[Alone, ...]:
    """Find the marks that no other reader's mark of the same theme touches.

    Parameters
    ----------
    reader
        Whose; everybody's when left out.

    Notes
    -----
    Each mark is compared with all marks of its theme once, from the difference array, so the cost
    grows with the number of marks.
    """
    text, found = open_text(text_id), seminar.of(text_id)
    alone = []
    for theme in open_codebook().themes:
        depth = steps([[one.of(theme.id, text_id) for one in found.values()]], len(text))
        for name, one in found.items():
            if reader is not None and name != reader:
                continue
            alone += [
                Alone(name, passage, tuple(_elsewhere(found, name, passage)))
                for passage in one.of(theme.id, text_id)
                if all(step.counts[0] == 1 for step in within(depth, *passage.span))
            ]
    return tuple(sorted(alone, key=lambda each: (each.passage.span, each.reader)))


def only_sheet(
    seminar: Seminar, text_id: str, reader: str | None = None, *, most: int = MOST
) -> Sheet:
    """Show what only one reader marked.

    Parameters
    ----------
    reader
        A name of the seminar; everybody when left out.
    most
        How many marks are shown, the longest first.
    """
    if quiet := seminar.quiet(text_id):
        return quiet
    text, found = open_text(text_id), seminar.of(text_id)
    if len(found) == 1:
        return lines([f"Only one reader opened {text_id}: every mark is that reader's alone."])
    if reader is not None and reader not in found:
        known = _words.names(sorted(found), 40)
        return lines([f"Nobody who opened {text_id} is called {reader}. Readers: {known}."])
    alone = only(seminar, text_id, reader)
    whose = reader or "one reader"
    said = f"Marked by {whose} alone in {text_id}: {counted(len(alone), 'passage')}."
    if reader:
        said = f"{said[:-1]} of {counted(len(found[reader].marks[text_id]), 'passage')}."
    if not alone:
        return lines([said])
    name = {theme.id: theme.name for theme in open_codebook().themes}
    rows = [
        (
            f"{each.reader}: {name[each.passage.theme]}",
            _words.cite(text, *each.passage.span),
            " ".join(each.passage.note.split()) or "–",
            _words.names(each.elsewhere, 3),
        )
        for each in sorted(alone, key=_longest)[:most]
    ]
    more = len(alone) - len(rows)
    after = [
        *([f"and {counted(more, 'passage')} more, shorter ones"] if more else []),
        _ONLY_MISSES,
    ]
    caption = f"Marked by {whose} alone in {text_id}"
    headings = ("Who and what", "Words", "Note", "Others here, under another theme")
    return Sheet.tabled(caption, headings, rows, after, above=said)


def _longest(each: Alone) -> tuple[int, int, str]:
    start, end = each.passage.span
    return start - end, start, each.reader


def _elsewhere(found: Mapping[str, Reading], name: str, passage: CodedPassage) -> Iterator[str]:
    names = {theme.id: theme.name for theme in open_codebook().themes}
    for other, one in found.items():
        themes = _themes(one.marks[passage.text], passage) if other != name else []
        if themes:
            yield f"{other}: {', '.join(names[each] for each in themes)}"


def _themes(marks: Sequence[CodedPassage], passage: CodedPassage) -> list[str]:
    start, end = passage.span
    here = [each.theme for each in marks if each.span.start < end and start < each.span.end]
    return [each for each in dict.fromkeys(here) if each != passage.theme]


def _from_to(run: Silence) -> str:
    if run.first == run.last:
        return run.first.label
    return f"{run.first.label} to {run.last.label}"


def _begins(text: Text, unit: Unit) -> str:
    end = unit.end
    if end - unit.start > _WORDS:
        end = unit.start + text.body[unit.start : unit.start + _WORDS].rindex(" ")
    return _words.cite(text, unit.start, end)
