"""Many students' files: collected, and laid side by side to see what a seminar marked."""

from __future__ import annotations

from closereader.seminar._errors import CollectError
from closereader.seminar.collecting import KINDS, Collected, Finding, collect, read_names

__all__ = [
    "KINDS",
    "CollectError",
    "Collected",
    "Finding",
    "collect",
    "read_names",
]
