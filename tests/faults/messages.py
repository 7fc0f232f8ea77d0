"""Messages as no browser sends them: every one is answered, and none breaks a widget."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from closereader import Compare, HandIn, Reader, WhoAmI, open_text, open_work
from closereader.argument import KINDS, to_argdown
from closereader.widgets.argument._edits import read
from closereader.widgets.base.sync import EditError, Synced
from closereader.widgets.choice import SURE
from closereader.work import Work
from tests.faults.outcome import ODD, Outcome, mutated
from tests.seminar.making import handin
from tests.widgets.test_hostile_answers import QUESTIONS

TEXT, OTHER = "vorobiev-2022", "artiukh-2022"
WIDGETS: dict[str, Callable[[], Synced]] = {
    "Reader": lambda: Reader(TEXT),
    "Compare": lambda: Compare(TEXT, OTHER),
    "HandIn": lambda: HandIn("02"),
    "WhoAmI": WhoAmI,
    **QUESTIONS,
}
# The kinds of message that the browser waits for, and what answers each.
ANSWERS = {
    "hello": {"welcome"}, "ping": {"pong"}, "closest": {"closest"}, "find": {"answer"},
    "keys": {"answer"}, "export": {"answer"}, "import": {"answer"}, "look": {"looked"},
    "file": {"file"}, "waiting": {"waiting"}, "bring": {"offer"}, "restore": {"brought"},
}  # fmt: skip
ASKS = {
    "Reader": ("closest",), "Compare": ("closest",), "Matrix": ("find",), "Explore": ("look",),
    "HandIn": ("file", "waiting", "bring", "restore"),
    "ArgumentMap": ("find", "keys", "export", "import"),
}  # fmt: skip


def run(count: int, chance: random.Random) -> Outcome:
    """Send ``count`` messages to every kind of widget, each to a widget that lives on."""
    outcome = Outcome("messages")
    for name, make in WIDGETS.items():
        widget = make()
        for _ in range(count):
            send(name, widget, chance, outcome)
        outcome.expect(name in repr(widget) and widget.card(), f"{name} has no card afterwards")
    for name in WIDGETS:
        few = outcome.tried[f"saved by {name}"] < max(1, count // 50)
        outcome.expect(not few, f"{name} accepted nothing: what it accepts was hardly tried")
    return outcome


def send(name: str, widget: Synced, chance: random.Random, outcome: Outcome) -> None:
    """Send one message and judge what comes back."""
    whole: dict[str, Any] = message_for(name, chance)
    message = mutated(whole, chance)
    if chance.random() < 0.9:  # nothing at all is asked by a message of no known type
        message["type"] = whole["type"]
    answers: list[dict[str, Any]] = []
    outcome.tried["messages"] += 1
    with patch.object(widget, "send", lambda content, _buffers=None: answers.append(content)):
        try:
            widget._heard(widget, message, [])
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            outcome.faults.append(f"{name} failed over {message!r:.300}: {error!r:.200}")
    kinds = {answer["type"] for answer in answers}
    kind = message.get("type") if isinstance(message, dict) else None
    if "failed" in kinds:
        outcome.tried["failed, and said so"] += 1
    elif kind == "edits":
        edits = message.get("edits")
        asked = isinstance(edits, list) and edits
        outcome.expect(not asked or kinds & {"ack", "refused"}, f"{name}: {message!r:.300}")
        outcome.tried[f"saved by {name}"] += "ack" in kinds
        outcome.tried["refused"] += "refused" in kinds
    elif kind == "bring" and not answers:
        outcome.expect(more_to_come(message), f"{name} did not answer {message!r:.300}")
        outcome.tried["first pieces of a file"] += 1
    elif isinstance(kind, str) and kind in {"hello", "ping", *ASKS.get(name, ())}:
        outcome.expect(kinds & ANSWERS[kind], f"{name} did not answer {message!r:.300}")
        outcome.tried["answered"] += 1
    else:
        outcome.tried["asked nothing"] += 1


def more_to_come(message: dict[str, Any]) -> bool:
    """Say whether a message is the first piece of a file that has more."""
    parts = message.get("parts")
    return message.get("part") == 0 and isinstance(parts, int) and parts > 1


def message_for(name: str, chance: random.Random) -> dict[str, Any]:
    """Give a message as a browser might send it to a widget."""
    about = {"about": chance.choice([TEXT, OTHER])} if name == "Compare" else {}
    kind = chance.choice(["edits"] * 6 + ["hello", "ping", "refresh", "none", *ASKS.get(name, ())])
    if kind == "edits":
        edits = [edit_for(name, chance) for _ in range(chance.choice([1, 1, 1, 3]))]
        return {"type": "edits", "edits": edits, **about}
    fields: dict[str, Any] = {
        "hello": {"view": "v1"},
        "ping": {"n": 3},
        "closest": {"id": "a1", "quote": "the masses hated"},
        "find": {"id": "a1", "quote": "the masses hated", "first": OTHER},
        "keys": {"id": "a1", "table": "panel", "chosen": {"iso3": "BLR", "year": "2006"},
                 "column": "rents_total_pct_gdp"},
        "export": {"id": "a1", "format": chance.choice(["argdown", "json", "x"]),
                   "map": a_map(chance)},
        "import": {"id": "a1", "source": source(chance)},
        "look": {"n": 1, "choice": {"form": "time"}, "add": "BLR"},
        "waiting": {"n": 1, "edits": [{"shelf": f"reader:{TEXT}", "id": "x", "op": "put",
                                       "at": moment(chance), "of": mark_id(chance)}]},
        "bring": {"n": 1, "page": handin(chance.randrange(3)).decode(), "part": 0, "parts": 1},
        "restore": {"n": 1},
    }  # fmt: skip
    return {"type": kind, **fields.get(kind, {}), **about}


def edit_for(name: str, chance: random.Random) -> dict[str, Any]:
    """Give an edit of the kind that a widget takes."""
    edit: dict[str, Any] = {
        "id": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        "at": moment(chance),
        "base": chance.choice([None, moment(chance)]),
    }
    if name in {"Reader", "Compare"}:
        words = open_text(TEXT).body
        start = chance.randrange(len(words) - 50)
        mark = {
            "id": mark_id(chance),
            "s": start,
            "e": start + chance.randrange(1, 50),
            "theme": "exclusion",
            "move": chance.choice([None, "claim"]),
            "note": "why?",
        }
        return {**edit, "op": chance.choice(["put", "put", "delete"]), "mark": mark}
    if name == "HandIn":
        return {**edit, "op": chance.choice(["name", "make"]), "value": "Ada"}
    if name == "WhoAmI":
        return {**edit, "op": "name", "value": chance.choice(["Ada", "Grace"])}
    return {**edit, "op": "answer", "value": value_for(name, chance)}


def value_for(name: str, chance: random.Random) -> dict[str, Any]:
    """Give an answer of the kind that a question takes."""
    placed: Any = {"s01": {"value": chance.choice(["1", "5"]), "reason": "it says so"}}
    words = {"text": f"It says “the masses hated the freedom”. {chance.random()}"}
    values: dict[str, dict[str, Any]] = {
        "Choose": {
            "chosen": [chance.choice(["silent", "steps"])],
            "sure": chance.choice([*SURE, None]),
        },
        "Matrix": {"rows": [{"id": "r", "label": "Row", "cells": {"who": cell(chance)}}]},
        "ClaimCards": {"cards": {"c07": {"expect": "", "by": "", "seen": False}}},
        "Coding": {"codes": {"n1": chance.choice(["man", "no"])}},
        "Scale": {"placed": placed, "opened": chance.choice([True, False])},
        "Number": {"text": chance.choice(["1.5", "1,5 %", "x"])},
        "Explore": {"choice": {"form": "time"}, "text": "see"},
        "ArgumentMap": {"map": a_map(chance), "before": chance.choice([None, a_map(chance)])},
    }
    return values.get(name, words)


def cell(chance: random.Random) -> dict[str, Any]:
    """Give a cell of a matrix: a passage, or a note."""
    return chance.choice([{"note": "none given"}, {"passage": passage(chance), "note": "so"}])


def passage(chance: random.Random) -> dict[str, Any]:
    """Give a passage as the browser sends one that was just looked up."""
    words = open_text(TEXT).body
    start = chance.randrange(len(words) - 60)
    return {"text": TEXT, "s": start, "e": start + 40, "quote": words[start : start + 40]}


def a_map(chance: random.Random, kind: str = "claim", depth: int = 0) -> dict[str, Any]:
    """Give a map as the browser sends it: mostly one that can be kept."""
    row = {"table": "panel", "key": {"iso3": "BLR", "year": 2006}, "column": "rents_total_pct_gdp"}
    children = range(chance.randrange(4) if depth < 3 else 0)
    return {
        "id": f"p{chance.getrandbits(32)}", "kind": kind,
        "text": chance.choice(["They left.", "[Claim]: + so", "Да 😀", f"{chance.choice(ODD)}"]),
        "note": chance.choice(["", "a note", "two\nlines"]),
        **({"passage": passage(chance)} if chance.random() < 0.4 else {}),
        **({"row": row} if chance.random() < 0.2 else {}),
        "children": [a_map(chance, chance.choice(KINDS[1:]), depth + 1) for _ in children],
    }  # fmt: skip


def source(chance: random.Random) -> str:
    """Give a map as text: our own Argdown, some of its lines changed."""
    try:
        lines = to_argdown(read(a_map(chance))).splitlines()
    except EditError:
        lines = ["[Claim]: They left."]
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(lines))
        lines[at] = chance.choice(["", "+ <x>", "===", "  - [y]: no", "//", lines[at] * 2])
    return "\n".join(lines)


def moment(chance: random.Random) -> str:
    """Give a time of one day."""
    return f"2026-03-01T{chance.randrange(24):02d}:{chance.randrange(60):02d}:00.000Z"


def mark_id(chance: random.Random) -> str:
    """Give one of a few ids, so that edits meet."""
    return uuid.UUID(int=chance.randrange(20), version=4).urn


def nothing_is_broken(work: Work) -> bool:
    """Say whether whatever was saved can be read again."""
    loaded = (work.annotations(TEXT), work.answers("09"), work.answers("02"))
    return not any(each.problems for each in loaded)


def campaign(count: int, chance: random.Random) -> Outcome:
    """Run, and look at the work folder afterwards."""
    outcome = run(count, chance)
    outcome.expect(nothing_is_broken(open_work()), "something was saved that cannot be read")
    return outcome
