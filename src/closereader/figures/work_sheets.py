"""Pages about the reader's own work: what is saved, and what is marked under a theme."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from closereader.annotations import Annotation
from closereader.codebook import Role, open_codebook
from closereader.figures.readings import CodedPassage, own_reading
from closereader.figures.sheets import Sheet
from closereader.pages import cells
from closereader.pages.lines import listed, shorten
from closereader.texts import text_ids
from closereader.work import Work, open_work

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
        return Sheet(cells.tag("p", words), words)
    marks.sort(key=lambda mark: (mark.modified, mark.id), reverse=True)
    rows = [
        (shorten(mark.exact, _SHORT), mark.text, _clock(mark.modified), _file(mark))
        for mark in marks[:_MOST]
    ]
    headings = ("Your mark", "Text", "Saved", f"File in the folder {work.folder.name}")
    parts = [cells.table("Marks that are saved", headings, rows)]
    lines = [cells.plain_table(headings, rows)]
    if rest := len(marks) - len(rows):
        lines.append(f"and {rest} more")
        parts.append(cells.tag("p", lines[-1]))
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
    counted = _counted()
    headings = ("Text", "Marks", "Notes", *counted)
    rows = [_counts(text_id, passages, counted) for text_id, passages in marked.items()]
    said = [f"{name}: {line}" for line in _missing(marked)] or [_all_there()]
    said += reading.problems
    return Sheet.tabled(f"Your marks: {name}", headings, rows, said)


def _all_there() -> str:
    """Say that nothing is missing, of what the codebook has moves for."""
    book = open_codebook()
    there = ["every text has a passage"]
    if book.of_role("claim") and book.of_role("grounds"):
        there.append("where you marked a claim, you marked grounds too")
    if book.counters:
        there.append(f"{'and ' * (len(there) > 1)}there is a counter-passage")
    words = "; ".join(there)
    fit = "Whether the passages fit the theme is a question for readers."
    return f"{words[:1].upper()}{words[1:]}. {fit}"


def _counted() -> dict[str, set[str]]:
    """Give what is counted, with its moves: by their roles, or each move where none has a role."""
    book = open_codebook()
    roles: dict[str, Role] = {"Claims": "claim", "Grounds": "grounds", "Counter": "counter"}
    found = {name: {move.id for move in book.of_role(role)} for name, role in roles.items()}
    by_role = {name: moves for name, moves in found.items() if moves}
    return by_role or {move.name: {move.id} for move in book.moves}


def _counts(
    text_id: str, passages: Sequence[CodedPassage], counted: Mapping[str, set[str]]
) -> tuple[str, ...]:
    moves = Counter(each.move for each in passages if each.move)
    noted = sum(bool(each.note.strip()) for each in passages)
    numbers = [sum(moves[move] for move in ids) for ids in counted.values()]
    return (text_id, *(str(number) for number in (len(passages), noted, *numbers)))


def _missing(marked: dict[str, tuple[CodedPassage, ...]]) -> list[str]:
    lines = []
    book = open_codebook()
    claims = {move.id for move in book.of_role("claim")}
    grounds = {move.id for move in book.of_role("grounds")}
    for text_id, passages in marked.items():
        moves = {each.move for each in passages}
        if not passages:
            lines.append(f"no passage in {text_id} yet.")
        elif grounds and moves & claims and not moves & grounds:
            lines.append(
                f"in {text_id} you marked a claim and no grounds. Mark the evidence the text "
                "gives; if it gives none, say so in your note on the claim."
            )
    there = {each.move for found in marked.values() for each in found}
    if book.counters and not there & book.counters:
        either = listed([move.name for move in book.of_role("counter")], "or")
        lines.append(f"no counter-passage yet. Mark one as {either}.")
    return lines


def _file(mark: Annotation) -> str:
    return f"annotations/{mark.text}/{mark.id.removeprefix('urn:uuid:')}.json"


def _clock(moment: str) -> str:
    """Give a moment as the clock on this computer shows it, like the reader's own line."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
