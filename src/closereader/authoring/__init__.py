"""Authoring: notebooks run, normalised, derived and checked.

The lessons (``notebooks/``) and the answered exercises (``solutions/``) are sources; their
outputs are made by `run` and written in the one form that `canonical` defines. The exercises
(``exercises/``) are derived from the solutions: a cell tagged ``solution`` is only in the
solution, a cell tagged ``student`` is only in the exercise.
"""

from closereader.authoring._errors import AuthoringError
from closereader.authoring.notebook import Cell, Notebook, canonical, parse, read, write
from closereader.authoring.running import run

__all__ = ["AuthoringError", "Cell", "Notebook", "canonical", "parse", "read", "run", "write"]
