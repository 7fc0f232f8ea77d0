"""Taking back a step while another window writes to the same mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from closereader import Reader
from closereader.work import Work
from tests.widgets.course import Browser

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.usefixtures("course")


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


def kept_aside(course: Path) -> list[str]:
    """Say what lies in the trash, by its kind of file."""
    return sorted(file.name for file in (course / "work" / "trash").rglob("*.json"))


def quietly(reader: Reader, deed: str) -> str:
    """Undo or redo from Python; return what the reader then says is wrong."""
    assert getattr(reader, deed)()
    return str(reader.problem)


def test_undo_from_python_is_no_quarrel_with_another_notebook(course: Path) -> None:
    """An undo that does not say which state it began with would look like one."""
    browser = Browser(Reader("small-2024"))
    mark = browser.put(15, 26)
    browser.put(**{**shown(mark), "theme": "determinism"}, base=mark["at"])
    reader = browser.reader
    for deed in ("undo", "redo", "undo"):
        assert quietly(reader, deed) == "", deed
    assert kept_aside(course) == []
    assert [one["theme"] for one in reader.marks] == [mark["theme"]]


def test_a_mark_taken_back_from_python_is_thrown_away_once(course: Path) -> None:
    browser = Browser(Reader("small-2024"))
    browser.put(15, 26)
    reader = browser.reader
    assert quietly(reader, "undo") == ""
    assert reader.marks == []
    assert len(kept_aside(course)) == 1
    assert quietly(reader, "redo") == ""
    assert len(reader.marks) == 1
    assert len(kept_aside(course)) == 1


def test_a_removed_mark_is_put_back_from_python(course: Path) -> None:
    browser = Browser(Reader("small-2024"))
    mark = browser.put(15, 26)
    browser.edit("delete", shown(mark), base=mark["at"])
    reader = browser.reader
    before = kept_aside(course)
    assert quietly(reader, "undo") == ""
    assert [one["id"] for one in reader.marks] == [mark["id"]]
    assert kept_aside(course) == before
    assert quietly(reader, "redo") == ""
    assert reader.marks == []
