"""Every lesson and solution puts out the same on every processor, byte for byte, and weighs little.

Products of matrices (BLAS), and numpy's own logarithms, end in other bits with each kernel that a
processor can choose. Both can be told to choose another one, so one machine stands for several.

No cell loads pandas, numpy or plotly, which cost each student a second. They are there for
students: the cell in which one asks for a frame, ``open_table(...).frame``, loads pandas. And where
the kernel runs in the browser, they are not to be had at all.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.authoring.build import code, write_raw
from tests.house.tree import ROOT
from tests.notebooks.processors import TEACHERS

X86 = ("Haswell", "Sandybridge", "Prescott")
ARM = ("ARMV8", "CORTEXA57", "NEOVERSEN1")


def settings() -> list[dict[str, str]]:
    """Give the environments of the processors; the last one is without numpy's SIMD too."""
    kernels = X86 if platform.machine().lower() in {"x86_64", "amd64"} else ARM
    made = [{"OPENBLAS_CORETYPE": name} for name in kernels]
    simd: Any = np.show_config(mode="dicts")["SIMD Extensions"]
    made[-1]["NPY_DISABLE_CPU_FEATURES"] = " ".join(simd.get("found", []))
    return made


def begin(file: Path, setting: dict[str, str], *notebooks: Path) -> subprocess.Popen[str]:
    work = {"CLOSEREADER_WORK": str(file.with_suffix("")), "PYTHONHASHSEED": "0"}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.notebooks.processors", file, *notebooks],
        cwd=ROOT,
        env={**os.environ, **work, **setting},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def end(process: subprocess.Popen[str], file: Path) -> dict[str, Any]:
    said, _ = process.communicate()
    assert process.returncode == 0, f"{file.name}:\n{said[-3000:]}"
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Run all notebooks once for each processor, two at a time."""
    folder = tmp_path_factory.mktemp("processors")
    running = []
    for at, setting in enumerate(settings()):
        file = folder / f"{at}-{setting['OPENBLAS_CORETYPE']}.json"
        running.append((begin(file, setting), file))
        if at % 2:
            running[-2][0].wait()
    return [end(*each) for each in running]


def test_all_processors_give_the_same_outputs(runs: list[dict[str, Any]]) -> None:
    first, *others = runs
    kernels = {each["blas"] for each in (first, *others)}
    if len(kernels) < len(others) + 1:
        pytest.skip(f"numpy's BLAS has {len(kernels)} kernel(s) here, whatever it is told to use.")
    assert len(first["cells"]) > 100
    assert "application/vnd.plotly.v1+json" in json.dumps(first["cells"])
    for other in others:
        differ = [
            place for place in first["cells"] if first["cells"][place] != other["cells"][place]
        ]
        assert not differ


def test_no_cell_of_the_course_loads_a_heavy_package(runs: list[dict[str, Any]]) -> None:
    students = [place for place in runs[0]["cells"] if f"/{TEACHERS}" not in place]
    assert len(students) > 150
    assert [one for one in runs[0]["loaded"] if not one[0].startswith(TEACHERS)] == []


def test_a_cell_that_asks_for_a_frame_is_seen(tmp_path: Path) -> None:
    sources = [
        "from closereader.tables import open_table\npanel = open_table('panel')\npanel",
        "panel.frame.head(2)",
    ]
    own = write_raw(tmp_path / "own.ipynb", *map(code, sources))
    file = tmp_path / "found.json"
    found = end(begin(file, {}, own), file)
    assert found["loaded"] == [["own.ipynb", sources[1], ["numpy", "pandas"]]]
