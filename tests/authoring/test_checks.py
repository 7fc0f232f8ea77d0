"""The checks of a whole course, over small courses."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from closereader._paths import seeds_folder
from closereader.authoring.checks import (
    check_guide,
    check_notebook,
    check_together,
    dead_links,
    guides_of,
    notebooks_of,
    quotations,
    shelf_of_the_course,
    unasked,
)
from closereader.authoring.needs import needs
from closereader.authoring.notebook import read
from closereader.authoring.numbers import Registered, check_numbers, check_register
from tests.authoring.build import CLOSING, HEAD, code, markdown, notebook, shows, write_canonical

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHELF = shelf_of_the_course()
TRUE = "“a close Russian friend of mine” (alieva-2024 ¶2)"
FALSE = "“a close Russian fiend of mine” (alieva-2024 ¶2)"
RUSSIAN = "mentioned that “Westerners do not consider us human beings.”"
INSIDE = [
    markdown("# A\n\nWords: {}"),
    code("Ask('02/q1', 'Look at {}')"),
    code("Ask('02/q1', hints=('One', f'{{n}} {}', ))"),
    code("x", shows(text_html="<p>See <em>{}</em></p>")),
    code("x", shows(text_plain="One line\n\n{}")),
    code("x", {"output_type": "stream", "name": "stdout", "text": "{}\n"}),
]


def fill(value: Any, words: str) -> Any:
    if isinstance(value, str):
        return value.replace("{}", words).replace("{{", "{").replace("}}", "}")
    if isinstance(value, dict):
        return {key: fill(one, words) for key, one in value.items()}
    return [fill(one, words) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("cell", INSIDE)
def test_a_quotation_is_checked_wherever_a_cell_says_it(
    tmp_path: Path, cell: dict[str, Any]
) -> None:
    good = notebook(tmp_path / "a.ipynb", fill(cell, TRUE))
    bad = notebook(tmp_path / "a.ipynb", fill(cell, FALSE))
    assert list(quotations(good, SHELF)) == []
    (found,) = quotations(bad, SHELF)
    assert "is not what stands there" in found.what
    assert "Compare alieva-2024 ¶2" in found.remedy


def test_a_passage_given_to_be_marked_needs_no_citation(tmp_path: Path) -> None:
    made = notebook(tmp_path / "a.ipynb", code(f"reader.mark({RUSSIAN!r}, theme='agency')"))
    assert list(quotations(made, SHELF)) == []
    made = notebook(tmp_path / "a.ipynb", code(f"Ask('02/q1', {'So: ' + RUSSIAN!r})"))
    assert ["has no source" in one.what for one in quotations(made, SHELF)] == [True]


def test_the_solutions_are_named_nowhere_a_student_reads(tmp_path: Path) -> None:
    for folder, number in (("notebooks", 1), ("exercises", 1), ("solutions", 0)):
        made = notebook(
            tmp_path / folder / "02_a.ipynb",
            markdown(f"{HEAD}\n\nSee [it](../solutions/02_a.ipynb)"),
            markdown(CLOSING),
            closereader={"generated_from": "solutions/02_a.ipynb"},
        )
        path = write_canonical(made)
        named = [one for one in check_notebook(read(path), SHELF) if "Names the folder" in one.what]
        assert len(named) == number


def test_check_notebook_joins_form_comparison_grammar_and_quotations(tmp_path: Path) -> None:
    made = notebook(
        tmp_path / "notebooks" / "02_a.ipynb",
        markdown(f"{HEAD}\n\n{FALSE}"),
        code("a", {"output_type": "stream", "name": "stderr", "text": "b"}),
        markdown(CLOSING),
    )
    path = write_canonical(made)
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    found = [one.what for one in check_notebook(read(path), SHELF)]
    assert len(found) == 4
    for words in ("another program", "stderr", "is not what stands there", "Promises 10 minutes"):
        assert any(words in one for one in found)


def test_links_within_the_course_lead_somewhere(tmp_path: Path) -> None:
    (tmp_path / "b c.ipynb").write_text("", encoding="utf-8")
    good = "[a](b%20c.ipynb#part) [b](#here) [c](https://x.org/none) ![d](attachment:e.png)"
    assert list(dead_links(notebook(tmp_path / "a.ipynb", markdown(good)))) == []
    bad = notebook(tmp_path / "a.ipynb", markdown("[a](none.ipynb) ![b](none.png)"))
    assert [one.what for one in dead_links(bad)] == [
        "Links to none.ipynb, which is not there.",
        "Links to none.png, which is not there.",
    ]


def test_guides_are_checked_without_their_front_matter(tmp_path: Path) -> None:
    guide = tmp_path / "README.md"
    guide.write_text(f"---\nx: {FALSE}\n---\n\n# A\n\n{TRUE}\n", encoding="utf-8")
    assert list(check_guide(guide, SHELF)) == []
    guide.write_text(f"# A\n\n“Any words of one's own” {FALSE}\n", encoding="utf-8")
    (found,) = check_guide(guide, SHELF)
    assert found.place == "line 3"


@pytest.fixture
def questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Give what writes a file of one question, 02/q1, beside the real texts."""
    seeds = tmp_path / "seeds"
    shutil.copytree(seeds_folder(), seeds, ignore=shutil.ignore_patterns("originals", "*.csv"))
    monkeypatch.setenv("CLOSEREADER_SEEDS", str(seeds))

    def write(words: str) -> None:
        one = {"id": "02/q1", "prompt": "Which?", "options": [
            {"key": "a", "label": "One.", "reply": words},
            {"key": "b", "label": words, "reply": "Two."},
        ]}  # fmt: skip
        path = seeds / "questions.yml"
        path.write_text(yaml.safe_dump({"questions": [one]}, allow_unicode=True), encoding="utf-8")

    return write


def test_what_a_choice_replies_is_checked_where_it_is_asked(
    tmp_path: Path, questions: Callable[[str], None]
) -> None:
    made = notebook(tmp_path / "a.ipynb", code("Choose('02/q1')"))
    questions(f"Because {TRUE}")
    assert list(quotations(made, SHELF)) == []
    questions(f"Because {FALSE}")
    found = list(quotations(made, SHELF))
    assert [one.place.partition(", ")[2] for one in found] == ["questions.yml"] * 2
    assert all("is not what stands there" in one.what for one in found)


def test_numbers_in_a_reply_are_put_out_by_the_section_that_asks(
    tmp_path: Path, questions: Callable[[str], None]
) -> None:
    questions("It is 0.38 here.")
    table = code("show()", shows(text_plain="0.38"))
    ask = code("Choose('02/q1')", shows(text_html="<p>☐ It is 0.38 here.</p>"))
    good = notebook(tmp_path / "02_a.ipynb", markdown("## A"), table, ask)
    assert list(check_numbers(good, ())) == []
    bad = notebook(tmp_path / "02_a.ipynb", markdown("## A"), table, markdown("## B"), ask)
    assert ["Prints 0.38" in one.what for one in check_numbers(bad, ())] == [True, True]
    row = Registered(2, "02_a", "0.38", "x", "", "", "", "seen")
    assert list(check_numbers(bad, (row,))) == []
    assert list(check_register(tmp_path / "n.csv", (row,), (bad,))) == []


def test_a_choice_and_its_file_belong_together(
    tmp_path: Path, questions: Callable[[str], None]
) -> None:
    questions("Because.")
    made = notebook(tmp_path / "02_a.ipynb", code("Choose('02/q1')"), code("Choose('02/q5')"))
    (found,) = needs([made])
    assert "questions.yml has no question '02/q5'. There are: 02/q1." in found.what
    assert list(unasked([made])) == []
    (found,) = unasked([notebook(tmp_path / "02_b.ipynb", code("Ask('02/q2')"))])
    assert (found.place, found.what) == ("02/q1", "No notebook asks this question.")
    path = tmp_path / "seeds" / "questions.yml"
    path.write_text(path.read_text("utf-8").replace("prompt", "promt"), encoding="utf-8")
    assert list(unasked([made])) == []
    damaged, absent = needs([made])
    assert ("has the field 'promt'" in damaged.what, damaged.place) == (True, made.cells[0].place)
    assert "no question '02/q5'" in absent.what


def test_the_files_of_a_course_are_found_in_order(tmp_path: Path) -> None:
    for name in ("notebooks/01_b", "notebooks/00_a", "exercises/00_a", "solutions/00_a"):
        write_canonical(notebook(tmp_path / f"{name}.ipynb", markdown("# A")))
    (tmp_path / "notebooks" / ".ipynb_checkpoints").mkdir()
    (tmp_path / "notebooks" / ".ipynb_checkpoints" / "00_a.ipynb").write_text("", encoding="utf-8")
    for name in ("README.md", "docs/a.md", "seeds/README.md", "solutions/readings/r.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    paths = [path.relative_to(tmp_path).as_posix() for path in notebooks_of(tmp_path)]
    assert paths == [
        "notebooks/00_a.ipynb", "notebooks/01_b.ipynb", "exercises/00_a.ipynb",
        "solutions/00_a.ipynb",
    ]  # fmt: skip
    guides = [path.relative_to(tmp_path).as_posix() for path in guides_of(tmp_path)]
    assert guides == ["README.md", "docs/a.md", "seeds/README.md", "solutions/readings/r.md"]


def test_a_lesson_and_its_exercise_do_not_share_an_answer(tmp_path: Path) -> None:
    cell = code("Ask('02/q1')")
    paths = [
        notebook(tmp_path / folder / "02_a.ipynb", cell)
        for folder in ("notebooks", "solutions", "exercises")
    ]
    (found,) = check_together(paths)
    assert found.path == paths[2].path
    assert "'02/q1'" in found.what
    assert list(check_together(paths[1:])) == []
