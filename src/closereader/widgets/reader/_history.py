"""What can be taken back: one history for a person's gestures and for calls from Python.

A step is one change of one mark or link, with what was there before and after. Taking it
back is itself a change, saved like any other, that names the step it undoes. So undoing
works in the browser while Python is away, and Python's stacks follow when the changes arrive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from closereader.annotations import Annotation, Link

LIMIT = 200
"""Steps kept; the browser keeps as many (``state.js``)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change: the edit's id and time, and the thing before and after it (None: not there)."""

    id: str
    at: str
    before: Annotation | Link | None
    after: Annotation | Link | None

    @property
    def thing(self) -> str:
        """The id of the mark or link that changed."""
        found = self.after or self.before
        return found.id if found is not None else ""


@dataclass(slots=True)
class History:
    """Steps that can be taken back (`done`) and done again (`undone`), the latest last."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def record(self, step: Step, *, undoes: str | None = None, redoes: str | None = None) -> None:
        """Follow one change.

        An undo moves its step from `done` to `undone`, a redo moves it back, and anything
        else is a new step after which nothing can be done again. An undo of a step that is
        not known here (Python was restarted in between) changes nothing.
        """
        if undoes is not None:
            _move(undoes, self.done, self.undone)
        elif redoes is not None:
            _move(redoes, self.undone, self.done)
        else:
            self.done.append(step)
            del self.done[:-LIMIT]
            self.undone.clear()

    def recall(self, thing: str) -> Annotation | Link | None:
        """Return the latest known form of a mark or link that may be gone from the disk."""
        for step in reversed([*self.undone, *self.done]):
            if step.thing == thing:
                return step.after or step.before
        return None


def _move(step_id: str, source: list[Step], target: list[Step]) -> None:
    for step in source:
        if step.id == step_id:
            source.remove(step)
            target.append(step)
            return
