"""What a code cell asks is read from its source, without running it."""

from __future__ import annotations

import pytest

from closereader.handin._asked import Call, asked


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
        ("not python at all (", []),
    ],
)
def test_questions_are_read_from_the_source(source: str, calls: list[Call]) -> None:
    assert list(asked(source)) == calls
