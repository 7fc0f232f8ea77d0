"""Answers of a hand-in that somebody has made to hold a teacher up."""

from __future__ import annotations

import pytest

from closereader.handin.render import answer
from closereader.handin.sheet import Question

MATRIX = Question("02/exercise-question-1", "Question 1", "Matrix", "", {})


def matrix(side: int) -> dict[str, object]:
    cells = [{"label": "a case", "cells": {f"k{n}": {"note": f"note {n}"}}} for n in range(side)]
    return {"kind": "matrix", "rows": cells}


def test_a_matrix_of_millions_of_empty_cells_is_not_drawn() -> None:
    assert "<table" in answer(MATRIX, matrix(20))
    shown = answer(MATRIX, matrix(5_000))  # a few hundred kilobytes; drawn, a gigabyte
    assert "a form that this version does not know" in shown
    assert len(shown) < 100_000


def test_an_answer_of_open_quotation_marks_is_shown() -> None:
    question = Question("02/exercise-question-2", "Question 2", "Ask", "", {})
    words = "“" * 100_000
    assert words in answer(question, {"kind": "prose", "text": words}, near=False)


@pytest.mark.parametrize("run", [" ", ",", ". ", "[", "…", "("])
def test_an_answer_with_a_long_run_of_one_sign_is_shown(run: str) -> None:
    question = Question("02/exercise-question-2", "Question 2", "Ask", "", {})
    words = f"“a few words{run * 50_000}and more” (alieva-2024 ¶1)"
    assert "a few words" in answer(question, {"kind": "prose", "text": words}, near=False)


def test_words_of_a_kind_that_has_no_page_of_its_own_are_shown_as_words() -> None:
    shown = str(answer(MATRIX, {"kind": "sentence", "text": "It <says> so."}))
    assert shown == '<p class="words">It &lt;says&gt; so.</p>'
