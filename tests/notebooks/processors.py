"""Run as a program: write what every cell of the lessons and solutions puts out, as JSON.

    python -m tests.notebooks.processors FILE [NOTEBOOK...]

All of it happens in this process: a kernel for each notebook would take longer and add nothing,
because outputs are caught where IPython publishes them. Beside the outputs stands a product of
matrices, whose last bits tell whether another kernel of BLAS is at work, and which cells loaded a
heavy package: each is named once, where it came in.
"""

from __future__ import annotations

import json
import os
import sys
from itertools import permutations
from pathlib import Path
from typing import Any

from IPython.core.formatters import format_display_data
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from closereader.authoring.notebook import WIDGET_VIEW, read
from closereader.tables import open_table
from tests.notebooks.course import NOTEBOOKS
from whose_lessons import explorer

HEAVY = {"numpy", "pandas", "plotly"}
TEACHERS = "08"
"""The lesson in which a teacher looks at all hand-ins; numpy arranges its map of readings."""


def main(file: str, *notebooks: str) -> None:
    """Run the notebooks that are no exercises: these are made from the solutions.

    The one that may load a heavy package comes last, lest another one finds it there.
    """
    loaded: list[tuple[str, str, list[str]]] = []
    cells: dict[str, Any] = {}
    own = [path for path in NOTEBOOKS if path.parent.name != "exercises"]
    for path in map(Path, notebooks or sorted(own, key=lambda path: path.name[:2] == TEACHERS)):
        cells |= outputs(path, loaded)
    if not notebooks:
        cells |= explored()
    found = {"blas": product(), "cells": cells, "loaded": loaded}
    Path(file).write_text(json.dumps(found), encoding="utf-8")


def product() -> str:
    """Give the bits of a product of matrices."""
    import numpy as np  # noqa: PLC0415 - loaded after it was seen that no cell does

    random = np.random.default_rng(8)
    found = random.normal(size=(61, 57)) @ random.normal(size=(57, 53))
    return str(found.tobytes().hex())


def explored() -> dict[str, Any]:
    """Give what the explorer sends to the browser, which no output holds."""
    panel = open_table("panel")
    pairs = list(permutations(explorer.MEASURES, 2))
    wishes: list[dict[str, Any]] = [
        {"view": "across", "x": x, "y": y, "draw": draw, "year": 2014}
        for x, y in pairs
        for draw in ("all", "post-soviet")
    ]
    wishes += [{"view": "over time", "y": y, "draw": "post-soviet"} for y in explorer.MEASURES]
    return {
        f"explorer, {wish}": explorer.draw(explorer.make_choice(panel, wish), panel).to_json()
        for wish in wishes
    }


def outputs(path: Path, loaded: list[tuple[str, str, list[str]]]) -> dict[str, Any]:
    """Run one notebook; give what each of its code cells puts out, and add what it loaded."""
    os.chdir(path.parent)
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    found = {}
    for cell in read(path).cells:
        if cell.kind == "code":
            there = HEAVY & set(sys.modules)
            with capture_output() as caught:
                ran = shell.run_cell(cell.source)  # type: ignore[no-untyped-call]
                data, _ = format_display_data(ran.result)  # type: ignore[no-untyped-call]
            ran.raise_error()
            if new := HEAVY & set(sys.modules) - there:
                loaded.append((path.name, cell.source, sorted(new)))
            data.pop(WIDGET_VIEW, None)  # its model id is random
            shown = [caught.stdout, data, *(each.data for each in caught.outputs)]
            found[f"{path.parent.name}/{path.name}, {cell.place}"] = shown
    return found


if __name__ == "__main__":
    assert not HEAVY & set(sys.modules), "one came before the first cell"
    main(*sys.argv[1:])
