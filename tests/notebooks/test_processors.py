"""Every lesson and solution puts out the same on every processor, byte for byte.

Products of matrices (BLAS), and numpy's own logarithms, end in other bits with each kernel that a
processor can choose. Both can be told to choose another one, so one machine stands for several.
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

from tests.house.tree import ROOT

X86 = ("Haswell", "Sandybridge", "Prescott")
ARM = ("ARMV8", "CORTEXA57", "NEOVERSEN1")


def settings() -> list[dict[str, str]]:
    """Give the environments of the processors; the last one is without numpy's SIMD too."""
    kernels = X86 if platform.machine().lower() in {"x86_64", "amd64"} else ARM
    made = [{"OPENBLAS_CORETYPE": name} for name in kernels]
    simd: Any = np.show_config(mode="dicts")["SIMD Extensions"]
    made[-1]["NPY_DISABLE_CPU_FEATURES"] = " ".join(simd.get("found", []))
    return made


def run_all(folder: Path) -> list[dict[str, Any]]:
    """Run all notebooks once for each processor, two at a time."""
    wanted, running, found = settings(), [], []
    for at, setting in enumerate(wanted):
        work = {"CLOSEREADER_WORK": str(folder / f"work{at}"), "PYTHONHASHSEED": "0"}
        command = [sys.executable, "-m", "tests.notebooks.processors", str(folder / f"{at}.json")]
        running.append(
            subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, **work, **setting},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
            )
        )
        if at % 2:
            running[-2].wait()
    for at, process in enumerate(running):
        said, _ = process.communicate()
        assert process.returncode == 0, f"{wanted[at]}:\n{said[-3000:]}"
        found.append(json.loads((folder / f"{at}.json").read_text(encoding="utf-8")))
    return found


def test_all_processors_give_the_same_outputs(tmp_path: Path) -> None:
    first, *others = run_all(tmp_path)
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
