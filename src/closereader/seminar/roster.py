"""Who is who in a pack: the names that its pages show, or numbers instead of them."""

import re
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from closereader.annotations import Annotation, Link, checks
from closereader.handin import Submission
from closereader.handin.letters import plain_letters
from closereader.pages.lines import counted
from closereader.seminar._findings import FileFinding
from closereader.seminar._names import by_last_name
from closereader.seminar._packed import Packed
from closereader.seminar.collecting import Collected
from closereader.seminar.who import Person, Who, WhoRow, person

_Item = TypeVar("_Item", Annotation, Link)

_SLUG = 40
_CLOCK = re.compile(r", \d\d:\d\d UTC")


class Roster:
    """The readers of a seminar: each with a number, a name for pages and one for files."""

    def __init__(
        self,
        handins: Iterable[Submission],
        who: Who | None = None,
        *,
        named: bool = True,
        listed: Mapping[int, str] | None = None,
    ) -> None:
        """Take numbers and names from the list, or by alphabet; files bear names when `named`.

        `listed` has for some hand-ins the name on the class list (`_listing.pseudonyms`).
        """
        people = {person(one): one for one in handins}
        self._count = len(people)
        self._who = _alphabetical(people) if who is None else who
        self._named = named
        self._listed = listed or {}

    def __len__(self) -> int:
        """Count the readers."""
        return self._count

    def name(self, handin: Submission) -> str:
        """Give the name that pages show."""
        return self._who.name(handin)

    def called(self, handin: Submission) -> str:
        """Give that name, and the one on the class list when it is another."""
        listed = self._listed.get(id(handin))
        return self.name(handin) + (f" (class list: {listed})" if listed else "")

    def number(self, handin: Submission) -> int:
        """Give the number of a reader, from 1."""
        return self._who.number(handin)

    def id(self, handin: Submission) -> str:
        """Give the id of a reader, which is another than the one in the hand-in."""
        return self._who.id(handin)

    @property
    def series(self) -> str:
        """The id of the list that the numbers come from."""
        return self._who.series

    def slug(self, handin: Submission) -> str:
        """Give a name that any disk takes: ``reader-007-quiet-reader``."""
        return _slug(self.number(handin), handin.name if self._named else "")


def slug_of(row: WhoRow) -> str:
    """Give the name for files of somebody on the list: ``reader-007-quiet-reader``."""
    return _slug(row.number, row.name)


def _slug(number: int, name: str) -> str:
    return f"reader-{number:03}-{plain_letters(name, _SLUG)}".rstrip("-")


def _alphabetical(people: dict[Person, Submission]) -> Who:
    order = sorted(people.values(), key=lambda one: (by_last_name(one.name), one.reader))
    return Who(
        WhoRow(number, one.reader, one.name, one.reader, one.exercise, "", "", "")
        for number, one in enumerate(order, 1)
    )


def anonymous(collected: Collected, who: Who) -> Collected:
    """Give the same hand-ins without names: of readers, of files, of marks; times become days.

    Ids of marks are drawn at random. What people wrote stays as it is, also where they name
    somebody in it.
    """
    asked = collected.asked
    everyone = sorted(
        (*collected.handins, *collected.earlier),
        key=lambda one: (
            one.exercise not in asked,
            one.exercise,
            who.number(one),
            checks.instant(one.made),
        ),
    )
    unsigned = _Unsigned(everyone, who)
    nameless = {id(one): unsigned(one) for one in everyone}
    files: dict[str, str] = {}
    times: Counter[str] = Counter()
    for one in everyone:
        name = f"Reader {who.number(one)}, exercise {one.exercise}"
        times[name] += 1
        files[collected.file_of(one)] = f"{name} ({times[name]})" if times[name] > 1 else name
    newest, older = {id(one) for one in collected.handins}, {id(one) for one in collected.earlier}
    return Collected(
        handins=tuple(nameless[id(one)] for one in everyone if id(one) in newest),
        findings=tuple(_masked(collected.findings, files)),
        earlier=tuple(nameless[id(one)] for one in everyone if id(one) in older),
        files={id(nameless[id(one)]): files[collected.file_of(one)] for one in everyone},
        ignored=collected.ignored,
    )


class _Unsigned:
    """Takes names, ids and clocks from hand-ins.

    What one person made on a day keeps its order, as milliseconds after midnight: their hand-ins,
    and the states of one mark in several of them.
    """

    def __init__(self, handins: Iterable[Submission], who: Who) -> None:
        self._who = who
        self._ids: dict[tuple[str, str], str] = defaultdict(lambda: uuid.uuid4().urn)
        states: dict[tuple[str, str], set[str]] = defaultdict(set)
        for one in handins:
            states[who.id(one), ""].add(one.made)
            items: tuple[Annotation | Link, ...] = (*one.marks, *one.links)
            for item in items:
                states[who.id(one), item.id].add(item.modified)
        self._states = {key: sorted(found, key=checks.instant) for key, found in states.items()}

    def __call__(self, handin: Submission) -> Submission:
        """Give a hand-in without them."""
        own, name = self._who.id(handin), f"Reader {self._who.number(handin)}"

        def place(of: str, iso: str) -> int:
            return self._states[own, of].index(iso)

        def unsigned(item: _Item) -> _Item:
            return replace(
                item, id=self._ids[own, item.id], creator=own, creator_name=name, extra="",
                created=_day(item.created),
                modified=_day(item.modified, place(item.id, item.modified)),
            )  # fmt: skip

        answers = {
            key: replace(one, created=_day(one.created), modified=_day(one.modified))
            for key, one in handin.answers.items()
        }
        return replace(
            handin,
            reader=own,
            name=name,
            made=_day(handin.made, place("", handin.made)),
            marks=Packed(unsigned(mark) for mark in handin.marks),
            links=tuple(unsigned(link) for link in handin.links),
            answers=answers,
            problems=tuple("A mark could not be read." for _ in handin.problems),
        )


def _day(iso: str, place: int = 0) -> str:
    """Give the beginning of a day, and `place` milliseconds more."""
    return f"{checks.instant(iso).date()}T00:00:00.{min(place, 999):03}Z"


def _masked(findings: Iterable[FileFinding], files: dict[str, str]) -> Iterator[FileFinding]:
    missing = Counter(one.reason for one in findings if one.kind == "missing")
    for reason, count in sorted(missing.items()):
        yield FileFinding("missing", f"{counted(count, 'name')} on the class list", reason)
    number = 0
    for one in findings:
        if one.kind == "missing":
            continue
        if one.name not in files:
            number += 1
        name = files.get(one.name, f"File {number}")
        reason = "A mark could not be read." if one.kind == "annotation" else one.reason
        yield FileFinding(one.kind, name, _CLOCK.sub("", reason), files.get(one.other, ""))
