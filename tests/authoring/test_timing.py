"""The minutes of the head: what is asked and written takes time, and a promise is compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from closereader.authoring import Notebook
from closereader.authoring.asked import asked, minutes
from closereader.authoring.routes import routes
from closereader.authoring.timing import (
    check_length,
    check_marks,
    check_time,
    estimated,
    note,
    promised,
    sections,
)
from closereader.handin.sheet import WIDGETS
from closereader.texts import open_text
from tests.authoring.build import code, markdown, notebook


def lesson(minutes: int, *cells: dict[str, object]) -> Notebook:
    return notebook(
        Path("notebooks/02_a.ipynb"), markdown(f"# A\n\n**Time:** {minutes} minutes"), *cells
    )


def test_an_answer_takes_longer_the_more_words_it_needs() -> None:
    long, short = asked("Ask('02/q1', words=(150, 300)); Ask('02/q2')")
    assert minutes(long) - minutes(short) == 225 / 12


def test_a_matrix_takes_a_minute_a_cell() -> None:
    known, unknown = asked(
        "Matrix('02/q1', rows=[('a', 'A')], columns=['x', 'y']); Matrix('02/q2')"
    )
    assert (minutes(known), minutes(unknown)) == (2, WIDGETS["Matrix"].minutes)


def test_prose_questions_and_texts_add_up() -> None:
    made = lesson(
        40,
        markdown("word " * 1500),
        code("Choose('02/q1')"),
        code("Reader('artiukh-2022'); Reader('artiukh-2022')"),
        markdown("word " * 1500, metadata={"tags": ["solution"]}),
    )
    assert promised(made) == 40
    assert estimated(made) == (round(1502 / 150 + 1.5 + 317 / 150), 0)


def test_a_table_is_read_like_prose() -> None:
    row = f"| {'word ' * 150}| {'word ' * 150}|\n"
    table = f"| one | two |\n|---|:--|\n{row * 2}"
    assert estimated(lesson(4, markdown("## A\n"), markdown(table))).core == 4
    assert list(check_time(lesson(1, markdown(table)))) != []
    assert list(check_time(lesson(4, markdown(f"```text\n{table}```\n"), markdown(table)))) == []


def test_a_route_is_read_and_a_text_looked_into_again() -> None:
    told = markdown("Read (alieva-2024 ¶15–16, ¶21). Not: (alieva-2024 ¶40).")
    (route,) = routes(lesson(20, told, code("Reader('alieva-2024')")))
    assert (route.text, route.paragraphs, route.whole) == (
        "alieva-2024",
        ("¶15", "¶16", "¶21"),
        False,
    )
    (whole,) = routes(lesson(20, code("Reader('alieva-2024')"), told))
    assert whole.whole
    both = routes(lesson(20, code("Compare('post-2022', 'artiukh-2022')")))
    assert [one.text for one in both] == ["post-2022", "artiukh-2022"]
    again = notebook(Path("exercises/02_a.ipynb"), code("Reader('alieva-2024')"))
    assert estimated(again).core == 3


def test_what_stands_under_more_is_no_core() -> None:
    made = lesson(
        20,
        markdown("## More: numbers"),
        markdown("word " * 1500),
        markdown("### A part"),
        markdown("word " * 1500),
        markdown("## Key points"),
        markdown("word " * 3000),
    )
    assert estimated(made) == (20, 20)
    (finding,) = check_time(made)
    assert finding.what.startswith("Promises for *More* 0 minutes")


def test_a_lesson_with_an_exercise_is_short(tmp_path: Path) -> None:
    path = tmp_path / "notebooks" / "02_a.ipynb"
    made = notebook(path, markdown("word " * 7600))
    assert list(check_length(made)) == []
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "02_a.ipynb").write_text("{}", encoding="utf-8")
    found = [finding.what for finding in check_length(made)]
    assert found == [
        "The core takes about 51 minutes; 45 is the most.",
        "Holds 7,600 words of prose; 2,500 is the most.",
    ]


@pytest.mark.parametrize(("minutes", "fine"), [(20, True), (23, True), (24, False), (16, False)])
def test_a_promise_is_compared(minutes: int, fine: bool) -> None:
    made = lesson(minutes, markdown("word " * 3000))
    assert (list(check_time(made)) == []) is fine


def test_what_is_done_together_takes_its_own_time() -> None:
    made = notebook(Path("notebooks/02_a.ipynb"), markdown("# A\n\n**Time:** 60 minutes, together"))
    assert list(check_time(made)) == []


def test_the_note_says_both() -> None:
    assert note(lesson(20)) == "notebooks/02_a.ipynb: promises 20 min, estimated 0"


def test_what_further_sections_give_to_read_is_theirs() -> None:
    def words(*labels: str) -> int:
        return sum(len(open_text("alieva-2024").block(label).text.split()) for label in labels)

    made = lesson(
        20,
        markdown("Read (alieva-2024 ¶9, ¶41)."),
        code("Reader('alieva-2024')"),
        markdown("## More: Rooms\n\nRead (alieva-2024 ¶10–14)."),
        code("Reader('alieva-2024')"),
    )
    core, more = words("¶9", "¶41"), words("¶10", "¶11", "¶12", "¶13", "¶14")
    assert estimated(made) == (round((3 + 2 + core) / 150), round((3 + more) / 150))


def test_a_mark_that_the_prose_asks_for_takes_its_time() -> None:
    told = "Mark two passages: one that reports it, and one that does it. Mark *both*."
    made = lesson(20, markdown(told), markdown("You need not mark; you may."))
    (plain,) = (lesson(20, markdown("word " * 13), markdown("word " * 6)),)
    assert estimated(made).core - estimated(plain).core == 4 * 1.5
    assert list(check_marks(made)) == []
    (finding,) = check_marks(lesson(20, markdown("Mark with **Gender** what fits the entry.")))
    assert (
        finding.what == "Asks to mark “with Gender what fits the entry”, and not how many passages."
    )
    headed = lesson(
        20, markdown("## Mark a first passage"), markdown("**Step 3. Mark: which words?**")
    )
    assert list(check_marks(headed)) == []


def test_a_section_keeps_its_own_promise() -> None:
    made = lesson(
        12,
        markdown("## Read\n\n*5 minutes.* " + "word " * 750),
        markdown("### Question 1\n\n*9 minutes.* Choose."),
        code("Choose('02/q1')"),
        markdown("## Part A. Evidence (7 minutes)"),
        markdown("### Question 2\n\n*1 minute.* " + "word " * 150),
        markdown("word " * 600),
        markdown("## In the seminar\n\n*20 minutes.* Talk."),
    )
    found = [(one.title, one.said, len(one.cells)) for one in sections(made)]
    assert found == [
        ("Read", 5, 1),
        ("Question 1", 9, 2),
        ("Part A. Evidence", 7, 3),
        ("Question 2", 1, 2),
    ]
    promises = [one.what.partition(";")[0] for one in check_time(made)]
    assert promises == [
        "“Question 1” promises 9 minutes",
        "“Part A. Evidence” promises 7 minutes",
        "“Question 2” promises 1 minutes",
    ]
