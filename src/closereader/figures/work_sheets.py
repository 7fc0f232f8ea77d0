"""Pages about the reader's own work: what is saved, and what is marked under a theme."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from closereader.annotations import Annotation
from closereader.codebook import COUNTER_MOVES, open_codebook
from closereader.figures import _html
from closereader.figures.readings import own_reading
from closereader.figures.sheets import Sheet
from closereader.texts import text_ids
from closereader.work import open_work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closereader.figures.readings import Passage
    from closereader.work import Work

_SHORT = 60
_MOST = 20


def saved_sheet(work: Work | None = None) -> Sheet:
    """List the marks that are saved, each with its file in the work folder (20 at most).

    The newest stand first. Folders are named from the work folder on, so that the page is the
    same on every computer.
    """
    work = open_work() if work is None else work
    marks = [
        mark
        for text_id in text_ids()
        for mark in work.annotations(text_id).items
        if isinstance(mark, Annotation)
    ]
    if not marks:
        words = "Nothing is saved yet. Mark a passage, then run this cell again."
        return Sheet(_html.tag("p", words), words)
    marks.sort(key=lambda mark: (mark.modified, mark.id), reverse=True)
    rows = [
        (_short(mark.exact), mark.text, _clock(mark.modified), _file(mark))
        for mark in marks[:_MOST]
    ]
    headings = ("Your mark", "Text", "Saved", f"File in the folder {work.folder.name}")
    parts = [_html.table("Marks that are saved", headings, rows)]
    lines = [_html.plain_table(headings, rows)]
    if rest := len(marks) - len(rows):
        lines.append(f"and {rest} more")
        parts.append(_html.tag("p", lines[-1]))
    return Sheet("".join(parts), "\n".join(lines))


def marks_sheet(
    theme: str, work: Work | None = None, *, texts: Sequence[str] | None = None
) -> Sheet:
    """Count the reader's own marks under a theme, and say what is there and what is missing.

    It counts passages, moves and notes. It does not judge whether a passage fits the theme.

    Parameters
    ----------
    texts
        The texts that are asked about; every text of the course when left out, so that a page of
        an exercise names its own: a text that is added later is not asked for there.
    """
    name = open_codebook().theme(theme).name
    reading = own_reading(work)
    marked = {each: reading.of(theme, each) for each in (text_ids() if texts is None else texts)}
    headings = ("Text", "Marks", "Notes", "Claims", "Grounds", "Counter")
    rows = [_counts(text_id, passages) for text_id, passages in marked.items()]
    said = [f"{name}: {line}" for line in _missing(marked)] or [_ALL_THERE]
    said += reading.problems
    html = _html.table(f"Your marks: {name}", headings, rows) + _html.bullets(said)
    return Sheet(html, "\n".join((_html.plain_table(headings, rows), *said)))


_ALL_THERE = (
    "Every text has a passage; where you marked a claim, you marked grounds too; and there is a "
    "counter-passage. Whether the passages fit the theme is a question for readers."
)


def _counts(text_id: str, passages: Sequence[Passage]) -> tuple[str, ...]:
    moves = Counter(each.move for each in passages)
    counter = sum(moves[move] for move in COUNTER_MOVES)
    noted = sum(bool(each.note.strip()) for each in passages)
    numbers = (len(passages), noted, moves["claim"], moves["grounds"], counter)
    return (text_id, *(str(number) for number in numbers))


def _missing(marked: dict[str, tuple[Passage, ...]]) -> list[str]:
    lines = []
    for text_id, passages in marked.items():
        moves = {each.move for each in passages}
        if not passages:
            lines.append(f"no passage in {text_id} yet.")
        elif "claim" in moves and "grounds" not in moves:
            lines.append(
                f"in {text_id} you marked a claim and no grounds. Mark the evidence the text "
                "gives; if it gives none, say so in your note on the claim."
            )
    if not any(each.move in COUNTER_MOVES for found in marked.values() for each in found):
        names = [open_codebook().move(move).name for move in COUNTER_MOVES]
        lines.append(f"no counter-passage yet. Mark one as {', '.join(names[:-1])} or {names[-1]}.")
    return lines


def _file(mark: Annotation) -> str:
    return f"annotations/{mark.text}/{mark.id.removeprefix('urn:uuid:')}.json"


def _clock(moment: str) -> str:
    """Give a moment as the clock on this computer shows it, like the reader's own line."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHORT else words[:_SHORT].rsplit(" ", 1)[0] + " […]"
