"""The marking pack: a folder of pages and tables, made from hand-ins, whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from closereader._faults import FAULTS
from closereader.handin.progress import amount
from closereader.seminar._errors import CollectError
from closereader.seminar._findings import Finding
from closereader.seminar._folder import new_folder
from closereader.seminar._outline import Asked, Outline, open_outline
from closereader.seminar._roster import Roster, anonymous
from closereader.seminar.archives import plain
from closereader.seminar.collecting import UNUSABLE, Collected
from closereader.seminar.pack_models import open_models
from closereader.seminar.pack_pages import (
    Shown,
    file_part,
    index_page,
    question_page,
    reader_file,
    reader_page,
)
from closereader.seminar.pack_rubric import open_rubric
from closereader.seminar.readings import from_handins
from closereader.seminar.stored import FILE as READINGS
from closereader.seminar.stored import readings_json
from closereader.seminar.tables import (
    annotations_csv,
    annotations_json,
    completeness,
    completeness_csv,
    signed,
)
from closereader.texts import readable_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from closereader.handin import HandIn
    from closereader.handin._html import Html
    from closereader.seminar.pack_models import Models
    from closereader.seminar.tables import Line

_ABOUT = (
    "Nothing on these pages runs, and nothing is fetched. They can be moved and printed.",
    "What people wrote is shown as they wrote it.",
    "Quotations are looked up in the texts; whether one is apt, only a reader can say.",
    "In the tables, a cell that a spreadsheet would take for a formula begins with an apostrophe.",
)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was written: its folder, how many pages it has, and what was left out of it."""

    folder: Path
    pages: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Exercise:
    """What the pages of one exercise are made of."""

    outline: Outline
    handins: tuple[HandIn, ...]
    after: Html
    pages: tuple[tuple[str, Asked, bool], ...]
    """For each page: its file, what is asked, whether the lesson asks it."""

    @property
    def name(self) -> str:
        return f"Exercise {self.outline.sheet.exercise}: {self.outline.sheet.title}"


def default_folder(collected: Collected, beside: Path) -> Path:
    """Name the folder of a pack: ``pack-02`` beside what was collected."""
    number = f"-{file_part(collected.exercises[0])}" if len(collected.exercises) == 1 else ""
    return beside.resolve().parent / f"pack{number}"


def write_pack(
    collected: Collected,
    out: Path,
    *,
    nameless: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Pack:
    """Write the pack into a new folder, or in the place of a pack that nobody has changed.

    It is written under another name beside `out` and takes its place only when it is whole.

    Parameters
    ----------
    collected
        What `collect` found.
    out
        The folder to be made.
    nameless
        Whether readers become numbers, everywhere.
    progress
        Called with the number of files that are written and how many there will be.

    Raises
    ------
    CollectError
        When there is nothing to show, or `out` holds something that is not such a pack. What a
        single hand-in raises costs that one: it is left out, and is a finding of the `Pack`.
    """
    if not collected.handins:
        raise CollectError("No hand-in was found, so no pack was made.")
    try:
        return _write(collected, out, nameless=nameless, progress=progress)
    except CollectError:  # about the folder, not about a hand-in
        raise
    except FAULTS:
        sound, findings = _parted(collected, nameless=nameless)
        if not findings:  # no hand-in is to blame
            raise
    if not sound.handins:
        raise CollectError(f"No pack was made. {findings[0]}")
    pack = _write(sound, out, nameless=nameless, progress=progress)
    return replace(pack, findings=findings)


def _parted(collected: Collected, *, nameless: bool) -> tuple[Collected, tuple[Finding, ...]]:
    """Leave out each hand-in that cannot make a pack of its own; say which, by its file."""
    faulty: list[HandIn] = []
    for one in (*collected.handins, *collected.earlier):
        file = collected.file_of(one)
        try:
            for _ in _files(Collected((one,), (), files={id(one): file}), nameless=nameless):
                pass
        except FAULTS:
            faulty.append(one)
    findings = tuple(Finding("damaged", collected.file_of(one), UNUSABLE) for one in faulty)
    gone = {id(one) for one in faulty}
    return replace(
        collected,
        handins=tuple(one for one in collected.handins if id(one) not in gone),
        earlier=tuple(one for one in collected.earlier if id(one) not in gone),
        findings=(*collected.findings, *findings),
    ), findings


def _write(
    collected: Collected,
    out: Path,
    *,
    nameless: bool,
    progress: Callable[[int, int], None] | None,
) -> Pack:
    pages = 0
    total = len(collected.handins) + len(collected.earlier)
    with new_folder(out) as write:
        for name, data in _files(collected, nameless=nameless):
            write(name, data)
            pages += name.endswith(".html")
            if progress:
                progress(pages, max(pages, total))
    return Pack(out, pages)


def _files(collected: Collected, *, nameless: bool) -> Iterator[tuple[str, bytes]]:
    """Give every file of the pack but the marker: its name, with / in it, and its bytes."""
    if nameless:
        collected = anonymous(collected)
    roster = Roster((*collected.handins, *collected.earlier), named=not nameless)
    models, shown = open_models(), Shown()
    exercises = [_exercise(number, collected) for number in collected.exercises]
    outlines = {one.outline.sheet.exercise: one.outline for one in exercises}
    sheets = {number: outline.sheet for number, outline in outlines.items()}
    lines = completeness(collected, roster, sheets)
    for exercise in exercises:
        yield from _question_pages(exercise, roster, models, shown)
    yield from _reader_pages(collected, roster, outlines, lines, shown)
    found = signed(collected.handins, roster)
    label = f"{len(roster)} readers, exercise {', '.join(collected.exercises)}"
    absent = [] if nameless else [
        (one.name, one.reason) for one in collected.findings if one.kind == "missing"
    ]  # fmt: skip
    yield "completeness.csv", completeness_csv(lines, absent)
    yield "annotations.csv", annotations_csv(found)
    yield "annotations.jsonld", "".join(annotations_json(found, label[:200])).encode()
    yield READINGS, readings_json(from_handins((*collected.handins, *collected.earlier)))
    files = [reader_file(one, roster) for one in collected.handins]
    yield (
        "index.html",
        index_page(
            collected,
            roster,
            pages={one.name: list(_links(one)) for one in exercises},
            readers=list(zip(lines, files, strict=True)),
            after={f"After the last question of {one.name}": one.after for one in exercises},
            notes=[*_notes(nameless=nameless), *readable_texts().problems],
        ),
    )  # fmt: skip


def _exercise(number: str, collected: Collected) -> _Exercise:
    handins = tuple(one for one in collected.handins if one.exercise == number)
    outline = open_outline(number, handins)
    asked = [(one, False) for one in outline.asked]
    lesson = outline.lesson.questions if outline.lesson else ()
    asked += [
        (Asked(heading, "", tuple(one for one in lesson if one.heading == heading)), True)
        for heading in dict.fromkeys(one.heading for one in lesson)
    ]
    pages = tuple(
        (f"questions/{file_part(number)}-{place:02}-{file_part(one.heading)}.html", one, told)
        for place, (one, told) in enumerate(asked, 1)
    )
    return _Exercise(outline, handins, open_rubric(number).after, pages)


def _question_pages(
    exercise: _Exercise, roster: Roster, models: Models, shown: Shown
) -> Iterator[tuple[str, bytes]]:
    rubric = open_rubric(exercise.outline.sheet.exercise)
    for place, (file, asked, lesson) in enumerate(exercise.pages):
        links = [("All pages", "../index.html")]
        for words, other in (("Previous", place - 1), ("Next", place + 1)):
            if 0 <= other < len(exercise.pages):
                to, one, told = exercise.pages[other]
                kind = "lesson, " if told else ""
                links.append((f"{words}: {kind}{one.heading}", to.replace("questions/", "", 1)))
        yield file, question_page(
            exercise.outline, asked, exercise.handins, roster,
            rubric=rubric, models=models, shown=shown, links=links, lesson=lesson,
        )  # fmt: skip


def _reader_pages(
    collected: Collected,
    roster: Roster,
    outlines: dict[str, Outline],
    lines: Sequence[Line],
    shown: Shown,
) -> Iterator[tuple[str, bytes]]:
    """Give a page for each hand-in, and one for each that a newer one replaced."""
    old: dict[tuple[str, str], list[HandIn]] = defaultdict(list)
    for one in collected.earlier:
        old[roster.slug(one), one.exercise].append(one)
    home = ("All pages", "../index.html")
    for handin, line in zip(collected.handins, lines, strict=True):
        own = reader_file(handin, roster)
        outline = outlines[handin.exercise]
        before = old[roster.slug(handin), handin.exercise]
        links = [home]
        for place, one in enumerate(before, 1):
            file = reader_file(one, roster, place)
            links.append((f"Earlier hand-in {place}", file.removeprefix("readers/")))
            back = [home, ("The newest hand-in", own.removeprefix("readers/"))]
            note = ["a newer hand-in replaces this one"]
            yield (
                file,
                reader_page(one, outline, roster.name(one), shown=shown, links=back, flags=note),
            )
        yield (
            own,
            reader_page(
                handin, outline, roster.name(handin), shown=shown, links=links, flags=line.flags
            ),
        )


def _links(exercise: _Exercise) -> Iterator[tuple[str, str, str]]:
    total = len(exercise.handins)
    for file, asked, lesson in exercise.pages:
        words = f"From the lesson: {asked.heading}" if lesson else asked.heading
        there, short = _counts(asked, exercise.handins)
        done = "answered" if asked.questions or asked.marks else "marked passages"
        said = f"({there} of {total} {done}{f', {short} with less than asked' if short else ''})"
        yield plain(words), file, said


def _counts(asked: Asked, handins: Sequence[HandIn]) -> tuple[int, int]:
    """Count the hand-ins that have something under a heading, and those that are short there."""
    questions = [*asked.questions, *([asked.marks] if asked.marks else [])]
    if not questions:
        return sum(bool(one.marks) for one in handins), 0
    amounts = [[amount(one, each) for each in questions] for one in handins]
    there = [any(each.there for each in one) for one in amounts]
    short = [any(each.short for each in one) for one in amounts]
    return sum(there), sum(short)


def _notes(*, nameless: bool) -> list[str]:
    notes = list(_ABOUT)
    if nameless:
        notes.append(
            "Names, ids and file names are left out. Names that people wrote into an answer or a "
            "note are still there, and so are the times."
        )
    return notes
