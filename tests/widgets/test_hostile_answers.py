"""Whatever lies in the file of an answer, a question opens, and says it plainly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from closereader import (
    ArgumentMap,
    Ask,
    Choose,
    ClaimCards,
    Coding,
    Compare,
    Matrix,
    Number,
    Reader,
    Scale,
    open_work,
)
from closereader.widgets.base.sync import EditError
from whose_lessons import Explore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from closereader.widgets.base.answering import Question

TEXT = "vorobiev-2022"
CODES = {"yes": "it says so", "no": "it does not"}
QUESTIONS: dict[str, Callable[[], Question]] = {
    "Ask": lambda: Ask("09/q1", "What?"),
    "Choose": lambda: Choose("02/q4"),
    "Matrix": lambda: Matrix("09/q1", columns=[("a", "A", "")], texts=("post-2022",)),
    "ClaimCards": lambda: ClaimCards("09/q1", ["c01"]),
    "Coding": lambda: Coding("09/q1", "", [("a", "A", "")], codes=CODES),
    "Scale": lambda: Scale("09/q1", sentences=["s01"]),
    "Number": lambda: Number(
        "09/q1", "", table="panel", row={"iso3": "BLR", "year": 2006}, column="rents_total_pct_gdp"
    ),
    "Explore": lambda: Explore(id="09/q1"),
    "ArgumentMap": lambda: ArgumentMap("09/q1", texts=("post-2022",)),
}
PARTS = ("text", "chosen", "rows", "cards", "codes", "placed", "first", "choice", "map", "before")
ODD: tuple[Any, ...] = (5, "x", [], [[]], {"a": 5}, {"c01": {"seen": True}}, {"s01": {"value": []}})


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


@pytest.mark.parametrize("name", QUESTIONS)
def test_odd_answers_on_disk_do_no_harm(name: str) -> None:
    for odd in ODD:
        for place in (("09", "q1"), ("02", "q4")):
            open_work().save_answer(*place, {"opened": True, **dict.fromkeys(PARTS, odd)})
        widget = QUESTIONS[name]()
        assert name in repr(widget)
        assert widget.card()


@pytest.mark.parametrize("name", QUESTIONS)
def test_odd_answers_of_the_browser_are_refused_or_taken(name: str) -> None:
    widget = QUESTIONS[name]()
    for odd in (*ODD, {"c01": {"expect": {}, "by": []}}, {"a": {}}, [{}]):
        for value in (odd, dict.fromkeys(PARTS, odd)):
            try:
                assert isinstance(widget.read_value(value), dict)
            except EditError as error:
                assert str(error).endswith((".", "”"))  # noqa: PT017 - either is right


@pytest.mark.parametrize("odd", [None, 5, ["words"], {"a": []}])
@pytest.mark.parametrize(("name", "kind", "answer"), [
    ("Reader", "closest", "closest"), ("Compare", "closest", "closest"),
    ("Matrix", "find", "answer"),
    ("ArgumentMap", "find", "answer"), ("ArgumentMap", "keys", "answer"),
    ("ArgumentMap", "export", "answer"), ("ArgumentMap", "import", "answer"),
])  # fmt: skip
def test_an_odd_question_is_answered_too(name: str, kind: str, answer: str, odd: object) -> None:
    """The page waits for the answer, whatever it was that asked."""
    more: dict[str, Callable[[], Any]] = {
        "Reader": lambda: Reader(TEXT),
        "Compare": lambda: Compare(TEXT, "artiukh-2022"),
    }
    widget = {**QUESTIONS, **more}[name]()
    heard: list[dict[str, Any]] = []
    widget.send = lambda content, buffers=None: heard.append(content)  # noqa: ARG005
    fields = ("quote", "text", "table", "format", "source", "map", "about")
    widget._heard(widget, {"type": kind, "id": "a1", **dict.fromkeys(fields, odd)}, None)
    assert [message["type"] for message in heard] == [answer]
    assert not heard[0].get("places")
