"""The comm of a widget opens with all that the widget shows; nothing of it comes later.

A browser may draw what the comm opens with, and on a slow machine does: what was sent only
afterwards left readers blank.
"""

from __future__ import annotations

import json
from collections import Counter
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING

import pytest

import closereader
import whose_lessons
from closereader import Reader
from closereader.authoring.checks import notebooks_of
from closereader.widgets.base.sync import Synced
from tests.house.tree import ROOT, name
from tests.widgets.opening import recorded, widget_cells
from tests.widgets.table import LETTER, WIDGETS, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOTEBOOKS = notebooks_of(ROOT)


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_COURSE", str(ROOT))
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


def kinds_of(kind: type[Synced]) -> Iterator[type[Synced]]:
    for each in kind.__subclasses__():
        yield each
        yield from kinds_of(each)


def test_every_widget_of_the_library_is_in_the_table() -> None:
    ours = walk_packages(whose_lessons.__path__, "whose_lessons.")
    for module in [*walk_packages(closereader.__path__, "closereader."), *ours]:
        # the pytest plugin is loaded, and the build's own hook has what it needs only in a build
        if not module.name.startswith(("closereader.authoring.", "closereader.lab._hatch")):
            import_module(module.name)
    kinds = [
        kind
        for kind in kinds_of(Synced)
        if kind.__module__.startswith(("closereader.", "whose_lessons."))
    ]
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


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=name)
def test_no_notebook_sends_the_same_text_twice(notebook: Path) -> None:
    with recorded() as openings:
        for _, source in widget_cells(notebook, {kind.__name__ for kind in WIDGETS}):
            exec(source, {})  # noqa: S102 - the course's own cell
    sent = Counter(
        (trait, json.dumps(value))
        for opening in openings
        for trait, value in opening.opened.items()
        # anywidget's code goes with each; a cell that another one needs was run twice here
        if trait not in {"_esm", "question"}
    )
    twice = [trait for (trait, value), times in sent.items() if times > 1 and len(value) > 2000]
    assert twice == []


@pytest.mark.parametrize("kind", WIDGETS, ids=lambda kind: kind.__name__)
def test_every_widget_names_the_option_that_it_does_not_have(kind: Callable[..., Synced]) -> None:
    said = rf"^({kind.__name__} has no option wrok=\. Did you mean|Write Choose)"
    with pytest.raises(TypeError, match=said):
        kind("01/q2", wrok=None)
