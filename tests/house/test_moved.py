"""Names that the library had once work for one version more, with a sentence that says where."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib import import_module

import pytest

import closereader
from tests.house.tree import ROOT, read

MOVED: dict[str, str] = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]["entry-points"][
    "closereader.moved"
]


@pytest.mark.parametrize("old", MOVED)
def test_an_old_name_gives_the_thing_and_says_where_it_is(old: str) -> None:
    module, _, name = old.rpartition(".")
    home, _, here = MOVED[old].partition(":")
    with pytest.warns(DeprecationWarning, match=f"from {home} import {here}") as told:
        found = getattr(import_module(module), name)
    assert found is getattr(import_module(home), here)
    assert [warning.filename for warning in told] == [__file__]


def test_the_old_import_of_a_lesson_says_one_sentence() -> None:
    program = "from closereader.figures import belarus\nfrom closereader import Explore\n"
    done = subprocess.run(
        [sys.executable, "-W", "default", "-c", program],
        capture_output=True, text=True, encoding="utf-8", check=True, cwd=ROOT,
    )  # fmt: skip
    said = [line for line in done.stderr.splitlines() if "DeprecationWarning" in line]
    assert [line.partition(": ")[2] for line in said] == [
        (
            "DeprecationWarning: closereader.figures.belarus has moved: write `from "
            "whose_lessons.figures import belarus`. The old name goes with the next version."
        ),
        (
            "DeprecationWarning: closereader.Explore has moved: write `from whose_lessons import "
            "Explore`. The old name goes with the next version."
        ),
    ]


def test_a_name_that_never_was_is_refused() -> None:
    with pytest.raises(AttributeError, match=r"closereader has no 'Explorer'; it has Annotation,"):
        closereader.Explorer  # noqa: B018
    with pytest.raises(ImportError, match="cannot import name 'rainfall'"):
        exec("from closereader.figures import rainfall")  # noqa: S102
