"""The parts of a W3C Web Annotation, written and read.

Source: Web Annotation Data Model, W3C Recommendation, 23 February 2017,
https://www.w3.org/TR/annotation-model/. Section numbers here and in the tests are that document's.

What is written, and why so:

``@context`` (3.1)
    The one string ``http://www.w3.org/ns/anno.jsonld``; a single value MUST be a string.
``id`` (3.1)
    ``urn:uuid:…``: an IRI that needs no server and that no two readers can both make.
``motivation`` (3.3.5)
    One, as it SHOULD be: ``classifying`` for a marked passage, ``linking`` for a link. That a
    passage also carries a comment is said by the body's own ``purpose``.
``creator`` (3.3.2)
    A ``Person`` with the reader's ``urn:uuid:`` and a ``nickname``: a pseudonym is enough, so
    there is no ``name``.
``created``, ``modified`` (3.3.1)
    xsd:dateTime in UTC with ``Z``, to the millisecond.
``body`` (4.1, 3.2.4)
    Theme and move are things with an IRI, so each is a ``SpecificResource`` whose ``purpose`` is
    ``classifying`` and whose ``source`` names the item of the codebook,
    ``urn:closereader:codebook:1:theme:exclusion``. The note is a ``TextualBody`` in
    ``text/plain`` whose ``purpose`` is ``commenting``; without a note there is no such body.
``target`` (4)
    A ``SpecificResource``: ``source`` is ``urn:closereader:text:alieva-2024``.
``state`` (4.3)
    An object with an ``id`` alone, as in the model's own example 30:
    ``urn:closereader:fingerprint:sha256:…`` names the canonical text by its digest. It is no
    ``TimeState`` (4.3.1: a moment or a copy) and no ``HttpRequestState`` (4.3.2: headers); a
    class of our own would mean nothing to anybody else.
``selector`` (4.2.4, 4.2.5)
    ``TextQuoteSelector`` and ``TextPositionSelector`` side by side, both selecting the same words
    of the canonical text, in NFC and in code points. ``closereader:occurrences`` beside the quote
    says how often the words stood in that text (3.3 allows further properties).

What is read may say more than this: other bodies, selectors and states, other properties. All of
it is kept and written again (3.3.7: a ``canonical`` IRI MUST NOT be changed or deleted).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from closereader.annotations import checks
from closereader.annotations._errors import AnnotationError
from closereader.annotations._passage import Passage

Json = dict[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_TEXT = "urn:closereader:text:"
_STATE = "urn:closereader:fingerprint:"
_ITEM = re.compile(r"urn:closereader:codebook:([1-9][0-9]{0,3}):(theme|move):(.+)")
_TIMES = "closereader:occurrences"
# What each part says of itself; a part that says otherwise keeps its own words.
_PERSON = {"type": "Person"}
_CLASSIFIED = {"type": "SpecificResource", "purpose": "classifying"}
_COMMENT = {"type": "TextualBody", "format": "text/plain", "purpose": "commenting"}
_TARGET = {"type": "SpecificResource"}
_QUOTE = {"type": "TextQuoteSelector"}
_PLACE = {"type": "TextPositionSelector"}


def item(codebook: int, kind: str, name: str) -> str:
    """Name a theme or a move of a codebook by an IRI."""
    return f"urn:closereader:codebook:{codebook}:{kind}:{name}"


# ---- writing


def write_head(id: str, motivation: str, times: tuple[str, str], extra: Json) -> Json:  # noqa: A002
    """Begin an annotation: context, id, type, motivation, created, modified."""
    head = {"@context": CONTEXT, "id": id, "type": "Annotation", "motivation": motivation}
    return {**head, **extra, "created": times[0], "modified": times[1]}


def write_creator(id: str, nickname: str, extra: Json) -> Json:  # noqa: A002
    """Write the reader as an agent; an empty object when nobody is named."""
    known = {"id": id, "nickname": nickname}
    named = {key: value for key, value in known.items() if value}
    return {**_PERSON, **extra, **named} if named or extra else {}


def write_bodies(codebook: int, theme: str, move: str | None, note: str, extra: Json) -> list[Json]:
    """Write theme, move and note, each as a body of its own, and whatever else there was."""
    bodies = []
    for kind, name in (("theme", theme), ("move", move)):
        if name is not None:
            source = {"source": item(codebook, kind, name)}
            bodies.append({**_CLASSIFIED, **extra.get(kind, {}), **source})
    if note:
        bodies.append(write_note(note, extra.get("note", {})))
    return [*bodies, *extra.get("bodies", [])]


def write_note(note: str, extra: Json) -> Json:
    """Write a note as a body."""
    return {**_COMMENT, **extra, "value": note}


def write_target(passage: Passage, extra: Json) -> Json:
    """Write a passage as a specific resource with its state and both selectors."""
    quote: Json = {"exact": passage.exact, "prefix": passage.prefix, "suffix": passage.suffix}
    if passage.times:
        quote[_TIMES] = passage.times
    place = {"start": passage.start, "end": passage.end}
    state: Json = {**extra.get("state", {}), "id": _STATE + passage.fingerprint}
    others = extra.get("states", [])
    return {
        **_TARGET,
        **extra.get("target", {}),
        "source": _TEXT + passage.text,
        "state": [state, *others] if others else state,
        "selector": [
            {**_QUOTE, **extra.get("quote", {}), **quote},
            {**_PLACE, **extra.get("place", {}), **place},
            *extra.get("selectors", []),
        ],
    }


# ---- reading: every function takes what it knows out of its object and hands back the rest


def read_head(found: Json, motivation: str) -> Json:
    """Check context, type and motivation; return the properties nobody here knows."""
    contexts = _list(found.pop("@context", None))
    if CONTEXT not in contexts:
        raise AnnotationError(f"its @context does not name {CONTEXT}")
    types = _list(found.pop("type", None))
    if "Annotation" not in types:
        raise AnnotationError("its type is not Annotation")
    motivations = _list(found.pop("motivation", None))
    if motivation not in motivations:
        raise AnnotationError(f"its motivation is not {motivation}")
    rest = dict(found)
    kept = (("@context", contexts), ("type", types), ("motivation", motivations))
    rest.update({key: values for key, values in kept if len(values) > 1})
    return rest


def read_creator(found: Json) -> tuple[str, str, Json]:
    """Take the creator: id, nickname, and the rest."""
    raw = _list(found.pop("creator", None))
    if len(raw) > 1:
        raise AnnotationError("it has more than one creator")
    if not raw:
        return "", "", {}
    creator = _object({"id": raw[0]} if isinstance(raw[0], str) else raw[0], "its creator")
    return (
        creator.get("id", ""),
        creator.get("nickname", ""),
        _rest(creator, _PERSON, "id", "nickname"),
    )


def read_bodies(found: object) -> tuple[int, str, str | None, str, Json]:
    """Take codebook version, theme, move and note from the bodies, and the rest."""
    extra: Json = {}
    names: dict[str, str] = {}
    versions: set[int] = set()
    note = ""
    for raw in _list(found):
        body = dict(raw) if isinstance(raw, Mapping) else {}
        source = body.get("source")
        match = _ITEM.fullmatch(source) if isinstance(source, str) else None
        if match and body.get("purpose") == "classifying":
            kind = match[2]
            if kind in names:
                raise AnnotationError(f"it names two {kind}s, {names[kind]} and {match[3][:80]}")
            versions.add(int(match[1]))
            names[kind] = match[3]
            extra[kind] = _rest(body, _CLASSIFIED, "source")
        elif not note and _is_note(body):
            note = _note(body)
            extra["note"] = _rest(body, _COMMENT, "value")
        else:
            extra.setdefault("bodies", []).append(raw)
    if "theme" not in names:
        raise AnnotationError("it has no body that names a theme of a codebook")
    if len(versions) > 1:
        raise AnnotationError("its theme and its move come from two versions of the codebook")
    return versions.pop(), names["theme"], names.get("move"), note, full(extra)


def read_note(found: object) -> tuple[str, Json]:
    """Take a note from the bodies of a link, and the rest."""
    extra: Json = {}
    note = ""
    for raw in _list(found):
        if isinstance(raw, Mapping) and not note and _is_note(raw):
            note = _note(raw)
            extra["note"] = _rest(raw, _COMMENT, "value")
        else:
            extra.setdefault("bodies", []).append(raw)
    return note, full(extra)


def read_targets(found: object, number: int) -> list[tuple[Passage, Json]]:
    """Take exactly ``number`` targets, each a passage, and the rest of each."""
    raw = _list(found)
    if len(raw) != number:
        raise AnnotationError(f"it has {len(raw)} targets; {number} must be given")
    return [_read_target(_object(target, "its target")) for target in raw]


def _read_target(target: Json) -> tuple[Passage, Json]:
    text = _cut(target.pop("source", None), _TEXT, "the source of its target")
    selectors = [_object(s, "a selector") for s in _list(target.pop("selector", None))]
    quote = _one(selectors, lambda s: s.get("type") == "TextQuoteSelector", "a TextQuoteSelector")
    place = _one(
        selectors, lambda s: s.get("type") == "TextPositionSelector", "a TextPositionSelector"
    )
    states = [_object(s, "a state") for s in _list(target.pop("state", None))]
    state = _one(states, _is_fingerprint, f"a state {_STATE}…")
    _need(quote, "exact")
    _need(place, "start", "end")
    passage = Passage(  # which checks what it is given
        text=text,
        fingerprint=_cut(state["id"], _STATE, "its state"),
        start=place["start"],
        end=place["end"],
        exact=quote["exact"],
        prefix=quote.get("prefix", ""),
        suffix=quote.get("suffix", ""),
        times=quote.get(_TIMES, 0),
    )
    extra = {
        "quote": _rest(quote, _QUOTE, "exact", "prefix", "suffix", _TIMES),
        "place": _rest(place, _PLACE, "start", "end"),
        "state": _rest(state, {}, "id"),
        "target": _rest(target, _TARGET),
        "selectors": selectors,
        "states": states,
    }
    return passage, full(extra)


def _one(found: list[Json], fits: Callable[[Json], bool], what: str) -> Json:
    """Take the one object that fits out of a list."""
    fitting = [index for index, each in enumerate(found) if fits(each)]
    if len(fitting) != 1:
        raise AnnotationError(f"it must have exactly one {what[2:]}, and has {len(fitting)}")
    return found.pop(fitting[0])


def _is_fingerprint(state: Json) -> bool:
    return isinstance(state.get("id"), str) and state["id"].startswith(_STATE)


def _is_note(body: Mapping[str, Any]) -> bool:
    return body.get("type") == "TextualBody" and body.get("purpose") == "commenting"


def _note(body: Mapping[str, Any]) -> str:
    if body.get("format", "text/plain") != "text/plain":
        raise AnnotationError("its note is not in text/plain")
    return checks.text(body.get("value"), "its note", least=1, most=checks.MOST_NOTE)


def _need(selector: Json, *keys: str) -> None:
    for key in keys:
        if key not in selector:
            raise AnnotationError(f"its {selector['type']} has no {key}")


def _cut(value: object, front: str, what: str) -> str:
    if not isinstance(value, str) or not value.startswith(front):
        raise AnnotationError(f"{what} must begin with {front}")
    return value[len(front) :]


def full(parts: Json) -> Json:
    """Leave out what is empty."""
    return {name: value for name, value in parts.items() if value not in ({}, [], [{}, {}])}


def _rest(found: Mapping[str, Any], usual: Json, *taken: str) -> Json:
    """Return what is left of a part when what was taken and what is usual is left out."""
    return {
        name: value
        for name, value in found.items()
        if name not in taken and (name not in usual or usual[name] != value)
    }


def _object(value: object, what: str) -> Json:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise AnnotationError(f"{what} is not an object")
    return dict(value)


def _list(value: object) -> list[Any]:
    """Read "one or more" as JSON-LD writes it: nothing, one thing, or a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
