"""A seminar of people: what nobody but the room should see is shown, and not saved."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from closereader.seminar import _words
from closereader.seminar.readings import Seminar
from closereader.seminar.showing import SeminarView, page_of

_NUMBERED = re.compile(r"Reader \d+")


@dataclass(frozen=True, repr=False)
class SeminarOfPeople(Seminar):
    """A seminar that was opened from hand-ins or from a marking pack."""

    known: Mapping[str, int] = field(default_factory=dict)
    """The numbers that names have in the list beside the pack."""

    @property
    def people(self) -> bool:
        """Whether these are people's readings: yes."""
        return True

    def without_names(self) -> Seminar:
        """Return the same readings under numbers, Reader 1 and so on."""
        return self._bare

    @cached_property
    def labels(self) -> dict[str, str]:
        """What each reader is called where names are not shown."""
        return numbers((one.name for one in self.readings), self.known)

    @cached_property
    def _bare(self) -> Seminar:
        said: dict[str, str] = {}
        readings = []
        for one in self.readings:
            label = self.labels[one.name]
            new = tuple(
                each.replace(f" of {one.name}:", f" of {label}:", 1) for each in one.problems
            )
            said.update(zip(one.problems, new, strict=True))
            readings.append(replace(one, name=label, problems=new))
        notes = tuple(said.get(note, note) for note in self.notes)
        return Seminar(tuple(readings), self.source, notes)

    def _view(self) -> SeminarView:
        many = _words.readers(len({one.name for one in self.readings}))
        return SeminarView(self, f"A seminar of {many}", lambda here, _: page_of(here.sheet()))

    def __repr__(self) -> str:
        """Give the words of the card: they are saved with the notebook."""
        return repr(self._view())

    def _repr_mimebundle_(
        self, **kwargs: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any]] | None:
        return self._view()._repr_mimebundle_(**kwargs)


def numbers(names: Iterable[str], known: Mapping[str, int]) -> dict[str, str]:
    """Return a number for each name: its own in the list, else a further one.

    Further ones are given in an order that tells nothing of the alphabet; names that are numbers
    already stay.
    """
    found = set(names)
    stay = {name for name in found if _NUMBERED.fullmatch(name)}
    taken = [*known.values(), *(int(name.split()[1]) for name in stay)]
    new = sorted(found - stay - set(known), key=_hash)
    number = {**known, **{name: at for at, name in enumerate(new, max(taken, default=0) + 1)}}
    return {name: name if name in stay else f"Reader {number[name]}" for name in found}


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
