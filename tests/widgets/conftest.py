"""A small course of its own for the tests that ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.widgets.course import make_course

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLOSEREADER_COURSE", str(make_course(tmp_path)))
    monkeypatch.delenv("CLOSEREADER_WORK", raising=False)
    monkeypatch.delenv("CLOSEREADER_SEEDS", raising=False)
    return tmp_path
