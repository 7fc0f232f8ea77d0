"""The peers that the course is measured against, in a folder of their own: ``build/peers``.

None of them is a dependency of the course. What cannot be fetched here is said, and its lines are
left out.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "build" / "peers"
PACKAGES = ("nltk", "krippendorff", "diff-match-patch")  # Apache-2.0, GPL-3.0, Apache-2.0
READER = "@recogito/text-annotator"  # BSD-3-Clause
_PYTHON = FOLDER / "python"
_SCRIPT = FOLDER / "node_modules" / READER / "dist" / "text-annotator.umd.js"


def fetch() -> None:
    """Install the peers that are not there yet, the newest of each."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not _PYTHON.is_dir():
        into = ["--target", str(_PYTHON), "--python", sys.executable]
        _run("uv", "pip", "install", "--quiet", *into, *PACKAGES)
    if not _SCRIPT.is_file():
        _run("npm", "install", "--no-audit", "--no-fund", "--prefix", str(FOLDER), READER)


def _run(program: str, *arguments: str) -> None:
    path = shutil.which(program)
    if path is None or subprocess.run([path, *arguments], check=False, stdout=2).returncode:
        print(f"{program} could not fetch {arguments[-1]}", file=sys.stderr)


def peer(name: str) -> Any:  # noqa: ANN401 - none of them has types
    """Import a peer, or say that it is not there and give None."""
    fetch()
    if str(_PYTHON) not in sys.path:
        sys.path.append(str(_PYTHON))  # last: what both need is the course's own
    try:
        return import_module(name)
    except ImportError:
        print(f"{name} is not here: its lines are left out", file=sys.stderr)
        return None


def reader_script() -> str:
    """Give the script of the page's peer, "" when it is not there."""
    fetch()
    return _SCRIPT.read_text(encoding="utf-8") if _SCRIPT.is_file() else ""
