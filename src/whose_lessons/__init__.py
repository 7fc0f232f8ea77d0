"""Whose Lessons?: what this course has of its own, above the library `closereader`.

The figures of its tables, the explorer, and the estimators. The library imports nothing from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whose_lessons.explorer.widget import Explore

__all__ = ["Explore"]


def __getattr__(name: str) -> object:
    """Import the widget at its first use (PEP 562): the figures need none."""
    if name != "Explore":
        raise AttributeError(f"whose_lessons has no {name!r}; it has Explore.")
    from whose_lessons.explorer.widget import Explore  # noqa: PLC0415 - see above

    return Explore
