"""Two kernels at one work folder: what one has made, the other changes before it has looked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from closereader import Reader
from closereader.widgets.reader._history import History
from tests.widgets.course import Browser

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.usefixtures("course")


def test_a_mark_of_another_kernel_stays_the_mark_it_was(course: Path) -> None:
    browser = Browser(Reader("small-2024"))
    made = browser.put(15, 26, note="first")
    [file] = (course / "work" / "annotations" / "small-2024").glob("*.json")
    before = json.loads(file.read_text(encoding="utf-8"))
    before["closereader:seen"] = "by a program of tomorrow"
    file.write_text(json.dumps(before), encoding="utf-8")
    # As if another kernel had done all this, since this one last looked.
    browser.reader._desk.items.clear()
    browser.reader._desk.history = History()

    changed = browser.put(15, 26, id=made["id"], note="second", base=made["at"])

    after = json.loads(file.read_text(encoding="utf-8"))
    assert changed["note"] == "second"
    assert after["created"] == before["created"]
    assert after["creator"] == before["creator"]
    assert after["closereader:seen"] == "by a program of tomorrow"
    trash = (course / "work" / "trash").rglob("*.json")
    assert [file.name.split("~")[2] for file in trash] == ["shed"]  # the first note; no conflict
    assert browser.reader._desk.history.done[-1].before is not None  # so undo brings the first back
