"""A second course, kept so that the library stays nobody's: other texts, languages and moves."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from closereader import cli

# its notebooks are run where the second course lies, by the tests beside it
collect_ignore_glob = ["second/*"]

SECOND = Path(__file__).parent / "second"
ELSEWHERE = ("CLOSEREADER_COURSE", "CLOSEREADER_SEEDS", "CLOSEREADER_WORK")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the second course with its notebooks run and its exercise derived, by the command."""
    folder = tmp_path_factory.mktemp("second").resolve() / "course"
    shutil.copytree(SECOND, folder)
    with pytest.MonkeyPatch.context() as patch:
        for name in ELSEWHERE:
            patch.delenv(name, raising=False)
        patch.chdir(folder)
        assert cli.main(["notebooks"]) == 0
        assert cli.main(["exercises"]) == 0
    return folder


@pytest.fixture
def course(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in the second course; what is saved is this test's own."""
    for name in ELSEWHERE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    monkeypatch.chdir(made)
    assert "CLOSEREADER_COURSE" not in os.environ
    return made
