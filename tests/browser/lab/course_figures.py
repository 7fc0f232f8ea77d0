"""How every figure of the course is called: as its notebooks do, and as students are asked to."""

from __future__ import annotations

import ast

from closereader.authoring.checks import notebooks_of
from closereader.authoring.figure_rules import is_figure
from closereader.authoring.notebook import read
from tests.house.tree import ROOT

TRIED = (
    'rents_across("oil_gas_value_pc_2014usd")',
    'rents_within(["Azerbaijan", "Russia", "Ghana"])',
    "rents_within()",
    'citation_sensitivity(coding("early"))',
    "suffrage()",
    "own_marks()",
    'difference_map(seminar, "post-2022", "Quick Pencil", "Slow River")',
)
"""What no notebook draws, but a student may; a figure that stands in no lesson comes here."""


def figure_calls() -> tuple[str, ...]:
    """Give each call once, those of the notebooks first."""
    drawn = [
        ast.unparse(ast.parse(cell.source).body[-1])
        for path in notebooks_of(ROOT)
        for cell in read(path).cells
        if is_figure(cell)
    ]
    return tuple(dict.fromkeys([*drawn, *TRIED]))
