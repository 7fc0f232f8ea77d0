"""From a pack and marking files to what each student gets: matched, and everything else named."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from closereader.handin import Submission
from closereader.pages.lines import counted
from closereader.seminar._errors import CollectError
from closereader.seminar._outline import Outline, open_outline
from closereader.seminar._words import few
from closereader.seminar.marking import Marking, Record, answer_digest, read_marking
from closereader.seminar.pack_handins import read_handins
from closereader.seminar.who import WhoRow, read_who


@dataclass(frozen=True, slots=True)
class Paper:
    """One hand-in, and what was said of it."""

    handin: Submission
    """As the pack holds it: without a name, when the pack has none."""
    row: WhoRow
    """Who it is of."""
    records: Mapping[str, Record]
    """What was said, by the words that a marking file has for the question."""
    changed: frozenset[str]
    """The questions whose answer was changed after it was marked."""

    @property
    def says(self) -> bool:
        """Whether anything was said of it."""
        return any(one.says for one in self.records.values())


@dataclass(frozen=True, slots=True)
class Returns:
    """What there is to return."""

    papers: tuple[Paper, ...]
    """For each hand-in of the pack what was said of it."""
    outlines: Mapping[str, Outline]
    """The exercises, by number."""
    problems: tuple[str, ...]
    """A sentence for each thing that does not fit."""
    left: tuple[Record, ...]
    """The records that belong to nobody in the pack; nothing of them is lost."""
    beside: Path
    """The folder that the pack lies in."""

    @property
    def exercise(self) -> str:
        """The exercise that most hand-ins are of."""
        many = Counter(one.handin.exercise for one in self.papers)
        return min(many, key=lambda number: (-many[number], number), default="")


def newest_marking(pack: Path) -> Path:
    """Find the marking file beside a pack that was saved last.

    Raises `CollectError` when there is none.
    """
    folder = pack.resolve().parent
    files = [one for one in folder.glob("marking*.csv") if one.is_file()]
    if not files:
        raise CollectError(
            f"No marking file lies in {folder}. Save one on a question page, with the key e, and "
            "put it there; or write its name."
        )
    return max(files, key=lambda one: (one.stat().st_mtime, one.name))


def match(pack: Path, files: Iterable[Path]) -> Returns:
    """Bring the records of marking files to the hand-ins of a pack.

    Raises `CollectError` when the pack, the list beside it, or a file cannot be read, or nothing in
    the files is about this pack.
    """
    handins = read_handins(pack)
    who = read_who(pack.resolve().parent)
    marking = read_marking(files)
    by_id = {row.reader: row for row in who.rows} | {row.id: row for row in who.rows}
    outlines = {
        number: open_outline(number, [one for one in handins if one.exercise == number])
        for number in sorted({one.exercise for one in handins})
    }
    questions = {number: outline.by_heading for number, outline in outlines.items()}
    mine: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in marking.records:
        mine[record.reader, record.exercise].append(record)
    papers = []
    lost: list[str] = []
    for handin in handins:
        row = _row_of(handin, who.rows, by_id)
        if row is None:
            lost.append(handin.name)
            continue
        records = {
            one.question: one
            for one in mine.pop((row.id, handin.exercise), ())
            if one.question in questions[handin.exercise]
        }
        changed = frozenset(
            question
            for question, one in records.items()
            if one.answer != answer_digest(handin, questions[handin.exercise][question])
        )
        papers.append(Paper(handin, row, records, changed))
    used = {id(one) for paper in papers for one in paper.records.values()}
    left = tuple(one for one in marking.records if id(one) not in used)
    known = {row.id for row in who.rows}
    if marking.records and not used:
        raise CollectError(_nothing({one.exercise for one in marking.records}, set(outlines)))
    problems = [*_unfit(marking, left, known, set(outlines)), *_changed(papers)]
    if lost:
        names = few(dict.fromkeys(lost))
        problems.append(f"Not in who-is-who.csv, so nothing can be returned to them: {names}.")
    return Returns(tuple(papers), outlines, tuple(problems), left, pack.resolve().parent)


def _nothing(about: set[str], here: set[str]) -> str:
    said = "Nothing in the marking file is about this pack, so nothing was made. "
    if about & here:
        return said + (
            "Its readers are not those of who-is-who.csv beside the pack: is it of another folder, "
            "or was that list replaced?"
        )
    return said + (
        f"It is about exercise {', '.join(sorted(about))}, the pack of exercise "
        f"{', '.join(sorted(here))}."
    )


def _row_of(
    handin: Submission, rows: Iterable[WhoRow], by_id: Mapping[str, WhoRow]
) -> WhoRow | None:
    """Find whose a hand-in is; a copied work folder has one id and two names."""
    if handin.reader not in by_id:
        return None
    own = [
        row
        for row in rows
        if row.exercise == handin.exercise and handin.reader in {row.id, row.reader}
    ]
    named = [row for row in own if row.name == handin.name]
    return next(iter(named or own), None)


def _unfit(
    marking: Marking, left: Iterable[Record], known: set[str], exercises: set[str]
) -> Iterator[str]:
    yield from marking.problems
    if marking.earlier:
        many = len(marking.earlier)
        what = "1 older remark was" if many == 1 else f"{many} older remarks were"
        yield f"{what} replaced by newer ones about the same answers; the files still have them."
    strangers = [one for one in left if one.reader not in known]
    if strangers:
        people = few(dict.fromkeys(one.name or one.reader for one in strangers))
        yield f"{people}: no hand-in in this pack, and none before. Not returned."
    rest = [one for one in left if one.reader in known]
    for exercise, many in sorted(Counter(one.exercise for one in rest).items()):
        if exercise not in exercises:
            rows = counted(many, "remark")
            yield f"About exercise {exercise}, which is not in this pack: {rows}. Not returned."
    here = [one for one in rest if one.exercise in exercises]
    if here:
        people = few(dict.fromkeys(f"{one.name}, {one.question}" for one in here))
        yield (
            "About a hand-in or a question that this pack does not have, perhaps of an older "
            f"collect: {people}. Not returned."
        )


def _changed(papers: Iterable[Paper]) -> Iterator[str]:
    found = dict.fromkeys(
        f"{paper.row.name}, {question}" for paper in papers for question in paper.changed
    )
    if found:
        yield (
            f"Changed after they were marked: {few(found)}. What was said is returned; comments "
            "on words that are no longer certain are about the whole answer."
        )
