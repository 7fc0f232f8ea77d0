"""Who is who in a pack: the names that its pages show, or numbers instead of them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import uuid
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from closereader.annotations import Annotation, Link
from closereader.handin.page import name_of
from closereader.seminar._findings import Finding
from closereader.seminar._names import canonical
from closereader.seminar.archives import plain
from closereader.seminar.collecting import Collected

if TYPE_CHECKING:
    from collections.abc import Iterable

    from closereader.handin import HandIn

Key = tuple[str, str]
_Item = TypeVar("_Item", Annotation, Link)

_NOWHERE = uuid.UUID("8f0b6a52-3c0e-5b0a-9f4e-2f7c0f1c6d11")  # names of nothing but this pack
_SLUG = 40


class Roster:
    """The readers of a seminar: each with a number, a name for pages and one for files."""

    def __init__(self, handins: Iterable[HandIn], *, named: bool = True) -> None:
        """Sort the readers by name and number them; files bear their names only when `named`."""
        people = {_key(one): one for one in handins}
        self._number = {key: place for place, key in enumerate(sorted(people, key=_natural), 1)}
        self._name = {key: plain(name_of(one)) for key, one in people.items()}
        twice = Counter(canonical(name) for name in self._name.values())
        for key, name in self._name.items():
            if twice[canonical(name)] > 1:  # namesakes are told apart by their ids
                self._name[key] = f"{name} ({key[0].removeprefix('urn:uuid:')[:8]})"
        self._named = named

    def __len__(self) -> int:
        """Count the readers."""
        return len(self._number)

    def name(self, handin: HandIn) -> str:
        """Give the name that pages show."""
        return self._name[_key(handin)]

    def number(self, handin: HandIn) -> int:
        """Give the number of a reader, from 1."""
        return self._number[_key(handin)]

    def slug(self, handin: HandIn) -> str:
        """Give a name that any disk takes: ``reader-007-quiet-reader``."""
        number = f"reader-{self.number(handin):03}"
        return f"{number}-{_plain_letters(handin.name)}".rstrip("-") if self._named else number


def _key(handin: HandIn) -> Key:
    return handin.reader, handin.name


def _natural(key: Key) -> tuple[str, str]:
    return re.sub(r"\d+", lambda found: found[0].zfill(6), key[1].casefold()), key[0]


def _hash(key: Key) -> str:
    return hashlib.sha256("\n".join(key).encode()).hexdigest()


def _plain_letters(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_SLUG]


def anonymous(collected: Collected) -> Collected:
    """Give the same hand-ins without names: of readers, of files, of marks.

    What people wrote stays as it is, also where they name somebody in it.
    """
    everyone = (*collected.handins, *collected.earlier)
    order = sorted({_key(one) for one in everyone}, key=_hash)
    number = {key: place for place, key in enumerate(order, 1)}
    nameless = {id(one): _nameless(one, number[_key(one)]) for one in everyone}
    files: dict[str, str] = {}
    times: Counter[str] = Counter()
    for one in everyone:
        name = f"{nameless[id(one)].name}, exercise {one.exercise}"
        times[name] += 1
        files[collected.file_of(one)] = f"{name} ({times[name]})" if times[name] > 1 else name
    return Collected(
        handins=tuple(sorted((nameless[id(one)] for one in collected.handins), key=_order)),
        findings=tuple(_masked(collected.findings, files)),
        earlier=tuple(sorted((nameless[id(one)] for one in collected.earlier), key=_order)),
        files={id(nameless[id(one)]): files[collected.file_of(one)] for one in everyone},
        ignored=collected.ignored,
    )


def _order(handin: HandIn) -> tuple[str, int, str]:
    return handin.exercise, int(handin.name.rpartition(" ")[2]), handin.made


def _nameless(handin: HandIn, number: int) -> HandIn:
    who, name = uuid.uuid5(_NOWHERE, str(number)).urn, f"Reader {number}"

    def unsigned(item: _Item) -> _Item:
        own = uuid.uuid5(_NOWHERE, f"{who} {item.id}").urn
        return replace(item, id=own, creator=who, creator_name=name, extra="")

    return replace(
        handin,
        reader=who,
        name=name,
        marks=tuple(unsigned(mark) for mark in handin.marks),
        links=tuple(unsigned(link) for link in handin.links),
        problems=tuple("A mark could not be read." for _ in handin.problems),
    )


def _masked(findings: Iterable[Finding], files: dict[str, str]) -> Iterable[Finding]:
    missing = Counter(one.reason for one in findings if one.kind == "missing")
    for reason, count in sorted(missing.items()):
        names = "1 name" if count == 1 else f"{count} names"
        yield Finding("missing", f"{names} on the class list", reason)
    number = 0
    for one in findings:
        if one.kind == "missing":
            continue
        if one.name not in files:
            number += 1
        name = files.get(one.name, f"File {number}")
        reason = "A mark could not be read." if one.kind == "annotation" else one.reason
        yield Finding(one.kind, name, reason, files.get(one.other, ""))
