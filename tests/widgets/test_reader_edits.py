"""What the browser sends: saved before it is confirmed, never twice, never believed unchecked."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from closereader import Reader, open_work
from closereader.annotations.checks import stamp
from closereader.widgets.base import sync
from closereader.widgets.reader import desk
from tests.widgets.course import Browser, mark_id

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.usefixtures("course")


@pytest.fixture
def browser() -> Browser:
    return Browser(Reader("small-2024"))


def files(course: Path) -> list[Path]:
    return sorted((course / "work" / "annotations" / "small-2024").glob("*.json"))


def restart(browser: Browser) -> Browser:
    """Start Python anew, as a restarted kernel does: what it knew of edits is gone."""
    sync._LEDGERS.clear()
    desk._DESKS.clear()
    del browser
    return Browser(Reader("small-2024"))


# ---- confirmed means on disk


def test_an_edit_is_confirmed_when_its_file_is_there(browser: Browser, course: Path) -> None:
    mark = browser.put(15, 26, note="why")
    ack = browser.last("ack")
    assert list(ack["modified"].values()) == [mark["at"]]
    [file] = files(course)
    assert json.loads(file.read_text(encoding="utf-8"))["modified"] == mark["at"]
    assert browser.reader.saved == ack["at"]


def test_a_repeated_edit_changes_nothing(browser: Browser, course: Path) -> None:
    mark = {"id": mark_id(), "s": 15, "e": 26, "theme": "rentier", "move": None, "note": ""}
    edit = {"id": str(uuid.uuid4()), "op": "put", "at": stamp(), "base": None, "mark": mark}
    first = browser.resend(edit)
    assert browser.resend(edit)["modified"] == first["modified"]
    before = files(course)[0].read_bytes()
    # Python has died before its answer arrived, and the browser sends again.
    browser = restart(browser)
    assert browser.resend(edit)["type"] == "ack"
    assert [file.read_bytes() for file in files(course)] == [before]
    assert not list((course / "work" / "trash").rglob("*.json"))
    assert browser.reader._desk.history.done == []


def test_changes_keep_the_day_a_mark_was_made(browser: Browser) -> None:
    mark = browser.put(15, 26)
    made = browser.reader.annotations[0].created
    again = browser.put(**{**shown(mark), "theme": "determinism", "e": 20}, base=mark["at"])
    [annotation] = browser.reader.annotations
    assert annotation.created == made
    assert annotation.theme == "determinism"
    assert len(annotation.exact) == 5
    assert again["at"] > mark["at"]


def shown(mark: dict[str, Any]) -> dict[str, Any]:
    return {key: mark[key] for key in ("id", "s", "e", "theme", "move", "note", "status")}


def test_a_full_disk_keeps_the_edit_for_later(
    browser: Browser, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("closereader.work._disk.write", full)
        mark = {"id": mark_id(), "s": 15, "e": 26, "theme": "rentier"}
        edit = {"id": "e1", "op": "put", "at": stamp(), "mark": mark}
        answer = browser.resend(edit)
    assert answer["type"] == "refused"
    assert answer["retry"] is True
    assert "The disk is full" in answer["why"]
    assert browser.reader.marks == []
    assert browser.resend(edit)["type"] == "ack"
    assert len(files(course)) == 1


# ---- two notebooks


def test_the_later_of_two_changes_stands_and_the_other_is_kept(
    browser: Browser, course: Path
) -> None:
    mark = browser.put(15, 26, note="mine")
    other = open_work(course / "work")
    theirs = browser.reader.annotations[0].changed(note="theirs, later", now="2999-01-01T00:00:00Z")
    unheard = [browser.reader._desk._heard]
    other._callbacks.remove(unheard[0])
    other.save(theirs, base=mark["at"])
    answer = browser.edit("put", {**shown(mark), "note": "mine again"}, base=mark["at"])
    assert answer["type"] == "ack"
    assert "your version is kept" in " ".join(answer["notes"])
    assert browser.reader.marks[0]["note"] == "theirs, later"
    kept = [
        file.read_text(encoding="utf-8") for file in (course / "work" / "trash").rglob("*.json")
    ]
    assert any("mine again" in text for text in kept)


def test_a_mark_that_another_notebook_deleted_stays_deleted_or_comes_back_whole(
    browser: Browser, course: Path
) -> None:
    mark = browser.put(15, 26)
    open_work(course / "work").delete("small-2024", mark["id"], base=mark["at"])
    assert browser.reader.marks == []
    answer = browser.edit("delete", mark, base=mark["at"])
    assert answer["type"] == "ack"
    assert browser.put(**shown(mark))["id"] == mark["id"]


# ---- the way back


def test_undo_in_the_browser_moves_pythons_history_along(browser: Browser) -> None:
    mark = browser.put(15, 26)
    step = browser.reader._desk.history.done[-1].id
    browser.edit("delete", mark, undoes=step, base=mark["at"])
    assert browser.reader.marks == []
    assert browser.reader.redo()
    assert [each["id"] for each in browser.reader.marks] == [mark["id"]]
    history = browser.last("history")
    assert [edit["id"] for edit in history["done"]] == [step]
    assert history["undone"] == []
    assert history["done"][0]["before"] is None
    assert history["done"][0]["mark"]["id"] == mark["id"]


def test_an_undo_of_what_this_python_never_saw_is_saved_all_the_same(browser: Browser) -> None:
    mark = browser.put(15, 26)
    step = browser.reader._desk.history.done[-1].id
    browser = restart(browser)
    assert browser.edit("delete", mark, undoes=step, base=mark["at"])["type"] == "ack"
    assert browser.reader.marks == []
    assert not browser.reader.undo()


def test_a_browser_whose_clock_is_ahead_does_not_stop_python_from_undoing(
    browser: Browser,
) -> None:
    mark = browser.put(15, 26, at="2999-01-01T00:00:00.000Z")
    browser.edit("delete", mark, base=mark["at"], at="2999-01-01T00:00:01.000Z")
    assert browser.reader.marks == []
    assert browser.reader.undo()
    assert [each["id"] for each in browser.reader.marks] == [mark["id"]]


def test_the_browser_that_made_a_change_is_not_told_its_own_history(browser: Browser) -> None:
    second = Browser(Reader("small-2024"))
    browser.heard.clear()
    browser.put(15, 26)
    assert [message["type"] for message in browser.heard] == ["ack"]
    assert len(second.last("history")["done"]) == 1
    browser.tell(type="hello", view="v")
    assert len(browser.last("history")["done"]) == 1


# ---- links


def test_a_link_holds_two_passages_and_names_their_marks(browser: Browser, course: Path) -> None:
    one, two = browser.put(15, 26), browser.put(92, 120)
    link = {
        "id": mark_id(),
        "from": one["id"],
        "to": two["id"],
        "a": [15, 26],
        "b": [92, 120],
        "note": "an answer",
    }
    assert browser.edit("link", link)["type"] == "ack"
    [found] = browser.reader.links
    assert {key: found[key] for key in link} == link
    assert len(files(course)) == 3
    assert len(browser.reader.annotations) == 2
    assert browser.reader.undo()
    assert browser.reader.links == []
    assert browser.reader.redo()
    [back] = browser.reader.links
    assert browser.edit("unlink", back, base=back["at"])["type"] == "ack"
    assert browser.reader.links == []


# ---- what cannot be believed


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [
        ({}, "the id of a mark"),
        ({"id": "../../etc/passwd"}, "the id of a mark"),
        ({"s": "1"}, "start must be a whole number"),
        ({"s": -1}, "below zero"),
        ({"s": 20, "e": 20}, "no place in small-2024"),
        ({"e": 10**9}, "no place in small-2024"),
        ({"theme": "oil"}, "themes are: rentier, determinism"),
        ({"theme": None}, "There is no theme None"),
        ({"move": "warrant"}, "moves are: claim"),
        ({"move": ["claim"]}, "There is no move"),
        ({"note": 7}, "A note must be text"),
        ({"note": "x" * 20_001}, "at most 20000"),
        ({"status": "lost"}, "needs a place"),
    ],
)
def test_a_bad_mark_is_refused_for_good_with_the_reason(
    browser: Browser, course: Path, mark: dict[str, Any], sentence: str
) -> None:
    whole = {"id": mark_id(), "s": 15, "e": 26, "theme": "rentier", "move": None, "note": ""}
    answer = browser.edit("put", {**whole, **mark} if mark else {})
    assert answer["type"] == "refused"
    assert answer["retry"] is False
    assert sentence in answer["why"]
    assert files(course) == []


def test_what_a_word_processor_puts_into_a_note_is_tidied(browser: Browser) -> None:
    assert browser.put(15, 26, note="one\x0btwo\r\nthree\x00 ")["note"] == "one\ntwo\nthree"


def test_a_mark_is_no_link_and_an_unknown_deed_is_none(browser: Browser) -> None:
    mark = browser.put(15, 26)
    link = {"id": mark["id"], "a": [15, 26], "b": [30, 40], "note": ""}
    assert "is a mark" in browser.edit("link", link)["why"]
    assert "cannot do “burn”" in browser.edit("burn", mark)["why"]


def test_the_note_of_a_lost_mark_changes_without_giving_it_a_place(
    browser: Browser, course: Path
) -> None:
    browser.put(15, 26)
    seed = course / "seeds" / "small-2024.md"
    words = seed.read_text(encoding="utf-8")
    seed.write_text(words.replace("First words of the *first* paragraph. ", ""), encoding="utf-8")
    browser.tell(type="refresh")
    [lost] = browser.reader.marks
    assert lost["status"] == "lost"
    again = browser.put(**{**shown(lost), "note": "still mine"}, base=lost["at"])
    assert (again["status"], again["note"], again["quote"]) == ("lost", "still mine", lost["quote"])
    placed = browser.put(**{**shown(again), "s": 15, "e": 20, "status": "exact"}, base=again["at"])
    assert (placed["status"], placed["s"], placed["e"]) == ("exact", 15, 20)
    assert placed["note"] == "still mine"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["type", "edits", "id", "op", "at", "mark", "s", "e", "theme", "quote", "value"]
                )
                | st.text(max_size=3),
                inner,
                max_size=5,
            )
        ),
    ),
    st.sampled_from(["edits", "closest", "hello", "ping", "refresh", "put"]),
)
def test_no_message_stops_the_reader(browser: Browser, content: Any, kind: str) -> None:
    browser.reader._heard(browser.reader, content, [])
    browser.tell(edits=content, quote=content, n=content, type=kind)
    browser.tell(type="edits", edits=[{"id": "i", "op": "put", "at": stamp(), "mark": content}])
    browser.tell(type="edits", edits=[{"id": "j", "op": "link", "at": stamp(), "value": content}])


# ---- questions of the browser


def test_the_quoting_box_is_offered_what_comes_close(browser: Browser) -> None:
    browser.tell(type="closest", id="q", quote="nothing at all could change")
    answer = browser.last("closest")
    assert answer["id"] == "q"
    place = answer["places"][0]
    body = browser.reader.text["body"]
    assert body[place["s"] : place["e"]] == place["text"]
    assert "nothing could change" in place["text"]
    assert place["label"] == "¶2"
    assert 0 < place["score"] < 1


def test_offsets_count_code_points(browser: Browser) -> None:
    body = browser.reader.text["body"]
    at = body.index("It ends here")
    assert "🛢" in body[:at]
    browser.put(at, at + len("It ends here"))
    assert browser.reader.annotations[0].exact == "It ends here"
