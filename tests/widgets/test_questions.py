"""Questions keep what is answered, and say what is there without judging it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from closereader import Ask, Choose, WhoAmI, open_work
from closereader.texts import UnknownText
from closereader.widgets.base.answering import QuestionWidget, label_of, split_id
from closereader.widgets.base.sync import EditError, Synced
from closereader.work import WorkError, _disk
from tests.work.making import leave_still

TEXT = "small-2024"
AT = "2026-03-01T12:03:04.567Z"
JUDGING = re.compile(
    r"\b(?:correct|right|wrong|well done|false|true|mistake|error)\b", re.IGNORECASE
)


pytestmark = pytest.mark.usefixtures("course")


def ask(**more: Any) -> Ask:
    return Ask("02/q1", "What could change?", texts=(TEXT,), words=(5, 20), **more)


def deliver(widget: Synced, value: object, name: str = "e1", **more: Any) -> list[dict[str, Any]]:
    """Send one answer as the browser does; return what Python says to it."""
    heard: list[dict[str, Any]] = []
    widget.send = lambda content, buffers=None: heard.append(content)  # noqa: ARG005
    edit = {"id": name, "op": "answer", "at": AT, "base": None, "value": value, **more}
    widget._heard(widget, {"type": "edits", "edits": [edit]}, [])
    return heard


def on_disk(folder: Path, name: str) -> Any:
    return json.loads((folder / f"work/answers/02/{name}.json").read_text(encoding="utf-8"))


# ---- prose


def test_an_answer_is_on_disk_when_it_is_confirmed(course: Path) -> None:
    widget = ask()
    [ack] = deliver(widget, {"text": "It says “nothing could change” (¶2)."})
    assert ack["modified"] == {"e1": AT}
    assert on_disk(course, "q1")["value"] == {
        "kind": "prose",
        "text": "It says “nothing could change” (¶2).",
    }
    assert widget.answer == "It says “nothing could change” (¶2)."
    assert widget.kept["modified"] == AT
    assert ask().answer == widget.answer, "the cell was run again"


def test_its_quotations_are_looked_up(course: Path) -> None:  # noqa: ARG001
    widget = ask()
    deliver(widget, {"text": "“nothing could change” (¶1), “nothing will change”"})
    assert [(q.status, q.place) for q in widget.check.quotations] == [
        ("elsewhere", "small-2024 ¶2"),
        ("not found", ""),
    ]
    first, second = widget.checked["quotations"]
    assert first["wrong"].startswith("You cite small-2024 ¶1;")
    assert second["closest"]["words"] == "nothing could change"
    assert second["closest"]["difference"][1:3] == [("mine", "will"), ("theirs", "could")]
    assert (widget.checked["words"], widget.checked["quoted"]) == (7, 6)


def test_two_widgets_of_one_question_show_the_same(course: Path) -> None:  # noqa: ARG001
    one, two = ask(), ask()
    deliver(one, {"text": "Some words."})
    assert two.answer == "Some words."


def test_the_later_answer_stands_and_the_earlier_one_is_kept(course: Path) -> None:
    one, two = ask(), ask()
    deliver(one, {"text": "first"}, "a")
    [ack] = deliver(two, {"text": "second"}, "b", at="2026-03-01T12:05:00.000Z")
    assert one.answer == "second"
    [note] = ack["notes"]
    assert note == (
        "This question was answered in another window too. The later answer stands; "
        f"its answer is kept in {_kept(course, 'first')}."
    )
    [ack] = deliver(one, {"text": "late news"}, "c", at="2026-03-01T11:00:00.000Z")
    assert one.answer == "second"
    assert "yours is kept in" in ack["notes"][0]
    assert _kept(course, "late news")


def test_what_lost_against_an_answer_of_the_same_instant_is_not_taken_for_it(course: Path) -> None:
    """Two tabs that a browser closes together save in the same millisecond."""
    one, two = ask(), ask()
    deliver(one, {"text": "common winner"}, "a")
    [ack] = deliver(two, {"text": "common loser"}, "b")
    assert on_disk(course, "q1")["value"]["text"] == "common winner"
    later = {"at": "2026-03-01T12:09:00.000Z", "base": ack["modified"]["b"]}
    deliver(two, {"text": "common loser goes on"}, "c", **later)
    assert on_disk(course, "q1")["value"]["text"] == "common loser goes on"
    assert _kept(course, "common winner")


def _kept(course: Path, words: str) -> str:
    [file] = [f for f in (course / "work/trash").rglob("*.json") if words in f.read_text("utf-8")]
    return file.relative_to(course).as_posix()


def test_an_answer_can_be_given_from_python(course: Path) -> None:
    widget = ask()
    widget.keep({"text": "from a cell"})
    widget.keep({"text": "from a cell, changed"})
    assert on_disk(course, "q1")["value"]["text"] == "from a cell, changed"
    assert not list((course / "work/trash").rglob("*.json"))


def test_control_characters_that_were_pasted_do_no_harm(course: Path) -> None:  # noqa: ARG001
    widget = ask()
    assert deliver(widget, {"text": "a\x0bb\x00c\r\nd"})[0]["type"] == "ack"
    assert widget.answer == "a\nbc\nd"


@pytest.mark.parametrize("value", [None, 3, [], {}, {"text": 5}, {"text": "x" * 200_001}])
def test_what_is_no_answer_is_refused(value: object) -> None:
    widget = ask()
    [refusal] = deliver(widget, value)
    assert (refusal["type"], refusal["retry"]) == ("refused", False)
    assert widget.answer == ""


def test_another_kind_of_change_is_refused() -> None:
    [refusal] = deliver(ask(), {"text": "x"}, op="delete")
    assert refusal["why"] == "A question cannot take the change “delete”."


def test_a_damaged_answer_is_set_aside_and_named(course: Path) -> None:
    deliver(ask(), {"text": "Some words."})
    file = course / "work/answers/02/q1.json"
    file.write_text('{"half": ', encoding="utf-8")
    assert "cannot be read now" in ask().problem
    leave_still(file)
    widget = ask()
    assert widget.answer == ""
    assert widget.saved == ""
    assert "q1" in widget.problem
    assert "damaged" in widget.problem


def test_a_copy_that_a_cloud_drive_made_is_taken_in_and_said(course: Path) -> None:
    """What is shown, what is handed in and what stands on disk are the same words."""
    deliver(ask(), {"text": "Earlier words."})
    file = course / "work/answers/02/q1.json"
    later = {**on_disk(course, "q1"), "modified": "2999-01-01T00:00:00.000Z"}
    later["value"] = {"kind": "prose", "text": "Later words."}
    file.with_stem("q1 (conflicted copy)").write_text(json.dumps(later), encoding="utf-8")
    widget = ask()
    assert widget.answer == "Later words."
    assert "was a copy of work/answers/02/q1.json; the later of the two stays" in widget.problem
    assert open_work().answers("02")["q1"].value["text"] == "Later words."


def test_one_damaged_edition_is_named_and_the_answer_is_still_there(course: Path) -> None:
    deliver(ask(), {"text": "Some words."})
    [edition] = (course / "seeds").glob("small-2024.md")
    edition.write_text("no front matter", encoding="utf-8")
    widget = ask()
    assert widget.answer == "Some words."
    assert "small-2024" in widget.problem


def test_an_answer_that_cannot_be_read_is_said_and_not_taken_for_none(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    widget = ask()
    deliver(widget, {"text": "Some words."})

    def locked(*_: object) -> None:
        raise WorkError("q1.json is locked.", course)

    monkeypatch.setattr(widget._work, "answer", locked)
    widget.refresh()
    assert widget.problem == "q1.json is locked."
    assert widget.answer == "Some words."


def test_prompt_hints_and_length_reach_the_browser() -> None:
    widget = ask(hints=("Read ¶2.", "Look for verbs."), rows=9)
    assert widget.question == {
        "id": "02/q1",
        "label": "Question 1",
        "prompt": "What could change?",
        "words": [5, 20],
        "hints": ["Read ¶2.", "Look for verbs."],
        "rows": 9,
        "texts": [TEXT],
    }
    assert ask(hints="Only one.").question["hints"] == ["Only one."]


def test_its_three_plain_forms(course: Path) -> None:
    widget = ask()
    assert repr(widget) == "Ask('02/q1'): not answered yet"
    assert "What could change?" in widget.card()
    assert "5 to 20 words" in widget.card()
    deliver(widget, {"text": "<b>One</b>\n\ntwo"})
    assert repr(widget) == "Ask('02/q1'): 2 words"
    assert "&lt;b&gt;One&lt;/b&gt;" in widget.card()
    assert str(course) not in widget.card() + repr(widget)


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        ({"texts": ("smal-2024",)}, "small-2024"),
        ({"words": (20, 5)}, "fewest and the most"),
    ],
)
def test_a_lesson_is_told_what_is_wrong_with_it(mistake: dict[str, Any], said: str) -> None:
    with pytest.raises((UnknownText, ValueError), match=said):
        Ask("02/q1", "Why?", **mistake)


# ---- a name


def test_a_name_is_kept_and_shown_by_every_widget(course: Path) -> None:
    widget, question = WhoAmI(), ask()
    assert repr(widget) == "WhoAmI(): no name chosen yet"
    [ack] = deliver(widget, "  Grey   Heron ", op="name")
    assert ack["type"] == "ack"
    assert widget.name == question.who["name"] == "Grey Heron"
    assert json.loads((course / "work/reader.json").read_text("utf-8"))["name"] == "Grey Heron"
    assert repr(widget) == "WhoAmI(): Grey Heron"
    assert "work/reader.json" in widget.where
    assert "pseudonym" in widget.card()


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, 5, None])
def test_what_is_no_name_is_refused(name: object) -> None:
    widget = WhoAmI()
    [refusal] = deliver(widget, name, op="name")
    assert (refusal["type"], refusal["retry"]) == ("refused", False)
    assert widget.name == ""


# ---- all of them


@pytest.mark.parametrize(
    ("question", "label"),
    [("q1", "Question 1"), ("q12b", "Question 12b"), ("exercise-3", "Exercise 3"), ("aim", "Aim")],
)
def test_questions_are_named_for_people(question: str, label: str) -> None:
    assert label_of(question) == label


@pytest.mark.parametrize("wrong", ["q1", "", "02/", "/q1", "02/../q1", "02/Q1", "02/con"])
def test_an_id_that_is_no_id_is_named(wrong: str) -> None:
    with pytest.raises(ValueError, match="is not the id of a question, which is written like"):
        split_id(wrong)


def test_nothing_of_ours_judges(course: Path) -> None:
    widgets: list[QuestionWidget | WhoAmI] = [
        ask(),
        Choose("02/q2"),
        WhoAmI(work=open_work(course / "work")),
    ]
    deliver(widgets[0], {"text": "“nothing could change” (¶1) “nothing will change” now"})
    deliver(widgets[1], {"chosen": ["no"]})
    for widget in widgets:
        said = (
            json.dumps(getattr(widget, "checked", {}), default=str) + widget.card() + repr(widget)
        )
        assert not JUDGING.search(said.replace('"wrong":', "")), said


def test_an_edit_error_is_a_sentence() -> None:
    with pytest.raises(EditError, match=r"\.$"):
        Choose("02/q2").keep({"chosen": ["maybe"]})


def test_a_saved_answer_makes_nobody_read_the_folder_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither its own question nor the others of the exercise that stand on the page."""
    asks = [Ask(f"02/q{number}", "Why?") for number in range(4)]
    looked: list[Path] = []

    def noted(plain: Callable[[Path], Any]) -> Callable[[Path], Any]:
        def look(path: Path) -> Any:
            looked.append(path)
            return plain(path)

        return look

    for name in ("read", "json_files"):
        monkeypatch.setattr(_disk, name, noted(getattr(_disk, name)))
    asks[1].keep({"text": "Because."})
    answers = [path.name for path in looked if "trash" not in path.parts]
    assert answers == ["q1.json"] * len(answers)  # what is there now, before it is replaced
    assert asks[1].answer == "Because."
