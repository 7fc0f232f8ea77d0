"""The figures of this course: what its tables show of the claims that its texts make.

Each is drawn with the means of `closereader.figures`, and has its words, its table and what it
leaves out. What draws no figure is imported when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from closereader.moved import at_first_use
from whose_lessons.figures.belarus import belarus
from whose_lessons.figures.citations import citation_sensitivity, cited_people
from whose_lessons.figures.indicators import INDICATORS
from whose_lessons.figures.influence import influence
from whose_lessons.figures.paths import trajectories
from whose_lessons.figures.regret import nostalgia
from whose_lessons.figures.rents import rents_across
from whose_lessons.figures.shares import published_shares
from whose_lessons.figures.slopes import slopes
from whose_lessons.figures.suffrage import suffrage
from whose_lessons.figures.within import rents_within

if TYPE_CHECKING:
    from whose_lessons.figures._panel_sheet import panel_sheet
    from whose_lessons.figures.coders import (
        RULES,
        cases,
        coding,
        coding_rules,
        compare_own,
        compare_pair,
        compare_rules,
        own_codes,
    )

__all__ = [
    "INDICATORS",
    "RULES",
    "belarus",
    "cases",
    "citation_sensitivity",
    "cited_people",
    "coding",
    "coding_rules",
    "compare_own",
    "compare_pair",
    "compare_rules",
    "influence",
    "nostalgia",
    "own_codes",
    "panel_sheet",
    "published_shares",
    "rents_across",
    "rents_within",
    "slopes",
    "suffrage",
    "trajectories",
]

_HOMES = {
    "RULES": "coders",
    "cases": "coders",
    "coding": "coders",
    "coding_rules": "coders",
    "compare_own": "coders",
    "compare_pair": "coders",
    "compare_rules": "coders",
    "own_codes": "coders",
    "panel_sheet": "_panel_sheet",
}

__getattr__, __dir__ = at_first_use(__name__, _HOMES, __all__)
