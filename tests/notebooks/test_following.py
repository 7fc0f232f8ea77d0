"""A result is offered to be made again where that can change it: it follows what its reader does.

JupyterLab's plugin asks the metadata of a cell, ``{"closereader": {"follows": true}}``. Here the
cells are run, and it is seen which of them read a reader's work, or the hand-ins of a class.
"""

from __future__ import annotations

import ast
import contextlib
import io
from typing import TYPE_CHECKING, Any

import pytest

from closereader.authoring import read
from closereader.handin.code_cells import calls_in, name_of, parsed
from closereader.work import Work
from tests.notebooks.course import IDS, NOTEBOOKS

if TYPE_CHECKING:
    from pathlib import Path

    from closereader.authoring.notebook import Cell

READS = ("annotations", "answer", "answers", "trashed")
CLASS = "open_seminar"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Note what is read of the work of a reader."""
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    found: list[str] = []
    for name in READS:
        usual = getattr(Work, name)

        def noted(self: Work, *of: object, usual: Any = usual, name: str = name) -> object:
            found.append(name)
            return usual(self, *of)

        monkeypatch.setattr(Work, name, noted)
    return found


def run(cell: Cell, names: dict[str, object]) -> None:
    """Run a cell, and show what it shows."""
    tree = ast.parse(cell.source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, cell.id, "exec"), names)  # noqa: S102 - the course's own code
    if isinstance(last, ast.Expr):
        repr(eval(compile(ast.Expression(last.value), cell.id, "eval"), names))  # noqa: S307


def names_in(cell: Cell, how: type[ast.expr_context]) -> set[str]:
    nodes = (node for node in ast.walk(parsed(cell.source)) if isinstance(node, ast.Name))
    return {node.id for node in nodes if isinstance(node.ctx, how)}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_what_follows_its_reader_says_so_and_nothing_else(path: Path, asked: list[str]) -> None:
    names: dict[str, object] = {}
    made: set[str] = set()  # of what follows
    follow = []
    results = [cell for cell in read(path).cells if cell.kind == "code"]
    for cell in results:
        asked.clear()
        with contextlib.redirect_stdout(io.StringIO()):
            run(cell, names)
        of_class = any(name_of(call) == CLASS for call in calls_in(cell.source))
        if asked or of_class or not made.isdisjoint(names_in(cell, ast.Load)):
            made |= names_in(cell, ast.Store)
            follow.append(cell.id)
    shown = [cell for cell in results if "closereader-card" not in str(cell.outputs)]
    marked = [one.id for one in shown if one.metadata.get("closereader", {}).get("follows")]
    assert marked == [one.id for one in shown if one.id in follow]
