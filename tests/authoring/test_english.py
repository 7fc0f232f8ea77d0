"""Words that readers of English as a second language misread are found; quotations are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closereader.authoring.english import english
from tests.authoring.build import code, markdown, notebook

if TYPE_CHECKING:
    from pathlib import Path


def found(path: Path, source: str) -> list[str]:
    made = notebook(path / "02_x.ipynb", markdown(source, id="a"), code("x = 1", id="b"))
    return [what for cell in made.cells for what, _ in english(cell)]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("You can help single people.", "Says “single people”."),
        ("Turning back becomes dear.", "Says “dear”."),
        ("The sentence is of two minds.", "Says “of two minds”."),
        ("The polls do not bear it out.", "Says “bear it out”."),
        ("Say the limit of the own claim.", "Says “the own”."),
        ("Two names go a long way.", "Says “go a long way”."),
        ("They can have whichever is wanted.", "Says “whichever is wanted”."),
        ("Every explanation gives out places.", "Says “gives out places”."),
        ("Right. Who could choose in those years can be blamed.", "no question: “Who could choose"),
        ("Two paragraphs before, the post says so.", "Says “Two paragraphs before” of the post"),
        ("It says where the own claim ends.", "Says “the own”."),
        ("Two words go a long way.", "Says “go a long way”."),
        ("Whoever is left out will strike back.", "Says “Whoever”."),
        ("Who was checked, and who went without saying?", "Says “went without saying”."),
        ("For this speak two plain words.", "Says “For this speak”."),
        ("Then read what is said about the others.", "Says “read what is said about the others”."),
        ("The author is a private person: discuss his sentences.", "author of the post a gender"),
        ("Four paragraphs later (post-2022 ¶9).", "Says “Four paragraphs later” of the post"),
    ],
)
def test_a_phrase_is_found(tmp_path: Path, source: str, said: str) -> None:
    [what] = found(tmp_path, source)
    assert said in what


@pytest.mark.parametrize(
    "source",
    [
        "Who could choose in those years, and what?",
        "**Who is counted.** A reader is.",
        "| Who | What |\n|---|---|\n| Who acts in this sentence of the essay | x |",
        "They wrote “single people are dear. Who could choose in those years can be blamed.”",
        "One paragraph later, the essay says it.",
        "Anyone who could choose can be blamed.",
    ],
)
def test_a_question_a_label_and_a_quotation_are_left_alone(tmp_path: Path, source: str) -> None:
    assert found(tmp_path, source) == []
