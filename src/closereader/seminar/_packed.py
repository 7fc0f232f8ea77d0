"""Marks that lie packed until somebody looks; of a large class nothing takes more room."""

import copyreg
import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import overload

from closereader.annotations import Annotation

_QUICK = 1  # of zlib's levels: a fifth of the room; more work brings little more
_NAMES = tuple(each.name for each in fields(Annotation))
_values = attrgetter(*_NAMES)
# What was checked when it was read is not checked again, and a frozen class has no quicker way.
_PLACES = tuple(getattr(Annotation, name).__set__ for name in _NAMES)


def _unchecked(*values: object) -> Annotation:
    mark = object.__new__(Annotation)
    for put, value in zip(_PLACES, values, strict=True):
        put(mark, value)
    return mark


# Marks go to a second process as well.
copyreg.pickle(Annotation, lambda mark: (_unchecked, _values(mark)))


class Packed(Sequence[Annotation]):
    """Marks that are unpacked when they are looked at, and not kept."""

    __slots__ = ("_count", "_data")

    def __init__(self, marks: Iterable[Annotation]) -> None:
        """Pack the marks."""
        found = tuple(marks)
        self._count = len(found)
        self._data = zlib.compress(pickle.dumps(found, pickle.HIGHEST_PROTOCOL), _QUICK)

    def __len__(self) -> int:
        """Count the marks, without a look at them."""
        return self._count

    @overload
    def __getitem__(self, at: int) -> Annotation: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Annotation]: ...
    def __getitem__(self, at: int | slice) -> Annotation | Sequence[Annotation]:
        """Give one of the marks, or some."""
        return _unpacked(self._data)[at]

    def __iter__(self) -> Iterator[Annotation]:
        """Give all marks; those of one look are the same objects."""
        return iter(_unpacked(self._data))

    def __eq__(self, other: object) -> bool:
        """Compare the marks, with those of any sequence."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Give the same for equal marks."""
        return hash(tuple(self))


@lru_cache(maxsize=256)  # a seminar stays as it is; the marks of a large class need too much room
def _unpacked(data: bytes) -> tuple[Annotation, ...]:
    marks: tuple[Annotation, ...] = pickle.loads(zlib.decompress(data))  # noqa: S301 - packed above
    return marks
