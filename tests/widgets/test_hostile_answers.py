"""Whatever lies in the file of an answer, a question opens, and says it plainly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from closereader import Compare, Reader, open_work
from closereader.widgets.base.answering import QuestionWidget, split_id
from closereader.widgets.base.sync import EditError
from tests.widgets.table import WIDGETS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "vorobiev-2022"
QUESTIONS: dict[str, Callable[[], QuestionWidget]] = {
    kind.__name__: make for kind, (make, _) in WIDGETS.items() if issubclass(kind, QuestionWidget)
}
PARTS = ("text", "chosen", "rows", "cards", "codes", "placed", "first", "choice", "map", "before")
ODD: tuple[Any, ...] = (
    5, "x", [], [[]], {"n1": 5}, {"c07": {"seen": True}}, {"s01": {"value": []}},
)  # fmt: skip


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


@pytest.mark.parametrize("name", QUESTIONS)
def test_odd_answers_on_disk_do_no_harm(name: str) -> None:
    place = split_id(QUESTIONS[name]().question["id"])
    for odd in ODD:
        open_work().save_answer(*place, {"opened": True, **dict.fromkeys(PARTS, odd)})
        widget = QUESTIONS[name]()
        assert name in repr(widget)
        assert widget.card()


@pytest.mark.parametrize("name", QUESTIONS)
def test_odd_answers_of_the_browser_are_refused_or_taken(name: str) -> None:
    widget = QUESTIONS[name]()
    for odd in (*ODD, {"c07": {"expect": {}, "by": []}}, {"n1": {}}, [{}]):
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
