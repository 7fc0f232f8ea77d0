"""A question is asked once: in its widget, and not in the prose above it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closereader.authoring.asked_once import asked_once
from tests.authoring.build import code, markdown, notebook

if TYPE_CHECKING:
    from pathlib import Path

ASK = code("Ask('02/q3', 'Which words of the post speak for the other side? Quote two.')")


def flaws(tmp_path: Path, prose: str, widget: dict[str, object] = ASK) -> list[str]:
    one = notebook(tmp_path / "notebooks" / "02_a.ipynb", markdown(prose), widget)
    return [found.what for found in asked_once(one, one.cells)]


def test_what_is_asked_twice_is_found(tmp_path: Path) -> None:
    found = flaws(tmp_path, "### Question 3\n\nWhich **words** of the post\nspeak against it?")
    assert found == []  # six words, and then it differs
    found = flaws(
        tmp_path, "### Question 3\n\nWhich **words** of the post\nspeak for the other side?"
    )
    assert found == ["Asks “which words of the post speak for”, and so does Ask below it."]


def test_the_question_of_a_choice_is_looked_up(tmp_path: Path) -> None:
    choice = code("Choose('02/q4')")
    assert flaws(tmp_path, "Which of these passages would you mark as exclusion?", choice)
    assert not flaws(tmp_path, "Choose as many as you like.", choice)


@pytest.mark.parametrize(
    "prose",
    [
        "*3 minutes.* Answer in one sentence.",
        "“Which words of the post speak for the other side? Quote two.” (post-2022 ¶1)",
    ],
)
def test_what_is_no_second_question(tmp_path: Path, prose: str) -> None:
    assert flaws(tmp_path, prose) == []
