"""Many annotations in one file: a W3C AnnotationCollection.

Source: Web Annotation Data Model, W3C Recommendation, 23 February 2017, section 5,
https://www.w3.org/TR/annotation-model/#collections.

A collection here is one file with one page: ``first`` holds an ``AnnotationPage`` (5.2), whose
``items`` hold the annotations themselves. ``total`` says how many there are, ``label`` what they
are, ``creator`` who made them. The page has an ``id`` of its own, that of the collection with
``:page:1`` at its end.

What is read is hostile until it is checked. The file as a whole is refused in one sentence when it
is no such collection, or is only a part of one. An annotation that is refused costs that
annotation: it is left out and named in ``problems``, and all the others are kept. Nothing is
placed in a text here: that is `anchor`'s business, which never guesses.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from closereader._faults import SentenceError
from closereader.annotations import _forms, _w3c, checks
from closereader.annotations._errors import AnnotationError
from closereader.annotations._link import Link, read_w3c
from closereader.annotations._mark import Annotation

MOST_BYTES = 32 * 1024 * 1024
"""A larger file is refused before it is read."""
MOST_ITEMS = 25_000
"""Annotations in one collection: twice as many as a seminar of two hundred hands in."""
_MOST_LABEL = 500
_AGENTS = ("Person", "Organization", "Software")


class CollectionError(SentenceError):
    """A file is no collection of annotations; the message names the file and the reason."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Annotations that belong together, in their order."""

    id: str
    """An IRI."""
    label: str
    """What it is, in a few words; may be empty."""
    items: tuple[Annotation | Link, ...]
    creator: str = ""
    """The IRI of whoever made it; "" when nobody is named."""
    creator_name: str = ""
    created: str = ""
    """ISO 8601 in UTC with ``Z``, or "" when it is not said."""
    problems: tuple[str, ...] = ()
    """One sentence for each annotation that was refused, and for a total that does not fit."""
    creator_class: str = "Person"
    """``Person``, ``Organization`` or ``Software`` (3.3.2), where the file says one of them."""

    def of(self, text_id: str) -> tuple[Annotation, ...]:
        """Return the marked passages of one text."""
        return tuple(
            item for item in self.items if isinstance(item, Annotation) and item.text == text_id
        )

    def to_w3c(self) -> dict[str, Any]:
        """Return the AnnotationCollection as JSON-LD, each item as its own ``to_w3c``."""
        head: _w3c.Json = {
            "@context": _w3c.CONTEXT,
            "id": self.id,
            "type": "AnnotationCollection",
            "label": self.label,
            "creator": self._creator(),
            "created": self.created,
        }
        page = {
            "id": f"{self.id}:page:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": [item.to_w3c() for item in self.items],
        }
        return {k: v for k, v in head.items() if v} | {"total": len(self.items), "first": page}

    def _creator(self) -> dict[str, Any]:
        who = _w3c.write_creator(self.creator, self.creator_name, {})
        return who and who | {"type": self.creator_class}

    @classmethod
    def from_w3c(cls, found: object, *, name: str = "The collection") -> Collection:
        """Read an AnnotationCollection from its JSON.

        Parameters
        ----------
        found
            The JSON, as `json` reads it; nothing is taken for granted.
        name
            What to call it in a sentence, for example its file name.

        Raises
        ------
        CollectionError
            When it is no collection, has too many items, or holds only its first page.
        """

        def refuse(reason: str) -> NoReturn:
            raise CollectionError(f"{name} is not a collection of annotations: {reason}.")

        if not isinstance(found, Mapping):
            refuse("it is not a JSON object")
        if "AnnotationCollection" not in _listed(found.get("type")):
            refuse("its type is not AnnotationCollection")
        page = found.get("first")
        if not isinstance(page, Mapping) or "AnnotationPage" not in _listed(page.get("type")):
            refuse("its first page of annotations is not in it")
        raw = page.get("items")
        if not isinstance(raw, list):
            refuse("its first page has no list of items")
        if "next" in page:
            refuse("it is only the first page of several; ask for a file that holds all of it")
        if len(raw) > MOST_ITEMS:
            refuse(f"it has {len(raw):,} items, and {MOST_ITEMS:,} are possible")
        agents = _forms.agents_in([found, *raw])
        found = _forms.usual(found, agents)
        try:
            fields = _head(found)
        except ValueError as error:
            refuse(str(error))
        items, problems = _items(raw, found.get("@context"), agents, name)
        if (total := found.get("total", len(raw))) != len(raw):
            shown = total if isinstance(total, int) else "something else"
            problems.append(f"{name} says that it has {shown} items; it has {len(raw)}.")
        return cls(**fields, items=tuple(items), problems=tuple(problems))


def read_collection(path: Path | str) -> Collection:
    """Read a file that holds an AnnotationCollection.

    Raises
    ------
    CollectionError
        When the file is missing, cannot be read, is too large, is not JSON in UTF-8, names a
        property twice, or is no collection (see `Collection.from_w3c`).
    """
    path = Path(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CollectionError(
                f"{path.name} has more than {MOST_BYTES // 1024 // 1024} MB: a collection of "
                "annotations is never so large."
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise CollectionError(f"There is no file {path}: check its name and folder.") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise CollectionError(f"{path} cannot be read ({reason}).") from error
    return Collection.from_w3c(_json(data, path.name), name=path.name)


def _head(found: Mapping[str, Any]) -> dict[str, str]:
    creators = _listed(found.get("creator"))
    who = creators[0] if creators and isinstance(creators[0], Mapping) else {}
    fields = {
        "id": checks.iri(found.get("id"), "its id"),
        "label": checks.text(found.get("label", ""), "its label", most=_MOST_LABEL),
        "creator": who.get("id", ""),
        "creator_name": checks.text(
            who.get("nickname", ""), "the name of its creator", most=checks.MOST_NAME
        ),
        "created": found.get("created", ""),
    }
    named = [one for one in _listed(who.get("type")) if one in _AGENTS]
    fields["creator_class"] = named[0] if named else "Person"
    if fields["creator"] != "":
        fields["creator"] = checks.iri(fields["creator"], "the id of its creator")
    if fields["created"] != "":
        checks.instant(fields["created"], "created")
    return fields


def _items(
    raw: list[object], context: object, agents: _forms.Agents, name: str
) -> tuple[list[Annotation | Link], list[str]]:
    """Read each item; an item without a context of its own has that of the collection."""
    items: list[Annotation | Link] = []
    problems: list[str] = []
    seen: set[str] = set()
    for number, each in enumerate(raw, start=1):
        try:
            item = _item(each, context, agents)
        except AnnotationError as error:
            named = f" ({error.id})" if error.id else ""
            problems.append(f"{name}, item {number}{named}, was left out: {error.reason}.")
            continue
        if item.id in seen:
            problems.append(
                f"{name}, item {number} ({item.id}), was left out: an item before it has its id."
            )
            continue
        seen.add(item.id)
        items.append(item)
    return items, problems


def _item(raw: object, context: object, agents: _forms.Agents) -> Annotation | Link:
    if not isinstance(raw, Mapping):
        return read_w3c(raw)  # type: ignore[arg-type]  # it refuses what is no object
    return Annotation.as_written(raw) or read_w3c(
        _forms.usual({"@context": context, **raw}, agents)
    )


def _json(data: bytes, name: str) -> object:
    def refuse(reason: str) -> NoReturn:
        raise CollectionError(f"{name} is not a collection of annotations: {reason}.")

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            refuse("it names a property twice in one object, so it says two things")
        return found

    try:
        return json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=once,
            parse_constant=lambda word: refuse(f"it holds {word}, which JSON does not have"),
        )
    except CollectionError:
        raise
    except UnicodeDecodeError as error:
        refuse(f"it is not UTF-8 at byte {error.start}")
    except json.JSONDecodeError as error:
        refuse(f"it is not JSON at line {error.lineno}")
    except RecursionError:
        refuse("it is nested without end")
    except ValueError:  # Python reads no number of more than 4,300 digits
        refuse("it holds a number that is too long")


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
