"""Every rule of the grammar finds its breach, and a whole lesson passes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from closereader.authoring.grammar import check
from tests.authoring.build import CLOSING, HEAD, TABLE, code, figure, markdown, notebook

if TYPE_CHECKING:
    from pathlib import Path

SUMMARY = "The theme covers a third of the essay and none of the post."
MISSES = markdown("### What this count misses\n\nShort marks.", id="misses")
BODY = [
    markdown(HEAD, id="head"),
    markdown("## Question 1: Who?\n\nRead it.", id="q1"),
    code("Ask('02/q1', 'Who?')", id="ask"),
    markdown("## Where the theme stands", id="figures"),
    code("coverage()", figure(SUMMARY), id="figure"),
    MISSES,
    markdown("## Question 2\n\n### A matrix", id="q2"),
    code("x.Matrix('02/q2')", id="matrix"),
    markdown(CLOSING, id="closing"),
]


def found(path: Path, cells: list[dict[str, Any]]) -> list[str]:
    return [f"{one.place}: {one.what}" for one in check(notebook(path, *cells))]


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    return tmp_path / "notebooks" / "02_exclusion.ipynb"


def test_a_whole_lesson_passes(lesson: Path) -> None:
    assert found(lesson, BODY) == []


def test_an_exercise_needs_no_reading_list(tmp_path: Path) -> None:
    end = markdown("## What next", id="next")
    assert found(tmp_path / "exercises" / "02_exclusion.ipynb", [*BODY[:-1], end]) == []


def test_a_figure_that_says_what_it_leaves_out_needs_no_cell_for_it(lesson: Path) -> None:
    says = f"{TABLE}<p><strong>What this figure leaves out</strong></p>"
    cells = [code("coverage()", figure(SUMMARY, table=says), id="figure")]
    assert found(lesson, [*BODY[:4], *cells, *BODY[6:]]) == []


@pytest.mark.parametrize("folder", ["notebooks", "exercises", "solutions"])
def test_no_notebook_ends_with_code(tmp_path: Path, folder: str) -> None:
    answer = markdown("An answer.", id="answer", metadata={"tags": ["solution"]})
    cells = [*BODY, code("HandIn('02')", id="file")]
    if folder == "solutions":  # what only the solution has does not help the exercise
        cells.append(answer)
    (only,) = found(tmp_path / folder / "02_exclusion.ipynb", cells)
    assert "(file): Is the last cell, and code" in only
    cells.insert(len(BODY) + 1, markdown("## What next", id="next"))
    assert found(tmp_path / folder / "02_exclusion.ipynb", cells) == []


def changed(place: str, *cells: dict[str, Any]) -> list[dict[str, Any]]:
    """Put other cells in the place of one."""
    assert any(cell["id"] == place for cell in BODY)
    return [new for cell in BODY for new in (cells if cell["id"] == place else (cell,))]


LONG = ("word " * 121).rstrip()
BREACHES: list[tuple[str, list[dict[str, Any]], str]] = [
    ("no heading", [markdown("Words")], "Does not begin with an H1."),
    ("late H1", [markdown("Words"), markdown(HEAD)], "Does not begin with an H1."),
    ("two H1", changed("figures", markdown("# Again"), BODY[3]), "second H1"),
    ("skipped", changed("figures", markdown("#### Deep")), "skips from level 2 to 4"),
    ("no time", changed("head", markdown(HEAD.replace("**Time", "**When"))), "say “Time”"),
    ("no minutes", changed("head", markdown(HEAD.replace("10 min", "some h"))), "say “Time”"),
    ("no need", changed("head", markdown(HEAD.replace("you need", "else"))), "“What you need”"),
    ("no texts", changed("head", markdown(HEAD.replace("**Texts", "**Poems"))), "“Texts”"),
    ("no aims", changed("head", markdown(HEAD.replace("be able", "want"))), "you will be able"),
    ("four lines", changed("ask", code("a\n\nb\nc\nAsk('02/q1')")), "Shows 4 lines of code"),
    ("long prose", changed("figures", markdown(f"## A\n\n{LONG}")), "Has 121 words of prose"),
    ("blank", changed("figures", markdown("## A\n\nOne. \n\nTwo.")), "ends with a blank: “One.”"),
    ("no alt", changed("figures", markdown("## A\n\n![](a.svg)")), "Shows a.svg without words"),
    ("placeholder", changed("figures", markdown("## A\n\nNU" + "LL")), "Holds a placeholder"),
    ("in a string", changed("ask", code("Ask('02/q1', 'TB" + "D')")), "Holds a placeholder"),
    ("tag", changed("ask", code("Ask('02/q1')", tags=("hide",))), "Has the tag 'hide'"),
    ("number", changed("q2", markdown("## Question 3")), "“Question 3” follows question 1"),
    ("no number", changed("q2", markdown("## More")), "Matrix('02/q2') stands under no numbered"),
    ("form of id", changed("ask", code("Ask('q1')")), "Ask('q1') has an id of another form"),
    ("other id", changed("ask", code("Ask('03/q1')")), "Ask('03/q1') has an id of another form"),
    ("same id", changed("matrix", code("Matrix('02/q1')")), "has the id of an earlier question"),
    ("misses", changed("misses"), "No “What this count misses” stands under this figure"),
    ("late", changed("misses", markdown("## Else"), MISSES), "No “What this count misses”"),
    ("two figures", changed("misses", BODY[4], MISSES), "No “What this count misses”"),
    ("summary", changed("figure", code("f", figure("Figure({})"))), "no written summary"),
    ("table", changed("figure", code("f", figure(SUMMARY, table=""))), "No table stands"),
    ("points", changed("closing", markdown(CLOSING.replace("points", "x"))), "no “Key points”"),
    ("terms", changed("closing", markdown(CLOSING.replace("terms", "x"))), "no “Key terms”"),
    ("reading", changed("closing", markdown(CLOSING.replace("Further", "x"))), "“Further reading”"),
    ("no DOI", changed("closing", markdown(CLOSING.replace("doi.org/10.1000/", ""))), "no DOI"),
    ("lost", changed("closing", markdown(f"{CLOSING}\n- Nobody: *Nothing*.")), "not say where"),
    (
        "bad DOI",
        changed("closing", markdown(f"{CLOSING}\n- A. https://doi.org/11.1000/1")),
        "not the form of a DOI",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "what"), [row[1:] for row in BREACHES], ids=[row[0] for row in BREACHES]
)
def test_every_breach_is_found(lesson: Path, cells: list[dict[str, Any]], what: str) -> None:
    assert [one for one in found(lesson, cells) if what in one] != []


@pytest.mark.parametrize(
    ("cells", "what"), [row[1:] for row in BREACHES[2:]], ids=[row[0] for row in BREACHES[2:]]
)
def test_a_breach_is_the_only_thing_found(
    lesson: Path, cells: list[dict[str, Any]], what: str
) -> None:
    assert [one for one in found(lesson, cells) if what not in one] == []


def test_what_a_figure_lists_itself_is_not_listed_again(lesson: Path) -> None:
    says = f"{TABLE}<p><strong>What this figure leaves out</strong></p>"
    (what,) = found(
        lesson, changed("figure", code("coverage()", figure(SUMMARY, table=says), id="figure"))
    )
    assert "is a list in the figure, and again under a heading" in what


def test_a_question_that_came_later_has_no_number_and_an_id_of_its_own(lesson: Path) -> None:
    assert found(lesson, changed("q2", markdown("## One more question: why?"))) == []


def test_hidden_cells_and_reading_lists_may_be_long(lesson: Path) -> None:
    hidden = code("a\nb\nc\nd")
    hidden["metadata"] = {"jupyter": {"source_hidden": True}}
    works = markdown(f"### Further reading\n\n{LONG}")
    assert found(lesson, [*BODY[:-1], hidden, BODY[-1], works]) == []


def test_a_solution_is_read_without_the_students_stubs(tmp_path: Path) -> None:
    path = tmp_path / "solutions" / "02_exclusion.ipynb"
    stub = markdown("# Exercise\n\nFor you.", metadata={"tags": ["student"]})
    answers = [code(f"Ask('02/q1').answer = {n}", tags=("solution",)) for n in (1, 2)]
    cells = [stub, *BODY[:3], *answers, *BODY[3:]]
    assert found(path, cells) == []


def test_a_heavy_notebook_is_named(lesson: Path) -> None:
    lesson.parent.mkdir()
    lesson.write_text("x" * 200_001, encoding="utf-8")
    assert found(lesson, BODY) == [": Weighs 200 kB; 200 kB is the most."]
