"""Closed questions are counted, matrices stand as their rubric, marks are read where one marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from closereader.handin import open_sheet
from closereader.handin.page import page
from closereader.seminar import collect
from closereader.seminar.pack import write_pack
from tests.house.tree import ROOT
from tests.seminar.making import FIXTURES, data, handin
from tests.seminar.shown import Page

if TYPE_CHECKING:
    from pathlib import Path

NUMBER = "05/exercise-question-2"


def of(exercise: str, answers: list[dict[str, Any]], folder: Path) -> dict[str, str]:
    """Make a pack of readers N1, N2 …; give the words of its question pages by name."""
    (path,) = (ROOT / "exercises").glob(f"{exercise}_*.ipynb")
    sheet = open_sheet(path)
    (folder / "in").mkdir()
    for number, given in enumerate(answers, 1):
        about = {"id": exercise, "title": sheet.title}
        made = data(number, f"N{number}", answers=given, exercise=about)
        (folder / "in" / f"{number}.html").write_text(page(made, sheet), encoding="utf-8")
    pack = write_pack(collect([folder / "in"]), folder / "pack").folder
    return {
        one.name: re.sub(r"\s+", " ", Page(one).words) for one in (pack / "questions").iterdir()
    }


def test_equal_numbers_are_one_row_that_says_whether_they_fit(tmp_path: Path) -> None:
    typed = ["0.2", "0,2", "-0.2", "?", "0.20"]
    pages = of("05", [{NUMBER: {"kind": "number", "text": one}} for one in typed], tmp_path)
    words = pages["05-02-question-2.html"]
    table = words.split("Numbers, equal ones together; the table holds ")[1].split("In an order")[0]
    one = r"(?:0\.20|0,2|0\.2)"
    assert re.search(rf"{one}, {one}, {one} ?3 ?no: other", table)
    assert re.search(r"\? ?1 ?no: unreadable ?N4", table)


def test_options_have_counts_and_names(tmp_path: Path) -> None:
    key = "02/q2"
    for number, chosen in enumerate((["a"], ["a", "b"], ["b"]), 1):
        value = {"kind": "choice", "chosen": chosen}
        (tmp_path / f"{number}.html").write_bytes(
            handin(number, f"N{number}", answers={key: value})
        )
    pack = write_pack(collect([tmp_path]), tmp_path / "pack").folder
    (lesson,) = [one for one in (pack / "questions").iterdir() if one.name.startswith("02-07")]
    words = Page(lesson).words
    assert "Chosen by 3 readers" in words
    assert re.search(r"a\s*2\s*N1, N2|a\s*2\s*N2, N1", words)


@pytest.fixture(scope="module")
def fixtures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(collect([FIXTURES]), tmp_path_factory.mktemp("t") / "pack").folder


def test_a_matrix_stands_as_its_rubric_does(fixtures: Path) -> None:
    text = (fixtures / "questions" / "02-01-question-1.html").read_text(encoding="utf-8")
    first = re.findall(r"<li>.*?</li>", text.split('aria-label="The matrix"')[1])[0]
    assert first.startswith("<li><strong>The essay</strong> · ")
    heads = re.findall(r'<span class="check">([^<]*): </span>', first)
    assert heads == ["Claim", "Grounds", "Counter-passage"]


def test_what_is_asked_stands_once(fixtures: Path) -> None:
    text = (fixtures / "questions" / "02-01-question-1.html").read_text(encoding="utf-8")
    header = text.split("<header>")[1].split("</header>")[0]
    assert header.count("Look first for what is alike") == 1
    assert "**" not in header


def test_the_same_passages_stand_together_with_all_who_marked_them(fixtures: Path) -> None:
    text = (fixtures / "questions" / "02-02-question-2.html").read_text(encoding="utf-8")
    together = text.split('class="together"')[1].split("</details>")[0]
    counts = [int(one) for one in re.findall(r"</th><td>(\d+)</td>", together)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] >= 2


def test_the_code_of_a_solution_is_folded_away(tmp_path: Path) -> None:
    answers = [{NUMBER: {"kind": "number", "text": "0.07"}}]
    of("05", answers, tmp_path)
    text = (tmp_path / "pack" / "questions" / "05-02-question-2.html").read_text(encoding="utf-8")
    aside = text.split("<aside")[1].split("</aside>")[0]
    outside = re.sub(r"<details.*?</details>", "", aside, flags=re.DOTALL)
    assert "from closereader" not in outside
