"""What a code cell asks is read from its source, without running it."""

from __future__ import annotations

import pytest

import closereader
from closereader.handin._asked import WIDGETS, Call, Items, asked, marks_asked
from closereader.widgets.base.answering import QuestionWidget


@pytest.mark.parametrize(
    ("source", "calls"),
    [
        (
            "Ask('02/q1', 'Why?', words=(30, 60))",
            [Call("Ask", "02/q1", {"prompt": "Why?", "words": (30, 60)})],
        ),
        ("c.Choose('02/q2')", [Call("Choose", "02/q2")]),
        (
            "Ask('02/q9', 'And now?', again='02/q1')",
            [Call("Ask", "02/q9", {"prompt": "And now?", "again": "02/q1"})],
        ),
        ("Explore('panel', id='03/q4')", [Call("Explore", "03/q4", {"table": "panel"})]),
        ("Explore('panel'); Reader('alieva-2024')", []),
        ("Ask('02/q1', words=few)", [Call("Ask", "02/q1", {"words": None})]),
        ("Ask(name)", [Call("Ask", "")]),
        ("Ask(id='02/q1')", [Call("Ask", "02/q1")]),
        ("C = ['c1']; ClaimCards('01/q1', C)", [Call("ClaimCards", "01/q1", {"ids": ["c1"]})]),
        ("Coding('04/q1', 'A', cases(['b', 'c']))",
         [Call("Coding", "04/q1", {"prompt": "A", "cases": Items(2)})]),
        ("Coding('04/q1', 'A', cases(people))",
         [Call("Coding", "04/q1", {"prompt": "A", "cases": None})]),
        ("HandIn('02', marks={'Question 2': {}})", []),
        ("not python at all (", []),
    ],
)  # fmt: skip
def test_questions_are_read_from_the_source(source: str, calls: list[Call]) -> None:
    assert list(asked(source)) == calls


@pytest.mark.parametrize(
    ("source", "marks"),
    [
        ("HandIn('02', marks={'Question 2': {'each': 2}})", {"Question 2": {"each": 2}}),
        ("M = {'each': 2}\nHandIn('02', marks={'Question 2': M})", {"Question 2": {"each": 2}}),
        ("HandIn('02', marks=computed())", {}),
        ("HandIn('02')", {}),
        ("Other('02', marks={'Question 2': {}})", {}),
    ],
)
def test_what_is_asked_of_marks_is_read_from_the_source(source: str, marks: object) -> None:
    assert marks_asked(source) == marks


def test_every_question_widget_of_the_library_is_found_in_a_notebook() -> None:
    """One that is not would be no question of a hand-in: nobody would miss its answer."""
    kinds = [getattr(closereader, name) for name in closereader.__all__]
    asks = {
        kind.__name__
        for kind in kinds
        if isinstance(kind, type) and issubclass(kind, QuestionWidget)
    }
    assert asks == set(WIDGETS)
