"""Graphs of linked data whose members were cut, doubled, moved or taken apart.

What is said of a mark comes in whole, or the report says that something is not there.
"""

from __future__ import annotations

import json
import random
from itertools import count as numbers
from typing import Any

from closereader.exchange import ExchangeError
from closereader.exchange._file import parse_json
from tests.exchange.test_graph import apart, brought, in_full, marks
from tests.faults.outcome import Outcome

Nodes = list[dict[str, Any]]
_WAYS = ("moved", "doubled", "taken apart", "left out", "cut")
_ID, _TYPE = ("id", "@id"), ("type", "@type")


def run(count: int, chance: random.Random) -> Outcome:
    """Bring ``count`` graphs of three marks in, each with something done to its members."""
    outcome = Outcome("graphs of linked data")
    collected = marks()
    given = {one.id: one for one in collected.items}
    for number in range(count):
        way = _WAYS[number % len(_WAYS)]
        nodes: Nodes = []
        apart(collected.to_w3c(), nodes, numbers())
        if full := chance.random() < 0.5:
            nodes = [in_full(node) for node in nodes]
        outcome.tried[way] += 1
        changed(nodes, way, chance)
        words = json.dumps(nodes if full else {"@graph": nodes}).encode()
        if way == "cut":
            words = words[: chance.randrange(1, len(words) - 1)]
        look(words, way, given, outcome)
    return outcome


def changed(nodes: Nodes, way: str, chance: random.Random) -> None:
    """Do something to the members; only what is left out is gone."""
    if way == "left out":
        del nodes[chance.randrange(len(nodes))]
    elif way == "doubled":
        nodes += chance.choices(nodes, k=3)
    elif way == "taken apart":
        for node in chance.sample(nodes, 5):
            kept = node.keys() & {*_ID, *_TYPE}
            named = {key: node[key] for key in kept - set(chance.choice(((), _TYPE)))}
            rest = [key for key in node if key not in kept]
            for key in rest[1:]:
                nodes.append(named | {key: node.pop(key)})
    if way != "cut":
        chance.shuffle(nodes)


def look(words: bytes, way: str, given: dict[str, Any], outcome: Outcome) -> None:
    """Bring a file in, and ask what is lost unsaid."""
    try:
        found = brought(parse_json(words, "notes.json"))
    except ExchangeError as error:
        outcome.expect(way in {"left out", "cut"}, f"{way} was refused: {error}")
        return
    outcome.expect(way != "cut", f"what was cut off was read: {words[-60:]!r}", "silent losses")
    whole = {one.id: one for one in found.marks} == given
    if way == "left out":
        said = "\n".join(found.report())
        told = any(part in said for part in ("not in it", "it has 2", "not kept", "no theme"))
        outcome.expect(whole or told, f"left out, unsaid: {said}", "silent losses")
    else:
        fault = f"{way}, half read: {found.problems}"
        outcome.expect(whole and not found.problems, fault, "silent losses")
