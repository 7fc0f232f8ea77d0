"""The two desks of a comparison, and what concerns both: links across, and one order of undo."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from closereader.annotations import Link, checks
from closereader.quotations import find_quote
from closereader.widgets.base.sync import Edit, EditError, now
from closereader.widgets.reader.desk import Desk, desk_for

if TYPE_CHECKING:
    from closereader.work import Work


class TextPair:
    """Two texts with their marks, in one work folder.

    Attributes
    ----------
    desks
        One for each side; the same one twice when a text is compared with itself.
    both
        Each desk once.
    """

    def __init__(self, work: Work, first: str, second: str) -> None:
        self.desks = (desk_for(work, first), desk_for(work, second))
        self.both = tuple(dict.fromkeys(self.desks))

    # ---- links

    @property
    def links(self) -> tuple[Link, ...]:
        """The links between the two texts, the oldest first; each is kept with its first text."""
        ids = sorted(desk.text_id for desk in self.desks)
        found = [
            item
            for desk in self.both
            for item in desk.items.values()
            if isinstance(item, Link) and sorted((item.first.text, item.second.text)) == ids
        ]
        return tuple(sorted(found, key=lambda link: (link.created, link.id)))

    def link(self, link_id: str) -> Link:
        """Return one link by its id."""
        for link in self.links:
            if link.id == link_id:
                return link
        raise EditError(f"There is no link {link_id} between these texts.")

    def new_link(self, quote: str, other: str, note: str) -> Edit:
        """Make the edit that links words of the first text with words of the second."""
        first, second = self.desks
        (text, _), (away, _) = first.readable(), second.readable()
        one, two = find_quote(text, quote, None), find_quote(away, other, None)
        link = {"id": checks.new_id(), "a": [*one], "b": [*two], "note": note}
        if first is not second:
            link["away"] = second.text_id
        return _edit("link", link)

    def unlinking(self, link_id: str) -> tuple[Desk, Edit]:
        """Make the edit that removes a link, and say where it is kept."""
        link = self.link(link_id)
        desk = next(desk for desk in self.both if desk.text_id == link.text)
        return desk, _edit("unlink", {"id": link.id}, link.modified)

    def id_of(self, edit: Edit) -> str:
        """Return the id of the thing that an edit is about."""
        return str(edit.value["id"])

    # ---- undo

    def taking_back(self, at: str) -> tuple[Desk, Edit] | None:
        """Make the edit that undoes the last step of both texts, None when there is none."""
        last = [(desk.history.done[-1].at, desk) for desk in self.both if desk.history.done]
        if not last:
            return None
        desk = max(last, key=lambda each: each[0])[1]
        edit = desk.taking_back(at)
        return None if edit is None else (desk, edit)

    def doing_again(self, at: str) -> tuple[Desk, Edit] | None:
        """Make the edit that redoes what was undone last: the earliest of what was undone."""
        last = [(desk.history.undone[-1].at, desk) for desk in self.both if desk.history.undone]
        if not last:
            return None
        desk = min(last, key=lambda each: each[0])[1]
        edit = desk.doing_again(at)
        return None if edit is None else (desk, edit)


def _edit(op: str, value: dict[str, Any], base: str | None = None) -> Edit:
    return Edit(id=str(uuid.uuid4()), op=op, at=now(), base=base, value=value)
