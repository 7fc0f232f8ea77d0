"""Every widget of the library: how it is made, and how a person changes what it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closereader import (
    ArgumentMap,
    Ask,
    Choose,
    ClaimCards,
    Coding,
    Compare,
    HandIn,
    Matrix,
    Number,
    Reader,
    ReadingDesk,
    Scale,
    WhoAmI,
    open_text,
)
from closereader.argument import Node
from closereader.seminar import heat_map
from closereader.seminar.people import SeminarOfPeople
from closereader.seminar.showing import SeminarView
from tests.seminar.readers import three
from whose_lessons import Explore

if TYPE_CHECKING:
    from collections.abc import Callable

    from closereader.widgets.base.sync import Synced

LETTER = "artiukh-2022"
WORDS = "Your knowledge was produced under the conditions of American hegemony"
CELL = {"iso3": "BLR", "year": 2006}


def passage() -> dict[str, Any]:
    start = open_text(LETTER).body.index(WORDS)
    return {"text": LETTER, "s": start, "e": start + len(WORDS), "quote": WORDS, "note": ""}


def matrix_value() -> dict[str, Any]:
    return {"rows": [{"id": "a", "label": "A", "cells": {"who": passage()}}]}


WIDGETS: dict[type[Synced], tuple[Callable[[], Any], Callable[[Any], object]]] = {
    ArgumentMap: (lambda: ArgumentMap("06/q7"), lambda w: w.put(Node("claim", "Yes."))),
    Ask: (lambda: Ask("02/q1", "Why?"), lambda w: w.keep({"text": "Because."})),
    Choose: (
        lambda: Choose("01/q2"),
        lambda w: w.keep({"chosen": ["silent"]}),
    ),
    ClaimCards: (
        lambda: ClaimCards("01/q6", ["c07"]),
        lambda w: w.keep({"cards": {"c07": {"expect": "holds", "by": "page", "seen": False}}}),
    ),
    Coding: (
        lambda: Coding("04/q3", "", [("n1", "Note 1", "A line", "")], codes={"man": "", "no": ""}),
        lambda w: w.keep({"codes": {"n1": "man"}}),
    ),
    Compare: (
        lambda: Compare(LETTER, "post-2022", show=("¶4", None), search="soil"),
        lambda w: w.link(WORDS, "acquaintances, friends, neighbors"),
    ),
    Explore: (
        lambda: Explore("rents", id="03/q5"),
        lambda w: w.keep({"choice": {**w.choice.to_json(), "year": 2000}}),
    ),
    HandIn: (lambda: HandIn("02"), lambda w: w.make()),
    Matrix: (
        lambda: Matrix("02/q6", columns=[("who", "Who?", "")], rows=[("a", "A")]),
        lambda w: w.keep(matrix_value()),
    ),
    Number: (
        lambda: Number("03/q1", "How much?", table="panel", row=CELL, column="v2x_libdem"),
        lambda w: w.keep({"text": "0.2"}),
    ),
    Reader: (
        lambda: Reader(LETTER, show="¶2", others={"Heron": Reader(LETTER).annotations}),
        lambda w: w.mark(WORDS, theme="exclusion"),
    ),
    ReadingDesk: (
        lambda: ReadingDesk(LETTER, "post-2022"),
        lambda _: Reader(LETTER).mark(WORDS, theme="exclusion"),
    ),
    Scale: (
        lambda: Scale("05/q2", sentences=["s01"]),
        lambda w: w.keep({"placed": {"s01": {"value": "5", "reason": "why"}}, "opened": True}),
    ),
    SeminarView: (
        lambda: heat_map(SeminarOfPeople(three().readings, "a class"), LETTER),
        lambda w: w._heard(w, {"type": "show", "view": "v", "n": 1}, None),
    ),
    WhoAmI: (WhoAmI, lambda w: w.choose("Heron")),
}
