"""The comm of a widget opens with all that the widget shows; nothing of it comes later.

A browser may draw what the comm opens with, and on a slow machine does: what was sent only
afterwards left readers blank.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

import pytest

import closereader
from closereader import (
    ArgumentMap,
    Ask,
    Choose,
    ClaimCards,
    Coding,
    Compare,
    Explore,
    HandIn,
    Matrix,
    Number,
    Reader,
    Scale,
    WhoAmI,
    open_text,
)
from closereader.argument import Node
from closereader.authoring.checks import notebooks_of
from closereader.widgets._sync import Synced
from tests.house.tree import ROOT, name
from tests.widgets.opening import recorded, widget_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOTEBOOKS = notebooks_of(ROOT)
LETTER = "artiukh-2022"
WORDS = "Your knowledge was produced under the conditions of American hegemony"
CELL = {"iso3": "BLR", "year": 2006}


def passage() -> dict[str, Any]:
    start = open_text(LETTER).body.index(WORDS)
    return {"text": LETTER, "s": start, "e": start + len(WORDS), "quote": WORDS, "note": ""}


def matrix_value() -> dict[str, Any]:
    return {"rows": [{"id": "a", "label": "A", "cells": {"who": passage()}}]}


# How each widget is made, and how a person changes what it keeps.
WIDGETS: dict[type[Synced], tuple[Callable[[], Any], Callable[[Any], object]]] = {
    ArgumentMap: (lambda: ArgumentMap("06/q7"), lambda w: w.put(Node("claim", "Yes."))),
    Ask: (lambda: Ask("02/q1", "Why?"), lambda w: w.keep({"text": "Because."})),
    Choose: (
        lambda: Choose("02/q2", "Which?", {"a": ("This", "So.")}),
        lambda w: w.keep({"chosen": ["a"]}),
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
        lambda: Compare(LETTER, "vorobiev-2022", show=("¶4", None), search="soil"),
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
    Scale: (
        lambda: Scale("05/q2", sentences=["s01"]),
        lambda w: w.keep({"placed": {"s01": {"value": "5", "reason": "why"}}, "opened": True}),
    ),
    WhoAmI: (WhoAmI, lambda w: w.choose("Heron")),
}


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_COURSE", str(ROOT))
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


def kinds_of(kind: type[Synced]) -> Iterator[type[Synced]]:
    for each in kind.__subclasses__():
        yield each
        yield from kinds_of(each)


def test_every_widget_of_the_library_is_in_the_table() -> None:
    for module in walk_packages(closereader.__path__, "closereader."):
        if not module.name.startswith("closereader.authoring."):  # the pytest plugin is loaded
            import_module(module.name)
    kinds = [kind for kind in kinds_of(Synced) if kind.__module__.startswith("closereader.")]
    # by name: other tests import the library a second time
    made = {kind.__name__ for kind in kinds if not kind.__subclasses__()}
    assert made == {kind.__name__ for kind in WIDGETS}


@pytest.mark.parametrize("kind", WIDGETS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("worked", [False, True], ids=["at first", "with work kept"])
def test_a_comm_opens_with_everything(kind: type[Synced], worked: bool) -> None:
    make, change = WIDGETS[kind]
    if worked:
        change(make())
    with recorded() as openings:
        widget = make()
    opening = openings[-1]
    assert opening.widget == kind.__name__
    assert opening.late == ()
    assert opening.updates == []
    # ... and what lies on disk is among it: reading it again, as "hello" does, changes nothing
    with recorded():
        before = dict(widget.get_state())
        widget._heard(widget, {"type": "hello", "view": "v"}, [])
        assert widget.get_state() == before


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=name)
def test_no_widget_of_a_notebook_is_filled_after_its_comm_is_open(notebook: Path) -> None:
    Reader(LETTER).mark(WORDS, theme="exclusion")
    names = {kind.__name__ for kind in WIDGETS}
    for number, source in widget_cells(notebook, names):
        with recorded() as openings:
            exec(source, {})  # noqa: S102 - the course's own cell
        assert openings, f"cell {number} makes no widget"
        late = {opening.widget: opening.late for opening in openings if opening.late}
        assert late == {}, f"cell {number}"
        assert all(opening.updates == [] for opening in openings), f"cell {number}"
