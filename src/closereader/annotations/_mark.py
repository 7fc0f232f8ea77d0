"""A marked passage."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from sys import intern
from types import EllipsisType
from typing import Any, Self

from closereader.annotations import _frame, _reading, _w3c, checks
from closereader.annotations._errors import AnnotationError
from closereader.annotations._passage import Passage, TextLike
from closereader.texts import current_id

_PASSAGE = tuple(each.name for each in fields(Passage))


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation(Passage):
    """One marked passage: which words, what they are about, what they do, and why.

    It never changes; `changed` makes a new one. Whether a theme or move is in the codebook is not
    asked here: a mark must outlive a change of the codebook.

    Attributes
    ----------
    id
        ``urn:uuid:…`` (or another IRI, when it was made elsewhere).
    text, fingerprint, start, end, exact, prefix, suffix, times
        The passage; see `Passage`. Places are code points, half-open.
    theme, move
        Ids of the codebook; ``move`` may be None.
    note
        Plain text, at most 20,000 characters; "" for none.
    creator, creator_name
        The reader's id (an IRI) and pseudonym; "" when nobody is named.
    created, modified
        ISO 8601 in UTC with ``Z``.
    codebook
        Version of the codebook that theme and move belong to.
    extra
        JSON of whatever else the annotation said when it was read; it is written again.

    Raises
    ------
    AnnotationError
        When a field is not what it must be; names the id and the reason.
    """

    id: str
    theme: str
    move: str | None
    note: str
    creator: str
    creator_name: str
    created: str
    modified: str
    codebook: int = 1
    extra: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Refuse an annotation that cannot be."""
        _frame.named(self.id, self._check)

    def _check(self) -> None:
        Passage.__post_init__(self)
        _frame.check(self)
        checks.name(self.theme, "the theme")
        if self.move is not None:
            checks.name(self.move, "the move")
        if checks.count(self.codebook, "the version of the codebook") not in range(1, 10_000):
            raise ValueError(f"the version of the codebook is {self.codebook}")

    @classmethod
    def on(  # type: ignore[override]  # noqa: PLR0913 - a mark has this many parts, all of them its own
        cls,
        text: TextLike,
        start: int,
        end: int,
        *,
        theme: str,
        move: str | None = None,
        note: str = "",
        creator: str = "",
        creator_name: str = "",
        id: str | None = None,  # noqa: A002 - the model's word
        now: str | None = None,
        codebook: int = 1,
    ) -> Self:
        """Mark the words from ``start`` up to ``end`` (code points of ``text.body``).

        Parameters
        ----------
        id, now
            A new ``urn:uuid:`` and the present moment when they are not given.
        note
            Line ends and control characters are tidied; white space around it is left out.
        """
        moment = checks.stamp() if now is None else now
        passage = Passage.on(text, start, end)
        return cls(
            id=checks.new_id() if id is None else id,
            **_flat(passage),
            theme=theme,
            move=move,
            note=checks.tidy(note).strip(),
            creator=creator,
            creator_name=creator_name,
            created=moment,
            modified=moment,
            codebook=codebook,
        )

    def changed(  # noqa: PLR0913 - every part of a mark may change
        self,
        *,
        theme: str | EllipsisType = ...,
        move: str | EllipsisType | None = ...,
        note: str | EllipsisType = ...,
        text: TextLike | None = None,
        start: int | EllipsisType = ...,
        end: int | EllipsisType = ...,
        now: str | None = None,
    ) -> Self:
        """Return this annotation with some parts changed, ``modified`` later than it was.

        Give ``text`` (and ``start`` or ``end``) to put it in another place, or in a new state of
        its text. What is left out, ``...``, stays.
        """
        new: dict[str, Any] = {"theme": theme, "move": move}
        new["note"] = note if isinstance(note, EllipsisType) else checks.tidy(note).strip()
        if text is not None:
            if text.id != self.text:
                reason = f"it is a passage of {self.text} and cannot move to {text.id}"
                raise AnnotationError(reason, id=self.id)
            first = self.start if start is ... else start
            last = self.end if end is ... else end
            new |= _flat(Passage.on(text, first, last))
        elif (start, end) != (..., ...):
            raise TypeError("a new place needs its text: give text= with start= and end=")
        new = {key: value for key, value in new.items() if value is not ...}
        return replace(self, **new, modified=checks.after(self.modified, now))

    @property
    def passage(self) -> Passage:
        """Where the words are, without what was said of them."""
        return Passage(**_flat(self))

    @property
    def passages(self) -> tuple[Passage]:
        """Itself; of a link, there are two."""
        return (self,)

    def to_w3c(self) -> dict[str, Any]:
        """Return the W3C Web Annotation (JSON-LD); `_w3c` says what stands where, and why."""
        found, extra = _frame.write(self, "classifying")
        found["body"] = _w3c.write_bodies(
            self.codebook, self.theme, self.move, self.note, extra.get("bodies", {})
        )
        found["target"] = _w3c.write_target(self, extra.get("target", {}))
        return found

    @classmethod
    def from_w3c(cls, found: Mapping[str, Any]) -> Self:
        """Read a W3C Web Annotation that marks a passage.

        Raises
        ------
        AnnotationError
            When it breaks the model, or lacks what a marked passage needs; names id and reason.
        """
        return cls.as_written(found) or _frame.read(found, "classifying", cls._read)

    @classmethod
    def as_written(cls, found: Mapping[str, Any]) -> Self | None:
        """Read one that says what `to_w3c` writes and no more; None of any other.

        To write it again and compare takes a fifth of the time that it takes to look at each part;
        and what a class says 100,000 times, names and themes, is one object.
        """
        try:
            who, target, bodies = found.get("creator", {}), found["target"], found["body"]
            quote, place = target["selector"]
            named: list[Any] = [
                _w3c.ITEM.fullmatch(one["source"]) for one in bodies if "source" in one
            ]
            theme, *move = named
            mark = cls(
                text=intern(current_id(target["source"].removeprefix(_w3c.TEXT))),
                fingerprint=intern(target["state"]["id"].removeprefix(_w3c.STATE)),
                start=place["start"],
                end=place["end"],
                exact=quote["exact"],
                prefix=quote["prefix"],
                suffix=quote["suffix"],
                times=quote.get(_w3c.TIMES, 0),
                id=found["id"],
                theme=intern(theme[3]),
                move=intern(move[0][3]) if move else None,
                note=next((one["value"] for one in bodies if "value" in one), ""),
                creator=intern(who.get("id", "")),
                creator_name=intern(who.get("nickname", "")),
                created=intern(found["created"]),
                modified=intern(found["modified"]),
                codebook=int(theme[1]),
            )
        except (LookupError, TypeError, AttributeError, ValueError):
            return None
        return mark if mark.to_w3c() == found else None

    @classmethod
    def _read(cls, parts: dict[str, Any], frame: dict[str, Any]) -> Self:
        codebook, theme, move, note, bodies = _reading.read_bodies(parts["body"])
        [(passage, target)] = _reading.read_targets(parts["target"], 1)
        return cls(
            **{
                **frame,
                "extra": _frame.packed({**frame["extra"], "bodies": bodies, "target": target}),
            },
            **passage,
            theme=theme,
            move=move,
            note=note,
            codebook=codebook,
        )


def _flat(passage: Passage) -> dict[str, Any]:
    return {name: getattr(passage, name) for name in _PASSAGE}
