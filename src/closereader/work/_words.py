"""What a person wrote, in whatever a file of the work folder holds."""

from __future__ import annotations

from collections.abc import Iterator

_WRITTEN = frozenset({"text", "note", "reason", "label", "exact"})
"""Names under which words stand; passages count, because somebody chose them."""


def sheds(before: object, after: object) -> bool:
    """Say whether a piece of writing is gone, or most of its words at once.

    Writing on, correcting and shortening step by step are no loss: half of a piece's words, or half
    of it from its first letter, are still there, wherever it has been moved.
    """
    kept = list(_pieces(after))
    return any(not any(_goes_on(piece, other) for other in kept) for piece in _pieces(before))


def _goes_on(piece: str, other: str) -> bool:
    words = set(piece.split())
    shared = words & set(other.split())
    if 2 * len(shared) >= len(words) or other.startswith(piece):
        return True
    # within a word; a first letter written over a whole answer is no beginning of it
    return 2 * len(other) >= len(piece) and piece.startswith(other)


def _pieces(value: object) -> Iterator[str]:
    """Go through what people wrote: strings under the names above, and the comments of a mark."""
    if isinstance(value, list):
        for each in value:
            yield from _pieces(each)
    elif isinstance(value, dict):
        comment = value.get("value") if value.get("purpose") == "commenting" else None
        for piece in [*(value[name] for name in _WRITTEN & value.keys()), comment]:
            if isinstance(piece, str) and piece.strip():
                yield piece
        for each in value.values():
            yield from _pieces(each)
