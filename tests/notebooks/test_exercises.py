"""Exercises are fresh, and run to their end as a student gets them: alone and untouched.

Here each exercise is run, once in all the tests: in the student edition, unpacked into a fresh
folder.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from closereader.authoring import canonical, parse, read, run
from closereader.authoring.bundle import bundle
from closereader.authoring.exercises import first_difference, stale
from tests.authoring.build import code, notebook
from tests.house.tree import ROOT
from tests.notebooks.course import EXERCISE_IDS, EXERCISES

if TYPE_CHECKING:
    from pathlib import Path

NOWHERE = "http://127.0.0.1:9"  # whoever asks for the network, asks in vain


def test_every_exercise_is_what_its_solution_makes_now() -> None:
    assert stale(ROOT / "exercises", ROOT / "solutions", lambda _: None, rerun=False) == []


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the course as students get it: texts, lessons, exercises, program; no solutions."""
    folder = tmp_path_factory.mktemp("edition")
    with zipfile.ZipFile(io.BytesIO(bundle(ROOT).zipped())) as archive:
        archive.extractall(folder)
    return (folder / "whose-lessons").resolve()


@pytest.fixture
def at_home(edition: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let kernels find the edition's own program, its course by where they run, and no network."""
    for variable in ("CLOSEREADER_COURSE", "CLOSEREADER_SEEDS", "CLOSEREADER_WORK"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PYTHONPATH", str(edition / "src"))
    monkeypatch.setenv("http_proxy", NOWHERE)
    monkeypatch.setenv("https_proxy", NOWHERE)
    return edition


def test_the_edition_runs_its_own_program(at_home: Path) -> None:
    asked = notebook(
        at_home / "exercises" / "asking.ipynb",
        code("import closereader, closereader._paths as paths\nprint(closereader.__file__)"),
        code("print(paths.course_folder())"),
    )
    program, course = (cell.outputs[0]["text"].strip() for cell in run(asked).cells)
    assert program == str(at_home / "src" / "closereader" / "__init__.py")
    assert course == str(at_home)


@pytest.mark.parametrize("path", EXERCISES, ids=EXERCISE_IDS)
def test_an_untouched_exercise_runs_to_its_end_and_shows_what_is_stored(
    path: Path, at_home: Path
) -> None:
    given = read(at_home / "exercises" / path.name)
    shown = canonical(run(given))
    difference = first_difference(given, parse(shown, given.path))
    assert shown == path.read_text(encoding="utf-8"), difference
    assert not (at_home / "solutions").exists()
    assert not (at_home / "work").exists()
