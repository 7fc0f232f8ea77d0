"""Choices: the words stand in a file, a reply comes after a choice, and the answer is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from closereader import Choose
from closereader.questions import UnknownQuestion
from tests.widgets.test_questions import AT, ask, deliver, on_disk

if TYPE_CHECKING:
    from pathlib import Path

    from closereader.widgets.base.answering import QuestionWidget

REPLIES = {
    "yes": "It speaks for yes.",
    "no": "It speaks for no.",
    "both": "It keeps two things apart.",
}


pytestmark = pytest.mark.usefixtures("course")


def choose(*, multiple: bool = False) -> Choose:
    return Choose("02/q3" if multiple else "02/q2")


def test_a_choice_is_kept_and_may_be_changed(course: Path) -> None:
    widget = choose()
    deliver(widget, {"chosen": ["no"]}, "a")
    assert widget.chosen == ("no",)
    deliver(widget, {"chosen": ["both"]}, "b", base=AT, at="2026-03-01T12:04:00.000Z")
    assert on_disk(course, "q2")["value"] == {"kind": "choice", "chosen": ["both"]}
    deliver(widget, {"chosen": []}, "c", base=widget.kept["modified"], at="2026-03-01T12:05:00Z")
    assert not widget.chosen


def test_several_are_kept_in_the_order_of_the_options() -> None:
    widget = choose(multiple=True)
    deliver(widget, {"chosen": ["both", "yes"]})
    assert widget.chosen == ("yes", "both")
    assert repr(widget) == "Choose('02/q3'): chosen: yes, both"


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        {"chosen": "yes"},
        {"chosen": ["maybe"]},
        {"chosen": ["yes", "no"]},
        {"chosen": ["yes"], "sure": "very"},
        {"chosen": ["yes"], "sure": 1},
    ],
)
def test_what_is_no_choice_is_refused(value: object) -> None:
    [refusal] = deliver(choose(), value)
    assert (refusal["type"], refusal["retry"]) == ("refused", False)


def test_a_choice_that_an_older_lesson_knew_is_left_alone(course: Path) -> None:
    deliver(choose(), {"chosen": ["both"]})
    file = course / "seeds/questions.yml"
    file.write_text(file.read_text("utf-8").replace("key: both", "key: neither"), "utf-8")
    assert choose().chosen == ()
    assert on_disk(course, "q2")["value"]["chosen"] == ["both"]


def test_its_plain_forms() -> None:
    widget = choose()
    assert repr(widget) == "Choose('02/q2'): not answered yet"
    assert "☐ Both" in widget.card()
    deliver(widget, {"chosen": ["both"]})
    assert "☑ Both" in widget.card()


def state_of(widget: QuestionWidget) -> str:
    """Return all that the browser gets."""
    return json.dumps({name: getattr(widget, name) for name in widget.keys if name[0] != "_"},
                      default=str)  # fmt: skip


def test_no_reply_is_told_before_it_is_said_how_sure_one_is() -> None:
    widget = choose()
    for reply in REPLIES.values():
        assert reply not in state_of(widget) + repr(widget) + widget.card()
    deliver(widget, {"chosen": ["no"]}, "a")
    assert widget.replies == {}
    later = {"base": AT, "at": "2026-03-01T12:04:00.000Z"}
    deliver(widget, {"chosen": ["no"], "sure": "fairly"}, "b", **later)
    assert widget.value == {"kind": "choice", "chosen": ["no"], "sure": "fairly"}
    assert widget.replies == REPLIES
    assert choose().replies == REPLIES, "the cell was run again"
    last = {"base": widget.kept["modified"], "at": "2026-03-01T12:05:00.000Z"}
    deliver(widget, {"chosen": [], "sure": "fairly"}, "c", **last)
    assert widget.value == {"kind": "choice", "chosen": []}
    assert widget.replies == {}


def test_the_words_of_a_choice_in_the_cell_are_refused() -> None:
    with pytest.raises(
        TypeError, match=r"Write Choose\('02/q2'\) and nothing more: .*questions.yml"
    ):
        Choose("02/q2", "Yes or no?", {"yes": ("Yes", "It speaks for yes.")}, multiple=True)
    with pytest.raises(TypeError, match=r"Choose\('02/q2'\)"):
        Choose("02/q2", options={})


def test_a_choice_that_is_not_in_the_file_is_named() -> None:
    with pytest.raises(UnknownQuestion, match=r"no question '02/q7'. There are: 02/q2, 02/q3"):
        Choose("02/q7")


@pytest.mark.parametrize(
    ("change", "by", "said"),
    [
        ("reply: It speaks for no.", "replie: x", "question 02/q2, option 2 has the field"),
        ("questions:", "questions: [", "this is not YAML"),
    ],
)
def test_a_damaged_file_costs_only_what_is_damaged(
    course: Path, change: str, by: str, said: str
) -> None:
    deliver(choose(), {"chosen": ["no"]})
    file = course / "seeds/questions.yml"
    whole = file.read_text("utf-8")
    file.write_text(whole.replace(change, by), "utf-8")
    widget = choose()
    assert said in widget.problem
    assert said in widget.card()
    assert "still on disk" in widget.problem
    assert (widget.chosen, widget.replies, widget.question["options"]) == ((), {}, [])
    [refusal] = deliver(widget, {"chosen": ["yes"]}, "b")
    assert said in refusal["why"]
    assert on_disk(course, "q2")["value"]["chosen"] == ["no"]
    assert ask().problem == ""
    file.write_text(whole, "utf-8")
    assert (choose().chosen, choose().problem) == (("no",), "")
