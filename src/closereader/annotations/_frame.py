"""What marks and links have in common: who, when, and whatever else was said."""

import json
from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from closereader.annotations import _reading, _w3c, checks
from closereader.annotations._errors import AnnotationError

T = TypeVar("T")
_SHOWN = 200  # characters of an id that was refused


class Frame(Protocol):
    """The fields that every annotation has."""

    @property
    def id(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def creator(self) -> str: ...
    @property
    def creator_name(self) -> str: ...
    @property
    def created(self) -> str: ...
    @property
    def modified(self) -> str: ...
    @property
    def extra(self) -> str: ...


def named(id: object, work: Callable[[], T]) -> T:  # noqa: A002 - the model's word
    """Do ``work``; whatever is refused in it is refused under this id."""
    shown = id[:_SHOWN] if isinstance(id, str) and id.isprintable() else ""
    try:
        return work()
    except AnnotationError as error:
        raise AnnotationError(error.reason, id=error.id or shown) from error
    except ValueError as error:
        raise AnnotationError(str(error), id=shown) from error


def check(found: Frame) -> None:
    """Raise `ValueError` when one of the common fields is not what it must be."""
    if checks.iri(found.id, "its id") != found.id:
        raise ValueError("a urn:uuid is written in small letters")
    checks.text(found.note, "its note", most=checks.MOST_NOTE)
    checks.text(found.creator_name, "the name of its creator", most=checks.MOST_NAME)
    if found.creator != "":
        checks.iri(found.creator, "the id of its creator")
    checks.instant(found.created, "created")
    if found.modified != found.created:
        checks.instant(found.modified, "modified")
    if not isinstance(found.extra, str):
        raise ValueError("extra must be JSON")  # noqa: TRY004 - refused like the rest


def write(found: Frame, motivation: str) -> tuple[_w3c.Json, _w3c.Json]:
    """Begin the JSON-LD of an annotation; return it and what else was said when it was read."""
    extra: _w3c.Json = json.loads(found.extra) if found.extra else {}
    times = (found.created, found.modified)
    head = _w3c.write_head(found.id, motivation, times, extra.get("head", {}))
    creator = _w3c.write_creator(found.creator, found.creator_name, extra.get("creator", {}))
    return head | ({"creator": creator} if creator else {}), extra


def read(raw: object, motivation: str, build: Callable[[_w3c.Json, _w3c.Json], T]) -> T:
    """Read the common fields, and let ``build`` read the rest.

    ``build`` is given what is left of the annotation and the fields read so far, ``extra`` among
    them as an object; it is to take ``body`` and ``target``.
    """
    if not isinstance(raw, Mapping):
        raise AnnotationError("it is not a JSON object")

    def work() -> T:
        found = dict(raw)
        fields: _w3c.Json = {"id": checks.iri(found.pop("id", None), "its id")}
        fields["created"] = found.pop("created", None)
        fields["modified"] = found.pop("modified", fields["created"])
        creator, name, person = _reading.read_creator(found)
        fields |= {"creator": creator, "creator_name": name, "extra": {"creator": person}}
        parts = {key: found.pop(key, None) for key in ("body", "target")}
        fields["extra"]["head"] = _reading.read_head(found, motivation)
        return build(parts, fields)

    return named(raw.get("id"), work)


def packed(extra: _w3c.Json) -> str:
    """Write what else was said as JSON, leaving out what is empty; "" when nothing is left."""
    if not (rest := _w3c.full(extra)):
        return ""
    try:
        found = json.dumps(rest, ensure_ascii=False, sort_keys=True, allow_nan=False)
        found.encode("utf-8")
    except (TypeError, RecursionError) as error:
        raise AnnotationError("it holds something that JSON cannot") from error
    return found
