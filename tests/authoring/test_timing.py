"""The minutes of the head: what is asked and written takes time, and a promise is compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from closereader.authoring import Notebook
from closereader.authoring.asked import MINUTES, asked, minutes
from closereader.authoring.timing import check_time, estimated, note, promised
from closereader.handin._asked import WIDGETS, WITH_ID
from tests.authoring.build import code, markdown, notebook


def lesson(minutes: int, *cells: dict[str, object]) -> Notebook:
    return notebook(
        Path("notebooks/02_a.ipynb"), markdown(f"# A\n\n**Time:** {minutes} minutes"), *cells
    )


def test_an_answer_takes_longer_the_more_words_it_needs() -> None:
    long, short = asked("Ask('02/q1', words=(150, 300)); Ask('02/q2')")
    assert minutes(long) - minutes(short) == 10


def test_prose_questions_and_texts_add_up() -> None:
    made = lesson(
        40,
        markdown("word " * 1500),
        code("Choose('02/q1')"),
        code("Reader('artiukh-2022'); Reader('artiukh-2022')"),
        markdown("word " * 1500, metadata={"tags": ["solution"]}),
    )
    assert promised(made) == 40
    assert estimated(made) == round(1502 / 150 + 3 + 327 / 150)


@pytest.mark.parametrize(("minutes", "fine"), [(20, True), (30, True), (60, False), (9, False)])
def test_a_promise_is_compared(minutes: int, fine: bool) -> None:
    made = lesson(minutes, markdown("word " * 3000))
    assert (list(check_time(made)) == []) is fine


def test_the_note_says_both() -> None:
    assert note(lesson(20)) == "notebooks/02_a.ipynb: promises 20 min, estimated 0"


def test_every_widget_that_asks_has_its_minutes() -> None:
    assert set(MINUTES) == {*WIDGETS, *WITH_ID}
