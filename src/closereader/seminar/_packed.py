"""Marks that lie packed until somebody looks; of a large class nothing takes more room."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar, overload

T = TypeVar("T")

_QUICK = 1  # of zlib's levels: a fifth of the room; more work brings little more


class Packed(Sequence[T]):
    """A sequence that is unpacked when it is looked at, and not kept; its items never change."""

    __slots__ = ("_count", "_data")

    def __init__(self, items: Iterable[T]) -> None:
        """Pack the items."""
        found = tuple(items)
        self._count = len(found)
        self._data = zlib.compress(pickle.dumps(found, pickle.HIGHEST_PROTOCOL), _QUICK)

    def __len__(self) -> int:
        """Count the items, without a look at them."""
        return self._count

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        """Give one of the items, or some."""
        found: tuple[T, ...] = _unpacked(self._data)
        return found[at]

    def __iter__(self) -> Iterator[T]:
        """Give all items; those of one look are the same objects."""
        found: tuple[T, ...] = _unpacked(self._data)
        return iter(found)

    def __eq__(self, other: object) -> bool:
        """Compare the items, with those of any sequence."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Give the same for equal items."""
        return hash(tuple(self))


@lru_cache(maxsize=16)  # what is done with one hand-in is done at once, beside its earlier ones
def _unpacked(data: bytes) -> tuple[T, ...]:
    found: tuple[T, ...] = pickle.loads(zlib.decompress(data))  # noqa: S301 - packed above
    return found
