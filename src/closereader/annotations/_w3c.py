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

import re
from typing import Any

from closereader.annotations._passage import Passage

Json = dict[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
TEXT = "urn:closereader:text:"
STATE = "urn:closereader:fingerprint:"
ITEM = re.compile(r"urn:closereader:codebook:([1-9][0-9]{0,3}):(theme|move):(.+)")
TIMES = "closereader:occurrences"
# What each part says of itself; a part that says otherwise keeps its own words.
PERSON = {"type": "Person"}
CLASSIFIED = {"type": "SpecificResource", "purpose": "classifying"}
COMMENT = {"type": "TextualBody", "format": "text/plain", "purpose": "commenting"}
TARGET = {"type": "SpecificResource"}
QUOTE = {"type": "TextQuoteSelector"}
PLACE = {"type": "TextPositionSelector"}


def item(codebook: int, kind: str, name: str) -> str:
    """Name a theme or a move of a codebook by an IRI."""
    return f"urn:closereader:codebook:{codebook}:{kind}:{name}"


def read_iri(iri: object) -> tuple[str, str]:
    """Tell what an IRI of ours names, and its id; two empty strings for everything else.

    ``theme``, ``move`` (of any version of the codebook), ``text`` or ``state``.
    """
    if not isinstance(iri, str):
        return "", ""
    if match := ITEM.fullmatch(iri):
        return match[2], match[3]
    for kind, begin in (("text", TEXT), ("state", STATE)):
        if iri.startswith(begin):
            return kind, iri.removeprefix(begin)
    return "", ""


def write_head(id: str, motivation: str, times: tuple[str, str], extra: Json) -> Json:  # noqa: A002
    """Begin an annotation: context, id, type, motivation, created, modified."""
    head = {"@context": CONTEXT, "id": id, "type": "Annotation", "motivation": motivation}
    return {**head, **extra, "created": times[0], "modified": times[1]}


def write_creator(id: str, nickname: str, extra: Json) -> Json:  # noqa: A002
    """Write the reader as an agent; an empty object when nobody is named."""
    known = {"id": id, "nickname": nickname}
    named = {key: value for key, value in known.items() if value}
    return {**PERSON, **extra, **named} if named or extra else {}


def write_bodies(codebook: int, theme: str, move: str | None, note: str, extra: Json) -> list[Json]:
    """Write theme, move and note, each as a body of its own, and whatever else there was."""
    bodies = []
    for kind, name in (("theme", theme), ("move", move)):
        if name is not None:
            source = {"source": item(codebook, kind, name)}
            bodies.append({**CLASSIFIED, **extra.get(kind, {}), **source})
    if note:
        bodies.append(write_note(note, extra.get("note", {})))
    return [*bodies, *extra.get("bodies", [])]


def write_note(note: str, extra: Json) -> Json:
    """Write a note as a body."""
    return {**COMMENT, **extra, "value": note}


def write_target(passage: Passage, extra: Json) -> Json:
    """Write a passage as a specific resource with its state and both selectors."""
    quote: Json = {"exact": passage.exact, "prefix": passage.prefix, "suffix": passage.suffix}
    if passage.times:
        quote[TIMES] = passage.times
    place = {"start": passage.start, "end": passage.end}
    state: Json = {**extra.get("state", {}), "id": STATE + passage.fingerprint}
    others = extra.get("states", [])
    return {
        **TARGET,
        **extra.get("target", {}),
        "source": TEXT + passage.text,
        "state": [state, *others] if others else state,
        "selector": [
            {**QUOTE, **extra.get("quote", {}), **quote},
            {**PLACE, **extra.get("place", {}), **place},
            *extra.get("selectors", []),
        ],
    }


def full(parts: Json) -> Json:
    """Leave out what is empty."""
    return {name: value for name, value in parts.items() if value and value != [{}, {}]}
