"""The checks of a whole course, over small courses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from closereader.authoring.checks import (
    check_guide,
    check_notebook,
    check_together,
    dead_links,
    guides_of,
    notebooks_of,
    quotations,
    shelf_of_the_course,
)
from tests.authoring.build import CLOSING, HEAD, code, markdown, notebook, shows, write_canonical

if TYPE_CHECKING:
    from pathlib import Path

SHELF = shelf_of_the_course()
TRUE = "“a close Russian friend of mine” (alieva-2024 ¶2)"
FALSE = "“a close Russian fiend of mine” (alieva-2024 ¶2)"
RUSSIAN = "mentioned that “Westerners do not consider us human beings.”"
INSIDE = [
    markdown("# A\n\nWords: {}"),
    code("Ask('02/q1', 'Look at {}')"),
    code("Ask('02/q1', hints=('One', f'{{n}} {}', ))"),
    code("Choose('02/q1', options={{'a': ('A', 'Because {}')}})"),
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
        named = [one for one in check_notebook(path, SHELF) if "Names the folder" in one.what]
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
    found = [one.what for one in check_notebook(path, SHELF)]
    assert len(found) == 3
    for words in ("another program", "stderr", "is not what stands there"):
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
