"""A course that the guides are tried on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.guides.words import ROOT


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a course that may be added to: its texts, no lesson, no solution."""
    folder = tmp_path.resolve() / "course"
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    for name in ("notebooks", "exercises", "solutions"):
        (folder / name).mkdir()
    for name in ("CLOSEREADER_SEEDS", "CLOSEREADER_WORK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLOSEREADER_COURSE", str(folder))
    monkeypatch.chdir(folder)
    return folder
