"""Two kernels at one work folder: what one has made, the other changes before it has looked."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader import Reader
from closereader.annotations import checks
from closereader.widgets.reader._history import History
from closereader.work import _open
from tests.widgets.course import Browser, make_course

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


BEGAN = datetime(2026, 3, 1, 12, tzinfo=UTC)


def at(seconds: int) -> str:
    return checks.stamp(BEGAN + timedelta(seconds=seconds))


def new_kernel() -> Browser:
    """Give a reader of a Python that knows nothing of the others."""
    _open._OPEN.clear()
    return Browser(Reader("small-2024"))


def on_disk(course: Path) -> str:
    files = (course / "work" / "annotations" / "small-2024").glob("*.json")
    return "".join(file.read_text(encoding="utf-8") for file in files)


def in_trash(course: Path) -> str:
    files = (course / "work" / "trash").rglob("*.json")
    return "".join(file.read_text(encoding="utf-8") for file in files)


def test_an_edit_that_lost_is_not_called_saved_and_the_next_does_not_pass_for_a_later_one(
    course: Path,
) -> None:
    one = new_kernel()
    mark = one.put(15, 26, note="first", at=at(0))
    two = new_kernel()
    two.put(15, 26, id=mark["id"], note="of two", base=mark["at"], at=at(60))
    thing = {**mark, "note": "of one"}
    lost = one.edit("put", thing, base=mark["at"], at=at(30))
    assert lost["lost"] == lost["edits"]
    assert "your version is kept" in lost["notes"][0]
    assert "of one" in in_trash(course)
    assert one.reader.marks[0]["note"] == "of two"  # what stands is shown
    # The page wrote on before it heard of that.
    on = one.edit("put", {**mark, "theme": "determinism"}, after=lost["edits"][0], at=at(90))
    assert on["lost"] == []
    assert "the other version is kept" in on["notes"][0]
    assert "of two" in in_trash(course)


def test_a_deletion_that_came_too_late_is_not_called_saved() -> None:
    one = new_kernel()
    mark = one.put(15, 26, note="first", at=at(0))
    new_kernel().put(15, 26, id=mark["id"], note="of two", base=mark["at"], at=at(60))
    answer = one.edit("delete", mark, base=mark["at"], at=at(30))
    assert answer["lost"] == answer["edits"]
    assert answer["notes"] == [
        "This was changed in another notebook after you deleted it here, so it stays."
    ]
    repeated = one.resend({"id": answer["edits"][0], "op": "delete", "at": at(30), "mark": mark})
    assert repeated["lost"] == answer["lost"]


STEPS = st.lists(
    st.tuples(st.booleans(), st.sampled_from(["put", "delete"]), st.integers(0, 9), st.booleans()),
    min_size=1,
    max_size=8,
)


@given(steps=STEPS)
def test_what_is_called_saved_is_on_disk_at_that_moment(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[bool, str, int, bool]]
) -> None:
    """Whatever two kernels do to one mark, in whatever order, with whatever clocks."""
    with pytest.MonkeyPatch.context() as patch:
        folder = make_course(tmp_path_factory.mktemp("two"))
        patch.setenv("CLOSEREADER_COURSE", str(folder))
        kernels = {False: new_kernel(), True: new_kernel()}
        mark = kernels[False].put(15, 26, note="word0.", at=at(0))
        kernels[True].tell(type="refresh")
        before: dict[bool, str] = {}
        for number, (who, op, seconds, follows) in enumerate(steps, 1):
            browser, word = kernels[who], f"word{number}."
            known = next((one["at"] for one in browser.reader.marks), None)
            more = {"after": before[who]} if follows and who in before else {"base": known}
            answer = browser.edit(op, {**mark, "note": word}, at=at(seconds), **more)
            if answer["type"] == "refused":
                continue
            [before[who]] = answer["edits"]
            won = word in on_disk(folder) if op == "put" else not on_disk(folder)
            assert won == (answer["lost"] == [])
            assert won or answer["notes"]
            kept = on_disk(folder) + in_trash(folder)
            assert op == "delete" or word in kept
