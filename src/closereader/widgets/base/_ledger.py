"""What is remembered of the edits that arrived, so that a repeated delivery is harmless."""

from collections import OrderedDict
from dataclasses import dataclass, field

_MOST = 20_000
"""Edits whose repetition is recognised, per work folder."""


@dataclass(slots=True)
class Ledger:
    """The edits that are on disk."""

    saved: OrderedDict[str, str] = field(default_factory=OrderedDict)
    """By the id of the edit: the time that the next edit of the same thing gives as its base."""
    lost: set[str] = field(default_factory=set)
    """The ids of those in whose place a later change stands; they are on disk in the trash."""

    def enter(self, edit_id: str, modified: str) -> None:
        """Remember an edit, and forget the oldest when there are too many."""
        self.saved[edit_id] = modified
        while len(self.saved) > _MOST:
            self.lost.discard(self.saved.popitem(last=False)[0])
