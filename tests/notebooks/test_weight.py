"""No cell of the course loads pandas, numpy or plotly: they cost each student a second.

They are there for students: the cell in which one asks for a frame, ``open_table(...).frame``,
loads pandas. And where the kernel runs in the browser, they are not to be had at all.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from tests.house.tree import ROOT
from tests.notebooks.course import NOTEBOOKS

if TYPE_CHECKING:
    from pathlib import Path

TEACHERS = "08"
"""The lesson in which a teacher looks at all hand-ins; numpy arranges its map of readings."""


def weigh(work: Path, *notebooks: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.notebooks.weight", *map(str, notebooks)],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False,
        env={**os.environ, "CLOSEREADER_WORK": str(work), "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def test_no_cell_of_the_course_loads_a_heavy_package(tmp_path: Path) -> None:
    students = [
        path
        for path in NOTEBOOKS
        if path.parent.name in {"notebooks", "solutions"} and not path.name.startswith(TEACHERS)
    ]
    said = weigh(tmp_path / "work", *students)
    print(f"\n{said['cells']} cells of {len(students)} notebooks")  # noqa: T201
    assert said["cells"] > 150
    assert said["loaded"] == []


def test_a_cell_that_asks_for_a_frame_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "own.ipynb"
    sources = [
        "from closereader.tables import open_table\npanel = open_table('panel')\npanel",
        "panel.frame.head(2)",
    ]
    cells = [{"cell_type": "code", "source": [source]} for source in sources]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    said = weigh(tmp_path / "work", path)
    assert said["loaded"] == [["own.ipynb", sources[1], ["numpy", "pandas"]]]
