"""A course with one small text and one small table, in a temporary folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.widgets.course import make_course

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True, scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = make_course(tmp_path_factory.mktemp("course"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLOSEREADER_COURSE", str(folder))
        patch.delenv("CLOSEREADER_WORK", raising=False)
        patch.delenv("CLOSEREADER_SEEDS", raising=False)
        yield folder
