"""What can be seen: figures in one style, each with its words, its table and what it leaves out.

A figure here is plain Plotly JSON with the words that belong to it. Nothing in this room imports
Plotly: JupyterLab draws the JSON with the extension that the ``plotly`` package brings.
"""

from __future__ import annotations

from closereader._moved import moved
from closereader.figures.coverage import coverage
from closereader.figures.figure import Figure, FigureError
from closereader.figures.model_readings import NoModelReadings, model_passages, model_readings
from closereader.figures.own_marks import own_marks
from closereader.figures.pronouns import PRONOUNS, pronouns
from closereader.figures.readings import (
    Passage,
    PassageError,
    Reading,
    own_reading,
    prepared_reading,
)
from closereader.figures.sheets import (
    Sheet,
    glossary_sheet,
    moves_sheet,
    names_sheet,
    notes_sheet,
    source_sheet,
    texts_sheet,
    theme_sheet,
    themes_sheet,
)
from closereader.figures.strips import Strip, strips
from closereader.figures.template import OKABE_ITO, TEMPLATE
from closereader.figures.work_sheets import marks_sheet, saved_sheet

__all__ = [
    "OKABE_ITO",
    "PRONOUNS",
    "TEMPLATE",
    "Figure",
    "FigureError",
    "NoModelReadings",
    "Passage",
    "PassageError",
    "Reading",
    "Sheet",
    "Strip",
    "coverage",
    "glossary_sheet",
    "marks_sheet",
    "model_passages",
    "model_readings",
    "moves_sheet",
    "names_sheet",
    "notes_sheet",
    "own_marks",
    "own_reading",
    "prepared_reading",
    "pronouns",
    "saved_sheet",
    "source_sheet",
    "strips",
    "texts_sheet",
    "theme_sheet",
    "themes_sheet",
]


def __getattr__(name: str) -> object:
    """Give what moved to the package of a course (PEP 562)."""
    return moved(__name__, name)
