"""What can be seen: figures in one style, each with its words, its table and what it leaves out.

A figure here is plain Plotly JSON with the words that belong to it. Nothing in this room imports
Plotly: JupyterLab draws the JSON with the extension that the ``plotly`` package brings.
"""

from __future__ import annotations

from closereader.figures.coverage import coverage
from closereader.figures.figure import Figure, FigureError
from closereader.figures.readings import (
    Passage,
    PassageError,
    Reading,
    own_reading,
    prepared_reading,
)
from closereader.figures.sheets import (
    Sheet,
    moves_sheet,
    texts_sheet,
    theme_sheet,
    themes_sheet,
)
from closereader.figures.strips import Strip, strips
from closereader.figures.template import OKABE_ITO, TEMPLATE
from closereader.figures.work_sheets import marks_sheet, saved_sheet

__all__ = [
    "OKABE_ITO",
    "TEMPLATE",
    "Figure",
    "FigureError",
    "Passage",
    "PassageError",
    "Reading",
    "Sheet",
    "Strip",
    "coverage",
    "marks_sheet",
    "moves_sheet",
    "own_reading",
    "prepared_reading",
    "saved_sheet",
    "strips",
    "texts_sheet",
    "theme_sheet",
    "themes_sheet",
]
