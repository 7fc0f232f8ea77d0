"""The file of choices: each entry is read by itself, and what is wrong with it is said."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from closereader.authoring import read
from closereader.questions import (
    ChoiceQuestion,
    Option,
    QuestionError,
    UnknownQuestion,
    open_question,
    question_ids,
)
from tests.notebooks.course import NOTEBOOKS

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
questions:
  - id: 02/q1
    prompt: |-
      What do these words do?

      Choose one.
    options:
      - {key: report, label: They report, reply: Then somebody is named.}
      - {key: judge, label: "  They judge ", reply: Then the author takes a side.}
  - id: 02/q2
    prompt: And these?
    multiple: true
    options:
      - {key: a, label: A, reply: B}
      - {key: b, label: C, reply: D}
"""
JUDGING = re.compile(
    r"\b(?:correct|incorrect|well done|mistaken|the right answer|a careful answer)\b"
    r"|\b(?:a good choice|fits \S+(?: \S+)? best|it is a good one)\b|^(?:Yes|Right)\b",
    re.IGNORECASE,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "questions.yml"
    file.write_text(GOOD, encoding="utf-8")
    return file


def test_a_question_is_read_with_its_options_in_order(path: Path) -> None:
    assert question_ids(path) == ("02/q1", "02/q2")
    assert open_question("02/q1", path) == ChoiceQuestion(
        "02/q1",
        "What do these words do?\n\nChoose one.",
        (
            Option("report", "They report", "Then somebody is named."),
            Option("judge", "They judge", "Then the author takes a side."),
        ),
    )
    assert open_question("02/q2", path).multiple


@pytest.mark.parametrize(
    ("change", "by", "said"),
    [
        ("prompt: |-", "promt: |-", "has the field 'promt', which means nothing"),
        ("key: report", "key: Report!", "option 1: the key 'Report!' must be small letters"),
        ("key: report", "key: judge", "the key 'judge' is used twice"),
        ("key: report", "key: true", "option 1 needs `key:` with some text (numbers, true and"),
        ("label: They report, ", "", "option 1 needs `label:`"),
        ("reply: Then somebody is named.", "reply: ''", "option 1 needs `reply:`"),
        ("{key: report, label: They report, reply: Then somebody is named.}", "x", "`name: value`"),
        ("      - {key: report, label: They report, reply: Then somebody is named.}\n", "",
         "a list of at least two"),
        ("id: 02/q2", "id: 02/q1", "the id '02/q1' is used twice"),
        ("    prompt: |-", "    multiple: 'no'\n    prompt: |-", "must be true or false"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_entry_is_said(path: Path, change: str, by: str, said: str) -> None:
    assert GOOD.count(change) == 1
    path.write_text(GOOD.replace(change, by), encoding="utf-8")
    with pytest.raises(QuestionError, match=re.escape(said)) as caught:
        open_question("02/q1", path)
    assert str(path) in str(caught.value)
    assert "Restore the file from the course, or correct the entry." in str(caught.value)
    if by != "id: 02/q1":
        assert open_question("02/q2", path).prompt == "And these?", "the others can be asked"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"questions: [", r", line 1: this is not YAML"),
        (b"questions: \xff", "is not UTF-8"),
        (b"", "must hold a list `questions:`"),
        (b"questions: []", "must hold a list `questions:`"),
        (b"[1]", "must hold a list `questions:`"),
    ],
)
def test_a_file_that_is_damaged_as_a_whole_is_said(path: Path, data: bytes, said: str) -> None:
    path.write_bytes(data)
    for deed in (lambda: open_question("02/q1", path), lambda: question_ids(path)):
        with pytest.raises(QuestionError, match=said):
            deed()


def test_a_missing_file_and_a_missing_question_are_named(path: Path, tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match=r"This course has no choices .* is missing"):
        open_question("02/q1", tmp_path / "none.yml")
    with pytest.raises(UnknownQuestion, match=r"no question '02/q3'. There are: 02/q1, 02/q2\."):
        open_question("02/q3", path)
    path.write_text("questions: [5, {id: 3}]", encoding="utf-8")
    assert question_ids(path) == ("", "")
    with pytest.raises(UnknownQuestion, match="There are: none"):
        open_question("02/q1", path)


def test_a_file_that_is_mended_is_read_again(path: Path) -> None:
    path.write_text("questions: [", encoding="utf-8")
    with pytest.raises(QuestionError):
        question_ids(path)
    path.write_text(GOOD, encoding="utf-8")
    assert question_ids(path) == ("02/q1", "02/q2")


@pytest.mark.parametrize("question_id", question_ids())
def test_no_reply_of_the_course_judges(question_id: str) -> None:
    question = open_question(question_id)
    for option in question.options:
        assert not JUDGING.search(option.reply), option


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_notebook_tells_a_reply(path: Path) -> None:
    # Neither an unfolded cell, nor a static card, nor a page that is made of the notebook.
    data = read(path).data
    told = " ".join(json.dumps(data, ensure_ascii=False).replace('\\"', '"').split())
    replies = [one.reply for key in question_ids() for one in open_question(key).options]
    assert len(replies) > 40
    assert [reply for reply in replies if reply[:60] in told] == []
