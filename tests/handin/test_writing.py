"""The file is written whole, under a name that every system takes, and no earlier one is lost."""

from __future__ import annotations

import errno
import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from closereader.annotations import Annotation, Link, checks
from closereader.handin import HandInError, exercise_notebook, open_sheet, read_handin
from closereader.handin.preview import look, made_last
from closereader.handin.restore import restore, told, would
from closereader.handin.writing import file_name, open_sheets
from closereader.texts import open_text
from closereader.work import Work, WorkError, open_work
from tests.authoring.build import code, markdown
from tests.handin.making import full_work, mark, new_work, write
from tests.handin.test_sheet import written

READER = "urn:uuid:1a2b3c4d-0000-4000-8000-000000000000"
ANSWER = {"kind": "prose", "text": "later"}


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return full_work(tmp_path)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Quiet Reader", "quiet-reader"),
        ("Zoë / ..\\Łukasz", "zoe-lukasz"),
        ("Тихий читатель", "tihii-chitatel"),
        ("Іванна Шевченко", "ivanna-shevchenko"),
        ("თამარ წერეთელი", "tamar-tsereteli"),
        ("Leyla Məmmədova", "leyla-mammadova"),
        ("Weiß Ørsted", "weiss-orsted"),
        ("قارئ", "reader"),
        ("\U0001f4da", "reader"),
        ("CON", "con"),
        ("", "reader"),
        ("x" * 120, "x" * 40),
        ("a" * 39 + " b", "a" * 39),
    ],
)
def test_a_name_is_safe_everywhere(name: str, slug: str) -> None:
    assert file_name("02", READER, name) == f"handin-02-{slug}-1a2b3c4d.html"


def test_a_time_that_the_folder_keeps_can_be_handed_in(work: Work) -> None:
    given = "2027-01-01T00:00:00.123456789Z"
    work.save_answer("02", "exercise-question-1", ANSWER, at=given)
    answers = read_handin(write(work, "02").read_bytes()).answers
    assert answers["02/exercise-question-1"].modified == given


def test_the_file_reads_back_and_is_alone_in_its_folder(work: Work) -> None:
    file = write(work, "02")
    assert file.parent == work.folder / "handins"
    assert list(file.parent.iterdir()) == [file]
    found = read_handin(file.read_bytes())
    assert (len(found.marks), len(found.answers), found.altered) == (3, 2, False)


def test_an_earlier_file_is_kept_with_its_time_also_under_an_earlier_name(work: Work) -> None:
    first = write(work, "02")
    before = first.read_bytes()
    os.utime(first, (1_700_000_000, 1_700_000_000))
    work.set_reader("Somebody Else")
    second = write(work, "02")
    assert second.name != first.name
    assert [one.name for one in second.parent.glob("*.html")] == [second.name]
    (kept,) = (second.parent / "earlier").iterdir()
    assert kept.name == f"{first.stem}-2023-11-14T22-13-20.html"
    assert kept.read_bytes() == before
    assert write(work, "01").exists()
    assert second.exists()


def test_two_files_of_one_second_are_both_kept(work: Work) -> None:
    for _ in range(3):
        os.utime(write(work, "02"), (1_700_000_000, 1_700_000_000))
        work.save_answer(
            "02", "exercise-question-4", {"kind": "prose", "text": os.urandom(3).hex()}
        )
    write(work, "02")
    assert len(list((work.folder / "handins" / "earlier").iterdir())) == 3


@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.ENOSPC, "The disk is full"), (errno.EROFS, "may not be written to")],
)
def test_a_disk_that_refuses_is_a_sentence_and_the_old_file_stands(
    number: int, says: str, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(work, "02")
    before = file.read_bytes()
    work.save_answer("02", "exercise-question-4", ANSWER)

    def refuse(*_: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(WorkError, match=says):
        write(work, "02")
    assert file.read_bytes() == before
    assert not list(file.parent.rglob("*.tmp"))


def test_two_hundred_marks_and_every_answer_stay_below_500_kb(tmp_path: Path) -> None:
    work = new_work(tmp_path)
    sheets = open_sheets("02")
    note = "A note of about the length that a careful reader writes beside a passage. " * 2
    made = 0
    while made < 200:
        for text_id in sheets.exercise.texts:
            text = open_text(text_id)
            place = text.sentences[(made * 7) % len(text.sentences)]
            one = Annotation.on(text, *place, theme="exclusion", note=f"{made} {note}")
            work.save(one)
            made += 1
    for question in (
        *sheets.exercise.questions,
        *(sheets.lesson.questions if sheets.lesson else ()),
    ):
        words = "It says “the masses hated the freedom” (post-2022 ¶4), and then more. " * 12
        work.save_answer("02", question.name, {"kind": "prose", "text": words})
    assert write(work, "02").stat().st_size < 500_000


def test_the_preview_says_what_is_missing_and_whether_a_file_still_fits(work: Work) -> None:
    sheets = open_sheets("02")
    assert made_last(work, "02") is None
    found = look(work, sheets)
    assert found.gaps == [
        "Question 1, Question 3 and Question 6 have no answer.",
        "Question 2, Question 4 and Question 5: less than is asked for.",
    ]
    assert found.lesson == "From the lesson: 0 of 8 questions answered."
    write(work, "02")
    last = made_last(work, "02")
    assert last is not None
    assert last.still_fits(look(work, sheets).data)
    work.save_answer("02", "q1", ANSWER)
    assert not last.still_fits(look(work, sheets).data)
    last.file.write_text("something else", encoding="utf-8")
    assert made_last(work, "02") is None


def test_a_reader_is_the_same_one_on_another_computer(work: Work, tmp_path: Path) -> None:
    handin = read_handin(write(work, "02").read_bytes())
    other = open_work(tmp_path / "other" / "work")
    restore(handin, other)
    assert other.reader == work.reader
    assert write(other, "02").name == write(work, "02").name
    # one who has written already stays who they are
    third = new_work(tmp_path / "third", "Third")
    mark(third, "artiukh-2022", "our corner", "agency")
    restore(handin, third, mine=True)
    assert third.reader.name == "Third"
    assert third.reader.id != work.reader.id


def test_what_was_deleted_later_stays_deleted(work: Work) -> None:
    handin = read_handin(write(work, "02").read_bytes())
    first = handin.marks[0]
    work.delete(first.text, first.id)
    done = restore(handin, work)
    assert (done.marks, done.kept) == (0, 6)


def test_a_look_says_whose_file_it_is_and_changes_nothing(work: Work, tmp_path: Path) -> None:
    handin = read_handin(write(work, "02").read_bytes())
    other = new_work(tmp_path / "other", "Third")
    mark(other, "artiukh-2022", "our corner", "agency")
    lines = told(handin, other, exercise="03")
    assert lines[0].startswith("Exercise 02, Exclusion: handed in by Quiet Reader, made ")
    assert lines[1].startswith("It belongs to another exercise than 03")
    whose = "The work in work is another reader's (Third) than this file (Quiet Reader)."
    assert lines[2] == whose
    assert lines[-1] == "Would come back: 3 marks, 1 link, 2 answers."
    assert would(handin, other).answers == 2
    assert other.answers("02") == {}


def test_another_readers_work_is_left_alone(work: Work, tmp_path: Path) -> None:
    handin = read_handin(write(work, "02").read_bytes())
    other = new_work(tmp_path / "other", "Third")
    other.save_answer("02", "exercise-question-4", {"kind": "prose", "text": "Third's words"})
    with pytest.raises(HandInError, match=r"another reader's \(Third\).*Nothing was changed"):
        restore(handin, other)
    assert {key: one.value["text"] for key, one in other.answers("02").items()} == {
        "exercise-question-4": "Third's words"
    }
    assert other.annotations("artiukh-2022").items == ()


def test_what_restoring_replaces_lies_in_the_trash(work: Work, tmp_path: Path) -> None:
    """Of answers, marks and links: the hand-in has later states, which add words only."""
    there = open_work(tmp_path / "there" / "work")
    restore(read_handin(write(work, "02").read_bytes()), there)
    (link,) = [one for one in work.annotations("artiukh-2022").items if isinstance(one, Link)]
    first = next(
        one for one in work.annotations("artiukh-2022").items if isinstance(one, Annotation)
    )
    for one in (link, first):
        later = replace(one, note=f"{one.note} More.", modified=checks.after(one.modified))
        work.save(later, base=one.modified)
    own = work.answer("02", "exercise-question-4")
    assert own
    more = {"kind": "prose", "text": f"{own.value['text']} More."}
    work.save_answer("02", "exercise-question-4", more, base=own.modified)
    done = restore(read_handin(write(work, "02").read_bytes()), there)
    assert (done.marks, done.links, done.answers) == (1, 1, 1)
    kept = [
        json.loads(file.read_text(encoding="utf-8"))
        for file in (there.folder / "trash").rglob("*.json")
    ]
    assert {one["from"].partition("/")[0] for one in kept} == {"annotations", "answers"}
    assert len(kept) == 3
    words = json.dumps(kept)
    assert "More." not in words
    assert first.id in words
    assert link.id in words
    assert own.value["text"] in [
        one["item"]["value"]["text"] for one in kept if one["from"].startswith("answers")
    ]


def test_while_there_is_only_a_solution_its_questions_are_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "codebook.yml").write_text("version: 1\n", encoding="utf-8")
    (tmp_path / "solutions").mkdir()
    written(
        tmp_path / "solutions" / "09_new.ipynb",
        markdown("# Exercise: New"),
        markdown("### Question 1"),
        code("Ask('09/exercise-question-1', 'Why?')"),
        code("Ask('09/exercise-question-1', 'Because.')", tags=("solution",)),
    )
    monkeypatch.setenv("CLOSEREADER_COURSE", str(tmp_path))
    sheet = open_sheet(exercise_notebook("09"))
    assert [one.prompt for one in sheet.questions] == ["Why?"]
    with pytest.raises(HandInError, match=re.escape("'10': no exercise has this number")):
        write(open_work(tmp_path / "work"), "10")
