"""What the tests of the house look at: the course's files, not what a run left behind."""

from __future__ import annotations

import ast
import os
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src"
PACKAGE = SOURCES / "closereader"

LEFT_BEHIND = {"__pycache__", "node_modules", "work", "build", "dist", "test-results", "uv.lock"}

OURS = {".binder", ".ci", ".github"}


@cache
def files() -> tuple[Path, ...]:
    """Return every file of the course, absolute, sorted.

    git says which they are; in a downloaded archive, without git, all but dot-folders and what a
    run leaves behind.
    """
    try:
        listed = subprocess.run(
            ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=True
        ).stdout.decode("utf-8")
    except (OSError, subprocess.CalledProcessError):
        return tuple(sorted(_walk()))
    paths = (ROOT / name for name in listed.split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def _walk() -> list[Path]:
    found: list[Path] = []
    for folder, folders, names in os.walk(ROOT):
        hidden = {name for name in folders if name.startswith(".") and name not in OURS}
        folders[:] = [name for name in folders if name not in hidden | LEFT_BEHIND]
        found += [Path(folder) / name for name in names if name not in LEFT_BEHIND]
    return found


def name(path: Path) -> str:
    """Return a file's name from the top of the course, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


def with_suffix(*suffixes: str) -> list[Path]:
    """Return the course's files with one of these endings."""
    return [path for path in files() if path.suffix in suffixes]


def read(path: Path) -> str:
    """Return a text file of the course."""
    return path.read_text(encoding="utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    """Return what a Python file of the course says."""
    return ast.parse(read(path))
