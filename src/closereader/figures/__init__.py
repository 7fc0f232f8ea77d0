"""What can be seen: figures in one style, each with its words, its table and what it leaves out.

A figure here is plain Plotly JSON with the words that belong to it. Nothing in this room imports
Plotly: JupyterLab draws the JSON with the extension that the ``plotly`` package brings.

What needs another room (glossary, agreement, concordance) is imported when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from closereader.figures.coverage import coverage
from closereader.figures.figure import Figure, FigureError
from closereader.figures.model_readings import NoModelReadings, model_readings
from closereader.figures.own_marks import own_marks
from closereader.figures.readings import (
    CodedPassage,
    CodedReading,
    PassageError,
    own_reading,
    prepared_reading,
)
from closereader.figures.strips import Strip, strips
from closereader.figures.template import OKABE_ITO, TEMPLATE
from closereader.moved import at_first_use

if TYPE_CHECKING:
    from closereader.figures._pronouns import PRONOUNS, pronouns
    from closereader.figures.sheets import (
        Sheet,
        glossary_sheet,
        moves_sheet,
        names_sheet,
        notes_sheet,
        source_sheet,
        theme_sheet,
        themes_sheet,
    )
    from closereader.figures.work_sheets import marks_sheet, saved_sheet

__all__ = [
    "OKABE_ITO",
    "PRONOUNS",
    "TEMPLATE",
    "CodedPassage",
    "CodedReading",
    "Figure",
    "FigureError",
    "NoModelReadings",
    "PassageError",
    "Sheet",
    "Strip",
    "coverage",
    "glossary_sheet",
    "marks_sheet",
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
    "theme_sheet",
    "themes_sheet",
]

_HOMES = {
    "PRONOUNS": "_pronouns",
    "pronouns": "_pronouns",
    "Sheet": "sheets",
    "glossary_sheet": "sheets",
    "moves_sheet": "sheets",
    "names_sheet": "sheets",
    "notes_sheet": "sheets",
    "source_sheet": "sheets",
    "theme_sheet": "sheets",
    "themes_sheet": "sheets",
    "marks_sheet": "work_sheets",
    "saved_sheet": "work_sheets",
}

__getattr__, __dir__ = at_first_use(__name__, _HOMES, __all__)
