"""One change as the browser sends it, its envelope checked before anything believes it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Self

from closereader.annotations.checks import stamp

LONGEST_ID = 80


class EditError(ValueError):
    """An edit that can never be saved; the sentence is shown to the person who made it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change as the browser sent it, its envelope validated, its contents not yet."""

    op: str
    """What is done: ``"put"``, ``"delete"``, ``"answer"``, ``"name"`` …"""
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    """The name of this change; a repetition carries the same one."""
    at: str = field(default_factory=stamp)
    """When it was made, by the browser's clock, as `checks.stamp` writes it."""
    base: str | None = None
    """The ``modified`` of the thing that was changed, as the browser knew it; None for a new one.
    """
    mark: Mapping[str, Any] | None = None
    value: Any = None
    """`mark`, `value`: the contents, whatever the browser sent: the widget validates them."""
    undoes: str | None = None
    redoes: str | None = None
    """`undoes`, `redoes`: the id of the edit that this one takes back or does again."""
    after: str | None = None
    """The id of the edit of the same thing that came before this one, and may still wait."""
    edition: str | None = None
    """The fingerprint of the text that its places count in; None when it has none."""

    @classmethod
    def read(cls, raw: object) -> Self:
        """Read one edit out of a message, or raise `EditError` saying what is wrong with it."""
        if not isinstance(raw, Mapping):
            raise EditError("A change arrived that is not a JSON object.")
        mark = raw.get("mark")
        if mark is not None and not isinstance(mark, Mapping):
            raise EditError("The “mark” of a change must be a JSON object.")
        return cls(
            id=_word(raw, "id"),
            op=_word(raw, "op"),
            at=stamp(_moment(_word(raw, "at"))),
            base=_base(raw),
            mark=mark,
            value=raw.get("value"),
            undoes=_word_or_none(raw, "undoes"),
            redoes=_word_or_none(raw, "redoes"),
            after=_word_or_none(raw, "after"),
            edition=_word_or_none(raw, "edition"),
        )


def _word(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    if not isinstance(value, str) or not value or len(value) > LONGEST_ID:
        raise EditError(f"A change needs “{key}”, a text of 1 to {LONGEST_ID} characters.")
    return value


def _word_or_none(raw: Mapping[str, Any], key: str) -> str | None:
    return None if raw.get(key) is None else _word(raw, key)


def _moment(value: str) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
        moment.astimezone(UTC)  # the first and the last day of the calendar cannot be shifted
    except (ValueError, OverflowError):
        raise EditError(f"“{value}” is not a moment in ISO 8601.") from None
    if moment.tzinfo is None:
        raise EditError(f"“{value}” names no time zone.")
    return moment


def _base(raw: Mapping[str, Any]) -> str | None:
    if raw.get("base") in (None, ""):
        return None
    _moment(found := _word(raw, "base"))
    return found
