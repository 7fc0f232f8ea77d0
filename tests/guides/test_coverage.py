"""What the course reads and asks, paragraph by paragraph, and that every promise is tried."""

from __future__ import annotations

import re
from functools import cache

import pytest

from closereader._paths import course_folder
from closereader.authoring import Notebook, read
from closereader.authoring.asked import asked
from closereader.authoring.checks import notebooks_of
from closereader.authoring.coverage import (
    BEGIN,
    END,
    GUIDE,
    CoverageRow,
    coverage,
    stale_guide,
    with_table,
)
from closereader.authoring.coverage import table as table_of_paragraphs
from closereader.authoring.exercises import notebooks_in
from closereader.authoring.goals import check_goals, open_goals, table
from tests.authoring.build import code, markdown, notebook

COURSE = course_folder()
TEXTS = ("alieva-2024", "artiukh-2022", "post-2022")
EXERCISES = {path.name[:2]: path for path in notebooks_in(COURSE / "exercises")}


@cache
def notebooks() -> list[Notebook]:
    """Read those of students: not when the tests are listed, which each worker does."""
    return [
        read(path)
        for folder in ("notebooks", "exercises")
        for path in notebooks_in(COURSE / folder)
    ]


@cache
def lines() -> list[CoverageRow]:
    return list(coverage(notebooks(), TEXTS))


def of(text: str) -> list[CoverageRow]:
    return [line for line in lines() if line.text == text]


def test_the_table_of_the_guide_is_what_the_notebooks_hold() -> None:
    assert not stale_guide(COURSE), "Run: uv run closereader exercises"
    assert table_of_paragraphs(lines()).splitlines()[2] in (COURSE / GUIDE).read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(("text", "least"), [("artiukh-2022", 6), ("post-2022", 12)])
def test_every_paragraph_of_the_short_texts_is_read_and_asked_about(text: str, least: int) -> None:
    assert len([line for line in of(text) if line.read]) == least
    assert [line.paragraph for line in of(text) if not line.asked] == []


def test_nearly_every_paragraph_of_the_essay_is_read_and_asked_about() -> None:
    essay = of("alieva-2024")
    assert len(essay) == 47
    assert len([line for line in essay if line.read]) >= 45, [
        x.paragraph for x in essay if not x.read
    ]
    assert len([line for line in essay if line.asked]) >= 42, [
        x.paragraph for x in essay if not x.asked
    ]


def test_what_counts_as_read_asked_and_used() -> None:
    lesson = notebook(
        COURSE / "notebooks/02_a.ipynb",
        markdown("# A\n\nRead (artiukh-2022 ¶2–3)."),
        code("Reader('artiukh-2022')"),
        markdown("Later we come back to (artiukh-2022 ¶5)."),
        markdown("### Question 1\n\nWho is in (artiukh-2022 ¶3)?"),
        code("Ask('02/q1', 'Why?', hints=('See (artiukh-2022 ¶4).',))"),
        markdown("What we found stands in (artiukh-2022 ¶1)."),  # no part of what is asked
        markdown("## After\n\n(artiukh-2022 ¶6)"),
    )
    exercise = notebook(
        COURSE / "exercises/02_a.ipynb", code("Compare('post-2022', 'artiukh-2022')")
    )
    found = {line.paragraph: line for line in coverage([lesson, exercise], ["artiukh-2022"])}
    assert [name for name, line in found.items() if line.read] == ["¶2", "¶3"]
    assert [name for name, line in found.items() if line.asked == ("02",)] == ["¶3", "¶4"]
    assert [name for name, line in found.items() if line.used] == ["¶1", "¶2", "¶5", "¶6"]
    (post, *_) = coverage([lesson, exercise], ["post-2022"])
    assert post.read == ("02x",)
    guide = f"Before.\n{BEGIN}old\n{END}After."
    written = with_table(guide, [post])
    assert "| post-2022 ¶1 | 02x | - | - |" in written
    assert with_table(written, [post]) == written
    assert with_table("No place for it.", [post]) == "No place for it."


def test_every_goal_of_a_lesson_is_tried_by_its_exercise() -> None:
    assert list(check_goals([read(one) for one in notebooks_of(COURSE)], COURSE)) == []
    guide = (COURSE / GUIDE).read_text(encoding="utf-8")
    goals = open_goals(COURSE)
    assert table(goals) in guide
    for number in sorted(EXERCISES):
        (lesson,) = (COURSE / "notebooks").glob(f"{number}_*.ipynb")
        (head,) = re.findall(r"able to do:\*\* (.+)", read(lesson).cells[0].source)
        promised = [goal.strip(" .") for goal in head.split(";")]
        assert [one.says for one in goals if one.lesson == number][: len(promised)] == promised


def test_the_course_asks_for_no_more_writing_than_a_term_holds() -> None:
    ranges = [
        one.given.get("words") or (0, 0)
        for each in notebooks()
        for cell in each.cells
        if cell.kind == "code"
        for one in asked(cell.source)
        if one.widget == "Ask"
    ]
    assert len(ranges) <= 36
    assert sum((least + most) / 2 for least, most in ranges) <= 5000
