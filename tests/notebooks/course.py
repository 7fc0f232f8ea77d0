"""The notebooks of the course, for the tests of this folder."""

from __future__ import annotations

from closereader.authoring.checks import notebooks_of
from tests.house.tree import ROOT, name

NOTEBOOKS = notebooks_of(ROOT)
EXERCISES = [path for path in NOTEBOOKS if path.parent.name == "exercises"]
IDS = [name(path) for path in NOTEBOOKS]
EXERCISE_IDS = [name(path) for path in EXERCISES]
