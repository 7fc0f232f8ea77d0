"""Answers, the reader's name, one object for a folder, and who listens to it."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any

import pytest

from closereader.annotations import Annotation
from closereader.work import Work, open_work
from tests.annotations.making import NOW, READER
from tests.work.making import T1, T2, TEXT, files, fresh, in_trash, mark, marks

if TYPE_CHECKING:
    from pathlib import Path


# ---- answers


def test_an_answer_is_saved_and_read(work: Work) -> None:
    saved = work.save_answer("02", "q1", {"text": "Because שָׁלוֹם 😀", "cells": [1, None]}, at=T1)
    answer = fresh(work).answer("02", "q1")
    assert answer is not None
    assert answer.value == {"text": "Because שָׁלוֹם 😀", "cells": [1, None]}
    assert (answer.created, answer.modified, saved.at) == (T1, T1, T1)
    assert files(work, "answers") == ["answers/02/q1.json"]
    later = work.save_answer("02", "q1", {"text": "No"}, base=T1, at=T2)
    assert (later.at, later.kept) == (T2, None)
    assert fresh(work).answers("02")["q1"].created == T1


def test_answers_follow_the_same_rule(work: Work) -> None:
    work.save_answer("02", "q1", {"text": "first"}, at=NOW)
    work.save_answer("02", "q1", {"text": "theirs"}, base=NOW, at=T2)
    mine = work.save_answer("02", "q1", {"text": "mine"}, base=NOW, at=T1)
    assert not mine.won
    kept = {(why, item["value"]["text"]) for why, item in in_trash(work)}
    assert kept == {("outrun", "mine"), ("shed", "first")}
    assert work.answers("02")["q1"].value == {"text": "theirs"}


def test_words_that_go_at_once_are_in_the_trash_and_corrections_are_not(work: Work) -> None:
    base: str | None = None

    def save(*, keep: bool = False, **value: str) -> list[str]:
        nonlocal base
        base = work.save_answer("02", "q1", dict(value), base=base, keep=keep).at
        return [why for why, _ in in_trash(work)]

    for text in ("a", "a lesson", "a lesson left", "one lesson left", "one lesson"):
        assert save(text=text) == []
    assert save(text="", note="one lesson, moved here") == []
    assert save(text="") == ["shed"]
    assert save(text="again") == ["shed"]
    assert save(text="again!", keep=True) == ["shed", "shed"]


@pytest.mark.parametrize("left", ["T", "The masses hated the freedom."])
def test_an_answer_that_shrinks_to_its_beginning_at_once_is_in_the_trash(
    work: Work, left: str
) -> None:
    text = f"The masses hated the freedom. {' '.join(map(str, range(40)))}"
    first = work.save_answer("02", "q1", {"text": text}, at=T1)
    work.save_answer("02", "q1", {"text": left}, base=first.at, at=T2)
    assert [(why, item["value"]["text"]) for why, item in in_trash(work)] == [("shed", text)]


def test_answers_without_a_time_follow_one_another(work: Work) -> None:
    for count in range(5):
        saved = work.save_answer("02", "q1", {"n": count})
        assert saved.won
    assert work.answers("02")["q1"].value == {"n": 4}


@pytest.mark.parametrize(("exercise", "question"), [
    ("../x", "q1"), ("02", "../../reader"), ("02", "Q1"), ("nul", "q1"), ("02", "com1"),
    ("02", "q1."), ("", "q1"), ("02", ""), ("02", "a/b"),
])  # fmt: skip
def test_no_exercise_and_no_question_is_a_path(work: Work, exercise: str, question: str) -> None:
    with pytest.raises(ValueError, match=r"the (exercise|question)"):
        work.save_answer(exercise, question, {})
    with pytest.raises(ValueError, match=r"the (exercise|question)"):
        work.answer(exercise, question)


@pytest.mark.parametrize("value", [{"a": {1}}, {"a": float("nan")}, {"a": object()}, [1], "x"])
def test_an_answer_is_a_json_object(work: Work, value: Any) -> None:
    with pytest.raises(ValueError, match="JSON"):
        work.save_answer("02", "q1", value)
    assert files(work) == []


def test_an_answer_without_end_is_refused(work: Work) -> None:
    with pytest.raises(ValueError, match="at most 4,194,304 can be saved"):
        work.save_answer("02", "q1", {"text": "a" * 5_000_000})


def test_half_a_surrogate_pair_does_not_cost_the_answer(work: Work) -> None:
    work.save_answer("02", "q1", {"text": "kept \ud83d"})
    assert work.answers("02")["q1"].value == {"text": "kept ?"}


# ---- who


def test_half_a_pair_that_another_program_has_written_is_read_so_that_it_can_be_kept(
    work: Work,
) -> None:
    work.save_answer("02", "q1", {"text": "one"})
    file = work.folder / "answers" / "02" / "q1.json"
    file.write_text(file.read_text("utf-8").replace("one", "one \\ud83d"), "utf-8")
    answer = work.answer("02", "q1")
    assert answer is not None
    assert answer.value == {"text": "one ?"}


def test_a_reader_has_an_id_that_stays_and_a_name_that_may_change(work: Work) -> None:
    first = work.reader
    assert (first.name, first.id[:9]) == ("", "urn:uuid:")
    assert work.set_reader("  Ada\n Lovelace ").name == "Ada Lovelace"
    other = fresh(work)
    assert (other.reader.id, other.reader.name) == (first.id, "Ada Lovelace")
    assert other.id == work.id != first.id
    found = json.loads((work.folder / "reader.json").read_text(encoding="utf-8"))
    assert set(found) == {"format", "id", "name", "made", "work"}
    assert found["id"] == first.id


@pytest.mark.parametrize("name", ["", "  ", "\n", "a" * 121])
def test_a_name_is_one_line_of_1_to_120_characters(work: Work, name: str) -> None:
    with pytest.raises(ValueError, match="the name has"):
        work.set_reader(name)


def test_one_object_for_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    work = open_work()
    assert work.folder == (tmp_path / "work").resolve()
    assert open_work(tmp_path / "x" / ".." / "work") is work
    assert open_work(str(tmp_path / "work")) is work
    assert open_work(tmp_path / "other") is not work
    assert repr(work) == "Work('work')"


# ---- who listens


def test_listeners_hear_of_every_change_until_they_leave(work: Work) -> None:
    heard: list[tuple[str, str]] = []
    leave = work.subscribe(lambda kind, of: heard.append((kind, of)))
    marked = mark()
    work.save(marked)
    work.delete("made-up", marked.id)
    work.restore("made-up", marked.id)
    work.save_answer("02", "q1", {})
    work.set_reader("Ada")
    assert heard == [("annotations", "made-up")] * 3 + [
        ("answers", "02/q1"),
        ("reader", work.reader.id),
    ]
    leave()
    leave()
    work.save(mark())
    assert len(heard) == 5


def test_a_listener_that_fails_keeps_no_other_from_hearing(work: Work) -> None:
    heard = []

    def fail(_kind: str, _of: str) -> None:
        raise RuntimeError("closed")

    work.subscribe(lambda kind, _of: heard.append(kind))
    work.subscribe(fail)
    work.subscribe(lambda kind, _of: heard.append(kind))
    marked = mark()
    with pytest.raises(RuntimeError, match="closed"):
        work.save(marked)
    assert heard == ["annotations", "annotations"]
    assert marks(work) == [marked]


@pytest.mark.parametrize("error", [ValueError("damaged"), OSError("locked")])
def test_what_a_listener_cannot_read_does_not_unsave_a_mark(
    work: Work, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    def fail(_kind: str, _of: str) -> None:
        raise error

    work.subscribe(fail)
    marked = mark()
    work.save(marked)
    assert marks(work) == [marked]
    assert str(error) in caplog.text


def test_a_listener_may_read_and_save(work: Work) -> None:
    seen: list[int] = []

    def listen(kind: str, _of: str) -> None:
        if kind == "annotations":
            seen.append(len(marks(work)))
            work.save_answer("02", "q1", {"seen": len(seen)})

    work.subscribe(listen)
    work.save(mark())
    assert seen == [1]
    assert work.answers("02")["q1"].value == {"seen": 1}


def test_threads_take_turns(work: Work) -> None:
    made = [mark(0, 1 + n % 20, note=f"{n}") for n in range(40)]
    threads = [threading.Thread(target=work.save, args=(m,)) for m in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {m.id for m in marks(work)} == {m.id for m in made}


def test_creator_of_a_mark_is_the_reader(work: Work) -> None:
    """The ids of `reader.json` and of the W3C creator are of one kind."""
    marked = Annotation.on(TEXT, 0, 3, theme="exclusion", creator=work.reader.id)
    assert marked.to_w3c()["creator"]["id"] == work.reader.id != READER
