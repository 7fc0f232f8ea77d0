"""Run as a program: say which cells of notebooks load a heavy package, as JSON.

    python -m tests.notebooks.weight NOTEBOOK...

They run one after the other in this process, so each package is named once: where it comes in.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from IPython.core.formatters import format_display_data
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

HEAVY = {"numpy", "pandas", "plotly"}


def main(notebooks: list[str]) -> None:
    """Print which cells were run, and what came in with each."""
    done, loaded, there = 0, [], HEAVY & set(sys.modules)
    assert not there, f"{there} came before the first cell"
    for path in map(Path, notebooks):
        os.chdir(path.parent)
        InteractiveShell.clear_instance()
        shell = InteractiveShell.instance()
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] != "code":
                continue
            source = "".join(cell["source"])
            with capture_output():
                ran = shell.run_cell(source)  # type: ignore[no-untyped-call]
                format_display_data(ran.result)  # type: ignore[no-untyped-call]
            ran.raise_error()
            done += 1
            if new := HEAVY & set(sys.modules) - there:
                loaded.append([path.name, source[:200], sorted(new)])
                there |= new
    print(json.dumps({"cells": done, "loaded": loaded}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
