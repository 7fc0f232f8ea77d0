"""The forms in which other programs write again what we wrote, made ours before they are read.

JSON-LD can say one thing in several ways, and a program that reads linked data and writes it gives
another form than it was given. Those that are known to come are listed here; `_reading` is strict.

- a thing of which only the ``id`` is said is that IRI itself (JSON-LD 1.1 Processing Algorithms,
  6.1, compaction): our states, whoever they are passed on by
- a number that went through RDF is a string (JSON-LD 1.1, 4.2.3, type coercion), or an object with
  ``@value``
- a moment in UTC is written with ``+00:00``, or in another time zone (xsd:dateTime)
- an agent who is described once is an IRI the next time (JSON-LD 1.1 Framing, ``@embed``)
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from closereader.annotations import _w3c, checks

Agents = Mapping[str, Mapping[str, Any]]
_TIMES = ("created", "modified")
_MOST_DIGITS = 9


def agents_in(holders: Iterable[object]) -> Agents:
    """Return the creators that are described in a file, by their ids."""
    found: dict[str, Mapping[str, Any]] = {}
    for holder in holders:
        who = holder.get("creator") if isinstance(holder, Mapping) else None
        for one in who if isinstance(who, list) else [who]:
            if isinstance(one, Mapping) and len(one) > 1 and isinstance(one.get("id"), str):
                found.setdefault(one["id"], one)
    return found


def usual(found: Mapping[str, Any], agents: Agents) -> _w3c.Json:
    """Return an annotation, or the head of a collection, in the form that we write it in."""
    made = dict(found)
    for name in _TIMES:
        if name in made:
            made[name] = _moment(_value(made[name]))
    if "total" in made:
        made["total"] = _number(made["total"])
    if isinstance(who := made.get("creator"), str):
        made["creator"] = agents.get(who, {"id": who})
    if isinstance(targets := made.get("target"), list):
        made["target"] = [_target(one) for one in targets]
    elif targets is not None:
        made["target"] = _target(targets)
    return made


def _target(found: object) -> object:
    if not isinstance(found, Mapping):
        return found
    made = dict(found)
    for name, form in (("state", _state), ("selector", _selector)):
        several = made.get(name)
        if isinstance(several, list):
            made[name] = [form(one) for one in several]
        elif several is not None:
            made[name] = form(several)
    return made


def _state(found: object) -> object:
    return {"id": found} if isinstance(found, str) else found


def _selector(found: object) -> object:
    if not isinstance(found, Mapping):
        return found
    numbers = {name: _number(found[name]) for name in ("start", "end", _w3c.TIMES) if name in found}
    return {**found, **numbers}


def _number(found: object) -> object:
    value = _value(found)
    digits = isinstance(value, str) and value.isascii() and value.isdigit()
    return int(value) if digits and len(value) <= _MOST_DIGITS else value  # type: ignore[call-overload,arg-type]


def _value(found: object) -> object:
    return found["@value"] if isinstance(found, Mapping) and "@value" in found else found


def _moment(found: object) -> object:
    """Write a moment with a time zone in UTC; leave what is ours, or no such moment, as it is."""
    try:
        moment = datetime.fromisoformat(found)  # type: ignore[arg-type]  # caught below
        return checks.stamp(moment) if moment.tzinfo and not str(found).endswith("Z") else found
    except (TypeError, ValueError, OverflowError):
        return found
