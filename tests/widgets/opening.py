"""What the browser is sent while a cell makes its widgets, without a browser.

Used by the tests of this folder and by ``benchmarks/bench_opening.py``.
"""

from __future__ import annotations

import ast
import builtins
import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import comm
from comm.base_comm import BaseComm

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

State = dict[str, Any]


@dataclass
class Opening:
    """One comm: the traits it opened with, and each update that came after."""

    opened: State
    updates: list[State] = field(default_factory=list)

    @property
    def widget(self) -> str:
        """The class of the widget: ``Reader``."""
        return str(self.opened["_anywidget_id"]).rpartition(".")[2]

    @property
    def late(self) -> tuple[str, ...]:
        """The traits that were empty when the comm opened and are full now."""
        now = {**self.opened, **{k: v for update in self.updates for k, v in update.items()}}
        return tuple(name for name, value in now.items() if value and not self.opened.get(name))


@contextmanager
def recorded() -> Iterator[list[Opening]]:
    """Give the openings of all widgets that are made meanwhile; of their layouts, none."""
    openings: dict[str, Opening] = {}
    found: list[Opening] = []

    class Recorder(BaseComm):
        def publish_msg(self, msg_type: str, data: Any = None, *_: object, **__: object) -> None:
            sent = json.loads(json.dumps(data))  # as it is now, whatever becomes of it in Python
            if msg_type == "comm_open" and "_anywidget_id" in sent["state"]:
                openings[self.comm_id] = Opening(sent["state"])
                found.append(openings[self.comm_id])
            elif self.comm_id in openings and sent and sent.get("method") == "update":
                openings[self.comm_id].updates.append(sent["state"])

    create, comm.create_comm = comm.create_comm, Recorder
    try:
        yield found
    finally:
        comm.create_comm = create


def widget_cells(notebook: Path, widgets: set[str]) -> Iterator[tuple[int, str]]:
    """Give the cells that make one of these widgets, each with the cells whose names it uses.

    Figures, which take long, are left out unless a widget needs what they made.
    """
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    sources = {
        number: "".join(cell["source"])
        for number, cell in enumerate(cells)
        if cell["cell_type"] == "code"
    }
    for number, source in sources.items():
        called = {
            node.func.id
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        if called & widgets:
            yield number, _with_what_it_needs(number, sources)


def _with_what_it_needs(number: int, sources: dict[int, str]) -> str:
    """Put before a cell the cells above it that bind its names."""
    source = sources[number]
    above = [each for each in sources if each < number]
    for name in sorted(_used(source) - _bound(source) - set(dir(builtins))):
        home = next((each for each in reversed(above) if name in _bound(sources[each])), None)
        if home is not None:
            source = f"{_with_what_it_needs(home, sources)}\n{source}"
    return source


def _used(source: str) -> set[str]:
    names = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name))
    return {node.id for node in names if isinstance(node.ctx, ast.Load)}


def _bound(source: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {each.asname or each.name for each in node.names}
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
    return found
