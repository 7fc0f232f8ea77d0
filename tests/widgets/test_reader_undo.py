"""Taking back a step while another window writes to the same mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from closereader import Reader
from closereader.work import Work
from tests.widgets.course import Browser, make_course

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLOSEREADER_COURSE", str(make_course(tmp_path)))
    monkeypatch.delenv("CLOSEREADER_WORK", raising=False)
    monkeypatch.delenv("CLOSEREADER_SEEDS", raising=False)
    return tmp_path


def shown(mark: dict[str, Any]) -> dict[str, Any]:
    return {key: mark[key] for key in ("id", "s", "e", "theme", "move", "note", "status")}


def test_undo_takes_back_only_what_the_step_changed(course: Path) -> None:
    browser = Browser(Reader("small-2024"))
    mark = browser.put(15, 26)
    browser.put(**{**shown(mark), "theme": "determinism"}, base=mark["at"])
    [annotation] = browser.reader.annotations
    elsewhere = Work(course / "work")  # as another kernel has it
    elsewhere.save(annotation.changed(note="from another window"), base=annotation.modified)
    browser.reader.refresh()
    assert browser.reader.undo()
    [after] = browser.reader.marks
    assert (after["theme"], after["note"]) == (mark["theme"], "from another window")
    assert browser.reader.redo()
    [again] = browser.reader.marks
    assert (again["theme"], again["note"]) == ("determinism", "from another window")
