"""Readings from hand-ins: who opened what, first and second, names; and the seal."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from closereader.annotations import Annotation
from closereader.handin.data import Given, Submission
from closereader.seminar import Reading, from_annotations, from_handins, open_seminar
from closereader.seminar.readings import NOTHING_HERE, opened
from closereader.texts import open_text
from closereader.work import open_work
from tests.handin.making import write
from tests.house.tree import ROOT
from tests.seminar.readers import LETTER, THANKS, reading, seminar, three

POST, ESSAY = "post-2022", "alieva-2024"
MODELS = ("Reading A", "Reading B", "Reading C")
EARLY, LATE = "2026-01-01T00:00:00.000Z", "2026-02-01T00:00:00.000Z"


def mark(text_id: str, quote: str, theme: str = "exclusion", *, reader: str = "r1") -> Annotation:
    text = open_text(text_id)
    start = text.body.index(quote)
    return Annotation.on(text, start, start + len(quote), theme=theme, creator=f"urn:x:{reader}")


def handin(
    reader: str = "r1",
    name: str = "Anna",
    *marks: Annotation,
    exercise: str = "02",
    made: str = EARLY,
    answers: dict[str, Given] | None = None,
) -> Submission:
    return Submission(
        exercise=exercise,
        title="Exclusion",
        reader=f"urn:x:{reader}",
        name=name,
        made=made,
        program="1",
        codebook=1,
        texts={each: open_text(each).fingerprint for each in (LETTER, POST, ESSAY)},
        marks=marks,
        links=(),
        answers=answers or {},
    )


def answer(question: str, text: str) -> dict[str, Given]:
    return {question: Given(question, {"kind": "prose", "text": text}, EARLY, EARLY)}


def test_a_text_is_opened_by_a_mark_or_by_an_answer_that_names_it() -> None:
    given = handin(
        "r1", "Anna", mark(LETTER, THANKS), answers=answer("02/x", "See (post-2022 ¶4).")
    )
    assert opened(given) == (LETTER, POST)


def test_a_text_is_opened_by_an_answer_to_a_question_about_it_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "closereader.seminar.readings._asked_alone", lambda _: {"02/only": POST, "02/empty": ESSAY}
    )
    empty = {"02/empty": Given("02/empty", {"kind": "", "text": ""}, EARLY, EARLY)}
    given = handin(answers=answer("02/only", "No quotation.") | empty)
    assert opened(given) == (POST,)


def test_who_opened_a_text_without_marking_is_silent_and_who_did_not_is_missing() -> None:
    found = from_handins(
        [
            handin("r1", "Anna", mark(LETTER, THANKS)),
            handin("r2", "Ben", answers=answer("02/x", "artiukh-2022 has nothing.")),
            handin("r3", "Cleo", mark(POST, "The country chose not to")),
        ]
    )
    here = seminar(*found)
    assert {name: len(one.marks[LETTER]) for name, one in here.of(LETTER).items()} == {
        "Anna": 1,
        "Ben": 0,
    }
    assert list(here.of(POST)) == ["Cleo"]
    assert here.of(ESSAY) == {}


def test_first_and_second_are_taken_text_by_text() -> None:
    before, after = mark(LETTER, THANKS), mark(LETTER, "our corner", "agency")
    post = mark(POST, "The country chose not to")
    found = from_handins(
        [
            handin("r1", "Anna", after, post, exercise="05", made=LATE),
            handin("r1", "Anna", before),
        ]
    )
    here = seminar(*found)
    assert [(one.when, tuple(one.marks)) for one in found] == [
        ("first", (LETTER, POST)),
        ("second", (LETTER,)),
    ]
    assert here.of(LETTER)["Anna"].of("agency", LETTER)
    assert not here.of(LETTER, "first")["Anna"].of("agency", LETTER)
    assert here.of(POST, "first") == {}, "only who read twice is compared"
    assert list(here.of(POST)) == ["Anna"]


def test_equal_names_are_told_apart_and_no_name_gets_one() -> None:
    given = [handin(who, name, mark(LETTER, THANKS)) for who, name in
             (("r1", "Anna"), ("r2", " Anna "), ("r3", ""))]  # fmt: skip
    names = [one.name for one in from_handins(given)]
    assert len(set(names)) == 3
    assert all(names), "and nobody is without a name"


def test_a_mark_without_a_certain_place_is_said_and_not_drawn() -> None:
    lost = replace(mark(LETTER, THANKS), exact="x" * len(THANKS), fingerprint="sha256:" + "0" * 64)
    (found,) = from_annotations({"Anna": [lost, mark(LETTER, "our corner")]})
    assert len(found.marks[LETTER]) == 1
    assert found.problems == (
        "Not drawn, of Anna: 1 (no certain place here, or an unknown theme).",
    )


def test_the_same_file_twice_is_no_second_reading() -> None:
    one = handin("r1", "Anna", mark(LETTER, THANKS))
    assert [each.when for each in from_handins([one, one])] == ["first"]


def test_the_sheet_counts_readers_and_marks_and_names_them() -> None:
    said = repr(three())
    assert "artiukh-2022 | 3 | 0 | 3" in said
    assert "3 readers: Anna, Ben, Cleo." in said
    many = repr(seminar(*(reading(f"R{number:02}") for number in range(30))))
    assert "R11 and 18 more" in many
    assert "R12" not in many


@pytest.fixture
def student(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a course as students have it, without the model readings."""
    course = tmp_path / "course"
    shutil.copytree(ROOT / "seeds", course / "seeds")
    shutil.copytree(ROOT / "exercises", course / "exercises", ignore=shutil.ignore_patterns(".*"))
    monkeypatch.setenv("CLOSEREADER_COURSE", str(course))
    monkeypatch.delenv("CLOSEREADER_SEEDS", raising=False)
    monkeypatch.setenv("CLOSEREADER_WORK", str(course / "work"))
    return course


def hand_in(folder: Path, name: str, exercise: str, into: Path | None = None) -> Path:
    """Work through an exercise a little, and make its file."""
    work = open_work(folder)
    work.set_reader(name)
    work.save(
        Annotation.on(
            open_text(LETTER), 10, 40, theme="exclusion",
            creator=work.reader.id, creator_name=name,
        )
    )  # fmt: skip
    return write(work, exercise, into)


def test_a_students_course_without_anything_says_so(student: Path) -> None:
    found = open_seminar()
    assert found.readings == ()
    assert found.notes == (NOTHING_HERE,)
    assert repr(found) == NOTHING_HERE
    assert not (student / "work").exists()


def test_others_stay_sealed_until_the_own_handin_of_that_exercise_is_made(
    student: Path, tmp_path: Path
) -> None:
    for exercise in ("02", "05"):
        hand_in(tmp_path / "ben", "Ben", exercise, student / "handins")
    sealed = open_seminar()
    assert sealed.readings == ()
    assert sealed.notes[0].startswith("Still sealed: exercise 02 and 05.")
    assert "Ben" not in repr(sealed)

    hand_in(student / "work", "Anna", "02")
    half = open_seminar()
    assert [one.name for one in half.readings] == ["Ben"]
    assert half.notes[0].startswith("Still sealed: exercise 05.")

    hand_in(student / "work", "Anna", "05")
    assert not any("sealed" in note for note in open_seminar().notes)


def test_a_file_that_only_has_the_name_of_a_handin_opens_nothing(
    student: Path, tmp_path: Path
) -> None:
    hand_in(tmp_path / "ben", "Ben", "02", student / "handins")
    own = student / "work" / "handins"
    own.mkdir(parents=True)
    (own / "handin-02-anna.html").write_text("<p>nothing</p>", encoding="utf-8")
    assert open_seminar().readings == ()


def test_the_teacher_sees_the_handins_without_a_seal(student: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "solutions" / "readings", student / "solutions" / "readings")
    assert {one.name for one in open_seminar().readings} == set(MODELS)
    hand_in(tmp_path / "ben", "Ben", "02", student / "week 3")
    (student / "week 3" / "notes.pdf").write_bytes(b"%PDF-1.4")
    found = open_seminar("week 3")
    assert [one.name for one in found.readings] == ["Ben"]
    assert found.source == "1 hand-in in “week 3”"
    assert any("no hand-in: 1" in note for note in found.notes)
    assert open_seminar("nowhere").notes[0] == "There is no nowhere in the course folder."


def test_the_course_itself_opens_with_the_model_readings() -> None:
    found = open_seminar()
    assert [(one.name, tuple(one.marks)) for one in found.readings] == [
        (name, (ESSAY, LETTER, POST)) for name in MODELS
    ]
    assert all(isinstance(one, Reading) and not one.problems for one in found.readings)
    assert sum(len(each) for one in found.readings for each in one.marks.values()) == 503


def test_the_folder_of_the_class_opens_by_itself_and_under_the_same_seal(
    student: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    monkeypatch.setenv("CLOSEREADER_EXCHANGE", str(exchange))
    assert open_seminar().notes == (NOTHING_HERE,), "nobody handed in yet"
    hand_in(tmp_path / "ben", "Ben", "02", exchange / "ben")
    assert open_seminar().readings == ()
    assert open_seminar().notes[0].startswith("Still sealed: exercise 02.")
    hand_in(student / "work", "Anna", "02")
    found = open_seminar()
    assert [one.name for one in found.readings] == ["Ben"]
    assert found.source == "1 hand-in in the folder of the class"
    hand_in(tmp_path / "carl", "Carl", "02", student / "handins")
    assert "“handins”" in open_seminar().source, "what lies in the course itself comes first"
