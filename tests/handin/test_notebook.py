"""The notebook of an exercise carries the hand-in once a file was made, and nobody before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from closereader.cli import main
from closereader.handin import HandInError, read_handin
from closereader.handin.notebook import MIME
from closereader.handin.widget import HandIn
from closereader.work import Work, open_work
from tests.house.tree import ROOT


@pytest.fixture
def work(tmp_path: Path) -> Work:
    work = open_work(tmp_path / "work")
    work.set_reader("Quiet Reader")
    work.save_answer("02", "exercise-question-4", {"kind": "prose", "text": "Both."})
    return work


def shown(work: Work) -> dict[str, Any]:
    """Give what the cell puts out, as a notebook stores it."""
    bundle = HandIn("02", work=work)._repr_mimebundle_()
    assert bundle is not None
    return json.loads(json.dumps(bundle[0]))  # type: ignore[no-any-return]


def notebook(*outputs: dict[str, Any], ran: int | None = 1) -> bytes:
    shown = [{"output_type": "execute_result", "data": data} for data in outputs]
    cell = {"cell_type": "code", "source": "x", "execution_count": ran, "outputs": shown}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4}).encode()


def test_before_a_file_is_made_the_output_names_nobody(work: Work) -> None:
    assert MIME not in shown(work)
    assert "Quiet Reader" not in json.dumps(shown(work))


def test_once_a_file_is_made_the_notebook_reads_as_the_file_does(work: Work) -> None:
    file = HandIn("02", work=work).make()
    found = read_handin(notebook(shown(work)))
    assert found == read_handin(file.read_bytes())
    assert found.answers["02/exercise-question-4"].value["text"] == "Both."


def test_of_several_hand_ins_the_latest_counts(work: Work) -> None:
    HandIn("02", work=work).make()
    first = shown(work)
    work.save_answer("02", "exercise-question-4", {"kind": "prose", "text": "Later."})
    HandIn("02", work=work).make()
    second = shown(work)
    first[MIME]["made"] = "2020-01-01T00:00:00.000Z"
    found = read_handin(notebook(second, first))
    assert found.answers["02/exercise-question-4"].value["text"] == "Later."


def test_collect_reads_a_notebook(work: Work, tmp_path: Path) -> None:
    HandIn("02", work=work).make()
    given = tmp_path / "given"
    given.mkdir()
    (given / "02_exclusion.ipynb").write_bytes(notebook(shown(work)))
    assert main(["collect", str(given), "--out", str(tmp_path / "pack")]) in {0, 1}
    assert "Quiet Reader" in (tmp_path / "pack" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "what"),
    [
        (notebook(ran=None), "was never run"),
        (notebook({"text/plain": "x"}), "carries no hand-in"),
        (b'{"cells": 3}', "other data than a notebook"),
        (b'{"cells": [', "no whole notebook"),
        (notebook({MIME: ["x"]}), "other data than a hand-in"),
        (json.dumps({"cells": [3, {"outputs": [4, {"data": 5}]}]}).encode(), "never run"),
    ],
)
def test_what_carries_none_is_refused_in_a_sentence_that_helps(page: bytes, what: str) -> None:
    with pytest.raises(HandInError, match=what):
        read_handin(page)


def test_no_exercise_of_the_course_carries_anybody() -> None:
    for path in sorted((ROOT / "exercises").glob("*.ipynb")):
        assert MIME not in path.read_text(encoding="utf-8"), path.name
