"""Every widget of every notebook: the cells that make one, as they stand there."""

from __future__ import annotations

import ast
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import closereader
import whose_lessons
from closereader.widgets.base.sync import Synced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell whose last expression makes a widget, with the imports it needs."""

    notebook: str
    number: int
    widget: str
    source: str

    @property
    def name(self) -> str:
        """What it is called on the command line: ``notebooks/01_x.ipynb#12``."""
        return f"{self.notebook}#{self.number}"

    def run(self) -> Synced:
        """Run the cell alone and return its widget."""
        tree = ast.parse(self.source)
        last = tree.body.pop()
        assert isinstance(last, ast.Expr)
        names: dict[str, Any] = {}
        exec(compile(tree, self.name, "exec"), names)  # noqa: S102 - a cell of our own
        widget = eval(compile(ast.Expression(last.value), self.name, "eval"), names)  # noqa: S307
        assert isinstance(widget, Synced)
        return widget


def widget_cells(root: Path) -> list[Cell]:
    """Find them in lessons and exercises, in the order of the files."""
    files = [
        *sorted((root / "notebooks").glob("*.ipynb")),
        *sorted((root / "exercises").glob("*.ipynb")),
    ]
    return [cell for file in files for cell in _cells(file, root)]


def _cells(file: Path, root: Path) -> Iterator[Cell]:
    notebook = json.loads(file.read_text(encoding="utf-8"))
    imports: dict[str, str] = {}
    for number, cell in enumerate(notebook["cells"]):
        source = "".join(cell["source"])
        if cell["cell_type"] != "code":
            continue
        tree = ast.parse(source)
        for line in tree.body:
            if isinstance(line, ast.Import | ast.ImportFrom):
                imports |= {name.asname or name.name: ast.unparse(line) for name in line.names}
        if widget := _widget(tree):
            used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
            needed = {line for name, line in imports.items() if name in used}
            whole = "\n".join([*sorted(needed), source])
            yield Cell(file.relative_to(root).as_posix(), number, widget, whole)


def _widget(tree: ast.Module) -> str:
    """Name the widget that a cell ends with, "" when it ends with something else."""
    last = tree.body[-1:]
    call = last[0].value if last and isinstance(last[0], ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return ""
    home = whose_lessons if call.func.id in whose_lessons.__all__ else closereader
    made = getattr(home, call.func.id, None)
    return call.func.id if isinstance(made, type) and issubclass(made, Synced) else ""
