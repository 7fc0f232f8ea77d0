"""Read the parts of a W3C Web Annotation; `_w3c` says what they are.

Every function takes out of its object what it knows, and hands back the rest, so that nothing is
lost when the annotation is written again. What breaks the model, or lacks what is needed here, is
refused with the reason.
"""

from collections.abc import Mapping
from typing import Any

from closereader.annotations import _w3c, checks
from closereader.annotations._errors import AnnotationError
from closereader.texts import current_id


def read_head(found: _w3c.Json, motivation: str) -> _w3c.Json:
    """Check context, type and motivation; return the properties nobody here knows."""
    contexts = _list(found.pop("@context", None))
    if _w3c.CONTEXT not in contexts:
        raise AnnotationError(f"its @context does not name {_w3c.CONTEXT}")
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


def read_creator(found: _w3c.Json) -> tuple[str, str, _w3c.Json]:
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
        _rest(creator, _w3c.PERSON, "id", "nickname"),
    )


def read_bodies(found: object) -> tuple[int, str, str | None, str, _w3c.Json]:
    """Take codebook version, theme, move and note from the bodies, and the rest."""
    extra: _w3c.Json = {}
    names: dict[str, str] = {}
    versions: set[int] = set()
    note = ""
    for raw in _list(found):
        body = dict(raw) if isinstance(raw, Mapping) else {}
        source = body.get("source")
        match = _w3c.ITEM.fullmatch(source) if isinstance(source, str) else None
        if match and body.get("purpose") == "classifying":
            kind = match[2]
            if kind in names:
                raise AnnotationError(f"it names two {kind}s, {names[kind]} and {match[3][:80]}")
            versions.add(int(match[1]))
            names[kind] = match[3]
            extra[kind] = _rest(body, _w3c.CLASSIFIED, "source")
        elif not note and _is_note(body):
            note = _note(body)
            extra["note"] = _rest(body, _w3c.COMMENT, "value")
        else:
            extra.setdefault("bodies", []).append(raw)
    if "theme" not in names:
        raise AnnotationError("it has no body that names a theme of a codebook")
    if len(versions) > 1:
        raise AnnotationError("its theme and its move come from two versions of the codebook")
    return versions.pop(), names["theme"], names.get("move"), note, _w3c.full(extra)


def read_note(found: object) -> tuple[str, _w3c.Json]:
    """Take a note from the bodies of a link, and the rest."""
    extra: _w3c.Json = {}
    note = ""
    for raw in _list(found):
        if isinstance(raw, Mapping) and not note and _is_note(raw):
            note = _note(raw)
            extra["note"] = _rest(raw, _w3c.COMMENT, "value")
        else:
            extra.setdefault("bodies", []).append(raw)
    return note, _w3c.full(extra)


def read_targets(found: object, number: int) -> list[tuple[_w3c.Json, _w3c.Json]]:
    """Take exactly ``number`` targets: the fields of a passage, unchecked, and the rest of each."""
    raw = _list(found)
    if len(raw) != number:
        raise AnnotationError(f"it has {len(raw)} targets; {number} must be given")
    return [_read_target(_object(target, "its target")) for target in raw]


def _read_target(target: _w3c.Json) -> tuple[_w3c.Json, _w3c.Json]:
    text = current_id(_cut(target.pop("source", None), _w3c.TEXT, "the source of its target"))
    selectors = [_object(s, "a selector") for s in _list(target.pop("selector", None))]
    quote, place = (
        _one(selectors, [s for s in selectors if s.get("type") == kind], f"exactly one {kind}")
        for kind in ("TextQuoteSelector", "TextPositionSelector")
    )
    states = [_object(s, "a state") for s in _list(target.pop("state", None))]
    known = [one for one in states if _is_fingerprint(one)]
    state = _one(states, known, f"exactly one state {_w3c.STATE}…")
    _need(quote, "exact")
    _need(place, "start", "end")
    passage = {
        "text": text,
        "fingerprint": _cut(state["id"], _w3c.STATE, "its state"),
        "start": place["start"],
        "end": place["end"],
        "exact": quote["exact"],
        "prefix": quote.get("prefix", ""),
        "suffix": quote.get("suffix", ""),
        "times": quote.get(_w3c.TIMES, 0),
    }
    extra = {
        "quote": _rest(quote, _w3c.QUOTE, "exact", "prefix", "suffix", _w3c.TIMES),
        "place": _rest(place, _w3c.PLACE, "start", "end"),
        "state": _rest(state, {}, "id"),
        "target": _rest(target, _w3c.TARGET),
        "selectors": selectors,
        "states": states,
    }
    return passage, _w3c.full(extra)


def _one(found: list[_w3c.Json], fitting: list[_w3c.Json], what: str) -> _w3c.Json:
    """Take the one object that fits out of a list."""
    if len(fitting) != 1:
        raise AnnotationError(f"it must have {what}, and has {len(fitting)}")
    found.remove(fitting[0])
    return fitting[0]


def _is_fingerprint(state: _w3c.Json) -> bool:
    return isinstance(state.get("id"), str) and state["id"].startswith(_w3c.STATE)


def _is_note(body: Mapping[str, Any]) -> bool:
    return body.get("type") == "TextualBody" and body.get("purpose") == "commenting"


def _note(body: Mapping[str, Any]) -> str:
    if body.get("format", "text/plain") != "text/plain":
        raise AnnotationError("its note is not in text/plain")
    return checks.text(body.get("value"), "its note", least=1, most=checks.MOST_NOTE)


def _need(selector: _w3c.Json, *keys: str) -> None:
    for key in keys:
        if key not in selector:
            raise AnnotationError(f"its {selector['type']} has no {key}")


def _cut(value: object, front: str, what: str) -> str:
    if not isinstance(value, str) or not value.startswith(front):
        raise AnnotationError(f"{what} must begin with {front}")
    return value[len(front) :]


def _rest(found: Mapping[str, Any], usual: _w3c.Json, *taken: str) -> _w3c.Json:
    """Return what is left of a part when what was taken and what is usual is left out."""
    return {
        name: value
        for name, value in found.items()
        if name not in taken and (name not in usual or usual[name] != value)
    }


def _object(value: object, what: str) -> _w3c.Json:
    if not isinstance(value, Mapping) or not {str}.issuperset(map(type, value)):
        raise AnnotationError(f"{what} is not an object")
    return dict(value)


def _list(value: object) -> list[Any]:
    """Read "one or more" as JSON-LD writes it: nothing, one thing, or a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
