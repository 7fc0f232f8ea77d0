"""A first answer that is promised comes back, and what comes back was asked before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from closereader.authoring.again_rules import earlier, promises
from closereader.authoring.asked import asked
from closereader.authoring.notebook import Notebook, read
from tests.authoring.build import code, markdown, notebook
from tests.notebooks.course import NOTEBOOKS

if TYPE_CHECKING:
    from pathlib import Path

PROMISE = markdown("### Question 1\n\nYou will see your answer again\nat the end.", id="promise")
FIRST = code("Ask('02/q1', 'Who?')", id="first")
READ = markdown("### Question 2\n\nRead your answer to question 1 again.", id="read")
LAST = code("Ask('02/q2', 'And now, since question 1?', again='02/q1')", id="last")
BARE = code("Ask('02/q2', 'And now?')", id="last")
HINT = code("Ask('02/q2', 'Now?', hints='Start from your answer to question 1.')", id="last")
WRONG = code("Ask('02/q2', 'And now?', again='02/q11')", id="last")


def made(path: Path, *cells: dict[str, Any]) -> Notebook:
    return notebook(path / "notebooks" / "02_a.ipynb", *cells)


def broken(path: Path, *cells: dict[str, Any]) -> list[str]:
    one = made(path, *cells)
    return [
        f"{found.place.partition('(')[2][:-1]}: {found.what}" for found in promises(one, one.cells)
    ]


def test_a_promise_that_is_kept(tmp_path: Path) -> None:
    assert broken(tmp_path, PROMISE, FIRST, READ, LAST) == []


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        ((PROMISE, FIRST, markdown("## Key points")), ["promise"]),
        ((PROMISE, FIRST, BARE), ["promise"]),
        ((PROMISE, FIRST, READ, BARE), ["promise", "read"]),
        ((FIRST, READ), ["read"]),
        ((FIRST, READ, WRONG), ["read"]),
        ((FIRST, READ, code("x", id="x")), ["read"]),
        ((FIRST, HINT), ["last"]),
        ((FIRST, code("Ask('02/q2', 'What has changed since question 1?')", id="last")), ["last"]),
    ],
)
def test_a_promise_that_is_not(
    tmp_path: Path, cells: tuple[dict[str, Any], ...], places: list[str]
) -> None:
    found = broken(tmp_path, *cells)
    assert [one.partition(":")[0] for one in found] == places, found


def test_what_comes_back_was_asked_before(tmp_path: Path) -> None:
    lesson = made(tmp_path, FIRST, code("Choose('02/q3')"), LAST)
    assert list(earlier([lesson], [lesson])) == []
    for again in ("02/q2", "02/q3", "02/q4", "02/q9", "03/q1"):
        bad = made(tmp_path, FIRST, code("Choose('02/q3')"), code(f"Ask('02/q2', again={again!r})"),
                   code("Ask('02/q4')"))  # fmt: skip
        later = notebook(tmp_path / "notebooks" / "03_b.ipynb", code("Ask('03/q1')"))
        (found,) = earlier([bad], [bad, later])
        assert f"again={again!r} names no question in prose" in found.what


@pytest.mark.parametrize(
    ("folder", "number", "fine"),
    [
        ("exercises", "02", True), ("solutions", "02", True), ("exercises", "03", True),
        ("notebooks", "03", True), ("exercises", "01", False), ("notebooks", "01", False),
    ],
)  # fmt: skip
def test_an_exercise_may_go_back_to_its_lesson(
    tmp_path: Path, folder: str, number: str, *, fine: bool
) -> None:
    ask = code(f"Ask('{number}/x1', 'And now?', again='02/q1')")
    one = notebook(tmp_path / folder / f"{number}_b.ipynb", ask)
    assert (list(earlier([one], [made(tmp_path, FIRST)])) == []) is fine


@pytest.mark.parametrize("number", ["01", "02", "03", "04", "05", "06", "07"])
def test_every_lesson_of_the_course_lays_the_first_answer_beside_the_last(number: str) -> None:
    (path,) = [one for one in NOTEBOOKS if one.match(f"notebooks/{number}_*")]
    first, *later = [one for cell in read(path).cells if cell.kind == "code"
                       for one in asked(cell.source) if one.widget == "Ask"]  # fmt: skip
    assert first.key in [one.given.get("again") for one in later]
