"""Fixtures of the work folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from closereader.work import Work, open_work


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return open_work(tmp_path / "work")
