"""Work folders and hand-ins of every format so far open for ever, and hold what they held."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from closereader.handin import read_handin
from closereader.handin.restore import restore
from closereader.texts import former_ids
from closereader.work import Work, open_work
from closereader.work._items import FORMAT
from tests.seminar.make_fixtures import LETTER
from tests.stored.make import STORED, holds, made
from tests.work.making import leave_still

FORMATS = sorted(STORED.glob("format-*"))


@pytest.fixture(params=FORMATS, ids=lambda path: path.name)
def stored(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def opened(stored: Path, home: Path) -> Work:
    shutil.copytree(stored / "folder", home / "folder")
    for file in (home / "folder").rglob("*.json"):
        leave_still(file)
    return open_work(home / "folder")


def held(stored: Path) -> Any:
    words = (stored / "holds.json").read_text(encoding="utf-8")
    for old, now in former_ids().items():
        words = words.replace(old, now)  # what was saved under it is read under the one of today
    return json.loads(words)


def test_a_stored_folder_opens_and_holds_what_it_held(stored: Path, tmp_path: Path) -> None:
    work = opened(stored, tmp_path)
    assert holds(work) == held(stored)
    assert len(list((work.folder / "damaged").rglob("*.json"))) == 1


def test_what_was_deleted_in_it_comes_back(stored: Path, tmp_path: Path) -> None:
    work = opened(stored, tmp_path)
    [deleted] = [thing for thing in work.trashed(LETTER) if thing.why == "deleted"]
    assert work.restore(LETTER, deleted.item.id).won
    assert deleted.item.note in {item.note for item in work.annotations(LETTER).items}


def test_its_hand_in_opens_and_can_be_brought_back(stored: Path, tmp_path: Path) -> None:
    handin = read_handin((stored / "handin.html").read_bytes())
    there = held(stored)
    assert [handin.reader, handin.name] == there["reader"]
    assert (handin.altered, handin.problems) == (False, ())
    assert {key.partition("/")[2] for key in handin.answers} == set(there["answers"])
    work = open_work(tmp_path / "other")
    done = restore(handin, work)
    assert (done.refused, done.kept) == (0, 0)
    back = holds(work)
    assert back["annotations"] == there["annotations"]
    assert {key: given[2] for key, given in back["answers"].items()} == {
        key: given[2] for key, given in there["answers"].items()
    }


def test_this_version_writes_what_is_stored_of_its_format(tmp_path: Path) -> None:
    """A change in a file that earlier programs would misread must raise the format."""
    stored = STORED / f"format-{FORMAT}"
    work, page = made(tmp_path)
    assert holds(work) == held(stored)
    assert read_handin(page.encode()).answers == (
        read_handin((stored / "handin.html").read_bytes()).answers
    )
    assert contents(work.folder) == contents(stored / "folder")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.json")
    }
