"""Run as a program: write what every cell of the lessons and solutions puts out, as JSON.

    python -m tests.notebooks.processors FILE

All of it happens in this process: a kernel for each notebook would take longer and add nothing,
because outputs are caught where IPython publishes them. Beside the outputs stands a product of
matrices, whose last bits tell whether another kernel of BLAS is at work.
"""

from __future__ import annotations

import json
import os
import sys
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
from IPython.core.formatters import format_display_data
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from closereader.authoring.notebook import WIDGET_VIEW, read
from closereader.tables import open_table
from tests.notebooks.course import NOTEBOOKS
from whose_lessons import explorer


def main(file: str) -> None:
    """Run the notebooks that are no exercises: these are made from the solutions."""
    random = np.random.default_rng(8)
    product = random.normal(size=(61, 57)) @ random.normal(size=(57, 53))
    cells: dict[str, Any] = {}
    for path in NOTEBOOKS:
        if path.parent.name != "exercises":
            cells |= outputs(path)
    cells |= explored()
    found = {"blas": product.tobytes().hex(), "cells": cells}
    Path(file).write_text(json.dumps(found), encoding="utf-8")


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


def outputs(path: Path) -> dict[str, Any]:
    """Run one notebook; give what each of its code cells puts out."""
    os.chdir(path.parent)
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    found = {}
    for cell in read(path).cells:
        if cell.kind == "code":
            with capture_output() as caught:
                ran = shell.run_cell(cell.source)  # type: ignore[no-untyped-call]
                data, _ = format_display_data(ran.result)  # type: ignore[no-untyped-call]
            ran.raise_error()
            data.pop(WIDGET_VIEW, None)  # its model id is random
            shown = [caught.stdout, data, *(each.data for each in caught.outputs)]
            found[f"{path.parent.name}/{path.name}, {cell.place}"] = shown
    return found


if __name__ == "__main__":
    main(sys.argv[1])
