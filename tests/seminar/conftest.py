"""Two marking packs: of the readers of the fixtures, and of readers whose words are hostile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closereader.seminar import collect
from closereader.seminar.pack import write_pack
from tests.seminar.making import FIXTURES, FORMULA, HOSTILE, PROSE, a_mark, handin

if TYPE_CHECKING:
    from pathlib import Path

ASK = "02/exercise-question-4"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(collect([FIXTURES]), tmp_path_factory.mktemp("a") / "pack-02").folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of two readers whose every word is hostile."""
    folder = tmp_path_factory.mktemp("b")
    marks = (a_mark(1, note=HOSTILE), a_mark(2, "our corner", note=FORMULA, theme="zz-none"))
    answers = {ASK: PROSE, "02/q3": PROSE, "02/exercise-question-1": {"kind": HOSTILE},
               "02/gone": PROSE}  # fmt: skip
    upload = folder / "in"
    upload.mkdir()
    for number, name in ((1, HOSTILE), (2, FORMULA)):
        content = handin(number, name, marks=marks, answers=answers)
        (upload / f"{number}.html").write_bytes(content)
    (upload / "=1&.pdf").write_bytes(b"x")
    return write_pack(collect([upload]), folder / "pack").folder
