"""One's own marks reach matrix and argument map, and a new one does not make them read them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closereader import ArgumentMap, Matrix, Reader
from closereader.work import Work

if TYPE_CHECKING:
    from pathlib import Path

    from closereader.work import Loaded

LETTER, POST = "artiukh-2022", "post-2022"
WORDS = "The country chose not to."


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


@pytest.fixture(params=["Matrix", "ArgumentMap"])
def widget(request: pytest.FixtureRequest) -> Matrix | ArgumentMap:
    if request.param == "Matrix":
        return Matrix("09/q1", columns=[("a", "A", "")], texts=(LETTER, POST))
    return ArgumentMap("09/q1", texts=(LETTER, POST))


def test_a_new_mark_reads_only_its_own_text_again(
    widget: Matrix | ArgumentMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(POST)
    asked: list[str] = []
    read = Work.annotations

    def annotations(self: Work, text_id: str) -> Loaded:
        asked.append(text_id)
        return read(self, text_id)

    monkeypatch.setattr(Work, "annotations", annotations)
    reader.mark(WORDS, theme="agency")
    assert asked == [POST]
    assert [(mark["text"], mark["quote"]) for mark in widget.marks] == [(POST, WORDS)]
    widget.refresh()
    assert asked[1:] == [LETTER, POST]
    assert len(widget.marks) == 1


def test_marks_of_the_other_texts_stay_beside_the_new_one(widget: Matrix | ArgumentMap) -> None:
    Reader(LETTER).mark("Western Left", theme="exclusion", occurrence=1)
    Reader(POST).mark(WORDS, theme="agency")
    assert [mark["text"] for mark in widget.marks] == [LETTER, POST]
    Reader("alieva-2024").mark("illuminated the role of exclusion", theme="exclusion")
    assert len(widget.marks) == 2
