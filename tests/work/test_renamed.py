"""A text that was called something else before: nobody's marks are lost by its new name."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from closereader import check_quotations
from closereader._paths import course_folder
from closereader.annotations import Annotation, Passage
from closereader.argument._model import read_passage
from closereader.handin import read_handin
from closereader.texts import UnknownText, current_id, former_ids, open_text
from closereader.work import Work
from tests.seminar.make_fixtures import FIXTURES
from tests.work.making import T1, T2

if TYPE_CHECKING:
    from pathlib import Path

    from closereader.texts import Text

OLD, NEW = "letter-1999", "artiukh-2022"


@pytest.fixture
def renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the letter an id that it had before; return a work folder of that time."""
    shutil.copytree(course_folder() / "seeds", tmp_path / "seeds")
    edition = tmp_path / "seeds" / f"{NEW}.md"
    words = edition.read_text(encoding="utf-8")
    edition.write_text(
        words.replace("---\n", f"---\nformerly: oldest-1998 {OLD}\n", 1), encoding="utf-8"
    )
    monkeypatch.setenv("CLOSEREADER_SEEDS", str(tmp_path / "seeds"))
    return tmp_path / "work"


def mark(text: Text, start: int, end: int, note: str = "", now: str = T1) -> Annotation:
    return Annotation.on(text, start, end, theme="exclusion", note=note, now=now)


def age(folder: Path) -> None:
    """Write a work folder as it stood when the text had its old id."""
    for kind in ("annotations", "trash/annotations"):
        if not (folder / kind / NEW).exists():
            continue
        (folder / kind / NEW).rename(folder / kind / OLD)
        for file in (folder / kind / OLD).glob("*.json"):
            words = file.read_text(encoding="utf-8")
            file.write_text(words.replace(NEW, OLD), encoding="utf-8")


@pytest.mark.usefixtures("renamed")
def test_a_hand_in_of_that_time_is_of_this_course() -> None:
    handin = read_handin((FIXTURES / "no-marks.html").read_bytes())
    assert not replace(handin, texts={OLD: "sha256:0"}).elsewhere
    assert replace(handin, texts={"nobody-1900": "sha256:0"}).elsewhere


def test_an_id_leads_to_the_text_of_today(renamed: Path) -> None:
    assert {old for old, now in former_ids().items() if now == NEW} == {"oldest-1998", OLD}
    assert current_id(OLD) == NEW
    assert current_id(NEW) == NEW
    assert current_id("nobody-1900") == "nobody-1900"
    assert current_id("../seeds/artiukh-2022") == "../seeds/artiukh-2022"
    assert open_text(OLD) is open_text(NEW)
    with pytest.raises(UnknownText):
        open_text("nobody-1900")
    assert not renamed.exists()


def test_marks_and_what_was_deleted_come_along(renamed: Path) -> None:
    text = open_text(NEW)
    work = Work(renamed)
    kept, gone = mark(text, 10, 20), mark(text, 30, 44)
    for each in (kept, gone):
        work.save(each)
    work.delete(NEW, gone.id)
    age(renamed)
    assert not (renamed / "annotations" / NEW).exists()
    loaded = work.annotations(NEW)
    assert [(item.id, item.text) for item in loaded.items] == [(kept.id, NEW)]
    assert loaded.problems == ()
    assert not (renamed / "annotations" / OLD).exists()
    assert [entry.item.id for entry in work.trashed(NEW)] == [gone.id]
    work.restore(NEW, gone.id)
    assert {item.id for item in work.annotations(NEW).items} == {kept.id, gone.id}


@pytest.mark.parametrize("asked", [NEW, OLD])
def test_what_was_deleted_under_the_earlier_id_is_listed_before_it_is_carried(
    renamed: Path, asked: str
) -> None:
    text = open_text(NEW)
    work = Work(renamed)
    early, late = mark(text, 10, 20), mark(text, 30, 44)
    work.save(early)
    work.delete(NEW, early.id, at=T1)
    age(renamed)
    work.save(late)
    work.delete(NEW, late.id, at=T2)
    listed = Work(renamed).trashed(asked)
    assert [(thing.item.id, thing.item.text) for thing in listed] == [
        (early.id, NEW),
        (late.id, NEW),
    ]
    assert Work(renamed).restore(NEW, early.id).won
    assert [item.id for item in Work(renamed).annotations(NEW).items] == [early.id]


def test_of_two_states_the_later_one_stays(renamed: Path) -> None:
    text = open_text(NEW)
    work = Work(renamed)
    first = mark(text, 10, 20)
    work.save(first)
    age(renamed)
    work.save(replace(first, note="Later.", modified=T2))
    (both,) = work.annotations(NEW).items
    assert isinstance(both, Annotation)
    assert (both.id, both.note) == (first.id, "Later.")


def test_a_damaged_file_stays_and_is_named(renamed: Path) -> None:
    work = Work(renamed)
    work.save(mark(open_text(NEW), 10, 20))
    age(renamed)
    bad = renamed / "annotations" / OLD / "bad.json"
    bad.write_text("{", encoding="utf-8")
    loaded = work.annotations(NEW)
    assert len(loaded.items) == 1
    assert [problem.file for problem in loaded.problems] == [bad]
    assert bad.exists()
    assert "earlier name of the text" in loaded.problems[0].sentence


@pytest.mark.parametrize("cited", ["letter-1999 ¶1", "Letter 1999, para. 1", "see Letter, ¶1"])
def test_citations_under_the_old_name_are_understood(renamed: Path, cited: str) -> None:
    words = " ".join(open_text(NEW).block("¶1").text.split()[:6])
    (check,) = check_quotations(f"“{words}” ({cited})", [NEW])
    assert check.verbatim, (renamed, check)


def test_evidence_of_a_map_and_a_matrix_is_led_on(renamed: Path) -> None:
    passage = Passage.on(open_text(NEW), 10, 20)
    fields = {name: getattr(passage, name) for name in Passage.__slots__}
    assert Passage.of({**fields, "text": OLD}) == passage
    assert read_passage({**fields, "text": OLD}) == passage
    assert not renamed.exists()


def test_what_could_not_be_carried_stays_where_removing_a_folder_removes_what_is_in_it(
    renamed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In JupyterLite `rmdir` is never refused: a folder goes with all that it holds."""
    text = open_text(NEW)
    work = Work(renamed)
    work.save(mark(text, 10, 20))
    age(renamed)
    other = renamed / "annotations" / OLD / "notes.txt"
    other.write_text("mine", encoding="utf-8")
    monkeypatch.setattr("pathlib.Path.rmdir", shutil.rmtree)
    assert len(Work(renamed).annotations(NEW).items) == 1
    assert other.read_text(encoding="utf-8") == "mine"
    other.unlink()
    Work(renamed).annotations(NEW)
    assert not (renamed / "annotations" / OLD).exists()
