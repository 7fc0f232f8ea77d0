"""The widget `HandIn` in Python: what it shows, what it takes, what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

import pytest

import closereader
from closereader.handin import HandInError, data
from closereader.handin.returned import keep_returned, read_returned
from closereader.handin.widget import HandIn
from closereader.texts import TextError
from closereader.work import Work, open_work
from closereader.work._loading import load
from tests.handin import test_returned as came_back
from tests.handin.making import full_work, new_work

ANSWER = {"kind": "prose", "text": "An answer."}


class Heard:
    """A widget whose replies are kept."""

    def __init__(self, work: Work) -> None:
        self.widget = HandIn("02", work=work)
        self.replies: list[dict[str, Any]] = []
        self.widget.send = lambda content, buffers=None: self.replies.append(content)  # noqa: ARG005

    def ask(self, **message: object) -> dict[str, Any]:
        """Give the last reply to a message, if there is one."""
        self.replies.clear()
        self.widget._heard(self.widget, message, [])
        return self.replies[-1] if self.replies else {}

    def edit(self, number: int, op: str, value: object = None) -> dict[str, Any]:
        edit = {"id": f"e{number}", "op": op, "at": "2026-01-02T03:04:05Z", "value": value}
        return self.ask(type="edits", edits=[edit])


@pytest.fixture
def heard(tmp_path: Path) -> Heard:
    return Heard(full_work(tmp_path))


def test_it_is_one_of_the_public_names() -> None:
    assert closereader.HandIn is HandIn


def test_its_words_are_the_same_in_every_folder(tmp_path: Path) -> None:
    first, second = (HandIn("02", work=open_work(tmp_path / one)) for one in "ab")
    assert repr(first) == repr(second)
    assert (
        repr(first)
        == "HandIn('02'): 0 of 6 questions answered, 0 passages marked; no file made yet"
    )
    assert first.card() == second.card()
    assert "Nothing is sent anywhere." in first.card()


def test_making_the_file_twice_by_one_edit_makes_it_once(heard: Heard) -> None:
    for _ in range(2):
        assert heard.edit(1, "make")["edits"] == ["e1"]
    folder = heard.widget._work.folder / "handins"
    assert [one.name for one in folder.iterdir()] == [heard.widget.made["name"]]
    assert heard.widget.made["changed"] is False
    assert repr(heard.widget).endswith("a file was made")
    page = heard.ask(type="file")
    assert page["page"].encode() == (folder / page["name"]).read_bytes()


def test_a_save_elsewhere_stirs_it_and_a_refresh_shows_what_is_new(heard: Heard) -> None:
    heard.edit(1, "make")
    before = heard.widget.stirred
    heard.widget._work.save_answer("02", "exercise-question-1", ANSWER)
    assert heard.widget.stirred == before + 1
    heard.ask(type="refresh")
    assert heard.widget.preview["sentence"].startswith("4 of 6")
    assert heard.widget.made["changed"] is True


def test_a_look_reads_the_answers_once(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    work, read = heard.widget._work, list[Path]()
    keep_returned(read_returned(came_back.page(came_back.data(work, came_back.comment()))), work)

    def noted(folder: Path, below: Path) -> object:
        read.append(below)
        return load(folder, below)

    monkeypatch.setattr("closereader.work._work.load", noted)
    heard.widget.refresh()
    assert heard.widget.returned["questions"]
    assert read.count(Path("answers/02")) == 1


def test_a_name_is_taken_and_a_bad_one_refused(heard: Heard) -> None:
    assert heard.edit(1, "name", "Étoile")["type"] == "ack"
    assert heard.widget.who["name"] == "Étoile"
    for number, (op, value) in enumerate((("name", " "), ("name", 7), ("dance", None)), start=2):
        refused = heard.edit(number, op, value)
        assert (refused["type"], refused["retry"]) == ("refused", False)


def test_a_file_is_looked_at_before_it_is_brought(heard: Heard, tmp_path: Path) -> None:
    page = HandIn("02", work=heard.widget._work).make().read_text(encoding="utf-8")
    other = Heard(open_work(tmp_path / "other"))
    assert other.ask(type="restore", n=1)["refused"].startswith("Python was restarted meanwhile.")
    assert other.ask(type="bring", n=2, page=page, part=0, parts=1)["lines"][-1].startswith(
        "Would come back: 3"
    )
    assert other.widget._work.answers("02") == {}
    assert other.ask(type="restore", n=2)["sentence"].startswith("Brought back: 3 marks")
    assert other.widget.preview["sentence"].startswith("3 of 6")


@pytest.mark.parametrize("page", [None, 7, "", "an essay", "\ud800", "x" * 20_000_001])
def test_what_is_no_hand_in_is_refused_in_a_sentence(heard: Heard, page: object) -> None:
    reply = heard.ask(type="bring", n="odd", page=page, part=0, parts=1)
    assert reply["n"] == 0
    assert reply["refused"].startswith("The file ")
    assert "lines" not in reply


def test_what_can_be_handed_in_can_be_brought_back(heard: Heard, tmp_path: Path) -> None:
    """The browser cuts a file in pieces, which any server takes; the limit is that of the file."""
    other = Heard(open_work(tmp_path / "other"))
    assert other.widget.about["most"] == data.LARGEST
    made = heard.widget.make().read_text(encoding="utf-8")
    page = made + " " * (data.LARGEST - len(made.encode()))
    pieces = [page[at : at + 1_000_000] for at in range(0, len(page), 1_000_000)]
    *waiting, offer = (
        other.ask(type="bring", n=1, page=piece, part=part, parts=len(pieces))
        for part, piece in enumerate(pieces)
    )
    assert waiting == [{}] * (len(pieces) - 1)
    assert offer["lines"][-1].startswith("Would come back: 3 marks")


@pytest.mark.parametrize("parts", [(1,), (0, 2), (0, 1, 1), (0, None), (0, "1"), ("0",), (0, 1, 2)])
def test_a_file_that_did_not_come_whole_is_refused(heard: Heard, parts: tuple[object]) -> None:
    *_, reply = (heard.ask(type="bring", n=4, page="x", part=part, parts=2) for part in parts)
    assert (reply["n"], reply["refused"]) == (4, "The file did not come whole. Choose it again.")
    assert heard.widget._bringing._pieces == []


@pytest.mark.parametrize("kind", ["bring", "restore", "waiting", "file", "refresh"])
def test_a_fault_of_ours_is_answered_and_raised(
    kind: str, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> NoReturn:
        raise ZeroDivisionError

    for name in ("receive", "refresh"):
        monkeypatch.setattr(heard.widget, name, fail)
    with pytest.raises(ZeroDivisionError):
        heard.ask(type=kind, n=5, page="")
    reply = heard.replies[-1]
    assert (reply["type"], reply["of"], reply["n"]) == ("failed", kind, 5)
    assert reply["why"].startswith("This could not be done")


def test_an_exercise_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(HandInError, match="'77': no exercise has this number"):
        HandIn("77", work=open_work(tmp_path))


def test_a_folder_that_is_gone_is_said_and_nothing_made_anew(heard: Heard) -> None:
    work = heard.widget._work
    work.folder.rename(work.folder.with_name("elsewhere"))
    heard.ask(type="refresh")
    assert "is no longer there" in heard.widget.problem
    refused = heard.edit(9, "make")
    assert (refused["type"], refused["retry"]) == ("refused", True)
    assert not work.folder.exists()


@pytest.mark.parametrize("kind", ["answers", "annotations"])
def test_what_another_program_is_writing_just_now_is_said_to_be_missing(
    heard: Heard, kind: str
) -> None:
    file = next((heard.widget._work.folder / kind).glob("*/*.json"))
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    heard.ask(type="refresh")
    said = str(heard.widget.preview["missing"])
    assert f"{file.name} cannot be read now" in said
    file.write_bytes(whole)
    heard.ask(type="refresh")
    assert "cannot be read now" not in str(heard.widget.preview["missing"])


def test_a_text_that_is_damaged_is_named(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_text_id: str) -> NoReturn:
        raise TextError("seeds/alieva-2024.md: has no title. Get a fresh copy of it.")

    monkeypatch.setattr(data, "open_text", refuse)
    heard.ask(type="refresh")
    assert heard.widget.problem.startswith("seeds/alieva-2024.md: has no title.")
    refused = heard.edit(1, "make")
    assert (refused["type"], refused["retry"]) == ("refused", False)


def test_the_button_leaves_another_readers_work_alone(heard: Heard, tmp_path: Path) -> None:
    heard.widget.make()
    page = heard.ask(type="file")["page"]
    other = Heard(new_work(tmp_path / "other", "Third"))
    other.widget._work.save_answer("02", "exercise-question-4", {"kind": "prose", "text": "mine"})
    offer = other.ask(type="bring", n=1, page=page, part=0, parts=1)
    assert offer["others"] is True
    assert "is another reader's (Third) than this file (Quiet Reader)" in " ".join(offer["lines"])
    assert "Nothing was changed." in other.ask(type="restore", n=1)["refused"]
    assert set(other.widget._work.answers("02")) == {"exercise-question-4"}
    other.ask(type="bring", n=2, page=page, part=0, parts=1)
    assert other.ask(type="restore", n=2, mine=True)["sentence"].startswith("Brought back: 3 marks")


def test_a_page_that_came_back_is_opened_after_a_look(heard: Heard) -> None:
    work = heard.widget._work
    page = came_back.page(came_back.data(work, came_back.comment())).decode()
    offer = heard.ask(type="bring", n=1, page=page, part=0, parts=1)
    assert offer["yes"] == "Open it"
    (line,) = offer["lines"]
    assert line.startswith("What was said of exercise 02, Exclusion: answers of Quiet Reader")
    assert line.endswith("handed in 2 January 2026, 03:04 UTC. 1 comment.")
    assert heard.widget.returned == {}
    brought = heard.ask(type="restore", n=1)
    assert "What came back" in brought["sentence"]
    assert "work/returned/returned-02.html" in brought["sentence"]
    assert heard.widget.returned["questions"][0]["comments"][0]["state"] == "gone"
    again = HandIn("02", work=work)  # on another day
    work.save_answer("02", "exercise-question-4", {"kind": "prose", "text": came_back.WAS})
    again.refresh()
    assert again.returned["questions"][0]["comments"][0]["state"] == "same"


def test_a_page_of_another_reader_is_opened_only_by_who_says_that_both_are_theirs(
    heard: Heard, tmp_path: Path
) -> None:
    other = new_work(tmp_path / "other", "Somebody")
    page = came_back.page(came_back.data(other, came_back.comment())).decode()
    offer = heard.ask(type="bring", n=1, page=page, part=0, parts=1)
    assert offer["others"] is True
    assert "another reader's (Quiet Reader)" in offer["lines"][1]
    assert "Nothing was opened" in heard.ask(type="restore", n=1)["refused"]
    assert heard.widget.returned == {}
    heard.ask(type="bring", n=2, page=page, part=0, parts=1)
    assert "Opened" in heard.ask(type="restore", n=2, mine=True)["sentence"]


def test_a_page_of_another_exercise_says_where_it_is_shown(heard: Heard) -> None:
    about = {"exercise": {"id": "05", "title": "Determinism"}}
    page = came_back.page(came_back.data(heard.widget._work, **about)).decode()
    heard.ask(type="bring", n=1, page=page, part=0, parts=1)
    assert "in the cell Hand in of exercise 05" in heard.ask(type="restore", n=1)["sentence"]
    assert heard.widget.returned == {}


def test_a_damaged_page_is_refused_and_a_damaged_copy_is_told(heard: Heard) -> None:
    page = came_back.page({"format": "x"}).decode()
    assert "damaged" in heard.ask(type="bring", n=1, page=page, part=0, parts=1)["refused"]
    folder = heard.widget._work.folder / "returned"
    folder.mkdir()
    (folder / "returned-02.html").write_text(page, encoding="utf-8")
    heard.widget.refresh()
    assert heard.widget.problem.startswith("What came back cannot be shown.")
