"""The first answer stands beside the last: it is shown, it follows, and it is kept once."""

from __future__ import annotations

import json
import time
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from closereader import Ask, open_work
from closereader.widgets.base.leads import words_of
from closereader.work import Work
from tests.authoring.build import code, markdown
from tests.widgets.course import make_course
from tests.work.making import leave_still

if TYPE_CHECKING:
    from pathlib import Path

EMPTY = "You have not answered question 1 yet. It stands further up on this page."


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_course(tmp_path)
    monkeypatch.setenv("CLOSEREADER_COURSE", str(folder))
    monkeypatch.delenv("CLOSEREADER_WORK", raising=False)
    monkeypatch.delenv("CLOSEREADER_SEEDS", raising=False)
    page(folder / "notebooks" / "02_small.ipynb", "Ask('02/q1')", 'Ask("02/q9", again="02/q1")')
    page(folder / "exercises" / "02_small.ipynb", 'Ask("02/x5", again="02/q9")', title="More")
    return folder


def page(path: Path, *cells: str, title: str = "A small lesson") -> None:
    path.parent.mkdir(exist_ok=True)
    asked = [[markdown(f"## Frage {at}"), code(cell)] for at, cell in enumerate(cells, 1)]
    data = {"cells": [markdown(f"Before\n\n# {title}"), *chain(*asked)], "metadata": {}}
    path.write_text(json.dumps(data), encoding="utf-8")


def first() -> Ask:
    return Ask("02/q1", "What do you think?")


def last() -> Ask:
    return Ask("02/q9", "And now?", again="02/q1")


def test_an_empty_first_answer_is_said_with_its_place() -> None:
    shown = last().first
    assert words_of(shown["title"]) == "Your answer to question 1"
    assert words_of(shown["note"]) == EMPTY
    assert (shown["text"], shown["modified"]) == ("", "")
    assert EMPTY in last().card()


def test_it_leads_to_the_heading_that_the_page_has() -> None:
    """The heading is the course's, in its language; the widget's words for it are not."""
    link = {"words": "question 1", "heading": "Frage 1"}
    assert last().first["title"] == ["Your answer to ", link]
    assert link in last().first["note"]
    elsewhere = Ask("02/x5", "More?", again="02/q9").first
    words = "question 9 of “A small lesson”"
    away = {"words": words, "heading": "Frage 2", "page": "notebooks/02_small.ipynb"}
    assert elsewhere["note"] == ["You have not answered ", away, " yet."]


def test_it_shows_what_was_written_and_when() -> None:
    first().keep({"text": "One idea.\n\nAnd <b>another</b>."})
    widget = last()
    assert widget.first["text"] == "One idea.\n\nAnd <b>another</b>."
    assert widget.first["modified"] == first().kept["modified"]
    assert widget.first["note"] == []
    card = widget.card()
    assert f"Your answer to question 1, written {time.localtime().tm_mday} " in card
    assert "One idea." in card
    assert "&lt;b&gt;another&lt;/b&gt;" in card
    assert EMPTY not in card


def test_it_follows_in_the_same_kernel() -> None:
    widget, earlier = last(), first()
    earlier.keep({"text": "A first idea."})
    assert widget.first["text"] == "A first idea."
    earlier.keep({"text": " "})
    assert words_of(widget.first["note"]) == EMPTY


def test_it_follows_what_another_kernel_saved(course: Path) -> None:
    widget = last()
    Work(course / "work").save_answer("02", "q1", {"kind": "prose", "text": "From elsewhere."})
    assert widget.first["text"] == ""
    widget._heard(widget, {"type": "refresh"}, [])
    assert widget.first["text"] == "From elsewhere."


def test_it_is_no_second_answer(course: Path) -> None:
    first().keep({"text": "One idea."})
    widget = last()
    assert (widget.answer, widget.check.words) == ("", 0)
    assert repr(widget) == "Ask('02/q9'): not answered yet"
    assert sorted(open_work().answers("02")) == ["q1"]
    widget.keep({"text": "Another."})
    assert (first().answer, widget.first["text"]) == ("One idea.", "One idea.")
    assert sorted(open_work().answers("02")) == ["q1", "q9"]
    assert not list((course / "work" / "trash").rglob("*.json"))


def test_an_answer_of_another_page_is_named_with_it() -> None:
    widget = Ask("02/x5", "More?", again="02/q9")
    where = "question 9 of “A small lesson”"  # the path is for the link
    assert words_of(widget.first["title"]) == "Your answer to question 9"
    assert words_of(widget.first["note"]) == f"You have not answered {where} yet."
    last().keep({"text": "An answer."})
    assert words_of(widget.first["title"]) == f"Your answer to {where}"


def test_a_question_on_no_page_is_named_by_its_number(course: Path) -> None:
    (course / "notebooks" / "03_broken.ipynb").write_text("{", encoding="utf-8")
    widget = Ask("02/q9", "And now?", again="03/q1")
    assert words_of(widget.first["note"]) == "You have not answered question 1 of 03 yet."


def test_a_damaged_first_answer_is_said_where_it_is_missed(course: Path) -> None:
    first().keep({"text": "One idea."})
    file = course / "work/answers/02/q1.json"
    file.write_text('{"half": ', encoding="utf-8")
    assert "cannot be read now" in words_of(last().first["note"])
    leave_still(file)
    widget = last()
    assert "damaged" in words_of(widget.first["note"])
    assert widget.problem == ""


@pytest.mark.parametrize(
    ("again", "said"), [("q1", "has no slash"), ("02/q9", "must name another question")]
)
def test_what_is_no_earlier_question_is_refused(again: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Ask("02/q9", "And now?", again=again)


def test_without_one_nothing_is_laid_beside() -> None:
    assert first().first == {}
