"""The modules and the style sheets of the library's front ends, wherever they lie."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from closereader.widgets.base.bundle import BASE
from tests.house.tree import PACKAGE

if TYPE_CHECKING:
    from pathlib import Path

WIDGETS = BASE.parent
MODULES = sorted(file for file in PACKAGE.rglob("*.js") if PACKAGE / "lab" not in file.parents)
SHEETS = sorted(file for file in PACKAGE.rglob("*.css") if PACKAGE / "lab" not in file.parents)
ENTRIES = [file for file in MODULES if "\nexport default" in file.read_text(encoding="utf-8")]


def name(file: Path) -> str:
    """Name a file with its folder, as the joiner does."""
    return f"{file.parent.name}/{file.name}"


def copy_widgets(folder: Path) -> None:
    """Copy the modules of the widgets, so that one of a test's can import them."""
    only = shutil.ignore_patterns("*.py", "*.css", "__pycache__")
    shutil.copytree(WIDGETS, folder, ignore=only, dirs_exist_ok=True)
