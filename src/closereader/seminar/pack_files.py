"""The files of a marking pack, one after the other: pages, tables, readings."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from closereader.annotations import checks
from closereader.handin import Submission
from closereader.pages import Html, join
from closereader.seminar._folder import Data
from closereader.seminar._listing import pseudonyms
from closereader.seminar._names import words_of
from closereader.seminar._outline import Asked, Outline, open_outline
from closereader.seminar._two import Two
from closereader.seminar.archives import plain
from closereader.seminar.collecting import Collected
from closereader.seminar.pack_each import of_one
from closereader.seminar.pack_first import for_the_seminar, look_at_first
from closereader.seminar.pack_handins import FILE as HANDINS
from closereader.seminar.pack_handins import handin_line
from closereader.seminar.pack_models import open_models
from closereader.seminar.pack_pages import (
    Shown,
    file_part,
    index_page,
    link,
    reader_file,
    reader_page,
)
from closereader.seminar.pack_question import Around, question_page
from closereader.seminar.pack_rubric import open_rubric, turned
from closereader.seminar.readings import from_handins
from closereader.seminar.roster import Roster, anonymous
from closereader.seminar.stored import FILE as READINGS
from closereader.seminar.stored import readings_json
from closereader.seminar.tables import (
    Amounts,
    ClassMarks,
    annotations_csv,
    annotations_json,
    completeness_csv,
)
from closereader.seminar.who import Who
from closereader.texts import readable_texts

_WORDS = 14  # of a question, in the list of questions
_SHORTEST = 3  # letters of a word that can be a name by itself
_ABOUT = (
    (
        "Nothing is fetched, and nothing runs but the marking of the question pages: it keeps what "
        "you mark in this browser, and saves it in a file when you ask for it."
    ),
    "The pages can be moved and printed.",
    "What people wrote is shown as they wrote it.",
    "Quotations are looked up in the texts; whether one is apt, only a reader can say.",
    "In the tables, a cell that a spreadsheet would take for a formula begins with an apostrophe.",
)


@dataclass(frozen=True, slots=True)
class _Exercise:
    """What the pages of one exercise are made of."""

    outline: Outline
    handins: tuple[Submission, ...]
    after: Html
    pages: tuple[tuple[str, Asked, bool], ...]
    """For each page: its file, what is asked, whether the lesson asks it."""

    @property
    def name(self) -> str:
        return f"Exercise {self.outline.sheet.exercise}: {self.outline.sheet.title}"


@dataclass(frozen=True, slots=True)
class Files:
    """Makes the files of packs."""

    who: Who  # the list of the people, with everybody whose files are made
    nameless: bool = False  # whether readers become numbers
    names: tuple[str, ...] = ()  # the class list, as far as there is one

    def called(self, handin: Submission, file: str) -> str:
        """Name a file as the pack may."""
        if not self.nameless:
            return file
        return f"Reader {self.who.number(handin)}, exercise {handin.exercise}"

    def __call__(self, collected: Collected, two: Two) -> Iterator[tuple[str, Data]]:
        """Give every file of the pack but the marker: its name, with / in it, and what is in it."""
        everyone = (*collected.handins, *collected.earlier)
        names = {*self.names, *(one.name for one in everyone)}
        who, nameless = self.who, self.nameless
        if nameless:
            who, collected = who.nameless(), anonymous(collected, who)
        everyone = (*collected.handins, *collected.earlier)
        files = {id(one): (one.name, collected.file_of(one)) for one in collected.handins}
        listed = {} if nameless else pseudonyms(files, self.names)
        roster = Roster(everyone, who, named=not nameless, listed=listed)
        models = open_models()
        exercises = [_exercise(number, collected) for number in collected.exercises]
        shown = Shown(
            frozenset(
                key
                for one in exercises
                for key in turned(open_rubric(one.outline.sheet.exercise), one.outline.questions)
            )
        )
        outlines = {one.outline.sheet.exercise: one.outline for one in exercises}
        kinds = collected.kinds
        work = [(one, kinds[collected.file_of(one)]) for one in collected.handins]
        ones = list(two.each(partial(of_one, roster, outlines, shown), work))
        by_id = {id(one): own for one, own in zip(collected.handins, ones, strict=True)}
        lines = [own.line for own in ones]
        amounts = {key: own.amounts for key, own in by_id.items()}
        misquoted = {key: own.wrong for key, own in by_id.items()}
        told = {key: own.told for key, own in by_id.items()}
        del ones, by_id
        for exercise in exercises:
            rubric = open_rubric(exercise.outline.sheet.exercise)
            around = Around(exercise.outline, roster, rubric, models, told)
            yield from _question_pages(exercise, around)
        told.clear()  # of a large class it is long
        flags = [line.flags for line in lines]
        jobs = _readers(collected, roster, flags)
        for own in two.each(partial(_reader_pages, roster, outlines, shown), jobs):
            yield from own
        label = f"{len(roster)} readers, exercise {', '.join(collected.exercises)}"
        absent = [] if nameless else [
            (one.name, one.reason) for one in collected.findings if one.kind == "missing"
        ]  # fmt: skip
        yield "completeness.csv", completeness_csv(lines, absent)
        found = ClassMarks(collected.handins, roster)
        yield "annotations.csv", annotations_csv(found, two.each)
        yield "annotations.jsonld", annotations_json(found, label[:200], two.each)
        yield HANDINS, two.each(handin_line, collected.handins)
        readings = from_handins((*collected.handins, *collected.earlier), roster, two.each)
        yield READINGS, readings_json(readings)
        pages = [reader_file(one, roster) for one in collected.handins]
        yield (
            "index.html",
            index_page(
                collected,
                roster,
                first=[
                    look_at_first(collected, roster, outlines),
                    for_the_seminar(collected, roster, misquoted, readings),
                ],
                pages={one.name: list(_links(one, amounts)) for one in exercises},
                readers=list(zip(lines, pages, strict=True)),
                class_size=len(self.names),
                after={f"After the last question of {one.name}": one.after for one in exercises},
                notes=[*_ABOUT, *readable_texts().problems],
            named=_named(collected, roster, outlines, names) if nameless else None,
            ),
        )  # fmt: skip


def _named(
    collected: Collected, roster: Roster, outlines: dict[str, Outline], names: set[str]
) -> list[Html]:
    """Say which answers hold a name of the class, each with a link."""
    found = []
    for handin, key in _naming(collected.handins, sorted(names)):
        heads = {one.key: one.heading for one in outlines[handin.exercise].questions}
        where = heads.get(key, key)
        to = link(roster.name(handin), reader_file(handin, roster))
        found.append(join([to, f", exercise {handin.exercise}: {where}"]))
    return found


def _naming(
    handins: Iterable[Submission], names: Iterable[str]
) -> Iterator[tuple[Submission, str]]:
    """Find the answers and notes that hold a name of the class: the hand-in, and the key or what.

    A name is found when all of its words stand there side by side, in any order, or one of them
    that no text of the course holds. A name that is written otherwise is not found.
    """
    known = {word for text in readable_texts().texts for word in words_of(text.body)}
    wholes = {tuple(sorted(words)) for name in names if (words := words_of(name))[1:]}
    alone = {
        word
        for whole in (*wholes, *(words_of(name) for name in names))
        for word in whole
        if len(word) >= _SHORTEST and word not in known and not word.isdigit()
    }
    sizes = {len(whole) for whole in wholes}
    for handin in handins:
        for key, given in handin.answers.items():
            # words quoted from a text are not their writer's
            said = checks.inside(given.value, but={"exact", "kind"})
            if any(isinstance(one, str) and _holds(one, wholes, sizes, alone) for one in said):
                yield handin, key
        notes = [one.note for one in handin.marks] + [one.note for one in handin.links]
        if any(_holds(note, wholes, sizes, alone) for note in notes):
            yield handin, "the notes"


def _holds(said: str, wholes: set[tuple[str, ...]], sizes: set[int], alone: set[str]) -> bool:
    words = words_of(said)
    return not alone.isdisjoint(words) or any(
        tuple(sorted(words[at : at + size])) in wholes
        for size in sizes
        for at in range(len(words) - size + 1)
    )


def _exercise(number: str, collected: Collected) -> _Exercise:
    handins = tuple(one for one in collected.handins if one.exercise == number)
    outline = open_outline(number, handins)
    pages = tuple(
        (f"questions/{file_part(number)}-{place:02}-{file_part(one.heading)}.html", one, told)
        for place, (one, told) in enumerate(outline.pages, 1)
    )
    return _Exercise(outline, handins, open_rubric(number).after, pages)


def _question_pages(exercise: _Exercise, around: Around) -> Iterator[tuple[str, Data]]:
    for place, (file, asked, lesson) in enumerate(exercise.pages):
        links = [("All pages", "../index.html")]
        for words, other in (("Previous", place - 1), ("Next", place + 1)):
            if 0 <= other < len(exercise.pages):
                to, one, told = exercise.pages[other]
                kind = "lesson, " if told else ""
                links.append((f"{words}: {kind}{one.heading}", to.replace("questions/", "", 1)))
        yield file, question_page(around, asked, exercise.handins, links, lesson=lesson)


class _Handed(NamedTuple):
    """What one reader handed in of one exercise: the newest, the earlier ones, remarks."""

    newest: Submission
    earlier: Sequence[Submission]
    flags: Sequence[str]


def _readers(
    collected: Collected, roster: Roster, flags: Iterable[Sequence[str]]
) -> Iterator[_Handed]:
    old: dict[tuple[str, str], list[Submission]] = defaultdict(list)
    for one in collected.earlier:
        old[roster.slug(one), one.exercise].append(one)
    for one, remarks in zip(collected.handins, flags, strict=True):
        yield _Handed(one, old.get((roster.slug(one), one.exercise), ()), remarks)


def _reader_pages(
    roster: Roster, outlines: Mapping[str, Outline], shown: Shown, handed: _Handed
) -> list[tuple[str, str]]:
    """Give the page of a hand-in, behind one for each that it replaced."""
    newest, home = handed.newest, ("All pages", "../index.html")
    name, outline = roster.name(newest), outlines[newest.exercise]
    own = reader_file(newest, roster)
    back = [home, ("The newest hand-in", own.removeprefix("readers/"))]
    note = ["a newer hand-in replaces this one"]
    made, links = [], [home]
    for place, one in enumerate(handed.earlier, 1):
        file = reader_file(one, roster, place)
        links.append((f"Earlier hand-in {place}", file.removeprefix("readers/")))
        earlier = reader_page(one, outline, name, shown=shown, links=back, flags=note)
        made.append((file, earlier))
    page = reader_page(newest, outline, name, shown=shown, links=links, flags=handed.flags)
    return [*made, (own, page)]


def _links(exercise: _Exercise, amounts: Amounts) -> Iterator[tuple[str, str, str]]:
    total = len(exercise.handins)
    for file, asked, lesson in exercise.pages:
        words = f"From the lesson: {asked.heading}" if lesson else asked.heading
        words += f": {_beginning(asked)}"
        there, short = _counts(asked, exercise.handins, amounts)
        done = "answered" if asked.questions or asked.marks else "marked passages"
        said = f"({there} of {total} {done}{f', {short} with less than asked' if short else ''})"
        yield plain(words), file, said


def _beginning(asked: Asked) -> str:
    """Give the first words of what is asked."""
    prompt = asked.questions[0].plain if asked.questions else asked.prose
    words = re.sub(r"[*`_#]+", "", prompt or asked.prose).split()
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")


def _counts(asked: Asked, handins: Sequence[Submission], amounts: Amounts) -> tuple[int, int]:
    """Count the hand-ins that have something under a heading, and those that are short there."""
    questions = [*asked.questions, *([asked.marks] if asked.marks else [])]
    if not questions:
        return sum(bool(one.marks) for one in handins), 0
    found = [[amounts[id(one)][each.key] for each in questions] for one in handins]
    there = [any(each.there for each in one) for one in found]
    short = [any(each.short for each in one) for one in found]
    return sum(there), sum(short)
