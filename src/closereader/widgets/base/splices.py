"""A change of a long list of marks on its way to the page: what is new, not the whole list.

The trait of the list is the truth in Python, and is sent whole when the comm opens or the page asks
for its state. Every change after that is one splice, in an update of its own, which the page lays
on the list that its model has (``splices.js``): so a view that is drawn late, a second
view and another page find the whole list in the model.
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypedDict

from closereader.widgets.base._parcels import widgets_stand_alone
from closereader.widgets.base.sync import Synced


class Splice(TypedDict):
    """Where two lists differ, as one piece of each."""

    before: int  # how long the old list was
    at: int
    gone: int
    put: list[Any]


class Spliced(Synced):
    """A widget that shows lists, and tells the page of their changes."""

    _quiet = ""  # the trait that is not sent by itself now
    _told = 0

    def show_list(self, name: str, new: list[Any]) -> None:
        """Show another list; `name` is a trait, a list of things or a list of such lists."""
        old = getattr(self, name)
        steps = list(_steps(old, new))
        if self.comm is None or widgets_stand_alone() or None in steps:
            setattr(self, name, new)
            return
        self._quiet = name
        try:
            setattr(self, name, new)
        finally:
            self._quiet = ""
        for which, step in filter(None, steps):
            self._told += 1
            told = {"n": self._told, "trait": name, "which": which, **step}
            self._send({"method": "update", "state": {"splices": told}, "buffer_paths": []})

    def _should_send_property(self, key: str, value: object) -> bool:
        return key != self._quiet and bool(super()._should_send_property(key, value))


def splice(old: Sequence[Any], new: Sequence[Any]) -> Splice | None:
    """Say what makes one list out of another, None when they are equal."""
    most = min(len(old), len(new))
    at = next((n for n in range(most) if _differ(old[n], new[n])), most)
    if at == len(old) == len(new):
        return None
    tail = next((n for n in range(most - at) if _differ(old[-1 - n], new[-1 - n])), most - at)
    return {"before": len(old), "at": at, "gone": len(old) - tail - at,
            "put": list(new[at : len(new) - tail])}  # fmt: skip


def _differ(one: object, other: object) -> bool:
    return one is not other and one != other


def _steps(old: list[Any], new: list[Any]) -> Iterator[tuple[int | None, Splice] | None]:
    """Give the splices of a list, or of each list in it; None where the whole is to be sent."""
    nested = [isinstance(each, list) for each in (*old, *new)]
    if not any(nested):
        pairs: list[tuple[int | None, Any, Any]] = [(None, old, new)]
    elif all(nested) and len(old) == len(new):
        pairs = list(zip(range(len(old)), old, new, strict=True))
    else:
        yield None
        return
    for which, one, other in pairs:
        step = splice(one, other)
        if step is not None:
            yield which, step
