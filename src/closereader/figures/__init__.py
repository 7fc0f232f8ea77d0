"""What can be seen: figures in one style, each with its words, its table and what it leaves out.

A figure here is plain Plotly JSON with the words that belong to it. Nothing in this room imports
Plotly: JupyterLab draws the JSON with the extension that the ``plotly`` package brings.
"""

from __future__ import annotations

from closereader.figures.belarus import belarus
from closereader.figures.citations import citation_sensitivity, cited_people
from closereader.figures.coders import (
    RULES,
    cases,
    coding,
    coding_rules,
    compare_own,
    compare_pair,
    compare_rules,
    own_codes,
)
from closereader.figures.coverage import coverage
from closereader.figures.figure import Figure, FigureError
from closereader.figures.indicators import INDICATORS
from closereader.figures.influence import influence
from closereader.figures.model_readings import NoModelReadings, model_passages, model_readings
from closereader.figures.own_marks import own_marks
from closereader.figures.panel_sheet import panel_sheet
from closereader.figures.paths import trajectories
from closereader.figures.placements import placements_sheet
from closereader.figures.pronouns import PRONOUNS, pronouns
from closereader.figures.readings import (
    Passage,
    PassageError,
    Reading,
    own_reading,
    prepared_reading,
)
from closereader.figures.regret import nostalgia
from closereader.figures.rents import rents_across
from closereader.figures.shares import published_shares
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
from closereader.figures.slopes import slopes
from closereader.figures.strips import Strip, strips
from closereader.figures.suffrage import suffrage
from closereader.figures.template import OKABE_ITO, TEMPLATE
from closereader.figures.within import rents_within
from closereader.figures.work_sheets import marks_sheet, saved_sheet

__all__ = [
    "INDICATORS",
    "OKABE_ITO",
    "PRONOUNS",
    "RULES",
    "TEMPLATE",
    "Figure",
    "FigureError",
    "NoModelReadings",
    "Passage",
    "PassageError",
    "Reading",
    "Sheet",
    "Strip",
    "belarus",
    "cases",
    "citation_sensitivity",
    "cited_people",
    "coding",
    "coding_rules",
    "compare_own",
    "compare_pair",
    "compare_rules",
    "coverage",
    "glossary_sheet",
    "influence",
    "marks_sheet",
    "model_passages",
    "model_readings",
    "moves_sheet",
    "names_sheet",
    "nostalgia",
    "notes_sheet",
    "own_codes",
    "own_marks",
    "own_reading",
    "panel_sheet",
    "placements_sheet",
    "prepared_reading",
    "pronouns",
    "published_shares",
    "rents_across",
    "rents_within",
    "saved_sheet",
    "slopes",
    "source_sheet",
    "strips",
    "suffrage",
    "texts_sheet",
    "theme_sheet",
    "themes_sheet",
    "trajectories",
]
