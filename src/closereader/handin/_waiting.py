"""Which changes that wait in a browser would not be in a file made now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from closereader.annotations import checks
from closereader.widgets.base.sync import is_saved
from closereader.work import Work, WorkError

if TYPE_CHECKING:
    from closereader.handin.sheet import QuestionSheet

_MOST = 2_000  # changes that are looked at
_GONE = {"delete", "unlink"}


def absent(waiting: object, work: Work, sheet: QuestionSheet) -> list[str]:
    """Give the ids of those changes that belong into the file and are not on disk.

    A change that waits in a browser may lie on disk all the same, because the answer to it was
    lost. It does when this Python saved it, or when what it changed has a ``modified`` that is no
    earlier (`closereader.work`: the later change stands).

    `waiting`: what the browser sent: a list of ``{"shelf", "id", "op", "at", "of", "name"}``;
    `shelf` is ``"reader:<text>"``, ``"name:reader"`` or ``"<kind of
    question>:<exercise>/<question>"``, `of` the id of a mark or link, `name` the name that was
    chosen.
    """
    found = []
    for one in waiting[:_MOST] if isinstance(waiting, list) else []:
        if not (isinstance(one, Mapping) and isinstance(one.get("id"), str)):
            continue
        try:
            if not is_saved(work, one["id"]) and _lacks(one, work, sheet):
                found.append(one["id"])
        except (ValueError, WorkError):  # no time, or a disk that cannot be read: not known to be
            found.append(one["id"])
    return found


def _lacks(one: Mapping[str, Any], work: Work, sheet: QuestionSheet) -> bool:
    """Say whether a change belongs into the file and the disk has neither it nor a later one."""
    kind, _, of = str(one.get("shelf")).partition(":")
    if kind in {"name", "handin"}:
        # A card bears no time of its name: the name that comes last stands, whenever it was chosen.
        wanted = one.get("name")
        return isinstance(wanted, str) and " ".join(wanted.split()) != work.reader.name
    if kind == "reader":
        return of in sheet.texts and _lacks_mark(one, work, of)
    exercise, _, question = of.partition("/")
    if exercise != sheet.exercise:
        return False
    there = work.answer(exercise, question)
    return there is None or _earlier(there.modified, one)


def _lacks_mark(one: Mapping[str, Any], work: Work, text: str) -> bool:
    there = {each.id: each.modified for each in work.annotations(text).items}.get(
        str(one.get("of"))
    )
    if there is None:
        return one.get("op") not in _GONE and not _deleted_since(one, work, text)
    return _earlier(there, one)


def _deleted_since(one: Mapping[str, Any], work: Work, text: str) -> bool:
    """Say whether a later change than this one deleted what it changed."""
    return any(
        each.why == "deleted" and each.item.id == one.get("of") and not _earlier(each.at, one)
        for each in work.trashed(text)
    )


def _earlier(modified: str, one: Mapping[str, Any]) -> bool:
    return checks.instant(modified) < checks.instant(str(one.get("at")))
