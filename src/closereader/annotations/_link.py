"""A link between two passages."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from closereader.annotations import _frame, _reading, _w3c, checks
from closereader.annotations._mark import Annotation
from closereader.annotations._passage import Passage


@dataclass(frozen=True, slots=True)
class Link:
    """Two passages held together: an annotation with two targets, motivation ``linking``.

    Attributes
    ----------
    id, note, creator, creator_name, created, modified, extra
        As in `Annotation`.
    first, second
        The passages, of one text or of two.
    """

    id: str
    first: Passage
    second: Passage
    note: str
    creator: str
    creator_name: str
    created: str
    modified: str
    extra: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Refuse a link that cannot be."""
        _frame.named(self.id, lambda: _frame.check(self))

    @property
    def passages(self) -> tuple[Passage, Passage]:
        """Both, the first one first."""
        return self.first, self.second

    @property
    def text(self) -> str:
        """The text of the first passage; the link is stored with it."""
        return self.first.text

    @classmethod
    def between(  # noqa: PLR0913 - a link has this many parts
        cls,
        first: Passage,
        second: Passage,
        *,
        note: str = "",
        creator: str = "",
        creator_name: str = "",
        id: str | None = None,  # noqa: A002 - the model's word
        now: str | None = None,
    ) -> Self:
        """Link two passages."""
        moment = checks.stamp() if now is None else now
        return cls(
            id=checks.new_id() if id is None else id,
            first=first,
            second=second,
            note=checks.tidy(note).strip(),
            creator=creator,
            creator_name=creator_name,
            created=moment,
            modified=moment,
        )

    def changed(self, *, note: str, now: str | None = None) -> Self:
        """Return this link with another note, ``modified`` later than it was."""
        modified = checks.after(self.modified, now)
        return replace(self, note=checks.tidy(note).strip(), modified=modified)

    def to_w3c(self) -> dict[str, Any]:
        """Return the W3C Web Annotation (JSON-LD) with both passages as targets."""
        found, extra = _frame.write(self, "linking")
        bodies = extra.get("bodies", {})
        notes = [_w3c.write_note(self.note, bodies.get("note", {}))] if self.note else []
        body = notes + bodies.get("bodies", [])
        found |= {"body": body} if body else {}
        targets = extra.get("targets", [{}, {}])
        pairs = zip(self.passages, targets, strict=True)
        found["target"] = [_w3c.write_target(*each) for each in pairs]
        return found

    @classmethod
    def from_w3c(cls, found: Mapping[str, Any]) -> Self:
        """Read a W3C Web Annotation that links two passages; see `Annotation.from_w3c`."""
        return _frame.read(found, "linking", cls._read)

    @classmethod
    def _read(cls, parts: dict[str, Any], frame: dict[str, Any]) -> Self:
        note, bodies = _reading.read_note(parts["body"])
        (first, one), (second, two) = _reading.read_targets(parts["target"], 2)
        extra = {**frame["extra"], "bodies": bodies, "targets": [one, two]}
        return cls(
            **{**frame, "extra": _frame.packed(extra)},
            first=Passage(**first),
            second=Passage(**second),
            note=note,
        )


def read_w3c(found: Mapping[str, Any]) -> Annotation | Link:
    """Read a W3C Web Annotation: a link when its motivation is ``linking``, else a mark."""
    motivation = found.get("motivation") if isinstance(found, Mapping) else None
    linking = motivation == "linking" or (isinstance(motivation, list) and "linking" in motivation)
    return Link.from_w3c(found) if linking else Annotation.from_w3c(found)
